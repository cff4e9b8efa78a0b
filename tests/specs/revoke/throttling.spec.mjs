import { THROTTLING } from '../../../sandbox/graph/samples/throttling.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';
import { ID, samplesOf } from '../../tenant/samples.mjs';

/**
 * @import { Locator } from '@playwright/test'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const COUNTDOWN = /^The request was not carried out\. In \d+ s the profile is read again, and the request sent again\.$/;
const REFUSED = 'Intune got too many requests and did not carry this one out.';

/** @param {string | RegExp} length */
const LONG = (length) => ({ length });
const ASKS = /Intune asks to wait until [^·]+ \+05:30 · (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC: (.+)\. This page sends nothing again by itself\./;

/**
 * How it ends, after how many revocations; and for how long the page says it waits.
 * @type {Record<string, {posts?: number, waits?: [number, number] | null, refused?: string, warns?: string, unread?: boolean, success?: string, length?: string | RegExp}>}
 */
const EXPECTED = {
  '000000000429': { posts: 2, waits: [1, 2] },
  '000000429101': { posts: 2, waits: [1, 2] },
  '000000429102': { posts: 2, waits: [1, 2] },
  '000000429103': { posts: 2, waits: [1, 1] },
  '000000429104': { posts: 2, waits: [1, 2] },
  '000000004290': { posts: 2, waits: [1, 2] },
  '000000429105': { posts: 2, waits: [1, 2] },
  '000000429106': { posts: 2, waits: null },
  '000000429107': LONG('1 day'),
  '000000429108': { posts: 4, waits: [1, 1] },
  '000000429109': { posts: 5, waits: [1, 1], refused: REFUSED },
  '000000429110': { posts: 2, waits: [1, 2] },
  '000000429111': { posts: 1, waits: [1, 1], warns: 'another token' },
  '000000429117': { posts: 2, waits: [299, 300] },
  '000000429112': LONG('10 min'),
  '000000429113': LONG('1 day 2 h'),
  '000000429114': LONG(/2 h( 1 min)?/),
  '000000429115': LONG('11574 days 2 h'),
  '000000429116': { posts: 2, waits: [1, 2] },
  '000000429201': { posts: 1, waits: null, unread: true },
  '000000429202': { posts: 1, waits: null },
  '000000429203': LONG('1 h'),
  '000000429204': LONG('1 h'),
  '000000000503': { posts: 5, waits: [4, 5], refused: 'The service has a fault.' },
  '000000503101': { posts: 2, waits: [1, 1] },
  '000000503102': { posts: 1, waits: null, refused: 'The profile still holds the same token.' },
  '000000503103': { posts: 1, waits: null, success: 'but the profile does, read back at' },
  '000000503104': { posts: 1, waits: [1, 1], warns: 'another token' },
  '000000503105': { posts: 2, waits: [1, 1] },
};

test.beforeEach(async ({ app, page, tenant }) => {
  // A wait of a day outlasts what Entra gives a page, and then the person has to sign in again.
  tenant.identity.refreshTokenSeconds = 40 * 86_400;
  await page.clock.install();
  await app.openSignedIn();
});

const UNTIL_A_MOMENT = '429102';

const ALL = samplesOf(THROTTLING, EXPECTED);

for (const { id, name, posts = 0, waits, refused, warns, unread, success } of ALL.filter(({ length }) => !length)) {
  test(`${name}: ${posts} POST${waits ? `, counts down from ${waits[1]} s` : ''}`, async ({ app, page, sent, reads }) => {
    await app.ask(id);
    const countdown = app.dialog.getByText(COUNTDOWN);
    // Time stands still, so that a countdown is seen before it is over.
    const standsAt = await page.evaluate(() => Date.now() + 100);
    await page.clock.pauseAt(new Date(standsAt));
    await app.confirm();
    if (unread) {
      await app.seesTheQuestion('The profile can be read now.');
      expect(sent()).toEqual([]);
      await app.confirm();
    }
    if (waits) {
      await expect(countdown).toBeVisible();
      const seconds = Number(/In (\d+) s/.exec(await countdown.innerText())?.[1]);
      expect(seconds).toBeGreaterThanOrEqual(waits[0]);
      // The tenant's clock does not stand, and one of these waits is until a time of day.
      const late = Math.ceil((Date.now() - standsAt) / 1000);
      expect(seconds).toBeLessThanOrEqual(waits[1] + (id.endsWith(UNTIL_A_MOMENT) ? late : 0));
      await expect(app.cancelButton).toBeEnabled();
      await expect(app.confirmButton).toBeHidden();
      expect(sent()).toHaveLength(1);
      const before = reads().length;
      await page.clock.runFor(500);
      expect(reads()).toHaveLength(before);
      if (seconds > 60) await app.passTime(seconds * 1000);
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

/**
 * Waits until the page says until when Graph asks to wait, and gives that time and how it is told.
 * @param {Locator} region
 * @param {string | RegExp} length
 */
async function seesUntil(region, length) {
  await expect(region).toContainText(ASKS);
  const [, until, told] = present(ASKS.exec(await region.innerText()));
  expect(told).toMatch(length instanceof RegExp ? length : new RegExp(`^${length}$`));
  return Date.parse(`${until.replace(' ', 'T')}Z`);
}

/** What happens before the page says so, by what Graph asks to wait for. */
const HELD = ALL.filter(({ id, length }) => length && !id.includes('00042920'));
for (const { id, name, length = '' } of HELD) {
  test(`${name}: nothing is sent by itself, before that time or after it, and the next attempt is the person’s`, async ({ app, page, sent, reads }) => {
    await app.revoke(id);
    await app.seesAlert(app.words.notRevoked, REFUSED);
    const until = await seesUntil(app.alert, length);
    await app.seesNoDialog();
    expect(sent()).toHaveLength(1);
    const before = reads().length;
    const tryAgain = app.alert.getByRole('button', { name: 'Try again' });
    await expect(tryAgain).toBeHidden();
    await app.passTime(200_000);
    expect([sent().length, reads().length]).toEqual([1, before]);
    const left = until - (await page.evaluate(() => Date.now()));
    if (left > 30 * 86_400_000) {
      // Nobody waits so long: sending earlier is one step further away.
      await app.alert.getByText('Before that time…').click();
    } else {
      await app.passTime(left - 5_000);
      await expect(tryAgain).toBeHidden();
      expect([sent().length, reads().length]).toEqual([1, before]);
      await app.passTime(10_000);
      await expect(tryAgain).toBeVisible();
      await app.passTime(600_000);
      expect([sent().length, reads().length]).toEqual([1, before]);
    }
    await tryAgain.click();
    await app.seesTheQuestion();
    expect(sent()).toHaveLength(1);
    await app.confirm();
    await app.seesSuccess();
    expect(sent()).toHaveLength(2);
  });
}

test('Throttled for an hour when read: the question is not ready before that time', async ({ app, page, sent }) => {
  await app.request(ID('000000429203'));
  const until = await seesUntil(app.dialog, '1 h');
  await expect(app.cancelButton).toBeFocused();
  await expect(app.confirmButton).toBeHidden();
  await expect(app.dialog.getByRole('button', { name: 'Revoke it all the same…' })).toBeVisible();
  await app.passTime(until - (await page.evaluate(() => Date.now())) + 1_000);
  await expect(app.confirmButton).toBeVisible();
  expect(sent()).toEqual([]);
  await app.confirm();
  await app.seesTheQuestion('The profile can be read now.');
});

test('Throttled for an hour when read: before that time one step more', async ({ app, sent }) => {
  await app.request(ID('000000429203'));
  await app.dialog.getByRole('button', { name: 'Revoke it all the same…' }).click();
  await app.seesTheQuestion();
  expect(sent()).toEqual([]);
});

test('Throttled for an hour when read back: the 204 stands, and it is read again when the person wants it', async ({ app, page, reads }) => {
  await app.revoke(ID('000000429204'));
  await app.seesSuccess('204 No Content. The profile cannot be read, so this is not confirmed.');
  const until = await seesUntil(app.success, '1 h');
  const before = reads().length;
  await expect(app.checkAgainButton).toBeHidden();
  await app.passTime(until - (await page.evaluate(() => Date.now())) + 1_000);
  expect(reads()).toHaveLength(before);
  await app.checkAgainButton.click();
  await app.seesSuccess();
});

test('the countdown counts down', async ({ app, page }) => {
  await app.ask(ID('000000429117'));
  await page.clock.pauseAt(new Date(await page.evaluate(() => Date.now() + 100)));
  await app.confirm();
  await expect(app.dialog).toContainText('In 300 s');
  await page.clock.runFor(10_000);
  await expect(app.dialog).toContainText('In 290 s');
});

for (const [what, turnBack] of /** @type {[what: string, turnBack: (app: ConsolePage) => Promise<void>][]} */ ([
  ['the button', (app) => app.cancelButton.click()],
  ['Esc', (app) => app.page.keyboard.press('Escape')],
])) {
  test(`${what} ends the wait, and nothing more is sent`, async ({ app, sent, reads }) => {
    await app.revoke(ID('000000429117'));
    await expect(app.dialog.getByText(COUNTDOWN)).toBeVisible();
    const before = reads().length;
    await turnBack(app);
    await app.seesNoDialog();
    await app.passTime(400_000);
    await app.ask('2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01');
    expect(sent()).toHaveLength(1);
    expect(reads()).toHaveLength(before + 1);
  });
}
