// On paper: every page as a PDF is tagged for readers of screens, numbered, and has every word and every reference that
// the page has; nothing is wider than A4 or Letter, and what floats over the page on a screen does not.
//
// pdfinfo and pdftotext (poppler-utils) read the PDF: another program than the one that wrote it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { builds, pages } from './browser.mjs';
import { TOGETHER, fromDisk, isOpen, ownBrowser, settled, toMiddle, until } from './reader.mjs';

const { plain } = builds();
const onDisk = pages(plain.folder).filter((page) => !page.redirect);
const within = ownBrowser();
/** Many citations, names with cards, tables. */
const section = onDisk.filter(({ text }) => text.includes('class="pager"') && text.includes('interestfor="see-'))
  .toSorted((a, b) => b.text.split('class="cite"').length - a.text.split('class="cite"').length)[0];

let folder;
let files = 0;
before(() => { folder = mkdtempSync(join(tmpdir(), 'dossier-print-')); });
after(() => rmSync(folder, { recursive: true, force: true }));

function run(program, ...options) {
  const { error, status, stdout, stderr } = spawnSync(program, options, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error) throw error;
  assert.equal(status, 0, stderr);
  return stdout;
}

/** Latin letters only: how a PDF orders other scripts, and breaks lines, is its own affair; digits are page numbers too. */
const letters = (text) => text.normalize('NFKD').replace(/[^A-Za-z]/g, '');

/** Prints the page as it stands and reads it back: what pdfinfo says and the text of each sheet. */
async function print(tab, format) {
  const path = join(folder, `${files += 1}.pdf`);
  await tab.pdf({ path, format, tagged: true, outline: true });
  const info = Object.fromEntries(run('pdfinfo', path).split('\n').map((line) => line.split(/: +/)));
  const read = (...how) => run('pdftotext', ...how, '-enc', 'UTF-8', path, '-').split('\f').slice(0, -1);
  // In the order in which it was drawn, so that columns stay apart. The head is drawn last, in the midst of a paragraph
  // that goes on on the second sheet.
  const title = await tab.locator('.site-title').innerText();
  const drawn = read('-raw').map((sheet, at) => (at === 0 ? sheet.trimEnd().replace(new RegExp(`\n${title}$`), '') : sheet));
  const laid = read('-layout');
  rmSync(path);
  return { info, text: letters(drawn.join('\n')), numbers: laid.map((sheet) => Number(sheet.trimEnd().split('\n').at(-1).trim())) };
}

/** What the page says on paper, block by block, with the addresses that the style sheet sets behind sources. */
const blocks = (tab) => tab.evaluate(() => {
  document.querySelectorAll('.src a').forEach((link) => link.append(` <${link.getAttribute('href')}>`));
  const all = [...document.querySelectorAll('h1, h2, h3, h4, p, li, dt, dd, td, th, caption, figcaption')];
  return all.filter((block) => block.checkVisibility({ visibilityProperty: true }) && !block.closest('.vh') && !block.querySelector('p, li, dd, table'))
    .map((block) => ({ text: block.innerText, reference: block.closest('.refs > li')?.id ?? null }));
});

async function prints(tab, page, format) {
  const { info, text, numbers } = await print(tab, format);
  assert.equal(info.Tagged, 'yes');
  assert.equal(info.Title, await tab.title());
  assert.equal(Number(info.Pages), numbers.length);
  assert.deepEqual(numbers, numbers.map((_, at) => at + 1), 'every sheet ends with its number');

  await tab.emulateMedia({ media: 'print' });
  const said = await blocks(tab);
  const missing = said.filter((block) => !text.includes(letters(block.text)));
  assert.deepEqual(missing.slice(0, 5).map(({ text }) => text), [], `${missing.length} of ${said.length} blocks are not on paper`);
  const references = new Set(said.map(({ reference }) => reference).filter(Boolean));
  assert.equal(references.size, page.text.match(/<li id="ref-/g)?.length ?? 0, 'references on paper');
}

describe('as PDF', TOGETHER, () => {
  for (const page of onDisk) {
    test(`${page.path} on A4 is tagged and numbered and has every word and reference`, () => within({}, async (tab) => {
      await tab.goto(fromDisk(page));
      await prints(tab, page, 'A4');
    }));
  }

  test(`${section.path} is the same on Letter`, () => within({}, async (tab) => {
    await tab.goto(fromDisk(section));
    await prints(tab, section, 'Letter');
  }));
});

describe('on paper', TOGETHER, () => {
  // The width between the margins of 22 mm, at 96 px to 25.4 mm.
  const sheets = [['A4', 210], ['Letter', 215.9]].map(([name, millimetres]) => ({ name, width: Math.floor((millimetres - 44) * 96 / 25.4) }));
  for (const page of onDisk) {
    test(`${page.path}: nothing is wider than the sheet, nothing floats over it, no control is drawn`, () => within({}, async (tab) => {
      await tab.goto(fromDisk(page));
      await tab.emulateMedia({ media: 'print' });
      for (const { name, width } of sheets) {
        await tab.setViewportSize({ width, height: 1000 });
        await settled(tab);
        const { wide, over, controls } = await tab.evaluate(() => {
          const shown = [...document.body.querySelectorAll('*')].filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0);
          const name = (element) => `<${element.localName} class="${element.getAttribute('class') ?? ''}"> ${element.textContent.trim().slice(0, 40)}`;
          const style = (element) => getComputedStyle(element);
          const hidden = (element) => style(element).clipPath !== 'none' || element.closest('.vh');
          return {
            wide: shown.filter((element) => !hidden(element) && (element.getBoundingClientRect().right > innerWidth + 1
              || (element.scrollWidth > element.clientWidth + 1 && !['visible', 'clip'].includes(style(element).overflowX)))).map(name),
            over: shown.filter((element) => ['fixed', 'sticky'].includes(style(element).position)).map(name),
            controls: shown.filter((element) => element.matches('button, input, select')).map(name),
          };
        });
        assert.deepEqual({ wide: wide.slice(0, 5), over: over.slice(0, 5), controls: controls.slice(0, 5) }, { wide: [], over: [], controls: [] }, name);
      }
    }));
  }

  /** The text of the section as it is printed when nothing is open. */
  const untouched = (tab) => tab.goto(fromDisk(section)).then(() => print(tab, 'A4')).then(({ text }) => text);

  test('an open card is not printed over the text', () => within({}, async (tab) => {
    const before = await untouched(tab);
    for (const selector of ['main a[interestfor^="see-"]', 'main a.cite']) {
      const link = tab.locator(selector).nth(2);
      await toMiddle(link);
      await link.hover();
      const card = tab.locator(`#${await link.getAttribute('interestfor')}`);
      await until('the card opens', () => isOpen(card));
      assert.equal((await print(tab, 'A4')).text, before, selector);
    }
  }));

  test('an open sheet is printed in its place in the list', () => within({}, async (tab) => {
    const before = await untouched(tab);
    await tab.locator('main a.cite').nth(2).click();
    await until('the sheet opens', () => tab.locator('.refs > :target .back').isVisible());
    assert.equal((await print(tab, 'A4')).text, before);
  }));

  for (const id of ['settings', 'legend']) {
    test(`the ${id}, open, are not printed over the text`, () => within({}, async (tab) => {
      const before = await untouched(tab);
      await tab.evaluate((id) => document.getElementById(id).showPopover(), id);
      assert.equal((await print(tab, 'A4')).text, before);
    }));
  }

  test('is black on white, whatever the reader likes on a screen', () => within({ colorScheme: 'dark' }, async (tab) => {
    await tab.goto(fromDisk(section));
    await tab.locator('#settings input[value="dark"]').evaluate((radio) => radio.click());
    await tab.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const colours = await tab.evaluate(() => [getComputedStyle(document.documentElement), getComputedStyle(document.querySelector('.prose > p'))].map(({ color }) => color));
    assert.deepEqual(colours, ['rgb(0, 0, 0)', 'rgb(0, 0, 0)']);
  }));
});
