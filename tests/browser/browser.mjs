// What the browser tests share: where the built sites are, a browser, a static file server.
//
// From the environment (tests/run sets all of it):
//   DOSSIER_SITE            folder of the site built without a base URL
//   DOSSIER_SITE_WITH_BASE  folder of the site built with one
//   DOSSIER_BASE_URL        that base URL; only its path matters here
//   CHROMIUM                the browser; without it the usual names are tried

import { spawnSync } from 'node:child_process';
import { accessSync, constants, createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, extname, join, relative, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const TYPES = {
  '.bib': 'application/x-bibtex; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.epub': 'application/epub+zip',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};

/** The two builds under test. */
export function builds() {
  const folder = (name) => {
    if (!process.env[name]) throw new Error(`${name} is not set; run tests/run`);
    return resolve(process.env[name]);
  };
  return {
    plain: { name: 'without a base URL', folder: folder('DOSSIER_SITE'), path: '/' },
    based: {
      name: 'with a base URL',
      folder: folder('DOSSIER_SITE_WITH_BASE'),
      path: new URL(process.env.DOSSIER_BASE_URL ?? 'https://example.org/').pathname,
    },
  };
}

/** Every page of a build, sorted: path from the folder, text, and whether it only leads on to another page. */
export function pages(folder) {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => {
      const file = join(entry.parentPath ?? entry.path, entry.name);
      const text = readFileSync(file, 'utf8');
      return { path: relative(folder, file).split(sep).join('/'), file, text, redirect: /http-equiv="refresh"/i.test(text) };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  if (!found.some((page) => page.path === 'index.html')) throw new Error(`there is no index.html in ${folder}`);
  return found;
}

/** The browser's program. */
export function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of NAMES) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not here.
      }
    }
  }
  throw new Error('there is no Chromium; run tests/run --install or set CHROMIUM');
}

/** How long anything may take before it counts as hanging: so long that no load of the machine, only a fault, makes it. */
export const PATIENCE = 300_000;

let found;

/** What the browser is started with. */
export function flags() {
  found ??= [
    ...(canShutIn() ? [] : ['--no-sandbox']),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return found;
}

/**
 * Whether the browser can shut its pages in. It never can as root, and as anyone else only where the system lets them make
 * namespaces: in many containers it does not, and then the browser does not start. The pages are our own, so it may go
 * without there. The browser itself is asked, since systems that forbid namespaces make exceptions for some programs.
 */
function canShutIn() {
  if (process.platform !== 'linux') return true;
  if (process.getuid() === 0) return false;
  const profile = mkdtempSync(join(tmpdir(), 'browser-'));
  const asked = ['--headless', '--disable-gpu', '--no-first-run', `--user-data-dir=${profile}`, '--dump-dom', 'about:blank'];
  const { status } = spawnSync(executable(), asked, { stdio: 'ignore', timeout: PATIENCE });
  rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  return status === 0;
}

/** One browser for everything; with a folder, one with that profile, which is a single context. */
export function launch(profile) {
  const options = { executablePath: executable(), headless: true, args: flags(), timeout: PATIENCE };
  return profile ? chromium.launchPersistentContext(profile, options) : chromium.launch(options);
}

/**
 * Serves a folder as a plain web server does, under `path`, with 404.html for what is not there.
 * `delayFonts` holds fonts back that many milliseconds, as a slow line would; `compress` sends text by gzip.
 */
export async function serve(folder, { path = '/', delayFonts = 0, compress = false } = {}) {
  const isFile = (file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
  const server = createServer(async (request, response) => {
    const asked = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    let file = join(folder, asked.slice(path.length));
    if (!asked.startsWith(path) || !file.startsWith(folder)) file = folder;
    else if (asked.endsWith('/')) file = join(file, 'index.html');
    const found = isFile(file);
    if (!found) file = join(folder, '404.html');
    if (delayFonts && extname(file) === '.woff2') await sleep(delayFonts);
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const packed = compress && /^text|xml|json/.test(type);
    response.writeHead(found ? 200 : 404, { 'content-type': type, ...(packed && { 'content-encoding': 'gzip' }) });
    const stream = createReadStream(file).on('error', () => response.destroy());
    (packed ? stream.pipe(createGzip()) : stream).pipe(response);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    address: `http://127.0.0.1:${server.address().port}${path}`,
    close: () => new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    }),
  };
}
