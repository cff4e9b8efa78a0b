#!/usr/bin/env node
// Tries the release page in Firefox and in WebKit, with sign-in by redirect and by a second window: what opens a window is
// tried by real clicks, with each browser's own blocker of windows at work.
//
//   apt-get install firefox-esr webkit2gtk-driver xvfb
//   cargo xtask build
//   node tests/engines/try.mjs [--dist dist] [--times 1] [--only firefox|webkit|redirect|popup|part of a name]…
//
// FIREFOX and MINI_BROWSER name the programs where they are not those of Debian. Each try has a browser and a tenant of its
// own. The last line says how many failed, and so does the exit code.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { authContext } from '../../sandbox/graph/challenge.mjs';
import { startTenant } from '../../sandbox/tenant.mjs';
import { DIST } from '../helpers/dist-files.mjs';
import { qrFile } from '../helpers/pictures.mjs';
import { gate, numberOf } from '../tenant/held-calls.mjs';
import { Console } from './console.mjs';
import { firefox } from './firefox.mjs';
import { freshFolder } from './processes.mjs';
import { webkit } from './webkit.mjs';

/**
 * @import { Tenant } from '../../sandbox/tenant.mjs'
 * @import { Session } from './session.mjs'
 *
 * @typedef {{page: Console, tenant: Tenant}} Tools
 * @typedef {(tools: Tools) => Promise<string | boolean | void>} Attempt
 * @typedef {NonNullable<Parameters<typeof firefox>[0]>['preferences']} Preferences
 */

const ENGINES = ['firefox', 'webkit'];
const MODES = ['redirect', 'popup'];
const PERMISSION = 'DeviceManagementApps.Read.All';
const POINT_OF_SALE = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103';
const NEEDS_PROOF = '00000000-0000-4000-8000-000000401111';
const COUNT = 9;

/** @type {Record<string, Attempt>} */
const TRIES = {
  async 'sign in and out'({ page }) {
    await page.signIn();
    await page.signOut();
  },

  // A style sheet that a script adopts: each engine has its own word on whether the policy lets it.
  async 'the style that comes with the console'({ page }) {
    await page.signIn();
    await page.sees('51 profiles');
    const overflow = await page.session.run("return getComputedStyle(document.querySelector('.rows')).overflowX");
    return overflow === 'auto' || `the list is ${overflow}`;
  },

  async 'prove who you are, to revoke one token'({ page, tenant }) {
    await page.signIn();
    await page.revoke(NEEDS_PROOF, 'Android for Work');
    await page.session.click('Continue to sign-in');
    await page.answer(/^Mira Okafor/);
    // Whoever left the page confirms once more.
    if (page.mode === 'redirect') await page.confirm();
    await page.sees('confirmed by reading back');
    await page.session.click('Refresh');
    await page.signOut();
    return tenant.graph.profile(NEEDS_PROOF).tokenValue === '' || 'the token works';
  },

  async 'the further consent of the audit log'({ page, tenant }) {
    tenant.identity.setConsent(PERMISSION, 'ask');
    await page.signIn();
    await page.revoke(POINT_OF_SALE, 'Device owner');
    await page.sees('confirmed by reading back');
    await page.session.click('Show activity');
    await page.session.click("Look it up in Intune's audit log");
    if (page.mode === 'popup') {
      // That it is needed is known once the sign-in host was asked. No other button may be needed than the one then offered.
      const { isButton } = await page.session.offered('Open the sign-in window');
      if (isButton) await page.session.click('Open the sign-in window');
    }
    await page.answer('Accept');
    await page.sees('holds this event');
    await page.session.click('Refresh');
    await page.signOut();
  },

  async 'sign in again, in a run'({ page, tenant }) {
    const held = await holdInMidRun({ page, tenant });
    tenant.identity.endSignIn();
    held.release();
    await page.inRun('Sign in again');
    await theRunEnds({ page });
  },

  async 'prove who you are, in a run'({ page, tenant }) {
    const held = await holdInMidRun({ page, tenant });
    tenant.graph.faults.splice(0, 1, {
      path: /EnrollmentProfiles\/[^/]+(\/revokeToken)?$/,
      challenge: { claims: authContext('c9') },
    });
    held.release();
    await page.inRun('Prove who you are');
    await theRunEnds({ page });
  },
};

/**
 * What is so in some people's Firefox only: with which preferences, and what is to be seen then.
 * @type {Record<string, {preferences?: Preferences, attempt: Attempt}>}
 */
const IN_FIREFOX = {
  'storage off': {
    preferences: { 'dom.storage.enabled': false },
    attempt: seesThatNothingIsKept,
  },

  'all cookies blocked': {
    preferences: { 'network.cookie.cookieBehavior': 2 },
    attempt: seesThatNothingIsKept,
  },

  'pictures altered': {
    preferences: { 'privacy.resistFingerprinting': true },
    async attempt({ page, tenant }) {
      const { folder, remove } = await freshFolder();
      const file = path.join(folder, 'poster.png');
      const code = tenant.graph.profile(POINT_OF_SALE).qrCodeContent ?? '';
      await writeFile(file, qrFile(code));
      await page.signIn();
      await page.session.click('I was sent a QR code or a token');
      await page.session.upload(file);
      await page.sees('This browser alters every picture');
      await remove();
      await page.session.type('Token or text of the QR code', `${code}\uE007`);
      await page.session.click('Read the tokens and find the profile');
      await page.sees('Revoke the current token of this profile?');
    },
  },

  'no tab stop without a name': {
    async attempt({ page }) {
      await page.signIn();
      await page.sees('51 profiles');
      const stops = await page.session.tabStops(50);
      if (!stops.some((stop) => stop.startsWith('TABLE'))) throw new Error(`the list is no tab stop: ${stops}`);
      if (stops.some((stop) => stop === 'DIV rows')) throw new Error('what scrolls the list is a tab stop');
    },
  },
};

/** @param {Tools} tools */
async function seesThatNothingIsKept({ page }) {
  await page.session.open(page.url);
  await page.sees('This browser keeps nothing for this page');
}

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
async function theRunEnds({ page }) {
  await page.answer(/^Mira Okafor/);
  if (page.mode === 'redirect') await page.inRun('Resume');
  await page.sees(`All ${COUNT} tokens were revoked and confirmed`);
  await page.signOut();
}

/**
 * @param {{engine: string, mode: string, attempt: Attempt, preferences?: Preferences}} what
 * @param {string} dist
 */
async function tryOnce({ engine, mode, attempt, preferences }, dist) {
  const tenant = await startTenant({ dist, consent: 'given', config: { signIn: mode } });
  /** @type {Session | undefined} */
  let session;
  try {
    session = await (engine === 'firefox' ? firefox({ preferences }) : webkit());
    const page = new Console(session, { url: tenant.pageUrl, mode });
    const found = await attempt({ page, tenant });
    return typeof found === 'string' ? found : undefined;
  } catch (error) {
    const text = await session?.text().catch(() => '');
    const alert = /(The browser blocked the sign-in window\.|popup_window_error)/.exec(text ?? '')?.[0];
    const { message } = /** @type {Error} */ (error);
    return [message, alert].filter(Boolean).join('; the page says: ');
  } finally {
    await session?.end();
    await tenant.close();
  }
}

const { values } = parseArgs({
  options: {
    dist: { type: 'string', default: DIST },
    times: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true, default: [] },
  },
});
const everywhere = ENGINES.flatMap((engine) => MODES.flatMap((mode) => Object.entries(TRIES).map(([name, attempt]) => ({ engine, mode, name, attempt }))));
const inFirefox = MODES.flatMap((mode) => Object.entries(IN_FIREFOX).map(([name, what]) => ({ engine: 'firefox', mode, name, ...what })));
const times = Number(values.times);
let failed = 0;
let all = 0;
for (const one of [...everywhere, ...inFirefox]) {
  const title = `${one.engine}, ${one.mode}: ${one.name}`;
  if (!values.only.every((part) => title.includes(part))) continue;
  const problems = [];
  for (let time = 0; time < times; time += 1) {
    const problem = await tryOnce(one, values.dist);
    if (problem) problems.push(problem);
  }
  all += times;
  failed += problems.length;
  console.log(`${title}: ${times - problems.length} of ${times}`);
  for (const problem of new Set(problems)) console.log(`    ${problem}`);
}
console.log(`${all - failed} of ${all} tries went well`);
process.exit(failed === 0 ? 0 : 1);
