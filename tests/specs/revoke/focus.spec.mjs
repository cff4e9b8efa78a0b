import { expect, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';
import { TOKENS } from '../../helpers/request-contract.mjs';

/**
 * @import { Locator } from '@playwright/test'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const SCANNERS = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
const NAME = 'Warehouse scanners – Rotterdam';

test.beforeEach(async ({ app }) => {
  await app.openSignedIn();
  await app.seesTheList();
});

/** @param {ConsolePage} app */
const askInPanel = (app) => app.details.getByRole('button', { name: app.words.askToRevoke, exact: true });

/**
 * Each way to the question, and where the focus is to be when nothing came of it.
 * @type {[what: string, ask: (app: ConsolePage) => Promise<void>, back: (app: ConsolePage) => Locator][]}
 */
const WAYS = [
  [
    'the button of the panel',
    async (app) => {
      await app.profileId.fill('Rotterdam');
      await app.row(NAME).click();
      await askInPanel(app).click();
    },
    askInPanel,
  ],
  [
    'R on a row',
    async (app) => {
      await app.profileId.fill('Rotterdam');
      await app.list.focus();
      await app.page.keyboard.press('Home');
      await app.page.keyboard.press('r');
    },
    (app) => app.list,
  ],
  [
    'Enter in the box',
    async (app) => {
      await app.profileId.fill(SCANNERS);
      await app.profileId.press('Enter');
    },
    (app) => app.profileId,
  ],
  [
    'a token that was searched for',
    async (app) => {
      await app.enterCode(token);
      await app.findProfileButton.click();
    },
    (app) => app.profileId,
  ],
  [
    'a link',
    async (app) => {
      await app.open(`?profileId=${SCANNERS}&type=androidForWork`);
      await app.seesTheList();
      await app.revokeButton.click();
    },
    (app) => app.revokeButton,
  ],
];

let token = '';

for (const [what, ask, back] of WAYS) {
  test(`asked by ${what}: whoever turns back is where they were`, async ({ app, page, tenant, requestContract }) => {
    if (what.startsWith('a token')) requestContract.expectSecretRead(TOKENS);
    token = present(tenant.graph.profile(SCANNERS).tokenValue);
    for (const turnBack of [() => page.keyboard.press('Escape'), () => app.cancelButton.click()]) {
      await ask(app);
      await app.seesTheQuestion();
      await expect(app.cancelButton).toBeFocused();
      await turnBack();
      await app.seesNoDialog();
      await expect(back(app)).toBeFocused();
    }
  });
}

test('the panel closes to its row', async ({ app, page }) => {
  await app.profileId.fill('Rotterdam');
  await app.row(NAME).click();
  await askInPanel(app).click();
  await app.seesTheQuestion();
  await page.keyboard.press('Escape');
  await app.details.getByRole('button', { name: app.words.close, exact: true }).click();
  await expect(app.list).toBeFocused();
  const at = await app.list.getAttribute('aria-activedescendant');
  await expect(page.locator(`[id="${at}"]`)).toContainText(NAME);
});
