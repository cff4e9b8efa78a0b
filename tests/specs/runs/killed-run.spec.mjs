import { expect, test } from '../../helpers/fixtures.mjs';
import { ConsolePage } from '../../pages/console-page.mjs';
import { RunPage } from '../../pages/run-page.mjs';
import { gate, numberOf } from '../../tenant/held-calls.mjs';
import { deadIn, disagreements } from '../../tenant/report-check.mjs';

/**
 * @import { Call } from '../../../sandbox/graph/call.mjs'
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 * @import { AllFixtures } from '../../helpers/fixtures.mjs'
 */

const COUNT = 9;

/** @param {Tenant} tenant */
const actedOn = (tenant) => tenant.graph.revocations.filter(({ acted }) => acted).length;

test.beforeEach(async ({ app, tenant }) => {
  tenant.graph.empty();
  tenant.graph.fill(COUNT, { active: true });
  await app.openSignedIn();
  await app.seesTheList(COUNT);
});

/**
 * Kills the tab as a crash does, which asks nothing, and comes back in a new one.
 * @param {Pick<AllFixtures, 'app' | 'page' | 'context'>} fixtures
 * @param {() => unknown} between
 */
async function killAndComeBack({ app, page, context }, between = () => {}) {
  await page.close();
  await between();
  const next = new ConsolePage(await context.newPage(), app.url, app.words);
  await next.openSignedIn();
  await next.seesTheList(COUNT);
  return { next, run: new RunPage(next.page) };
}

/**
 * Waits until the page has heard of the interrupted run, if there is one.
 * @param {ConsolePage} next
 * @param {RunPage} run
 */
async function seesNoRun(next, run) {
  // What is kept is looked at when the screen comes; the list is read over the network after that.
  await next.refreshButton.click();
  await next.seesTheList(COUNT);
  await run.seesNone();
}

/**
 * @typedef {object} Point
 * @property {(fixtures: {run: RunPage, tenant: Tenant}) => Promise<ReturnType<typeof gate> | void>} reach
 * @property {boolean=} isGone
 * @property {boolean=} isLast
 * @property {boolean=} isLost
 */

/**
 * Where the tab is killed: `reach` brings the run there, and gives what is held. `isGone`: nothing is left to go on with.
 * `isLost`: what is held never arrives. `isLast`: nothing is left to be sent.
 * @type {[point: string, what: Point][]}
 */
const POINTS = [
  [
    'while the plan is read',
    {
      async reach({ run, tenant }) {
        const held = gate({ method: 'GET', holds: numberOf(5) });
        tenant.graph.faults.push(held.fault);
        await run.chooseEveryActive();
        await run.revokeChosen.click();
        await held.held;
        return held;
      },
      isGone: true,
    },
  ],
  [
    'while the plan is there',
    {
      async reach({ run }) {
        await run.plan();
        await run.revokePlanned.click();
        await run.count.fill(String(COUNT));
      },
      isGone: true,
    },
  ],
  [
    'right after Start, before anything is sent',
    {
      async reach({ run, tenant }) {
        await run.plan();
        const held = gate({ method: 'GET' });
        tenant.graph.faults.push(held.fault);
        await run.start(COUNT);
        await held.held;
        return held;
      },
    },
  ],
  [
    'while a revocation is on its way, which arrives later',
    {
      async reach({ run, tenant }) {
        const held = gate({ holds: numberOf(4) });
        tenant.graph.faults.push(held.fault);
        await run.begin(COUNT);
        await held.held;
        return held;
      },
    },
  ],
  [
    'while a revocation is on its way, which never arrives',
    {
      async reach({ run, tenant }) {
        const held = gate({ holds: numberOf(4), answer: { ending: 'drop' } });
        tenant.graph.faults.push(held.fault);
        await run.begin(COUNT);
        await held.held;
        return held;
      },
      isLost: true,
    },
  ],
  [
    'when a revocation was carried out, and its answer is on its way',
    {
      async reach({ run, tenant }) {
        const held = gate({ holds: numberOf(4), acts: true });
        tenant.graph.faults.push(held.fault);
        await run.begin(COUNT);
        await held.held;
        return held;
      },
    },
  ],
  [
    'while it is confirmed',
    {
      async reach({ run, tenant }) {
        /** @param {Call} call */
        const isAfter = ({ path }) => tenant.graph.revocations.some(({ id, acted }) => acted && path.toLowerCase().endsWith(id));
        const held = gate({ method: 'GET', holds: isAfter });
        tenant.graph.faults.push(held.fault);
        await run.begin(COUNT);
        await held.held;
        return held;
      },
    },
  ],
  [
    'while it is paused',
    {
      async reach({ run, tenant }) {
        const held = gate({ holds: numberOf(3) });
        tenant.graph.faults.push(held.fault);
        await run.begin(COUNT);
        await held.held;
        await run.pause.click();
        held.release();
        await run.sees(run.words.paused);
        for (const state of /** @type {const} */ (['reading', 'sending', 'confirming'])) await run.seesInState(state, 0);
      },
    },
  ],
  [
    'while Graph asks to wait',
    {
      async reach({ run, tenant }) {
        let number = 0;
        tenant.graph.faults.push({
          method: 'POST',
          path: /revokeToken$/,
          times: Infinity,
          answer: (_call, ordinary) => {
            number += 1;
            if (number < 3) return ordinary();
            return {
              status: 429,
              headers: { 'Retry-After': '300', 'Content-Type': 'application/json' },
              body: '{"error":{"code":"TooManyRequests","message":"wait"}}',
            };
          },
        });
        await run.begin(COUNT);
        await run.sees(run.words.hold);
      },
    },
  ],
  [
    'at the last one',
    {
      async reach({ run, tenant }) {
        const held = gate({ holds: numberOf(COUNT) });
        tenant.graph.faults.push(held.fault);
        await run.begin(COUNT);
        await held.held;
        await run.seesInState('revoked', COUNT - 1);
        return held;
      },
      isLast: true,
    },
  ],
  [
    'when it is over',
    {
      async reach({ run }) {
        await run.begin(COUNT);
        await run.seesAllConfirmed(COUNT);
      },
      isGone: true,
    },
  ],
];

for (const [point, { reach, isGone, isLast, isLost }] of POINTS) {
  test(`the tab is killed ${point}`, async ({ app, page, context, tenant, sent }) => {
    const held = await reach({ run: new RunPage(page), tenant });
    const { next, run } = await killAndComeBack({ app, page, context }, async () => {
      await held?.abandoned();
      held?.release();
      tenant.graph.faults.length = 0;
    });
    const before = sent().length;
    const lost = isLost && held ? held.calls.length : 0;
    if (isGone) {
      await seesNoRun(next, run);
      expect(sent()).toHaveLength(before);
      expect([0, COUNT]).toContain(before);
      return;
    }

    // Without the person, only readings: until nothing is undecided.
    if (!isLast) await run.sees(run.words.interrupted);
    if (isLast) {
      // Nothing is left to be sent: what is undecided is read, and then it is over.
      await run.seesVerdict(run.words.allConfirmed(COUNT), { timeout: 40_000 });
    } else {
      for (const state of /** @type {const} */ (['reading', 'sending', 'confirming'])) await run.seesInState(state, 0, { timeout: 40_000 });
      await run.seesInState('revoked', actedOn(tenant));
      await run.seesInState('notRevoked', lost);
      await run.seesInState('waiting', COUNT - actedOn(tenant) - lost);
      await expect(run.resume).toBeVisible();
      expect(sent()).toHaveLength(before);
      await run.resume.click();
      if (lost) {
        await run.seesVerdict(`${COUNT - lost} of ${COUNT} revoked; ${lost} not revoked`);
        await run.retry.click();
      }
      await run.seesAllConfirmed(COUNT, { timeout: 40_000 });
    }
    const turnedAway = tenant.graph.revocations.filter(({ status }) => status === 429).length;
    expect(sent()).toHaveLength(COUNT + lost + turnedAway);
    expect(actedOn(tenant)).toBe(COUNT);
    const report = await run.report();
    expect(report.totals).toMatchObject({ revoked: COUNT, all: COUNT });
    const wrong = disagreements(report, tenant.graph.revocations, deadIn(tenant));
    // What never arrived was sent again because the person wanted that.
    expect(wrong.filter((text) => !(lost && text.includes('sent again')))).toEqual([]);
  });
}
