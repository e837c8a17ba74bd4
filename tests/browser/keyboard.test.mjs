// With the keyboard alone: the whole overview from the first Tab to the last, a section with its sheet open, the start of
// every page. What has the focus is in the window, framed, and nothing lies over it.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { builds, pages, PATIENCE } from './browser.mjs';
import { NARROW, TOGETHER, WIDE, fromDisk, isFocused, isOpen, ownBrowser, until } from './reader.mjs';

const { plain } = builds();
const onDisk = pages(plain.folder).filter((page) => !page.redirect);
const named = (path) => onDisk.find((page) => page.path === path);
const overview = named('index.html');
const within = ownBrowser();
const still = { reducedMotion: 'reduce' };

/** A section whose citations are many. */
const section = onDisk.filter(({ text }) => text.includes('class="pager"'))
  .toSorted((a, b) => b.text.split('class="cite"').length - a.text.split('class="cite"').length)[0];

/** What has the focus, and what is wrong with how it shows. */
const focused = (tab) => tab.evaluate(() => {
  const element = document.activeElement;
  if (element === document.body || element === document.documentElement) return { name: 'the page', faults: [] };
  const faults = [];
  const name = `<${element.localName} id="${element.id}" class="${element.getAttribute('class') ?? ''}"> ${(element.ariaLabel ?? element.textContent).trim().slice(0, 40)}`;
  const ring = getComputedStyle(element);
  // What is drawn frames its own shape: the ring of a pin on the map.
  const shapes = element instanceof SVGElement ? [...element.querySelectorAll('*')].map((shape) => getComputedStyle(shape)) : [];
  const drawn = shapes.some(({ stroke, strokeWidth }) => Number.parseFloat(strokeWidth) >= 2 && ![ring.color, 'none'].includes(stroke));
  if (!drawn && (ring.outlineStyle === 'none' || Number.parseFloat(ring.outlineWidth) < 2)) faults.push(`no frame: ${ring.outline}`);
  if (ring.outlineColor === ring.backgroundColor || /^rgba.*, 0\)$/.test(ring.outlineColor)) faults.push(`a frame nobody sees: ${ring.outlineColor}`);

  // The part of it in the window; a link over several lines has a box on each.
  const inWindow = [...element.getClientRects()].map(({ left, top, right, bottom }) => ({
    left: Math.max(left, 0), top: Math.max(top, 0), right: Math.min(right, innerWidth), bottom: Math.min(bottom, innerHeight),
  })).filter(({ left, top, right, bottom }) => right - left > 1 && bottom - top > 1);
  if (inWindow.length === 0) faults.push('outside the window');
  for (const { left, top, right, bottom } of inWindow) {
    // Its middle and just inside its four corners.
    const [dx, dy] = [Math.min(3, (right - left) / 4), Math.min(3, (bottom - top) / 4)];
    const points = [[(left + right) / 2, (top + bottom) / 2], [left + dx, top + dy], [right - dx, top + dy], [left + dx, bottom - dy], [right - dx, bottom - dy]];
    const over = points.map(([x, y]) => document.elementFromPoint(x, y)).filter((hit) => hit && !element.contains(hit) && !hit.contains(element));
    // A neighbour whose target reaches over an edge hides nothing; what lies over the middle or over two corners does.
    const foreign = over.filter((hit) => getComputedStyle(hit).backgroundColor !== 'rgba(0, 0, 0, 0)' || hit.closest(':popover-open, .refs > :target'));
    if (foreign.length > 0) faults.push(`behind <${foreign[0].localName} class="${foreign[0].className}">`);
  }
  return { name, faults };
});

/** Presses Tab until the page is left or so often; returns what had the focus, and fails if something did not show. */
async function walk(tab, most = Infinity, key = 'Tab') {
  const names = [];
  const faults = [];
  while (names.length < most) {
    await tab.keyboard.press(key);
    let now = await focused(tab);
    // The card of the link before goes a quarter of a second after it has lost the focus, or later on a busy machine. Once
    // something stayed, the test has failed, and the rest is only to be listed.
    for (const end = Date.now() + (faults.length === 0 ? PATIENCE / 5 : 2000); now.faults.length > 0 && Date.now() < end;) {
      await sleep(50);
      now = await focused(tab);
    }
    if (now.name === 'the page' || (names.length > 0 && await tab.evaluate(() => document.activeElement === globalThis.start))) break;
    if (names.length === 0) await tab.evaluate(() => { globalThis.start = document.activeElement; });
    names.push(now.name);
    faults.push(...now.faults.map((fault) => `${now.name}: ${fault}`));
    if (names.length > 5000) assert.fail('the walk has no end');
  }
  assert.deepEqual(faults.slice(0, 8), [], `${faults.length} of ${names.length} that had the focus`);
  return names;
}

/** How many elements the Tab key should reach. */
const reachable = (tab) => tab.evaluate(() => {
  const all = [...document.querySelectorAll('a[href], button, summary, input, select, textarea, [tabindex="0"]')];
  const groups = new Set();
  return all.filter((element) => {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.disabled) return false;
    if (element.type !== 'radio') return true;
    // Of a group of radio buttons Tab reaches one.
    const first = !groups.has(element.name);
    groups.add(element.name);
    return first;
  }).length;
});

describe('a walk with the Tab key', TOGETHER, () => {
  for (const [name, viewport] of [['wide', WIDE], ['narrow', NARROW]]) {
    test(`over the whole overview, ${name}: everything is reached once, shown and never covered`, () => within({ ...still, viewport }, async (tab) => {
      await tab.goto(fromDisk(overview));
      const expected = await reachable(tab);
      assert.ok(expected > 50, `${expected} to reach`);
      assert.equal((await walk(tab)).length, expected);
    }));
  }

  test('over a section with its sheet open: the sheet covers nothing that has the focus', () => within({ ...still, viewport: NARROW }, async (tab) => {
    await tab.goto(fromDisk(section));
    const cite = tab.locator('main a.cite').nth(2);
    await cite.focus();
    await tab.keyboard.press('Enter');
    const back = tab.locator('.refs > :target .back');
    await until('the sheet opens', () => back.isVisible());
    await walk(tab, 25);
    // And backwards, past the sheet, into the text above which it lies.
    assert.equal(await back.isVisible(), true, 'the sheet is still open');
    await walk(tab, 45, 'Shift+Tab');
  }));

  for (const page of onDisk) {
    test(`into ${page.path}`, () => within({ ...still, viewport: NARROW }, async (tab) => {
      await tab.goto(fromDisk(page));
      const names = await walk(tab, 20);
      assert.match(names[0], /class="skip"/, 'the first Tab offers to skip to the text');
    }));
  }
});

describe('keys on the overview', TOGETHER, () => {
  test('“Skip to the text” skips what stands before it', () => within(still, async (tab) => {
    await tab.goto(fromDisk(overview));
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Enter');
    await tab.keyboard.press('Tab');
    assert.equal(await tab.evaluate(() => document.querySelector('main').contains(document.activeElement)), true);
  }));

  test('the menu of a narrow window opens and closes', () => within({ ...still, viewport: NARROW }, async (tab) => {
    await tab.goto(fromDisk(overview));
    const [summary, link] = [tab.locator('.menu > summary'), tab.locator('.menu a').first()];
    while (!(await isFocused(summary))) await tab.keyboard.press('Tab');
    await tab.keyboard.press('Enter');
    assert.equal(await link.isVisible(), true);
    await tab.keyboard.press('Tab');
    assert.equal(await isFocused(link), true, 'the next Tab is in the menu');
    await tab.keyboard.press('Shift+Tab');
    await tab.keyboard.press('Space');
    assert.equal(await link.isVisible(), false);
  }));

  test('the settings open, arrows choose, Esc closes and gives the focus back', () => within({ ...still, colorScheme: 'light' }, async (tab) => {
    await tab.goto(fromDisk(overview));
    const [button, panel] = [tab.locator('button[popovertarget="settings"]').first(), tab.locator('#settings')];
    while (!(await isFocused(button))) await tab.keyboard.press('Tab');
    await tab.keyboard.press('Enter');
    assert.equal(await isOpen(panel), true);
    // A Tab for each group of radio buttons, then the button that closes.
    const groups = await panel.locator('fieldset').count();
    const names = await walk(tab, groups + 1);
    assert.deepEqual(names.map((name) => name.match(/<(\w+)/)[1]), [...Array(groups).fill('input'), 'button']);
    for (let back = 0; back < groups; back += 1) await tab.keyboard.press('Shift+Tab');
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('ArrowDown');
    assert.equal(await tab.evaluate(() => document.activeElement.value), 'dark');
    await tab.keyboard.press('Escape');
    assert.equal(await isOpen(panel), false);
    assert.equal(await isFocused(button), true);
  }));
});

// WCAG 1.4.10: 1280 × 1024 at 400 % is a window of 320 × 256 in which everything is four times as sharp.
describe('at 400 %', TOGETHER, () => {
  const zoomed = { ...still, viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 };
  for (const page of onDisk) {
    test(`${page.path} reads downwards only, and nothing stays over the text`, () => within(zoomed, async (tab) => {
      await tab.goto(fromDisk(page));
      for (const opened of [false, true]) {
        const { sideways, sticky } = await tab.evaluate((opened) => {
          if (opened) document.querySelectorAll('details').forEach((details) => { details.open = true; });
          const root = document.scrollingElement;
          root.scrollTop = root.scrollHeight / 2;
          const stays = [...document.querySelectorAll('body *')].filter((element) => element.checkVisibility()
            && ['fixed', 'sticky'].includes(getComputedStyle(element).position));
          const covered = stays.map((element) => element.getBoundingClientRect()).reduce((sum, { width, height }) => sum + width * height, 0);
          return { sideways: root.scrollWidth - root.clientWidth, sticky: covered / (innerWidth * innerHeight) };
        }, opened);
        assert.equal(sideways, 0, opened ? 'with everything opened' : 'as it comes');
        assert.ok(sticky < 0.34, `${Math.round(sticky * 100)} % of the window is covered by what does not scroll`);
      }
    }));
  }

  test('the sheet leaves a third of the window to the text, scrolls, and can be left', () => within(zoomed, async (tab) => {
    await tab.goto(fromDisk(section));
    const cite = tab.locator('main a.cite').nth(2);
    await cite.focus();
    await tab.keyboard.press('Enter');
    const sheet = tab.locator('.refs > :target > .card');
    await until('the sheet opens', () => sheet.locator('.back').isVisible());
    await sleep(300);
    const { top, height, inner, end } = await sheet.evaluate((sheet) => {
      const { top, height } = sheet.getBoundingClientRect();
      sheet.scrollTop = sheet.scrollHeight;
      return { top, height, inner: sheet.scrollHeight, end: sheet.scrollTop + sheet.clientHeight };
    });
    assert.ok(top >= 256 / 3, `it begins ${top} px below the upper edge`);
    assert.ok(height >= 100 && Math.abs(end - inner) < 2, `its end can be scrolled to: ${end} of ${inner}`);
    await walk(tab, 12);
    await sheet.locator('.back').click();
    await until('the sheet goes', async () => (await sheet.count()) === 0);
  }));

  for (const id of ['settings', 'legend']) {
    test(`the ${id} fit in the window or scroll in it`, () => within(zoomed, async (tab) => {
      await tab.goto(fromDisk(overview));
      await tab.evaluate((id) => document.getElementById(id).showPopover(), id);
      const box = await tab.locator(`#${id}`).boundingBox();
      assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= 320 && box.y + box.height <= 256, JSON.stringify(box));
      const close = tab.locator(`#${id} [popovertargetaction="hide"]`);
      await close.click();
      assert.equal(await isOpen(tab.locator(`#${id}`)), false);
    }));
  }
});
