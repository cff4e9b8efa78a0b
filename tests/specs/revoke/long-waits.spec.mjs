import { graphError } from '../../../sandbox/graph/answers.mjs';
import { listFault } from '../../../sandbox/graph/list-faults.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';
import { ONE_PROFILE } from '../../helpers/request-contract.mjs';
import { openOver, RunPage } from '../../pages/run-page.mjs';
import { AFW, OWNER, SALE } from '../../tenant/named-profiles.mjs';
import { deadIn, disagreements } from '../../tenant/report-check.mjs';

/** @import { Call } from '../../../sandbox/graph/call.mjs' */

// A wait of more than five minutes, wherever Graph asks for it: nothing is sent by itself before it is over.

const SECONDS = 1_200;
const MOST_OF_IT = 900_000;
const REST_OF_IT = 305_000;
const ASKS = /asks to wait until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+05:30 · \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/;
const COUNT = 9;
/** @param {Call} call */
const throttled = (call) => graphError(call, 429, 'TooManyRequests', 'Too many requests', { 'Retry-After': String(SECONDS) });

test.beforeEach(async ({ page }) => {
  await page.clock.install();
});

test('a run holds until then, also when the page is loaded anew, and goes on', async ({ app, page, tenant, sent, reads }) => {
  await openOver({ app, tenant }, COUNT);
  const run = new RunPage(page);
  tenant.graph.faults.push({ method: 'POST', path: /revokeToken$/, answer: throttled });
  await run.begin(COUNT);
  await expect(run.region).toContainText(ASKS);
  for (const state of /** @type {const} */ (['reading', 'sending'])) await run.seesInState(state, 0);
  const before = [sent().length, reads().length];
  await app.passTime(MOST_OF_IT);
  await expect(run.region).toContainText(/Left: \d min/);
  expect([sent().length, reads().length]).toEqual(before);

  await page.reload();
  await run.sees(run.words.interrupted);
  await expect(run.region).toContainText(ASKS);
  await run.resume.click();
  await app.seesTheList(COUNT);
  await app.passTime(60_000);
  expect([sent().length, reads().length]).toEqual(before);

  await app.passTime(REST_OF_IT);
  await run.seesAllConfirmed(COUNT, { timeout: 40_000 });
  expect(disagreements(await run.report(), tenant.graph.revocations, deadIn(tenant))).toEqual([]);
});

test('a run that is stopped in the meantime is over at once', async ({ app, page, tenant, sent }) => {
  await openOver({ app, tenant }, COUNT);
  const run = new RunPage(page);
  tenant.graph.faults.push({ method: 'POST', path: /revokeToken$/, answer: throttled });
  await run.begin(COUNT);
  await expect(run.region).toContainText(ASKS);
  for (const state of /** @type {const} */ (['reading', 'sending'])) await run.seesInState(state, 0);
  const before = sent().length;
  await run.stop.click();
  await expect(run.close).toBeVisible();
  await app.passTime(MOST_OF_IT);
  expect(sent()).toHaveLength(before);
});

for (const collection of /** @type {const} */ ([AFW, OWNER])) {
  test(`the list is not read again by itself, and neither is the other collection: ${collection}`, async ({ app, tenant, listReads }) => {
    tenant.graph.pageSize = 5;
    tenant.graph.faults.push(listFault('throttled', { collection, seconds: SECONDS }));
    await app.openSignedIn();
    await expect(app.problem.first()).toContainText(ASKS);
    const tryAgain = app.problem.getByRole('button', { name: 'Try again' });
    await expect(tryAgain.first()).toBeHidden();
    await expect(app.listStatus).not.toContainText('Reading…');
    const before = listReads().length;
    await app.passTime(MOST_OF_IT);
    expect(listReads()).toHaveLength(before);
    await app.passTime(REST_OF_IT);
    await expect(tryAgain.first()).toBeVisible();
    expect(listReads()).toHaveLength(before);
    await tryAgain.first().click();
    await expect.poll(() => listReads().length).toBeGreaterThan(before);
  });
}

test('a profile that is read by itself for its token is not read again, and no other', async ({ app, tenant, requestContract }) => {
  requestContract.expectSecretRead({ select: ['id', 'tokenValue'] });
  requestContract.expectSecretRead({ select: ['id', 'tokenValue'], path: ONE_PROFILE });
  await app.openSignedIn();
  await app.seesTheList();
  for (const { profile } of tenant.graph.data.listed(OWNER)) tenant.graph.withhold(profile.id);
  const { tokenValue } = tenant.graph.profile(SALE);
  tenant.graph.faults.push({ method: 'GET', path: ONE_PROFILE, answer: throttled });
  await app.profileId.fill(present(tokenValue).replace(/.$/, (digit) => String((Number(digit) + 1) % 10)));
  await app.profileId.press('Enter');
  await app.findProfileButton.click();
  await expect(app.intake).toContainText('It cannot be told whether one of your profiles holds this token');
  await expect(app.intake).toContainText(ASKS);
  const before = tenant.graph.secretReads.length;
  // The lists, and what was under way.
  expect(before).toBeLessThanOrEqual(2 + 4);
  await app.passTime(MOST_OF_IT);
  expect(tenant.graph.secretReads).toHaveLength(before);
  await expect(app.intake.getByRole('button', { name: 'Try again' })).toBeHidden();
});
