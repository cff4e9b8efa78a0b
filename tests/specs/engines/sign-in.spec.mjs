import { authContext } from '../../../sandbox/graph/challenge.mjs';
import { ENGINES, expect, test } from '../../engines/test.mjs';
import { gate, numberOf } from '../../tenant/held-calls.mjs';
import { SALE } from '../../tenant/named-profiles.mjs';

/** @import { Tools } from '../../engines/test.mjs' */

const MODES = /** @type {const} */ (['redirect', 'popup']);
const PERMISSION = 'DeviceManagementApps.Read.All';
const NEEDS_PROOF = '00000000-0000-4000-8000-000000401111';
const COUNT = 9;

/**
 * Wherever the sign-in host asks a person, which engines let a page do by rules of their own: above all whether it may open
 * a window.
 * @type {Record<string, (tools: Tools) => Promise<void>>}
 */
const JOURNEYS = {
  async 'sign in and out'({ page }) {
    await page.signIn();
    await page.signOut();
  },

  async 'prove who you are, to revoke one token'({ page, tenant }) {
    await page.signIn();
    await page.revoke(NEEDS_PROOF);
    await page.session.click('Continue to sign-in');
    await page.answer(/^Mira Okafor/);
    // Whoever left the page confirms once more.
    if (page.mode === 'redirect') await page.confirm();
    await page.session.sees('confirmed by reading back');
    expect(tenant.graph.profile(NEEDS_PROOF).tokenValue).toBe('');
    await page.signOut();
  },

  async 'the further consent of the audit log'({ page, tenant }) {
    tenant.identity.setConsent(PERMISSION, 'ask');
    await page.signIn();
    await page.revoke(SALE);
    await page.session.sees('confirmed by reading back');
    await page.goTo('Activity');
    await page.session.click("Look it up in Intune's audit log");
    if (page.mode === 'popup') {
      // That it is needed is known once the sign-in host was asked. No other button may be needed than the one then offered.
      const { isButton } = await page.session.offered('Open the sign-in window');
      if (isButton) await page.session.click('Open the sign-in window');
    }
    await page.answer('Accept');
    await page.session.sees('holds this event');
    await page.signOut();
  },

  async 'sign in again, in a run'({ page, tenant }) {
    const held = await holdInMidRun({ page, tenant });
    tenant.identity.endSignIn();
    held.release();
    await page.inRun('Sign in again');
    await seesTheRunEnd({ page });
  },

  async 'prove who you are, in a run'({ page, tenant }) {
    const held = await holdInMidRun({ page, tenant });
    tenant.graph.faults.splice(0, 1, {
      path: /EnrollmentProfiles\/[^/]+(\/revokeToken)?$/,
      challenge: { claims: authContext('c9') },
    });
    held.release();
    await page.inRun('Prove who you are');
    await seesTheRunEnd({ page });
  },
};

/** @param {Tools} tools */
async function holdInMidRun({ page, tenant }) {
  tenant.graph.empty();
  tenant.graph.fill(COUNT, { active: true });
  await page.signIn();
  const held = gate({ holds: numberOf(4) });
  tenant.graph.faults.push(held.fault);
  await page.beginRun(COUNT);
  await held.held;
  return held;
}

/** @param {Pick<Tools, 'page'>} tools */
async function seesTheRunEnd({ page }) {
  await page.answer(/^Mira Okafor/);
  if (page.mode === 'redirect') await page.inRun('Resume');
  await page.session.sees(`All ${COUNT} tokens were revoked and confirmed`);
  await page.signOut();
}

for (const engine of ENGINES) {
  for (const mode of MODES) {
    test.describe(`by ${mode}`, () => {
      test.use({ engine });

      for (const [name, journey] of Object.entries(JOURNEYS)) {
        test(`${engine}, ${mode}: ${name}`, async ({ open }) => {
          await journey(await open({ mode }));
        });
      }
    });
  }
}
