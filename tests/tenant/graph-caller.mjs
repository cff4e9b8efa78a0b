import { test as base } from '@playwright/test';

import { startTenant } from '../../sandbox/tenant.mjs';
import { DIST } from '../helpers/dist-files.mjs';

export { expect } from '@playwright/test';

/** Tests of the Graph stand-in itself, which call it without a page. */
export const test = base.extend({
  sandbox: [async ({}, use) => {
    const tenant = await startTenant({ dist: DIST });
    await use(tenant);
    await tenant.close();
  }, { scope: 'worker' }],

  tenant: async ({ sandbox }, use) => {
    sandbox.reset();
    await use(sandbox);
  },

  /** Sends a request: to an address below `/beta/deviceManagement`, or to an absolute one. */
  call: async ({ tenant }, use) => {
    const { graphUrl, accessToken } = tenant.page;
    const tokens = new Map();
    const tokenOf = async (who) => {
      const key = JSON.stringify(who);
      if (!tokens.has(key)) tokens.set(key, await accessToken(who));
      return tokens.get(key);
    };
    await use(async (method, address, { name, scopes, appId, token, signal, headers, body } = {}) => {
      const url = address.startsWith('http') ? address : `${graphUrl}/beta/deviceManagement/${address}`;
      const answer = await fetch(url, {
        method,
        signal,
        body,
        headers: {
          Authorization: `Bearer ${token ?? await tokenOf({ name, scopes, appId })}`,
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

  /** All rows of a list, and the addresses of its pages. */
  getAll: async ({ get }, use) => {
    await use(async (address, options) => {
      const pages = [];
      const rows = [];
      for (let next = address; next;) {
        const { json } = await get(next, options);
        pages.push(json);
        rows.push(...json.value);
        next = json['@odata.nextLink'];
      }
      return { pages, rows };
    });
  },
});

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
