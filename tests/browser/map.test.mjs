// The map of places as a reader meets it: from disk and without script, on the smallest screen, by finger and by keyboard
// every number can be told apart, hit and followed to its row.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { builds } from './browser.mjs';
import { TOGETHER, fromDisk, isFocused, ownBrowser, tabTo, tooWide, until } from './reader.mjs';

const file = join(builds().plain.folder, 'places.html');
const within = ownBrowser();
const inWidth = (width, body) => within({ viewport: { width, height: 800 }, javaScriptEnabled: false, reducedMotion: 'reduce' }, async (tab) => {
  await tab.goto(fromDisk({ file }));
  await body(tab);
});

/** Smallest side of what a finger hits, in pixels; browsers reckon boxes in fractions of a float. */
const TARGET = 24 - 0.01;

/** What is wrong with how the numbers lie: over each other, off the map, too small. */
const faults = (pins, target) => {
  const map = document.querySelector('.map .land').getBoundingClientRect();
  const all = pins.map((pin) => ({ words: pin.querySelector('text').textContent, box: pin.querySelector('.pin').getBoundingClientRect() }));
  const small = all.filter(({ box }) => box.width < target || box.height < target).map(({ words }) => `${words} is too small`);
  const off = all.filter(({ box }) => box.left < map.left - 1 || box.right > map.right + 1 || box.top < map.top - 1 || box.bottom > map.bottom + 1)
    .map(({ words }) => `${words} is off the map`);
  const over = all.flatMap((one, at) => all.slice(at + 1)
    .filter(({ box }) => one.box.left < box.right && box.left < one.box.right && one.box.top < box.bottom && box.top < one.box.bottom)
    .map((other) => `${one.words} over ${other.words}`));
  return [...small, ...off, ...over];
};

/** Pins of which something else is hit in the middle, named. */
const covered = (pins) => pins.filter((pin) => {
  const { x, y, width, height } = pin.querySelector('.pin').getBoundingClientRect();
  return document.elementFromPoint(x + width / 2, y + height / 2)?.closest('a') !== pin;
}).map((pin) => pin.textContent);

describe('the map of places', TOGETHER, () => {
  for (const width of [320, 360, 820, 1152, 1440]) {
    test(`at ${width} px every number is apart, on the map and large enough, and nothing is wider than the window`, () => inWidth(width, async (tab) => {
      const pins = tab.locator('.pins a');
      assert.ok(await pins.count() >= 10);
      assert.deepEqual(await pins.evaluateAll(faults, TARGET), []);
      assert.deepEqual(await pins.evaluateAll(covered), []);
      assert.deepEqual(await tooWide(tab), []);
      // Land and numbers are two drawings: they must lie exactly upon each other.
      const [land, numbers] = await Promise.all(['.land', '.pins'].map((name) => tab.locator(name).boundingBox()));
      for (const side of ['x', 'y', 'width', 'height']) {
        assert.ok(Math.abs(land[side] - numbers[side]) <= 2, `${side}: ${land[side]} and ${numbers[side]}`);
      }
    }));
  }

  test('a place stands where its coordinates say', () => inWidth(1440, async (tab) => {
    const [, west, east, south, north] = readFileSync(new URL('../../content/records/outline.yaml', import.meta.url), 'utf8')
      .match(/frame: \{west: (.+?), east: (.+?), south: (.+?), north: (.+?)\}/).map(Number);
    const found = await tab.locator('.pins a').evaluateAll((pins) => {
      const map = document.querySelector('.map .pins').getBoundingClientRect();
      return pins.map((pin) => {
        const svg = pin.closest('svg');
        const circle = pin.querySelector('.pin');
        const box = circle.getBoundingClientRect();
        const [cx, cy] = ['cx', 'cy'].map((name) => Number(circle.getAttribute(name)));
        const row = document.querySelector(pin.getAttribute('href'));
        return {
          name: pin.textContent,
          x: (box.x + box.width / 2 - cx - map.x) / map.width,
          y: (box.y + box.height / 2 - cy - map.y) / map.height,
          written: row.cells[2].textContent,
        };
      });
    });
    for (const { name, x, y, written } of found) {
      const [, latitude, longitude] = written.match(/^([\d.]+)°\sN, ([\d.]+)°\sE$/).map(Number);
      const [wide, high] = [(longitude - west) / (east - west), (north - latitude) / (north - south)];
      assert.ok(Math.hypot(x - wide, y - high) < 0.002, `${name}: ${x} ${y}, not ${wide} ${high}`);
    }
  }));

  for (const width of [320, 1440]) {
    test(`at ${width} px a number leads to its row, and the row to the entry`, () => inWidth(width, async (tab) => {
      const pin = tab.locator('.pins a').nth(4);
      const [number, name] = (await pin.locator('title').textContent()).match(/^(\d+) (.+)$/).slice(1);
      assert.equal(await pin.locator('text').textContent(), number);
      const row = tab.locator(`[id="${(await pin.getAttribute('href')).slice(1)}"]`);
      await pin.locator('.pin').click();
      await until('the row is the target', () => row.evaluate((element) => element.matches(':target')));
      const [box, window] = [await row.boundingBox(), tab.viewportSize()];
      assert.ok(box.y >= 0 && box.y + box.height <= window.height, `in the window: ${JSON.stringify(box)}`);
      assert.equal(await row.locator('td').first().textContent(), number);
      await row.locator('th a').click();
      const entry = tab.locator(`.names > :target`);
      await until('the entry is the target', async () => await entry.count() === 1);
      assert.ok((await entry.textContent()).includes(name));
    }));
  }

  test('with the keyboard a number is reached, seen to be, and followed', () => inWidth(1440, async (tab) => {
    const pin = tab.locator('.pins a').nth(2);
    const stroke = () => pin.locator('.pin').evaluate((circle) => getComputedStyle(circle).strokeWidth);
    const before = await stroke();
    await tabTo(tab, pin);
    assert.notEqual(await stroke(), before, 'the focus is seen');
    await tab.keyboard.press('Enter');
    await until('its row is the target', async () => await tab.locator('tr:target').count() === 1);
    assert.equal(await isFocused(pin), false);
  }));

  test('a screen reader hears a group of links with number and name', () => inWidth(1440, async (tab) => {
    const group = tab.getByRole('group', { name: 'Map of the places' });
    const links = await group.getByRole('link').count();
    assert.equal(links, await tab.locator('.pins a').count());
    const title = await group.locator('a title').first().textContent();
    assert.equal(await group.getByRole('link', { name: title, exact: true }).count(), 1);
  }));

  test('on paper the numbers stay on the map', () => inWidth(820, async (tab) => {
    await tab.emulateMedia({ media: 'print' });
    assert.deepEqual(await tab.locator('.pins a').evaluateAll(faults, TARGET), []);
  }));
});
