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
          });
        await openOver({ app, tenant }, 12);
        const run = new RunPage(page, words.tag);
        const reading = gate({ method: 'GET' });
        tenant.graph.faults.push(reading.fault);
        await run.everyActive.click();
        await run.revokeChosen.click();
        await reading.held;
        await check('planning');
        reading.release();
        tenant.graph.faults.length = 0;
        await expect(run.revokePlanned).toBeVisible();
        await run.region.getByText(run.words.requests, { exact: true }).click();
        await expect(run.region.locator('pre')).toBeVisible();
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
