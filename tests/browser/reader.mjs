// What the tests do as a reader would: open a page in a browser of their own, look, wait, move, press keys.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { launch, PATIENCE } from './browser.mjs';

export const WIDE = { width: 1440, height: 900 };
export const NARROW = { width: 320, height: 640 };
/** As many pages at a time as the smallest machine has cores. */
export const TOGETHER = { concurrency: 2 };

/** The address under which a double click opens the page. */
export const fromDisk = (page) => pathToFileURL(page.file).href;

/** One browser for a file of tests; returns what runs `body` with a page in a context of its own: no cache, cookie or
 *  focus is carried over. */
export function ownBrowser() {
  let browser;
  before(async () => { browser = await launch(); });
  after(() => browser?.close());
  return async function within(options, body) {
    const context = await browser.newContext({ viewport: WIDE, ...options });
    context.setDefaultTimeout(PATIENCE);
    // Closing the context ends whatever a hanging page makes us wait for.
    const late = setTimeout(() => context.close({ reason: 'the page took too long' }), PATIENCE);
    try {
      return await body(await context.newPage(), context);
    } finally {
      clearTimeout(late);
      await context.close();
    }
  };
}

/** Waits for fonts and two frames. Not for pages without script, in which no frame calls back. */
export const settled = (tab) => tab.evaluate(async () => {
  await document.fonts.ready;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
});

/** What is wider than the window, named. Empty if the page does not scroll sideways. */
export const tooWide = (tab) => tab.evaluate(() => {
  const root = document.scrollingElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const beyond = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > root.clientWidth + 0.5);
  const name = (element) => `<${element.localName} id="${element.id}" class="${element.className}">`;
  return [`${root.scrollWidth} px wide`, ...beyond.slice(0, 4).map(name)];
});

export const openAll = (tab) => tab.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));

/** Waits for what comes in a moment, or later on a busy machine. */
export async function until(what, condition) {
  for (const end = Date.now() + PATIENCE / 5; Date.now() < end; await sleep(25)) if (await condition()) return;
  assert.fail(`not within a minute: ${what}`);
}

export const isOpen = (card) => card.evaluate((element) => element.matches(':popover-open'));

export const isFocused = (element) => element.evaluate((element) => element === document.activeElement);

export const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];

export const toMiddle = (element) => element.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));

/** Reaches an element with the Tab key: a focus that script gives would not be the keyboard's. */
export async function tabTo(tab, element) {
  await element.evaluate((element) => {
    const all = [...document.querySelectorAll('a[href], button, summary, input, [tabindex]')].filter((other) => other.checkVisibility());
    all[all.indexOf(element) - 1].focus({ preventScroll: true });
  });
  await tab.keyboard.press('Tab');
  assert.equal(await isFocused(element), true, 'Tab reaches it');
}
