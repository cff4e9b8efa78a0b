import { brotliCompressSync, constants } from 'node:zlib';

import { readDist } from './dist-files.mjs';

/**
 * @import { Page } from '@playwright/test'
 * @import { ServedPage } from '../../sandbox/tenant.mjs'
 */

const kB = 1000;

/**
 * How many bytes a file of the page is on its way, compressed as well as brotli can.
 * @param {string} name
 */
export async function transferredSize(name) {
  const contents = await readDist(name);
  return brotliCompressSync(contents, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: contents.length },
  }).length;
}

/** @param {number} bytes */
export function inKilobytes(bytes) {
  return `${(bytes / kB).toFixed(1)} kB`;
}

/**
 * The files that a page was loaded of, from the requests that its server got.
 * @param {Page} page
 * @param {Pick<ServedPage, 'url' | 'requests'>} served
 */
export async function requestedNames(page, served) {
  const icon = await page.locator('link[rel="icon"]').evaluate((/** @type {HTMLLinkElement} */ link) => link.href);
  const { pathname } = new URL(served.url);
  const requested = served.requests.map(({ path }) => path.slice(pathname.length) || 'index.html');
  // A window that nobody sees asks for no icon.
  const iconName = new URL(icon).pathname.slice(pathname.length);
  return requested.includes(iconName) ? requested : [...requested, iconName];
}
