/** @import { Page } from '@playwright/test' */

/**
 * Takes from a page what it needs to show anything new, so that it crashes at the next change.
 * @param {Page} page
 */
export async function breakDocument(page) {
  await page.evaluate(() => {
    const broken = () => {
      throw new Error('broken on purpose');
    };
    Object.assign(document, { createElement: broken, createElementNS: broken, createTextNode: broken });
  });
}

/** @param {Page} page */
export async function mendDocument(page) {
  await page.evaluate(() => {
    for (const name of ['createElement', 'createElementNS', 'createTextNode']) Reflect.deleteProperty(document, name);
  });
}
