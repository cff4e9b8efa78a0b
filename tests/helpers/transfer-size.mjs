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
  return compressedSize(await readDist(name));
}

/** @param {Buffer} contents */
export function compressedSize(contents) {
  return brotliCompressSync(contents, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: contents.length },
  }).length;
}

/** @param {number} bytes */
export function inKilobytes(bytes) {
  return `${(bytes / kB).toFixed(1)} kB`;
}

/**
 * What README.md has a host send: what has a hash in its name is kept, and everything else asked for anew.
 * @param {string} path
 * @returns {Record<string, string>}
 */
export function headersOfHost(path) {
  if (/-[0-9a-f]{12,16}(_bg)?\.\w+$/.test(path)) return { 'Cache-Control': 'max-age=31536000, immutable' };
  return { 'Cache-Control': path.endsWith('/redirect.html') ? 'no-store' : 'no-cache' };
}

/**
 * What a page has asked its own host for since the server began to count: each request with the size of its answer, and all
 * together. A file that was asked for twice counts twice, but for what the browser had and the server found to be the same.
 * @param {Page} page
 * @param {Pick<ServedPage, 'url' | 'requests'>} served
 */
export async function loadedSoFar(page, served) {
  const requested = await requestedFiles(page, served);
  const files = await Promise.all(requested.map(async ({ name, isKept }) => ({ name, bytes: isKept ? 0 : await transferredSize(name) })));
  return { files, total: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/**
 * The files that a page was loaded of, from the requests that its server got, and whether the browser had them.
 * @param {Page} page
 * @param {Pick<ServedPage, 'url' | 'requests'>} served
 */
async function requestedFiles(page, served) {
  const icon = await page.locator('link[rel="icon"]').evaluate((/** @type {HTMLLinkElement} */ link) => link.href);
  const { pathname } = new URL(served.url);
  const requested = served.requests.map(({ path, status }) => ({
    name: path.split('?')[0].slice(pathname.length) || 'index.html',
    isKept: status === 304,
  }));
  // A window that nobody sees asks for no icon.
  const iconName = new URL(icon).pathname.slice(pathname.length);
  return requested.some(({ name }) => name === iconName) ? requested : [{ name: iconName, isKept: false }, ...requested];
}
