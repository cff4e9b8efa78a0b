import { filterOf, momentOf } from '../../../sandbox/graph/filter.mjs';
import { ANDROID_FOR_WORK, DEVICE_OWNER } from '../../../sandbox/graph/profiles.mjs';
import { expect, test } from '../../tenant/graph-caller.mjs';

/**
 * @import { AuditEvent } from '../../../sandbox/graph/audit.mjs'
 * @import { CallAnswer, CallOptions } from '../../tenant/graph-caller.mjs'
 */

const SCANNERS = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
const POINT_OF_SALE = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103';
const READER = { scopes: ['DeviceManagementApps.Read.All'] };
const EARLIER = 5;

/** Events of the last minute and the next, as a page asks for them. */
const recent = (more = '') => {
  /** @param {number} ms */
  const moment = (ms) => new Date(Date.now() + ms).toISOString();
  return `auditEvents?$filter=${encodeURIComponent(`activityDateTime ge ${moment(-60_000)} and activityDateTime le ${moment(60_000)}${more}`)}`;
};
/**
 * @param {string} id
 * @param {CallAnswer} answer
 * @returns {AuditEvent[]}
 */
const about = (id, { json: { value } }) => value.filter((/** @type {AuditEvent} */ { resources }) => resources.some(({ resourceId }) => resourceId === id));

test('a revocation is one event that names the profile, the person and the request', async ({ revoke, get }) => {
  const before = Date.now();
  await revoke(DEVICE_OWNER, POINT_OF_SALE, { headers: { 'client-request-id': '52effe71-fe71-42ef-b1fe-ef5271feef52' } });
  const { status, json } = await get(recent(), READER);
  expect(status).toBe(200);
  expect(json.value).toEqual([
    {
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      displayName: 'revokeToken AndroidDeviceOwnerEnrollmentProfile',
      componentName: 'Enrollment',
      activity: null,
      activityDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/),
      activityType: 'revokeToken AndroidDeviceOwnerEnrollmentProfile',
      activityOperationType: 'Action',
      activityResult: 'Success',
      correlationId: '52effe71-fe71-42ef-b1fe-ef5271feef52',
      category: 'Enrollment',
      actor: {
        type: null,
        auditActorType: 'ItPro',
        userPermissions: ['*'],
        applicationId: '3b9e7f10-5a2c-4d86-b1f4-6c0d92e85a71',
        applicationDisplayName: 'Token Console',
        userPrincipalName: 'mira.okafor@contoso.example',
        servicePrincipalName: null,
        ipAddress: expect.any(String),
        userId: '5d0c7e52-6c1f-4f3a-9d2b-1a7e08b6c401',
        remoteTenantId: null,
        remoteUserId: null,
        userRoleScopeTags: [{ displayName: 'Default', roleScopeTagId: '0' }],
      },
      resources: [
        {
          displayName: 'Point of sale',
          type: null,
          auditResourceType: 'AndroidDeviceOwnerEnrollmentProfile',
          resourceId: POINT_OF_SALE,
          modifiedProperties: [{ displayName: 'Id', oldValue: null, newValue: POINT_OF_SALE }],
        },
      ],
    },
  ]);
  const at = momentOf(json.value[0].activityDateTime);
  expect(at).toBeGreaterThanOrEqual(before);
  expect(at).toBeLessThanOrEqual(Date.now() + 1);
});

test('what was not done is not in it, and what was done is, whatever was answered', async ({ tenant, revoke, get }) => {
  tenant.graph.randomFaults({ share: 1, kinds: ['serverError'] });
  await revoke(ANDROID_FOR_WORK, SCANNERS);
  expect((await get(recent(), READER)).json.value).toEqual([]);
  tenant.graph.randomFaults({ share: 1, kinds: ['dropActed'] });
  await revoke(ANDROID_FOR_WORK, SCANNERS).catch(() => {});
  expect(about(SCANNERS, await get(recent(), READER))).toHaveLength(1);
});

test('there is none yet, until it is let in', async ({ tenant, revoke, get }) => {
  tenant.graph.auditDelayMs = Infinity;
  await revoke(ANDROID_FOR_WORK, SCANNERS);
  expect((await get(recent(), READER)).json.value).toEqual([]);
  expect((await get('auditEvents', READER)).json.value).toHaveLength(EARLIER);
  tenant.graph.auditDelayMs = 0;
  expect(about(SCANNERS, await get(recent(), READER))).toHaveLength(1);
  tenant.graph.auditDelayMs = 60_000;
  expect((await get(recent(), READER)).json.value).toEqual([]);
  tenant.reset();
  expect((await get('auditEvents', READER)).json.value).toHaveLength(EARLIER);
});

test('a new token is an event too', async ({ call, get }) => {
  await call('POST', `${ANDROID_FOR_WORK}/${SCANNERS}/createToken`, {
    headers: { 'Content-Type': 'application/json', 'client-request-id': '7e1b6f38-0000-4000-8000-000000000001' },
    body: '{"tokenValidityInSeconds": 3600}',
  });
  expect(about(SCANNERS, await get(recent(), READER))).toMatchObject([
    {
      activityType: 'createToken AndroidForWorkEnrollmentProfile',
      correlationId: '7e1b6f38-0000-4000-8000-000000000001',
      actor: { userPrincipalName: 'mira.okafor@contoso.example' },
    },
  ]);
});

test('of v1.0 too, which has no profiles', async ({ tenant, get }) => {
  const root = `${tenant.page.graphUrl}/v1.0/deviceManagement`;
  const { status, json } = await get(`${root}/auditEvents`, READER);
  expect(status).toBe(200);
  expect(json['@odata.context']).toBe(`${tenant.page.graphUrl}/v1.0/$metadata#deviceManagement/auditEvents`);
  expect((await get(`${root}/${ANDROID_FOR_WORK}`)).status).toBe(400);
});

test('page by page, the latest first unless said, each with what was selected', async ({ getAll, revoke }) => {
  await revoke(ANDROID_FOR_WORK, SCANNERS);
  const select = '$select=id,activityDateTime';
  const { pages, rows } = await getAll(`auditEvents?${select}&$top=2&$count=true`, READER);
  expect(pages.map(({ value }) => value.length)).toEqual([2, 2, 2]);
  expect(pages.every((page) => page['@odata.count'] === EARLIER + 1)).toBe(true);
  for (const row of rows) expect(Object.keys(row)).toEqual(['id', 'activityDateTime']);
  const times = rows.map(({ activityDateTime }) => momentOf(activityDateTime));
  expect(times).toEqual([...times].sort((one, other) => other - one));
  const { rows: rising } = await getAll(`auditEvents?${select}&$orderby=${encodeURIComponent('activityDateTime asc')}`, READER);
  expect(rising).toEqual(rows.reverse());
  const { rows: named } = await getAll('auditEvents?$orderby=category', READER);
  const categories = named.map(({ category }) => category);
  expect(categories).toEqual([...categories].sort());
});

/** @type {Record<string, [caller: CallOptions, status: number, words: string]>} */
const REFUSED = {
  'no token': [{ token: 'x' }, 401, 'InvalidAuthenticationToken'],
  'the permission of the sign-in only': [
    {},
    403,
    'Application must have one of the following scopes: DeviceManagementApps.Read.All, DeviceManagementApps.ReadWrite.All',
  ],
  'no role for it': [{ ...READER, name: 'Jonas Weber' }, 403, 'User is not authorized to perform this operation'],
};
for (const [what, [caller, status, words]] of Object.entries(REFUSED)) {
  test(`${what}: ${status}`, async ({ get }) => {
    const answer = await get('auditEvents', caller);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
  });
}

test('to write is enough, and reading profiles takes another permission', async ({ get }) => {
  expect((await get('auditEvents', { scopes: ['DeviceManagementApps.ReadWrite.All'] })).status).toBe(200);
  expect((await get(ANDROID_FOR_WORK, READER)).status).toBe(403);
});

const BAD = {
  'an unknown property selected': '$select=id,secret',
  'an unknown property compared': `$filter=${encodeURIComponent("resourceId eq 'x'")}`,
  'an unknown order': '$orderby=actor',
  'an order of two': `$orderby=${encodeURIComponent('category,id')}`,
  'an option that nothing knows': '$search=x',
  'no events on a page': '$top=0',
  'a time that is none': `$filter=${encodeURIComponent('activityDateTime ge yesterday')}`,
  'a plus that became a space': '$filter=activityDateTime%20ge%202026-01-01T00:00:00+01:00',
};
for (const [what, query] of Object.entries(BAD)) {
  test(`400 for ${what}`, async ({ get }) => {
    const { status, json } = await get(`auditEvents?${query}`, READER);
    expect(status).toBe(400);
    expect(json.error.code).toBe('BadRequest');
  });
}

test('an event by its ID, of which v1.0 tells less', async ({ tenant, revoke, get }) => {
  await revoke(ANDROID_FOR_WORK, SCANNERS);
  const [event] = (await get(recent(), READER)).json.value;
  const { status, json } = await get(`auditEvents/${event.id}`, READER);
  expect(status).toBe(200);
  expect(json).toEqual({ '@odata.context': `${tenant.page.graphUrl}/beta/$metadata#deviceManagement/auditEvents/$entity`, ...event });
  const { json: older } = await get(`${tenant.page.graphUrl}/v1.0/deviceManagement/auditEvents/${event.id}?$select=actor`, READER);
  expect(Object.keys(event.actor).filter((name) => !Object.hasOwn(older.actor, name))).toEqual(['remoteTenantId', 'remoteUserId', 'userRoleScopeTags']);
  expect((await get('auditEvents/x', READER)).status).toBe(404);
});

test('writing to the log is not for anybody', async ({ get, call }) => {
  expect((await get('auditEvents/x/y', READER)).status).toBe(400);
  expect((await call('DELETE', 'auditEvents', READER)).status).toBe(405);
});

test.describe('the language of filters', () => {
  const EVENT = { at: '2026-03-04T05:06:07.0000005Z', kind: "it's", other: 'b' };
  const TRUE = [
    'at gt 2026-03-04T05:06:07Z',
    'at ge 2026-03-04T05:06:07.0000005Z',
    'at le 2026-03-04T06:06:07.0000005+01:00',
    'at lt 2026-03-05',
    "kind eq 'it''s' and other ne 'and'",
    "(at ge 2026-01-01) and (kind eq 'it''s' and (other eq 'b'))",
    "at ge 2026-01-01T00:00Z and other ge 'a' ",
    'at gt 2026-03-04T05:06:07z',
    "kind eq 'x' or other eq 'b'",
    "other eq 'b' or kind eq 'x' and kind eq 'y'",
  ];
  const FALSE = [
    'at gt 2026-03-04T05:06:07.0000005Z',
    'at lt 2026-03-04T05:06:07Z',
    "kind eq 'its'",
    "at ge 2026-01-01 and other eq 'c'",
    "kind eq 'x' or other eq 'c'",
    "(other eq 'b' or kind eq 'x') and kind eq 'y'",
  ];
  const MEANINGLESS = [
    '',
    'at',
    'at ge',
    "at ge 'x'",
    'kind eq x',
    "kind like 'x'",
    "kind toString 'x'",
    "(kind eq 'x'",
    "kind eq 'x')",
    "kind eq 'x' and",
    "kind eq 'x' or",
    "or kind eq 'x'",
    "contains(kind,'x')",
    "not (kind eq 'x')",
    "kind eq 'x",
    "nothing eq 'x'",
  ];
  /** @param {string} text */
  const filter = (text) => filterOf(text, { times: ['at'], texts: ['kind', 'other'] });

  for (const text of TRUE) test(`true: ${text}`, () => expect(filter(text)?.(EVENT)).toBe(true));
  for (const text of FALSE) test(`false: ${text}`, () => expect(filter(text)?.(EVENT)).toBe(false));
  for (const text of MEANINGLESS) test(`not understood: ${text}`, () => expect(filter(text)).toBeUndefined());
});
