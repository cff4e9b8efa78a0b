import { AOSP } from '../../../sandbox/graph/samples/aosp.mjs';
import { REFUSALS } from '../../../sandbox/graph/samples/refusals.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { ID, samplesOf } from '../../tenant/samples.mjs';

/** @import { Response } from '@playwright/test' */

const ERROR = 'An error has occurred';
const ASK_FOR_ROLE = 'Ask for the role Intune Administrator';
const GET_APPROVAL = 'Revoke the token in the Intune admin center';
const CHECK_ROLE = 'Check your Intune role';
const CHECK_ID = 'Check the ID and the profile type.';
const SIGN_IN_AGAIN = 'Sign out, sign in again';

/**
 * What a person reads of a refusal.
 * @type {Record<string, {status: string, code: string, message: unknown, next?: string, exists?: boolean}>}
 */
const REFUSED = {
  '000000000403': { status: '403 Forbidden', code: 'Forbidden', message: 'User is not authorized to perform this operation', next: ASK_FOR_ROLE },
  '000000004030': {
    status: '403 Forbidden',
    code: 'Forbidden',
    message:
      'Application is not authorized to perform this operation. Application must have one of the following scopes: DeviceManagementConfiguration.ReadWrite.All',
    next: 'An administrator must grant the permission',
  },
  '000000403501': { status: '403 Forbidden', code: 'Forbidden', message: ERROR, next: CHECK_ROLE },
  '000000403502': { status: '403 Forbidden', code: 'none', message: 'You do not have the required permissions to access this item.', next: CHECK_ROLE },
  '000000403503': {
    status: '403 Forbidden',
    code: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to complete the operation.',
    next: CHECK_ROLE,
  },
  '000000400501': { status: '400 Bad Request', code: 'BadRequest', message: 'Request not applicable to target tenant.', next: 'the licences of that tenant' },
  '000000000401': { status: '401 Unauthorized', code: 'Forbidden', message: ERROR, next: CHECK_ROLE },
  '000000400503': { status: '400 Bad Request', code: 'Forbidden', message: ERROR, next: CHECK_ID },
  '000000400504': { status: '400 Bad Request', code: 'Forbidden', message: expect.stringContaining(ERROR), next: CHECK_ID },
  '000000401501': {
    status: '401 Unauthorized',
    code: 'InvalidAuthenticationToken',
    message: 'Lifetime validation failed, the token is expired.',
    next: SIGN_IN_AGAIN,
  },
  '000000401502': {
    status: '401 Unauthorized',
    code: 'InvalidAuthenticationToken',
    message: 'Error authenticating with resource: ClaimsChallengeRequiredException was thrown.',
    next: SIGN_IN_AGAIN,
  },
  '000000000400': { status: '400 Bad Request', code: 'BadRequest', message: 'The enrollment profile cannot be changed', next: CHECK_ID },
  '000000400502': { status: '400 Bad Request', code: 'BadRequest', message: 'The request is not valid', next: CHECK_ID },
  '000000400505': { status: '400 Bad Request', code: 'none', message: 'none', next: 'Check the network' },
  '000000400506': {
    status: '400 Bad Request',
    code: 'BadRequest',
    message: expect.stringContaining('<img src=x onerror=alert(1)><b>Not bold</b>'),
    next: CHECK_ID,
  },
  '000000400507': { status: '400 Bad Request', code: 'BadRequest', message: "Resource not found for the segment 'revokeToken'.", next: CHECK_ID },
  '000000404501': { status: '404 Not Found', code: 'ResourceNotFound', message: 'Invalid version: beta', next: 'Check the ID' },
  '000000000409': { status: '409 Conflict', code: 'Conflict', message: 'The enrollment profile was changed by another request', next: 'Wait a moment' },
  '000000000404': { exists: false, status: '404 Not Found', code: 'ResourceNotFound', message: 'Enrollment profile not found' },
  '000000400601': { exists: false, status: '400 Bad Request', code: 'BadRequest', message: expect.stringContaining('Cannot find profile with Id') },
  '000000400602': { exists: false, status: '400 Bad Request', code: 'Request_ResourceNotFound', message: expect.stringContaining('does not exist') },
  '000000400603': {
    status: '400 Bad Request',
    code: 'BadRequest',
    message: "Header 'x-msft-approval-justification' is required to request approval",
    next: GET_APPROVAL,
  },
  '000000403601': { status: '403 Forbidden', code: 'ApprovalRequired', message: expect.stringContaining('Approval Required.'), next: GET_APPROVAL },
  '000000409601': { status: '409 Conflict', code: 'Conflict', message: 'An active Approval Request already exists for this resource', next: GET_APPROVAL },
};

/** @param {Response} response */
const isRevocation = (response) => response.request().method() === 'POST' && response.url().endsWith('/revokeToken');

test.beforeEach(async ({ app }) => {
  await app.openSignedIn();
});

for (const { id, name, status, code, message, next, exists } of samplesOf(REFUSALS, REFUSED)) {
  if (exists === false) {
    test(`${name}: both collections are asked, and whether to go on`, async ({ app, sent, reads }) => {
      await app.request(id);
      await app.seesTheQuestion('The profile could not be read. You can revoke its token all the same.');
      await expect(app.dialog).toContainText('There is no profile with this ID, as far as your account can see.');
      await expect(app.dialog).toContainText(status);
      expect(reads().map(({ path }) => path)).toEqual(
        ['androidForWork', 'androidDeviceOwner'].map((kind) => `/beta/deviceManagement/${kind}EnrollmentProfiles/${id}`),
      );
      expect(sent()).toEqual([]);

      await app.confirm();
      await app.seesAlert(app.words.notRevoked, 'There is no profile with this ID');
      expect(await app.detailsOf(app.alert)).toMatchObject({
        'HTTP status': status,
        Code: code,
        Message: message,
        'Profile ID': id,
      });
      expect(sent()).toHaveLength(1);
    });
    continue;
  }

  test(`${name}: ${status}`, async ({ app, page, tenant, sent }) => {
    const before = tenant.identity.requests.length;
    const answered = page.waitForResponse(isRevocation);
    await app.revoke(id);
    await app.seesAlert(next ?? '');

    const headers = await (await answered).allHeaders();
    expect(await app.detailsOf(app.alert)).toMatchObject({
      'HTTP status': status,
      Code: code,
      Message: message,
      'Profile ID': id,
      'request-id': headers['request-id'],
      'client-request-id': sent()[0].headers['client-request-id'],
    });
    await expect(app.alert.getByRole('heading', { name: app.words.notRevoked, exact: true })).toBeVisible();
    await expect(app.alert).not.toContainText(app.words.mayBeRevoked);
    await expect(app.success).toBeHidden();
    // Intune's internal address is nobody's business, and what Graph says is text.
    await expect(page.getByText(/fef\.|manage\.microsoft\.com/)).toHaveCount(0);
    await expect(app.alert.locator('img')).toHaveCount(0);
    // Nor does a refusal start a sign-in.
    expect(tenant.identity.requests).toHaveLength(before);
    expect(sent()).toHaveLength(1);
  });
}

test('a profile that cannot be read first and is of the other type: the page says so, and offers that type', async ({ app, tenant, sent }) => {
  const id = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103';
  tenant.graph.faults.push({ method: 'GET', path: new RegExp(`/${id}$`), times: 2, answer: { status: 500 } });
  await app.revoke(id);
  await app.seesAlert(app.words.notRevoked, 'The profile with this ID is of the other profile type.', '404 Not Found');
  expect(sent()).toHaveLength(1);
  await app.alert.getByRole('button', { name: 'Use Device owner', exact: true }).click();
  await app.seesTheQuestion();
  expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile type': 'Device owner', Name: 'Point of sale' });
  await app.confirm();
  await app.seesSuccess(id);
  expect(sent()).toHaveLength(2);
});

/**
 * By which names an AOSP profile is called, as entered with and without `AOSP-`.
 * @type {Record<string, {bare: string[], prefixed: string[], fails?: boolean}>}
 */
const CALLED = {
  '000000700101': { bare: ['', 'AOSP-'], prefixed: ['AOSP-'] },
  '000000700102': { bare: ['', 'AOSP-'], prefixed: ['AOSP-'] },
  '000000700103': { bare: [''], prefixed: ['AOSP-', ''] },
  '000000700104': { bare: [''], prefixed: ['AOSP-'], fails: true },
};

for (const { id, name, fails, ...forms } of samplesOf(AOSP, CALLED)) {
  for (const [form, names] of /** @type {const} */ ([
    ['bare', forms.bare],
    ['prefixed', forms.prefixed],
  ])) {
    test(`${name}: entered ${form}, revoked as ${names.map((prefix) => `${prefix}…`).join(', then ')}`, async ({ app, sent }) => {
      await app.revoke(form === 'bare' ? id : `AOSP-${id}`, app.words.deviceOwner);
      if (fails) await app.seesAlert(app.words.notRevoked, 'The profile still holds the same token.');
      else await app.seesSuccess();
      expect(sent().map(({ path }) => path)).toEqual(
        names.map((prefix) => `/beta/deviceManagement/androidDeviceOwnerEnrollmentProfiles/${prefix}${id}/revokeToken`),
      );
    });
  }
}

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

test('the answer as it came can be unfolded, without internal addresses', async ({ app }) => {
  await app.revoke(ID('000000000403'));
  await app.seesAlert('403 Forbidden');
  const raw = app.alert.locator('pre');
  await expect(raw).toBeHidden();
  await app.alert.getByText('Answer as it came').click();
  await expect(raw).toContainText('"innerError"');
  await expect(raw).not.toContainText(/fef\.|manage\.microsoft\.com/);
});

test('a new attempt clears the last outcome, and signing out takes it away', async ({ app }) => {
  await app.revoke(ID('000000000403'));
  await app.seesAlert('403 Forbidden');
  await app.revoke(ID('000000000409'));
  await app.seesAlert('409 Conflict');
  await expect(app.alert).not.toContainText('403');
  await app.signOut();
  await app.signIn();
  await expect(app.alert).toBeEmpty();
});
