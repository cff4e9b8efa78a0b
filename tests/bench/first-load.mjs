import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { requestedNames, transferredSize } from '../helpers/transfer-size.mjs';
import { median } from './figures.mjs';
import { Stopwatch } from './stopwatch.mjs';

/**
 * @import { Browser, Page } from '@playwright/test'
 * @import { ServedPage, Tenant } from '../../sandbox/tenant.mjs'
 * @typedef {Awaited<ReturnType<typeof load>>} Load
 */

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
  /** @type {Awaited<ReturnType<typeof filesOf>>} */
  let files = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    times.bare.push(await load(browser, bare.url));
    times.page.push(
      await load(browser, tenant.page.url, async (page) => {
        if (files.length === 0) files = await filesOf(page, tenant.page);
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
 * @param {Page} page
 * @param {ServedPage} served
 */
async function filesOf(page, served) {
  const names = await requestedNames(page, served);
  const sizes = await Promise.all(names.map(transferredSize));
  return names.map((name, index) => ({ name, bytes: sizes[index] ?? 0 }));
}
