import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { requestedNames, transferredSize } from '../helpers/transfer-size.mjs';
import { median } from './figures.mjs';
import { Stopwatch } from './stopwatch.mjs';

const ROUNDS = 9;
const BUTTON = 'Sign in';
const BARE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title><button>${BUTTON}</button></html>`;

/** Loads the page, and one that is nothing but a button, in turns and each time with an empty cache. */
export async function measureFirstLoad(browser, tenant, directory) {
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, 'index.html'), BARE);
  const bare = await tenant.addPage({ dist: directory });
  const times = { page: [], bare: [] };
  let files;
  for (let round = 0; round < ROUNDS; round += 1) {
    times.bare.push(await load(browser, bare.url));
    times.page.push(await load(browser, tenant.page.url, async (page) => {
      files ??= await filesOf(page, tenant.page);
    }));
  }
  const middle = (kind, what) => median(times[kind].map((time) => time[what]));
  const compared = (what) => ({ page: middle('page', what), bare: middle('bare', what) });
  return { rounds: ROUNDS, files, paint: compared('paint'), button: compared('button') };
}

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

async function filesOf(page, served) {
  const names = await requestedNames(page, served);
  const sizes = await Promise.all(names.map(transferredSize));
  return names.map((name, index) => ({ name, bytes: sizes[index] }));
}
