/** @import { Locator } from '@playwright/test' */

/**
 * Waits until something is seen, and goes on as soon as it is: `expect` looks again after 100, 350, 850 … ms only. Whether it
 * is there at all is for `expect` to judge.
 * @param {Locator} locator
 * @param {{timeout?: number}=} options
 */
export async function appears(locator, options) {
  await locator.waitFor(options).catch(() => {});
}

/**
 * The same of what is to be gone.
 * @param {Locator} locator
 */
export async function disappears(locator) {
  await locator.waitFor({ state: 'hidden' }).catch(() => {});
}
