import { graphError } from '../../../sandbox/graph/answers.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { openOver, RunPage } from '../../pages/run-page.mjs';

/** @import { Page } from '@playwright/test' */

const COUNT = 60;
const MINUTE = 60_000;
const PROFILES = /EnrollmentProfiles\/[^/]+$/;

/**
 * Counts how often the page asks MSAL for a token, from when it is loaded the next time.
 * @param {Page} page
 */
async function countAsked(page) {
  await page.addInitScript(() => {
    window.tokensAsked = 0;
    /** @type {Record<string, (...given: unknown[]) => Promise<Record<string, (request: unknown) => unknown>>>} */
    let library;
    /** @param {unknown[]} given */
    const create = async (...given) => {
      const client = await library.createStandardPublicClientApplication(...given);
      const ask = client.acquireTokenSilent.bind(client);
      client.acquireTokenSilent = (request) => {
        window.tokensAsked += 1;
        return ask(request);
      };
      return client;
    };
    const counted = { createStandardPublicClientApplication: create };
    // The script of MSAL makes its global first, and fills it then.
    Object.defineProperty(window, 'msal', {
      set: (made) => {
        library = made;
      },
      get: () => (library?.createStandardPublicClientApplication ? counted : library),
    });
  });
  return () => page.evaluate(() => window.tokensAsked);
}

test('a run asks MSAL once for all its requests', async ({ app, page, tenant }) => {
  const asked = await countAsked(page);
  await openOver({ app, tenant }, COUNT);
  const run = new RunPage(page);
  await run.begin(COUNT);
  await run.seesAllConfirmed(COUNT);
  expect(tenant.graph.requests.filter(({ method }) => method !== 'OPTIONS').length).toBeGreaterThan(3 * COUNT);
  expect(await asked()).toBe(1);
});

test('five minutes before its end a token is renewed, and not before', async ({ app, page, tenant, reads }) => {
  const asked = await countAsked(page);
  await page.clock.install();
  await app.openAndSignIn();
  await app.seesTheList();
  const before = await asked();
  const renewed = () => tenant.identity.requests.filter(({ path }) => path.endsWith('/token')).length;
  const signedIn = renewed();
  const [first, second] = ['2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01', '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a02'];
  await app.passTime(53 * MINUTE);
  await app.ask(first);
  expect(reads()).toHaveLength(1);
  expect([await asked(), renewed()]).toEqual([before, signedIn]);
  await app.cancel();
  await app.passTime(3 * MINUTE);
  await app.ask(second);
  expect(reads()).toHaveLength(2);
  expect([await asked(), renewed()]).toEqual([before + 1, signedIn + 1]);
});

test('after a 401 MSAL is asked again, and for what comes then no more', async ({ app, page, tenant, reads }) => {
  const asked = await countAsked(page);
  await app.openSignedIn();
  await app.seesTheList();
  const before = await asked();
  const id = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
  tenant.graph.faults.push({ path: PROFILES, answer: (call) => graphError(call, 401, 'InvalidAuthenticationToken', 'Access token is empty.') });
  await app.request(id);
  await expect(app.dialog).toContainText('401');
  expect([reads().length, await asked()]).toEqual([1, before]);
  await app.cancel();
  await app.ask(id);
  await app.cancel();
  await app.ask(id);
  expect([reads().length, await asked()]).toEqual([3, before + 1]);
});

test('a session that is gone from the tab takes its token along', async ({ app, page, reads, sent }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await page.evaluate(() => sessionStorage.clear());
  await app.request('2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01');
  await expect(app.alert.first()).toBeVisible();
  expect([reads(), sent()]).toEqual([[], []]);
});
