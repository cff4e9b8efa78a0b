import { createActionLog } from '../../../sandbox/graph/action-log.mjs';
import { ANDROID_FOR_WORK, DEVICE_OWNER } from '../../../sandbox/graph/profiles.mjs';
import { RANDOM_FAULTS_OF_ACTIONS, RANDOM_FAULTS_OF_READS } from '../../../sandbox/graph/random-faults.mjs';
import { expect, test } from '../../tenant/graph-caller.mjs';
import { ID } from '../../tenant/sample-id.mjs';

/**
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 * @import { TestArgs } from '../../tenant/graph-caller.mjs'
 */

const SCANNERS = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
const HEADSETS = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b106';

/**
 * The active profiles of both collections, and nothing else.
 * @param {Tenant} tenant
 * @param {number} count
 */
function fillActive(tenant, count) {
  tenant.graph.empty();
  tenant.graph.fill(count, { active: true });
  return [ANDROID_FOR_WORK, DEVICE_OWNER].flatMap((collection) => tenant.graph.data.listed(collection).map(({ profile }) => ({ collection, id: profile.id })));
}

test.describe('the log of revocations', () => {
  test('who asked when, by which ids, what was answered, and what was done', async ({ tenant, revoke }) => {
    const before = Date.now();
    const { headers } = await revoke(DEVICE_OWNER, `AOSP-${HEADSETS.toUpperCase()}`, { headers: { 'client-request-id': 'one' } });
    expect(tenant.graph.revocations).toEqual([
      {
        action: 'revokeToken',
        at: expect.any(Number),
        id: HEADSETS,
        prefixed: true,
        collection: DEVICE_OWNER,
        clientRequestId: 'one',
        requestId: headers.get('request-id'),
        person: 'mira.okafor@contoso.example',
        status: 204,
        acted: true,
        throttled: false,
        randomFault: undefined,
      },
    ]);
    expect(tenant.graph.revocations[0].at).toBeGreaterThanOrEqual(before);
    expect(tenant.graph.revocations[0].at).toBeLessThanOrEqual(Date.now() + 1);
  });

  test('a token can be ended once', async ({ tenant, revoke }) => {
    for (const _ of [1, 2]) expect((await revoke(ANDROID_FOR_WORK, SCANNERS)).status).toBe(204);
    tenant.graph.replaceToken(SCANNERS);
    await revoke(ANDROID_FOR_WORK, SCANNERS);
    expect(tenant.graph.revocations.map(({ acted }) => acted)).toEqual([true, false, true]);
  });

  const STORIES = {
    '000000000403': { status: 403, acted: false },
    '000000000404': { status: 404, acted: false },
    '000000000500': { status: 500, acted: false },
    '000000500101': { status: 500, acted: true },
    '000000000901': { status: 'drop', acted: false },
    '000000000902': { status: 'drop', acted: true },
    '000000000904': { status: 'cut', acted: false },
    '000000000903': { status: 'hang', acted: false },
    '000000903101': { status: 'hang', acted: true },
  };
  for (const [digits, truth] of Object.entries(STORIES)) {
    test(`${digits}: ${truth.status}, ${truth.acted ? 'done' : 'not done'}`, async ({ tenant, revoke }) => {
      const leaving = new AbortController();
      const answer = revoke(ANDROID_FOR_WORK, ID(digits), { signal: leaving.signal }).catch(() => {});
      await expect.poll(() => tenant.graph.revocations).toMatchObject([{ id: ID(digits), ...truth }]);
      leaving.abort();
      await answer;
    });
  }

  test('a refused token, a fault that acts, and what is no revocation', async ({ tenant, revoke, get, call }) => {
    await revoke(ANDROID_FOR_WORK, SCANNERS, { token: 'x' });
    tenant.graph.faults.push({ method: 'POST', acts: true, answer: { status: 502 } });
    await revoke(ANDROID_FOR_WORK, SCANNERS);
    await get(`${ANDROID_FOR_WORK}/${SCANNERS}`);
    await call('POST', `${ANDROID_FOR_WORK}/${SCANNERS}/createToken`);
    expect(tenant.graph.revocations).toMatchObject([
      { status: 401, acted: false, person: undefined },
      { status: 502, acted: true },
    ]);
    tenant.reset();
    expect(tenant.graph.revocations).toEqual([]);
  });

  test('the most in any window, whose end is outside of it', async ({ tenant, revoke }) => {
    const log = createActionLog();
    for (const at of [0, 5, 10, 19_999, 20_000, 20_004, 20_005, 50_000])
      log.entries.push({
        action: 'revokeToken',
        at,
        id: '',
        prefixed: false,
        collection: ANDROID_FOR_WORK,
        clientRequestId: '',
        requestId: '',
        status: 204,
        acted: true,
        throttled: false,
      });
    expect(log.mostIn(20_000)).toBe(5);
    expect(log.mostIn(5)).toBe(2);
    expect(createActionLog().mostIn(20_000)).toBe(0);
    await Promise.all([1, 2, 3].map(() => revoke(ANDROID_FOR_WORK, SCANNERS)));
    expect(tenant.graph.mostWritesIn()).toBe(3);
  });
});

test.describe('a thousand active profiles', () => {
  test('half of them in each collection, each with a token that enrolls devices', async ({ tenant, getAll }) => {
    const made = fillActive(tenant, 1000);
    expect(made).toHaveLength(1000);
    for (const collection of /** @type {const} */ ([ANDROID_FOR_WORK, DEVICE_OWNER])) {
      const { rows } = await getAll(`${collection}?$select=id,tokenExpirationDateTime`);
      expect(rows).toHaveLength(500);
      for (const { id, tokenExpirationDateTime: end } of rows) {
        expect(end === null || Date.parse(end) > Date.now()).toBe(true);
        expect(tenant.graph.profile(id).tokenValue).not.toBe('');
      }
    }
  });

  test('are the same each time, and others than those that are not all active', async ({ tenant }) => {
    const first = fillActive(tenant, 20);
    expect(fillActive(tenant, 30)).toEqual(expect.arrayContaining(first));
    tenant.graph.fill(30);
    expect(tenant.graph.data.listed(ANDROID_FOR_WORK)).toHaveLength(30);
  });
});

test.describe('random faults', () => {
  const DONE = /Acted$/;
  /** @type {Record<string, number | 'drop' | 'hang'>} */
  const ANSWERS = {
    throttled: 429,
    throttledWithoutDelay: 429,
    busy: 503,
    serverError: 500,
    badGateway: 502,
    gatewayTimeout: 504,
    drop: 'drop',
    roleMissing: 403,
    notFound: 404,
    badRequest: 400,
    gatewayPage: 502,
    unreadable: 502,
    conflict: 409,
    serverErrorActed: 500,
    badGatewayActed: 502,
    gatewayTimeoutActed: 504,
    dropActed: 'drop',
    gatewayPageActed: 502,
    unreadableActed: 204,
    okActed: 200,
    acceptedActed: 202,
    hang: 'hang',
    hangActed: 'hang',
  };

  /**
   * What the log says of a run of `times` attempts at each profile.
   * @param {Pick<TestArgs, 'tenant' | 'revoke'> & {profiles: ReturnType<typeof fillActive>, times?: number}} options
   */
  async function truthOf({ tenant, revoke, profiles, times = 1 }) {
    for (let time = 0; time < times; time += 1) {
      await Promise.all(profiles.map(({ collection, id }) => revoke(collection, id).catch(() => {})));
    }
    return tenant.graph.revocations.map(({ id, randomFault, acted }) => `${id} ${randomFault} ${acted}`);
  }

  test('every kind that is named has its answer here', () => {
    expect([...RANDOM_FAULTS_OF_ACTIONS, 'hang', 'hangActed'].sort()).toEqual(Object.keys(ANSWERS).sort());
  });

  for (const kind of Object.keys(ANSWERS)) {
    test(`${kind}: ${ANSWERS[kind]}, ${DONE.test(kind) ? 'done' : 'not done'}`, async ({ tenant, revoke }) => {
      tenant.graph.randomFaults({ share: 1, hang: true, kinds: [kind] });
      const leaving = new AbortController();
      const answer = revoke(ANDROID_FOR_WORK, SCANNERS, { signal: leaving.signal }).catch(() => undefined);
      await expect.poll(() => tenant.graph.revocations).toMatchObject([{ randomFault: kind, status: ANSWERS[kind], acted: DONE.test(kind) }]);
      if (ANSWERS[kind] === 'hang') leaving.abort();
      const { status, headers } = (await answer) ?? {};
      expect(tenant.graph.profile(SCANNERS).tokenValue === '').toBe(DONE.test(kind));
      if (typeof ANSWERS[kind] !== 'number') return;
      expect(status).toBe(ANSWERS[kind]);
      expect(headers?.has('retry-after')).toBe(['throttled', 'busy'].includes(kind));
      expect(headers?.has('access-control-allow-origin')).toBe(!kind.startsWith('unreadable'));
    });
  }

  test('one in twenty, of every kind', async ({ tenant, revoke }) => {
    const profiles = fillActive(tenant, 1000);
    tenant.graph.randomFaults({ share: 0.05, seed: 7 });
    await truthOf({ tenant, revoke, profiles, times: 3 });
    const kinds = tenant.graph.revocations.map(({ randomFault }) => randomFault).filter(Boolean);
    expect(kinds.length).toBeGreaterThan(100);
    expect(kinds.length).toBeLessThan(200);
    expect(new Set(kinds)).toEqual(new Set(RANDOM_FAULTS_OF_ACTIONS));
  });

  test('the same ones in another order, and others with another seed', async ({ tenant, revoke }) => {
    /**
     * @param {string} seed
     * @param {(profiles: ReturnType<typeof fillActive>) => ReturnType<typeof fillActive>} order
     */
    const run = async (seed, order) => {
      tenant.reset();
      const profiles = order(fillActive(tenant, 100));
      tenant.graph.randomFaults({ share: 0.3, seed });
      return (await truthOf({ tenant, revoke, profiles, times: 2 })).sort();
    };
    const first = await run('a', (profiles) => profiles);
    expect(await run('a', (profiles) => profiles.reverse())).toEqual(first);
    expect(await run('b', (profiles) => profiles)).not.toEqual(first);
  });

  test('an attempt that the throttle refused does not count as one', async ({ tenant, revoke }) => {
    const faultOfThird = async () => {
      await revoke(ANDROID_FOR_WORK, SCANNERS).catch(() => {});
      return tenant.graph.revocations.at(-1)?.randomFault;
    };
    const start = () => tenant.graph.randomFaults({ share: 1, seed: 3, kinds: ['serverError', 'conflict', 'notFound', 'badRequest'] });
    start();
    const without = [await faultOfThird(), await faultOfThird()];
    start();
    tenant.graph.throttle = { writes: 1 };
    const first = await faultOfThird();
    expect(await faultOfThird()).toBeUndefined();
    tenant.graph.throttle = false;
    expect([first, await faultOfThird()]).toEqual(without);
  });

  test('reads meet them only where it is said so, and lists never', async ({ tenant, get }) => {
    tenant.graph.randomFaults({ share: 1 });
    expect((await get(`${ANDROID_FOR_WORK}/${SCANNERS}`)).status).toBe(200);
    tenant.graph.randomFaults({ share: 0, readShare: 1 });
    for (let read = 0; read < 40; read += 1) await get(`${ANDROID_FOR_WORK}/${SCANNERS}`).catch(() => {});
    expect((await get(ANDROID_FOR_WORK)).status).toBe(200);
    const met = tenant.graph.requests.map(({ randomFault }) => randomFault);
    expect(met.slice(1, -1).every((kind) => RANDOM_FAULTS_OF_READS.includes(String(kind)))).toBe(true);
    expect([met[0], met.at(-1)]).toEqual([undefined, undefined]);
  });

  test('end when they are switched off', async ({ tenant, revoke }) => {
    tenant.graph.randomFaults({ share: 1 });
    tenant.graph.randomFaults(null);
    expect((await revoke(ANDROID_FOR_WORK, SCANNERS)).status).toBe(204);
  });
});
