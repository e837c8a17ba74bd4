// Search as a reader meets it: from disk and from a server under a sub-path, by keyboard, in several spellings and
// scripts, and the index from A to Z where there is no script.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { builds, launch, pages, PATIENCE, serve } from './browser.mjs';

const { plain, based } = builds();
const indexFile = readFileSync(join(plain.folder, 'search-index.js'), 'utf8');
const groups = runInNewContext(`${indexFile};searchIndex`).groups;
const entries = (label) => groups.find(([known]) => known === label)[1];
const size = (name) => gzipSync(readFileSync(join(plain.folder, name)), { level: 9 }).length;

let browser;
let server;
const places = [{ name: 'from disk' }, { name: `from a server under ${based.path}` }];
before(async () => {
  browser = await launch();
  server = await serve(based.folder, based);
  [places[0].address, places[1].address] = [pathToFileURL(join(plain.folder, '/')).href, server.address];
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function within(options, body) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(PATIENCE);
  const late = setTimeout(() => context.close({ reason: 'the page took too long' }), PATIENCE);
  try {
    const tab = await context.newPage();
    const complaints = [];
    tab.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
    tab.on('pageerror', (error) => complaints.push(error.message));
    await body(tab);
    assert.deepEqual(complaints, []);
  } finally {
    clearTimeout(late);
    await context.close();
  }
}

const dialog = (tab) => tab.getByRole('dialog', { name: 'Search' });
const options = (tab) => dialog(tab).getByRole('option');

/** Types into the open dialog, and returns what it shows: addresses, relative to the site, by group. */
async function results(tab, query) {
  const input = dialog(tab).getByRole('combobox');
  await input.fill(query);
  await dialog(tab).getByRole('status').filter({ hasText: /found/i }).waitFor();
  return Object.fromEntries(await dialog(tab).getByRole('group').evaluateAll((found) => found.map((group) => [
    group.ariaLabel,
    [...group.querySelectorAll('a[href]')].map((link) => link.href.split('/').at(-1)),
  ])));
}

const RECORDS = 'People, places and terms';

for (const place of places) {
  describe(place.name, () => {
    const opened = (body, page = 'missiles.html', more = {}) => within(more, async (tab) => {
      await tab.goto(place.address + page);
      await tab.keyboard.press('/');
      await dialog(tab).waitFor();
      await body(tab);
    });

    test('one name is found in every spelling and script', () => opened(async (tab) => {
      const plainly = await results(tab, 'Pyongyang');
      assert.equal(plainly[RECORDS][0], 'places.html#pyongyang');
      assert.equal(Object.keys(plainly)[0], RECORDS, 'the place that is called so comes first');
      assert.ok(plainly.Sections.length === 5 && plainly.Statements.length === 5 && plainly.Sources.length === 5, JSON.stringify(plainly));
      for (const spelling of ['pyŏngyang', 'P’yŏngyang', 'PYONGYANG', ' pyongy']) assert.deepEqual(await results(tab, spelling), plainly, spelling);

      const arabicLetters = 'اكبر هاشمي';
      const name = entries(RECORDS).find(([address]) => address === 'people.html#akbar-hashemi-rafsanjani')[1];
      assert.ok(name.includes('اکبر') && !name.includes('ك') && !name.includes('ي'), 'the site writes it with the other letters');
      for (const spelling of [arabicLetters, 'اکبر هاشمی', 'rafsanjani']) {
        assert.ok((await results(tab, spelling))[RECORDS].includes('people.html#akbar-hashemi-rafsanjani'), spelling);
      }
      for (const spelling of ['طالبی‌فر', 'طالبي فر', 'طالبیفر']) {
        assert.deepEqual((await results(tab, spelling))[RECORDS], ['people.html#abbas-talebifar'], spelling);
      }
      for (const spelling of ['리용호', '용호', '리용호'.normalize('NFD'), 'Ri Yongho', 'yong-ho']) {
        assert.ok((await results(tab, spelling))[RECORDS].includes('people.html#ri-yong-ho'), spelling);
      }
    }));

    test('all words must be there, the status may be one, and years are found in other digits', () => opened(async (tab) => {
      const found = await results(tab, 'disputed BM-25');
      assert.ok(found.Statements.length > 0);
      for (const address of found.Statements) {
        const [, , text, , status] = entries('Statements').find(([known]) => known === address);
        assert.ok(/BM.?25/.test(text) && status.startsWith('disputed '), text);
      }
      assert.deepEqual(await results(tab, 'BM25 ۲۰۱۰'), await results(tab, 'BM25 2010'));
      assert.deepEqual(await results(tab, 'zzz'), {});
      assert.equal(await dialog(tab).getByRole('link', { name: 'Index from A to Z' }).count(), 1);
    }));

    test('arrows move, Enter lands on the paragraph and marks it', () => opened(async (tab) => {
      await results(tab, 'scud');
      const selected = () => options(tab).evaluateAll((all) => all.findIndex((option) => option.ariaSelected === 'true'));
      const count = await options(tab).count();
      assert.equal(await selected(), 0);
      await tab.keyboard.press('ArrowUp');
      assert.equal(await selected(), count - 1);
      const hrefs = await options(tab).evaluateAll((all) => all.map((option) => option.getAttribute('href') ?? ''));
      const wanted = hrefs.findIndex((href) => href.includes('#p_'));
      for (let step = 0; step <= wanted; step++) await tab.keyboard.press('ArrowDown');
      assert.equal(await selected(), wanted);
      const active = await dialog(tab).getByRole('combobox').getAttribute('aria-activedescendant');
      assert.equal(await options(tab).nth(wanted).getAttribute('id'), active);
      await tab.keyboard.press('Enter');
      await tab.waitForURL(hrefs[wanted]);
      const landed = await tab.evaluate(() => {
        const target = document.querySelector(':target');
        const { top } = target.getBoundingClientRect();
        return { text: target.textContent, top, height: innerHeight, open: document.querySelectorAll('dialog[open]').length, plain: getComputedStyle(target).boxShadow === 'none' && getComputedStyle(target).outlineStyle === 'none' };
      });
      assert.match(landed.text, /scud/i);
      assert.ok(landed.top >= 0 && landed.top < landed.height, JSON.stringify(landed));
      assert.equal(landed.open, 0);
      assert.equal(landed.plain, false, 'the paragraph is marked');
    }));

    test('a result on the page being read closes the dialog and goes there', () => opened(async (tab) => {
      await results(tab, 'scuds for the war');
      await options(tab).first().click();
      await tab.waitForURL(/missiles\.html#/);
      assert.equal(await dialog(tab).count(), 0);
      assert.ok(await tab.evaluate(() => Math.abs(document.querySelector(':target').getBoundingClientRect().top) < innerHeight));
    }));

    test('the link opens it, Esc closes it, the focus goes back', () => within({}, async (tab) => {
      await tab.goto(`${place.address}index.html`);
      const link = tab.getByRole('link', { name: 'Search', exact: true });
      await link.focus();
      for (const key of ['Enter', '/']) {
        await tab.keyboard.press(key);
        await dialog(tab).waitFor();
        await tab.keyboard.type('a/b');
        assert.equal(await dialog(tab).getByRole('combobox').inputValue(), 'a/b', 'a stroke in the field is a stroke');
        await tab.keyboard.press('Escape');
        await dialog(tab).waitFor({ state: 'hidden' });
        assert.ok(await link.evaluate((element) => element === document.activeElement));
      }
      assert.ok(tab.url().endsWith('index.html'));
    }));

    test('a group shows all on request, and the next word starts afresh', () => opened(async (tab) => {
      await results(tab, 'iran');
      const before = await options(tab).count();
      await options(tab).filter({ hasText: /^Show all/ }).first().click();
      assert.ok(await options(tab).count() > before * 5);
      assert.equal(await dialog(tab).count(), 1);
      const found = await results(tab, 'iran missile');
      assert.ok(Object.values(found).every((addresses) => addresses.length <= 5));
    }));

    test('a page whose address leads elsewhere can search too', () => opened(async (tab) => {
      await results(tab, 'khamenei');
      const href = await options(tab).first().evaluate((option) => option.href);
      assert.ok(href.startsWith(place.address) && !href.slice(place.address.length).includes('/'), href);
    }, '404.html'));
  });
}

describe('axe finds nothing in the open dialog', () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  for (const width of [320, 1440]) {
    for (const [name, media] of Object.entries({ light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' }, forced: { forcedColors: 'active' } })) {
      test(`${width} px, ${name}`, () => within({ viewport: { width, height: 800 }, ...media }, async (tab) => {
        await tab.goto(`${places[0].address}missiles.html`);
        await tab.evaluate(axe);
        await tab.keyboard.press('/');
        for (const query of ['', 'khamenei', 'zzz']) {
          if (query) await results(tab, query);
          const found = await tab.evaluate(async () => {
            const { violations } = await globalThis.axe.run({ rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'], preload: false });
            return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
          });
          assert.deepEqual(found, [], query);
          const box = await dialog(tab).boundingBox();
          assert.ok(box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
        }
      }));
    }
  }
});

test('without script the link leads to the index from A to Z, which is whole and says so', () => within({ javaScriptEnabled: false }, async (tab) => {
  await tab.goto(`${places[0].address}missiles.html`);
  await tab.getByRole('link', { name: 'Search', exact: true }).click();
  await tab.waitForURL(/search\.html$/);
  assert.match(await tab.locator('.field').innerText(), /^Searching needs script/);
  const linked = new Set(await tab.locator('.az a').evaluateAll((links) => links.map((link) => link.getAttribute('href'))));
  const wanted = [...entries(RECORDS), ...entries('Sections').filter(([address]) => !/#|search/.test(address))].map(([address]) => address);
  assert.deepEqual(wanted.filter((address) => !linked.has(address)), []);
  for (const { letter, top } of await tab.locator('.letters a').evaluateAll((links) => links.map((link) => ({ letter: link.textContent, top: document.querySelector(link.hash)?.textContent })))) {
    assert.equal(top, letter);
  }
}));

test('with script the index has the field, and it opens the dialog', () => within({}, async (tab) => {
  await tab.goto(`${places[0].address}search.html`);
  await tab.getByRole('button', { name: 'Search this site' }).click();
  assert.equal(await dialog(tab).count(), 1);
  await tab.keyboard.press('Escape');
  assert.equal(await tab.evaluate(() => document.activeElement.textContent), 'Search this site');
}));

test('script and index are small', () => {
  const scripts = readdirSync(plain.folder).filter((name) => name.endsWith('.js') && name !== 'search-index.js');
  const search = scripts.find((name) => name.startsWith('search.'));
  assert.ok(size(search) <= 2850, `${search}: ${size(search)} bytes`);
  const together = scripts.reduce((sum, name) => sum + size(name), 0);
  assert.ok(together <= 4000, `all scripts: ${together} bytes`);
  assert.ok(size('search-index.js') <= 150_000, `the index: ${size('search-index.js')} bytes`);
  const html = pages(plain.folder).find(({ path }) => path === 'search.html').text;
  assert.ok(gzipSync(html).length <= 20_000, `the index from A to Z: ${gzipSync(html).length} bytes`);
});
