import { expectNoViolations, prepareAxe } from '../../helpers/axe.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { LANGUAGES } from '../../pages/console-words.mjs';
import { openOver, RunPage } from '../../pages/run-page.mjs';
import { gate, numberOf } from '../../tenant/held-calls.mjs';

for (const words of LANGUAGES) {
  const { locale } = words;
  for (const width of [360, 1280]) {
    test.describe(`${words.tag}, ${width} px`, () => {
      test.use({ locale, words, viewport: { width, height: 720 } });

      test('each screen of a run is free of findings, and nothing has to be scrolled sideways', async ({ app, page, context, tenant }) => {
        test.slow();
        await prepareAxe(context);
        /** @param {string} name */
        const check = (name) =>
          test.step(name, async () => {
            await expectNoViolations(page);
            const tooWide = await page.evaluate(() =>
              [document.documentElement, ...document.querySelectorAll('dialog[open]')]
                .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
                .map(({ tagName, scrollWidth, clientWidth }) => `${tagName}: ${scrollWidth} > ${clientWidth}`),
            );
            expect(tooWide).toEqual([]);
            const cut = await page
              .locator('.run, dialog[open]')
              .locator('button, h2, h3, label, dt, dd, .run-far, .run-pace, .run-legend li')
              .evaluateAll((parts) => parts.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1).map(({ outerHTML }) => outerHTML));
            expect(cut).toEqual([]);
          });
        await openOver({ app, tenant }, 12);
        const run = new RunPage(page, words.tag);
        const reading = gate({ method: 'GET' });
        tenant.graph.faults.push(reading.fault);
        if (!(await run.everyActive.isVisible())) await page.locator('[aria-controls="finder-filters"]').click();
        await run.everyActive.click();
        await run.revokeChosen.click();
        await reading.held;
        await check('planning');
        reading.release();
        tenant.graph.faults.length = 0;
        await expect(run.revokePlanned).toBeVisible();
        await run.region.getByText(run.words.requests, { exact: true }).click();
        await expect(run.region.locator('pre')).toBeVisible();
        await run.forSomebodyElse.click();
        await expect(run.savePlanButton).toBeVisible();
        await check('ready');
        await run.revokePlanned.click();
        await run.count.fill('3');
        await run.count.press('Enter');
        await expect(run.dialog).toContainText(run.words.wrongCount(12));
        await check('confirmation');
        const sending = gate({ holds: numberOf(3) });
        const refused = {
          method: 'POST',
          path: /revokeToken$/,
          answer: { status: 400, headers: { 'Content-Type': 'application/json' }, body: '{"error":{"code":"BadRequest","message":"no"}}' },
        };
        tenant.graph.faults.push(refused, sending.fault);
        await run.count.fill('12');
        await run.confirm.click();
        await sending.held;
        await run.seesInState('sending', 4);
        await check('running');
        await run.pause.click();
        await run.sees(run.words.paused);
        await check('paused');
        await page.context().setOffline(true);
        sending.release();
        await run.resume.click();
        await run.sees(run.words.offline, { timeout: 40_000 });
        await check('offline');
        await page.context().setOffline(false);
        await expect(run.verdict).toBeVisible({ timeout: 40_000 });
        await check('over');
      });
    });
  }
}

const DRY_RUN = /^Dry run first/;

test('of the confirmation of many only the list scrolls: what is asked and what is entered stay in view', async ({ app, page, tenant }) => {
  test.slow();
  await openOver({ app, tenant }, 1037);
  const run = new RunPage(page);
  await run.everyActive.click();
  await page.getByRole('checkbox', { name: DRY_RUN }).uncheck();
  await run.revokeChosen.click();
  for (const [width, height] of [
    [1440, 900],
    [1024, 768],
    [390, 844],
  ]) {
    await test.step(`${width} × ${height}`, async () => {
      await page.setViewportSize({ width, height });
      await run.revokePlanned.click();
      await expect(run.count).toBeFocused();
      const list = run.dialog.getByRole('region');
      const parts = [run.dialog.getByRole('heading', { level: 2 }), run.count, run.confirm, run.dialog.getByRole('button', { name: run.words.cancel })];
      const stay = async () => {
        for (const part of parts) await expect(part).toBeInViewport({ ratio: 1 });
        // And there is something of the list to be seen.
        const box = await list.boundingBox();
        expect(box?.height).toBeGreaterThan(80);
      };
      await stay();
      await list.evaluate((region) => {
        region.scrollTop = region.scrollHeight / 2;
      });
      await stay();
      await run.count.fill('5');
      await run.count.press('Enter');
      const wrong = run.dialog.getByText(run.words.wrongCount('1,037'));
      await expect(wrong).toBeInViewport({ ratio: 1 });
      await stay();
      await page.keyboard.press('Escape');
      await expect(run.dialog).toBeHidden();
    });
  }
  // Where there is no room for a list all of it scrolls, from the top.
  await page.setViewportSize({ width: 320, height: 640 });
  await run.revokePlanned.click();
  await expect(run.dialog.getByRole('heading', { level: 2 })).toBeInViewport({ ratio: 1 });
  await run.count.fill('5');
  await run.count.press('Enter');
  for (const part of [run.count, run.confirm, run.dialog.getByText(run.words.wrongCount('1,037'))]) await expect(part).toBeInViewport({ ratio: 1 });
});
