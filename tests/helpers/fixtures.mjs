import { test as base } from '@playwright/test';

import { CLOUDS } from '../../sandbox/clouds.mjs';
import { startTenant } from '../../sandbox/tenant.mjs';
import { ConsolePage } from '../pages/console-page.mjs';
import { DIST } from './dist-files.mjs';
import { LeakGuard } from './leak-guard.mjs';
import { RequestContract } from './request-contract.mjs';
import { ENGLISH } from '../pages/console-words.mjs';

export { expect } from '@playwright/test';

/** A name of this computer that is not a loopback name. */
export const FOREIGN_NAME = 'console.example';

const LIST = /EnrollmentProfiles$/;
const NOTHING_ELSE = 'MAP * ~NOTFOUND,EXCLUDE localhost,EXCLUDE 127.0.0.1';

export const test = base.extend({
  /** Options of `startTenant`. */
  tenancy: [{ mode: 'production', consent: 'given' }, { option: true, scope: 'worker' }],

  /** Options of `addPage`: where and with what configuration the page is served in this test. */
  site: [{}, { option: true }],

  /** The words of the language that the page is expected to speak. */
  words: [ENGLISH, { option: true }],

  tenant: [async ({ tenancy }, use) => {
    const tenant = await startTenant({ dist: DIST, ...tenancy });
    await use(tenant);
    await tenant.close();
  }, { scope: 'worker' }],

  launchOptions: [async ({ launchOptions, tenant }, use) => {
    const prefix = '--host-resolver-rules=';
    const given = tenant.chromiumArgs.find((arg) => arg.startsWith(prefix));
    const rules = given?.slice(prefix.length) ?? NOTHING_ELSE;
    await use({
      ...launchOptions,
      args: [
        ...(launchOptions.args ?? []),
        ...tenant.chromiumArgs.filter((arg) => arg !== given),
        `${prefix}MAP ${FOREIGN_NAME} 127.0.0.1,${rules}`,
      ],
    });
  }, { scope: 'worker' }],

  /** Serves the page as `site` says; each way once a worker. */
  serve: [async ({ tenant }, use) => {
    const pages = new Map([['{}', tenant.page]]);
    await use(async (site) => {
      const key = JSON.stringify(site);
      if (!pages.has(key)) pages.set(key, await tenant.addPage({ dist: DIST, ...site }));
      return pages.get(key);
    });
  }, { scope: 'worker' }],

  /** The page as this test has it served, in a tenant that is as new. */
  served: async ({ tenant, serve, site }, use) => {
    const served = await serve(site);
    tenant.reset();
    await use(served);
  },

  /** What a test answers in place of a host ends with it: a request that comes while the browser closes is nobody's failure. */
  context: async ({ context }, use) => {
    await use(context);
    await context.unrouteAll({ behavior: 'ignoreErrors' });
  },

  /** What no flow may do, looked for in every test. */
  leakGuard: [async ({ context, tenancy, served, site }, use) => {
    const { signInHost, graphHost } = CLOUDS[site.cloud ?? 'global'];
    const hosts = [new URL(served.url).host, ...(tenancy.mode === 'production' ? [signInHost, graphHost] : [])];
    const leakGuard = new LeakGuard(context, hosts);
    await leakGuard.start();
    await use(leakGuard);
    base.expect(await leakGuard.findings()).toEqual([]);
  }, { auto: true }],

  /** What no request may be, looked for in every test. */
  requestContract: [async ({ tenant, served: _ }, use) => {
    const requestContract = new RequestContract();
    await use(requestContract);
    base.expect(requestContract.findings(tenant.graph.requests)).toEqual([]);
  }, { auto: true }],

  /** The page as a person meets it. */
  app: async ({ page, served, words }, use) => {
    await use(new ConsolePage(page, served.url, words));
  },

  /** The revocations that reached Graph. */
  sent: async ({ tenant }, use) => {
    await use(() => tenant.graph.requests.filter(({ method }) => method === 'POST'));
  },

  /** The reads of single profiles that reached Graph. */
  reads: async ({ tenant }, use) => {
    await use(() => tenant.graph.requests.filter(({ method, path }) => method === 'GET' && !LIST.test(path)));
  },

  /** The reads of lists, page by page, that reached Graph. */
  listReads: async ({ tenant }, use) => {
    await use(() => tenant.graph.requests.filter(({ method, path }) => method === 'GET' && LIST.test(path)));
  },
});
