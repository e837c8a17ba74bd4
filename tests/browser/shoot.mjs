// A picture of a page, for whoever works on its looks.
// Usage: node tests/browser/shoot.mjs SITE OUT.png PAGE[#ID] WIDTH light|dark|forced
// The whole page; with an #ID, which shows as the reader who follows the link sees it, the window.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './browser.mjs';

const [site, out, page, width, theme = 'light'] = process.argv.slice(2);
if (!Number(width) || !['light', 'dark', 'forced'].includes(theme)) {
  console.error('Usage: node tests/browser/shoot.mjs SITE OUT.png PAGE[#ID] WIDTH light|dark|forced');
  process.exit(2);
}
const [path, id] = page.split('#');
const browser = await launch();
const tab = await browser.newPage({
  viewport: { width: Number(width), height: Number(width) < 600 ? 800 : 900 },
  colorScheme: theme === 'dark' ? 'dark' : 'light',
  forcedColors: theme === 'forced' ? 'active' : 'none',
  reducedMotion: 'reduce',
});
await tab.goto(pathToFileURL(join(site, path)).href + (id ? `#${id}` : ''));
await tab.evaluate(() => document.fonts.ready);
await tab.screenshot({ path: out, fullPage: !id });
await browser.close();
