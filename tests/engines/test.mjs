import { test as base } from '@playwright/test';

import { startTenant } from '../../sandbox/tenant.mjs';
import { DIST } from '../helpers/dist-files.mjs';
import { Console } from './console.mjs';
import { chromium, firefox } from './puppeteer.mjs';
import { Session } from './session.mjs';
import { webkit } from './webkit.mjs';

/**
 * @import { Fixtures, PlaywrightTestArgs, PlaywrightWorkerArgs } from '@playwright/test'
 * @import { Tenant } from '../../sandbox/tenant.mjs'
 * @import { SignInMode } from './console.mjs'
 * @import { Kind, Limit } from './engine.mjs'
 *
 * @typedef {{page: Console, tenant: Tenant}} Tools
 * @typedef {'chromium' | 'firefox' | 'webkit'} EngineName
 *
 * @typedef {object} OwnFixtures
 * @property {EngineName} engine
 * @property {(how?: {mode?: SignInMode, limit?: Limit}) => Promise<Tools>} open  Starts a tenant, and a browser that is as new.
 */

export { expect } from '@playwright/test';

/** @type {Record<EngineName, Kind>} */
const KINDS = { chromium, firefox, webkit };

export const ENGINES = /** @type {EngineName[]} */ (Object.keys(KINDS));

/** The limits that each engine can be put under. */
export const LIMITS = { chromium: chromium.limits, firefox: firefox.limits, webkit: webkit.limits };

/** @type {Fixtures<OwnFixtures, {}, PlaywrightTestArgs, PlaywrightWorkerArgs>} */
const fixtures = {
  engine: ['chromium', { option: true }],

  open: async ({ engine }, use, testInfo) => {
    const kind = KINDS[engine];
    const missing = kind.missing();
    testInfo.skip(missing !== undefined, missing);
    /** @type {(() => Promise<void>)[]} */
    const closing = [];
    await use(async ({ mode = 'redirect', limit } = {}) => {
      const tenant = await startTenant({ dist: DIST, consent: 'given', config: { signIn: mode } });
      closing.unshift(tenant.close);
      const session = new Session(await kind.start(limit));
      closing.unshift(async () => {
        if (testInfo.status !== testInfo.expectedStatus) {
          const body = await session.text().catch(String);
          await testInfo.attach('what the page says', { body, contentType: 'text/plain' });
        }
        await session.end();
      });
      return { tenant, page: new Console(session, { url: tenant.pageUrl, mode }) };
    });
    for (const close of closing) await close();
  },
};

export const test = base.extend(fixtures);
