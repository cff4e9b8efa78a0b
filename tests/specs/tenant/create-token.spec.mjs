import { SAMPLES } from '../../../sandbox/graph/samples.mjs';
import { AOSP_MOST_SECONDS, MOST_SECONDS } from '../../../sandbox/graph/token-validity.mjs';
import { expect, test } from '../../tenant/graph-caller.mjs';
import { AFW, COLD_STORAGE, OWNER, SALE, SCANNERS, TABLETS, UNLISTED } from '../../tenant/named-profiles.mjs';
import { ID } from '../../tenant/sample-id.mjs';

/**
 * @import { CallOptions } from '../../tenant/graph-caller.mjs'
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 */

const HOUR = 3600;
const DEFAULT_FULLY_MANAGED = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b101';
const WORK_PROFILE_9999 = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b102';
const STAGING = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b105';
const AOSP_USER = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b106';
const FULLY_MANAGED_NULL = '99a4193f-f3d9-41bd-a777-5ef01d04340c';

/**
 * What is left of a profile's token, in seconds.
 * @param {Tenant} tenant
 * @param {string} id
 */
const secondsLeft = (tenant, id) => (Date.parse(tenant.graph.profile(id).tokenExpirationDateTime ?? '') - Date.now()) / 1000;

test('a new token, with new times and the validity that was asked for, and nothing in the answer', async ({ tenant, createToken }) => {
  const before = { ...tenant.graph.profile(SALE) };
  const started = Date.now();
  const answer = await createToken(OWNER, SALE, HOUR, { headers: { 'client-request-id': 'one' } });
  expect(answer).toMatchObject({ status: 204, text: '' });
  expect(answer.headers.has('content-type')).toBe(false);
  const after = tenant.graph.profile(SALE);
  expect(after.tokenValue).toMatch(/^\d{20}$/);
  expect(after.tokenValue).not.toBe(before.tokenValue);
  expect(after.qrCodeContent).toContain(`"${after.tokenValue}"`);
  expect(Date.parse(after.tokenCreationDateTime ?? '')).toBeGreaterThanOrEqual(started);
  expect(after.lastModifiedDateTime).toBe(after.tokenCreationDateTime);
  expect(after.createdDateTime).toBe(before.createdDateTime);
  expect(after.enrolledDeviceCount).toBe(before.enrolledDeviceCount);
  expect(secondsLeft(tenant, SALE)).toBeCloseTo(HOUR, -1);
  expect(tenant.graph.newTokens).toMatchObject([{ id: SALE, clientRequestId: 'one', status: 204, acted: true, person: 'mira.okafor@contoso.example' }]);
  expect(tenant.graph.revocations).toEqual([]);
});

test('after a revocation too, and of a type that tells no time of creation', async ({ tenant, createToken, revoke }) => {
  await revoke(AFW, SCANNERS);
  expect(tenant.graph.profile(SCANNERS).tokenValue).toBe('');
  expect((await createToken(AFW, SCANNERS, HOUR)).status).toBe(204);
  expect(tenant.graph.profile(SCANNERS)).toMatchObject({ tokenValue: expect.stringMatching(/^\d{20}$/) });
  expect(tenant.graph.profile(SCANNERS)).not.toHaveProperty('tokenCreationDateTime');
  expect(secondsLeft(tenant, SCANNERS)).toBeCloseTo(HOUR, -1);
});

for (const prefix of ['', 'AOSP-']) {
  test(`an AOSP profile by the name “${prefix}<id>”`, async ({ tenant, createToken }) => {
    const { tokenValue } = tenant.graph.profile(COLD_STORAGE);
    expect((await createToken(OWNER, `${prefix}${COLD_STORAGE}`, HOUR)).status).toBe(204);
    expect(tenant.graph.profile(COLD_STORAGE).tokenValue).not.toBe(tokenValue);
    expect(tenant.graph.newTokens).toMatchObject([{ id: COLD_STORAGE, prefixed: prefix !== '', acted: true }]);
  });
}

test('404 for a profile that is not there, and for AOSP- in front of another', async ({ createToken }) => {
  for (const id of [UNLISTED, `AOSP-${SALE}`]) expect((await createToken(OWNER, id, HOUR)).status).toBe(404);
  expect((await createToken(AFW, SALE, HOUR)).status).toBe(404);
});

test.describe('what is no Int32 in JSON', () => {
  const JSON_TYPE = { 'Content-Type': 'application/json' };
  /** @type {Record<string, [options: CallOptions, status: number, words: string]>} */
  const BAD = {
    'no body': [{ headers: JSON_TYPE }, 400, 'Empty Payload. JSON content expected.'],
    'no body and no type': [{}, 400, 'Content-Type header'],
    'a text': [{ headers: { 'Content-Type': 'text/plain' }, body: '{"tokenValidityInSeconds": 3600}' }, 415, "'text/plain' is not supported"],
    'half of JSON': [{ headers: JSON_TYPE, body: '{"tokenValidityInSeconds": 36' }, 400, 'Unable to read JSON request payload'],
    'a list': [{ headers: JSON_TYPE, body: '[3600]' }, 400, 'Unable to read JSON request payload'],
    'nothing in it': [{ headers: JSON_TYPE, body: '{}' }, 400, "'tokenValidityInSeconds' is missing"],
    'another name': [{ headers: JSON_TYPE, body: '{"tokenValidityInDays": 1}' }, 400, "'tokenValidityInDays'"],
    'a name too many': [{ headers: JSON_TYPE, body: '{"tokenValidityInSeconds": 3600, "x": 1}' }, 400, "'x'"],
  };
  for (const value of ['3600.5', '"3600"', 'null', 'true', '2147483648', '-2147483649', '1e99', '[]']) {
    BAD[value] = [{ headers: JSON_TYPE, body: `{"tokenValidityInSeconds": ${value}}` }, 400, "to the expected type 'Edm.Int32'"];
  }
  for (const [what, [options, status, words]] of Object.entries(BAD)) {
    test(`${what}: ${status}`, async ({ tenant, call }) => {
      const { tokenValue } = tenant.graph.profile(SALE);
      const answer = await call('POST', `${OWNER}/${SALE}/createToken`, options);
      expect(answer.status).toBe(status);
      expect(answer.json.error.message).toContain(words);
      expect(answer.json.error.innerError['request-id']).toMatch(/^[\da-f-]{36}$/);
      expect(tenant.graph.profile(SALE).tokenValue).toBe(tokenValue);
      expect(tenant.graph.newTokens).toMatchObject([{ status, acted: false }]);
    });
  }

  test('its type may say more', async ({ createToken }) => {
    const headers = { 'Content-Type': 'application/json;odata.metadata=minimal; charset=UTF-8' };
    expect((await createToken(OWNER, SALE, HOUR, { headers })).status).toBe(204);
  });
});

test.describe('the limits', () => {
  /** @type {[what: string, collection: string, id: string, most: number][]} */
  const LIMITS = [
    ['AOSP, without users', OWNER, COLD_STORAGE, AOSP_MOST_SECONDS],
    ['AOSP, with users', OWNER, AOSP_USER, AOSP_MOST_SECONDS],
    ['dedicated devices', OWNER, SALE, MOST_SECONDS],
    ['staging of fully managed devices', OWNER, STAGING, MOST_SECONDS],
    ['Android for Work', AFW, SCANNERS, MOST_SECONDS],
    ['a profile with the limit of old', AFW, TABLETS, AOSP_MOST_SECONDS],
  ];
  for (const [what, collection, id, most] of LIMITS) {
    test(`${what}: ${most} seconds`, async ({ tenant, createToken }) => {
      const { tokenValue } = tenant.graph.profile(id);
      const { status, json } = await createToken(collection, id, most + 1);
      expect(status).toBe(400);
      expect(json.error.code).toBe('BadRequest');
      expect(JSON.parse(json.error.message).Message).toContain(`must not be greater than ${most} for this enrollment profile - Operation ID`);
      expect(tenant.graph.profile(id).tokenValue).toBe(tokenValue);
      expect((await createToken(collection, id, most)).status).toBe(204);
      expect(secondsLeft(tenant, id)).toBeCloseTo(most, -2);
    });
  }

  test('are those of the sources', () => {
    expect([AOSP_MOST_SECONDS, MOST_SECONDS]).toEqual([7_776_000, 2_051_244_000]);
  });

  for (const seconds of [0, -1, -(2 ** 31)]) {
    test(`${seconds} seconds are 400`, async ({ createToken }) => {
      const { status, json } = await createToken(OWNER, SALE, seconds);
      expect(status).toBe(400);
      expect(JSON.parse(json.error.message).Message).toContain('must be greater than 0');
    });
  }

  test('a token that does not expire: one profile refuses any number', async ({ tenant, createToken }) => {
    const { tokenValue } = tenant.graph.profile(DEFAULT_FULLY_MANAGED);
    const { status, json } = await createToken(OWNER, DEFAULT_FULLY_MANAGED, HOUR);
    expect(status).toBe(400);
    expect(JSON.parse(json.error.message).Message).toContain('cannot be set for enrollment mode corporateOwnedFullyManaged');
    expect(tenant.graph.profile(DEFAULT_FULLY_MANAGED).tokenValue).toBe(tokenValue);
  });

  for (const [id, end] of /** @type {[string, string | null][]} */ ([
    [WORK_PROFILE_9999, '9999-12-31T23:59:59.9999999Z'],
    [FULLY_MANAGED_NULL, null],
  ])) {
    test(`one ignores it, and its token ends at ${end}`, async ({ tenant, createToken }) => {
      const { tokenValue, tokenCreationDateTime } = tenant.graph.profile(id);
      expect((await createToken(OWNER, id, HOUR)).status).toBe(204);
      const after = tenant.graph.profile(id);
      expect(after.tokenExpirationDateTime).toBe(end);
      expect(after.tokenValue).not.toBe(tokenValue);
      expect(after.tokenCreationDateTime).not.toBe(tokenCreationDateTime);
    });
  }

  test('any other rule can be asked for, until a reset', async ({ tenant, createToken }) => {
    tenant.graph.setValidityRule(SALE, { most: 60 });
    expect((await createToken(OWNER, SALE, 61)).status).toBe(400);
    tenant.graph.setValidityRule(SALE, 'ignored');
    await createToken(OWNER, SALE, 61);
    expect(tenant.graph.profile(SALE).tokenExpirationDateTime).toMatch(/^9999/);
    tenant.reset();
    await createToken(OWNER, SALE, 61);
    expect(secondsLeft(tenant, SALE)).toBeCloseTo(61, -1);
  });
});

/** @type {Record<string, [caller: CallOptions, words: string]>} */
const REFUSED = {
  'a reader': [{ name: 'Renée Castillo' }, 'User is not authorized'],
  'no role for the collection': [{ name: 'Jonas Weber' }, 'User is not authorized'],
  'the permission to read': [{ scopes: ['DeviceManagementConfiguration.Read.All'] }, 'following scopes: DeviceManagementConfiguration.ReadWrite.All'],
};
for (const [what, [caller, words]] of Object.entries(REFUSED)) {
  test(`403 for ${what}`, async ({ tenant, createToken }) => {
    const { tokenValue } = tenant.graph.profile(SALE);
    const answer = await createToken(OWNER, SALE, HOUR, caller);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain(words);
    expect(tenant.graph.profile(SALE).tokenValue).toBe(tokenValue);
  });
}

test('is a write to the throttle, as a revocation is', async ({ tenant, createToken, revoke }) => {
  tenant.graph.throttle = { writes: 2 };
  expect((await revoke(AFW, SCANNERS)).status).toBe(204);
  expect((await createToken(AFW, SCANNERS, HOUR)).status).toBe(204);
  const refused = await createToken(AFW, SCANNERS, HOUR);
  expect([refused.status, refused.headers.has('retry-after')]).toEqual([429, true]);
  expect(tenant.graph.newTokens).toMatchObject([{ acted: true }, { throttled: true, acted: false }]);
  expect(tenant.graph.mostWritesIn()).toBe(3);
});

test.describe('the stories of samples', () => {
  /** @type {Record<string, {status: number | 'drop' | 'cut' | 'hang', acted: boolean}>} */
  const STORIES = {
    '000000000404': { status: 404, acted: false },
    '000000000403': { status: 403, acted: false },
    '000000000500': { status: 500, acted: false },
    '000000500101': { status: 500, acted: true },
    '000000400702': { status: 400, acted: true },
    '000000502101': { status: 502, acted: true },
    '000000000901': { status: 'drop', acted: false },
    '000000000902': { status: 'drop', acted: true },
    '000000000904': { status: 'cut', acted: false },
    '000000903101': { status: 'hang', acted: true },
    '000000401101': { status: 401, acted: false },
    '000000000429': { status: 429, acted: false },
    '000000204104': { status: 204, acted: false },
    '000000204101': { status: 204, acted: true },
  };
  for (const [digits, truth] of Object.entries(STORIES)) {
    test(`${digits}: ${truth.status}, ${truth.acted ? 'done' : 'not done'}`, async ({ tenant, createToken }) => {
      const tokenOf = () => tenant.graph.data.find(ID(digits))?.profile.tokenValue;
      const before = tokenOf();
      const leaving = new AbortController();
      const answer = createToken(AFW, ID(digits), HOUR, { signal: leaving.signal }).catch(() => {});
      await expect.poll(() => tenant.graph.newTokens).toMatchObject([{ id: ID(digits), ...truth }]);
      leaving.abort();
      await answer;
      expect(tokenOf() !== before).toBe(truth.acted);
    });
  }

  test('what may be shown late is: the first read still has the token of before', async ({ tenant, createToken, get }) => {
    const address = `${AFW}/${ID('000000204101')}?$select=tokenExpirationDateTime`;
    const { json: before } = await get(address);
    await createToken(AFW, ID('000000204101'), HOUR);
    expect((await get(address)).json).toEqual(before);
    expect((await get(address)).json.tokenExpirationDateTime).toBe(tenant.graph.profile(ID('000000204101')).tokenExpirationDateTime);
    tenant.graph.data.visibleAfterReads = 1;
    const { json: plain } = await get(`${AFW}/${SCANNERS}?$select=tokenExpirationDateTime`);
    await createToken(AFW, SCANNERS, HOUR);
    expect((await get(`${AFW}/${SCANNERS}?$select=tokenExpirationDateTime`)).json).toEqual(plain);
    expect((await get(`${AFW}/${SCANNERS}?$select=tokenExpirationDateTime`)).json).not.toEqual(plain);
  });

  test('each action has attempts of its own', async ({ createToken, revoke }) => {
    const id = ID('000000000429');
    const statuses = [];
    for (const send of [revoke, revoke]) statuses.push((await send(AFW, id)).status);
    for (const _ of [1, 2]) statuses.push((await createToken(AFW, id, HOUR)).status);
    expect(statuses).toEqual([429, 204, 429, 204]);
  });

  test('by which name an AOSP profile is known, too', async ({ createToken }) => {
    const id = ID('000000700101');
    expect((await createToken(OWNER, id, HOUR)).status).toBe(404);
    expect((await createToken(OWNER, `AOSP-${id}`, HOUR)).status).toBe(204);
  });

  test('every one of them has an answer', async ({ tenant, createToken }) => {
    for (const { id, collection } of SAMPLES) {
      const leaving = new AbortController();
      const answer = createToken(collection, id, HOUR, { signal: leaving.signal }).catch(() => {});
      await expect.poll(() => tenant.graph.newTokens.at(-1)).toMatchObject({ id, status: expect.anything() });
      leaving.abort();
      await answer;
    }
  });
});

for (const [kind, status, acted] of /** @type {[string, number, boolean][]} */ ([
  ['serverError', 500, false],
  ['serverErrorActed', 500, true],
  ['acceptedActed', 202, true],
  ['conflict', 409, false],
])) {
  test(`a random fault: ${kind}`, async ({ tenant, createToken }) => {
    tenant.graph.randomFaults({ share: 1, kinds: [kind] });
    const { tokenValue } = tenant.graph.profile(SCANNERS);
    expect((await createToken(AFW, SCANNERS, HOUR)).status).toBe(status);
    expect(tenant.graph.newTokens).toMatchObject([{ randomFault: kind, status, acted }]);
    expect(tenant.graph.profile(SCANNERS).tokenValue !== tokenValue).toBe(acted);
  });
}

test('a challenge is satisfied by a token with its claims', async ({ tenant, createToken }) => {
  tenant.graph.faults.push({ method: 'POST', path: /\/createToken$/, challenge: { endless: true } });
  const { status, headers } = await createToken(AFW, SCANNERS, HOUR);
  expect(status).toBe(401);
  expect(headers.get('www-authenticate')).toContain('error="insufficient_claims"');
  expect(tenant.graph.newTokens).toMatchObject([{ status: 401, acted: false }]);
});
