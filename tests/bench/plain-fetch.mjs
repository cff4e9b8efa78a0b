import { Stopwatch } from './stopwatch.mjs';

/**
 * @import { Entry } from '../../sandbox/request-log.mjs'
 * @typedef {Pick<Entry, 'method' | 'host' | 'url' | 'path'> & {headers: {authorization?: string}}} Repeatable
 * @typedef {{method: string, url: string, authorization: string}[]} Chain
 */

/**
 * Sends what a run sent once more, from a page that does nothing else: for each token its requests one after the other,
 * and so many tokens at once.
 * @param {import('@playwright/test').Browser} browser
 * @param {string} address  Of a document that is no page, on the page's origin.
 * @param {Repeatable[]} requests  As the tenant got them from the run.
 * @param {number} width
 */
export async function sendPlainly(browser, address, requests, width) {
  // Of a context of its own, so that no other page shares its main thread.
  const context = await browser.newContext();
  const page = await context.newPage();
  const stopwatch = await Stopwatch.of(page);
  await page.goto(address);
  const before = await stopwatch.busy();
  const { ms, statuses } = await page.evaluate(sendAll, { chains: chainsOf(requests), width });
  const busy = (await stopwatch.busy()) - before;
  await context.close();
  return { ms, busy, statuses };
}

/**
 * The requests of each token.
 * @param {Repeatable[]} requests
 */
export function chainsOf(requests) {
  /** @type {Map<string, Chain>} */
  const chains = new Map();
  for (const { method, host, url, path, headers } of requests) {
    const profile = path.replace(/\/revokeToken$/, '');
    const chain = chains.get(profile) ?? [];
    chain.push({ method, url: `https://${host}${url}`, authorization: headers.authorization ?? '' });
    chains.set(profile, chain);
  }
  return [...chains.values()];
}

/**
 * Runs in the page.
 * @param {{chains: Chain[], width: number}} what
 */
async function sendAll({ chains, width }) {
  const left = [...chains];
  /** @type {number[]} */
  const statuses = [];
  const started = performance.now();
  const send = async () => {
    for (let chain = left.shift(); chain; chain = left.shift()) {
      for (const { method, url, authorization } of chain) {
        const answer = await fetch(url, {
          method,
          credentials: 'omit',
          cache: 'no-store',
          headers: { Authorization: authorization, Accept: 'application/json', 'client-request-id': crypto.randomUUID() },
        });
        await answer.text();
        statuses.push(answer.status);
      }
    }
  };
  await Promise.all(Array.from({ length: width }, send));
  return { ms: performance.now() - started, statuses };
}
