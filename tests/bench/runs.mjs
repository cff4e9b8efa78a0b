import { expect } from '../helpers/fixtures.mjs';
import { ConsolePage } from '../pages/console-page.mjs';
import { ENGLISH } from '../pages/console-words.mjs';
import { RunPage } from '../pages/run-page.mjs';
import { press } from './sites.mjs';
import { longestTask, Stopwatch } from './stopwatch.mjs';

/**
 * @import { Browser } from '@playwright/test'
 * @import { Tenant } from '../../sandbox/tenant.mjs'
 * @import { Site } from './sites.mjs'
 * @typedef {ReturnType<typeof import('./stopwatch.mjs').longestIn>} Longest
 * @typedef {Awaited<ReturnType<typeof measureRun>>} MeasuredRun
 */

const LIST = /EnrollmentProfiles$/;
/** So many tokens are revoked while the start of a run is traced, and while its end is. */
const FIRST = 90;
const LAST = 40;

/**
 * Revokes so many tokens by the page, and gives how that went, from the click that starts it until the page says that it
 * is over. Nothing but the page runs in its browser meanwhile: that the last token is revoked, the tenant tells.
 * @param {{browser: Browser, site: Site, tenant: Tenant, count: number, throttle?: boolean, latencyMs?: number, traced?: boolean}} options
 */
export function measureRun({ browser, site, tenant, count, throttle = false, latencyMs = 0, traced = false }) {
  refill(tenant, count);
  return site.visit(browser, { signedIn: true, watched: false }, async (page) => {
    const stopwatch = await Stopwatch.of(page);
    await page.reload();
    const app = new ConsolePage(page, site.url, ENGLISH);
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
    const start = async () => {
      const at = await press(page, run.confirm);
      await revoked(tenant, Math.min(count, FIRST));
      return at;
    };
    const end = async () => {
      await revoked(tenant, count);
      return page.evaluate(whenThere, run.words.allConfirmed(count.toLocaleString('en')));
    };
    // A trace of the whole run would be too large; its start and its end are where most is to be done at once.
    const first = traced ? await longestTask(browser, start) : { done: await start(), longest: undefined };
    await revoked(tenant, count - LAST);
    const last = traced ? await longestTask(browser, end) : { done: await end(), longest: undefined };
    const ms = last.done - first.done;
    const longest = longer(first.longest, last.longest);

    const busy = (await stopwatch.busy()) - busyBefore;
    const requests = tenant.graph.requests.slice(requestsBefore);
    const preflights = requests.filter(({ method }) => method === 'OPTIONS');
    const asked = requests.filter(({ method, path }) => method !== 'OPTIONS' && !LIST.test(path));
    await run.seesAllConfirmed(count.toLocaleString('en'));
    const result = {
      count,
      ms,
      busy,
      longest,
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
  });
}

/**
 * Waits until so many tokens are revoked, as the tenant knows.
 * @param {Tenant} tenant
 * @param {number} count
 */
async function revoked(tenant, count) {
  const acted = () => tenant.graph.revocations.filter((revocation) => revocation.acted).length;
  await expect.poll(acted, { timeout: 600_000, intervals: [100] }).toBeGreaterThanOrEqual(count);
}

/**
 * @param {Longest=} one
 * @param {Longest=} other
 * @returns {Longest | undefined}
 */
function longer(one, other) {
  if (!one || !other) return one ?? other;
  return { processor: Math.max(one.processor, other.processor), wall: Math.max(one.wall, other.wall) };
}

/**
 * Runs in the page: when a heading with this text is there, in milliseconds since 1970.
 * @param {string} text
 */
function whenThere(text) {
  const isThere = () => [...document.querySelectorAll('h3')].some(({ textContent }) => textContent.includes(text));
  return new Promise((/** @type {(when: number) => void} */ resolve) => {
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, characterData: true, subtree: true });
    look();
    function look() {
      if (!isThere()) return;
      observer.disconnect();
      resolve(performance.timeOrigin + performance.now());
    }
  });
}

/**
 * So many active profiles and no other, and no revocation that was.
 * @param {Tenant} tenant
 * @param {number} count
 */
export function refill(tenant, count) {
  tenant.graph.empty();
  tenant.graph.fill(count, { active: true });
  tenant.graph.data.actions.entries.length = 0;
}
