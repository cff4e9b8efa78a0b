import { MANAGED_DEVICES, NO_ENTRA_ID } from '../../../sandbox/graph/device.mjs';
import { listFault } from '../../../sandbox/graph/list-faults.mjs';
import { LEAVING } from '../../../sandbox/graph/seed-devices.mjs';
import { createThrottle } from '../../../sandbox/graph/throttle.mjs';
import { expect, test } from '../../tenant/graph-caller.mjs';
import { AFW, COLD_STORAGE, KITCHEN, PILOTS, SALE, TABLETS } from '../../tenant/named-profiles.mjs';

/**
 * @import { CallOptions } from '../../tenant/graph-caller.mjs'
 * @import { ManagedDevice } from '../../../sandbox/graph/device.mjs'
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 */

const READER = { scopes: ['DeviceManagementManagedDevices.Read.All'] };
const SELECT = '$select=id,deviceName,enrolledDateTime,deviceEnrollmentType,azureADDeviceId,serialNumber';
const DOORS = 'cb0adcfd-3596-4526-a683-c8968149d9f0';
const DEFAULT_FULLY_MANAGED = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b101';
const DAY = 86_400_000;

/** @param {string} text */
const filter = (text) => `$filter=${encodeURIComponent(text)}`;
/** @param {number} days */
const daysAgo = (days) => new Date(Date.now() - days * DAY).toISOString();
/**
 * The devices that say they enrolled with this profile: by its name, as Intune tells nothing else.
 * @param {Tenant} tenant
 * @param {string} id
 */
const enrolledWith = (tenant, id) => tenant.graph.devices.all().filter(({ enrollmentProfileName: name }) => name === tenant.graph.profile(id).displayName);
/**
 * @param {ManagedDevice} device
 * @param {number} ms
 */
const since = ({ enrolledDateTime }, ms) => Date.parse(enrolledDateTime) > ms;

test('several hundred of all kinds, page by page, the same each time', async ({ tenant, getAll }) => {
  const { pages, rows } = await getAll(`${MANAGED_DEVICES}?${SELECT}&$count=true`, READER);
  expect(rows.length).toBeGreaterThan(900);
  expect(pages.length).toBe(Math.ceil(rows.length / 100));
  expect(pages.every((page) => page['@odata.count'] === rows.length)).toBe(true);
  expect(pages[0]['@odata.nextLink']).toContain(`${tenant.page.graphUrl}/beta/deviceManagement/${MANAGED_DEVICES}?`);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  expect(rows.filter((row) => `$select=${Object.keys(row)}` !== SELECT)).toEqual([]);
  const kinds = new Set(rows.map(({ deviceEnrollmentType }) => deviceEnrollmentType));
  for (const kind of [
    'androidEnterpriseDedicatedDevice',
    'androidEnterpriseFullyManaged',
    'androidEnterpriseCorporateWorkProfile',
    'androidAOSPUserOwnedDeviceEnrollment',
    'androidAOSPUserlessDeviceEnrollment',
    'windowsAzureADJoin',
    'appleBulkWithUser',
    'userEnrollment',
  ]) {
    expect(kinds).toContain(kind);
  }
  const { rows: again } = await getAll(`${MANAGED_DEVICES}?${SELECT}&$top=250`, READER);
  expect(again).toEqual(rows);
});

test('no list tells the name of a profile, whatever it selects; a read of the device does', async ({ tenant, get, getAll }) => {
  for (const query of ['$select=id,enrollmentProfileName&$top=1000', '$top=1000']) {
    const { rows } = await getAll(`${MANAGED_DEVICES}?${query}`, READER);
    expect(rows.filter(({ enrollmentProfileName: name }) => name !== null)).toEqual([]);
  }
  const [{ id }] = enrolledWith(tenant, COLD_STORAGE);
  const { status, json } = await get(`${MANAGED_DEVICES}/${id}?$select=id,enrollmentProfileName`, READER);
  expect([status, json.enrollmentProfileName]).toEqual([200, 'Cold storage scanners (AOSP)']);
  const whole = await get(`${MANAGED_DEVICES}('${id}')`, READER);
  expect(whole.json).toEqual({
    '@odata.context': `${tenant.page.graphUrl}/beta/$metadata#deviceManagement/managedDevices/$entity`,
    ...tenant.graph.devices.find(id),
  });
});

test.describe('filters', () => {
  for (const operator of /** @type {const} */ (['gt', 'ge', 'lt', 'le'])) {
    test(`by the time of enrollment: ${operator}`, async ({ tenant, getAll }) => {
      const some = tenant.graph.devices.all()[700];
      const moment = Date.parse(some.enrolledDateTime);
      /** @type {Record<string, (at: number) => boolean>} */
      const compare = { gt: (at) => at > moment, ge: (at) => at >= moment, lt: (at) => at < moment, le: (at) => at <= moment };
      const { rows } = await getAll(`${MANAGED_DEVICES}?${SELECT}&$top=1000&${filter(`enrolledDateTime ${operator} ${some.enrolledDateTime}`)}`, READER);
      const expected = tenant.graph.devices.all().filter(({ enrolledDateTime }) => compare[operator](Date.parse(enrolledDateTime)));
      expect(rows.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      expect(rows.some(({ id }) => id === some.id)).toBe(['ge', 'le'].includes(operator));
    });
  }

  test('two of them with “and”, also of the last sync, page by page', async ({ tenant, getAll }) => {
    tenant.graph.pageSize = 20;
    const [from, to] = [daysAgo(30), daysAgo(7)];
    const { pages, rows } = await getAll(`${MANAGED_DEVICES}?${SELECT}&${filter(`enrolledDateTime ge ${from} and enrolledDateTime lt ${to}`)}`, READER);
    const within = tenant.graph.devices.all().filter((device) => since(device, Date.parse(from) - 1) && !since(device, Date.parse(to) - 1));
    expect(rows.map(({ id }) => id)).toEqual(within.map(({ id }) => id));
    expect(pages.length).toBeGreaterThan(1);
    const { rows: none } = await getAll(`${MANAGED_DEVICES}?${filter(`enrolledDateTime lt ${from} and (lastSyncDateTime gt ${daysAgo(-1)})`)}`, READER);
    expect(none).toEqual([]);
  });

  const UNSUPPORTED = [
    "enrollmentProfileName eq 'Kitchen displays 🍕'",
    "deviceEnrollmentType eq 'androidEnterpriseDedicatedDevice'",
    "operatingSystem eq 'Android'",
    `azureADDeviceId ne '${NO_ENTRA_ID}'`,
    'enrolledDateTime eq 2026-11-20T10:00:00Z',
    'enrolledDateTime gt 2026-11-20 or enrolledDateTime lt 2026-10-01',
  ];
  for (const text of UNSUPPORTED) {
    test(`ignored, or refused where a test wants that: ${text}`, async ({ tenant, get }) => {
      const { status, json } = await get(`${MANAGED_DEVICES}?$top=1&$count=true&${filter(text)}`, READER);
      expect([status, json['@odata.count']]).toEqual([200, tenant.graph.devices.all().length]);
      tenant.graph.devices.unknownFilter = 'refused';
      const refused = await get(`${MANAGED_DEVICES}?$top=1&${filter(text)}`, READER);
      expect([refused.status, refused.json.error.code]).toEqual([400, 'BadRequest']);
      tenant.reset();
      expect((await get(`${MANAGED_DEVICES}?$top=1&${filter(text)}`, READER)).status).toBe(200);
    });
  }

  test('what is not supported does not undo what is beside it', async ({ tenant, get }) => {
    const from = daysAgo(7);
    const { json } = await get(`${MANAGED_DEVICES}?$top=1&$count=true&${filter(`operatingSystem eq 'Android' and enrolledDateTime gt ${from}`)}`, READER);
    expect(json['@odata.count']).toBe(tenant.graph.devices.all().filter((device) => since(device, Date.parse(from))).length);
  });

  for (const text of ['enrolledDateTime gt yesterday', "profile eq 'x'", 'enrolledDateTime gt', "contains(deviceName,'x')"]) {
    test(`400 in any case: ${text}`, async ({ get }) => {
      expect((await get(`${MANAGED_DEVICES}?${filter(text)}`, READER)).status).toBe(400);
    });
  }

  for (const query of ['$select=id,profileName', '$expand=users', '$top=0', '$orderby=deviceName']) {
    test(`400 for ${query}`, async ({ get }) => {
      expect((await get(`${MANAGED_DEVICES}?${query}`, READER)).status).toBe(400);
    });
  }
});

test.describe('the devices of a profile', () => {
  for (const id of [KITCHEN, TABLETS, COLD_STORAGE]) {
    test(`are as many as it counts: ${id}`, async ({ tenant }) => {
      expect(enrolledWith(tenant, id)).toHaveLength(tenant.graph.profile(id).enrolledDeviceCount);
    });
  }

  test('or fewer, where some have left, and of large fleets only some are there', async ({ tenant }) => {
    expect(enrolledWith(tenant, DOORS)).toHaveLength(tenant.graph.profile(DOORS).enrolledDeviceCount - 2);
    expect(enrolledWith(tenant, SALE).length).toBeLessThan(tenant.graph.profile(SALE).enrolledDeviceCount);
  });

  test('enrolled while there was a token, and since the latest was made, also after it is replaced', async ({ tenant, createToken }) => {
    const { tokenCreationDateTime = '' } = tenant.graph.profile(KITCHEN);
    await createToken('androidDeviceOwnerEnrollmentProfiles', KITCHEN, 3600);
    const devices = enrolledWith(tenant, KITCHEN);
    expect(devices.every((device) => since(device, Date.parse(tokenCreationDateTime) - 1000))).toBe(true);
    expect(devices.some((device) => since(device, Date.parse(tenant.graph.profile(KITCHEN).tokenCreationDateTime ?? '')))).toBe(false);
  });

  test('cannot be told apart where two profiles have one name', async ({ tenant }) => {
    const counts = PILOTS.map((id) => tenant.graph.profile(id).enrolledDeviceCount);
    expect(enrolledWith(tenant, PILOTS[0])).toHaveLength(counts[0] + counts[1]);
  });

  test('of the default profile name none, not even by themselves', async ({ tenant, get }) => {
    expect(enrolledWith(tenant, DEFAULT_FULLY_MANAGED)).toEqual([]);
    const nameless = tenant.graph.devices
      .all()
      .find((one) => one.deviceEnrollmentType === 'androidEnterpriseFullyManaged' && one.enrollmentProfileName === null);
    expect((await get(`${MANAGED_DEVICES}/${nameless?.id}?$select=enrollmentProfileName`, READER)).json.enrollmentProfileName).toBeNull();
  });

  test('more of them, and other devices, can be added', async ({ tenant, getAll }) => {
    const before = tenant.graph.devices.all().length;
    tenant.graph.devices.enroll(tenant.graph.profile(KITCHEN), 300);
    tenant.graph.devices.fill(2_000);
    expect(tenant.graph.devices.all()).toHaveLength(before + 2_300);
    expect(enrolledWith(tenant, KITCHEN)).toHaveLength(349);
    const { rows } = await getAll(`${MANAGED_DEVICES}?$select=id&$top=500&${filter(`enrolledDateTime gt ${daysAgo(0.05)}`)}`, READER);
    expect(rows.length).toBeGreaterThanOrEqual(300);
    tenant.reset();
    expect(tenant.graph.devices.all()).toHaveLength(before);
  });
});

test('some are odd: they left, Entra does not know them, or they call themselves what no device should', async ({ tenant, get, getAll }) => {
  const { rows } = await getAll(`${MANAGED_DEVICES}?$top=1000&${filter(`enrolledDateTime gt ${daysAgo(3)}`)}`, READER);
  const odd = rows.filter(({ id }) => id.startsWith('f3b1c0de-')).map(({ deviceName }) => deviceName);
  expect(odd).toEqual(expect.arrayContaining(["=cmd|' /C calc'!A0", '<img src=x onerror=alert(1)><b>Not bold</b>', '', expect.stringContaining('\u202e')]));
  expect(odd.some((name) => name.length > 500)).toBe(true);
  expect(rows.some(({ id }) => id === LEAVING)).toBe(true);
  const { status, json } = await get(`${MANAGED_DEVICES}/${LEAVING}`, READER);
  expect([status, json.error.code]).toEqual([404, 'ResourceNotFound']);
  expect((await get(`${MANAGED_DEVICES}/${SALE}`, READER)).status).toBe(404);
  const entraIds = new Set(tenant.graph.devices.all().map(({ azureADDeviceId }) => azureADDeviceId));
  expect(entraIds).toContain(null);
  expect(entraIds).toContain(NO_ENTRA_ID);
  tenant.graph.devices.leaving.add(rows[0].id);
  expect((await get(`${MANAGED_DEVICES}/${rows[0].id}`, READER)).status).toBe(404);
});

/** @type {Record<string, [caller: CallOptions, status: number, words: string]>} */
const REFUSED = {
  'no token': [{ token: 'x' }, 401, 'InvalidAuthenticationToken'],
  'the permission of the sign-in only': [
    {},
    403,
    'Application must have one of the following scopes: DeviceManagementManagedDevices.Read.All, DeviceManagementManagedDevices.ReadWrite.All',
  ],
  'no role for it': [{ ...READER, name: 'Jonas Weber' }, 403, 'User is not authorized to perform this operation'],
};
for (const [what, [caller, status, words]] of Object.entries(REFUSED)) {
  test(`${what}: ${status}`, async ({ tenant, get }) => {
    const [{ id }] = tenant.graph.devices.all();
    for (const address of [MANAGED_DEVICES, `${MANAGED_DEVICES}/${id}`]) {
      const answer = await get(address, caller);
      expect(answer.status).toBe(status);
      expect(answer.text).toContain(words);
    }
  });
}

test('others may read them, and with that nothing else; nobody may change one', async ({ get, call }) => {
  expect((await get(MANAGED_DEVICES, { ...READER, name: 'Renée Castillo' })).status).toBe(200);
  expect((await get(AFW, READER)).status).toBe(403);
  expect((await call('DELETE', `${MANAGED_DEVICES}/${LEAVING}`, READER)).status).toBe(405);
  expect((await call('POST', `${MANAGED_DEVICES}/${LEAVING}/wipe`, READER)).status).toBe(400);
});

test.describe('too many reads', () => {
  test('as a fault, of the list or of single devices', async ({ tenant, get }) => {
    const [{ id }] = tenant.graph.devices.all();
    tenant.graph.faults.push(listFault('throttled', { collection: `${MANAGED_DEVICES}/[^/]+`, times: 2, seconds: null }));
    expect((await get(MANAGED_DEVICES, READER)).status).toBe(200);
    for (const status of [429, 429, 200]) {
      const answer = await get(`${MANAGED_DEVICES}/${id}`, READER);
      expect([answer.status, answer.headers.has('retry-after')]).toEqual([status, false]);
    }
    tenant.graph.faults.push(listFault('throttled', { collection: MANAGED_DEVICES, page: 2, seconds: 2 }));
    const first = await get(MANAGED_DEVICES, READER);
    const second = await get(first.json['@odata.nextLink'], READER);
    expect([first.status, second.status, second.headers.get('retry-after')]).toEqual([200, 429, '2']);
  });

  test('as a limit of their own, of which reads and writes of profiles are no part', async ({ tenant, get, revoke }) => {
    tenant.graph.throttle = { deviceRequests: 3 };
    for (const _ of [1, 2, 3]) expect((await get(`${MANAGED_DEVICES}?$top=1`, READER)).status).toBe(200);
    expect((await get(`${MANAGED_DEVICES}/${LEAVING}`, READER)).status).toBe(429);
    expect((await get(AFW)).status).toBe(200);
    expect((await revoke(AFW, TABLETS)).status).toBe(204);
  });

  test('Intune’s: 2,000 of one app in any 20 s, 4,000 of all', () => {
    const throttle = createThrottle({ limits: true });
    const call = { arrived: 0, path: `/beta/deviceManagement/${MANAGED_DEVICES}/x`, req: { method: 'GET' }, requestId: 'r', clientRequestId: 'c' };
    for (const appid of ['a', 'b']) {
      const answers = Array.from({ length: 2000 }, () => throttle.refusalOf({ ...call, token: { appid } }));
      expect(answers.filter(Boolean)).toEqual([]);
    }
    expect(throttle.refusalOf({ ...call, token: { appid: 'a' } })?.status).toBe(429);
    expect(throttle.refusalOf({ ...call, token: { appid: 'c' } })?.status).toBe(429);
    expect(throttle.refusalOf({ ...call, arrived: 20_001, token: { appid: 'c' } })).toBeUndefined();
  });
});
