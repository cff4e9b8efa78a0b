import { test as base } from '@playwright/test';

import { startTenant } from '../sandbox/tenant.mjs';
import { DIST } from './dist.mjs';

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

  /** Sends a `GET`: to an address below `/beta/deviceManagement`, or to an absolute one. */
  get: async ({ tenant }, use) => {
    const { graphUrl, accessToken } = tenant.page;
    const tokens = new Map();
    const tokenOf = async (who) => {
      const key = JSON.stringify(who);
      if (!tokens.has(key)) tokens.set(key, await accessToken(who));
      return tokens.get(key);
    };
    await use(async (address, { name, scopes, token, signal } = {}) => {
      const url = address.startsWith('http') ? address : `${graphUrl}/beta/deviceManagement/${address}`;
      const answer = await fetch(url, {
        signal,
        headers: { Authorization: `Bearer ${token ?? await tokenOf({ name, scopes })}`, Origin: 'https://console.example' },
      });
      const text = await answer.text();
      return { status: answer.status, headers: answer.headers, text, json: parsed(text) };
    });
  },

  /** All rows of a list, and the addresses of its pages. */
  getAll: async ({ get }, use) => {
    await use(async (address) => {
      const pages = [];
      const rows = [];
      for (let next = address; next;) {
        const { json } = await get(next);
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
