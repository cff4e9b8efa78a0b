import { authContext } from '../../../sandbox/graph/challenge.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { ConsolePage, MIRA, RENEE } from '../../pages/console-page.mjs';
import { RunPage } from '../../pages/run-page.mjs';
import { gate, numberOf } from '../../tenant/held-calls.mjs';
import { deadIn, disagreements, PAGE_WAS_CLOSED } from '../../tenant/report-check.mjs';

/**
 * @import { Locator } from '@playwright/test'
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 * @import { AllFixtures } from '../../helpers/fixtures.mjs'
 */

const COUNT = 9;

/**
 * Requests for the sign-in page, but for those that no person sees.
 * @param {Tenant} tenant
 */
const askedOf = (tenant) => tenant.identity.requests.filter(({ path, url }) => path.endsWith('/authorize') && !url.includes('prompt=none'));
/** @param {Tenant} tenant */
const refreshed = (tenant) => tenant.identity.requests.filter(({ path }) => path.endsWith('/token'));

/**
 * @param {Pick<AllFixtures, 'app' | 'tenant'>} fixtures
 * @param {string} rule
 */
async function openOver({ app, tenant }, rule = 'redirect') {
  tenant.graph.empty();
  tenant.graph.fill(COUNT, { active: true });
  await app.open();
  if (rule === 'popup') await app.signInByPopup();
  else await app.signIn();
  await app.seesTheList(COUNT);
}

/**
 * Begins, and holds the revocation of this number.
 * @param {{run: RunPage, tenant: Tenant}} fixtures
 * @param {number} number
 */
async function holdInMidRun({ run, tenant }, number = 4) {
  const held = gate({ holds: numberOf(number) });
  tenant.graph.faults.push(held.fault);
  await run.begin(COUNT);
  await held.held;
  return held;
}

/**
 * @param {{run: RunPage, tenant: Tenant}} fixtures
 * @param {Parameters<typeof disagreements>[3]} known
 */
async function seesTheEnd({ run, tenant }, known = {}) {
  await run.seesAllConfirmed(COUNT, { timeout: 40_000 });
  expect(disagreements(await run.report(), tenant.graph.revocations, deadIn(tenant), known)).toEqual([]);
  const acted = tenant.graph.revocations.filter((entry) => entry.acted).map(({ id }) => id);
  expect([acted.length, new Set(acted).size]).toEqual([COUNT, COUNT]);
}

for (const rule of /** @type {const} */ (['redirect', 'popup'])) {
  test.describe(`by ${rule}`, () => {
    test.use({ site: { config: { signIn: rule } } });

    /**
     * Goes to the sign-in page, and gives the window that it is in.
     * @param {ConsolePage} app
     * @param {Locator} button
     */
    async function goToSignIn(app, button) {
      if (rule === 'popup') return app.windowOpenedBy(button);
      await button.click();
      return app.page;
    }

    test('the sign-in ends in mid-run: it asks once, and then goes on', async ({ app, page, tenant, sent }) => {
      await openOver({ app, tenant }, rule);
      const run = new RunPage(page);
      const held = await holdInMidRun({ run, tenant });
      tenant.identity.endSignIn();
      held.release();
      await run.sees(run.words.noToken);
      await expect(run.signInAgain).toHaveCount(1);
      await expect(run.resume).toBeHidden();
      const [asked, before] = [askedOf(tenant).length, sent().length];
      await app.pickAccount(MIRA, await goToSignIn(app, run.signInAgain));
      if (rule === 'redirect') {
        await run.sees(run.words.interrupted);
        for (const state of /** @type {const} */ (['reading', 'sending', 'confirming'])) await run.seesInState(state, 0, { timeout: 40_000 });
        expect(sent()).toHaveLength(before);
        await run.resume.click();
      }
      await seesTheEnd({ run, tenant });
      expect(askedOf(tenant)).toHaveLength(asked + 1);
    });

    test('a claims challenge that needs the person: it asks once, and then goes on', async ({ app, page, tenant, sent }) => {
      await openOver({ app, tenant }, rule);
      const run = new RunPage(page);
      const held = await holdInMidRun({ run, tenant });
      tenant.graph.faults.splice(0, 1, { path: /EnrollmentProfiles\/[^/]+(\/revokeToken)?$/, challenge: { claims: authContext('c9') } });
      held.release();
      await run.sees(run.words.proof);
      await expect(run.prove).toHaveCount(1);
      const [asked, before] = [askedOf(tenant).length, sent().length];
      await app.pickAccount(MIRA, await goToSignIn(app, run.prove));
      if (rule === 'redirect') {
        await run.sees(run.words.interrupted);
        for (const state of /** @type {const} */ (['reading', 'sending', 'confirming'])) await run.seesInState(state, 0, { timeout: 40_000 });
        expect(sent()).toHaveLength(before);
        await run.resume.click();
      }
      await seesTheEnd({ run, tenant });
      expect(askedOf(tenant)).toHaveLength(asked + 1);
    });

    test('somebody else signs in: the run is not theirs', async ({ app, page, tenant, sent }) => {
      await openOver({ app, tenant }, rule);
      const run = new RunPage(page);
      const held = await holdInMidRun({ run, tenant });
      tenant.identity.endSignIn();
      held.release();
      await run.sees(run.words.noToken);
      const before = sent().length;
      await app.pickAccount(RENEE, await goToSignIn(app, run.signInAgain));
      await expect(app.banner).toContainText('renee.castillo@contoso.example');
      await run.sees(run.words.otherAccount);
      await run.sees('mira.okafor@contoso.example');
      await expect(run.resume).toBeHidden();
      await expect(run.retry).toBeHidden();
      await app.seesTheList(COUNT);
      expect(sent()).toHaveLength(before);
      expect(tenant.graph.revocations.every(({ person }) => !person?.startsWith('renee'))).toBe(true);
    });
  });
}

test('a claims challenge that needs nobody: nobody is asked', async ({ app, page, tenant }) => {
  await openOver({ app, tenant });
  const run = new RunPage(page);
  const held = await holdInMidRun({ run, tenant });
  const asked = askedOf(tenant).length;
  tenant.graph.faults.splice(0, 1, { path: /EnrollmentProfiles\/[^/]+(\/revokeToken)?$/, challenge: {} });
  const tokens = refreshed(tenant).length;
  held.release();
  await seesTheEnd({ run, tenant });
  expect(askedOf(tenant)).toHaveLength(asked);
  expect(refreshed(tenant)).toHaveLength(tokens + 1);
});

test('offline in mid-run: it says so, and goes on when it is online', async ({ app, page, context, tenant, sent }) => {
  await openOver({ app, tenant });
  const run = new RunPage(page);
  const held = await holdInMidRun({ run, tenant });
  await context.setOffline(true);
  held.release();
  await run.sees(run.words.offline, { timeout: 40_000 });
  const before = sent().length;
  expect(before).toBeLessThan(COUNT);
  await context.setOffline(false);
  await expect(run.close).toBeVisible({ timeout: 40_000 });
  // What was leaving when the network went may never have arrived: it is not sent again without being asked for.
  if (await run.retry.isVisible()) await run.retry.click();
  await run.seesAllConfirmed(COUNT, { timeout: 40_000 });
  const ids = tenant.graph.revocations.map(({ id }) => id);
  expect([ids.length, new Set(ids).size]).toEqual([COUNT, COUNT]);
  expect((await run.report()).totals).toMatchObject({ revoked: COUNT, all: COUNT });
});

test('two tabs: the second one leaves the run to the first, and takes it up when that is closed', async ({ app, page, context, tenant, sent }) => {
  await openOver({ app, tenant });
  const run = new RunPage(page);
  const held = await holdInMidRun({ run, tenant });
  const second = new ConsolePage(await context.newPage(), app.url, app.words);
  await second.openSignedIn();
  const other = new RunPage(second.page);
  await other.sees(other.words.elsewhere);
  await expect(other.region.getByRole('button')).toHaveCount(0);
  await second.page.reload();
  await other.sees(other.words.elsewhere);
  const before = sent().length;
  await second.seesTheList(COUNT);
  expect(sent()).toHaveLength(before);

  await page.close();
  await held.abandoned();
  held.release();
  await second.page.reload();
  await other.sees(other.words.interrupted);
  for (const state of /** @type {const} */ (['reading', 'sending', 'confirming'])) await other.seesInState(state, 0, { timeout: 40_000 });
  expect(sent()).toHaveLength(before);
  await other.resumeToTheEnd(COUNT);
  await seesTheEnd({ run: other, tenant }, PAGE_WAS_CLOSED);
  expect(sent()).toHaveLength(COUNT);
});
