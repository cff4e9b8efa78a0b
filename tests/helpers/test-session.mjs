/**
 * @import { BrowserContext, Page } from '@playwright/test'
 *
 * @typedef {object} TestSession
 * @property {(page: Page, url: string, person: string) => Promise<(() => Promise<void>) | undefined>} handOver
 *   Signs a person in on a page that is not open yet, if that is Mira, at the worker's own page, and nobody signed in or out in
 *   this test; otherwise nothing happens. The answer is to be called when the page is there.
 */

/** @type {WeakMap<BrowserContext, TestSession>} */
const sessions = new WeakMap();

/**
 * The session that the tabs of a context may be handed.
 * @param {BrowserContext} context
 */
export const sessionOf = (context) => sessions.get(context);

/**
 * @param {BrowserContext} context
 * @param {TestSession} session
 */
export function offerSession(context, session) {
  sessions.set(context, session);
}
