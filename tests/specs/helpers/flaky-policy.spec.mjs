import { expect, test } from '@playwright/test';

import { FLAKY_TESTS } from '../../flaky-tests.mjs';
import { findings } from '../../helpers/flaky-policy.mjs';

/** @type {Parameters<typeof findings>[0]} */
const TESTS = [
  { name: 'a.spec.mjs › good', outcome: 'expected' },
  { name: 'a.spec.mjs › failed', outcome: 'unexpected' },
  { name: 'a.spec.mjs › sometimes', outcome: 'flaky' },
];

test('a test that needed its second try is found, and one that failed is not found again', () => {
  expect(findings(TESTS, [], true)).toEqual(['needed its second try: a.spec.mjs › sometimes']);
});

test('one that is named may', () => {
  expect(findings(TESTS, ['a.spec.mjs › sometimes'], true)).toEqual([]);
});

test('a name that no test has is found, unless not every test ran', () => {
  const allowed = ['a.spec.mjs › sometimes', 'a.spec.mjs › gone'];
  expect(findings(TESTS, allowed, true)).toEqual(['may be flaky, and is not there: a.spec.mjs › gone']);
  expect(findings(TESTS, allowed, false)).toEqual([]);
});

test('the list is short, and each of it has its reason', () => {
  expect(FLAKY_TESTS.length).toBeLessThanOrEqual(5);
  for (const { test: name, reason } of FLAKY_TESTS) expect(reason, name).toMatch(/\w+ \w+/);
});
