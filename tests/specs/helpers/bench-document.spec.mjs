import { expect, test } from '@playwright/test';

import { documentOf } from '../../bench/document.mjs';
import { median } from '../../bench/figures.mjs';
import { chainsOf } from '../../bench/plain-fetch.mjs';

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

test('a run is compared with its bounds and with plain fetch', () => {
  const memory = { heap: 1_000_000, wasm: 2_000_000 };
  const run = { count: 100, ms: 12_375, busy: 200, longTasks: [61], asked: [], preflights: 0, memoryBefore: memory, memory };
  const text = documentOf({
    measuredOn: { cores: 2 },
    firstLoad: { rounds: 1, files: [{ name: 'a-0123456789abcdef.js', bytes: 1500 }], paint: { page: 30, bare: 20 }, button: { page: 50, bare: 20 } },
    later: {
      moments: [
        { moment: 'signed out', files: [{ name: 'a.js', bytes: 1500 }], total: 1500 },
        {
          moment: 'signed in',
          files: [
            { name: 'a.js', bytes: 1500 },
            { name: 'b.wasm', bytes: 2000 },
          ],
          total: 3500,
        },
      ],
      form: 70,
    },
    rounds: [{ run, plain: { ms: 11_250, busy: 100 } }],
    widths: [{ width: 4, ms: 11_812.5 }],
    paced: { ...run, count: 1000, ms: 205_000, longTasks: [], throttled: 0, mostWrites: 99 },
    latencyMs: 150,
    width: 4,
    writes: 100,
  });
  for (const line of [
    '10 × 20 s = 200 s',
    '| **time, as a ratio to the bound** | **1.025** |',
    '100 × 3 × 150 ms / 4 = 11.25 s',
    '| **the page** | **1.100** (wanted: at most 1.10) | **1.100** |',
    '| **4** | 11.25 s | 0.563 | 1.050 |',
    '| longest task of the main thread (wanted: under 50 ms) | under 50 ms | 61 ms |',
    '| `a-….js` | 1.5 kB |',
    '| signed in | 2 | **3.5 kB** | 1 | 2.0 kB |',
    '| first paint | 1.500 |',
  ])
    expect(text).toContain(line);
});
