import { expect } from '../helpers/fixtures.mjs';
import { RunPage } from '../pages/run-page.mjs';

/**
 * @import { Page } from '@playwright/test'
 * @import { Tenant } from '../../sandbox/tenant.mjs'
 * @import { ConsolePage } from '../pages/console-page.mjs'
 * @import { Stopwatch } from './stopwatch.mjs'
 * @typedef {Awaited<ReturnType<typeof measureRun>>} MeasuredRun
 */

const LIST = /EnrollmentProfiles$/;
/** A button that is there once a run is over. */
const REPORT = 'Download CSV';

/**
 * Revokes so many tokens by the page, and gives how that went, from the click that starts it until the page says that it
 * is over.
 * @param {{page: Page, app: ConsolePage, tenant: Tenant, stopwatch: Stopwatch, count: number, throttle?: boolean, latencyMs?: number}} options
 */
export async function measureRun({ page, app, tenant, stopwatch, count, throttle = false, latencyMs = 0 }) {
  refill(tenant, count);
  await page.reload();
  await app.seesTheForm();
  await app.seesTheList(count);
  tenant.graph.throttle = throttle;
  tenant.graph.latencyMs = latencyMs;
  const refusedBefore = tenant.graph.throttled;
  const memoryBefore = await stopwatch.memory();
  const run = new RunPage(page);
  await run.plan();
  await run.type(count);
  const requestsBefore = tenant.graph.requests.length;
  const busyBefore = await stopwatch.busy();
  const [over] = await Promise.all([stopwatch.until('button', REPORT), run.confirm.click()]);

  const busy = (await stopwatch.busy()) - busyBefore;
  const start = await stopwatch.clickedAt();
  const requests = tenant.graph.requests.slice(requestsBefore);
  const preflights = requests.filter(({ method }) => method === 'OPTIONS');
  const asked = requests.filter(({ method, path }) => method !== 'OPTIONS' && !LIST.test(path));
  await run.seesVerdict(`All ${count.toLocaleString('en')} tokens were revoked and confirmed`);
  expect(tenant.graph.revocations.filter(({ acted }) => acted)).toHaveLength(count);
  const result = {
    count,
    ms: over - start,
    busy,
    longTasks: await stopwatch.longTasks(start, over),
    asked,
    preflights: preflights.length,
    throttled: tenant.graph.throttled - refusedBefore,
    mostWrites: tenant.graph.mostWritesIn(),
    memoryBefore,
    memory: await stopwatch.memory(),
  };
  tenant.graph.throttle = false;
  tenant.graph.latencyMs = 0;
  return result;
}

/**
 * So many active profiles and no other, and no revocation that was.
 * @param {Tenant} tenant
 * @param {number} count
 */
export function refill(tenant, count) {
  tenant.graph.empty();
  tenant.graph.fill(count, { active: true });
  tenant.graph.revocations.length = 0;
}
