import axeCore from 'axe-core';

import { expect } from './fixtures.mjs';

/** @import { BrowserContext, Page } from '@playwright/test' */

/**
 * Makes axe-core known to every page of a context, past its content security policy.
 * @param {BrowserContext} context
 */
export async function prepareAxe(context) {
  await context.addInitScript({ content: axeCore.source });
}

/**
 * Runs every rule there is, the experimental ones and those of level AAA included, on what is to be seen once every
 * transition and every entrance has come to its end: half-way, the colours are nobody's. Every box is scrolled to its start: what is scrolled out of
 * one is for axe a neighbour of whatever stands there on the page.
 * @param {Page} page
 */
export async function expectNoViolations(page) {
  const violations = await page.evaluate(async () => {
    for (const animation of document.getAnimations()) {
      const { activeDuration } = animation.effect?.getComputedTiming() ?? {};
      // One without a duration is a delay, and one without an end is a wait that is shown.
      if (typeof activeDuration === 'number' && activeDuration > 0 && activeDuration < Infinity) animation.finish();
    }
    for (const box of document.querySelectorAll('*')) if (box.scrollTop > 0) box.scrollTop = 0;
    const { axe } = window;
    const ids = axe
      .getRules()
      .filter(({ tags }) => !tags.includes('deprecated'))
      .map(({ ruleId }) => ruleId);
    const results = await axe.run(document, {
      rules: Object.fromEntries(ids.map((id) => [id, { enabled: true }])),
      resultTypes: ['violations'],
    });
    return results.violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
    }));
  });
  expect(violations).toEqual([]);
}
