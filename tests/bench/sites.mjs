import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { DIST, distNames } from '../helpers/dist-files.mjs';
import { present } from '../helpers/present.mjs';
import { compressedSize, headersOfHost } from '../helpers/transfer-size.mjs';
import { MIRA } from '../pages/console-page.mjs';
import { NetworkLog } from './network.mjs';
import { since, watch } from './use.mjs';

/**
 * @import { Browser, Locator, Page } from '@playwright/test'
 * @import { ServedPage, Tenant } from '../../sandbox/tenant.mjs'
 * @import { Asked } from './network.mjs'
 * @typedef {'page' | 'control'} Kind
 */

const CONTROL = fileURLToPath(new URL('control/', import.meta.url));
const DOCUMENTS = ['index.html', 'redirect.html'];

/**
 * The page and its control, each from a server of the same kind: compressed, and kept as README.md says.
 * @param {Tenant} tenant
 * @param {string} directory  For the files of the control.
 */
export async function sitesOf(tenant, directory) {
  await assembleControl(directory);
  return { page: await Site.of(tenant, DIST, '/'), control: await Site.of(tenant, directory, '/control/') };
}

/**
 * The control with the page's own MSAL, and with a hash in each name, so that a host lets it be kept.
 * @param {string} directory
 */
async function assembleControl(directory) {
  await mkdir(directory, { recursive: true });
  /** @type {Record<string, string>} */
  const names = {};
  const all = await distNames();
  for (const [name, start] of Object.entries({ msal: 'msal-browser.min-', bridge: 'msal-redirect-bridge.min-' })) {
    const file = present(all.find((each) => each.startsWith(start)));
    await copyFile(path.join(DIST, file), path.join(directory, file));
    names[name] = file;
  }
  for (const name of ['control', 'redirect']) {
    const script = await readFile(path.join(CONTROL, `${name}.mjs`));
    names[name] = `${name}-${createHash('sha256').update(script).digest('hex').slice(0, 16)}.mjs`;
    await writeFile(path.join(directory, names[name]), script);
  }
  await copyFile(path.join(DIST, 'config.json'), path.join(directory, 'config.json'));
  for (const name of DOCUMENTS) {
    const text = await readFile(path.join(CONTROL, name), 'utf8');
    await writeFile(
      path.join(directory, name),
      text.replace(/\{\{(\w+)\}\}/g, (_, script) => `${names[script]}`),
    );
  }
}

/** A page that is measured, and how a browser comes to it. */
export class Site {
  /** @type {Record<string, string> | undefined} */
  #session;

  /**
   * @param {ServedPage} served
   * @param {string} dist
   */
  constructor(served, dist) {
    this.url = served.url;
    this.dist = dist;
  }

  /**
   * @param {Tenant} tenant
   * @param {string} dist
   * @param {string} basePath
   */
  static async of(tenant, dist, basePath) {
    return new Site(await tenant.addPage({ dist, basePath, headers: headersOfHost, compress: true }), dist);
  }

  /**
   * A new browser's first look, with an empty cache. Unless it is `watched`, nothing of the benchmark runs in the page.
   * @template T
   * @param {Browser} browser
   * @param {{slow?: boolean, signedIn?: boolean, press?: boolean, watched?: boolean}} options
   * @param {(page: Page, log: NetworkLog) => Promise<T>} look
   */
  async visit(browser, { slow = false, signedIn = false, press: pressed = false, watched = true }, look) {
    const session = signedIn ? await this.#signedIn(browser) : undefined;
    const context = await browser.newContext({ locale: 'en-US' });
    const page = await context.newPage();
    const log = await NetworkLog.of(page);
    if (watched) {
      await log.start();
      await watch(page, { press: pressed });
    }
    if (session) {
      await page.addInitScript((entries) => {
        for (const [name, value] of Object.entries(entries)) sessionStorage.setItem(name, value);
      }, session);
    }
    if (slow) await log.slowDown();
    await page.goto(this.url, { waitUntil: 'commit' });
    const seen = await look(page, log);
    await context.close();
    return seen;
  }

  /**
   * What MSAL keeps in the tab of somebody who has signed in.
   * @param {Browser} browser
   */
  async #signedIn(browser) {
    this.#session ??= await this.visit(browser, {}, async (page) => {
      await since(page, 'signIn');
      await signIn(page);
      await since(page, 'rows');
      return page.evaluate(() => ({ ...sessionStorage }));
    });
    return this.#session;
  }

  /**
   * The files among what was asked for, compressed as well as brotli can; the icon is among them, which the
   * browser's log does not always tell.
   * @param {Asked[]} asked
   */
  async filesOf(asked) {
    const names = asked.map(({ url }) => decodeURI(new URL(url).pathname).slice(new URL(this.url).pathname.length) || 'index.html');
    const icon = await this.#icon();
    const all = icon && !names.includes(icon) ? [...names, icon] : names;
    return Promise.all(all.map(async (name) => ({ name, bytes: compressedSize(await readFile(path.join(this.dist, name))) })));
  }

  async #icon() {
    const text = await readFile(path.join(this.dist, 'index.html'), 'utf8');
    const link = text.match(/<link[^>]*>/g)?.find((tag) => /rel="?icon/.test(tag));
    return /href="?(?:\.\/)?([\w.-]+\.\w+)/.exec(link ?? '')?.[1];
  }
}

/**
 * From *Sign in* to the form, over the sign-in host; the answer is when that was clicked, in milliseconds since 1970.
 * @param {Page} page
 */
export async function signIn(page) {
  const clicked = await press(page, page.getByRole('button', { name: 'Sign in', exact: true }));
  await page.getByRole('button', { name: MIRA }).click();
  await page.locator('#profile-id').waitFor();
  return clicked;
}

/**
 * Clicks where a button is, without a look at the page once it is timed; the answer is when, in milliseconds since 1970.
 * @param {Page} page
 * @param {Locator} button
 */
export async function press(page, button) {
  await button.scrollIntoViewIfNeeded();
  const { x, y, width, height } = present(await button.boundingBox());
  const at = Date.now();
  await page.mouse.click(x + width / 2, y + height / 2);
  return at;
}
