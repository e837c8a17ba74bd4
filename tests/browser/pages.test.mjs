// Every page in a browser: from disk as by a double click, from a server under a sub-path, with and without script,
// in every theme, wide and narrow; and the way from a citation to its source and back.
//
// Everything but axe runs under the pages' own content security policy, and axe does too: Playwright evaluates it
// through the debugger, which the policy does not concern.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { builds, pages, serve } from './browser.mjs';
import { NARROW, TOGETHER, WIDE, fromDisk, isFocused, isOpen, middle, openAll, ownBrowser, settled, tabTo, toMiddle, tooWide, until } from './reader.mjs';

const { plain, based } = builds();
const onDisk = pages(plain.folder).filter((page) => !page.redirect);
const onServer = pages(based.folder).filter((page) => !page.redirect);

const within = ownBrowser();
let server;
before(async () => { server = await serve(based.folder, { ...based, delayFonts: 250 }); });
after(() => server?.close());

/** Opens an address and returns all that a careful browser would complain about. */
async function complaints(tab, context, address, { status = 200 } = {}) {
  const found = [];
  const origin = (url) => (url.protocol === 'file:' ? pathToFileURL(join(plain.folder, '/')).href : `${url.origin}/`);
  const home = origin(new URL(address));
  tab.on('console', (message) => {
    // Chromium notes the status of the page itself, which is asked for below.
    if (status !== 200 && message.location().url === address) return;
    if (['error', 'warning', 'assert'].includes(message.type())) found.push(`console ${message.type()}: ${message.text()}`);
  });
  tab.on('pageerror', (error) => found.push(`script error: ${error.message}`));
  tab.on('dialog', (dialog) => {
    found.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  tab.on('request', (request) => {
    if (!request.url().startsWith(home)) found.push(`request elsewhere: ${request.url()}`);
  });
  tab.on('requestfailed', (request) => found.push(`failed request: ${request.url()} (${request.failure()?.errorText})`));
  tab.on('response', (response) => {
    if (response.status() >= 400 && response.url() !== address) found.push(`status ${response.status()}: ${response.url()}`);
  });
  await tab.addInitScript(() => {
    globalThis.violations = [];
    addEventListener('securitypolicyviolation', (event) => {
      globalThis.violations.push(`policy violation: ${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
  const response = await tab.goto(address);
  if (response && address.startsWith('http')) assert.equal(response.status(), status);
  await settled(tab);
  found.push(...(await tab.evaluate(() => globalThis.violations)));
  for (const cookie of await context.cookies()) found.push(`cookie: ${cookie.name}`);
  if (address.startsWith('http') && (await tab.evaluate(() => document.cookie)) !== '') found.push('a cookie set by script');
  return found;
}

describe('from disk', TOGETHER, () => {
  for (const page of onDisk) {
    test(`${page.path} opens without complaint, has one h1, skips no heading, fits 320 px`, () => within({}, async (tab, context) => {
      assert.deepEqual(await complaints(tab, context, fromDisk(page)), []);

      const levels = await tab.evaluate(() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ localName }) => Number(localName[1])));
      assert.equal(levels.filter((level) => level === 1).length, 1, 'number of h1');
      const skipped = levels.findIndex((level, at) => level > (levels[at - 1] ?? 0) + 1);
      assert.equal(skipped, -1, `heading ${skipped + 1} skips a level: ${levels}`);

      await tab.setViewportSize(NARROW);
      await settled(tab);
      assert.deepEqual(await tooWide(tab), []);
      await openAll(tab);
      assert.deepEqual(await tooWide(tab), [], 'with everything opened');
    }));
  }
});

/** Scrolls down and up again, so that what loads late loads, and returns what moved without being asked. */
const shifts = (tab) => tab.evaluate(async () => {
  const found = [];
  const name = ({ node, previousRect: from, currentRect: to }) =>
    `${node?.nodeName} “${node?.textContent.trim().slice(0, 40)}” ${from.x},${from.y} ${from.width}×${from.height} → ${to.x},${to.y} ${to.width}×${to.height}`;
  new PerformanceObserver((entries) => {
    for (const { value, sources } of entries.getEntries()) found.push(`${value.toFixed(4)}: ${sources.slice(0, 2).map(name).join('; ')}`);
  }).observe({ type: 'layout-shift', buffered: true });
  await document.fonts.ready;
  for (const top of [document.body.scrollHeight, 0]) {
    scrollTo({ top, behavior: 'instant' });
    await new Promise((done) => setTimeout(done, 100));
  }
  return found;
});

describe(`from a server under ${based.path} whose fonts come late`, TOGETHER, () => {
  for (const page of onServer) {
    test(`${page.path} opens without complaint, and nothing moves`, () => within({}, async (tab, context) => {
      const address = server.address + page.path;
      assert.deepEqual(await complaints(tab, context, address), []);
      assert.deepEqual(await shifts(tab), [], `at ${WIDE.width} px`);
    }).then(() => within({ viewport: NARROW }, async (tab) => {
      await tab.goto(server.address + page.path);
      assert.deepEqual(await shifts(tab), [], `at ${NARROW.width} px`);
    })));
  }

  test('404.html stands in for an address that leads nowhere, however deep', () => within({}, async (tab, context) => {
    assert.deepEqual(await complaints(tab, context, `${server.address}no/such/page.html`, { status: 404 }), []);
    assert.equal(await tab.evaluate(() => document.styleSheets.length), 1);
    await tab.locator('.site-title').click();
    await tab.waitForURL(`${server.address}index.html`);
  }));

  for (const page of pages(based.folder).filter(({ redirect }) => redirect)) {
    test(`${page.path} leads on`, () => within({}, async (tab) => {
      const address = server.address + page.path;
      await tab.goto(address);
      await tab.waitForURL((url) => url.href !== address);
      const landed = await tab.request.get(tab.url());
      assert.equal(landed.status(), 200);
    }));
  }
});

describe('axe finds nothing', TOGETHER, () => {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const light = { colorScheme: 'light', forcedColors: 'none' };
  // Every rule at both widths; the rules about colour once more in the other themes, where everything is opened: what
  // has which colour does not depend on the width.
  const every = { rules: { 'target-size': { enabled: true } } };
  const colour = { runOnly: ['cat.color'] };
  const views = [
    { name: 'wide, light', viewport: WIDE, media: light, rules: every },
    { name: 'narrow, all open, light', viewport: NARROW, open: true, media: light, rules: every },
    { name: 'narrow, all open, dark', viewport: NARROW, media: { ...light, colorScheme: 'dark' }, rules: colour },
    { name: 'narrow, all open, forced colours', viewport: NARROW, media: { ...light, forcedColors: 'active' }, rules: colour },
  ];

  for (const page of onServer) {
    test(page.path, () => within({ reducedMotion: 'reduce' }, async (tab) => {
      await tab.goto(server.address + page.path);
      await tab.evaluate(source);
      const found = [];
      for (const { name, viewport, open, media, rules } of views) {
        await tab.setViewportSize(viewport);
        await tab.emulateMedia(media);
        if (open) await openAll(tab);
        await settled(tab);
        found.push(...await tab.evaluate(async ({ name, rules }) => {
          const { violations } = await globalThis.axe.run({ ...rules, resultTypes: ['violations'], preload: false });
          return violations.map(({ id, help, nodes }) => `${name}: ${id}: ${help}, ${nodes.length} × such as ${nodes[0].html}`);
        }, { name, rules }));
      }
      assert.deepEqual(found, []);
    }));
  }
});

test('every page can be reached by links from index.html', () => within({}, async (tab) => {
  for (const build of [plain, based]) {
    const all = pages(build.folder);
    const links = await tab.evaluate((all) => all.map(({ path, text }) => [
      path,
      [...new DOMParser().parseFromString(text, 'text/html').querySelectorAll('a[href]')].map((link) => link.getAttribute('href')),
    ]), all);
    const root = new URL('http://site.invalid/');
    const to = new Map(links.map(([path, hrefs]) => [path, hrefs.map((href) => new URL(href, new URL(path, root)))
      .filter((url) => url.origin === root.origin)
      .map((url) => decodeURIComponent(url.pathname.slice(1)))]));
    const reached = new Set(['index.html']);
    for (const path of reached) to.get(path)?.forEach((target) => reached.add(target));
    // Nobody links to these: the server shows one, old addresses lead to the others.
    const missing = all.filter((page) => !page.redirect && page.path !== '404.html' && !reached.has(page.path));
    assert.deepEqual(missing.map((page) => page.path), [], build.name);
  }
}));

describe('without script, from disk', TOGETHER, () => {
  for (const page of onDisk) {
    test(`${page.path} shows its content, tables and references`, () => within({ javaScriptEnabled: false }, async (tab) => {
      await tab.goto(fromDisk(page));
      const { hidden, beside, shown } = await tab.evaluate(() => {
        const main = document.querySelector('main');
        const blocks = [...main.querySelectorAll('h1, h2, h3, h4, p, li, dt, dd, table, caption, th, td, figure, svg')];
        // What a reader opens by hand is closed at first; the details element needs no script.
        const closed = (element) => element.closest('details:not([open])') && !element.closest('summary');
        const visible = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getClientRects().length > 0;
        const missing = blocks.filter((element) => !closed(element) && !visible(element) && element.textContent.trim() !== '');
        const count = (selector) => [...main.querySelectorAll(selector)].filter(visible).length;
        return {
          hidden: missing.slice(0, 5).map((element) => `<${element.localName} class="${element.className}"> ${element.textContent.trim().slice(0, 60)}`),
          beside: main.innerText.length - main.querySelector('h1').innerText.length,
          shown: { tables: [...main.querySelectorAll('table')].filter((table) => closed(table) || visible(table)).length, references: count('.refs > li') },
        };
      });
      assert.deepEqual(hidden, []);
      assert.ok(beside > 20, 'the page says nothing beside its heading');
      const inFile = (pattern) => page.text.match(pattern)?.length ?? 0;
      assert.deepEqual(shown, { tables: inFile(/<table\b/g), references: inFile(/<li id="ref-/g) });
    }));
  }

  test('every reference that is cited is in the list', () => {
    let cited = 0;
    for (const page of onDisk) {
      const listed = new Set([...page.text.matchAll(/<li id="(ref-[^"]+)"/g)].map(([, id]) => id));
      const links = [...page.text.matchAll(/<a class="cite"[^>]* href="#([^"]+)"/g)].map(([, id]) => decodeURIComponent(id));
      assert.deepEqual(links.filter((id) => !listed.has(id)), [], page.path);
      cited += links.length;
    }
    assert.ok(cited > 0, 'no page cites anything');
  });

  test('the contents of a page open by hand', () => within({ javaScriptEnabled: false, viewport: NARROW }, async (tab) => {
    const page = onDisk.find(({ text }) => text.includes('class="toc"'));
    await tab.goto(fromDisk(page));
    const first = tab.locator('.toc li a').first();
    assert.equal(await first.isVisible(), false);
    await tab.locator('.toc summary').click();
    assert.equal(await first.isVisible(), true);
  }));
});

// ------------------------------------------------------------------------------------------- from claim to source

/** The page that cites most, and a citation from its middle: first use of its claim, so that the way back leads here. */
const citing = onDisk.map((page) => ({ page, numbers: [...page.text.matchAll(/ id="cite-([^"]+)-1"/g)].map(([, number]) => number) }))
  .sort((a, b) => b.numbers.length - a.numbers.length)[0];
const number = citing.numbers[Math.floor(citing.numbers.length / 2)];

/** Opens that page with the citation in the middle of the window. */
async function atCitation(tab) {
  await tab.goto(fromDisk(citing.page));
  const cite = tab.locator(`#cite-${number}-1`);
  await toMiddle(cite);
  return { cite, card: tab.locator(`#card-${number}`), entry: tab.locator(`li:has(> #card-${number})`) };
}

describe('the card over a citation', TOGETHER, () => {
  test('opens under the pointer beside the number, stays while the pointer is on it, goes when it leaves', () => within({}, async (tab) => {
    const { cite, card } = await atCitation(tab);
    assert.equal(await isOpen(card), false);
    await cite.hover();
    await until('the card opens', () => isOpen(card));

    const [own, box] = [await cite.boundingBox(), await card.boundingBox()];
    assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= WIDE.width && box.y + box.height <= WIDE.height, `in the window: ${JSON.stringify(box)}`);
    assert.ok(box.y >= own.y + own.height / 2 || box.y + box.height <= own.y + own.height / 2, 'the card does not cover its number');
    assert.ok((await card.innerText()).length > 40, 'the card says something');

    await tab.mouse.move(...middle(box), { steps: 8 });
    await sleep(900);
    assert.equal(await isOpen(card), true, 'still open under the pointer');

    await tab.mouse.move(2, 2, { steps: 4 });
    await until('the card closes', async () => !(await isOpen(card)));
  }));

  test('closes by Esc under the pointer', () => within({}, async (tab) => {
    const { cite, card } = await atCitation(tab);
    await cite.hover();
    await until('the card opens', () => isOpen(card));
    await tab.keyboard.press('Escape');
    await until('the card closes', async () => !(await isOpen(card)));
  }));

  test('opens on keyboard focus and closes by Esc, the focus staying', () => within({}, async (tab) => {
    const { cite, card } = await atCitation(tab);
    await tabTo(tab, cite);
    await until('the card opens', () => isOpen(card));
    await tab.keyboard.press('Escape');
    await until('the card closes', async () => !(await isOpen(card)));
    assert.equal(await isFocused(cite), true, 'the citation keeps the focus');
  }));
});

describe('the sheet a citation leads to', TOGETHER, () => {
  const ways = [
    { name: 'wide', options: {} },
    { name: 'narrow', options: { viewport: NARROW } },
    { name: 'narrow, without script', options: { viewport: NARROW, javaScriptEnabled: false } },
  ];
  for (const { name, options } of ways) {
    test(`${name}: opens and goes without moving the reading place, and gives the focus back`, () => within({ reducedMotion: 'reduce', ...options }, async (tab) => {
      const { cite, entry } = await atCitation(tab);
      const scrolled = () => tab.evaluate(() => scrollY);
      const isSheet = () => entry.evaluate((element) => element.matches(':target') && getComputedStyle(element).position === 'fixed');
      const place = await scrolled();
      assert.ok(place > 0, 'the citation is below the first window, or this would prove nothing');
      assert.equal(await isSheet(), false);

      await cite.click();
      await until('the entry is the target', isSheet);
      await sleep(500);
      assert.equal(await scrolled(), place, 'the sheet opened where the reader was');
      const [box, window] = [await entry.boundingBox(), tab.viewportSize()];
      assert.ok(Math.abs(box.y + box.height - window.height) <= 1, `at the foot of the window: ${JSON.stringify(box)}`);
      assert.ok(box.height > 80 && box.height < window.height * 0.75, `${box.height} px high`);

      await tab.keyboard.press('Tab');
      const back = entry.locator('.back');
      assert.equal(await isFocused(back), true, '“Back to the text” is first in focus order');
      await tab.keyboard.press('Enter');
      await until('the sheet goes', async () => !(await isSheet()));
      await sleep(500);
      assert.equal(await scrolled(), place, 'the reader is where they were');

      await tab.keyboard.press('Tab');
      const focused = await tab.evaluate(() => document.activeElement.id);
      assert.equal(focused, `cite-${number}-1`, 'the next Tab focuses the citation');
      assert.equal(await scrolled(), place, 'focusing it does not scroll');
    }));
  }
});

// ------------------------------------------------------------------------------------------------- without style

describe('copied text', TOGETHER, () => {
  /** What the clipboard would get of a block up to its citation and the citation itself, for every citation of the page. */
  const copied = (tab) => tab.evaluate(() => [...document.querySelectorAll('main a.cite')].map((cite) => {
    const range = document.createRange();
    range.setStart(cite.closest('p, li, td, th, dd, dt, h2, h3') ?? cite.parentElement, 0);
    range.setEndAfter(cite);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return { text: selection.toString(), number: cite.id.split('-')[1], follows: cite.previousElementSibling?.previousElementSibling?.matches('.cites > .cite') ?? false };
  }));

  for (const style of ['with style', 'without']) {
    test(`${style}: a citation is never one with the word before it, nor with the next`, () => within({}, async (tab) => {
      let seen = 0;
      for (const page of onDisk.filter(({ text }) => text.includes('class="cite"'))) {
        await tab.goto(fromDisk(page));
        if (style === 'without') await tab.evaluate(() => document.querySelectorAll('link[rel=stylesheet]').forEach((sheet) => sheet.remove()));
        for (const { text, number, follows } of await copied(tab)) {
          assert.ok(text.endsWith(`[${number}]`), `${page.path}: “${text.slice(-40)}”`);
          if (follows) assert.match(text, /\[\d+\]\[\d+\]$/, page.path);
          seen += 1;
        }
      }
      assert.ok(seen > 0, 'no page cites anything');
    }));
  }

  test('a statement’s facts are words apart', () => within({}, async (tab) => {
    await tab.goto(fromDisk(citing.page));
    const facts = await tab.evaluate(() => [...document.querySelectorAll('.refs .facts')].map((facts) => {
      getSelection().selectAllChildren(facts);
      return { copied: getSelection().toString(), parts: [...facts.querySelectorAll('dt:not(.vh), dd')].map((part) => part.textContent.trim()) };
    }));
    assert.ok(facts.length > 5);
    for (const { copied, parts } of facts) {
      const words = copied.split(/\s+/).join(' ');
      for (const [at, part] of parts.entries()) {
        const next = parts[at + 1];
        if (next) assert.ok(!words.includes(part + next), `“${part}” runs into “${next}”: ${words}`);
      }
    }
  }));

  test('the numbers of a group are 24 px apart', () => within({ viewport: { width: 390, height: 844 } }, async (tab) => {
    let seen = 0;
    for (const page of onDisk.filter(({ text }) => text.includes('class="cites"')).slice(0, 4)) {
      await tab.goto(fromDisk(page));
      const steps = await tab.evaluate(() => [...document.querySelectorAll('main .cites')].flatMap((group) => {
        const marks = [...group.querySelectorAll('.cite')].map((cite) => cite.getBoundingClientRect());
        return marks.slice(1).map((mark, at) => (mark.left + mark.right) / 2 - (marks[at].left + marks[at].right) / 2);
      }));
      for (const step of steps) assert.ok(step >= 24 - 0.01, `${page.path}: ${step} px`);
      seen += steps.length;
    }
    assert.ok(seen > 0, 'no page has a group');
  }));
});
