/**
 * @import { CDPSession, Page } from '@playwright/test'
 * @typedef {{url: string, type: string, at: number, cached: boolean}} Asked  `at`: milliseconds since 1970.
 */

/** A slow network, as <https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md> has it, and a phone's processor. */
const SLOW_NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const SLOW_PROCESSOR = { rate: 4 };

/** What the browser's own log of the network says of a page. */
export class NetworkLog {
  /** @type {Map<string, Asked>} */
  #byId = new Map();
  /** @type {Asked[]} */
  #asked = [];
  #session;

  /** @param {CDPSession} session */
  constructor(session) {
    this.#session = session;
    session.on('Network.requestWillBeSent', ({ requestId, request: { url }, type = 'Other', wallTime }) => {
      const asked = { url, type, at: wallTime * 1000, cached: false };
      this.#byId.set(requestId, asked);
      this.#asked.push(asked);
    });
    session.on('Network.requestServedFromCache', ({ requestId }) => this.#isCached(requestId));
    session.on('Network.responseReceived', ({ requestId, response }) => {
      if (response.fromDiskCache || response.fromPrefetchCache) this.#isCached(requestId);
    });
  }

  /** @param {Page} page */
  static async of(page) {
    return new NetworkLog(await page.context().newCDPSession(page));
  }

  /** To be called before the page is opened. */
  async start() {
    await this.#session.send('Network.enable');
  }

  async slowDown() {
    await this.#session.send('Network.emulateNetworkConditions', SLOW_NETWORK);
    await this.#session.send('Emulation.setCPUThrottlingRate', SLOW_PROCESSOR);
  }

  /**
   * What was asked for over the network of addresses that begin so.
   * @param {string} address
   * @param {{from?: number, until?: number}} span  Milliseconds since 1970.
   */
  of(address, { from = -Infinity, until = Infinity } = {}) {
    return this.#asked.filter(({ url, at, cached }) => !cached && url.startsWith(address) && at >= from && at <= until);
  }

  /** @param {string} requestId */
  #isCached(requestId) {
    const asked = this.#byId.get(requestId);
    if (asked) asked.cached = true;
  }
}
