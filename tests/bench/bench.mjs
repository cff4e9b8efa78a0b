import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { expect, test } from '../helpers/fixtures.mjs';
import { documentOf } from './document.mjs';
import { median } from './figures.mjs';
import { measureFirstLoad, measureMoments } from './first-load.mjs';
import { machine } from './machine.mjs';
import { sendPlainly } from './plain-fetch.mjs';
import { measureRun, refill } from './runs.mjs';
import { Stopwatch } from './stopwatch.mjs';

const DOCUMENT = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));
const MANY = 1000;
/** As many as the engine sends before its own pace holds it back. */
const FEW = 100;
const ROUNDS = 3;
const LATENCY_MS = 150;
/** As many requests as the engine has under way. */
const WIDTH = 4;
const OTHER_WIDTHS = [1, 2, 8];
const WRITES = 100;

test('the page is measured', async ({ app, browser, context, page, tenant }, testInfo) => {
  const measuredOn = await machine(browser);

  const firstLoad = await measureFirstLoad(browser, tenant, testInfo.outputPath('bare'));
  const later = await measureMoments(browser, tenant);
  console.log('First load: done');

  const stopwatch = new Stopwatch(page);
  await stopwatch.install();
  await app.openSignedIn();

  /**
   * @param {Parameters<typeof sendPlainly>[2]} asked
   * @param {number} width
   */
  const plainly = async (asked, width) => {
    refill(tenant, FEW);
    tenant.graph.latencyMs = LATENCY_MS;
    const plain = await sendPlainly(context, `${tenant.page.url}config.json`, asked, width);
    tenant.graph.latencyMs = 0;
    expect(plain.statuses.every((status) => status === 200 || status === 204)).toBe(true);
    return plain;
  };
  const rounds = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const run = await measureRun({ page, app, tenant, stopwatch, count: FEW, latencyMs: LATENCY_MS });
    const plain = await plainly(run.asked, WIDTH);
    rounds.push({ run, plain });
    console.log(`${FEW} tokens with latency, ${round} of ${ROUNDS}: ${run.ms.toFixed(0)} ms, plainly ${plain.ms.toFixed(0)} ms`);
  }
  const asked = rounds[0]?.run.asked ?? [];
  const widths = [{ width: WIDTH, ms: median(rounds.map(({ plain }) => plain.ms)) }];
  for (const width of OTHER_WIDTHS) {
    const { ms } = await plainly(asked, width);
    widths.push({ width, ms });
    console.log(`${FEW} tokens plainly, ${width} at once: ${ms.toFixed(0)} ms`);
  }

  widths.sort((one, other) => one.width - other.width);

  const paced = await measureRun({ page, app, tenant, stopwatch, count: MANY, throttle: true });
  console.log(`${MANY} tokens with the throttle: ${paced.ms.toFixed(0)} ms`);
  expect(paced.throttled).toBe(0);
  expect(paced.mostWrites).toBeLessThanOrEqual(WRITES);

  const text = documentOf({
    measuredOn,
    firstLoad,
    later,
    rounds,
    widths,
    paced,
    latencyMs: LATENCY_MS,
    width: WIDTH,
    writes: WRITES,
  });
  console.log(`\n${text}`);
  await writeFile(DOCUMENT, text);
});
