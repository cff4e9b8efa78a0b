import { expect, test } from '@playwright/test';

import { documentOf, throttleBound } from '../../bench/document.mjs';
import { median } from '../../bench/figures.mjs';
import { chainsOf } from '../../bench/plain-fetch.mjs';
import { figuresOf, rowsOf, tooBusy } from '../../bench/rows.mjs';
import { longestIn } from '../../bench/stopwatch.mjs';

/**
 * @param {string} method
 * @param {number} id
 */
const request = (method, id) => ({
  method,
  host: 'graph',
  url: `/x/${id}?q`,
  path: method === 'POST' ? `/x/${id}/revokeToken` : `/x/${id}`,
  headers: { authorization: 'Bearer a' },
});

test('the median of an odd and of an even number of values', () => {
  expect(median([10, 1, 2])).toBe(2);
  expect(median([10, 1, 2, 4])).toBe(3);
});

test('what a run sent is sent again token by token, in the order of each', () => {
  const sent = [request('GET', 1), request('GET', 2), request('POST', 1), request('GET', 1), request('POST', 2)];
  const methods = chainsOf(sent).map((chain) => chain.map(({ method }) => method).join(' '));
  expect(methods).toEqual(['GET POST GET', 'GET POST']);
});

test('the longest task is one of a main thread of a page, by the time of the processor', () => {
  const thread = (/** @type {number} */ tid, /** @type {string} */ name) => ({ name: 'thread_name', pid: 1, tid, args: { name } });
  const task = (/** @type {number} */ tid, /** @type {number} */ tdur) => ({
    name: 'ThreadControllerImpl::RunTask',
    pid: 1,
    tid,
    tdur,
    dur: tdur * 2,
    args: {},
  });
  const threads = [thread(1, 'CrRendererMain'), thread(2, 'Compositor')];
  expect(longestIn([...threads, task(1, 3_000), task(1, 40_000), task(2, 90_000)])).toEqual({ processor: 40, wall: 80 });
  expect(() => longestIn(threads)).toThrow('in another way');
});

/**
 * What a benchmark measures.
 * @param {object} options
 * @param {number=} options.spread  Of the control's times.
 * @param {number=} options.load  Of others.
 */
function measured({ spread = 0.02, load = 0.1 } = {}) {
  const memory = { heap: 1_000_000, wasm: 2_000_000 };
  const longest = { processor: 41, wall: 61 };
  const run = { count: 100, ms: 12_375, busy: 200, longest, asked: [], preflights: 0, memoryBefore: memory, memory };
  const files = [{ name: 'a-0123456789abcdef.js', bytes: 1500 }];
  const moments = { signedOut: files, leftAlone: files, wholeWay: files, signedIn: [...files, { name: 'b.wasm', bytes: 2000 }] };
  const times = (/** @type {number} */ value) =>
    Object.fromEntries(['paint', 'button', 'host', 'form', 'rows', 'code'].map((what) => [what, { value, spread }]));
  const compared = { page: times(1500), control: times(1000), against: times(2000) };
  return {
    measuredOn: { cores: 2 },
    load,
    times: 5,
    loads: { page: moments, control: moments },
    later: [{ moment: 'first picture', files }],
    slow: { signedOut: compared, signedIn: compared, back: compared },
    dist: files,
    rounds: [{ run, plain: { ms: 11_250, busy: 100 } }],
    widths: [{ width: 4, ms: 11_812.5 }],
    paced: { ...run, count: 1000, ms: 205_000, throttled: 0, mostWrites: 99, bound: throttleBound(1000, 100) },
    latencyMs: 150,
    width: 4,
    writes: 100,
    sizes: '| kB |',
  };
}

test('a run is compared with its bounds and with plain fetch, and the page with its control and with the figures of before', () => {
  const text = documentOf(measured(), { 'signedOut.bytes': 3000, 'signedIn.form': 1.25 });
  for (const line of [
    '10 × 20 s = 200 s',
    '| **time, as a ratio to the bound** | **1.025** |',
    '100 × 3 × 150 ms / 4 = 11.25 s',
    '| **the page** | **1.100** (wanted: at most 1.10) | **1.100** |',
    '| **4** | 11.25 s | 0.563 | 1.050 |',
    '| longest task of the main thread at the start and the end, processor time (wanted: under 50 ms) | 41 ms |',
    '| `a-….js` | 1.5 kB |',
    '| signed out, until *Sign in* is usable: bytes, brotli 11 | **1.5 kB** | 1.5 kB | 1.000 | ≤ 160 kB | 0.500 |',
    '| signed in, cold, slow: form usable | **1.50 s** | 1.00 s | 1.500 | ≤ 1.9 s | 1.200 |',
    'first paint **0.750** (1500 ms and 2000 ms)',
    '| a run: main thread, as a ratio to plain `fetch` | **2.000** |  |  | ≤ 2.0 |  |',
  ])
    expect(text).toContain(line);
  expect(text).not.toContain('too busy');
});

for (const [what, busy] of Object.entries({ 'whose control varies': { spread: 0.4 }, 'that others use': { load: 0.8 } })) {
  test(`a machine ${what} tells no times, and all the rest`, () => {
    const given = measured(busy);
    const text = documentOf(given, {});
    expect(text).toContain('The machine was too busy to tell the times');
    expect(text).toContain('| signed in, cold, slow: form usable | not told |  |  | ≤ 1.9 s |  |');
    expect(text).toContain('first paint not told, *Sign in* usable not told');
    expect(text).toContain('requests | **1** | 1 | 1.000 | ≤ 8 |  |');
    const rows = rowsOf(given);
    expect(tooBusy(rows, given.load)).not.toBe('');
    const figures = figuresOf(rows, given.load);
    expect(figures).not.toHaveProperty(['signedIn.form']);
    expect(figures).toMatchObject({ 'signedIn.bytes': 3500, 'run.busy': 2 });
  });
}
