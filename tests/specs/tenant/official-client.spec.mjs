import { GraphError, PageIterator } from '@microsoft/microsoft-graph-client';
import { listFault } from '../../../sandbox/graph/list-faults.mjs';
import { present } from '../../helpers/present.mjs';
import { test as base, expect } from '../../tenant/graph-caller.mjs';
import { AFW, COLD_STORAGE, OWNER, SALE, SCANNERS, TABLETS, UNLISTED } from '../../tenant/named-profiles.mjs';
import { createOfficialClient } from '../../tenant/official-client.mjs';
import { ID } from '../../tenant/sample-id.mjs';

/**
 * @import { Fixtures } from '@playwright/test'
 * @import { TestArgs, WorkerArgs } from '../../tenant/graph-caller.mjs'
 * @typedef {ReturnType<typeof createOfficialClient>} Official
 */

// That the local tenant is what Microsoft's own client takes for Graph.

const SCOPES = [
  'DeviceManagementConfiguration.ReadWrite.All',
  'DeviceManagementApps.Read.All',
  'DeviceManagementManagedDevices.Read.All',
  'DeviceManagementRBAC.Read.All',
];

/** @type {Fixtures<{official: Official}, {}, TestArgs, WorkerArgs>} */
const fixtures = {
  official: async ({ tenant }, use) => {
    const { graphUrl, accessToken } = tenant.page;
    await use(createOfficialClient({ graphUrl: present(graphUrl), accessToken: () => present(accessToken)({ scopes: SCOPES }) }));
  },
};
const test = base.extend(fixtures);

/**
 * The root of all that is asked for.
 * @param {string} rest
 */
const at = (rest) => `/deviceManagement/${rest}`;

test('a list, with all that its builder can ask for', async ({ tenant, official: { client } }) => {
  const page = await client
    .api(at(OWNER))
    .select(['id', 'displayName'])
    .filter("enrollmentMode eq 'corporateOwnedWorkProfile'")
    .orderby('displayName')
    .top(2)
    .skip(1)
    .count(true)
    .get();
  const names = tenant.graph.data
    .listed(OWNER)
    .filter(({ profile }) => profile.enrollmentMode === 'corporateOwnedWorkProfile')
    .map(({ profile }) => profile.displayName)
    .sort();
  expect(page['@odata.count']).toBe(names.length);
  expect(page.value.map((/** @type {{displayName: string}} */ { displayName }) => displayName)).toEqual(names.slice(1, 3));
});

test('its page iterator comes by every row once, and stops where it is told', async ({ tenant, official: { client, sent } }) => {
  tenant.graph.pageSize = 7;
  const first = await client.api(at(AFW)).select('id').get();
  /** @type {string[]} */
  const seen = [];
  const iterator = new PageIterator(client, first, ({ id }) => {
    seen.push(id);
    return seen.length !== 10;
  });
  await iterator.iterate();
  expect(seen).toHaveLength(10);
  await iterator.resume();
  expect(iterator.isComplete()).toBe(true);
  expect(seen).toEqual(tenant.graph.data.listed(AFW).map(({ profile }) => profile.id));
  expect(sent).toHaveLength(3);
});

test('one profile; one that is not there is a GraphError with all that it tells', async ({ official: { client } }) => {
  expect(
    await client
      .api(at(`${OWNER}/${SALE}`))
      .select('displayName')
      .get(),
  ).toEqual({ '@odata.context': expect.any(String), displayName: 'Point of sale' });
  const error = await client
    .api(at(`${OWNER}/${UNLISTED}`))
    .get()
    .catch((/** @type {unknown} */ thrown) => thrown);
  expect(error).toBeInstanceOf(GraphError);
  expect(error).toMatchObject({ statusCode: 404, code: 'ResourceNotFound', requestId: expect.stringMatching(/^[\da-f-]{36}$/), date: expect.any(Date) });
  expect(error.message).toContain('Enrollment profile not found');
});

test('revokeToken is undefined, and createToken too; then the new token and its QR code', async ({ tenant, official: { client, sent } }) => {
  expect(await client.api(at(`${OWNER}/AOSP-${COLD_STORAGE}/revokeToken`)).post(undefined)).toBeUndefined();
  expect(tenant.graph.profile(COLD_STORAGE).tokenValue).toBe('');
  expect(await client.api(at(`${OWNER}/AOSP-${COLD_STORAGE}/createToken`)).post({ tokenValidityInSeconds: 86_400 })).toBeUndefined();
  expect([...tenant.graph.revocations, ...tenant.graph.newTokens]).toMatchObject([
    { action: 'revokeToken', acted: true, clientRequestId: sent[0].headers.get('client-request-id') },
    { action: 'createToken', acted: true, clientRequestId: sent[1].headers.get('client-request-id') },
  ]);
  expect(sent[0].headers.get('sdkversion')).toMatch(/^graph-js\/3\.0\.7/);
  const read = await client
    .api(at(`${OWNER}/${COLD_STORAGE}`))
    .select('tokenValue,tokenExpirationDateTime,qrCodeContent,qrCodeImage')
    .get();
  expect(Date.parse(read.tokenExpirationDateTime)).toBeGreaterThan(Date.now());
  expect(Buffer.from(read.qrCodeContent, 'base64').toString()).toContain(`"${read.tokenValue}"`);
  expect(Buffer.from(read.qrCodeImage.value, 'base64').subarray(1, 4).toString()).toBe('PNG');
});

test('a validity that Intune refuses is a GraphError', async ({ official: { client } }) => {
  const error = await client
    .api(at(`${OWNER}/${COLD_STORAGE}/createToken`))
    .post({ tokenValidityInSeconds: 7_776_001 })
    .catch((/** @type {unknown} */ thrown) => thrown);
  expect(error).toMatchObject({ statusCode: 400, code: 'BadRequest' });
});

test('a key in parentheses and a namespace, as generated clients write them', async ({ tenant, official: { client } }) => {
  await client.api(at(`${AFW}('${SCANNERS}')/microsoft.graph.revokeToken`)).post(undefined);
  expect(tenant.graph.profile(SCANNERS).tokenValue).toBe('');
});

test('it tries again after 429, no sooner than it was told', async ({ tenant, official: { client, sent } }) => {
  tenant.graph.faults.push(listFault('throttled', { collection: OWNER, seconds: 1 }));
  expect((await client.api(at(OWNER)).top(1).get()).value).toHaveLength(1);
  expect(sent[1].at - sent[0].at).toBeGreaterThanOrEqual(1000);
  expect(await client.api(at(`${AFW}/${ID('000000429101')}/revokeToken`)).post(undefined)).toBeUndefined();
  expect(tenant.graph.revocations.map(({ status }) => status)).toEqual([429, 204]);
});

test('devices: the list without names of profiles, and one with it', async ({ tenant, official: { client } }) => {
  const since = new Date(Date.now() - 3 * 86_400_000).toISOString();
  const first = await client.api(at('managedDevices')).filter(`enrolledDateTime gt ${since}`).select('id,enrollmentProfileName').get();
  /** @type {string[]} */
  const ids = [];
  const iterator = new PageIterator(client, first, ({ id, enrollmentProfileName }) => {
    if (enrollmentProfileName === null) ids.push(id);
    return true;
  });
  await iterator.iterate();
  const recent = tenant.graph.devices.all().filter(({ enrolledDateTime }) => Date.parse(enrolledDateTime) > Date.parse(since));
  expect(ids).toEqual(recent.map(({ id }) => id));
  const own = recent.find(
    ({ enrollmentProfileName, id }) => enrollmentProfileName === tenant.graph.profile(TABLETS).displayName && tenant.graph.devices.find(id),
  );
  expect(
    await client
      .api(at(`managedDevices/${own?.id}`))
      .select('enrollmentProfileName')
      .get(),
  ).toMatchObject({ enrollmentProfileName: 'Meeting room tablets' });
});

test('the audit log, in beta and v1.0, filtered as IntuneCD filters it', async ({ official: { client } }) => {
  await client.api(at(`${AFW}/${SCANNERS}/revokeToken`)).post(undefined);
  const since = new Date(Date.now() - 60_000).toISOString();
  for (const version of ['beta', 'v1.0']) {
    const { value } = await client
      .api(at('auditEvents'))
      .version(version)
      .filter(`componentName eq 'Enrollment' and (activityDateTime gt ${since}) and activityOperationType ne 'Get'`)
      .orderby('activityDateTime desc')
      .get();
    expect(value).toMatchObject([{ resources: [{ resourceId: SCANNERS }] }]);
    expect(
      await client
        .api(at(`auditEvents/${value[0].id}`))
        .version(version)
        .get(),
    ).toMatchObject({ id: value[0].id });
  }
});

test('what somebody may do', async ({ official: { client } }) => {
  const { value } = await client.api(at("getEffectivePermissions(scope='*')")).get();
  expect(value).toEqual([{ actions: ['*'], resourceActions: [{ allowedResourceActions: ['*'], notAllowedResourceActions: [] }] }]);
});
