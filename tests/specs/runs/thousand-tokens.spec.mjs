import { RANDOM_FAULTS_OF_ACTIONS } from '../../../sandbox/graph/random-faults.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { openOver, RunPage } from '../../pages/run-page.mjs';
import { deadIn, disagreements, grouped } from '../../tenant/report-check.mjs';

/**
 * @import { Locator } from '@playwright/test'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const COUNT = 1000;
/**
 * How many nodes may change at once, however many profiles the run has: the two tables have some 25 rows each, whose nodes go and
 * come, and the counts; where the machine is busy a few beats fall together. All rows of the run made anew were 40,000 and more.
 */
const MOST_CHANGES = 6000;

/**
 * Counts from now on the nodes that are added, removed or changed at once in an element; the answer tells the most.
 * @param {Locator} element
 */
async function countChanges(element) {
  await element.evaluate((root) => {
    window.mostChanges = 0;
    new MutationObserver((records) => {
      /** @param {Node} node */
      const sizeOf = (node) => 1 + (node instanceof Element ? node.querySelectorAll('*').length : 0);
      /** @param {NodeList} nodes */
      const sum = (nodes) => [...nodes].reduce((all, node) => all + sizeOf(node), 0);
      const changed = records.reduce((all, { addedNodes, removedNodes }) => all + 1 + sum(addedNodes) + sum(removedNodes), 0);
      window.mostChanges = Math.max(window.mostChanges, changed);
    }).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  return () => element.evaluate(() => window.mostChanges);
}

test('a thousand tokens against Intune’s limits: none throttled, all confirmed, and the page answers all the time', async ({ app, page, tenant }) => {
  test.setTimeout(400_000);
  await openOver({ app, tenant }, COUNT);
  tenant.graph.throttle = true;
  const run = new RunPage(page);
  await run.everyActive.click();
  await run.revokeChosen.click();
  await expect(run.revokePlanned).toBeVisible({ timeout: 60_000 });
  await run.revokePlanned.click();
  await run.count.fill(String(COUNT));
  const began = Date.now();
  await run.confirm.click();
  const mostChanges = await countChanges(page.getByRole('main'));

  // The table is alive: what is in view changes by itself, and it scrolls to the last profile.
  const rows = run.table.locator('tbody tr[aria-rowindex]');
  await expect(rows.filter({ hasText: 'confirmed by reading back' }).first()).toBeVisible();
  await expect(run.table).toHaveAttribute('aria-rowcount', String(COUNT + 1));
  const last = run.table.locator(`tr[aria-rowindex="${COUNT + 1}"]`);
  await expect(async () => {
    await run.table.locator('..').evaluate((region) => {
      region.scrollTop = region.scrollHeight;
    });
    await expect(last).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(last).toContainText('Waiting');
  await run.chip('revoked').click();
  await expect(rows.filter({ hasText: 'Waiting' })).toHaveCount(0);
  await expect(rows.first()).toContainText('Revoked');
  await run.chip('all').click();

  await run.seesAllConfirmed('1,000', { timeout: 330_000 });
  const seconds = (Date.now() - began) / 1000;
  const changes = await mostChanges();
  test.info().annotations.push({ type: 'time', description: `${seconds.toFixed(1)} s` }, { type: 'changes', description: `${changes} nodes at once` });

  expect(tenant.graph.throttled).toBe(0);
  expect(tenant.graph.mostWritesIn()).toBeLessThanOrEqual(100);
  expect(tenant.graph.revocations).toHaveLength(COUNT);
  expect(tenant.graph.revocations.every(({ acted, status }) => acted && status === 204)).toBe(true);
  await expect(run.totals.getByRole('row', { name: /^Revoked and confirmed/ })).toContainText('1,000');
  await expect(run.totals.getByRole('row', { name: /^Total/ })).toContainText('1,000');
  const report = await run.report();
  expect(report.totals).toMatchObject({ revoked: COUNT, unconfirmed: 0, all: COUNT });
  expect(disagreements(report, tenant.graph.revocations, deadIn(tenant))).toEqual([]);
  // What the main thread has to do at once does not grow with the run; how long that takes, the benchmark measures.
  expect(changes).toBeGreaterThan(0);
  expect(changes).toBeLessThan(MOST_CHANGES);
});

test('a thousand tokens, one call in twenty goes wrong: the report says what became of each in truth', async ({ app, page, tenant }) => {
  test.setTimeout(400_000);
  // The page waits by its own clock, which is put forward wherever it only waits.
  await page.clock.install();
  await openOver({ app, tenant }, COUNT);
  // With this seed every kind is met.
  tenant.graph.randomFaults({ share: 0.05, seed: 3, readShare: 0.05 });
  const run = new RunPage(page);
  await run.everyActive.click();
  await run.revokeChosen.click();
  await passTimeUntil(app, run.revokePlanned.or(run.verdict));
  const planned = (await run.states()).waiting;
  await run.start(planned);
  await passTimeUntil(app, run.verdict, async () => {
    // Where one is refused after the other, the person says that it goes on.
    if (await run.resume.isVisible()) await run.resume.click();
  });

  const report = await run.report();
  const log = tenant.graph.revocations;
  expect(report.items).toHaveLength(COUNT);
  expect(disagreements(report, log, deadIn(tenant))).toEqual([]);
  const met = Object.keys(
    grouped(
      log.filter(({ randomFault }) => randomFault),
      ({ randomFault }) => randomFault,
    ),
  );
  expect(met.sort()).toEqual([...RANDOM_FAULTS_OF_ACTIONS].sort());
  expect(report.totals.notRevoked).toBeGreaterThan(10);
  expect(report.totals.revoked).toBeGreaterThan(900);
});

/**
 * Puts the clock of the page forward until something is there, wherever nothing is on its way that would then be late.
 * @param {ConsolePage} app
 * @param {Locator} locator
 * @param {() => unknown} meanwhile
 */
async function passTimeUntil(app, locator, meanwhile = () => {}) {
  await expect(async () => {
    await meanwhile();
    await expect.poll(() => app.underWay.size, { intervals: [10] }).toBe(0);
    await app.passTime(5_000);
    await expect(locator).toBeVisible({ timeout: 50 });
  }).toPass({ intervals: [10], timeout: 300_000 });
}
