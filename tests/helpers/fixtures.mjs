import { test as base } from '@playwright/test';

import { CLOUDS } from '../../sandbox/clouds.mjs';
import { startTenant } from '../../sandbox/tenant.mjs';
import { ConsolePage } from '../pages/console-page.mjs';
import { ENGLISH } from '../pages/console-words.mjs';
import { DIST } from './dist-files.mjs';
import { LeakGuard } from './leak-guard.mjs';
import { RequestContract } from './request-contract.mjs';
import { WorkerSession } from './worker-session.mjs';

/**
 * @import { Fixtures, PlaywrightTestArgs, PlaywrightTestOptions, PlaywrightWorkerArgs, PlaywrightWorkerOptions } from '@playwright/test'
 * @import { PageOptions, ServedPage, Tenant, TenantOptions } from '../../sandbox/tenant.mjs'
 * @import { Entry } from '../../sandbox/request-log.mjs'
 * @import { Words } from '../pages/console-words.mjs'
 *
 * @typedef {Omit<PageOptions, 'dist'> & {dist?: string}} Site
 *
 * @typedef {object} OwnWorkerFixtures
 * @property {TenantOptions & Partial<PageOptions>} tenancy
 * @property {Tenant} tenant
 * @property {(site: Site) => Promise<ServedPage>} serve  Serves the page as `site` says; each way once a worker.
 * @property {WorkerSession} workerSession  One real sign-in, which the tests of the worker are handed by `app.openSignedIn`.
 *
 * @typedef {object} OwnFixtures
 * @property {Site} site           Where and with what configuration the page is served in this test.
 * @property {Words} words         Of the language that the page is expected to speak.
 * @property {ServedPage} served   The page as this test has it served, in a tenant that is as new.
 * @property {LeakGuard} leakGuard
 * @property {RequestContract} requestContract
 * @property {ConsolePage} app     The page as a person meets it.
 * @property {() => Entry[]} sent  The revocations that reached Graph.
 * @property {() => Entry[]} reads  The reads of single profiles that reached Graph.
 * @property {() => Entry[]} listReads  The reads of lists, page by page, that reached Graph.
 *
 * @typedef {PlaywrightTestArgs & PlaywrightTestOptions & OwnFixtures} TestArgs
 * @typedef {PlaywrightWorkerArgs & PlaywrightWorkerOptions & OwnWorkerFixtures} WorkerArgs
 * @typedef {TestArgs & WorkerArgs} AllFixtures
 */

export { expect } from '@playwright/test';

/** A name of this computer that is not a loopback name. */
export const FOREIGN_NAME = 'console.example';

const LIST = /EnrollmentProfiles$/;
const NOTHING_ELSE = 'MAP * ~NOTFOUND,EXCLUDE localhost,EXCLUDE 127.0.0.1';

/** @type {Fixtures<OwnFixtures, OwnWorkerFixtures, PlaywrightTestArgs & PlaywrightTestOptions, PlaywrightWorkerArgs & PlaywrightWorkerOptions>} */
const fixtures = {
  /** Options of `startTenant`. */
  tenancy: [
    { mode: 'production', consent: 'given' },
    { option: true, scope: 'worker' },
  ],

  /** Options of `addPage`: where and with what configuration the page is served in this test. */
  site: [{}, { option: true }],

  /** The words of the language that the page is expected to speak. */
  words: [ENGLISH, { option: true }],

  tenant: [
    async ({ tenancy }, use) => {
      const tenant = await startTenant({ dist: DIST, ...tenancy });
      await use(tenant);
      await tenant.close();
    },
    { scope: 'worker' },
  ],

  launchOptions: [
    async ({ launchOptions, tenant }, use) => {
      const prefix = '--host-resolver-rules=';
      const given = tenant.chromiumArgs.find((arg) => arg.startsWith(prefix));
      const rules = given?.slice(prefix.length) ?? NOTHING_ELSE;
      await use({
        ...launchOptions,
        args: [...(launchOptions.args ?? []), ...tenant.chromiumArgs.filter((arg) => arg !== given), `${prefix}MAP ${FOREIGN_NAME} 127.0.0.1,${rules}`],
      });
    },
    { scope: 'worker' },
  ],

  /** Serves the page as `site` says; each way once a worker. */
  serve: [
    async ({ tenant }, use) => {
      const pages = new Map([['{}', tenant.page]]);
      await use(async (site) => {
        const key = JSON.stringify(site);
        const page = pages.get(key) ?? (await tenant.addPage({ dist: DIST, ...site }));
        pages.set(key, page);
        return page;
      });
    },
    { scope: 'worker' },
  ],

  /** One real sign-in, whose session the tests of the worker are handed by `app.openSignedIn`. */
  workerSession: [
    async ({ browser, tenant }, use) => {
      await use(new WorkerSession(browser, tenant));
    },
    { scope: 'worker' },
  ],

  /** The page as this test has it served, in a tenant that is as new. */
  served: async ({ tenancy, tenant, serve, site, workerSession }, use) => {
    const served = await serve(site);
    // Where consent is asked for, each sign-in is a test's own.
    if (tenancy.consent === 'given') await workerSession.makeReady();
    tenant.reset();
    await use(served);
  },

  /** What a test answers in place of a host ends with it: a request that comes while the browser closes is nobody's failure. */
  context: async ({ context }, use) => {
    await use(context);
    await context.unrouteAll({ behavior: 'ignoreErrors' });
  },

  /** What no flow may do, looked for in every test. */
  leakGuard: [
    async ({ context, tenancy, tenant, served, site }, use) => {
      const { signInHost, graphHost } = CLOUDS[site.cloud ?? 'global'];
      const hosts = [new URL(served.url).host, ...(tenancy.mode === 'production' ? [signInHost, graphHost] : [])];
      const leakGuard = new LeakGuard(context, hosts, () => tenant.graph.toldSecrets);
      await leakGuard.start();
      await use(leakGuard);
      base.expect(await leakGuard.findings()).toEqual([]);
    },
    { auto: true },
  ],

  /** What no request may be, looked for in every test. */
  requestContract: [
    async ({ tenant, served: _ }, use) => {
      const requestContract = new RequestContract();
      await use(requestContract);
      base.expect(requestContract.findings(tenant.graph.requests)).toEqual([]);
    },
    { auto: true },
  ],

  /** The page as a person meets it. */
  app: async ({ page, context, served, words, workerSession, leakGuard }, use) => {
    workerSession.forTest(context, (secrets) => leakGuard.watch(secrets));
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
};

export const test = base.extend(fixtures);
