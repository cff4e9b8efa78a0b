import { expect, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';
import { scaledLimits, scaleTime } from '../../helpers/scaled-time.mjs';
import { ConsolePage } from '../../pages/console-page.mjs';
import { openOver, RunPage } from '../../pages/run-page.mjs';
import { profilesOf } from '../../tenant/report-check.mjs';

/**
 * @import { Page } from '@playwright/test'
 * @import { Profile } from '../../../sandbox/graph/profile.mjs'
 */

/** Intune's window, with what the page adds for safety. */
const WINDOW_MS = 20_100;
// The window passes in four seconds; the run of a thousand keeps the real pace.
const FASTER = 5;
const LIMITS = scaledLimits(FASTER);
/** An answer of Graph takes longer than a word between two tabs does, on a busy machine too. */
const ANSWER_MS = 100;

/**
 * @param {ConsolePage} app
 * @param {Profile} profile
 */
const typeOf = (app, profile) => ('tokenCreationDateTime' in profile ? app.words.deviceOwner : app.words.androidForWork);

/** Runs in the page: keeps the timers of more than some seconds that are still to come. */
const keepTimers = () => {
  const { setTimeout: wait, clearTimeout: clear } = window;
  window.timers = new Set();
  /** @type {(task: TimerHandler, ms?: number, ...given: unknown[]) => unknown} */
  const setTimeout = (task, ms = 0, ...given) => {
    const ends = () => {
      window.timers.delete(timer);
      if (typeof task === 'function') task(...given);
    };
    const timer = wait(ends, ms);
    if (ms > 5_000) window.timers.add(timer);
    return timer;
  };
  /** @type {typeof clear} */
  const clearTimeout = (timer) => {
    window.timers.delete(timer);
    clear(timer);
  };
  Object.assign(window, { setTimeout, clearTimeout });
};

test('one that is revoked by hand in the middle of a run goes at once, and Intune throttles nothing', async ({ app, page, tenant }) => {
  await page.clock.install();
  await page.addInitScript(keepTimers);
  await openOver({ app, tenant }, 151);
  tenant.graph.throttle = true;
  const run = new RunPage(page);
  const [leaked] = profilesOf(tenant);
  await run.everyActive.click();
  await app.profileId.fill(leaked.displayName);
  await app.box(leaked.displayName).uncheck();
  await run.revokeChosen.click();
  await run.type(150);
  // From here on time passes step by step, so that however slow the machine is the window is not over too soon.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 100));
  await run.confirm.click();
  // The run has sent what it may, and waits.
  await passTime(page, () => run.seesInState('revoked', 95, { timeout: 1 }));
  expect(tenant.graph.revocations).toHaveLength(95);
  // What the others wait for is said, and when they end.
  await run.sees(run.words.revokedOf(95, 150));
  await passTime(page, () => run.sees(/Ends about \d\d:\d\d/, { timeout: 1 }));
  await run.sees(run.words.nextRoom);
  // One wakes it up; those of its requests have ended with them.
  expect(await page.evaluate(() => window.timers.size)).toBe(1);
  await app.revoke(leaked.id, typeOf(app, leaked));
  await passTime(page, () => expect(app.success).toContainText(app.words.confirmed, { timeout: 1 }));
  expect(tenant.graph.revocations).toHaveLength(96);
  expect(tenant.graph.revocations[95]).toMatchObject({ id: leaked.id, status: 204 });

  tenant.graph.passTime(WINDOW_MS);
  await page.clock.fastForward(WINDOW_MS);
  await page.clock.resume();
  await run.seesAllConfirmed(150, { timeout: 60_000 });
  await app.goTo('profiles');
  await expect(app.success).toContainText(leaked.id);
  expect(tenant.graph.throttled).toBe(0);
  expect(tenant.graph.mostWritesIn()).toBeLessThanOrEqual(100);
});

/**
 * Lets the time of the page, which stands still, pass in small steps until something is so.
 * @param {Page} page
 * @param {() => Promise<void>} check
 */
async function passTime(page, check) {
  await expect(async () => {
    await page.clock.runFor(20);
    await check();
  }).toPass({ intervals: [1], timeout: 40_000 });
}

test('two tabs of one person share what Intune takes', async ({ app, page, context, tenant }) => {
  await scaleTime(context, FASTER);
  await openOver({ app, tenant }, 60);
  tenant.graph.throttle = LIMITS;
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
  expect(tenant.graph.mostWritesIn(LIMITS.windowMs)).toBeLessThanOrEqual(100);
});

test('two runs in two tabs at once: none is throttled', async ({ app, context, tenant }) => {
  await scaleTime(context, FASTER);
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
  tenant.graph.throttle = LIMITS;
  tenant.graph.latencyMs = ANSWER_MS;
  for (const { run } of runs) await run.confirm.click();
  for (const { run, count } of runs) await run.seesAllConfirmed(count, { timeout: 90_000 });
  expect(tenant.graph.throttled).toBe(0);
  expect(tenant.graph.mostWritesIn(LIMITS.windowMs)).toBeLessThanOrEqual(100);
});
