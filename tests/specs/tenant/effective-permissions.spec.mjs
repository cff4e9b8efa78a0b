import { expect, test } from '../../tenant/graph-caller.mjs';
import { AFW, OWNER, SALE, TABLETS } from '../../tenant/named-profiles.mjs';

const READER = { scopes: ['DeviceManagementRBAC.Read.All'] };
const ALL = "getEffectivePermissions(scope='*')";
const NOA = 'Noa Lindqvist';

/**
 * What each person is told, in Microsoft's own names without what they begin with.
 * @type {Record<string, string[]>}
 */
const TOLD = {
  'Mira Okafor': ['*'],
  'Renée Castillo': ['Organization_Read', 'AndroidSync_Read', 'ManagedDevices_Read', 'Audit_Read'],
  [NOA]: ['Organization_Read', 'AndroidSync_Read', 'AndroidSync_UpdateOnboarding', 'AndroidSync_UpdateEnrollmentProfiles', 'ManagedDevices_Read', 'Audit_Read'],
  'Jonas Weber': ['Organization_Read', 'AndroidSync_Read', 'AndroidSync_UpdateOnboarding'],
};
/** @param {string} name */
const full = (name) => (name === '*' ? name : `Microsoft.Intune_${name}`);

test('every person of the tenant is tried', async ({ tenant }) => {
  expect(tenant.people.map(({ name }) => name).sort()).toEqual(Object.keys(TOLD).sort());
});

for (const [name, told] of Object.entries(TOLD)) {
  test(`${name}: ${told.length} names, as a collection of one`, async ({ tenant, get }) => {
    const { status, json } = await get(ALL, { ...READER, name });
    const names = told.map(full);
    expect(status).toBe(200);
    expect(json).toEqual({
      '@odata.context': `${tenant.page.graphUrl}/beta/$metadata#Collection(microsoft.graph.rolePermission)`,
      value: [{ actions: names, resourceActions: [{ allowedResourceActions: names, notAllowedResourceActions: [] }] }],
    });
  });

  test(`${name} may do that, and nothing more`, async ({ get, revoke, createToken }) => {
    const may = (/** @type {string} */ action) => told.some((one) => one === '*' || one === action);
    const done = (/** @type {{status: number}} */ { status }) => status !== 403;
    /** @type {Record<string, boolean>} */
    const update = { [AFW]: may('AndroidSync_UpdateOnboarding'), [OWNER]: may('AndroidSync_UpdateEnrollmentProfiles') };
    for (const [collection, id] of [
      [AFW, TABLETS],
      [OWNER, SALE],
    ]) {
      expect(done(await createToken(collection, id, 60, { name }))).toBe(update[collection]);
      expect(done(await revoke(collection, id, { name }))).toBe(update[collection]);
    }
    expect(done(await get(AFW, { name }))).toBe(may('AndroidSync_Read'));
    expect(done(await get('managedDevices?$top=1', { name, scopes: ['DeviceManagementManagedDevices.Read.All'] }))).toBe(may('ManagedDevices_Read'));
    expect(done(await get('auditEvents', { name, scopes: ['DeviceManagementApps.Read.All'] }))).toBe(may('Audit_Read'));
  });
}

test('to read is one name for both collections, so it does not tell what a list does', async ({ get }) => {
  expect(TOLD['Jonas Weber']).toContain('AndroidSync_Read');
  expect((await get(OWNER, { name: 'Jonas Weber' })).status).toBe(403);
});

test('as one object, where a test wants that, until a reset', async ({ tenant, get }) => {
  tenant.graph.permissionRules = { shape: 'object' };
  const { json } = await get(ALL, { ...READER, name: NOA });
  expect(json['@odata.context']).toMatch(/#microsoft\.graph\.rolePermission$/);
  expect(json.resourceActions[0].allowedResourceActions).toContain('Microsoft.Intune_AndroidSync_UpdateOnboarding');
  tenant.reset();
  expect((await get(ALL, READER)).json.value).toHaveLength(1);
});

test('names for an administrator too, where a test wants that', async ({ tenant, get }) => {
  tenant.graph.permissionRules = { namesForAdministrators: true };
  const { json } = await get(ALL, READER);
  expect(json.value[0].resourceActions[0].allowedResourceActions).toEqual((TOLD[NOA] ?? []).map(full));
});

for (const status of /** @type {const} */ ([400, 403])) {
  test(`the scope * is refused with ${status}, where a test wants that, and others are not`, async ({ tenant, get }) => {
    tenant.graph.permissionRules = { refusesAll: status };
    expect((await get(ALL, READER)).status).toBe(status);
    expect((await get("getEffectivePermissions(scope='0')", READER)).status).toBe(200);
  });
}

test('403 without the permission, unless that of the sign-in is enough', async ({ tenant, get }) => {
  const refused = await get(ALL);
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('Application must have one of the following scopes: DeviceManagementRBAC.Read.All, DeviceManagementRBAC.ReadWrite.All');
  tenant.graph.permissionRules = { signInIsEnough: true };
  expect((await get(ALL)).status).toBe(200);
  expect((await get(ALL, { scopes: ['User.Read'] })).status).toBe(403);
});

test('of v1.0 too, with its namespace, and in no other form', async ({ tenant, get, call }) => {
  expect((await get(`${tenant.page.graphUrl}/v1.0/deviceManagement/${ALL}`, READER)).status).toBe(200);
  expect((await get(`microsoft.graph.${ALL}`, READER)).status).toBe(200);
  expect((await get(encodeURI("getEffectivePermissions(scope='*')").replaceAll("'", '%27').replace('*', '%2A'), READER)).status).toBe(200);
  for (const address of ['getEffectivePermissions', "getEffectivePermissions(scope='')", `${ALL}/x`, 'getEffectivePermissions(scope=*)']) {
    expect((await get(address, READER)).status).toBe(400);
  }
  expect((await call('POST', ALL, READER)).status).toBe(405);
});
