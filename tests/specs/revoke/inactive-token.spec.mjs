import { expect, test } from '../../helpers/fixtures.mjs';

/** @import { ConsolePage } from '../../pages/console-page.mjs' */

const REVOKED = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a06';
const NAME = 'Lost box of QR posters (revoked)';
const SCANNERS = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
const NOTHING_LEFT = 'There is nothing left to revoke, and nothing was sent.';

test.beforeEach(async ({ app }) => {
  await app.openSignedIn();
  await app.seesTheList();
});

/**
 * Waits until the form says that the token no longer works, and nothing in it is ready to revoke it.
 * @param {ConsolePage} app
 */
async function seesInactiveInForm(app) {
  const form = app.page.locator('form').filter({ has: app.profileId });
  await expect(form).toContainText(app.words.inactiveHeading);
  await expect(form.locator('.primary')).toHaveCount(0);
  await expect(app.revokeButton).toBeVisible();
}

test('a dead token: other words, no red button, and one step further away the question', async ({ app, page, tenant, sent, reads }) => {
  await app.askOfInactive(REVOKED);
  await expect(app.dialog).toContainText(NOTHING_LEFT);
  await expect(app.confirmButton).toBeHidden();
  await expect(app.dialog.locator('.danger')).toHaveCount(0);
  await expect(app.cancelButton).toBeFocused();
  // The focus is on Cancel: no key on the way revokes anything.
  await page.keyboard.press('Enter');
  await app.seesNoDialog();
  expect(sent()).toEqual([]);

  await app.askOfInactive(REVOKED);
  await app.allTheSameButton.click();
  await app.seesTheQuestion();
  await expect(app.cancelButton).toBeFocused();
  await expect(app.dialog).toHaveAccessibleName(app.words.inactiveHeading);
  await expect(app.confirmButton).toBeVisible();
  await expect(app.dialog.locator('.danger')).toHaveCount(0);
  expect(sent()).toEqual([]);
  const before = reads().length;
  await app.confirm();
  await expect(app.success).toBeVisible();
  expect(sent()).toHaveLength(1);
  expect(reads().length).toBeGreaterThan(before);
  expect(tenant.graph.revocations).toHaveLength(1);
});

test('a token that stops working while the question is open is not revoked by that click', async ({ app, tenant, sent }) => {
  await app.ask(SCANNERS);
  tenant.graph.data.revoke(SCANNERS);
  await app.confirm();
  await expect(app.dialog).toHaveAccessibleName(app.words.inactiveHeading);
  await expect(app.dialog).toContainText('The token worked when you were shown it, and no longer does.');
  await expect(app.dialog).toContainText('That goes by the clock of this device');
  await expect(app.confirmButton).toBeHidden();
  expect(sent()).toEqual([]);
});

test('a token that expires while the question is open is not revoked by that click', async ({ app, page, tenant, sent }) => {
  await page.clock.install();
  tenant.graph.replaceToken(SCANNERS, { seconds: 600 });
  await app.ask(SCANNERS);
  await app.passTime(700_000);
  await app.confirm();
  await expect(app.dialog).toHaveAccessibleName(app.words.inactiveHeading);
  expect(sent()).toEqual([]);
});

for (const [what, expiration] of /** @type {const} */ ([
  ['that Graph does not tell the end of', '0001-01-01T00:00:00Z'],
  ['that has no end', null],
  ['that ends in the year 9999', '9999-12-31T23:59:59.9999999Z'],
])) {
  test(`a token ${what} is none that is dead`, async ({ app, tenant }) => {
    tenant.graph.profile(SCANNERS).tokenExpirationDateTime = expiration;
    await app.ask(SCANNERS);
    await expect(app.dialog.locator('.danger')).toBeVisible();
  });
}

test('the panel, the form and the list are not ready to revoke a dead token', async ({ app, page, sent, reads }) => {
  await app.row(NAME).click();
  /** @param {string} name */
  const inPanel = (name) => app.details.getByRole('button', { name, exact: true });
  await expect(inPanel(app.words.allTheSame)).toBeVisible();
  await expect(inPanel(app.words.askToRevoke)).toBeHidden();
  await expect(app.details.locator('.primary')).toHaveCount(0);
  const form = page.locator('form').filter({ has: app.profileId });
  await seesInactiveInForm(app);
  // Another profile is in the form.
  await app.enter(SCANNERS);
  await expect(app.revokeButton).toBeVisible();
  await expect(form.locator('.primary')).toHaveCount(1);

  await app.profileId.fill('Lost box');
  await app.list.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(app.details).toContainText(NAME);
  await app.seesNoDialog();
  expect([reads(), sent()]).toEqual([[], []]);
  await app.row(NAME).dblclick();
  await app.seesNoDialog();

  await inPanel(app.words.allTheSame).click();
  await expect(app.dialog).toHaveAccessibleName(app.words.inactiveHeading);
  await app.cancel();
  // A live one is as ever.
  await app.profileId.fill('Meeting room');
  await app.list.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('r');
  await app.seesTheQuestion();
  expect(sent()).toEqual([]);
});

test('typed, or by a link: the form knows from the list', async ({ app, page }) => {
  await expect(page.locator('form .primary')).not.toHaveCount(0);
  await app.enter(`{${REVOKED.toUpperCase()}}`);
  await seesInactiveInForm(app);
  await app.open(`?profileId=${REVOKED}&type=androidForWork`);
  await app.seesTheList();
  await seesInactiveInForm(app);
});

test('what was read last counts: a token that died since the list was read', async ({ app, tenant }) => {
  await app.profileId.fill('Rotterdam');
  await app.row('Warehouse scanners – Rotterdam').click();
  await expect(app.revokeButton).toBeVisible();
  tenant.graph.data.revoke(SCANNERS);
  await app.revokeButton.click();
  await expect(app.dialog).toHaveAccessibleName(app.words.inactiveHeading);
  await app.cancel();
  await seesInactiveInForm(app);
});
