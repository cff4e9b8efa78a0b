import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { DIST } from '../helpers/dist-files.mjs';
import { headersOfHost, loadedSoFar } from '../helpers/transfer-size.mjs';
import { ConsolePage } from '../pages/console-page.mjs';
import { ENGLISH } from '../pages/console-words.mjs';
import { RunPage } from '../pages/run-page.mjs';
import { median } from './figures.mjs';
import { Stopwatch } from './stopwatch.mjs';

/**
 * @import { Browser, Page } from '@playwright/test'
 * @import { ServedPage, Tenant } from '../../sandbox/tenant.mjs'
 * @typedef {Awaited<ReturnType<typeof load>>} Load
 */

const READER = /^token-console-paste-/;
const ROUNDS = 9;
const BUTTON = 'Sign in';
const BARE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title><button>${BUTTON}</button></html>`;

/**
 * Loads the page, and one that is nothing but a button, in turns and each time with an empty cache.
 * @param {Browser} browser
 * @param {Tenant} tenant
 * @param {string} directory
 */
export async function measureFirstLoad(browser, tenant, directory) {
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, 'index.html'), BARE);
  const bare = await tenant.addPage({ dist: directory });
  /** @type {Record<'page' | 'bare', Load[]>} */
  const times = { page: [], bare: [] };
  /** @type {Awaited<ReturnType<typeof loadedSoFar>>['files']} */
  let files = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    times.bare.push(await load(browser, bare.url));
    times.page.push(
      await load(browser, tenant.page.url, async (page) => {
        if (files.length === 0) files = (await loadedSoFar(page, tenant.page)).files;
      }),
    );
  }
  /**
   * @param {keyof typeof times} kind
   * @param {keyof Load} what
   */
  const middle = (kind, what) => median(times[kind].map((time) => time[what]));
  /** @param {keyof Load} what */
  const compared = (what) => ({ page: middle('page', what), bare: middle('bare', what) });
  return { rounds: ROUNDS, files, paint: compared('paint'), button: compared('button') };
}

/**
 * @param {Browser} browser
 * @param {string} url
 * @param {(page: Page) => Promise<void>} look
 */
async function load(browser, url, look = async () => {}) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const stopwatch = new Stopwatch(page);
  await stopwatch.install();
  await page.goto(url);
  const button = await stopwatch.until('button', BUTTON);
  const paint = await stopwatch.firstPaint();
  await look(page);
  await context.close();
  return { button, paint };
}

/**
 * What has been loaded at each moment of somebody who comes with an empty cache, signs in, plans a run, and opens the
 * activity; and when the form was there, in milliseconds since the page came back from the sign-in host.
 * @param {Browser} browser
 * @param {Tenant} tenant
 */
export async function measureMoments(browser, tenant) {
  const served = await tenant.addPage({ dist: DIST, headers: headersOfHost });
  /** @type {(Awaited<ReturnType<typeof loadedSoFar>> & {moment: string})[]} */
  const moments = [];
  /** @type {number[]} */
  const forms = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    tenant.reset();
    const context = await browser.newContext();
    const page = await context.newPage();
    const stopwatch = new Stopwatch(page);
    await stopwatch.install();
    const app = new ConsolePage(page, served.url, ENGLISH);
    const note = async (/** @type {string} */ moment) => {
      if (round === 0) moments.push({ moment, ...(await loadedSoFar(page, served)) });
    };
    await app.open();
    await app.seesTheSignInButton();
    await note('signed out');
    await app.signIn();
    forms.push(await stopwatch.firstSeen('form'));
    await app.seesTheList();
    if (round === 0) {
      // It is asked for once the list was read, and nothing waits for it.
      await app.hasReader();
      const all = await loadedSoFar(page, served);
      const files = all.files.filter(({ name }) => !READER.test(name));
      const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
      moments.push({ moment: 'signed in, form and list working', files, total });
      moments.push({ moment: 'what reads texts, by itself', ...all });
      await new RunPage(page).plan();
      await note('a run planned');
      await app.openActivity(0);
      await note('the activity open');
    }
    await context.close();
  }
  return { moments, form: median(forms) };
}
