// Makes the pictures that other programs show for the site, from its own title, words, fonts and colours:
// static/social-card.png (1200 × 630, shown where the site is shared), static/apple-touch-icon.png (180 × 180) and
// static/favicon.png (32 × 32), both from static/favicon.svg.
// Usage: node .tools/images/build.mjs      Needs what tests/run --install brings.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from '../../tests/browser/browser.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(join(root, path), 'utf8');
const font = (cut) => `data:font/woff2;base64,${readFileSync(join(root, `static/fonts/literata-${cut}.woff2`)).toString('base64')}`;
const config = read('content/site.yaml');
const value = (key) => config.match(new RegExp(`^${key}: (.*)$`, 'm'))?.[1] ?? '';
const icon = read('static/favicon.svg');

const card = `<!DOCTYPE html><meta charset="utf-8"><style>
@font-face { font-family: Literata; src: url(${font(400)}) }
@font-face { font-family: Literata; font-weight: 600; src: url(${font(600)}) }
body { margin: 0; inline-size: 1200px; block-size: 630px; box-sizing: border-box; padding: 128px 88px 84px; background: #fdfcf9; color: #1d2024;
  display: flex; flex-direction: column; border-block-start: 14px solid #1d2024; font-family: Literata }
h1 { margin: 0; font: 600 76px/1.12 Literata; letter-spacing: -.012em }
p { margin: 36px 0 0; font-size: 38px; line-height: 1.4; color: #4b5158; max-inline-size: 26em; text-wrap: balance }
ul { display: flex; margin: auto 0 0; padding: 0; list-style: none; border: 1px solid }
li { flex: 1; block-size: 14px }
</style><h1>${value('title')}</h1><p>${value('tagline')}</p>
<ul>${['#1f6247', '#274f8f', '#7a4a00', '#7d3a5b', '#5b4a68'].map((colour) => `<li style="background:${colour}"></li>`).join('')}</ul>`;

const square = (size) => `<!DOCTYPE html><style>body { margin: 0 } svg { display: block; inline-size: ${size}px; block-size: ${size}px }</style>${icon}`;

const browser = await launch();
const shoot = async (name, html, width, height) => {
  const tab = await browser.newPage({ viewport: { width, height }, colorScheme: 'light' });
  await tab.setContent(html);
  await tab.evaluate(() => document.fonts.ready);
  writeFileSync(join(root, 'static', name), await tab.screenshot({ omitBackground: true }));
  await tab.close();
};
await shoot('social-card.png', card, 1200, 630);
await shoot('apple-touch-icon.png', square(180).replace('rx="4"', ''), 180, 180);
await shoot('favicon.png', square(32), 32, 32);
await browser.close();
