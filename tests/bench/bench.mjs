import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { distNames } from '../helpers/dist-files.mjs';
import { expect, test } from '../helpers/fixtures.mjs';
import { transferredSize } from '../helpers/transfer-size.mjs';
import { documentOf, throttleBound } from './document.mjs';
import { median } from './figures.mjs';
import { machine, othersLoad } from './machine.mjs';
import { back, inTurns, loads, loadsLater, middles, signedIn, signedOut, theControlWorks } from './moments.mjs';
import { sendPlainly } from './plain-fetch.mjs';
import { figuresOf, rowsOf, tooBusy } from './rows.mjs';
import { measureRun, refill } from './runs.mjs';
import { Site, sitesOf } from './sites.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DOCUMENT = 'docs/performance.md';
const FIGURES = 'docs/performance.json';
/** For whoever works on the benchmark: once round, a short run, and no document. */
const QUICK = Boolean(process.env.QUICK);
const MANY = QUICK ? 100 : 1000;
/** As many as the engine sends before its own pace holds it back. */
const FEW = QUICK ? 10 : 100;
const RUN_ROUNDS = QUICK ? 1 : 3;
const ROUNDS = QUICK ? 1 : 7;
const LATENCY_MS = 150;
/** As many requests as the engine has under way. */
const WIDTH = 4;
const OTHER_WIDTHS = [1, 2, 8];
const WRITES = 100;

test('the page is measured', async ({ browser, tenant }, testInfo) => {
  const measuredOn = await machine(browser);
  const loadBefore = await othersLoad();
  const sites = await sitesOf(tenant, testInfo.outputPath('control'));
  await theControlWorks(browser, sites, tenant);
  console.log('The control: works');

  tenant.reset();
  const loaded = { page: await loads(browser, sites.page), control: await loads(browser, sites.control) };
  const later = await loadsLater(browser, sites.page, tenant);
  console.log('What each moment loads: done');

  const { AGAINST } = process.env;
  /** @type {Record<string, Site>} */
  const against = AGAINST ? { against: await Site.of(tenant, path.resolve(AGAINST), '/') } : {};
  const slow = {
    signedOut: middles(await inTurns({ ...sites, ...against }, ROUNDS, signedOut(browser))),
    signedIn: middles(await inTurns(sites, ROUNDS, signedIn(browser))),
    back: middles(await inTurns(sites, ROUNDS, back(browser))),
  };
  console.log('The ways of a slow visitor: done');

  /**
   * @param {Parameters<typeof sendPlainly>[2]} asked
   * @param {number} width
   */
  const plainly = async (asked, width) => {
    refill(tenant, FEW);
    tenant.graph.latencyMs = LATENCY_MS;
    const plain = await sendPlainly(browser, `${sites.page.url}config.json`, asked, width);
    tenant.graph.latencyMs = 0;
    expect(plain.statuses.every((status) => status === 200 || status === 204)).toBe(true);
    return plain;
  };
  const rounds = [];
  for (let round = 1; round <= RUN_ROUNDS; round += 1) {
    const run = await measureRun({ browser, site: sites.page, tenant, count: FEW, latencyMs: LATENCY_MS });
    const plain = await plainly(run.asked, WIDTH);
    rounds.push({ run, plain });
    console.log(`${FEW} tokens with latency, ${round} of ${RUN_ROUNDS}: ${run.ms.toFixed(0)} ms, plainly ${plain.ms.toFixed(0)} ms`);
  }
  const asked = rounds[0]?.run.asked ?? [];
  const widths = [{ width: WIDTH, ms: median(rounds.map(({ plain }) => plain.ms)) }];
  for (const width of OTHER_WIDTHS) {
    const { ms } = await plainly(asked, width);
    widths.push({ width, ms });
    console.log(`${FEW} tokens plainly, ${width} at once: ${ms.toFixed(0)} ms`);
  }
  widths.sort((one, other) => one.width - other.width);

  const run = await measureRun({ browser, site: sites.page, tenant, count: MANY, throttle: true, traced: true });
  const paced = { ...run, bound: throttleBound(MANY, WRITES) };
  console.log(`${MANY} tokens with the throttle: ${paced.ms.toFixed(0)} ms`);
  expect(paced.throttled).toBe(0);
  expect(paced.mostWrites).toBeLessThanOrEqual(WRITES);

  const load = Math.max(loadBefore, await othersLoad());
  const measured = {
    measuredOn,
    load,
    times: ROUNDS,
    loads: loaded,
    later,
    slow,
    dist: await codeOfDist(),
    rounds,
    widths,
    paced,
    latencyMs: LATENCY_MS,
    width: WIDTH,
    writes: WRITES,
    sizes: process.env.SIZES ?? '',
  };
  const text = documentOf(measured, committed());
  console.log(`\n${text}`);
  const rows = rowsOf(measured);
  const busy = tooBusy(rows, load);
  if (busy) console.log(`The machine was too busy to tell the times: ${busy}.`);
  const directory = QUICK ? testInfo.outputPath() : ROOT;
  const figures = `${JSON.stringify(figuresOf(rows, load), undefined, 2)}\n`;
  await writeFile(path.join(directory, QUICK ? 'performance.md' : DOCUMENT), text);
  await writeFile(path.join(directory, QUICK ? 'performance.json' : FIGURES), figures);
});

/**
 * The figures that were committed last; none, where this is no clone.
 * @returns {import('./rows.mjs').Figures}
 */
function committed() {
  try {
    return JSON.parse(execFileSync('git', ['show', `HEAD:${FIGURES}`], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return {};
  }
}

async function codeOfDist() {
  const names = (await distNames()).filter((name) => name.endsWith('.wasm'));
  return Promise.all(names.map(async (name) => ({ name, bytes: await transferredSize(name) })));
}
