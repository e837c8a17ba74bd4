// Search in a dialog. Its index is a script, loaded on first use: from disk a page can read nothing else.
(() => {
  const { index, page, open: atOnce } = document.currentScript.dataset;
  const home = new URL(index, location), groups = [], scripts = [];
  let dialog, input, list, status, terms, active = 0, most;

  // One spelling of several: no capitals, marks or joiners, one code for a letter.
  const fold = (text) => text.normalize('NFKD').replace(/[\p{M}\p{Cf}\p{Lm}'’‘`]/gu, '').normalize('NFC').toLowerCase()
    .replace(/[يى]/g, 'ی').replace(/ك/g, 'ک').replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt() & 15);
  const words = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  // Each word after a space; with a hyphen also in one piece.
  const hay = (text) => ' ' + words(text + ' ' + (text.match(/\S+-\S+/g) || []).join(' ').replace(/-/g, '')).join(' ');
  // Latin words are found by their beginning, others anywhere.
  const needle = (word) => (/^\w/.test(word) ? ' ' : '') + word;
  const some = (text) => terms.some((term) => hay(text).includes(term));
  const all = (text) => terms.every((term) => text.includes(term));
  const rank = ({ key, text }, phrase) => !all(text) ? 9 : key.startsWith(phrase) ? 0 : all(key) ? 1 : text.includes(phrase) ? 2 : 3;

  const filled = (word, value) => word.replace(/{\w+}/, () => value);
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const marked = (tokens) => tokens.map((token) => {
    const script = scripts.find(([pattern]) => pattern.test(token));
    const name = some(token) ? 'mark' : script && 'span';
    return name ? element(name, script && { lang: script[1] }, token) : token;
  });
  const split = (text) => text.split(/([^\p{L}\p{M}\p{N}\p{Cf}'’-]+)/u);
  // Whole sentences: who says something must not be cut off.
  const excerpt = (tokens) => {
    const inside = (at) => at > 0 && tokens[at] && !/[.?!]/.test(tokens[at - 1]);
    let first = Math.max(0, tokens.findIndex(some)), last = first + 24;
    while (inside(first)) first--;
    while (inside(last)) last++;
    return [first ? '… ' : '', ...marked(tokens.slice(first, last)), tokens[last] ? '…' : ''];
  };
  const option = (properties, ...children) =>
    element('a', { role: 'option', tabIndex: -1, id: 'find-' + list.querySelectorAll('a').length, ...properties }, ...children);

  function show() {
    const query = groups[0] ? words(input.value) : [], phrase = needle(query.join(' '));
    let total = 0;
    terms = query.map(needle);
    list.replaceChildren();
    const ranked = groups.map(([label, entries]) =>
      [entries.map((entry) => [query[0] ? rank(entry, phrase) : 9, entry]).filter(([rank]) => rank < 9).sort(([a], [b]) => a - b), label]);
    for (const [hits, label] of ranked.filter(([[first]]) => first).sort(([[[a]]], [[[b]]]) => a - b)) {
      const group = element('div', { role: 'group', ariaLabel: label }, element('p', { ariaHidden: true }, label + ' ', element('span', { className: 'sub' }, hits.length)));
      list.append(group);
      total += hits.length;
      for (const [, [address, name, text = '', note = '', kind]] of hits.slice(0, most)) {
        group.append(option({ href: new URL(address, home) }, element('b', {}, ...marked(split(name))), ' ', ...(kind ? marked : excerpt)(split(text)), ' ',
          element('span', { className: kind ? 'badge ' + kind : 'sub' }, note)));
      }
      if (hits[most]) group.append(option({ onclick: (event) => { event.preventDefault(); most = 1e4; show(); } }, filled(word('search.all'), hits.length)));
    }
    status.replaceChildren(...total ? [filled(word('search.found'), total)]
      : query[0] ? [filled(word('search.nothing'), input.value) + ' ', page ? element('a', { href: page }, word('search.index')) : ''] : []);
    input.ariaExpanded = total > 0;
    move(active);
  }

  function move(to) {
    const options = [...list.querySelectorAll('a')], { length } = options;
    active = (to + length) % length || 0;
    options.forEach((option, at) => { option.ariaSelected = at === active; });
    input.setAttribute('aria-activedescendant', length ? 'find-' + active : '');
    options[active]?.scrollIntoView({ block: 'nearest' });
  }

  function open() {
    if (!dialog) {
      document.body.insertAdjacentHTML('beforeend', `<dialog class="find" aria-label="${word('search.label')}" closedby="any"><div>
<input role="combobox" aria-label="${word('search.field')}" aria-autocomplete="list" aria-controls="find-list" aria-expanded="false" autocomplete="off" spellcheck="false" placeholder="${word('search.field')}">
<button type="button">${word('page.close')}</button></div><p role="status"></p><div role="listbox" id="find-list" aria-label="${word('search.results')}"></div></dialog>`);
      dialog = document.body.lastChild;
      [input, status, list] = dialog.querySelectorAll('[role]');
      dialog.querySelector('button').onclick = () => dialog.close();
      list.onclick = (event) => event.defaultPrevented || dialog.close();
      input.oninput = () => { most = 5; active = 0; show(); };
      input.onkeydown = (event) => {
        const step = { ArrowDown: 1, ArrowUp: -1, Enter: 0 }[event.key];
        if (step === undefined || event.isComposing) return;
        event.preventDefault();
        if (step) move(active + step);
        else list.querySelectorAll('a')[active]?.click();
      };
      const onload = () => {
        for (const [code, language] of searchIndex.scripts) scripts.push([new RegExp(`\\p{Script=${code}}`, 'u'), language]);
        for (const [label, entries] of searchIndex.groups) {
          groups.push([label, entries.map((entry) => Object.assign(entry, { key: hay(entry[1]), text: hay(entry.slice(1, 4).join(' ')) }))]);
        }
        show();
      };
      document.head.append(element('script', { src: home, onload, onerror: () => status.append(word('search.failed')) }));
    }
    dialog.showModal();
    input.select();
  }

  addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || document.documentElement.dataset.keys || event.target.closest('input, textarea, select, dialog')) return;
    event.preventDefault();
    open();
  });
  addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (!page || link?.getAttribute('href') !== page || dialog?.open || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.querySelector('.field')?.replaceChildren(element('button', { type: 'button', onclick: open }, word('search.field')));
  if (atOnce === '') open();
})();
