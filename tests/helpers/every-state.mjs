import { listFault } from '../../sandbox/graph/list-faults.mjs';
import { NOA } from '../pages/console-page.mjs';
import { RunPage } from '../pages/run-page.mjs';
import { gate } from '../tenant/held-calls.mjs';
import { ID } from '../tenant/samples.mjs';
import { expect, test } from './fixtures.mjs';

/**
 * @import { Page } from '@playwright/test'
 * @import { AllFixtures } from './fixtures.mjs'
 * @typedef {Pick<AllFixtures, 'app' | 'page' | 'served' | 'tenant'>} Needed
 * @typedef {Map<'reading' | 'sending', ReturnType<typeof gate>>} Held
 */

export const PROFILE = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
const OF_THE_OTHER_TYPE = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103';

/** Two profiles that nothing else here needs. */
const MANY = ['AR headsets, user associated', 'Delivery drivers – Québec'];

/**
 * The states that a person comes through, in order: each leads on from the one before. What one of them holds back for a
 * later one to let go is in `held`.
 * @type {[name: string, reach: (fixtures: Needed & {held: Held}) => Promise<void>][]}
 */
const STATES = [
  [
    'signed out',
    async ({ app, page }) => {
      await page.clock.install();
      await app.open();
      await app.seesTheSignInButton();
    },
  ],
  [
    'sign-in failed, with the admin-consent link',
    async ({ app, page }) => {
      await app.signInButton.click();
      await app.pickAccount(NOA);
      await page.getByRole('button', { name: 'Return to the application' }).click();
      await expect(app.alert.getByRole('link')).toBeVisible();
    },
  ],
  [
    'the form',
    async ({ app }) => {
      await app.signIn();
    },
  ],
  [
    'the list',
    async ({ app }) => {
      await app.seesTheList();
    },
  ],
  [
    'what the account may do here',
    async ({ app }) => {
      await app.readinessLine.click();
      await expect(app.lookAtRolesButton).toBeVisible();
    },
  ],
  [
    'some profiles chosen',
    async ({ app }) => {
      await app.readinessLine.click();
      await app.row('Default Fully Managed Profile').getByRole('checkbox').click();
      await app.seesChosen(/1/);
    },
  ],
  [
    'all profiles chosen',
    async ({ page }) => {
      // On a phone the table has no head, and a button shows these.
      const commands = page.locator('.commands');
      if (!(await commands.isVisible())) await page.locator('[aria-controls="finder-filters"]').click();
      await commands.getByRole('button').last().click();
      await expect(page.locator('.choosing').getByRole('checkbox')).toHaveCount(2);
    },
  ],
  [
    'the details of a profile',
    async ({ app }) => {
      await app.selectNone.click();
      await app.row('Default Fully Managed Profile').click();
      await expect(app.details.getByRole('link')).toHaveCount(2);
    },
  ],
  [
    'a new token is asked about',
    async ({ app }) => {
      await app.details.getByRole('button', { name: app.words.newToken, exact: true }).click();
      await expect(app.dialog.getByRole('combobox')).toBeVisible();
    },
  ],
  [
    'a QR code, before it is read',
    async ({ app }) => {
      await app.cancel();
      await app.qrCodeButton.click();
      await expect(app.showQrCodeButton).toBeVisible();
    },
  ],
  [
    'who enrolled, before it is asked',
    async ({ app }) => {
      await app.qrCode.getByRole('button', { name: app.words.close, exact: true }).click();
      await app.whoEnrolledButton.click();
      await expect(app.devices).toBeVisible();
    },
  ],
  [
    'a search without a match',
    async ({ app, page }) => {
      await app.devices.getByRole('button', { name: app.words.close, exact: true }).click();
      await app.details.getByRole('button', { name: app.words.close }).click();
      await app.profileId.fill('nothing like this');
      await expect(page.getByRole('button', { name: app.words.showAll })).toBeVisible();
    },
  ],
  [
    'part of the list missing',
    async ({ app, page, tenant }) => {
      await page.getByRole('button', { name: app.words.showAll }).click();
      tenant.graph.faults.push(listFault('roleMissing', { collection: 'androidForWorkEnrollmentProfiles' }));
      await app.refreshButton.click();
      await expect(page.locator('.finder .error')).toBeVisible();
    },
  ],
  [
    'the list again',
    async ({ app, page }) => {
      await page.locator('.finder .error').getByRole('button', { name: app.words.tryAgain }).click();
      await expect(page.locator('.finder .error')).toBeHidden();
    },
  ],
  [
    'a run being planned',
    async ({ app, page, tenant, held }) => {
      const run = new RunPage(page, app.words.tag);
      const reading = gate({ method: 'GET' });
      held.set('reading', reading);
      tenant.graph.faults.push(reading.fault);
      for (const name of MANY) await app.row(name).getByRole('checkbox').first().check();
      await run.revokeChosen.click();
      await reading.held;
      await expect(run.pause).toBeVisible();
    },
  ],
  [
    'a run that is planned',
    async ({ app, page, tenant, held }) => {
      const run = new RunPage(page, app.words.tag);
      tenant.graph.faults.length = 0;
      held.get('reading')?.release();
      await expect(run.revokePlanned).toBeVisible();
      await run.region.getByText(run.words.requests, { exact: true }).click();
      await expect(run.region.locator('pre')).toBeVisible();
      await run.forSomebodyElse.click();
      await expect(run.savePlanButton).toBeVisible();
    },
  ],
  [
    'the confirmation of a run, with a wrong number',
    async ({ app, page }) => {
      const run = new RunPage(page, app.words.tag);
      await run.revokePlanned.click();
      await run.count.fill('7');
      await run.count.press('Enter');
      await expect(run.count).toHaveAttribute('aria-invalid', 'true');
    },
  ],
  [
    'a run under way, paused',
    async ({ app, page, tenant, held }) => {
      const run = new RunPage(page, app.words.tag);
      const sending = gate();
      held.set('sending', sending);
      tenant.graph.faults.push(sending.fault);
      await run.count.fill('2');
      await run.confirm.click();
      await sending.held;
      await run.pause.click();
      await expect(run.resume).toBeVisible();
    },
  ],
  [
    'a run that is over',
    async ({ app, page, tenant, held }) => {
      const run = new RunPage(page, app.words.tag);
      tenant.graph.faults.length = 0;
      held.get('sending')?.release();
      await app.passTimeUntil(run.verdict);
    },
  ],
  [
    'pasted lines',
    async ({ app, page }) => {
      await new RunPage(page, app.words.tag).close.click();
      await app.goTo('profiles');
      await app.paste(app.profileId, `${PROFILE}\nPoint of sale\n${PROFILE}\nhttps://contoso.example/\n7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b109`);
      await expect(app.intake.getByRole('listitem').first()).toBeVisible();
    },
  ],
  [
    'a pasted token',
    async ({ app }) => {
      await app.paste(app.profileId, '12345678901234567890');
      await expect(app.findProfileButton).toBeVisible();
      await app.intake.getByRole('button', { name: app.words.close }).click();
    },
  ],
  [
    'a file that is none',
    async ({ app, page }) => {
      await app.drop({ name: 'x.bin', mimeType: 'application/octet-stream', buffer: Buffer.from([0, 1, 2]) });
      await expect(page.locator('.finder .error')).toBeVisible();
    },
  ],
  [
    'the form with an invalid ID',
    async ({ app }) => {
      await app.profileId.fill('x');
      await app.revokeButton.click();
      await expect(app.profileId).toHaveAttribute('aria-invalid', 'true');
    },
  ],
  [
    'reading',
    async ({ app }) => {
      await app.request(ID('000000903301'));
      await expect(app.cancelButton).toBeVisible();
      await expect(app.confirmButton).toBeHidden();
    },
  ],
  [
    'of the other type',
    async ({ app }) => {
      await app.cancel();
      await app.request(OF_THE_OTHER_TYPE);
      await expect(app.dialog).toContainText('Point of sale');
    },
  ],
  [
    'of a type that could not be found out',
    async ({ app }) => {
      await app.cancel();
      await app.request(ID('000000403301'), app.words.findOut);
      await expect(app.dialog).toContainText('403');
      await expect(app.confirmButton).toBeHidden();
    },
  ],
  [
    'the confirmation of what cannot be read',
    async ({ app }) => {
      await app.cancel();
      await app.ask(ID('000000403301'));
      await expect(app.dialog).toContainText('403');
    },
  ],
  [
    'the confirmation',
    async ({ app }) => {
      await app.cancel();
      await app.ask(PROFILE);
    },
  ],
  [
    'another token meanwhile',
    async ({ app, tenant }) => {
      tenant.graph.replaceToken(PROFILE);
      await app.confirm();
      await expect(app.dialog).toContainText(/holds another token than|与刚才显示的不同/);
    },
  ],
  [
    'success',
    async ({ app }) => {
      await app.confirm();
      await app.seesSuccess();
    },
  ],
  [
    'verifying',
    async ({ app }) => {
      await app.revoke(ID('000000204103'));
      await app.seesSuccess('000000204103');
      await expect(app.checkAgainButton).toBeHidden();
    },
  ],
  [
    'not visible yet',
    async ({ app }) => {
      await app.passTimeUntil(app.checkAgainButton);
    },
  ],
  [
    'another token afterwards',
    async ({ app }) => {
      await app.revoke(ID('000000204301'));
      await app.seesSuccess('000000204301');
    },
  ],
  [
    'not readable afterwards',
    async ({ app }) => {
      await app.revoke(ID('000000403302'));
      await app.seesSuccess('000000403302');
    },
  ],
  [
    'waiting',
    async ({ app }) => {
      await app.revoke(ID('000000429117'));
      await expect(app.dialog).toContainText(/\b(300|29\d)\b/);
    },
  ],
  [
    'a token that no longer works',
    async ({ app }) => {
      await app.cancel();
      await app.askOfInactive('2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a06');
    },
  ],
  [
    'it is wanted all the same',
    async ({ app }) => {
      await app.allTheSameButton.click();
      await app.seesTheQuestion();
    },
  ],
  [
    'a long wait',
    async ({ app }) => {
      await app.cancel();
      await app.revoke(ID('000000429107'));
      await app.seesAlert(app.words.notRevoked, 'UTC');
      await app.alert.locator('summary').first().click();
    },
  ],
  [
    'step-up',
    async ({ app }) => {
      await app.revoke(ID('000000401111'));
      await expect(app.stepUpButton).toBeVisible();
    },
  ],
  [
    'a refusal, with the answer as it came',
    async ({ app }) => {
      await app.cancel();
      await app.revoke(ID('000000000403'));
      await app.seesAlert('403');
      await app.alert.locator('summary').click();
      await expect(app.alert.locator('pre')).toBeVisible();
    },
  ],
  [
    'finding out',
    async ({ app, page }) => {
      await app.revoke(ID('000000000500'));
      await expect(page.getByRole('status').filter({ hasText: app.words.mayBeRevoked })).toBeVisible();
    },
  ],
  [
    'not revoked after all',
    async ({ app }) => {
      await app.passTimeUntil(app.checkAgainButton);
      await app.seesAlert(app.words.notRevoked);
    },
  ],
  [
    'cannot tell',
    async ({ app }) => {
      await app.revoke(ID('000000500103'));
      await app.seesAlert('000000500103', app.words.mayBeRevoked);
    },
  ],
  [
    'revoked after all, without an answer',
    async ({ app }) => {
      await app.revoke(ID('000000000902'));
      await app.seesSuccess('000000000902');
    },
  ],
  [
    'the activity',
    async ({ app }) => {
      await app.tab('activity').click();
      await expect(app.entries.first()).toBeVisible();
    },
  ],
  [
    'the activity, switched off',
    async ({ app }) => {
      await app.rememberSwitch.uncheck();
      await expect(app.inActivity(app.words.eraseEverything)).toBeVisible();
    },
  ],
  [
    'nothing is remembered',
    async ({ app }) => {
      await app.inActivity(app.words.eraseEverything).click();
      await app.seesEntries(0);
    },
  ],
  [
    'no such profile',
    async ({ app }) => {
      await app.request(ID('000000000404'));
      await app.seesTheQuestion();
      await expect(app.dialog).toContainText('404');
    },
  ],
  [
    'sending',
    async ({ app }) => {
      await app.cancel();
      await app.revoke(ID('000000000903'));
      await expect(app.cancelButton).toBeDisabled();
    },
  ],
  [
    'set-up',
    async ({ app, page, served }) => {
      served.setConfig({});
      await app.open();
      await expect(page.getByRole('heading', { name: app.words.setUp })).toBeVisible();
    },
  ],
  [
    'set-up, filled in',
    async ({ page }) => {
      const [clientId, tenant] = await page.getByRole('textbox').all();
      await clientId.fill(PROFILE);
      await tenant.fill('contoso.example');
      await expect(page.getByText('"clientId"')).toBeVisible();
    },
  ],
  [
    'set-up, tested',
    async ({ page }) => {
      const [clientId, tenant] = await page.getByRole('textbox').all();
      await clientId.fill('nonsense');
      await tenant.fill('nobody.example');
      await clientId.fill(PROFILE);
      await page.locator('.wizard button.primary').click();
      await expect(page.locator('.findings > li')).toHaveCount(6);
    },
  ],
  [
    'the choice of a tenant',
    async ({ app, page, served }) => {
      const of = served.defaultConfig;
      served.setConfig({
        tenants: [
          { ...of, name: 'Contoso', color: 'red' },
          { ...of, name: 'A name of sixty characters, as long as a tenant’s may be, so', tenantId: 'contoso.example', color: 'blue' },
        ],
      });
      await app.open('?tenant=nobody');
      await expect(page.locator('.choices a')).toHaveCount(2);
    },
  ],
  [
    'signed out of one of several tenants',
    async ({ app, page }) => {
      await page.locator('.choices a').last().click();
      await expect(app.signInButton).toBeVisible();
    },
  ],
];

/**
 * Brings the page into every state, one after the other, and checks it in each.
 * @param {Needed} fixtures
 * @param {(state: string) => Promise<void>} check
 */
export async function visitEveryState(fixtures, check) {
  /** @type {Held} */
  const held = new Map();
  for (const [name, reach] of STATES) {
    await test.step(name, async () => {
      await reach({ ...fixtures, held });
      await check(name);
    });
  }
}
