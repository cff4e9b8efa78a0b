import { expect, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';
import { ConsolePage } from '../../pages/console-page.mjs';
import { openOver, RunPage } from '../../pages/run-page.mjs';
import { profilesOf } from '../../tenant/report-check.mjs';

/** @import { Profile } from '../../../sandbox/graph/profiles.mjs' */

/**
 * @param {ConsolePage} app
 * @param {Profile} profile
 */
const typeOf = (app, profile) => ('tokenCreationDateTime' in profile ? app.words.deviceOwner : app.words.androidForWork);

test('one that is revoked by hand in the middle of a run goes at once, and Intune throttles nothing', async ({ app, page, tenant }) => {
  test.setTimeout(180_000);
  await openOver({ app, tenant }, 151);
  tenant.graph.throttle = true;
  const run = new RunPage(page);
  const [leaked] = profilesOf(tenant);
  await run.everyActive.click();
  await app.searchField.fill(leaked.displayName);
  await app.box(leaked.displayName).uncheck();
  await run.revokeChosen.click();
  await run.start(150);
  // The run has sent what it may, and waits.
  await expect.poll(() => tenant.graph.revocations.length).toBe(95);
  await run.seesInState('revoked', 95);
  await app.revoke(leaked.id, typeOf(app, leaked));
  await app.seesSuccess();
  expect(tenant.graph.revocations).toHaveLength(96);
  expect(tenant.graph.revocations[95]).toMatchObject({ id: leaked.id, status: 204 });

  await run.seesAllConfirmed(150, { timeout: 60_000 });
  await expect(app.success).toContainText(leaked.id);
  expect(tenant.graph.throttled).toBe(0);
  expect(tenant.graph.mostWritesIn()).toBeLessThanOrEqual(100);
});

test('two tabs of one person share what Intune takes', async ({ app, page, context, tenant }) => {
  test.setTimeout(180_000);
  await openOver({ app, tenant }, 60);
  tenant.graph.throttle = true;
  const first = new RunPage(page);
  await first.begin(60);
  await first.seesAllConfirmed(60, { timeout: 60_000 });

  tenant.graph.empty();
  tenant.graph.fill(100, { active: true });
  const other = new ConsolePage(await context.newPage(), app.url, app.words);
  await other.openSignedIn();
  await other.seesTheList(100);
  const second = new RunPage(other.page);
  await second.begin(100);
  await second.seesAllConfirmed(100, { timeout: 90_000 });
  expect(tenant.graph.throttled).toBe(0);
  expect(tenant.graph.mostWritesIn()).toBeLessThanOrEqual(100);
});

test('two runs in two tabs at once: none is throttled', async ({ app, context, tenant }) => {
  test.setTimeout(180_000);
  await openOver({ app, tenant }, 160);
  const other = new ConsolePage(await context.newPage(), app.url, app.words);
  await other.openSignedIn();
  await other.seesTheList(160);
  /** @type {{run: RunPage, count: number}[]} */
  const runs = [];
  // One takes the profiles of one type, the other those of the other.
  for (const [each, type] of /** @type {const} */ ([
    [app, app.words.androidForWork],
    [other, app.words.deviceOwner],
  ])) {
    const run = new RunPage(each.page);
    await each.page.bringToFront();
    const menu = each.page.getByRole('combobox', { name: /^Every active token/ });
    const option = menu.locator('option').filter({ hasText: new RegExp(`^${type} \\(`) });
    const label = present(await option.textContent());
    const count = Number(/\((\d+)\)$/.exec(label)?.[1]);
    await menu.selectOption({ label });
    await run.revokeChosen.click();
    await expect(run.revokePlanned).toBeVisible();
    await run.type(count);
    runs.push({ run, count });
  }
  expect(runs.reduce((sum, { count }) => sum + count, 0)).toBe(160);
  tenant.graph.throttle = true;
  for (const { run } of runs) await run.confirm.click();
  for (const { run, count } of runs) await run.seesAllConfirmed(count, { timeout: 90_000 });
  expect(tenant.graph.throttled).toBe(0);
  expect(tenant.graph.mostWritesIn()).toBeLessThanOrEqual(100);
});
