// The long lists narrowed, from disk, with script and without: style sheets do it alone. And the strip of the timeline.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { builds, launch, PATIENCE } from './browser.mjs';

const { plain } = builds();
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 320, height: 640 };
const LISTS = ['claims', 'timeline', 'sources'];
const address = (name) => pathToFileURL(join(plain.folder, `${name}.html`)).href;

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

async function within(options, body) {
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(PATIENCE);
  const late = setTimeout(() => context.close({ reason: 'the page took too long' }), PATIENCE);
  try {
    return await body(await context.newPage());
  } finally {
    clearTimeout(late);
    await context.close();
  }
}

/** What is on the page: entries and headings that show, and which boxes are ticked. */
const seen = (tab) => tab.evaluate(() => {
  const shows = (element) => element.checkVisibility();
  const entries = [...document.querySelectorAll('.ledger > li')];
  return {
    all: entries.length,
    shown: entries.filter(shows).map((entry) => entry.id),
    hollow: [...document.querySelectorAll('.body > section')]
      .filter((section) => shows(section) !== [...section.querySelectorAll('.ledger > li')].some(shows))
      .map((section) => section.querySelector('h2').id),
  };
});

/** The entries that have one of the first classes (if any are given) and one of the second. */
const wanted = (tab, first, second) => tab.evaluate(([first, second]) => {
  const has = (entry, classes) => classes.length === 0 || classes.some((name) => entry.classList.contains(name));
  return [...document.querySelectorAll('.ledger > li')]
    .filter((entry) => has(entry, first) && has(entry, second))
    .map((entry) => entry.id);
}, [first, second]);

/** The boxes of a question, most entries first. */
async function boxes(tab, letter) {
  const found = await tab.locator(`.by-${letter} label`).evaluateAll((labels) => labels.map((label) => ({
    name: label.querySelector('input').className,
    total: Number(label.querySelector('span').textContent.slice(1, -1)),
  })));
  return found.sort((a, b) => b.total - a.total);
}

const tick = (tab, name) => tab.locator(`input.${name}`).click();
/** The line at the foot as a screen reader has it: the number in it is made by the style sheet. */
async function line(tab) {
  const session = await tab.context().newCDPSession(tab);
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector: '.filtered' });
  const { backendNodeId } = (await session.send('DOM.describeNode', { nodeId })).node;
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const text = (node) => (node.role?.value === 'StaticText' ? node.name.value : (node.childIds ?? []).map((id) => text(byId.get(id))).join(''));
  return text(nodes.find((node) => node.backendDOMNodeId === backendNodeId));
}

for (const javaScriptEnabled of [true, false]) {
  describe(`${javaScriptEnabled ? 'with' : 'without'} script`, () => {
    for (const name of LISTS) {
      test(`${name}.html: a box leaves what its label says, two of a question add, two questions cut`, () => within({ javaScriptEnabled }, async (tab) => {
        await tab.goto(address(name));
        const first = await boxes(tab, 'a');
        const second = await boxes(tab, 'b');
        assert.ok(first.length > 1 && second.length > 1);
        const start = await seen(tab);
        assert.deepEqual([start.shown.length, start.hollow], [start.all, []]);
        const check = async (chosen, also) => {
          const { shown, hollow } = await seen(tab);
          assert.deepEqual(shown, await wanted(tab, chosen, also), `${chosen} and ${also}`);
          assert.deepEqual(hollow, [], `${chosen} and ${also}: a heading without entries, or entries without a heading`);
          return shown.length;
        };
        for (const { name: box, total } of [...first, ...second]) {
          await tick(tab, box);
          assert.equal(await check(box[0] === 'a' ? [box] : [], box[0] === 'b' ? [box] : []), total, box);
          await tick(tab, box);
        }
        const [a, b] = first.map((box) => box.name);
        const [c, d] = second.map((box) => box.name);
        await tick(tab, a);
        await tick(tab, b);
        await check([a, b], []);
        await tick(tab, c);
        const left = await check([a, b], [c]);
        assert.match(await line(tab), new RegExp(`^${left} of ${start.all} `));
        await tick(tab, d);
        await check([a, b], [c, d]);
        await tick(tab, a);
        await tick(tab, b);
        await check([], [c, d]);

        await tab.locator('.filters button[type=reset]').click();
        assert.deepEqual(await seen(tab), start);
        assert.equal(await tab.locator('.filtered').isVisible(), false);
      }));
    }

    test('claims.html: a choice that nothing matches says so, and the way back is at hand', () => within({ javaScriptEnabled, viewport: NARROW }, async (tab) => {
      await tab.goto(address('claims'));
      await tab.locator('.filters summary').click();
      const [first, second] = [await boxes(tab, 'a'), await boxes(tab, 'b')];
      let none;
      for (const { name: a } of first) for (const { name: b } of second) if ((await wanted(tab, [a], [b])).length === 0) none ??= [a, b];
      assert.ok(none, 'every topic has every status: choose another pair');
      for (const box of none) await tick(tab, box);
      assert.deepEqual((await seen(tab)).shown, []);
      assert.match(await line(tab), /^0 of \d+ statements match\./);
      const back = tab.locator('.filtered button');
      const { y, height } = await back.boundingBox();
      assert.ok(y >= 0 && y + height <= NARROW.height, 'in the window');
      await back.click();
      assert.equal((await seen(tab)).shown.length, (await seen(tab)).all);
    }));

    test('what a link leads to shows, whatever is chosen', () => within({ javaScriptEnabled }, async (tab) => {
      await tab.goto(address('claims'));
      const [{ name: box }] = await boxes(tab, 'a');
      await tick(tab, box);
      const hidden = await tab.evaluate((box) => document.querySelector(`.ledger > li:not(.${box})`).id, box);
      assert.equal((await seen(tab)).shown.includes(hidden), false);
      await tab.evaluate((id) => { location.hash = id; }, hidden);
      const { shown, hollow } = await seen(tab);
      assert.deepEqual([shown.includes(hidden), hollow], [true, []]);
    }));
  });
}

describe('by keyboard', () => {
  for (const viewport of [WIDE, NARROW]) {
    test(`${viewport.width} px: open, tick, show all, and nothing is sent by Enter`, () => within({ viewport }, async (tab) => {
      const complaints = [];
      tab.on('console', (message) => complaints.push(message.text()));
      await tab.goto(address('timeline'));
      const summary = tab.locator('.filters summary');
      if (await summary.isVisible()) {
        await summary.focus();
        await tab.keyboard.press('Enter');
        await tab.keyboard.press('Tab');
      } else {
        await tab.locator('.by-a input').first().focus();
      }
      const focused = () => tab.evaluate(() => document.activeElement.className);
      assert.equal(await focused(), await tab.locator('.by-a input').first().getAttribute('class'));
      await tab.keyboard.press('Space');
      const { shown, all } = await seen(tab);
      assert.ok(shown.length > 0 && shown.length < all);
      await tab.keyboard.press('Enter');
      assert.equal(tab.url(), address('timeline'), 'Enter in a box leads nowhere');
      assert.equal((await seen(tab)).shown.length, shown.length);
      assert.deepEqual(complaints, []);
      await tab.locator('.by-b input').last().focus();
      await tab.keyboard.press('Tab');
      await tab.keyboard.press('Enter');
      assert.equal((await seen(tab)).shown.length, all);
    }));
  }
});

test('a browser without :has() is not offered boxes that do nothing', () => {
  const [, name] = readFileSync(join(plain.folder, 'claims.html'), 'utf8').match(/href="(filters\.[^"]+)"/);
  const sheet = readFileSync(join(plain.folder, name), 'utf8');
  assert.match(sheet, /@supports not selector\(:has\(a\)\) \{ \.filters \{ display: none \} \}/);
});

describe('the strip of the timeline', () => {
  for (const viewport of [WIDE, NARROW]) {
    test(`${viewport.width} px: every bar can be reached by Tab, is large enough and leads to its heading`, () => within({ viewport }, async (tab) => {
      await tab.goto(address('timeline'));
      const bars = tab.locator('.strip a');
      const count = await bars.count();
      assert.ok(count > 4);
      await bars.first().focus();
      for (let at = 0; at < count; at += 1) {
        const [href, label] = [await bars.nth(at).getAttribute('href'), await bars.nth(at).locator('title').textContent()];
        assert.equal(await tab.evaluate(() => document.activeElement.getAttribute('href')), href);
        const heading = await tab.locator(`[id="${href.slice(1)}"]`).innerText();
        assert.equal(heading.replace(/\s+/g, ' '), label.replace(': ', ' '));
        const box = await bars.nth(at).boundingBox();
        assert.ok(box.width >= 24 && box.height >= 24, `${label}: ${box.width} × ${box.height}`);
        assert.ok(box.x >= -1 && box.x + box.width <= viewport.width + 1, label);
        await tab.keyboard.press('Tab');
      }
      await bars.last().focus();
      await tab.keyboard.press('Enter');
      const last = await bars.last().getAttribute('href');
      await tab.waitForURL((url) => url.hash === last);
      const top = await tab.locator(`[id="${last.slice(1)}"]`).evaluate((heading) => heading.getBoundingClientRect().top);
      assert.ok(top >= 0 && top < viewport.height / 2, `the heading is at ${top}`);
    }));
  }

  test('its numbers do not run into each other at 320 px', () => within({ viewport: NARROW }, async (tab) => {
    await tab.goto(address('timeline'));
    const overlaps = await tab.evaluate(() => {
      const boxes = [...document.querySelectorAll('.strip text')].map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
      const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      return boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => meets(one.box, other.box)).map((other) => `${one.words} / ${other.words}`));
    });
    assert.deepEqual(overlaps, []);
  }));
});
