import axe from 'axe-core';

import { expect } from './fixtures.mjs';

/** Makes axe-core known to every page of a context, past its content security policy. */
export async function prepareAxe(context) {
  await context.addInitScript({ content: axe.source });
}

/**
 * Runs every rule there is, the experimental ones and those of level AAA included, on what is to be seen once every
 * transition has come to its end: half-way, the colours are nobody's.
 */
export async function expectNoViolations(page) {
  const violations = await page.evaluate(async () => {
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.all(transitions.map(({ finished }) => finished.catch(() => {})));
    const { axe } = globalThis;
    const ids = axe.getRules().filter(({ tags }) => !tags.includes('deprecated')).map(({ ruleId }) => ruleId);
    const results = await axe.run(document, {
      rules: Object.fromEntries(ids.map((id) => [id, { enabled: true }])),
      resultTypes: ['violations'],
    });
    return results.violations.map(({ id, nodes }) => ({
      id, nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
    }));
  });
  expect(violations).toEqual([]);
}
