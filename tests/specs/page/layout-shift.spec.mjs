import { expect, test } from '../../helpers/fixtures.mjs';
import { gate } from '../../tenant/held-calls.mjs';
import { SCANNERS } from '../../tenant/named-profiles.mjs';

/** @import { Page } from '@playwright/test' */

/** What web.dev calls good is 0.1: <https://web.dev/articles/cls>. */
const MOST = 0.05;
const RECORDER = 'layoutShifts';

/**
 * Keeps what shifts in the page without having been asked to, with what moved.
 * @param {Page} page
 */
const recordShifts = (page) =>
  page.addInitScript((name) => {
    /** @type {[number, string[]][]} */
    const shifts = [];
    Reflect.set(window, name, shifts);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        // The types of the standard library do not know it.
        const { value, hadRecentInput, sources } = /** @type {{value: number, hadRecentInput: boolean, sources: {node: Node | null}[]}} */ (
          /** @type {unknown} */ (entry)
        );
        if (!hadRecentInput)
          shifts.push([value, sources.map(({ node }) => (node instanceof Element ? `${node.tagName}.${node.className}` : `${node?.nodeName}`))]);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  }, RECORDER);

/** @param {Page} page */
async function expectStillness(page) {
  // Two frames, so that what moved last is told too.
  const shifts = await page.evaluate(async (name) => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => void requestAnimationFrame(resolve));
    return /** @type {[number, string[]][]} */ (Reflect.get(window, name));
  }, RECORDER);
  const sum = shifts.reduce((all, [value]) => all + value, 0);
  expect(sum, JSON.stringify(shifts)).toBeLessThanOrEqual(MOST);
}

for (const [width, height] of /** @type {const} */ ([
  [1440, 900],
  [390, 844],
])) {
  test.describe(`${width} × ${height}`, () => {
    test.use({ viewport: { width, height } });

    test('nothing moves by itself, from the first rows to the outcome', async ({ app, page, tenant }) => {
      tenant.graph.pageSize = 10;
      await recordShifts(page);
      await app.openSignedIn();
      await app.seesTheList();
      await expect(page.locator('.columns .menu fieldset')).toBeAttached();
      await expectStillness(page);
      const row = page.locator('tr[aria-rowindex="2"]');
      const box = await row.boundingBox();
      if (width === 1440) expect(box?.y).toBeLessThan(260);
      // The answer comes so long after the click that nothing it moves passes for what the person did:
      // <https://wicg.github.io/layout-instability/#sec-layout-shift>.
      const sending = gate();
      tenant.graph.faults.push(sending.fault);
      await app.ask(SCANNERS);
      await app.confirmButton.click();
      await sending.held;
      const clicked = await page.evaluate(() => performance.now());
      await page.waitForFunction((since) => performance.now() - since > 500, clicked);
      sending.release();
      await app.seesSuccess();
      await expectStillness(page);
    });
  });
}
