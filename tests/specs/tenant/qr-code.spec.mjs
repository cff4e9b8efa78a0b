import { SECRETS } from '../../../sandbox/graph/profiles.mjs';
import { qrFile } from '../../helpers/pictures.mjs';
import { expect, test } from '../../tenant/graph-caller.mjs';
import { AFW, COLD_STORAGE, OWNER, SALE, SCANNERS } from '../../tenant/named-profiles.mjs';

/**
 * @import { TestArgs } from '../../tenant/graph-caller.mjs'
 */

const EXTRA = 'android.app.extra.PROVISIONING_';
const SELECT = '$select=tokenValue,tokenExpirationDateTime,qrCodeContent,qrCodeImage';
const KIOSKS = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a02';
const LIBRARY = '1d2ce3bc-d1d6-4c20-ab34-69246ca59cea';
const DOORS = 'cb0adcfd-3596-4526-a683-c8968149d9f0';
const KYOTO = '4de1343f-3ee1-4a27-96bc-518296cbc860';
const ROBOTS = 'dd7222e9-683b-41df-a8f8-5fe4d399be52';

/** @param {string} text */
const decoded = (text) => Buffer.from(text, 'base64').toString();

/**
 * What a read tells of the QR code of a profile.
 * @param {TestArgs['get']} get
 * @param {string} collection
 * @param {string} id
 */
const codeOf = async (get, collection, id) => (await get(`${collection}/${id}?${SELECT}`)).json;

test('of Android Enterprise: JSON as Google and Microsoft document it, and the picture of that', async ({ tenant, get }) => {
  const { tokenValue, qrCodeContent, qrCodeImage } = await codeOf(get, OWNER, SALE);
  expect(JSON.parse(qrCodeContent)).toEqual({
    [`${EXTRA}DEVICE_ADMIN_COMPONENT_NAME`]: 'com.google.android.apps.work.clouddpc/.receivers.CloudDeviceAdminReceiver',
    [`${EXTRA}DEVICE_ADMIN_SIGNATURE_CHECKSUM`]: expect.stringMatching(/^[\w-]{43}$/),
    [`${EXTRA}DEVICE_ADMIN_PACKAGE_DOWNLOAD_LOCATION`]: 'https://play.google.com/managed/downloadManagingApp?identifier=setup',
    [`${EXTRA}ADMIN_EXTRAS_BUNDLE`]: { 'com.google.android.apps.work.clouddpc.EXTRA_ENROLLMENT_TOKEN': tokenValue },
  });
  expect(qrCodeImage).toEqual({ type: 'image/png', value: qrFile(qrCodeContent).toString('base64') });
  expect(tokenValue).toBe(tenant.graph.profile(SALE).tokenValue);
});

test('of others the same in base64', async ({ tenant, get }) => {
  const { tokenValue, qrCodeContent, qrCodeImage } = await codeOf(get, AFW, KIOSKS);
  expect(qrCodeContent).toMatch(/^[A-Za-z0-9+/]+=*$/);
  expect(decoded(qrCodeContent)).toBe(tenant.graph.profile(KIOSKS).qrCodeContent);
  expect(decoded(qrCodeContent)).toContain(tokenValue);
  expect(qrCodeImage.value).toBe(qrFile(decoded(qrCodeContent)).toString('base64'));
});

test('of AOSP: base64 of JSON with the network and its password in it', async ({ tenant, get }) => {
  const { tokenValue, qrCodeContent } = await codeOf(get, OWNER, COLD_STORAGE);
  const { wifiSsid, wifiPassword } = tenant.graph.profile(COLD_STORAGE);
  expect(JSON.parse(decoded(qrCodeContent))).toMatchObject({
    [`${EXTRA}WIFI_SSID`]: wifiSsid,
    [`${EXTRA}WIFI_PASSWORD`]: wifiPassword,
    [`${EXTRA}ADMIN_EXTRAS_BUNDLE`]: { 'com.microsoft.intune.aospagent.ENROLLMENT_TOKEN': tokenValue },
  });
});

for (const [what, id, content, picture] of /** @type {[string, string, boolean, boolean][]} */ ([
  ['no picture', LIBRARY, true, false],
  ['a picture only', DOORS, false, true],
  ['neither', KYOTO, false, false],
])) {
  test(`some have ${what}`, async ({ get }) => {
    const { tokenValue, qrCodeContent, qrCodeImage } = await codeOf(get, AFW, id);
    expect(tokenValue).toMatch(/^\d{20}$/);
    expect([qrCodeContent !== null, qrCodeImage !== null]).toEqual([content, picture]);
  });
}

test('so does one of AOSP, and any other as a test wants it, until a reset', async ({ tenant, get }) => {
  expect(await codeOf(get, OWNER, ROBOTS)).toMatchObject({ qrCodeContent: expect.stringMatching(/^eyJ/), qrCodeImage: null });
  tenant.graph.tellQr(SALE, { content: 'base64', picture: false });
  expect(await codeOf(get, OWNER, SALE)).toMatchObject({ qrCodeContent: expect.stringMatching(/^eyJ/), qrCodeImage: null });
  tenant.reset();
  expect(await codeOf(get, OWNER, SALE)).toMatchObject({ qrCodeContent: expect.stringMatching(/^\{/), qrCodeImage: expect.anything() });
});

for (const [collection, id] of [
  [AFW, SCANNERS],
  [OWNER, SALE],
  [OWNER, COLD_STORAGE],
]) {
  test(`after a new token it is the code of that: ${id}`, async ({ get, createToken }) => {
    const before = await codeOf(get, collection, id);
    await createToken(collection, id, 3600);
    const after = await codeOf(get, collection, id);
    for (const name of ['tokenValue', 'tokenExpirationDateTime', 'qrCodeContent']) expect(after[name]).not.toBe(before[name]);
    expect(after.qrCodeImage.value).not.toBe(before.qrCodeImage.value);
    const text = after.qrCodeContent.startsWith('{') ? after.qrCodeContent : decoded(after.qrCodeContent);
    expect(text).toContain(`"${after.tokenValue}"`);
    expect(after.qrCodeImage.value).toBe(qrFile(text).toString('base64'));
  });
}

test('to read it takes no more than to read, and the log of requests says what was read', async ({ tenant, get }) => {
  const reader = { name: 'Renée Castillo', scopes: ['DeviceManagementConfiguration.Read.All'] };
  expect((await get(`${OWNER}/${SALE}?${SELECT}`, reader)).json.tokenValue).toMatch(/^\d{20}$/);
  expect(tenant.graph.secretReads.map(({ secrets }) => secrets)).toEqual([SECRETS]);
});

test('the tenant remembers every form in which it told a secret, for whoever looks where they went', async ({ tenant, get }) => {
  await get(`${OWNER}?$select=id,displayName`);
  expect([...tenant.graph.toldSecrets]).toEqual([]);
  const { tokenValue, qrCodeContent, qrCodeImage } = await codeOf(get, OWNER, COLD_STORAGE);
  const { qrCodeContent: text, wifiPassword } = tenant.graph.profile(COLD_STORAGE);
  const escaped = JSON.stringify(text).slice(1, -1);
  expect([...tenant.graph.toldSecrets].sort()).toEqual([tokenValue, qrCodeContent, qrCodeImage.value, text, escaped, wifiPassword].sort());
  tenant.reset();
  tenant.graph.withhold(SALE, { alone: '***' });
  await get(`${OWNER}/${SALE}?$select=tokenValue`);
  expect([...tenant.graph.toldSecrets]).toEqual([]);
  await get(OWNER);
  expect([...tenant.graph.toldSecrets]).toEqual([wifiPassword]);
});

test('a picture is a file that is there, byte by byte', async ({ get }) => {
  const { qrCodeImage } = await codeOf(get, OWNER, SALE);
  const bytes = Buffer.from(qrCodeImage.value, 'base64');
  expect(bytes.toString('base64')).toBe(qrCodeImage.value);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
});
