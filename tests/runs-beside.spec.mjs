import { ConsolePage } from './console-page.mjs';
import { expect, test } from './fixtures.mjs';
import { openOver, profilesOf, Run } from './run.mjs';

const typeOf = (app, profile) => ('tokenCreationDateTime' in profile ? app.words.deviceOwner : app.words.androidForWork);

test('one that is revoked by hand in the middle of a run goes at once, and Intune throttles nothing', async ({ app, page, tenant }) => {
  test.setTimeout(180_000);
  await openOver({ app, tenant }, 150);
  tenant.graph.throttle = true;
  const run = new Run(page);
  await run.begin(150);
  // The run has sent what it may, and waits.
  await expect.poll(() => tenant.graph.revocations.length).toBe(95);
  await run.seesInState('revoked', 95);
  const before = new Set(profilesOf(tenant).map(({ id }) => id));
  tenant.graph.fill(1, { active: true });
  const leaked = profilesOf(tenant).find(({ id }) => !before.has(id));
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
  const first = new Run(page);
  await first.begin(60);
  await first.seesAllConfirmed(60, { timeout: 60_000 });

  tenant.graph.empty();
  tenant.graph.fill(100, { active: true });
  const other = new ConsolePage(await context.newPage(), app.url, app.words);
  await other.openSignedIn();
  await other.seesTheList(100);
  const second = new Run(other.page);
  await second.begin(100);
  await second.seesAllConfirmed(100, { timeout: 90_000 });
  expect(tenant.graph.throttled).toBe(0);
  expect(tenant.graph.mostWritesIn()).toBeLessThanOrEqual(100);
});

test('two runs in two tabs at once: none is throttled', async ({ app, page, context, tenant }) => {
  test.setTimeout(180_000);
  tenant.graph.empty();
  tenant.graph.fill(50, { active: true });
  await app.openSignedIn();
  await app.seesTheList(50);
  const first = new Run(page);
  await first.plan();
  const mine = profilesOf(tenant).map(({ id }) => id);
  tenant.graph.fill(80, { active: true });
  for (const id of mine) expect(profilesOf(tenant).some((profile) => profile.id === id)).toBe(true);
  const other = new ConsolePage(await context.newPage(), app.url, app.words);
  await other.openSignedIn();
  await other.seesTheList(130);
  const second = new Run(other.page);
  await second.plan();
  await second.type(130);
  tenant.graph.throttle = true;
  await page.bringToFront();
  await first.start(50);
  await other.page.bringToFront();
  await second.confirm.click();
  await expect(second.verdict).toContainText(/revoked/, { timeout: 90_000 });
  await page.bringToFront();
  await expect(first.verdict).toContainText(/revoked/, { timeout: 30_000 });
  expect(tenant.graph.throttled).toBe(0);
  expect(tenant.graph.mostWritesIn()).toBeLessThanOrEqual(100);
});
