// What makes reading easier: cards over names, the way back from a claim cited twice, the five words, the settings,
// a finger held down, and what a reader asks of their system: high contrast, less motion.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { builds, launch, pages, serve } from './browser.mjs';
import { NARROW, TOGETHER, WIDE, fromDisk, isFocused, isOpen, middle, ownBrowser, settled, tabTo, toMiddle, until } from './reader.mjs';

const { plain } = builds();
const onDisk = pages(plain.folder).filter((page) => !page.redirect);
const within = ownBrowser();
let server;
before(async () => { server = await serve(plain.folder); });
after(() => server?.close());

/** The page on which a pattern occurs most often. */
function mostOf(pattern) {
  const count = ({ text }) => text.match(pattern)?.length ?? 0;
  const page = onDisk.toSorted((a, b) => count(b) - count(a))[0];
  assert.ok(count(page) > 0, `no page has ${pattern}`);
  return page;
}

// -------------------------------------------------------------------------------------------- cards over names

describe('the card over a name', TOGETHER, () => {
  const page = mostOf(/ interestfor="see-/g);

  async function atName(tab) {
    await tab.goto(fromDisk(page));
    const name = tab.locator('main a[interestfor^="see-"]').nth(3);
    await toMiddle(name);
    return { name, card: tab.locator(`#${await name.getAttribute('interestfor')}`) };
  }

  test('opens under the pointer, stays while the pointer is on it, goes when it leaves', () => within({}, async (tab) => {
    const { name, card } = await atName(tab);
    assert.equal(await isOpen(card), false);
    await name.hover();
    await until('the card opens', () => isOpen(card));
    const box = await card.boundingBox();
    assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= WIDE.width && box.y + box.height <= WIDE.height, `in the window: ${JSON.stringify(box)}`);
    assert.ok((await card.innerText()).length > 15, 'the card says something');

    await tab.mouse.move(...middle(box), { steps: 8 });
    await sleep(900);
    assert.equal(await isOpen(card), true, 'still open under the pointer');
    await tab.mouse.move(2, 2, { steps: 4 });
    await until('the card closes', async () => !(await isOpen(card)));
  }));

  test('opens on keyboard focus and closes by Esc, the focus staying', () => within({}, async (tab) => {
    const { name, card } = await atName(tab);
    await tabTo(tab, name);
    await until('the card opens', () => isOpen(card));
    await tab.keyboard.press('Escape');
    await until('the card closes', async () => !(await isOpen(card)));
    assert.equal(await isFocused(name), true, 'the name keeps the focus');
  }));

  test('belongs to a link that works without it', () => {
    for (const { path, text } of onDisk) {
      for (const [link, card] of text.matchAll(/<a [^>]*interestfor="(see-[^"]+)"[^>]*>/g)) {
        assert.match(link, / href="[^"]+"/, path);
        assert.ok(text.includes(` id="${card}" popover>`), `${path}: there is no ${card}`);
      }
    }
  });
});

// ------------------------------------------------------------------------------------------- a claim cited twice

describe('a claim cited twice', TOGETHER, () => {
  const page = mostOf(/ id="cite-\d+-2"/g);
  const number = page.text.match(/ id="cite-(\d+)-2"/)[1];

  for (const use of [2, 1]) {
    test(`“Back to the text” returns to citation ${use} if that was left`, () => within({ reducedMotion: 'reduce' }, async (tab) => {
      await tab.goto(fromDisk(page));
      await settled(tab);
      // As somebody who follows both: what the other citation left behind must not count.
      for (const id of [`cite-${number}-${3 - use}`, `cite-${number}-${use}`]) {
        const cite = tab.locator(`#${id}`);
        await toMiddle(cite);
        const place = await tab.evaluate(() => scrollY);
        // Not `cite.click()`, which scrolls where a card is still on its way out. The pointer rests on nothing that opens one.
        await tab.mouse.move(1, 1);
        await until('nothing covers the citation', () => cite.evaluate((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
        }));
        await tab.mouse.click(...middle(await cite.boundingBox()));
        const back = tab.locator(`#card-${number} .back`);
        await until('the sheet opens', () => back.isVisible());
        await back.click();
        await until('the sheet goes', async () => !(await back.isVisible()));
        assert.equal(await tab.evaluate(() => scrollY), place, 'the reader is where they were');
        await tab.keyboard.press('Tab');
        assert.equal(await tab.evaluate(() => document.activeElement.id), id, 'the next Tab focuses the citation that was left');
      }
    }));
  }

  test('each of its citations has a link of its own in the list', () => within({ javaScriptEnabled: false, reducedMotion: 'reduce' }, async (tab) => {
    await tab.goto(fromDisk(page));
    for (const use of [1, 2]) {
      await tab.locator(`#card-${number} .foot a[href="#cite-${number}-${use}"]`).click();
      const { top, bottom } = await tab.locator(`#cite-${number}-${use}`).evaluate((cite) => cite.getBoundingClientRect());
      assert.ok(top >= 0 && bottom <= WIDE.height, `citation ${use} is in the window`);
    }
  }));
});

// -------------------------------------------------------------------------------------------------- the five words

describe('the five words', TOGETHER, () => {
  const opener = '[popovertarget="legend"]:not([popovertargetaction])';
  for (const page of onDisk.filter(({ text }) => text.includes('class="ask"'))) {
    test(`${page.path} shows and hides them by the keyboard`, () => within({ javaScriptEnabled: false }, async (tab) => {
      await tab.goto(fromDisk(page));
      const [button, legend] = [tab.locator(opener).filter({ visible: true }).first(), tab.locator('#legend')];
      await tabTo(tab, button);
      await tab.keyboard.press('Enter');
      assert.equal(await isOpen(legend), true);
      assert.equal(await legend.locator('dt').count(), 5);
      await tab.keyboard.press('Escape');
      assert.equal(await isOpen(legend), false);
      assert.equal(await isFocused(button), true, 'the button has the focus again');
    }));
  }

  test('open from a card and from a sheet', () => within({}, async (tab) => {
    const page = mostOf(/ id="cite-\d+-1"/g);
    await tab.goto(fromDisk(page));
    const [cite, card, legend] = [tab.locator('#cite-2-1'), tab.locator('#card-2'), tab.locator('#legend')];
    await toMiddle(cite);
    await cite.hover();
    await until('the card opens', () => isOpen(card));
    await card.locator(opener).click();
    await until('the words open from the card', () => isOpen(legend));
    await tab.keyboard.press('Escape');
    await until('the words close', async () => !(await isOpen(legend)));
    await tab.mouse.move(2, 2);
    await tab.keyboard.press('Escape');
    await cite.click();
    await card.locator(opener).click();
    await until('the words open from the sheet', () => isOpen(legend));
  }));
});

// ---------------------------------------------------------------------------------------------------- the settings

const section = mostOf(/ id="cite-\d+-1"/g);

/** What the settings change, as it is drawn; the line in digits of its own font, since fonts may come late or not at all. */
const look = (tab) => tab.evaluate(() => {
  const style = getComputedStyle(document.documentElement);
  const paragraph = document.querySelector('.prose > p');
  const line = Number.parseFloat(getComputedStyle(paragraph).inlineSize);
  const digits = document.createElement('span');
  digits.style.cssText = 'position: absolute; inline-size: 100ch';
  paragraph.append(digits);
  const digit = digits.getBoundingClientRect().width / 100;
  digits.remove();
  return { background: style.backgroundColor, size: Number.parseFloat(style.fontSize), line: Math.round(line / digit) };
});

async function choose(tab, ...values) {
  await tab.locator('[popovertarget="settings"]').first().click();
  for (const value of values) await tab.locator(`#settings input[value="${value}"]`).check();
  await tab.keyboard.press('Escape');
  assert.equal(await isOpen(tab.locator('#settings')), false);
}

const checked = (tab) => tab.evaluate(() => [...document.querySelectorAll('#settings :checked')].map(({ value }) => value));

/** Every error of script and console from here on. */
function faults(tab) {
  const found = [];
  tab.on('pageerror', (error) => found.push(error.message));
  tab.on('console', (message) => { if (['error', 'warning'].includes(message.type())) found.push(message.text()); });
  return found;
}

describe('the settings', TOGETHER, () => {
  test('change colours, size and width at once, and are remembered on this and every other page', () => within({ colorScheme: 'light' }, async (tab, context) => {
    const found = faults(tab);
    await tab.goto(server.address + section.path);
    const first = await look(tab);
    await choose(tab, 'dark', 'larger', 'narrow');
    const changed = await look(tab);
    assert.notEqual(changed.background, first.background);
    assert.ok(changed.size > first.size * 1.2 && changed.line < first.line * 0.9, JSON.stringify({ first, changed }));

    await tab.reload();
    assert.deepEqual(await look(tab), changed, 'after a reload');
    assert.deepEqual(await checked(tab), ['dark', 'larger', 'narrow', '']);
    const other = await context.newPage();
    await other.goto(`${server.address}index.html`);
    assert.deepEqual(await checked(other), ['dark', 'larger', 'narrow', ''], 'on another page');

    // The other page gives them up; this one, still open, follows.
    await choose(other, 'light');
    await until('the first page follows', async () => (await checked(tab))[0] === 'light');
    await tab.evaluate(() => localStorage.clear());
    await tab.reload();
    assert.deepEqual(await look(tab), first, 'nothing is left once the storage is cleared');
    assert.deepEqual(found, []);
  }));

  test('take one key of storage and no cookie', () => within({}, async (tab, context) => {
    await tab.goto(server.address + section.path);
    assert.equal(await tab.evaluate(() => localStorage.length), 0, 'nothing is stored unasked');
    await choose(tab, 'dark');
    assert.deepEqual(await tab.evaluate(() => Object.entries({ ...localStorage })), [['reading', '{"theme":"dark"}']]);
    assert.deepEqual(await context.cookies(), []);
  }));

  test('are there before the first paint: nothing moves', () => within({}, async (tab) => {
    await tab.addInitScript(() => {
      try { localStorage.setItem('reading', '{"theme":"dark","size":"larger","width":"wide"}'); } catch { /* about:blank has none */ }
    });
    await tab.goto(server.address + section.path);
    const { moved, theme } = await tab.evaluate(async () => {
      const moved = [];
      new PerformanceObserver((entries) => moved.push(...entries.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true });
      await document.fonts.ready;
      await new Promise((done) => setTimeout(done, 300));
      return { moved, theme: document.documentElement.dataset.theme };
    });
    assert.deepEqual({ moved, theme }, { moved: [], theme: 'dark' });
  }));

  test('work without script, for the page itself', () => within({ javaScriptEnabled: false, colorScheme: 'light' }, async (tab) => {
    await tab.goto(fromDisk(section));
    const first = await look(tab);
    await choose(tab, 'dark', 'larger', 'narrow');
    const changed = await look(tab);
    assert.notEqual(changed.background, first.background);
    assert.ok(changed.size > first.size * 1.2 && changed.line < first.line * 0.9, JSON.stringify({ first, changed }));
  }));

  test('are by no means a trap of what else stands in the storage', () => within({}, async (tab) => {
    const found = faults(tab);
    await tab.goto(server.address + section.path);
    const first = await look(tab);
    for (const value of ['', '{', 'null', '7', '"dark"', '[]', '{"theme":7,"size":{},"width":null}', '{"theme":"no such"}']) {
      await tab.evaluate((value) => localStorage.setItem('reading', value), value);
      await tab.reload();
      assert.deepEqual(await look(tab), first, value);
      await choose(tab, 'larger');
      assert.equal(await tab.evaluate(() => document.documentElement.dataset.size), 'larger', value);
    }
    assert.deepEqual(found, []);
  }));
});

test('the settings work for the page where the browser refuses all storage, and nothing else breaks', async () => {
  // As a reader who forbids sites to keep data: the browser's own setting, not a script that plays at it.
  const profile = mkdtempSync(join(tmpdir(), 'dossier-profile-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }));
  const context = await launch(profile);
  try {
    const tab = await context.newPage();
    const found = faults(tab);
    await tab.goto(server.address + section.path);
    const refusal = await tab.evaluate(() => { try { return String(localStorage); } catch (error) { return error.name; } });
    assert.equal(refusal, 'SecurityError', 'the browser refuses storage, or this would prove nothing');

    const first = await look(tab);
    await choose(tab, 'larger');
    assert.ok((await look(tab)).size > first.size, 'the page follows');
    const cite = tab.locator('#cite-2-1');
    await toMiddle(cite);
    await cite.hover();
    await until('cards still open', () => isOpen(tab.locator('#card-2')));
    await cite.click();
    await until('sheets still open', () => tab.locator('#card-2 .back').isVisible());
    await tab.reload();
    assert.deepEqual(await look(tab), first, 'nothing was remembered');
    assert.deepEqual(found, []);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

// ---------------------------------------------------------------------------------------------- a finger held down

// Chromium opens what `interestfor` names as soon as a finger has rested on a link; so it does here, where touch is
// real input through the browser's own gesture recognition. Chrome for Android shows its context menu for a link first,
// with the card as one of its entries: that menu belongs to the phone and is in no test. A short tap opens the sheet.
describe('a finger', TOGETHER, () => {
  const phone = { viewport: { width: 360, height: 720 }, hasTouch: true, isMobile: true };
  for (const [what, selector] of [['citation', 'main a.cite'], ['name', 'main a[interestfor^="see-"]']]) {
    test(`held on a ${what} opens its card, and letting go does not leave the page`, () => within(phone, async (tab, context) => {
      const page = mostOf(/ interestfor="see-/g);
      await tab.goto(fromDisk(page));
      const link = tab.locator(selector).nth(3);
      await toMiddle(link);
      const card = tab.locator(`#${await link.getAttribute('interestfor')}`);
      const [x, y] = middle(await link.evaluate((link) => link.getClientRects()[0].toJSON()));
      const address = tab.url();
      const input = await context.newCDPSession(tab);
      const held = input.send('Input.synthesizeTapGesture', { x, y, duration: 2500, gestureSourceType: 'touch' });
      await until('the card opens', () => isOpen(card));
      const box = await card.boundingBox();
      assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= 360 && box.y + box.height <= 720, `in the window: ${JSON.stringify(box)}`);
      await held;
      await sleep(300);
      assert.equal(tab.url(), address);
    }));
  }

  test('that taps a citation opens the sheet', () => within(phone, async (tab) => {
    await tab.goto(fromDisk(section));
    const cite = tab.locator('main a.cite').nth(3);
    await toMiddle(cite);
    const place = await tab.evaluate(() => scrollY);
    await cite.tap();
    await until('the sheet opens', () => tab.locator('.refs > :target .back').isVisible());
    assert.equal(await tab.evaluate(() => scrollY), place);
  }));
});

// --------------------------------------------------------------------------------- what a reader asks of their system

/** A section and all that are none, but for those that repeat the same parts hundreds of times. */
const kinds = [section, ...onDisk.filter(({ text }) => !text.includes('class="pager"') && text.length < 150_000)];

describe('high contrast', TOGETHER, () => {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  for (const page of kinds) {
    test(`${page.path}: text and borders are as strong as can be, and axe finds nothing`, () => within({ contrast: 'more', viewport: NARROW }, async (tab) => {
      await tab.goto(fromDisk(page));
      await tab.evaluate(source);
      for (const [colorScheme, colours] of [['light', ['rgb(255, 255, 255)', 'rgb(0, 0, 0)']], ['dark', ['rgb(0, 0, 0)', 'rgb(255, 255, 255)']]]) {
        await tab.emulateMedia({ colorScheme });
        await settled(tab);
        const found = await tab.evaluate(async () => {
          const root = getComputedStyle(document.documentElement);
          const line = getComputedStyle(document.querySelector('.site-foot')).borderBlockStartColor;
          const { violations } = await globalThis.axe.run({ runOnly: ['cat.color'], rules: { 'color-contrast-enhanced': { enabled: true } }, preload: false });
          return { colours: [root.backgroundColor, root.color], line, violations: violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`) };
        });
        assert.deepEqual(found, { colours, line: colours[1], violations: [] }, colorScheme);
      }
    }));
  }
});

describe('motion', TOGETHER, () => {
  for (const [reducedMotion, behavior] of [['reduce', 'auto'], ['no-preference', 'smooth']]) {
    test(`with ${reducedMotion}, jumps are ${behavior}`, () => within({ reducedMotion }, async (tab) => {
      await tab.goto(fromDisk(section));
      assert.equal(await tab.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), behavior);
    }));
  }

  for (const page of kinds) {
    test(`${page.path}: nothing moves by itself for who wants less of it`, () => within({ reducedMotion: 'reduce' }, async (tab) => {
      await tab.goto(fromDisk(page));
      const moving = await tab.evaluate(() => [...document.querySelectorAll('*')].filter((element) => {
        const { animationName, transitionDuration } = getComputedStyle(element);
        return animationName !== 'none' || transitionDuration.split(', ').some((time) => time !== '0s');
      }).map((element) => `<${element.localName} class="${element.className}">`));
      assert.deepEqual(moving, []);
    }));
  }
});
