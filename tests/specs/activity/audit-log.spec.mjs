import { expect, test } from '../../helpers/fixtures.mjs';
import { readDatabase } from '../../helpers/page-database.mjs';
import { present } from '../../helpers/present.mjs';
import { MIRA } from '../../pages/console-page.mjs';
import { openOver, RunPage } from '../../pages/run-page.mjs';

/**
 * @import { Entry } from '../../../sandbox/request-log.mjs'
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const POINT_OF_SALE = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103';
const SCANNERS = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
const PERMISSION = 'DeviceManagementApps.Read.All';
const JONAS = 'Jonas Weber';

/**
 * The requests to the sign-in host that ask for the permission.
 * @param {Tenant} tenant
 */
const asked = (tenant) => tenant.identity.requests.filter(({ url, body }) => `${url} ${body}`.includes(PERMISSION));
/**
 * The readings of the audit log that reached Graph.
 * @param {Tenant} tenant
 */
const auditReads = (tenant) => tenant.graph.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/auditEvents'));

/**
 * Revokes a token, and opens the activity.
 * @param {ConsolePage} app
 */
async function revokeAndOpen(app, person = MIRA, id = POINT_OF_SALE, type = app.words.deviceOwner) {
  await app.openSignedIn(person);
  await app.revoke(id, type);
  await app.seesSuccess();
  await app.openActivity(1);
}

/**
 * What the event that was found says.
 * @param {ConsolePage} app
 * @param {Entry[]} posts
 */
async function seesTheEvent(app, [post]) {
  await expect(app.auditLog).toContainText("Intune's audit log holds this event.");
  expect(await app.detailsOf(app.auditLog)).toMatchObject({
    Activity: 'revokeToken AndroidDeviceOwnerEnrollmentProfile',
    Operation: 'Action',
    Result: 'Success',
    Person: 'mira.okafor@contoso.example',
    'Correlation ID': post?.headers['client-request-id'],
    'Event time': expect.stringMatching(/ UTC$/),
    'Event time, local time': expect.stringMatching(/ \+05:30$/),
  });
}

test('nothing but the button asks for the permission', async ({ app, page, tenant }) => {
  await revokeAndOpen(app);
  await page.reload();
  await app.openActivity(1);
  await app.inActivity('Details').click();
  await app.signOut();
  await app.signIn();
  expect(asked(tenant)).toEqual([]);
});

test('of two revocations of one profile in a row each finds its own event', async ({ app, page, tenant, sent, requestContract }) => {
  tenant.identity.setConsent(PERMISSION, 'ask');
  requestContract.expectAudit();
  await revokeAndOpen(app);
  await app.goTo('profiles');
  tenant.graph.replaceToken(POINT_OF_SALE);
  await app.revoke(POINT_OF_SALE, app.words.deviceOwner);
  await app.seesSuccess();
  await app.openActivity(2);
  await app.lookUpButton.last().click();
  await page.getByRole('button', { name: 'Accept' }).click();
  // The last one stands first.
  const ids = sent().map(({ headers }) => headers['client-request-id']);
  const logs = [app.entries.last(), app.entries.first()].map((entry) => entry.getByRole('group', { name: app.words.auditLog, exact: true }));
  for (const [at, log] of logs.entries()) {
    if (at > 0) await app.entries.first().getByRole('button', { name: app.words.lookUp, exact: true }).click();
    await expect(log).toContainText('Its correlation ID is the client-request-id of this very request.');
    expect(await app.detailsOf(log)).toMatchObject({ 'Correlation ID': ids[at] });
  }
});

test.describe('by redirect', () => {
  test.beforeEach(({ tenant, requestContract }) => {
    tenant.identity.setConsent(PERMISSION, 'ask');
    requestContract.expectAudit();
  });

  test('consent is asked for, the page comes back to the question, and the event is found', async ({ app, page, tenant, sent }) => {
    await revokeAndOpen(app);
    await app.lookUpButton.click();
    await expect(page.getByText('Permissions requested')).toBeVisible();
    expect(auditReads(tenant)).toEqual([]);
    await page.getByRole('button', { name: 'Accept' }).click();
    await seesTheEvent(app, sent());
    expect(sent()).toHaveLength(1);
    await expect(app.entries.getByRole('group')).toHaveCount(1);

    // Granted once, it is not asked for again.
    const before = asked(tenant).length;
    await app.lookAgainButton.click();
    await expect.poll(() => auditReads(tenant).length).toBe(2);
    await seesTheEvent(app, sent());
    expect(asked(tenant)).toHaveLength(before);
    expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => !key.startsWith('msal.')))).toEqual([]);
    expect(JSON.stringify(await readDatabase(page))).not.toMatch(/tokenValue|secret|Bearer|eyJ|correlationId/);
    for (const { url } of auditReads(tenant)) expect(url).toMatch(/\$filter=activityDateTime%20ge%20.*&\$select=id,activity,/);
  });

  test('of a revocation that is not remembered the answer is shown all the same', async ({ app, page, sent }) => {
    await revokeAndOpen(app);
    await app.lookUpButton.click();
    await page.getByRole('button', { name: 'Accept' }).click();
    await seesTheEvent(app, sent());
    await app.inActivity('Erase').click();
    await app.seesEntries(0);
    await seesTheEvent(app, sent());
  });
});

test.describe('declined', () => {
  test('at the consent page: said, and nothing was read; after consent it is', async ({ app, page, tenant, sent, requestContract }) => {
    tenant.identity.setConsent(PERMISSION, 'ask');
    requestContract.expectAudit();
    await revokeAndOpen(app);
    await app.lookUpButton.click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(app.auditLog).toContainText('The audit log could not be read.');
    await expect(app.auditLog).toContainText(PERMISSION);
    expect(auditReads(tenant)).toEqual([]);
    await app.lookAgainButton.click();
    await page.getByRole('button', { name: 'Accept' }).click();
    await seesTheEvent(app, sent());
  });

  test('left to administrators: the link lets one grant it', async ({ app, page, tenant, context, sent, requestContract }) => {
    tenant.identity.setConsent(PERMISSION, 'admin');
    requestContract.expectAudit();
    await revokeAndOpen(app);
    await app.lookUpButton.click();
    await page.getByRole('button', { name: 'Return to the application' }).click();
    const link = app.auditLog.getByRole('link', { name: 'Admin-consent link' });
    const address = new URL(present(await link.getAttribute('href')));
    expect(address.searchParams.get('scope')).toBe(`https://graph.microsoft.com/${PERMISSION}`);
    const administrator = await context.newPage();
    await administrator.goto(address.href);
    await app.pickAccount(MIRA, administrator);
    await administrator.getByRole('button', { name: 'Accept' }).click();
    await expect(administrator.getByText('The permission was granted.')).toBeVisible();
    await administrator.close();
    await app.lookAgainButton.click();
    await seesTheEvent(app, sent());
  });
});

test.describe('where the permission is granted', () => {
  test.beforeEach(({ tenant, requestContract }) => {
    tenant.identity.setConsent(PERMISSION, 'given');
    requestContract.expectAudit();
  });

  test('none yet, then found', async ({ app, tenant, sent }) => {
    tenant.graph.auditDelayMs = Infinity;
    await revokeAndOpen(app);
    await app.lookUpButton.click();
    await expect(app.auditLog).toContainText('it may take Intune some minutes');
    tenant.graph.auditDelayMs = 0;
    await app.lookAgainButton.click();
    await seesTheEvent(app, sent());
  });

  test('without the role: said', async ({ app }) => {
    await revokeAndOpen(app, JONAS, SCANNERS, app.words.androidForWork);
    await app.lookUpButton.click();
    await expect(app.auditLog).toContainText('Your account may not read the audit log.');
    await expect(app.auditLog).toContainText('request-id');
  });
});

test.describe('offline', () => {
  test('said, and looked for again', async ({ app, tenant, context, sent, requestContract }) => {
    tenant.identity.setConsent(PERMISSION, 'given');
    requestContract.expectAudit();
    await revokeAndOpen(app);
    await app.lookUpButton.click();
    await seesTheEvent(app, sent());
    await context.setOffline(true);
    await app.lookAgainButton.click();
    await expect(app.auditLog).toContainText('This device is offline.');
    await context.setOffline(false);
    await app.lookAgainButton.click();
    await seesTheEvent(app, sent());
  });
});

test.describe('by a second window', () => {
  test.use({ site: { config: { signIn: 'popup' } } });

  test('consent is asked for there, and the page stays', async ({ app, tenant, sent, requestContract }) => {
    tenant.identity.setConsent(PERMISSION, 'ask');
    requestContract.expectAudit();
    await app.open();
    await app.signInByPopup();
    await app.revoke(POINT_OF_SALE, app.words.deviceOwner);
    await app.seesSuccess();
    await app.openActivity(1);
    // That it is needed is known after the sign-in host was asked, and then no window may open by itself.
    await app.lookUpButton.click();
    const open = app.auditLog.getByRole('button', { name: 'Open the sign-in window', exact: true });
    await expect(app.auditLog).toContainText(`the sign-in host has to ask you: for the permission ${PERMISSION}`);
    await expect(app.auditLog).not.toContainText('could not be read');
    const declining = await app.windowOpenedBy(open);
    await declining.getByRole('button', { name: 'Cancel' }).click();
    await expect(app.auditLog).toContainText('The permission was not given.');
    const window = await app.windowOpenedBy(app.lookAgainButton);
    await window.getByRole('button', { name: 'Accept' }).click();
    await seesTheEvent(app, sent());
    await app.goTo('profiles');
    await app.seesSuccess();
  });
});

test('nobody is taken away while something is under way', async ({ app, page, tenant }) => {
  tenant.identity.setConsent(PERMISSION, 'ask');
  await revokeAndOpen(app);
  await app.ask(SCANNERS, app.words.androidForWork);
  // The question stands before everything else; its screen is not this one.
  const activity = page.locator('section', { has: page.locator('#activity-heading') });
  await expect(activity.getByText(app.words.lookUp, { exact: true })).toHaveAttribute('aria-disabled', 'true');
  await app.cancel();
  await app.goTo('activity');
  await expect(app.lookUpButton).not.toHaveAttribute('aria-disabled');
  expect(asked(tenant)).toEqual([]);
});

test.describe('beside a receipt', () => {
  test.beforeEach(async ({ app, tenant, context, requestContract }) => {
    tenant.identity.setConsent(PERMISSION, 'given');
    requestContract.expectAudit();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await app.openSignedIn();
  });

  test('what the log says stands there, and goes along as JSON and as Markdown', async ({ app, page, tenant, sent }) => {
    const lookUp = app.success.getByRole('button', { name: app.words.lookUp, exact: true });
    // For the permission the page is left once, and comes back to the activity.
    await app.revoke(SCANNERS, app.words.androidForWork);
    await app.seesSuccess();
    expect(auditReads(tenant)).toEqual([]);
    await lookUp.click();
    await expect(app.auditLog).toContainText("Intune's audit log holds this event.");
    const before = asked(tenant).length;
    // There the receipt is copied with the event.
    await app.inActivity('Copy as JSON').click();
    const correlationId = present(sent()[0]).headers['client-request-id'];
    await expect
      .poll(async () => JSON.parse((await page.evaluate(() => navigator.clipboard.readText())) || '{}'))
      .toMatchObject({ result: 'revoked', auditLog: { events: [{ match: 'correlationId', event: { correlationId } }] } });

    tenant.graph.auditDelayMs = Infinity;
    await app.goTo('profiles');
    await app.revoke(POINT_OF_SALE, app.words.deviceOwner);
    await app.seesSuccess();
    /** @param {string} name */
    const copied = async (name) => {
      await page.evaluate(() => navigator.clipboard.writeText(''));
      await app.success.getByRole('button', { name, exact: true }).click();
      const read = () => page.evaluate(() => navigator.clipboard.readText());
      await expect.poll(read).not.toBe('');
      return read();
    };
    const without = JSON.parse(await copied('Copy as JSON'));
    expect(without).not.toHaveProperty('auditLog');

    await lookUp.click();
    const log = app.success.getByRole('group', { name: app.words.auditLog, exact: true });
    await expect(log).toContainText('it may take Intune some minutes');
    const again = app.success.getByRole('button', { name: app.words.lookAgain, exact: true });
    await expect(again).toBeFocused();
    expect(JSON.parse(await copied('Copy as JSON')).auditLog.events).toEqual([
      { profileId: POINT_OF_SALE, clientRequestId: without.clientRequestId, match: 'notYet' },
    ]);

    tenant.graph.auditDelayMs = 0;
    await again.click();
    await expect(log).toContainText("Intune's audit log holds this event.");
    const post = sent().at(-1);
    const { auditLog, ...rest } = JSON.parse(await copied('Copy as JSON'));
    expect(rest).toEqual(without);
    expect(auditLog.events).toEqual([
      {
        profileId: POINT_OF_SALE,
        clientRequestId: post?.headers['client-request-id'],
        match: 'correlationId',
        event: expect.objectContaining({
          id: expect.any(String),
          correlationId: post?.headers['client-request-id'],
          actor: 'mira.okafor@contoso.example',
          activityResult: 'Success',
        }),
      },
    ]);
    const markdown = await copied('Copy as Markdown');
    expect(markdown).toContain("## Intune's audit log\n");
    expect(markdown).toContain(`| ${POINT_OF_SALE} | the ID of the request |`);
    expect(await copied('Copy as text')).toContain('Found by: the ID of the request\n');
    expect(JSON.stringify(auditLog)).not.toMatch(/tokenValue|secret|Bearer|eyJ|modifiedProperties/);
    expect(asked(tenant)).toHaveLength(before);
  });
});

test.describe('at a run that is over', () => {
  test('consent is asked for, the page comes back to the run, and one reading tells of all', async ({ app, page, tenant, sent, requestContract }) => {
    tenant.identity.setConsent(PERMISSION, 'ask');
    requestContract.expectAudit();
    await openOver({ app, tenant }, 12);
    const run = new RunPage(page);
    await run.plan();
    await run.start(12);
    await run.seesAllConfirmed(12);
    await run.region.getByRole('button', { name: app.words.lookUp, exact: true }).click();
    await page.getByRole('button', { name: 'Accept' }).click();
    const log = run.region.getByRole('group', { name: app.words.auditLog, exact: true });
    await expect(log).toContainText("Intune's audit log names 12 of 12 requests by their ID.");
    expect(auditReads(tenant)).toHaveLength(1);
    const report = JSON.parse((await run.download('JSON')).text);
    /** @type {{match: string, clientRequestId: string, event: {correlationId: string}}[]} */
    const events = report.auditLog.events;
    expect(events.map(({ match }) => match)).toEqual(Array.from({ length: 12 }, () => 'correlationId'));
    expect(events.map(({ event }) => event.correlationId).sort()).toEqual(
      sent()
        .map(({ headers }) => headers['client-request-id'])
        .sort(),
    );
    expect((await run.download('Markdown')).text).toContain("## Intune's audit log\n");
    expect(sent()).toHaveLength(12);
  });
});
