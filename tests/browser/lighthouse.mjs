// What Lighthouse says of a built site as a phone shows it, over a slow line and with gzip.
// Usage: npm run lighthouse --prefix tests/browser [-- SITE [PAGE…]]
// SITE is public/ unless told; the pages are the overview, the heaviest section and the sources. Performance is timed, so
// it is the median of three runs, worth something on a quiet machine only: the tests assert the other three categories.

import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { ProtocolSession } from 'lighthouse/core/gather/session.js';
import { executable, flags, pages, PATIENCE, serve } from './browser.mjs';

/** The categories that depend on the page alone. */
export const CERTAIN = ['accessibility', 'best-practices', 'seo'];

const RUNS = 3;

/** Lighthouse asks for the listeners of every link and all it is in at once: tens of thousands of questions where there are
 *  thousands of links, and no machine but a quick one has answered the last within the half minute it allows. */
const { getNextProtocolTimeout } = ProtocolSession.prototype;
ProtocolSession.prototype.getNextProtocolTimeout = function patient() {
  return this.hasNextProtocolTimeout() ? getNextProtocolTimeout.call(this) : PATIENCE;
};

/** The pages to look at: the overview, the heaviest of the sections its menu lists after the tools, the sources. */
export function chosen(folder) {
  const all = pages(folder);
  const menu = all.find(({ path }) => path === 'index.html').text.match(/<nav aria-label="Main">.*?<\/nav>/s)?.[0] ?? '';
  const listed = new Set([...menu.slice(menu.lastIndexOf('<ul')).matchAll(/href="([^"#]+\.html)"/g)].map(([, path]) => path));
  const sections = all.filter(({ path }) => listed.has(path) && path !== 'index.html');
  if (sections.length === 0) throw new Error(`the menu of ${folder} lists no section`);
  const weight = ({ text }) => gzipSync(text).length;
  const heaviest = sections.reduce((most, page) => (weight(page) > weight(most) ? page : most));
  return ['index.html', heaviest.path, 'sources.html'];
}

/** Calls `use` with a function that looks at a page of the folder; leaves neither browser nor profile behind. */
export async function withLighthouse(folder, use) {
  // For the profile and, since the browser is killed and not closed, for its temporary files.
  const scratch = mkdtempSync(join(tmpdir(), 'lighthouse-'));
  const tidy = () => rmSync(scratch, { recursive: true, force: true, maxRetries: 10 });
  process.once('exit', tidy); // Ctrl-C: chrome-launcher kills the browser, then exits.
  const site = await serve(folder, { compress: true });
  let browser;
  try {
    browser = await launch({
      chromePath: executable(),
      chromeFlags: ['--headless', ...flags()],
      userDataDir: scratch,
      envVars: { ...process.env, TMPDIR: scratch },
    });
    return await use((page, onlyCategories) => look(site.address + page, onlyCategories, browser.port));
  } finally {
    if (browser?.process.exitCode === null) {
      const closed = once(browser.process, 'close');
      browser.kill();
      await closed;
    }
    await site.close();
    tidy();
    process.off('exit', tidy);
  }
}

/** One run: the score of each category of 100, and every scored audit below full marks with what it found. */
async function look(address, onlyCategories, port) {
  // The screenshot is for the report that nobody reads; no audit needs it.
  const { lhr } = await lighthouse(address, { port, onlyCategories, logLevel: 'silent', disableFullPageScreenshot: true });
  if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
  const categories = Object.values(lhr.categories);
  const scored = categories.flatMap((category) => category.auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => lhr.audits[id]));
  return {
    scores: Object.fromEntries(categories.map(({ id, score }) => [id, score === null ? null : Math.round(score * 100)])),
    faults: scored.filter(({ score, scoreDisplayMode }) => scoreDisplayMode === 'error' || (score !== null && score < 1)).map(described),
    metrics: METRICS.filter((id) => lhr.audits[id]).map((id) => `${lhr.audits[id].displayValue} ${lhr.audits[id].title.toLowerCase()}`),
  };
}

const METRICS = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index'];

/** An audit and its first findings, a line each. */
function described({ id, title, displayValue, errorMessage, details }) {
  const said = [displayValue, errorMessage].filter(Boolean).join(', ');
  const items = (details?.items ?? []).slice(0, 8).map((item) => `\n    ${JSON.stringify(item.node?.snippet ?? item).slice(0, 400)}`);
  return `${id}: ${title}${said && ` (${said})`}${items.join('')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [site, ...named] = process.argv.slice(2);
  // npm runs in the folder of package.json and notes where it was called.
  const folder = site ? resolve(process.env.INIT_CWD ?? '.', site) : fileURLToPath(new URL('../../public', import.meta.url));
  const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
  await withLighthouse(folder, async (look) => {
    for (const page of named.length > 0 ? named : chosen(folder)) {
      const runs = [];
      while (runs.length < RUNS) runs.push(await look(page, [...CERTAIN, 'performance']));
      const all = (id) => runs.map(({ scores }) => scores[id]);
      const scores = [...CERTAIN.map((id) => [id, Math.min(...all(id))]), ['performance', median(all('performance'))]];
      const last = runs.find((run) => run.scores.performance === scores.at(-1)[1]);
      console.log(`${page}: ${scores.map(([id, score]) => `${id} ${score}`).join(', ')} (of ${all('performance').join(', ')})`);
      console.log(`  ${last.metrics.join(', ')}`);
      if (scores.some(([, score]) => score < 100)) {
        process.exitCode = 1;
        for (const fault of last.faults) console.log(`  ${fault}`);
      }
    }
  });
}
