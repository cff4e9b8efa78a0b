import { expect } from '../helpers/fixtures.mjs';
import { pictureWithoutCode } from '../helpers/pictures.mjs';
import { ConsolePage } from '../pages/console-page.mjs';
import { CHINESE, ENGLISH } from '../pages/console-words.mjs';
import { RunPage } from '../pages/run-page.mjs';
import { median } from './figures.mjs';
import { signIn } from './sites.mjs';
import { opened, since } from './use.mjs';

/**
 * @import { Browser, Page } from '@playwright/test'
 * @import { Tenant } from '../../sandbox/tenant.mjs'
 * @import { NetworkLog } from './network.mjs'
 * @import { Kind, Site } from './sites.mjs'
 * @typedef {Record<Kind, Site>} Sites
 * @typedef {{name: string, bytes: number}[]} Files
 * @typedef {Record<string, number>} Times
 */

const CODE = /\.(m?js|wasm)$/;
const SIGN_IN_HOST = 'https://login.microsoftonline.com/';
/** Of the first collection. */
const PROFILE = 'Meeting room tablets';
const LIST = /EnrollmentProfiles$/;

/**
 * What a way takes on each page, in turns: so many times, each time in a new browser with a slow network and processor.
 * @param {Record<string, Site>} sites
 * @param {number} rounds
 * @param {(site: Site) => Promise<Times>} way
 */
export async function inTurns(sites, rounds, way) {
  /** @type {Record<string, Times[]>} */
  const all = {};
  const kinds = Object.entries(sites);
  for (let round = 0; round < rounds; round += 1) {
    // Whoever is first in one round is last in the next.
    for (const [kind, site] of round % 2 ? kinds.toReversed() : kinds) (all[kind] ??= []).push(await way(site));
  }
  return all;
}

/**
 * Signed out: the first paint, *Sign in*, and the sign-in host once that is pressed as soon as it was drawn.
 * @param {Browser} browser
 * @returns {(site: Site) => Promise<Times>}
 */
export const signedOut = (browser) => (site) =>
  site.visit(browser, { slow: true, press: true }, async (page, log) => {
    const [{ at, paint }, button] = await Promise.all([opened(page), since(page, 'signIn')]);
    // It can be pressed only if that does something.
    await page.waitForURL(`${SIGN_IN_HOST}**`, { waitUntil: 'commit' });
    const [asked] = documents(log, SIGN_IN_HOST);
    return { paint, button: button - at, host: Number(asked?.at) - at };
  });

/**
 * Somebody signed in, with an empty cache.
 * @param {Browser} browser
 * @returns {(site: Site) => Promise<Times>}
 */
export const signedIn = (browser) => (site) =>
  site.visit(browser, { slow: true, signedIn: true }, async (page) => {
    const [{ at }, form, rows] = await Promise.all([opened(page), since(page, 'form'), since(page, 'rows')]);
    return { form: form - at, rows: rows - at };
  });

/**
 * From the click on *Sign in* to the form, without the time at the sign-in host, of somebody who has looked at the signed-out
 * page until it had nothing more to load; and how many files of code were asked for over the network from that click
 * until form and list work.
 * @param {Browser} browser
 * @returns {(site: Site) => Promise<Times>}
 */
export const back = (browser) => (site) =>
  site.visit(browser, { slow: true }, async (page, log) => {
    await since(page, 'signIn');
    await page.waitForLoadState('networkidle');
    const clicked = await signIn(page);
    const [form, rows] = await Promise.all([since(page, 'form'), since(page, 'rows')]);
    const left = Number(documents(log, SIGN_IN_HOST, clicked)[0]?.at);
    const returned = Number(documents(log, `${site.url}redirect.html`, left)[0]?.at);
    const away = returned - left;
    return { form: form - clicked - away, rows: rows - clicked - away, code: codeOf(log, site, { from: clicked, until: Math.max(form, rows) }).length };
  });

/**
 * What each moment asks the page's own host for: until what it is about can be used.
 * @param {Browser} browser
 * @param {Site} site
 * @returns {Promise<Record<'signedOut' | 'leftAlone' | 'signedIn' | 'wholeWay', Files>>}
 */
export async function loads(browser, site) {
  const alone = await site.visit(browser, {}, async (page, log) => {
    const until = await since(page, 'signIn');
    await page.waitForLoadState('networkidle');
    return { signedOut: await site.filesOf(log.of(site.url, { until })), leftAlone: await site.filesOf(log.of(site.url)) };
  });
  const files = await site.visit(browser, { signedIn: true }, async (page, log) => {
    const until = Math.max(await since(page, 'form'), await since(page, 'rows'));
    return site.filesOf(log.of(site.url, { until }));
  });
  const wholeWay = await site.visit(browser, {}, async (page, log) => {
    await since(page, 'signIn');
    await signIn(page);
    const until = Math.max(await since(page, 'form'), await since(page, 'rows'));
    return site.filesOf(log.of(site.url, { until }));
  });
  return { ...alone, signedIn: files, wholeWay };
}

/**
 * What of the page comes later, each for the first time and after all before it has loaded what it likes.
 * @param {Browser} browser
 * @param {Site} site
 * @param {Tenant} tenant
 */
export function loadsLater(browser, site, tenant) {
  return site.visit(browser, { signedIn: true }, async (page, log) => {
    const app = new ConsolePage(page, site.url, ENGLISH);
    /** @type {{moment: string, files: Files}[]} */
    const moments = [];
    const seen = new Set((await whenIdle(page, log, site)).map(({ name }) => name));
    moments.push({ moment: 'signed in, cold, left alone', files: await whenIdle(page, log, site) });
    /** @type {Record<string, () => Promise<unknown>>} */
    const ways = {
      'first picture, in addition': async () => {
        await app.codePicture.setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: pictureWithoutCode() });
        await app.seesProblem('No QR code was found');
      },
      'first run, in addition': () => new RunPage(page).plan(),
      'activity, in addition': () => app.openActivity(0),
      'Chinese, in addition': async () => {
        await app.switchLanguage('简体中文');
        await app.goTo('profiles');
        await app.speaking(CHINESE).seesTheForm();
      },
    };
    for (const [moment, go] of Object.entries(ways)) {
      await go();
      const files = (await whenIdle(page, log, site)).filter(({ name }) => !seen.has(name));
      for (const { name } of files) seen.add(name);
      moments.push({ moment, files });
    }
    expect(tenant.graph.revocations).toHaveLength(0);
    return moments;
  });
}

/**
 * Signs in with the control as a person does, sees every profile, and revokes a token: a floor that does not work would be none.
 * It asks Graph for the same lists as the page.
 * @param {Browser} browser
 * @param {Sites} sites
 * @param {Tenant} tenant
 */
export async function theControlWorks(browser, { page: ours, control }, tenant) {
  const lists = () =>
    tenant.graph.requests
      .filter(({ method, path }) => method === 'GET' && LIST.test(path))
      .map(({ url }) => url)
      .sort();
  const listed = [];
  for (const site of [ours, control]) {
    tenant.reset();
    await site.visit(browser, {}, async (page) => {
      await since(page, 'signIn');
      await signIn(page);
      await since(page, 'rows');
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate(isCompressed), 'the server compresses').toBe(true);
    });
    listed.push(lists());
  }
  expect(listed[1], 'the control lists what the page lists').toEqual(listed[0]);
  await control.visit(browser, { signedIn: true }, async (page) => {
    await since(page, 'rows');
    const row = page.getByRole('row').filter({ hasText: PROFILE });
    await page.getByLabel('Profile ID').fill(await row.getByRole('cell').nth(1).innerText());
    await page.getByRole('button', { name: 'Revoke' }).click();
    await expect(page.getByRole('status')).toHaveText('Revoked');
    expect(tenant.graph.revocations.map(({ acted }) => acted)).toEqual([true]);
  });
}

/** Runs in the page. */
function isCompressed() {
  return performance
    .getEntriesByType('navigation')
    .every((entry) => entry instanceof PerformanceNavigationTiming && entry.encodedBodySize < entry.decodedBodySize);
}

/**
 * @param {Page} page
 * @param {NetworkLog} log
 * @param {Site} site
 */
async function whenIdle(page, log, site) {
  await page.waitForLoadState('networkidle');
  return site.filesOf(log.of(site.url));
}

/**
 * @param {NetworkLog} log
 * @param {string} address
 */
function documents(log, address, from = -Infinity) {
  return log.of(address, { from }).filter(({ type }) => type === 'Document');
}

/**
 * @param {NetworkLog} log
 * @param {Site} site
 * @param {{from: number, until: number}} span
 */
function codeOf(log, site, span) {
  return log.of(site.url, span).filter(({ url }) => CODE.test(new URL(url).pathname));
}

/**
 * @param {Record<string, Times[]>} all
 * @returns {import('./document.mjs').Compared}
 */
export function middles({ page = [], control = [], against }) {
  /** @param {Times[]} rounds */
  const of = (rounds) => Object.fromEntries(Object.keys(rounds[0] ?? {}).map((what) => [what, middle(rounds, what)]));
  return { page: of(page), control: of(control), ...(against ? { against: of(against) } : {}) };
}

/**
 * The middle of what the rounds took, and how far apart the middle half of them is, as a share of it.
 * @param {Times[]} rounds
 * @param {string} what
 */
function middle(rounds, what) {
  const values = rounds.map((times) => Number(times[what])).sort((one, other) => one - other);
  const value = median(values);
  const quarter = Math.floor(values.length / 4);
  const spread = value ? (Number(values.at(-1 - quarter)) - Number(values[quarter])) / value : 0;
  return { value, spread };
}
