import { FLAKY_TESTS } from '../flaky-tests.mjs';

/** @import { FullConfig, FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter' */

/** Said by who starts every test: only then is a name that no test has a mistake. */
const IS_WHOLE = process.env.EVERY_TEST === '1';

/**
 * What a test is called in the list: its file, and its titles.
 * @param {TestCase} test
 */
export function nameOf(test) {
  return test.titlePath().filter(Boolean).join(' › ');
}

/**
 * What is against the rule that a test passes at its first try.
 * @param {{name: string, outcome: ReturnType<TestCase['outcome']>}[]} tests  All that ran.
 * @param {string[]} allowed  The names of those that may need their second try.
 * @param {boolean} isWhole  Whether these are all tests that there are.
 */
export function findings(tests, allowed, isWhole) {
  const names = new Set(tests.map(({ name }) => name));
  const gone = isWhole ? allowed.filter((name) => !names.has(name)) : [];
  return [
    ...tests.filter(({ name, outcome }) => outcome === 'flaky' && !allowed.includes(name)).map(({ name }) => `needed its second try: ${name}`),
    ...gone.map((name) => `may be flaky, and is not there: ${name}`),
  ];
}

/**
 * Fails a run in which a test needed its second try that tests/flaky-tests.mjs does not name.
 * @implements {Reporter}
 */
export default class FlakyPolicy {
  /** @type {Suite | undefined} */
  #suite;

  /**
   * @param {FullConfig} _config
   * @param {Suite} suite
   */
  onBegin(_config, suite) {
    this.#suite = suite;
  }

  /**
   * @param {FullResult} result
   * @returns {Promise<{status?: FullResult['status']} | undefined>}
   */
  async onEnd(result) {
    const tests = this.#suite?.allTests().map((test) => ({ name: nameOf(test), outcome: test.outcome() })) ?? [];
    const found = findings(
      tests,
      FLAKY_TESTS.map(({ test }) => test),
      IS_WHOLE,
    );
    for (const each of found) console.error(each);
    return found.length > 0 && result.status === 'passed' ? { status: 'failed' } : undefined;
  }
}
