// Remembers the reading settings, before the first paint so that nothing moves, and brings search in at its first use.
(function () {
  var root = document.documentElement, key = 'reading', kept = {}, data = document.currentScript.dataset;
  var radios = function () { return document.querySelectorAll('#settings input'); };
  function read() {
    try { kept = JSON.parse(localStorage.getItem(key)) || {}; } catch (e) { }
    ['theme', 'size', 'width', 'keys'].forEach(function (name) { root.dataset[name] = kept[name] || ''; });
    radios().forEach(function (radio) { radio.checked = radio.value === root.dataset[radio.name]; });
  }
  read();
  addEventListener('DOMContentLoaded', read);
  addEventListener('pageshow', function (event) { if (event.persisted) read(); });
  addEventListener('storage', read);
  addEventListener('change', function (event) {
    var radio = event.target;
    if (!radio.closest('#settings')) return;
    kept[radio.name] = root.dataset[radio.name] = radio.value;
    try { localStorage.setItem(key, JSON.stringify(kept)); } catch (e) { }
  });
  // Of a statement cited twice: back to the citation that was left.
  addEventListener('click', function (event) {
    var cite = event.target.closest && event.target.closest('.cite');
    if (cite) document.querySelector(cite.hash + ' .back').hash = cite.id.replace('cite', 'at');
  });
  // An open card would be printed over the text, and be missing in its list.
  addEventListener('beforeprint', function () {
    document.querySelectorAll(':popover-open').forEach(function (open) { open.hidePopover(); });
  });
  function first(event) {
    var at = event.target, link = at.closest && at.closest('a'), script = document.createElement('script');
    if (event.ctrlKey || event.metaKey || event.altKey || (event.type === 'click'
      ? event.shiftKey || !link || link.getAttribute('href') !== data.page
      : event.key !== '/' || root.dataset.keys || at.closest('input, textarea, select'))) return;
    event.preventDefault();
    removeEventListener('click', first);
    removeEventListener('keydown', first);
    Object.assign(script.dataset, data, { open: '' });
    script.onerror = function () { location = data.page; };
    script.src = data.search;
    document.head.append(script);
  }
  if (data.search) {
    addEventListener('click', first);
    addEventListener('keydown', first);
  }
})();
