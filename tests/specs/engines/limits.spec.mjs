import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { freshFolder } from '../../engines/processes.mjs';
import { ENGINES, expect, LIMITS, test } from '../../engines/test.mjs';
import { qrFile } from '../../helpers/pictures.mjs';
import { enrollmentOf, SALE } from '../../tenant/named-profiles.mjs';

/**
 * @import { Limit } from '../../engines/engine.mjs'
 * @import { Tools } from '../../engines/test.mjs'
 */

/**
 * What is to be seen in a browser that somebody has limited.
 * @type {Record<Limit, (tools: Tools) => Promise<void>>}
 */
const SEEN = {
  'storage off': seesThatNothingIsKept,
  'cookies blocked': seesThatNothingIsKept,

  async 'local storage off'({ page }) {
    await page.open();
    expect(await page.session.run('return Boolean(window.localStorage)')).toBe(false);
    await page.signIn();
    await page.session.sees('51 profiles');
    await page.signOut();
  },

  async 'pictures altered'({ page, tenant }) {
    const { folder, remove } = await freshFolder();
    const file = path.join(folder, 'poster.png');
    const { content, token } = enrollmentOf(tenant, SALE);
    await writeFile(file, qrFile(content));
    await page.signIn();
    await page.session.upload(file);
    await page.session.sees('This browser alters every picture');
    await remove();
    await page.session.paste('Profile ID', token);
    await page.session.click('Read the tokens and find the profile');
    await page.seesTheQuestion();
  },
};

for (const engine of ENGINES) {
  for (const limit of LIMITS[engine]) {
    test.describe('limited by the person', limit.includes('storage') ? { tag: '@smoke' } : {}, () => {
      test.use({ engine });

      test(`${engine}: ${limit}`, async ({ open }) => {
        await SEEN[limit](await open({ limit }));
      });
    });
  }
}

/** @param {Tools} tools */
async function seesThatNothingIsKept({ page, tenant }) {
  await page.open();
  await page.session.sees('This browser keeps nothing for this page, so that nobody can sign in here.');
  expect(tenant.identity.requests).toEqual([]);
}
