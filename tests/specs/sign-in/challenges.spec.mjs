import { CHALLENGES } from '../../../sandbox/graph/samples/challenges.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';
import { MIRA, RENEE } from '../../pages/console-page.mjs';
import { ID, samplesOf } from '../../tenant/samples.mjs';

/**
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const MORE_PROOF = 'A policy of your organization asks for more proof of who you are, or for a newer sign-in.';
const UNREADABLE = 'but not in a form that this page can read.';
const ASKING = 'A policy of your organization asks you to sign in again. Nothing was revoked.';
const EXTRA_CHECK = ID('000000401111');

/**
 * How many revocations are sent, how many tokens asked for, and whether the person has to act, before or after the question.
 * @type {Record<string, {posts: number, tokens?: number, asked?: 'before' | 'after', refused?: string, success?: string}>}
 */
const EXPECTED = {
  '000000401101': { posts: 2, tokens: 1 },
  '000000401102': { posts: 2, tokens: 1 },
  '000000401103': { posts: 2, tokens: 1 },
  '000000401104': { posts: 2, tokens: 1 },
  '000000401105': { posts: 2, tokens: 1 },
  '000000401106': { posts: 2, tokens: 1 },
  '000000401107': { posts: 2, tokens: 1 },
  '000000401108': { posts: 1, tokens: 0, refused: UNREADABLE },
  '000000401109': { posts: 1, tokens: 0, refused: UNREADABLE },
  '000000401110': { posts: 2, tokens: 1, refused: MORE_PROOF },
  '000000401111': { posts: 2, asked: 'after' },
  '000000401112': { posts: 2, asked: 'after' },
  '000000401113': { posts: 1, tokens: 0, refused: 'Graph no longer accepts your sign-in.' },
  '000000403101': { posts: 2, tokens: 1 },
  '000000403102': { posts: 2, asked: 'after' },
  '000000401201': { posts: 1, tokens: 1 },
  '000000401202': { posts: 1, asked: 'before' },
  '000000403201': { posts: 1, tokens: 1 },
  '000000401203': { posts: 1, tokens: 1, success: 'The profile cannot be read, so this is not confirmed.' },
  '000000401204': { posts: 1, tokens: 1 },
  '000000401205': { posts: 1, tokens: 1, refused: MORE_PROOF },
};

/** @param {Tenant} tenant */
const tokenRequests = (tenant) => tenant.identity.requests.filter(({ path }) => path.endsWith('/token')).length;

for (const { id, name, type, posts, tokens, asked, refused, success } of samplesOf(CHALLENGES, EXPECTED)) {
  if (asked) {
    test(`${name}: the person signs in again, and confirms ${asked} it`, async ({ app, sent }) => {
      await app.openAndSignIn();
      await app.request(id, app.words[type]);
      if (asked === 'after') {
        await app.seesTheQuestion();
        await app.confirm();
      }
      await expect(app.dialog).toContainText(ASKING);
      const before = sent().length;
      await app.stepUpButton.click();
      await app.pickAccount();

      await app.seesTheQuestion();
      await expect(app.profileId).toHaveValue(id);
      expect(sent()).toHaveLength(before);
      await app.confirm();
      await app.seesSuccess();
      expect(sent()).toHaveLength(posts);
    });
    continue;
  }

  test(`${name}: ${posts} POST, ${tokens} new token`, async ({ app, page, tenant, sent }) => {
    await page.clock.install();
    await app.openAndSignIn();
    const before = tokenRequests(tenant);
    await app.revoke(id, app.words[type]);
    if (refused) await app.seesAlert(app.words.notRevoked, refused);
    else await app.passTimeUntil(app.success.getByText(success ?? app.words.confirmed));
    expect(sent()).toHaveLength(posts);
    expect(tokenRequests(tenant)).toBe(before + present(tokens));
    const { origin, pathname } = new URL(page.url());
    expect(origin + pathname).toBe(app.url);
  });
}

test('an endless challenge stays as it is, however often the person tries', async ({ app, sent }) => {
  const id = ID('000000401110');
  await app.openAndSignIn();
  for (const count of [2, 4]) {
    await app.revoke(id);
    await app.seesAlert(app.words.notRevoked, MORE_PROOF);
    expect(sent()).toHaveLength(count);
  }
});

test('the claims reach the sign-in host as Graph wrote them, with what the app is capable of', async ({ app, tenant }) => {
  await app.openAndSignIn();
  await app.revoke(EXTRA_CHECK);
  await app.stepUpButton.click();
  await app.pickAccount();
  await app.seesTheQuestion();
  const authorize = present(tenant.identity.requests.findLast(({ path }) => path.endsWith('/authorize')));
  const { claims, login_hint: hint } = Object.fromEntries(new URL(authorize.url, 'https://host').searchParams);
  expect(JSON.parse(claims).access_token).toMatchObject({
    acrs: { essential: true, value: 'c1' },
    xms_cc: { values: ['CP1'] },
  });
  expect(hint ?? 'mira.okafor@contoso.example').toBe('mira.okafor@contoso.example');
});

for (const rule of /** @type {const} */ (['redirect', 'popup'])) {
  test.describe(`by ${rule}`, () => {
    test.use({ site: { config: { signIn: rule } } });

    test.beforeEach(async ({ app }) => {
      await app.open();
      if (rule === 'popup') await app.signInByPopup();
      else await app.signIn();
    });

    /**
     * Goes to the sign-in page, and gives the window that it is in.
     * @param {ConsolePage} app
     */
    async function goToSignIn(app) {
      if (rule === 'popup') return app.windowOpenedBy(app.stepUpButton);
      await app.stepUpButton.click();
      return app.page;
    }

    test('a refused refresh token leads to the sign-in page; nothing is sent but what was confirmed', async ({ app, tenant, sent }) => {
      tenant.identity.claimsOnRefresh = 'interaction';
      const id = ID('000000401101');
      await app.revoke(id);
      await expect(app.dialog).toContainText(ASKING);
      expect(sent()).toHaveLength(1);
      const window = await goToSignIn(app);
      await app.pickAccount(MIRA, window);
      if (rule === 'redirect') {
        await app.seesTheQuestion();
        expect(sent()).toHaveLength(1);
        await app.confirm();
      }
      await app.seesSuccess();
      expect(sent()).toHaveLength(2);
    });

    test('what was typed is there again after the sign-in page, and kept no longer', async ({ app, page, sent }) => {
      const reason = 'A picture of the code was posted.';
      await app.ask(EXTRA_CHECK);
      await app.ticket.fill('INC-4711');
      await app.reason.fill(reason);
      await app.confirm();
      await expect(app.dialog).toContainText(ASKING);
      const window = await goToSignIn(app);
      await app.pickAccount(MIRA, window);
      if (rule === 'redirect') {
        await app.seesTheQuestion();
        await expect(app.ticket).toHaveValue('INC-4711');
        await expect(app.reason).toHaveValue(reason);
        expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(reason);
        await app.confirm();
      }
      await app.seesSuccess('INC-4711');
      await expect(app.success).toContainText(reason);
      expect(sent()).toHaveLength(2);
    });

    test('what was typed is there again after an expired sign-in, and kept no longer', async ({ app, page, tenant, sent }) => {
      await app.ask(EXTRA_CHECK);
      tenant.identity.endRefreshTokens();
      await page.evaluate(() => {
        for (const key of Object.keys(sessionStorage)) if (key.includes('accesstoken')) sessionStorage.removeItem(key);
      });
      await app.ticket.fill('INC-4711');
      await app.reason.fill('Lost');
      await app.confirm();
      await app.seesAlert('Nothing was sent');
      const again = page.getByRole('button', { name: app.words.signInAgain });
      if (rule === 'popup') await app.pickAccount(MIRA, await app.windowOpenedBy(again));
      else {
        await again.click();
        await app.pickAccount();
      }
      await app.seesTheForm();
      await app.seesNoDialog();
      await app.ask(EXTRA_CHECK);
      await expect(app.ticket).toHaveValue('INC-4711');
      await expect(app.reason).toHaveValue('Lost');
      expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('INC-4711');
      expect(sent()).toHaveLength(0);
    });

    test('a cancelled step-up: nothing is sent, the person is still signed in, and can start again', async ({ app, sent, page }) => {
      await app.revoke(EXTRA_CHECK);
      const window = await goToSignIn(app);
      await window.getByRole('button', { name: 'Cancel', exact: true }).click();
      // The first request was sent, and turned away.
      await app.seesAlert('The sign-in was cancelled.', app.words.notRevoked);
      await expect(app.alert).not.toContainText('Nothing was sent');
      await app.seesNoDialog();
      await expect(app.signOutButton).toBeVisible();
      expect(sent()).toHaveLength(1);

      await page.reload();
      await app.seesTheForm();
      await app.seesNoDialog();
      await app.ask(EXTRA_CHECK);
      expect(sent()).toHaveLength(1);
    });

    test('another person than before: the page says so before anything is sent', async ({ app, sent }) => {
      await app.revoke(EXTRA_CHECK);
      await app.pickAccount(RENEE, await goToSignIn(app));
      await expect(app.banner).toContainText('renee.castillo@contoso.example');
      if (rule === 'redirect') await expect(app.dialog).toContainText('renee.castillo@contoso.example');
      else await app.seesAlert('You came back with another account than the one you left with.');
      expect(sent()).toHaveLength(1);
    });

    test('turned back before the sign-in page: nothing more is sent', async ({ app, page, sent }) => {
      await app.revoke(EXTRA_CHECK);
      await expect(app.stepUpButton).toBeVisible();
      await page.keyboard.press('Escape');
      await app.seesNoDialog();
      await expect(app.alert).toBeEmpty();
      await page.reload();
      await app.seesTheForm();
      await app.seesNoDialog();
      expect(sent()).toHaveLength(1);
    });
  });
}
