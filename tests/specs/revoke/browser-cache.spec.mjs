import { expect, test } from '../../helpers/fixtures.mjs';
import { openOver, RunPage } from '../../pages/run-page.mjs';
import { ID } from '../../tenant/samples.mjs';

/**
 * @import { Page } from '@playwright/test'
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 */

const COUNT = 30;
const ONE = /EnrollmentProfiles\/[^/]+(\/revokeToken)?$/;
const PROFILE = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';

/**
 * Lets Graph say of every profile that is read by itself that it may be kept for an hour.
 * @param {Tenant} tenant
 */
function letBeKept(tenant) {
  tenant.graph.faults.push({
    method: 'GET',
    path: ONE,
    times: Infinity,
    answer: (_call, ordinary) => {
      const answer = ordinary();
      return { ...answer, headers: { ...answer.headers, 'Cache-Control': 'max-age=3600' } };
    },
  });
}

/**
 * The reads of profiles by themselves that the page makes, whoever answers.
 * @param {Page} page
 */
function readsOf(page) {
  /** @type {string[]} */
  const read = [];
  page.on('request', (request) => {
    if (request.method() === 'GET' && ONE.test(new URL(request.url()).pathname)) read.push(request.url());
  });
  return read;
}

test('a run costs two preflights a token: one for what is read before and after, and one for what is sent', async ({ app, page, tenant }) => {
  // That the preflight of the read before is still good for the one after depends on no machine.
  tenant.graph.preflightSeconds = 600;
  await openOver({ app, tenant }, COUNT);
  const run = new RunPage(page);
  await run.plan();
  await run.type(COUNT);
  const planned = tenant.graph.requests.length;
  await run.confirm.click();
  await run.seesAllConfirmed(COUNT);
  const ofOne = tenant.graph.requests.slice(planned).filter(({ path }) => ONE.test(path));
  const of = (/** @type {string} */ wanted) => ofOne.filter(({ method }) => method === wanted).length;
  expect({ reads: of('GET'), sent: of('POST'), preflights: of('OPTIONS') }).toEqual({ reads: 2 * COUNT, sent: COUNT, preflights: 2 * COUNT });
});

test('an answer that the browser kept is no success, and the next look finds what is so', async ({ app, page, tenant, reads, sent }) => {
  letBeKept(tenant);
  await app.openSignedIn();
  const read = readsOf(page);
  await app.revoke(PROFILE);
  await app.seesSuccess();
  expect(sent()).toHaveLength(1);
  // Before the question, before it is sent, and afterwards twice, of which the browser answered the first.
  expect([read.length, reads().length]).toEqual([4, 3]);
  expect(reads().every(({ headers }) => headers['cache-control'] === 'no-cache')).toBe(true);
});

test('what no look shows is not said to be seen, whatever the browser kept', async ({ app, page, tenant, reads }) => {
  letBeKept(tenant);
  await page.clock.install();
  await app.openSignedIn();
  const read = readsOf(page);
  await app.revoke(ID('000000204103'));
  await app.passTimeUntil(app.success.getByText('204 No Content, not visible yet'));
  expect([read.length, reads().length]).toEqual([8, 7]);
});

test('without a 204 nothing that the browser kept is looked at', async ({ app, page, tenant, reads }) => {
  letBeKept(tenant);
  tenant.graph.faults.push({ method: 'POST', path: ONE, acts: true, answer: { ending: 'drop' } });
  await page.clock.install();
  await app.openSignedIn();
  const read = readsOf(page);
  await app.revoke(PROFILE);
  await app.passTimeUntil(app.success.first());
  expect([read.length, reads().length]).toEqual([3, 3]);
});
