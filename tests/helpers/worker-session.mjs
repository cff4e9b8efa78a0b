import { ConsolePage, MIRA } from '../pages/console-page.mjs';
import { ENGLISH } from '../pages/console-words.mjs';
import { offerSession } from './test-session.mjs';

/**
 * @import { Browser, BrowserContext, Cookie } from '@playwright/test'
 * @import { Tenant } from '../../sandbox/tenant.mjs'
 * @typedef {{madeAt: number, storage: Record<string, string>, cookies: Cookie[], putBack: () => void}} Made
 */

/** After so long a session is made anew: tests that put their clock forward must not see its tokens end. */
const GOOD_FOR_MS = 10 * 60_000;
const SECRETS = ['AccessToken', 'RefreshToken'];

/**
 * One real sign-in of Mira at the first page of a worker's tenant, and what it left behind: MSAL's entries in the storage of
 * the tab, the cookies of the sign-in host, and the tenant's own records of it. A test that only needs somebody to be signed
 * in is handed all three, and is then where it would be after signing in by itself.
 */
export class WorkerSession {
  /** @type {Browser} */
  #browser;
  /** @type {Tenant} */
  #tenant;
  /** @type {Made | undefined} */
  #made;

  /**
   * @param {Browser} browser
   * @param {Tenant} tenant
   */
  constructor(browser, tenant) {
    this.#browser = browser;
    this.#tenant = tenant;
  }

  /** Signs in, unless that was done a short while ago; the tenant is as new afterwards. */
  async makeReady() {
    if (this.#made && Date.now() - this.#made.madeAt < GOOD_FOR_MS) return;
    this.#tenant.reset();
    const context = await this.#browser.newContext({ locale: 'en-US' });
    const page = await context.newPage();
    const madeAt = Date.now();
    await new ConsolePage(page, this.#tenant.page.url, ENGLISH).openAndSignIn();
    const storage = await page.evaluate(() => ({ ...sessionStorage }));
    this.#made = { madeAt, storage, cookies: await context.cookies(), putBack: this.#tenant.identity.keep() };
    await context.close();
    this.#tenant.reset();
  }

  /**
   * For the tabs of one test; nothing, where no session was made ready.
   * @param {BrowserContext} context
   * @param {(secrets: string[]) => void} onHandOver  Is told the access token and the refresh token.
   */
  forTest(context, onHandOver) {
    const made = this.#made;
    if (!made) return;
    const {
      page: { url: ownUrl },
      identity,
    } = this.#tenant;
    const tabs = new WeakSet();
    /** Of the sign-in host's records when the session was put there: nobody may have signed in or out since. */
    let revision = identity.isAsNew ? identity.revision : undefined;
    offerSession(context, {
      handOver: async (page, url, person) => {
        if (url !== ownUrl || person !== MIRA || tabs.has(page)) return undefined;
        if (!identity.isOrdinary || identity.revision !== revision) return undefined;
        const { storage, cookies, putBack } = made;
        tabs.add(page);
        if (identity.isAsNew) {
          putBack();
          revision = identity.revision;
          await context.addCookies(cookies);
          onHandOver(secretsIn(storage));
        }
        // Only for the first document: what the page removes later stays removed.
        const script = await page.addInitScript((entries) => {
          for (const [name, value] of Object.entries(entries)) sessionStorage.setItem(name, value);
        }, storage);
        return () => script.dispose();
      },
    });
  }
}

/**
 * The access token and the refresh token among MSAL's entries.
 * @param {Record<string, string>} storage
 * @returns {string[]}
 */
function secretsIn(storage) {
  const credentials = Object.values(storage)
    .filter((text) => text.includes('"credentialType"'))
    .map((text) => JSON.parse(text));
  const secrets = credentials.filter(({ credentialType }) => SECRETS.includes(credentialType)).map(({ secret }) => secret);
  if (secrets.length !== SECRETS.length) throw new Error('MSAL keeps its tokens in another way now.');
  return secrets;
}
