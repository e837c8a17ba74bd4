// Remembers the reading settings, in one key; without this they hold for the page itself. It runs before the first
// paint, so that nothing moves or flashes. Where storage is refused, nothing else breaks.
(function () {
  var root = document.documentElement, key = 'reading', kept = {};
  var radios = function () { return document.querySelectorAll('#settings input'); };
  function read() {
    try { kept = JSON.parse(localStorage.getItem(key)) || {}; } catch (e) { /* refused or not ours */ }
    ['theme', 'size', 'width'].forEach(function (name) { root.dataset[name] = kept[name] || ''; });
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
    try { localStorage.setItem(key, JSON.stringify(kept)); } catch (e) { /* refused */ }
  });
  // A statement cited twice has two places to go back to: the one that was left.
  addEventListener('click', function (event) {
    var cite = event.target.closest && event.target.closest('.cite');
    if (cite) document.querySelector(cite.hash + ' .back').hash = cite.id.replace('cite', 'at');
  });
})();
