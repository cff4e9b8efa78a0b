import { SAMPLES } from '../sandbox/graph/samples.mjs';
import { expect, test } from './fixtures.mjs';

const ID = (digits) => `00000000-0000-4000-8000-${digits}`;
const ERROR = 'An error has occurred';
const LOOK_FIRST = 'Look at the profile in Intune before you try again.';

/** What a person reads of an answer: `revoked` is what the page can be certain of. */
const REFUSED = {
  '000000000404': { status: '404 Not Found', code: 'ResourceNotFound', message: 'Enrollment profile not found', revoked: 'no', next: 'try the other profile type' },
  '000000000403': { status: '403 Forbidden', code: 'Forbidden', message: 'User is not authorized to perform this operation', revoked: 'no', next: 'Ask for the role Intune Administrator' },
  '000000004030': { status: '403 Forbidden', code: 'Forbidden', message: 'Application is not authorized to perform this operation. Application must have one of the following scopes: DeviceManagementConfiguration.ReadWrite.All', revoked: 'no', next: 'An administrator must grant the permission' },
  '000000000401': { status: '401 Unauthorized', code: 'Forbidden', message: ERROR, revoked: 'no', next: 'Check your Intune role' },
  '000000000400': { status: '400 Bad Request', code: 'BadRequest', message: 'The enrollment profile cannot be changed', revoked: 'no', next: 'Check the ID and the profile type.' },
  '000000000409': { status: '409 Conflict', code: 'Conflict', message: 'The enrollment profile was changed by another request', revoked: 'no', next: 'Wait a moment' },
  '000000000429': { status: '429 Too Many Requests', code: 'TooManyRequests', message: 'Too many requests', revoked: 'no', next: 'Graph asks to wait 2 s.', thenWorks: true },
  '000000004290': { status: '429 Too Many Requests', code: 'TooManyRequests', message: 'Too many requests', revoked: 'no', next: 'Wait, then try again.', thenWorks: true },
  '000000000500': { status: '500 Internal Server Error', code: 'InternalServerError', message: ERROR, revoked: 'perhaps', next: LOOK_FIRST },
  '000000000503': { status: '503 Service Unavailable', code: 'ServiceUnavailable', message: 'The service is temporarily unavailable', revoked: 'perhaps', next: 'Graph asks to wait 5 s.' },
  '000000000504': { status: '504 Gateway Timeout', code: 'none', message: 'none', revoked: 'perhaps', next: LOOK_FIRST },
  '000000000904': { status: '500 Internal Server Error', code: 'none', message: 'none', revoked: 'perhaps', next: LOOK_FIRST },
  '000000000905': { status: '500 Internal Server Error', code: 'none', message: 'none', revoked: 'perhaps', next: LOOK_FIRST },
  '000000000906': { status: '500 Internal Server Error', code: 'none', message: 'none', revoked: 'perhaps', next: LOOK_FIRST },
  '000000000200': { status: '200 OK', code: 'none', message: 'none', revoked: 'perhaps', next: LOOK_FIRST },
};

/** No answer that the page can read. */
const UNANSWERED = ['000000000502', '000000000901', '000000000902', '000000000302'];

/** Has no end; see revoke.spec.mjs. */
const ENDLESS = ['000000000903'];

test('every sample of the sandbox is tried', () => {
  const tried = [...Object.keys(REFUSED), ...UNANSWERED, ...ENDLESS].map(ID);
  expect(tried.sort()).toEqual(SAMPLES.map(({ id }) => id).sort());
});

test.describe('signed in', () => {
  test.beforeEach(async ({ app }) => {
    await app.openSignedIn();
  });

  for (const [digits, { status, code, message, revoked, next, thenWorks }] of Object.entries(REFUSED)) {
    const { name } = SAMPLES.find(({ id }) => id === ID(digits));

    test(`${digits} ${name}: ${status}`, async ({ app, page, sent }) => {
      const answered = page.waitForResponse((response) => response.request().method() === 'POST' && response.url().endsWith('/revokeToken'));
      await app.revoke(ID(digits));
      await app.seesAlert(next);

      const headers = await (await answered).allHeaders();
      expect(await app.detailsOf(app.alert)).toMatchObject({
        'HTTP status': status,
        Code: code,
        Message: message,
        'Profile ID': ID(digits),
        'request-id': headers['request-id'],
        'client-request-id': sent()[0].headers['client-request-id'],
      });
      const { notRevoked, mayBeRevoked } = app.words;
      const [certainty, opposite] = revoked === 'no' ? [notRevoked, mayBeRevoked] : [mayBeRevoked, notRevoked];
      await expect(app.alert.getByRole('heading', { name: certainty, exact: true })).toBeVisible();
      await expect(app.alert).not.toContainText(opposite);
      await expect(app.success).toBeHidden();
      // Intune's internal address is nobody's business.
      await expect(page.getByText(/fef\.|manage\.microsoft\.com/)).toHaveCount(0);
      expect(sent()).toHaveLength(1);

      if (thenWorks) {
        await app.revoke(ID(digits));
        await app.seesSuccess();
        await expect(app.alert).toBeEmpty();
        expect(sent()).toHaveLength(2);
      }
    });
  }

  for (const digits of UNANSWERED) {
    const { name } = SAMPLES.find(({ id }) => id === ID(digits));

    test(`${digits} ${name}: the outcome is unknown`, async ({ app, sent }) => {
      await app.revoke(ID(digits));
      await app.seesAlert('No answer: it is not known whether the token was revoked', LOOK_FIRST);
      const details = await app.detailsOf(app.alert);
      expect(details).toMatchObject({
        'HTTP status': 'none',
        'Profile ID': ID(digits),
        'client-request-id': sent()[0].headers['client-request-id'],
      });
      expect(details).not.toHaveProperty('request-id');
      await expect(app.alert).not.toContainText(app.words.notRevoked);
      await expect(app.success).toBeHidden();
      expect(sent()).toHaveLength(1);
    });
  }

  test('no answer does not mean that nothing was done', async ({ app, tenant }) => {
    await app.revoke(ID('000000000902'));
    await app.seesAlert('it is not known whether the token was revoked');
    expect(tenant.graph.profile(ID('000000000902')).tokenValue).toBe('');
  });

  test('offline: the outcome is unknown, as the request may have left before', async ({ app, context, sent }) => {
    await app.ask(ID('000000000500'));
    await context.setOffline(true);
    await app.confirm();
    await app.seesAlert('No answer: it is not known whether the token was revoked', 'This device is offline.');
    expect(sent()).toEqual([]);
  });

  test('the ids can be copied', async ({ app, page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await app.revoke(ID('000000000403'));
    await app.seesAlert('403 Forbidden');
    const details = await app.detailsOf(app.alert);
    for (const name of ['request-id', 'client-request-id', 'Profile ID', 'Intune activity ID']) {
      await app.alert.getByRole('button', { name: `Copy ${name}`, exact: true }).click();
      await expect.poll(copied).toBe(details[name]);
      await expect(app.alert.getByRole('button', { name: 'Copied' }).first()).toBeVisible();
    }
  });
});

test('a new attempt clears the last outcome, and signing out takes it away', async ({ app }) => {
  await app.openSignedIn();
  await app.revoke(ID('000000000403'));
  await app.seesAlert('403 Forbidden');
  await app.ask(ID('000000000404'));
  await app.confirm();
  await app.seesAlert('404 Not Found');
  await expect(app.alert).not.toContainText('403');
  await app.signOut();
  await app.signIn();
  await expect(app.alert).toBeEmpty();
});
