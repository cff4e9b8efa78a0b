import { THROTTLING } from '../sandbox/graph/samples/throttling.mjs';
import { expect, test } from './fixtures.mjs';
import { ID, samplesOf } from './samples.mjs';

const COUNTDOWN = /^The request was not carried out\. In \d+ s the profile is read again, and the request sent again\.$/;
const REFUSED = 'Intune got too many requests and did not carry this one out.';

/** How it ends, after how many revocations; and for how long the page says it waits. */
const EXPECTED = {
  '000000000429': { posts: 2, waits: [1, 2] },
  '000000429101': { posts: 2, waits: [1, 2] },
  '000000429102': { posts: 2, waits: [1, 2] },
  '000000429103': { posts: 2, waits: [1, 1] },
  '000000429104': { posts: 2, waits: [1, 2] },
  '000000004290': { posts: 2, waits: [1, 2] },
  '000000429105': { posts: 2, waits: [1, 2] },
  '000000429106': { posts: 2, waits: null },
  '000000429107': { posts: 2, waits: [299, 300] },
  '000000429108': { posts: 4, waits: [1, 1] },
  '000000429109': { posts: 5, waits: [1, 1], refused: REFUSED },
  '000000429110': { posts: 2, waits: [1, 2] },
  '000000429111': { posts: 1, waits: [1, 1], warns: 'another token' },
  '000000429201': { posts: 1, waits: null, unread: true },
  '000000429202': { posts: 1, waits: null },
  '000000000503': { posts: 5, waits: [4, 5], refused: 'The service has a fault.' },
  '000000503101': { posts: 2, waits: [1, 1] },
  '000000503102': { posts: 1, waits: null, refused: 'The profile still holds the same token.' },
  '000000503103': { posts: 1, waits: null, success: 'but the profile does, read back at' },
  '000000503104': { posts: 1, waits: [1, 1], warns: 'another token' },
  '000000503105': { posts: 2, waits: [1, 1] },
};

test.beforeEach(async ({ app, page }) => {
  await page.clock.install();
  await app.openSignedIn();
});

for (const { id, name, posts, waits, refused, warns, unread, success } of samplesOf(THROTTLING, EXPECTED)) {
  test(`${name}: ${posts} POST${waits ? `, counts down from ${waits[1]} s` : ''}`, async ({ app, page, sent, reads }) => {
    await app.ask(id);
    const countdown = app.dialog.getByText(COUNTDOWN);
    // Time stands still, so that a countdown is seen before it is over.
    await page.clock.pauseAt(new Date(await page.evaluate(() => Date.now() + 100)));
    await app.confirm();
    if (unread) {
      await app.seesTheQuestion('The profile can be read now.');
      expect(sent()).toEqual([]);
      await app.confirm();
    }
    if (waits) {
      await expect(countdown).toBeVisible();
      const [, seconds] = /In (\d+) s/.exec(await countdown.innerText());
      expect(Number(seconds)).toBeGreaterThanOrEqual(waits[0]);
      expect(Number(seconds)).toBeLessThanOrEqual(waits[1]);
      await expect(app.cancelButton).toBeEnabled();
      await expect(app.confirmButton).toBeHidden();
      expect(sent()).toHaveLength(1);
      const before = reads().length;
      await page.clock.runFor(500);
      expect(reads()).toHaveLength(before);
      if (seconds > 60) await page.clock.fastForward(seconds * 1000);
    }
    await page.clock.resume();

    if (warns) {
      await app.passTimeUntil(app.confirmButton);
      await app.seesTheQuestion(warns);
    } else if (refused) {
      await app.passTimeUntil(app.alert.getByText(refused));
      await app.seesAlert(app.words.notRevoked);
    } else {
      await app.passTimeUntil(app.success.getByText(success ?? app.words.confirmed));
    }
    expect(sent()).toHaveLength(posts);
  });
}

test('the countdown counts down', async ({ app, page }) => {
  await app.ask(ID('000000429107'));
  await page.clock.pauseAt(new Date(await page.evaluate(() => Date.now() + 100)));
  await app.confirm();
  await expect(app.dialog).toContainText('In 300 s');
  await page.clock.runFor(10_000);
  await expect(app.dialog).toContainText('In 290 s');
});

for (const [what, turnBack] of [
  ['the button', (app) => app.cancelButton.click()],
  ['Esc', (app) => app.page.keyboard.press('Escape')],
]) {
  test(`${what} ends the wait, and nothing more is sent`, async ({ app, page, sent, reads }) => {
    await app.revoke(ID('000000429107'));
    await expect(app.dialog.getByText(COUNTDOWN)).toBeVisible();
    const before = reads().length;
    await turnBack(app);
    await app.seesNoDialog();
    await page.clock.fastForward(400_000);
    await app.ask('2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01');
    expect(sent()).toHaveLength(1);
    expect(reads()).toHaveLength(before + 1);
  });
}
