// Every page of both builds, byte for byte as built, is valid HTML: html-validate with its recommended rules and the
// Nu checker of the W3C find no error. Warnings of Nu are printed, counted by message.
//
// Tools, all used as they come and none of them published: html-validate (MIT), vnu-jar (MIT), playwright-core
// (Apache-2.0), axe-core (MPL-2.0).

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { builds, pages } from './browser.mjs';

/** The one thing we use that is not yet in the standard: interest invokers, which Chromium has had since 142. */
const AHEAD_OF_NU = /^Attribute “interestfor” not allowed on element “(a|button)” at this point\.$/;

const all = Object.values(builds()).flatMap((build) => pages(build.folder).map((page) => ({ ...page, build })));

/** At most so many lines of a list: the first errors of a page say enough. */
const list = (lines, most = 12) =>
  [...lines.slice(0, most), ...(lines.length > most ? [`… and ${lines.length - most} more`] : [])].join('\n');

describe('html-validate', () => {
  const validator = new HtmlValidate(new StaticConfigLoader({ root: true, extends: ['html-validate:recommended'] }));
  for (const page of all) {
    test(`${page.path}, ${page.build.name}`, async () => {
      const report = await validator.validateFile(page.file);
      const errors = report.results.flatMap((result) => result.messages).filter((message) => message.severity === 2);
      const lines = errors.map(({ line, column, ruleId, message }) => `${page.path}:${line}:${column} ${ruleId}: ${message}`);
      assert.equal(errors.length, 0, `${errors.length} errors\n${list(lines)}`);
    });
  }
});

describe('Nu', () => {
  /** Messages by file. */
  const found = new Map();

  before(() => {
    const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
    const files = all.map((page) => page.file);
    const run = spawnSync('java', ['-jar', jar, '--stdout', '--format', 'json', ...files], { encoding: 'utf8', maxBuffer: 2 ** 30 });
    if (run.error) throw run.error;
    const warnings = new Map();
    for (const message of JSON.parse(run.stdout).messages) {
      if (message.type === 'info') {
        if (message.subType === 'warning') warnings.set(message.message, (warnings.get(message.message) ?? 0) + 1);
        continue;
      }
      if (!message.url) throw new Error(`Nu failed: ${message.message}`);
      const file = fileURLToPath(message.url);
      found.set(file, [...(found.get(file) ?? []), message]);
    }
    for (const [warning, times] of [...warnings].sort((a, b) => b[1] - a[1])) console.log(`Nu warns ${times} ×: ${warning}`);
  });

  for (const page of all) {
    test(`${page.path}, ${page.build.name}`, () => {
      const errors = (found.get(page.file) ?? []).filter(({ message }) => !AHEAD_OF_NU.test(message));
      const lines = errors.map((error) => `${page.path}:${error.lastLine}:${error.firstColumn ?? error.lastColumn} ${error.message}`);
      assert.equal(errors.length, 0, `${errors.length} errors\n${list(lines)}`);
    });
  }
});
