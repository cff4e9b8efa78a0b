import { announcements } from '../../helpers/announcements.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { RunPage } from '../../pages/run-page.mjs';
import { SCANNERS } from '../../tenant/named-profiles.mjs';

/** @import { ConsolePage } from '../../pages/console-page.mjs' */

/**
 * Waits until this was said, and hears whether anything else is.
 * @param {ConsolePage} app
 * @param {() => Promise<string[]>} said
 * @param {(string | RegExp)[]} texts
 */
async function hears(app, said, ...texts) {
  /** @type {string[]} */
  const heard = [];
  const hear = async () => {
    heard.push(...(await said()));
    return heard.length;
  };
  await expect.poll(hear).toBeGreaterThanOrEqual(texts.length);
  await app.idle();
  await hear();
  expect(heard).toEqual(texts.map((text) => expect.stringMatching(text)));
}

test('each event is announced once', async ({ app, page, listReads }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await app.idle();
  const said = await announcements(page);

  await test.step('a confirmation that opens: what it asks, once that is known', async () => {
    await app.ask(SCANNERS);
    await hears(app, said, /^Revoke the token of Warehouse scanners – Rotterdam ?\? Whatever token/);
  });
  await test.step('a success: that it came, and that it is confirmed', async () => {
    await app.confirm();
    await app.seesSuccess();
    await hears(app, said, /^204 No Content Reading the profile back/, /^204 No Content, confirmed by reading back at [\d:]+ UTC$/);
  });
  await test.step('what is copied, and a panel that is closed: nothing of the outcome again', async () => {
    await app.details.getByRole('button', { name: 'Copy as text', exact: true }).click();
    await expect(app.details.getByText('Copied', { exact: true })).toBeVisible();
    await app.details.getByRole('button', { name: app.words.close }).first().click();
    await hears(app, said);
  });
  await test.step('rows that are ticked: how many', async () => {
    await app.row('Ward tablets, shared sign-in').getByRole('checkbox').check();
    await hears(app, said, /^1 selected$/);
    await app.row('Warehouse scanners – Gdańsk').getByRole('checkbox').check();
    await hears(app, said, /^2 selected$/);
  });
  await test.step('a run: its plan, how far it is, and how it ended', async () => {
    const run = new RunPage(page);
    await run.revokeChosen.click();
    await expect(run.revokePlanned).toBeVisible();
    await hears(app, said, /^2 will be revoked\.$/);
    const before = listReads().length;
    await run.start(2);
    await run.seesAllConfirmed(2);
    // The list is read anew, and that is not said.
    await expect.poll(() => listReads().length).toBeGreaterThan(before + 1);
    await hears(app, said, /^\d of 2 revoked/, /^All 2 tokens were revoked and confirmed$/);
  });
});
