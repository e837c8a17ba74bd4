// The fonts hold what is set in them. They are cut down to the letters that the site needs: a letter that is missing would
// come from another font, in the midst of a word. What is set in which cut is asked of the browser; what a cut holds is
// read from its file.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { builds, pages, serve } from './browser.mjs';
import { ownBrowser } from './reader.mjs';

const { plain } = builds();
const within = ownBrowser();
let server;
before(async () => { server = await serve(plain.folder); });
after(() => server?.close());

/** The tables whose tag WOFF2 writes as a number, as far as they are looked for. https://www.w3.org/TR/WOFF2/#table_dir_format */
const CMAP = 0;
const GLYF = 10;
const LOCA = 11;

/** The characters of a WOFF2 file: its table `cmap`. */
function characters(file) {
  assert.equal(file.toString('latin1', 0, 4), 'wOF2');
  let at = 48;
  const number = () => {
    for (let value = 0; ;) {
      const byte = file[at];
      at += 1;
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  };
  let start = 0;
  let cmap;
  for (let tables = file.readUInt16BE(12); tables > 0; tables -= 1) {
    const flags = file[at];
    at += 1;
    const tag = flags & 63;
    if (tag === 63) at += 4;
    let length = number();
    // Outlines are packed by a transform, version 0; version 3 is the way to leave it.
    if ([GLYF, LOCA].includes(tag) ? flags >> 6 !== 3 : flags >> 6 !== 0) length = number();
    if (tag === CMAP) cmap = [start, start + length];
    start += length;
  }
  const table = brotliDecompressSync(file.subarray(at, at + file.readUInt32BE(20))).subarray(...cmap);

  const found = new Set();
  for (let entry = 0; entry < table.readUInt16BE(2); entry += 1) {
    const map = table.subarray(table.readUInt32BE(8 + 8 * entry));
    if (map.readUInt16BE(0) !== 4) continue;
    // Segments from a first to a last code; 0 is the box for what is missing.
    const segments = map.readUInt16BE(6);
    for (let segment = 0; segment < segments; segment += 2) {
      const [last, first] = [map.readUInt16BE(14 + segment), map.readUInt16BE(16 + segments + segment)];
      const delta = map.readUInt16BE(16 + 2 * segments + segment);
      const offsets = 16 + 3 * segments + segment;
      const offset = map.readUInt16BE(offsets);
      for (let code = first; code <= last && code !== 0xffff; code += 1) {
        const glyph = offset === 0 ? code : map.readUInt16BE(offsets + offset + 2 * (code - first));
        if (glyph !== 0 && (glyph + delta) % 0x10000 !== 0) found.add(String.fromCodePoint(code));
      }
    }
  }
  assert.ok(found.size > 50, `only ${found.size} characters`);
  return found;
}

test('every letter is in the font it is set in', () => within({}, async (tab) => {
  const used = new Map();
  let faces = [];
  for (const page of pages(plain.folder).filter(({ redirect }) => !redirect)) {
    await tab.goto(server.address + page.path, { waitUntil: 'domcontentloaded' });
    const { set, named } = await tab.evaluate(() => {
      const set = {};
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const { fontFamily, fontStyle, fontWeight } = getComputedStyle(text.parentElement);
        const cut = [fontFamily.split(',')[0].replaceAll('"', ''), fontStyle === 'italic' ? 'italic' : Number(fontWeight) > 500 ? 'semibold' : 'regular'].join(' ');
        set[cut] ??= new Set();
        for (const character of text.data) set[cut].add(character);
      }
      const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule instanceof CSSFontFaceRule);
      const named = rules.filter(({ style }) => style.getPropertyValue('src').startsWith('url(')).map(({ style, parentStyleSheet }) => {
        const [family, slant, weight, source] = ['font-family', 'font-style', 'font-weight', 'src'].map((name) => style.getPropertyValue(name));
        const cut = slant === 'italic' ? 'italic' : Number(weight) > 500 ? 'semibold' : 'regular';
        return { cut: `${family.replaceAll('"', '')} ${cut}`, url: new URL(source.match(/url\("?([^")]+)/)[1], parentStyleSheet.href).href };
      });
      return { set: Object.fromEntries(Object.entries(set).map(([cut, letters]) => [cut, [...letters]])), named };
    });
    faces = named;
    for (const [cut, letters] of Object.entries(set)) {
      if (!used.has(cut)) used.set(cut, new Map());
      for (const letter of letters) if (!used.get(cut).has(letter)) used.get(cut).set(letter, page.path);
    }
  }
  const held = new Map(faces.map(({ cut, url }) => [cut, characters(readFileSync(join(plain.folder, url.slice(server.address.length))))]));
  assert.ok(held.size >= 4, `${[...held.keys()]}`);

  const missing = [];
  const say = (cut, letter, path) => missing.push(`${cut} lacks ${letter} (U+${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}), used on ${path}`);
  let seen = 0;
  for (const [cut, letters] of used) {
    for (const [letter, path] of letters) {
      if (/\s/.test(letter)) continue;
      const [family] = cut.split(' ');
      if (/\p{Script=Arabic}/u.test(letter)) {
        // Wherever it stands: Vazirmatn comes first in what is marked as Persian and last in everything else.
        if (!held.get('Vazirmatn regular').has(letter)) say('Vazirmatn regular', letter, path);
      } else if (family === 'Literata' && /[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(letter)) {
        if (!held.get(cut).has(letter)) say(cut, letter, path);
      } else continue;
      seen += 1;
    }
  }
  assert.ok(seen > 150, `only ${seen} characters were looked for`);
  assert.deepEqual(missing, []);
}));
