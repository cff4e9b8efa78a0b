import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { freshFolder } from '../../engines/processes.mjs';
import { ENGINES, expect, test } from '../../engines/test.mjs';
import { until } from '../../engines/until.mjs';
import { qrFile } from '../../helpers/pictures.mjs';
import { gate, numberOf } from '../../tenant/held-calls.mjs';
import { enrollmentOf, KITCHEN, SALE, SCANNERS, TABLETS } from '../../tenant/named-profiles.mjs';

/**
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 * @import { Console } from '../../engines/console.mjs'
 * @import { Tools } from '../../engines/test.mjs'
 */

const OUT_OF_ROLE = '00000000-0000-4000-8000-000000000403';
const COUNT = 36;
/** How many requests of a run are under way. */
const AT_ONCE = 4;

/**
 * What people mainly do, in the order in which one after the other begins where the one before has ended.
 * @type {Record<string, (tools: Tools) => Promise<void>>}
 */
const JOURNEYS = {
  async 'sign in'({ page }) {
    await page.signIn();
    await page.session.sees('51 profiles');
  },

  async revoke({ page, tenant }) {
    await page.revoke(SALE);
    await page.session.sees('204 No Content', 'confirmed by reading back');
    expect(sentTo(tenant, SALE)).toEqual([204]);
    expect(tenant.graph.profile(SALE).tokenValue).toBe('');
  },

  async refuse({ page, tenant }) {
    await page.revoke(OUT_OF_ROLE);
    await page.session.sees('The token was not revoked', 'Your account has no Intune role that allows this.', '403');
    expect(sentTo(tenant, OUT_OF_ROLE)).toEqual([403]);
  },

  async paste({ page, tenant }) {
    await page.session.paste('Profile ID', `Please revoke ${SCANNERS.toUpperCase()} today`);
    await page.session.sees('1 profile recognised. It is in the box.');
    await until('the ID', () => page.session.has(SCANNERS));
    await page.session.paste('Profile ID', enrollmentOf(tenant, TABLETS).token);
    await askAsToken(page, 'Meeting room tablets');
  },

  async picture({ page, tenant }) {
    const { folder, remove } = await freshFolder();
    const file = path.join(folder, 'poster.png');
    await writeFile(file, qrFile(enrollmentOf(tenant, KITCHEN).content));
    await page.session.upload(file);
    await askAsToken(page, 'Kitchen displays');
    await remove();
  },

  async keyboard({ page, tenant }) {
    const { session } = page;
    // From the top of the page.
    await page.open();
    await session.sees('51 profiles');
    await session.tabTo('Profile ID');
    await session.press(...'gda');
    await session.sees('1 of 51');
    await session.tabTo('Enrollment profiles');
    await session.press('Home', 'Enter');
    await until('the details', () => session.has('Revoke token…', 'aside'));
    await session.press('r');
    await page.seesTheQuestion();
    await session.tabTo('Revoke token', 'Shift+Tab');
    await session.press('Enter');
    await session.sees('The token of Warehouse scanners – Gdańsk was revoked', 'confirmed by reading back');
    expect(tenant.graph.revocations.filter(({ acted }) => acted)).toHaveLength(2);
  },

  async 'run with resume after a kill'({ page, tenant }) {
    await page.signOut();
    tenant.graph.empty();
    tenant.graph.fill(COUNT, { active: true });
    const before = tenant.graph.revocations.length;
    await page.signIn();
    // Revoked, and the answer never heard.
    const held = gate({ holds: numberOf(COUNT / 2), acts: true });
    tenant.graph.faults.push(held.fault);
    await page.beginRun(COUNT);
    // Then nothing else is under way, which might never arrive.
    await until('every request', async () => held.calls.length === AT_ONCE);
    await page.session.crash();
    await held.abandoned();
    held.release();
    await page.signIn();
    await page.session.sees('The page was closed in the middle of this run.');
    await page.inRun('Resume');
    await page.session.sees(`All ${COUNT} tokens were revoked and confirmed`);
    const acted = tenant.graph.revocations.slice(before).filter((revocation) => revocation.acted);
    expect([acted.length, new Set(acted.map(({ id }) => id)).size]).toEqual([COUNT, COUNT]);
  },

  async report({ page, tenant }) {
    await page.inRun('Download CSV');
    const lines = (await page.session.download(/\.csv$/)).trim().split('\r\n');
    expect(lines).toHaveLength(COUNT + 1);
    for (const { id } of tenant.graph.revocations.slice(-COUNT)) {
      expect(lines.filter((line) => line.includes(id))).toHaveLength(1);
    }
  },

  async activity({ page }) {
    await page.goTo('Activity');
    await page.session.sees('Point of sale');
  },

  async 'sign out'({ page }) {
    await page.signOut();
  },
};

/**
 * What Graph answered to the revocations of a profile.
 * @param {Tenant} tenant
 * @param {string} wanted
 */
function sentTo(tenant, wanted) {
  return tenant.graph.revocations.filter(({ id }) => id === wanted).map(({ status }) => status);
}

/**
 * Finds the profile of a token that was handed in, up to the question whether to revoke.
 * @param {Console} page
 * @param {string} name
 */
async function askAsToken({ session }, name) {
  await session.click('Read the tokens and find the profile');
  await session.sees(`Revoke the token of ${name}`);
  await session.click('Cancel', 'dialog[open]');
}

for (const engine of ENGINES) {
  test.describe('the main journeys', { tag: '@smoke' }, () => {
    test.use({ engine });
    // How long all of them take is no question here.
    test.describe.configure({ timeout: 600_000 });

    // In one browser, as it takes longer to start than most of them take.
    test(`${engine}: ${Object.keys(JOURNEYS).join(', ')}`, async ({ open }) => {
      const tools = await open();
      for (const [name, journey] of Object.entries(JOURNEYS)) await test.step(name, () => journey(tools));
    });
  });
}
