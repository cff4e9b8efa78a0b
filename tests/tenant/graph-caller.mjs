import { test as base } from '@playwright/test';

import { startTenant } from '../../sandbox/tenant.mjs';
import { DIST } from '../helpers/dist-files.mjs';

/**
 * @import { Fixtures, PlaywrightTestArgs, PlaywrightTestOptions, PlaywrightWorkerArgs, PlaywrightWorkerOptions } from '@playwright/test'
 * @import { Tenant } from '../../sandbox/tenant.mjs'
 *
 * @typedef {object} CallOptions  Who calls, with what.
 * @property {string=} name     Of the person.
 * @property {string[]=} scopes
 * @property {string=} appId
 * @property {string=} token    In place of one that is issued.
 * @property {AbortSignal=} signal
 * @property {Record<string, string>=} headers
 * @property {string=} body
 *
 * @typedef {{status: number, headers: Headers, text: string, json: Json}} CallAnswer  `json`: where the text is JSON.
 *
 * @typedef {object} Callers
 * @property {Tenant} tenant
 * @property {(method: string, address: string, options?: CallOptions) => Promise<CallAnswer>} call  Sends a request: to an address
 *   below `/beta/deviceManagement`, or to an absolute one.
 * @property {(address: string, options?: CallOptions) => Promise<CallAnswer>} get
 * @property {(collection: string, id: string, options?: CallOptions) => Promise<CallAnswer>} revoke  Sends a `POST …/revokeToken`.
 * @property {(collection: string, id: string, seconds: unknown, options?: CallOptions) => Promise<CallAnswer>} createToken  Sends a
 *   `POST …/createToken` for a token that is valid for so long.
 * @property {(address: string, options?: CallOptions) => Promise<{pages: Json[], rows: Json[]}>} getAll  All rows of a list, and its pages.
 *
 * @typedef {PlaywrightTestArgs & PlaywrightTestOptions & Callers} TestArgs
 * @typedef {PlaywrightWorkerArgs & PlaywrightWorkerOptions & {sandbox: Tenant}} WorkerArgs
 */

export { expect } from '@playwright/test';

/** @type {Fixtures<Callers, {sandbox: Tenant}, PlaywrightTestArgs & PlaywrightTestOptions, PlaywrightWorkerArgs & PlaywrightWorkerOptions>} */
const fixtures = {
  sandbox: [
    async ({}, use) => {
      const tenant = await startTenant({ dist: DIST });
      await use(tenant);
      await tenant.close();
    },
    { scope: 'worker' },
  ],

  tenant: async ({ sandbox }, use) => {
    sandbox.reset();
    await use(sandbox);
  },

  /** Sends a request: to an address below `/beta/deviceManagement`, or to an absolute one. */
  call: async ({ tenant }, use) => {
    const { graphUrl, accessToken } = tenant.page;
    const tokens = new Map();
    if (!accessToken) throw new Error('A tenant of the mode `sandbox` is needed.');
    /** @param {CallOptions} who */
    const tokenOf = async (who) => {
      const key = JSON.stringify(who);
      const token = tokens.get(key) ?? (await accessToken(who));
      tokens.set(key, token);
      return token;
    };
    await use(async (method, address, { name, scopes, appId, token, signal, headers, body } = {}) => {
      const url = address.startsWith('http') ? address : `${graphUrl}/beta/deviceManagement/${address}`;
      const answer = await fetch(url, {
        method,
        signal,
        body,
        headers: {
          Authorization: `Bearer ${token ?? (await tokenOf({ name, scopes, appId }))}`,
          Origin: 'https://console.example',
          ...headers,
        },
      });
      const text = await answer.text();
      return { status: answer.status, headers: answer.headers, text, json: parsed(text) };
    });
  },

  get: async ({ call }, use) => {
    await use((address, options) => call('GET', address, options));
  },

  /** Sends a `POST …/revokeToken`. */
  revoke: async ({ call }, use) => {
    await use((collection, id, options) => call('POST', `${collection}/${id}/revokeToken`, options));
  },

  /** Sends a `POST …/createToken`. */
  createToken: async ({ call }, use) => {
    await use((collection, id, tokenValidityInSeconds, { headers, ...options } = {}) =>
      call('POST', `${collection}/${id}/createToken`, {
        body: JSON.stringify({ tokenValidityInSeconds }),
        headers: { 'Content-Type': 'application/json', ...headers },
        ...options,
      }),
    );
  },

  /** All rows of a list, and the addresses of its pages. */
  getAll: async ({ get }, use) => {
    await use(async (address, options) => {
      const pages = [];
      const rows = [];
      for (let next = address; next; ) {
        const { json } = await get(next, options);
        pages.push(json);
        rows.push(...json.value);
        next = json['@odata.nextLink'];
      }
      return { pages, rows };
    });
  },
};

/** Tests of the Graph stand-in itself, which call it without a page. */
export const test = base.extend(fixtures);

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
