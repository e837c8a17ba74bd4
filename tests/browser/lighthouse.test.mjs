// Lighthouse, as on a phone, gives full marks for accessibility, best practices and SEO. No audit is left out. Performance
// is a timing and therefore no test: `npm run lighthouse` measures it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builds } from './browser.mjs';
import { CERTAIN, chosen, withLighthouse } from './lighthouse.mjs';

const { plain } = builds();

test('Lighthouse', (all) => withLighthouse(plain.folder, async (look) => {
  for (const page of chosen(plain.folder)) {
    await all.test(`${page} gets 100 for ${CERTAIN.join(', ')}`, async () => {
      const { scores, faults } = await look(page, CERTAIN);
      assert.deepEqual(scores, Object.fromEntries(CERTAIN.map((id) => [id, 100])), faults.join('\n'));
      assert.deepEqual(faults, []);
    });
  }
}));
