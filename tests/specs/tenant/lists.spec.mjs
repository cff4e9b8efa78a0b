import { heldPage, listFault } from '../../../sandbox/graph/list-faults.mjs';
import { ANDROID_FOR_WORK, DEVICE_OWNER } from '../../../sandbox/graph/profiles.mjs';
import { toldContent } from '../../../sandbox/graph/qr-told.mjs';
import { UNTOLD_IN_LIST } from '../../../sandbox/graph/seed-profiles.mjs';
import { expect, test } from '../../tenant/graph-caller.mjs';

/**
 * @import { CallOptions } from '../../tenant/graph-caller.mjs'
 * @import { Profile } from '../../../sandbox/graph/profile.mjs'
 * @import { Collection } from '../../../sandbox/graph/profiles.mjs'
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 */

const SCANNERS = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
const COLD_STORAGE = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b107';
const SELECT = '$select=id,displayName';
const SECRETS = '$select=id,tokenValue,qrCodeContent,qrCodeImage';
/**
 * @param {Tenant} tenant
 * @param {Collection} collection
 */
const count = (tenant, collection) => tenant.graph.data.listed(collection).length;

for (const collection of /** @type {const} */ ([ANDROID_FOR_WORK, DEVICE_OWNER])) {
  test.describe(collection, () => {
    test('lists its profiles, in the same order each time', async ({ tenant, get }) => {
      const first = await get(`${collection}?${SELECT}`);
      expect(first.status).toBe(200);
      expect(first.headers.get('access-control-allow-origin')).toBe('*');
      expect(first.json.value.map((/** @type {Profile} */ { id }) => id)).toEqual(tenant.graph.data.listed(collection).map(({ profile }) => profile.id));
      expect((await get(`${collection}?${SELECT}`)).json).toEqual(first.json);
      expect(first.json['@odata.context']).toBe(`${tenant.page.graphUrl}/beta/$metadata#deviceManagement/${collection}(id,displayName)`);
      expect(Object.keys(first.json)).toEqual(['@odata.context', 'value']);
    });

    test('each row is what a read of that profile shows', async ({ get }) => {
      const {
        json: {
          value: [row],
        },
      } = await get(collection);
      const {
        json: { '@odata.context': _, ...profile },
      } = await get(`${collection}/${row.id}`);
      expect(row).toEqual(profile);
    });

    test('page by page nothing is missing or there twice', async ({ tenant, getAll }) => {
      tenant.graph.pageSize = 4;
      const { pages, rows } = await getAll(`${collection}?${SELECT}&$count=true`);
      const all = count(tenant, collection);
      expect(pages.map(({ value }) => value.length)).toEqual(Array.from({ length: Math.ceil(all / 4) }, (_, index) => Math.min(4, all - index * 4)));
      expect(new Set(rows.map(({ id }) => id)).size).toBe(all);
      expect(pages.every((page) => page['@odata.count'] === all)).toBe(true);
      for (const row of rows) expect(Object.keys(row)).toEqual(['id', 'displayName']);
      for (const { '@odata.nextLink': link } of pages.slice(0, -1)) expect(link).toContain(`${tenant.page.graphUrl}/beta/deviceManagement/${collection}?`);
    });
  });
}

test('$top is the size of a page', async ({ getAll }) => {
  const { pages, rows } = await getAll(`${DEVICE_OWNER}?${SELECT}&$top=10`);
  expect(pages[0].value).toHaveLength(10);
  expect(pages.length).toBe(Math.ceil(rows.length / 10));
});

test('the samples are listed where a test says so', async ({ tenant, get }) => {
  const before = count(tenant, ANDROID_FOR_WORK);
  tenant.graph.listSamples = true;
  const { json } = await get(`${ANDROID_FOR_WORK}?${SELECT}&$top=1000`);
  expect(json.value.length).toBeGreaterThan(before);
});

const BAD_QUERIES = {
  'an unknown property': [
    '$select=id,showCrossProfileEnrollment',
    "Could not find a property named 'showCrossProfileEnrollment' on type 'microsoft.graph.androidForWorkEnrollmentProfile'.",
  ],
  'a property of the other type': ['$select=enrollmentMode', "'enrollmentMode'"],
  'a property in another case': ['$select=displayname', "'displayname'"],
  'an empty selection': ['$select=', "''"],
  'an option that nothing knows': [`${SELECT}&$expand=assignments`, '$expand'],
  'no profiles on a page': [`${SELECT}&$top=0`, '$top'],
  'a skip token that somebody made up': [`${SELECT}&$skiptoken=100`, 'Skip token'],
  'fewer than none skipped': [`${SELECT}&$skip=-1`, '$skip'],
  'a search': [`${SELECT}&$search=x`, '$search'],
  'a filter by a secret': [`${SELECT}&$filter=${encodeURIComponent("tokenValue eq '1'")}`, 'Invalid filter clause'],
  'an order by a secret': [`${SELECT}&$orderby=tokenValue`, 'Invalid orderby clause'],
};
for (const [what, [query, words]] of Object.entries(BAD_QUERIES)) {
  test(`400 for ${what}`, async ({ get }) => {
    const { status, json } = await get(`${ANDROID_FOR_WORK}?${query}`);
    expect(status).toBe(400);
    expect(json.error).toMatchObject({ code: 'BadRequest', message: expect.stringContaining(words) });
  });
}

test('an unknown property of a single profile is 400 too', async ({ get }) => {
  expect((await get(`${ANDROID_FOR_WORK}/${SCANNERS}?$select=nothing`)).status).toBe(400);
});

test.describe('what Microsoft’s own samples and clients ask for', () => {
  /**
   * The profiles that a filter should let through, by hand.
   * @param {Tenant} tenant
   * @param {(profile: Profile) => boolean} wanted
   */
  const expected = (tenant, wanted) =>
    tenant.graph.data
      .listed(DEVICE_OWNER)
      .filter(({ profile }) => wanted(profile))
      .map(({ profile }) => profile.id);
  /** @param {{json: Json}} answer */
  const ids = ({ json: { value } }) => value.map((/** @type {Profile} */ { id }) => id);

  test('tokens that have not expired, with the time as PowerShell writes it', async ({ tenant, get }) => {
    const now = new Date().toISOString().slice(0, 19);
    const live = expected(tenant, ({ tokenExpirationDateTime: end }) => end !== null && Date.parse(end.replace(/^9999.*/, '9999-12-31')) > Date.now());
    const answer = await get(`${DEVICE_OWNER}?$filter=${encodeURIComponent(`tokenExpirationDateTime gt ${now}z`)}`);
    expect(answer.status).toBe(200);
    expect(live.length).toBeGreaterThan(10);
    expect(ids(answer)).toEqual(live);
  });

  test('one mode or another', async ({ tenant, get }) => {
    const aosp = expected(tenant, ({ enrollmentMode = '' }) => enrollmentMode.includes('AOSP'));
    const modes = "enrollmentMode eq 'corporateOwnedAOSPUserlessDevice' or enrollmentMode eq 'corporateOwnedAOSPUserAssociatedDevice'";
    expect(aosp).toHaveLength(8);
    expect(ids(await get(`${DEVICE_OWNER}?$filter=${encodeURIComponent(modes)}`))).toEqual(aosp);
  });

  test('in an order, from a place on, page by page', async ({ tenant, get, getAll }) => {
    const { rows: all } = await getAll(`${DEVICE_OWNER}?${SELECT}&$orderby=${encodeURIComponent('displayName desc')}`);
    const names = all.map(({ displayName }) => displayName);
    expect(names).toEqual([...names].sort().reverse());
    tenant.graph.pageSize = 5;
    const { pages, rows } = await getAll(`${DEVICE_OWNER}?${SELECT}&$orderby=${encodeURIComponent('displayName desc')}&$skip=3&$count=true`);
    expect(rows).toEqual(all.slice(3));
    expect(pages[0]['@odata.count']).toBe(all.length);
    const times = (await get(`${ANDROID_FOR_WORK}?$select=tokenExpirationDateTime&$orderby=tokenExpirationDateTime&$top=100`)).json.value;
    expect(times.map((/** @type {Profile} */ { tokenExpirationDateTime: end }) => Date.parse(end ?? ''))).toEqual(
      times
        .map((/** @type {Profile} */ { tokenExpirationDateTime: end }) => Date.parse(end ?? ''))
        .sort((/** @type {number} */ one, /** @type {number} */ other) => one - other),
    );
  });

  test('how many there are, as text', async ({ tenant, get }) => {
    const { status, text, headers } = await get(`${DEVICE_OWNER}/$count`);
    expect([status, text, headers.get('content-type')]).toEqual([200, String(count(tenant, DEVICE_OWNER)), 'text/plain']);
    expect((await get(`${DEVICE_OWNER}/$count?$filter=${encodeURIComponent("displayName eq 'Point of sale'")}`)).text).toBe('2');
    expect((await get(`${DEVICE_OWNER}/$count?$select=id`)).status).toBe(400);
  });

  test('a key in parentheses, and an action with its namespace', async ({ tenant, get, call }) => {
    for (const key of [`('${SCANNERS}')`, `(%27${SCANNERS}%27)`]) {
      const { status, json } = await get(`${ANDROID_FOR_WORK}${key}?${SELECT}`);
      expect([status, json.id]).toEqual([200, SCANNERS]);
    }
    expect((await call('POST', `${ANDROID_FOR_WORK}/${SCANNERS}/microsoft.graph.revokeToken`)).status).toBe(204);
    expect(tenant.graph.profile(SCANNERS).tokenValue).toBe('');
    const body = '{"tokenValidityInSeconds": 60}';
    const address = `${ANDROID_FOR_WORK}('${SCANNERS}')/microsoft.graph.createToken`;
    expect((await call('POST', address, { headers: { 'Content-Type': 'application/json' }, body })).status).toBe(204);
    expect(tenant.graph.profile(SCANNERS).tokenValue).not.toBe('');
    expect([...tenant.graph.revocations, ...tenant.graph.newTokens].map(({ id, acted }) => [id, acted])).toEqual([
      [SCANNERS, true],
      [SCANNERS, true],
    ]);
  });

  test('headers of clients pass the preflight', async ({ tenant }) => {
    const { headers } = await fetch(`${tenant.page.graphUrl}/beta/deviceManagement/${DEVICE_OWNER}`, { method: 'OPTIONS' });
    const allowed = headers.get('access-control-allow-headers')?.split(', ');
    expect(allowed).toEqual(['Authorization', 'Accept', 'Content-Type', 'client-request-id', 'SdkVersion', 'Prefer', 'ConsistencyLevel']);
  });

  test('what this tenant does not take: more of a profile, changes of one, and a batch', async ({ tenant, get, call }) => {
    expect((await get(`${DEVICE_OWNER}/${COLD_STORAGE}/assignments`)).status).toBe(400);
    expect((await call('PATCH', `${DEVICE_OWNER}/${COLD_STORAGE}`)).status).toBe(405);
    expect((await call('POST', `${tenant.page.graphUrl}/beta/$batch`)).status).toBe(400);
  });
});

/** @type {Record<string, [caller: CallOptions, status: number]>} */
const REFUSED = {
  'no token': [{ token: 'x' }, 401],
  'no permission': [{ scopes: ['User.Read'] }, 403],
  'no role for this collection': [{ name: 'Jonas Weber' }, 403],
};
for (const [what, [caller, status]] of Object.entries(REFUSED)) {
  test(`${what}: ${status}`, async ({ get }) => {
    const answer = await get(`${DEVICE_OWNER}?${SELECT}`, caller);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });
}

test('to read is enough for a list, and a role for one collection is enough for that', async ({ get }) => {
  expect((await get(ANDROID_FOR_WORK, { scopes: ['DeviceManagementConfiguration.Read.All'] })).status).toBe(200);
  expect((await get(ANDROID_FOR_WORK, { name: 'Jonas Weber' })).status).toBe(200);
});

test.describe('secrets', () => {
  test('are empty unless selected, and nobody asked for one', async ({ tenant, get }) => {
    await get(`${ANDROID_FOR_WORK}?${SELECT}`);
    const {
      json: { value },
    } = await get(ANDROID_FOR_WORK);
    for (const row of value) expect(row).toMatchObject({ tokenValue: '', qrCodeContent: '', qrCodeImage: null });
    expect(tenant.graph.secretReads).toEqual([]);
  });

  test('of a network are there unless something else is selected, and the log of requests says so', async ({ tenant, get }) => {
    const {
      json: { value },
    } = await get(DEVICE_OWNER);
    expect(value.find((/** @type {Profile} */ { id }) => id === COLD_STORAGE).wifiPassword).toBe('example-only');
    expect(tenant.graph.secretReads.map(({ secrets }) => secrets)).toEqual([['wifiPassword']]);
  });

  test('come where they are selected, and the log of requests says so', async ({ tenant, get }) => {
    const {
      json: { value },
    } = await get(`${DEVICE_OWNER}?${SECRETS}`);
    const byId = new Map(value.map((/** @type {Profile} */ row) => [row.id, row]));
    for (const { profile } of tenant.graph.data.listed(DEVICE_OWNER)) {
      const tokenValue = UNTOLD_IN_LIST.includes(profile.id) ? null : profile.tokenValue;
      expect(byId.get(profile.id)).toMatchObject({ tokenValue, qrCodeContent: toldContent(profile, tenant.graph.data.qrTellingOf(profile)) });
    }
    const picture = Buffer.from(byId.get(COLD_STORAGE).qrCodeImage.value, 'base64');
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect(tenant.graph.secretReads.map(({ secrets }) => secrets)).toEqual([['tokenValue', 'qrCodeContent', 'qrCodeImage']]);
  });

  test('of some AOSP profiles are told by a read of the profile alone, and of others as a test wants', async ({ tenant, get }) => {
    const SELECTED = '$select=id,tokenValue';
    /** @param {string} id */
    const inList = async (id) => {
      const {
        json: { value },
      } = await get(`${DEVICE_OWNER}?${SELECTED}`);
      return value.find((/** @type {Profile} */ row) => row.id === id).tokenValue;
    };
    /** @param {string} id */
    const alone = async (id) => (await get(`${DEVICE_OWNER}/${id}?${SELECTED}`)).json.tokenValue;
    for (const id of UNTOLD_IN_LIST) {
      expect(await inList(id)).toBeNull();
      expect(await alone(id)).toBe(tenant.graph.profile(id).tokenValue);
    }
    tenant.graph.withhold(COLD_STORAGE, { inList: '', alone: '***' });
    expect([await inList(COLD_STORAGE), await alone(COLD_STORAGE)]).toEqual(['', '***']);
    tenant.reset();
    expect(await inList(COLD_STORAGE)).toBe(tenant.graph.profile(COLD_STORAGE).tokenValue);
  });

  test('are those of the kind of device', async ({ tenant }) => {
    /** @param {string} id */
    const token = (id) => tenant.graph.profile(id).tokenValue;
    expect(token(SCANNERS)).toMatch(/^\d{20}$/);
    expect(token('7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b102')).toMatch(/^\d{8}$/);
    expect(token('7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b101')).toMatch(/^[A-Z]{20}$/);
    expect(token(COLD_STORAGE)).toMatch(/^[\w-]{86}$/);
    /** @param {Profile} profile */
    const bundle = ({ qrCodeContent }) => JSON.parse(qrCodeContent ?? '')['android.app.extra.PROVISIONING_ADMIN_EXTRAS_BUNDLE'];
    expect(bundle(tenant.graph.profile(SCANNERS))).toEqual({ 'com.google.android.apps.work.clouddpc.EXTRA_ENROLLMENT_TOKEN': token(SCANNERS) });
    expect(tenant.graph.profile(COLD_STORAGE).qrCodeContent).toContain('"android.app.extra.PROVISIONING_WIFI_PASSWORD":"example-only"');
  });

  test('are unlike each other, also among ten thousand', async ({ tenant }) => {
    tenant.graph.fill(10_000);
    const tokens = [...tenant.graph.data.profiles.values()].map(({ profile }) => profile.tokenValue).filter(Boolean);
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  test('are gone after a revocation', async ({ tenant, get }) => {
    tenant.graph.data.revoke(SCANNERS);
    const { json } = await get(`${ANDROID_FOR_WORK}/${SCANNERS}?${SECRETS}`);
    expect(json).toMatchObject({ tokenValue: '', qrCodeContent: '', qrCodeImage: null });
  });
});

test('ten thousand profiles, the same each time, within seconds', async ({ tenant, getAll }) => {
  const before = count(tenant, ANDROID_FOR_WORK) + count(tenant, DEVICE_OWNER);
  const start = Date.now();
  tenant.graph.fill(10_000);
  const first = [...(await getAll(`${ANDROID_FOR_WORK}?${SELECT}`)).rows, ...(await getAll(`${DEVICE_OWNER}?${SELECT}`)).rows];
  expect(Date.now() - start).toBeLessThan(30_000);
  expect(first).toHaveLength(before + 10_000);
  tenant.reset();
  tenant.graph.fill(20);
  const ids = new Set(first.map(({ id }) => id));
  for (const { profile } of tenant.graph.data.listed(DEVICE_OWNER)) expect(ids).toContain(profile.id);
});

test('a tenant without profiles of a kind', async ({ tenant, get }) => {
  tenant.graph.empty(ANDROID_FOR_WORK);
  expect((await get(ANDROID_FOR_WORK)).json.value).toEqual([]);
  expect((await get(DEVICE_OWNER)).json.value).not.toEqual([]);
});

/** @type {[kind: Parameters<typeof listFault>[0], answer: {status: number, text?: RegExp, retryAfter?: string, json?: (json: Json) => void}][]} */
const FAULTS = [
  ['roleMissing', { status: 403, text: /User is not authorized/ }],
  ['scopeMissing', { status: 403, text: /Application is not authorized/ }],
  ['collectionMissing', { status: 404, text: /ResourceNotFound/ }],
  ['segmentUnknown', { status: 400, text: new RegExp(`segment '${DEVICE_OWNER}'`) }],
  ['throttled', { status: 429, text: /TooManyRequests/, retryAfter: '1' }],
  ['unavailable', { status: 503, text: /serviceNotAvailable/ }],
  ['serverError', { status: 500, text: /An error has occurred/ }],
  ['gatewayPage', { status: 502, text: /Bad Gateway/ }],
  ['challenge', { status: 401, text: /InteractionRequired/ }],
  ['malformed', { status: 200, json: (json) => expect(json).toBeUndefined() }],
  ['noValue', { status: 200, json: (json) => expect(json).not.toHaveProperty('value') }],
  ['valueNoList', { status: 200, json: ({ value }) => expect(Array.isArray(value)).toBe(false) }],
  ['rowNull', { status: 200, json: ({ value }) => expect(value[0]).toBeNull() }],
  ['rowOfNulls', { status: 200, json: ({ value }) => expect(value[0]).toEqual({ id: expect.any(String), displayName: null }) }],
  ['rowWithoutId', { status: 200, json: ({ value }) => expect(Object.keys(value[0])).toEqual(['displayName']) }],
  ['empty', { status: 200, json: (json) => expect(json).toEqual({ '@odata.context': expect.any(String), value: [] }) }],
  ['emptyPage', { status: 200, json: (json) => expect(json).toMatchObject({ '@odata.nextLink': expect.any(String), value: [] }) }],
  ['foreignNextLink', { status: 200, json: (json) => expect(new URL(json['@odata.nextLink']).host).toBe('graph.microsoft.com.evil.example') }],
];
for (const [kind, { status, text = /./, retryAfter = null, json = () => {} }] of FAULTS) {
  test(`${kind}: only where and as often as it was meant`, async ({ tenant, get }) => {
    tenant.graph.pageSize = 5;
    tenant.graph.faults.push(listFault(kind, { collection: DEVICE_OWNER, page: 2, challenge: { endless: true } }));
    expect((await get(`${ANDROID_FOR_WORK}?${SELECT}`)).status).toBe(200);
    const first = await get(`${DEVICE_OWNER}?${SELECT}`);
    expect(first.status).toBe(200);
    const second = await get(first.json['@odata.nextLink']);
    expect(second.status).toBe(status);
    expect(second.text).toMatch(text);
    expect(second.headers.get('retry-after')).toBe(retryAfter);
    json(second.json);
    if (kind === 'challenge') return;
    expect((await get(first.json['@odata.nextLink'])).json.value).toHaveLength(5);
  });
}

for (const kind of /** @type {const} */ (['drop', 'cut'])) {
  test(`${kind}: no usable answer`, async ({ tenant, get }) => {
    tenant.graph.faults.push(listFault(kind, { collection: DEVICE_OWNER }));
    await expect(get(DEVICE_OWNER)).rejects.toThrow();
    expect((await get(DEVICE_OWNER)).status).toBe(200);
  });
}

test('unreadable: without the header that lets a browser read it', async ({ tenant, get }) => {
  tenant.graph.faults.push(listFault('unreadable'));
  const { status, headers } = await get(DEVICE_OWNER);
  expect(status).toBe(502);
  expect(headers.has('access-control-allow-origin')).toBe(false);
});

test('nextLinkLoop: the same page for ever', async ({ tenant, get }) => {
  tenant.graph.faults.push(listFault('nextLinkLoop', { collection: DEVICE_OWNER }));
  const first = await get(`${DEVICE_OWNER}?${SELECT}`);
  const second = await get(first.json['@odata.nextLink']);
  expect(second.json).toEqual(first.json);
});

test('duplicates: each page begins with the last row of the one before', async ({ tenant, getAll }) => {
  tenant.graph.pageSize = 10;
  tenant.graph.faults.push(listFault('duplicates', { collection: DEVICE_OWNER }));
  const {
    pages: [first, second],
    rows,
  } = await getAll(`${DEVICE_OWNER}?${SELECT}`);
  expect(second.value[0]).toEqual(first.value.at(-1));
  expect(new Set(rows.map(({ id }) => id)).size).toBe(count(tenant, DEVICE_OWNER));
});

test('a held page that nobody waits for any more does no harm', async ({ tenant, get }) => {
  const held = heldPage({ collection: DEVICE_OWNER });
  tenant.graph.faults.push(held.fault);
  const leaving = new AbortController();
  const answer = get(DEVICE_OWNER, { signal: leaving.signal });
  await held.asked;
  leaving.abort();
  await expect(answer).rejects.toThrow('aborted');
  held.release();
  expect((await get(DEVICE_OWNER)).status).toBe(200);
});

test('hang: stays unanswered', async ({ tenant, get }) => {
  tenant.graph.faults.push(listFault('hang', { collection: DEVICE_OWNER }));
  const answer = get(DEVICE_OWNER).then(
    () => 'answered',
    () => 'closed',
  );
  await expect.poll(() => tenant.graph.requests.length).toBe(1);
  expect((await get(ANDROID_FOR_WORK)).status).toBe(200);
  expect(await Promise.race([answer, Promise.resolve('still open')])).toBe('still open');
});

test('a held page comes once it is released', async ({ tenant, get }) => {
  const held = heldPage({ collection: DEVICE_OWNER });
  tenant.graph.faults.push(held.fault);
  const answer = get(DEVICE_OWNER);
  await held.asked;
  expect((await get(ANDROID_FOR_WORK)).status).toBe(200);
  expect(await Promise.race([answer, Promise.resolve('held')])).toBe('held');
  held.release();
  expect((await answer).status).toBe(200);
});
