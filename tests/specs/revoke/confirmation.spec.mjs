import { notFoundAs400 } from '../../../sandbox/graph/answers.mjs';
import { READS } from '../../../sandbox/graph/samples/reads.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';
import { samplesOf } from '../../tenant/samples.mjs';

/** @param {string} last */
const AFW = (last) => `2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a${last}`;
/** @param {string} last */
const OWNER = (last) => `7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b1${last}`;
const DEAD = /^expired or revoked since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+05:30$/;
const AT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+05:30$/;
const NEVER = /^works, does not expire$/;
/** @param {number} days */
const inDays = (days) => new RegExp(`^works, expires in (${days - 1}|${days}) days$`);

/**
 * What is known of each kind of profile before its token is revoked.
 * @type {[id: string, type: 'androidForWork' | 'deviceOwner', name: string, token: RegExp, devices: string, mode?: string][]}
 */
const FACTS = [
  [AFW('01'), 'androidForWork', 'Warehouse scanners – Rotterdam', inDays(61), '418'],
  [AFW('02'), 'androidForWork', 'Retail kiosks EMEA', /^works until 20\d\d$/, '1,204'],
  [AFW('04'), 'androidForWork', 'Summer pop-up stores 2025', DEAD, '52'],
  [AFW('05'), 'androidForWork', '配送终端 – 上海', inDays(30), '87'],
  [AFW('06'), 'androidForWork', 'Lost box of QR posters (revoked)', DEAD, '3'],
  [OWNER('01'), 'deviceOwner', 'Default Fully Managed Profile', NEVER, '2,310', 'Fully managed'],
  [OWNER('02'), 'deviceOwner', 'Field service phones', NEVER, '664', 'Corporate work profile'],
  [OWNER('04'), 'deviceOwner', 'Ward tablets, shared sign-in', inDays(74), '131', 'Dedicated'],
  [OWNER('05'), 'deviceOwner', 'Staging at reseller', inDays(3), '240', 'Fully managed'],
  [OWNER('06'), 'deviceOwner', 'AR headsets, user associated', inDays(88), '19', 'AOSP, user-associated'],
  [OWNER('07'), 'deviceOwner', 'Cold storage scanners (AOSP)', inDays(45), '73', 'AOSP, userless'],
  [OWNER('09'), 'deviceOwner', 'Pilot – COPE spring', DEAD, '12', 'Corporate work profile'],
];

/**
 * Why a profile cannot be read, which does not prevent a revocation.
 * @type {Record<string, {why?: string, mode?: string, looks?: number}>}
 */
const UNREAD = {
  '000000403301': { why: 'Your account has no Intune role' },
  '000000403302': { why: 'This app lacks a permission' },
  '000000403303': { why: 'Your account has no Intune role' },
  '000000401301': { why: 'Intune refused, and does not say why.' },
  '000000404301': { why: 'There is no profile with this ID', looks: 2 },
  '000000500301': { why: 'The service has a fault.' },
  '000000400301': { why: 'The service has a fault.' },
  '000000502301': { why: 'The answer does not come from Graph' },
  '000000200301': { why: 'The answer does not come from Graph' },
  '000000200302': { why: 'The answer does not come from Graph' },
  '000000200303': { why: 'The answer does not come from Graph' },
  '000000200304': { mode: 'corporateOwnedHologram' },
  '000000200305': { mode: 'Dedicated' },
  '000000901301': { why: 'The connection failed' },
  '000000903301': { why: 'Graph took too long to answer.' },
};

test('before confirmation the page shows which token is current, of every kind of profile', async ({ app, sent }) => {
  await app.openSignedIn();
  for (const [id, type, name, token, devices, mode] of FACTS) {
    await test.step(name, async () => {
      if (token === DEAD) await app.askOfInactive(id, app.words[type]);
      else await app.ask(id, app.words[type]);
      expect(await app.detailsOf(app.dialog)).toEqual({
        'Profile ID': id,
        'Profile type': app.words[type],
        Name: name,
        ...(mode ? { 'Enrollment mode': mode, 'Token created': expect.stringMatching(AT) } : {}),
        'Current token': expect.stringMatching(token),
        'Devices enrolled': devices,
        Tenant: '8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346',
        Account: 'mira.okafor@contoso.example',
      });
      await app.cancel();
    });
  }
  expect(sent()).toEqual([]);
});

for (const [id, name, chosen, other] of /** @type {const} */ ([
  [OWNER('03'), 'Point of sale', 'androidForWork', 'deviceOwner'],
  [AFW('01'), 'Warehouse scanners – Rotterdam', 'deviceOwner', 'androidForWork'],
])) {
  test(`under ${chosen}, but of the other type: it is offered, and nothing is posted by itself`, async ({ app, page, sent, reads }) => {
    await app.openSignedIn();
    await app.request(id, app.words[chosen]);
    await expect(app.dialog).toHaveAccessibleName('The profile is of the other type');
    expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': id, 'Profile type': app.words[other], Name: name });
    await expect(app.confirmButton).toBeHidden();
    await expect(app.cancelButton).toBeFocused();
    expect(reads()).toHaveLength(2);
    await page.keyboard.press('Escape');
    await app.seesNoDialog();

    await app.request(id, app.words[chosen]);
    await app.dialog.getByRole('button', { name: `Use ${app.words[other]}`, exact: true }).click();
    await app.seesTheQuestion();
    expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile type': app.words[other], Name: name });
    expect(sent()).toEqual([]);
    await app.confirm();
    await app.seesSuccess();
    expect(sent().map(({ path }) => path)).toEqual([
      expect.stringMatching(new RegExp(`${other === 'deviceOwner' ? 'androidDeviceOwner' : 'androidForWork'}EnrollmentProfiles/${id}/revokeToken$`)),
    ]);
  });
}

test('a collection that says 400 for an ID it does not know: the other one is looked at', async ({ app, tenant, sent, reads }) => {
  const id = OWNER('03');
  tenant.graph.faults.push({ method: 'GET', path: new RegExp(`androidForWork\\w+/${id}$`), answer: notFoundAs400 });
  await app.openSignedIn();
  await app.request(id, app.words.androidForWork);
  await expect(app.dialog).toHaveAccessibleName('The profile is of the other type');
  await app.dialog.getByRole('button', { name: 'Use Device owner', exact: true }).click();
  await app.seesTheQuestion();
  expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile type': 'Device owner', Name: 'Point of sale' });
  expect(reads()).toHaveLength(3);
  expect(sent()).toEqual([]);
});

for (const { id, name, type, why, mode, looks = 1 } of samplesOf(READS, UNREAD)) {
  test(`${name}: ${mode ?? why}`, async ({ app, page, sent, reads }) => {
    await page.clock.install();
    await app.openSignedIn();
    await app.request(id, app.words[type]);
    await app.passTimeUntil(app.confirmButton);
    if (mode) expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Enrollment mode': mode });
    else await app.seesTheQuestion('The profile could not be read. You can revoke its token all the same.');
    await expect(app.dialog).toContainText(present(mode ?? why));
    expect(sent()).toEqual([]);
    expect(reads()).toHaveLength(looks);

    await app.confirm();
    await app.passTimeUntil(app.success.getByText(mode ? app.words.confirmed : 'The profile cannot be read, so this is not confirmed.'));
    expect(sent()).toHaveLength(1);
  });
}

test('a profile that can be read only at the second time is shown before anything is sent', async ({ app, tenant, sent }) => {
  tenant.graph.faults.push({ method: 'GET', path: new RegExp(`/${AFW('01')}$`), answer: { status: 500 } });
  await app.openSignedIn();
  await app.ask(AFW('01'));
  await app.confirm();
  await app.seesTheQuestion('The profile can be read now. Nothing was revoked');
  expect(sent()).toEqual([]);
  await app.confirm();
  await app.seesSuccess();
  expect(sent()).toHaveLength(1);
});

test('a profile that can no longer be read: the page says so before anything is sent', async ({ app, tenant, sent }) => {
  await app.openSignedIn();
  await app.ask(AFW('01'));
  tenant.graph.faults.push({ method: 'GET', path: new RegExp(`/${AFW('01')}$`), answer: { status: 500 } });
  await app.confirm();
  await app.seesTheQuestion('The profile could not be read again. Nothing was revoked.');
  expect(sent()).toEqual([]);
});

test('another token since it was shown: a warning, and nothing is sent', async ({ app, tenant, sent }) => {
  await app.openSignedIn();
  await app.ask(AFW('01'));
  tenant.graph.replaceToken(AFW('01'));
  const { tokenValue } = tenant.graph.profile(AFW('01'));
  await app.confirm();
  await app.seesTheQuestion('The profile holds another token than the one you were shown. Nothing was revoked: look again.');
  expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Current token': expect.stringMatching(inDays(30)) });
  await app.cancel();
  expect(sent()).toEqual([]);
  expect(tenant.graph.profile(AFW('01')).tokenValue).toBe(tokenValue);
});

test('reading can be cancelled while it is under way', async ({ app, page, sent }) => {
  await app.openSignedIn();
  await app.request('00000000-0000-4000-8000-000000903301');
  await expect(app.dialog).toHaveAccessibleName('Reading the profile');
  await expect(app.dialog).toContainText('Nothing is sent before you confirm.');
  await expect(app.cancelButton).toBeFocused();
  await page.keyboard.press('Escape');
  await app.seesNoDialog();
  await app.revoke(AFW('01'));
  await app.seesSuccess();
  expect(sent()).toHaveLength(1);
});
