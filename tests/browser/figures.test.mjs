// The page of number series as a reader meets it: from disk and without script, on the smallest screen and on paper the
// charts fit, the caveat is seen before anything is opened, and the table with the sources is reached.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { builds, launch, PATIENCE } from './browser.mjs';

const file = join(builds().plain.folder, 'figures.html');

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** Opens the page from disk without script and hands over the tab. */
async function opened(viewport, body) {
  const context = await browser.newContext({ viewport, javaScriptEnabled: false, reducedMotion: 'reduce' });
  context.setDefaultTimeout(PATIENCE);
  try {
    const tab = await context.newPage();
    await tab.goto(pathToFileURL(file).href);
    await body(tab);
  } finally {
    await context.close();
  }
}

/** Letters of one chart that lie over each other, or outside the window. */
const crowded = (svgs) => svgs.flatMap((svg) => {
  const texts = [...svg.querySelectorAll('text')].map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
  const outside = texts.filter(({ box }) => box.left < -0.5 || box.right > document.documentElement.clientWidth + 0.5);
  const over = texts.flatMap((one, at) => texts.slice(at + 1).filter(({ box }) =>
    one.box.left < box.right && box.left < one.box.right && one.box.top + 2 < box.bottom && box.top + 2 < one.box.bottom)
    .map((other) => `“${one.words}” over “${other.words}”`));
  return [...outside.map(({ words }) => `“${words}” is cut off`), ...over];
});

describe('figures', () => {
  test('the page is small', () => {
    const size = gzipSync(readFileSync(file), { level: 9 }).length;
    assert.ok(size < 20_000, `${size} bytes`);
  });

  for (const width of [320, 820, 1440]) {
    test(`charts and caveats are seen at ${width} px, and nothing is wider than the window`, () =>
      opened({ width, height: 700 }, async (tab) => {
        const charts = tab.locator('.chart');
        const many = await charts.count();
        assert.ok(many > 0);
        assert.equal(await tab.locator('.caveat:visible').count(), many, 'caveats in sight');
        assert.equal(await tab.locator('.data table:visible').count(), 0, 'tables are closed');
        assert.deepEqual(await charts.evaluateAll(crowded), []);
        const room = await tab.evaluate(() => [document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]);
        assert.ok(room[0] <= room[1], `${room[0]} px in ${room[1]}`);
      }));
  }

  test('by keyboard alone the table opens and its source is reached', () => opened({ width: 320, height: 640 }, async (tab) => {
    const summary = tab.locator('.data summary').first();
    await summary.focus();
    await tab.keyboard.press('Enter');
    const table = tab.locator('.data table').first();
    assert.ok(await table.isVisible());
    const height = (await summary.boundingBox()).height;
    assert.ok(height >= 24, `${height} px`);
    const source = table.locator('a[href^="sources.html#"]').first();
    const id = (await source.getAttribute('href')).split('#')[1];
    await source.click();
    assert.ok(tab.url().endsWith(`sources.html#${id}`), tab.url());
    assert.ok(await tab.locator(`[id="${id}"]`).isVisible());
  }));

  test('every picture has a name and says its numbers', () => opened({ width: 820, height: 700 }, async (tab) => {
    const names = await tab.locator('.chart').evaluateAll((charts) => charts.map((chart) => ({
      role: chart.getAttribute('role'),
      name: chart.getAttribute('aria-labelledby').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' '),
      values: [...chart.querySelectorAll('.value')].map((value) => value.textContent),
    })));
    for (const { role, name, values } of names) {
      assert.equal(role, 'img');
      for (const value of values) assert.ok(name.includes(value), `${value} in ${name}`);
    }
  }));

  test('on paper every table is open', () => opened({ width: 700, height: 990 }, async (tab) => {
    await tab.emulateMedia({ media: 'print' });
    const shown = await tab.locator('.data table').evaluateAll((tables) => tables.map((table) => table.checkVisibility()));
    assert.ok(shown.length > 0);
    assert.ok(shown.every(Boolean), `${shown}`);
  }));
});
