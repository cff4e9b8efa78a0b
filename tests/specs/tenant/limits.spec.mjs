import { ANDROID_FOR_WORK, DEVICE_OWNER } from '../../../sandbox/graph/profiles.mjs';
import { createThrottle } from '../../../sandbox/graph/throttle.mjs';
import { expect, test } from '../../tenant/graph-caller.mjs';

/** @import { Answer } from '../../../sandbox/graph/answers.mjs' */

const SCANNERS = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
const WINDOW = 20_000;

/**
 * A call as the throttle sees it.
 * @param {number} arrived
 */
const callAt = (arrived, { method = 'POST', app = 'app', path = `/beta/deviceManagement/${DEVICE_OWNER}/x/revokeToken` } = {}) => ({
  arrived,
  path,
  req: { method },
  token: { appid: app },
  requestId: 'r',
  clientRequestId: 'c',
});
/** @param {Answer | undefined} refusal */
const delayOf = (refusal) => refusal?.headers?.['Retry-After'];

test.describe('the count', () => {
  test('100 writes of an app in any 20 s, and 1,000 requests', () => {
    const throttle = createThrottle({ limits: true });
    for (let write = 0; write < 100; write += 1) expect(throttle.refusalOf(callAt(write))).toBeUndefined();
    expect(throttle.refusalOf(callAt(100))?.status).toBe(429);
    for (let read = 101; read < 1000; read += 1) expect(throttle.refusalOf(callAt(100, { method: 'GET' }))).toBeUndefined();
    expect(throttle.refusalOf(callAt(100, { method: 'GET' }))?.status).toBe(429);
    expect(throttle.refused).toBe(2);
  });

  test('200 writes and 2,000 requests of all apps', () => {
    const throttle = createThrottle({ limits: true });
    for (const app of ['a', 'b']) {
      for (let write = 0; write < 100; write += 1) expect(throttle.refusalOf(callAt(0, { app }))).toBeUndefined();
    }
    expect(throttle.refusalOf(callAt(0, { app: 'c' }))?.status).toBe(429);
    for (const app of ['a', 'b']) {
      for (let read = 0; read < 899; read += 1) expect(throttle.refusalOf(callAt(0, { app, method: 'GET' }))).toBeUndefined();
    }
    expect(throttle.refusalOf(callAt(0, { app: 'c', method: 'GET' }))).toBeUndefined();
    expect(throttle.refusalOf(callAt(0, { app: 'c', method: 'GET' }))?.status).toBe(429);
  });

  test('the window slides: a place is free 20 s after the request that had it, and not before', () => {
    const throttle = createThrottle({ limits: { countsRefused: false } });
    for (let write = 0; write < 100; write += 1) throttle.refusalOf(callAt(write * 100));
    expect(delayOf(throttle.refusalOf(callAt(10_000)))).toBe('10');
    expect(delayOf(throttle.refusalOf(callAt(19_999)))).toBe('1');
    expect(throttle.refusalOf(callAt(WINDOW))).toBeUndefined();
    expect(delayOf(throttle.refusalOf(callAt(WINDOW)))).toBe('1');
    expect(throttle.refusalOf(callAt(WINDOW + 100))).toBeUndefined();
  });

  test('time that is made to pass counts as time that passed', () => {
    const throttle = createThrottle({ limits: true });
    for (let write = 0; write < 100; write += 1) throttle.refusalOf(callAt(0));
    throttle.passTime(WINDOW - 1);
    expect(delayOf(throttle.refusalOf(callAt(0)))).toBe('1');
    throttle.passTime(WINDOW);
    expect(throttle.refusalOf(callAt(0))).toBeUndefined();
  });

  test('who waits as long as it was told is let in, also where refused requests count', () => {
    for (const [countsRefused, told] of /** @type {const} */ ([
      [true, 15],
      [false, 14],
    ])) {
      const throttle = createThrottle({ limits: { countsRefused } });
      for (let write = 0; write < 100; write += 1) throttle.refusalOf(callAt(write * 50));
      const at = 6000.5;
      const seconds = Number(delayOf(throttle.refusalOf(callAt(at))));
      expect(seconds).toBe(told);
      expect(throttle.refusalOf(callAt(at + seconds * 1000))).toBeUndefined();
    }
  });

  test('who does not wait is let in later, where refused requests count', () => {
    const throttle = createThrottle({ limits: true });
    for (let write = 0; write < 100; write += 1) throttle.refusalOf(callAt(0));
    for (let again = 0; again < 100; again += 1) throttle.refusalOf(callAt(19_999));
    expect(throttle.refusalOf(callAt(WINDOW))?.status).toBe(429);
  });

  test('never more than the limit in any window, however they arrive', () => {
    const throttle = createThrottle({ limits: { writes: 7, countsRefused: false } });
    /** @type {number[]} */
    const admitted = [];
    let at = 0;
    let seed = 1;
    for (let call = 0; call < 5000; call += 1) {
      seed = (seed * 48_271) % 2_147_483_647;
      at += seed % 3000;
      if (!throttle.refusalOf(callAt(at))) admitted.push(at);
    }
    expect(throttle.refused).toBeGreaterThan(100);
    admitted.forEach((time, index) => {
      expect(admitted[index + 7] ?? Infinity).toBeGreaterThanOrEqual(time + WINDOW);
    });
  });

  test('calls that get here in another order than they arrived are counted as they arrived', () => {
    const throttle = createThrottle({ limits: { writes: 2 } });
    throttle.refusalOf(callAt(5));
    throttle.refusalOf(callAt(2));
    expect(throttle.refusalOf(callAt(WINDOW + 3))).toBeUndefined();
    expect(throttle.refusalOf(callAt(WINDOW + 4))?.status).toBe(429);
  });

  test('another app’s writes use up the tenant’s, at once or all the time', () => {
    const once = createThrottle({ limits: true });
    once.otherAppWrites(150, 0);
    for (let write = 0; write < 50; write += 1) expect(once.refusalOf(callAt(1000))).toBeUndefined();
    expect(delayOf(once.refusalOf(callAt(1000)))).toBe('19');
    const always = createThrottle({ limits: { otherWrites: 190 } });
    for (let write = 0; write < 10; write += 1) expect(always.refusalOf(callAt(0))).toBeUndefined();
    expect(delayOf(always.refusalOf(callAt(0)))).toBe('20');
  });

  test('other resources have other limits', () => {
    const throttle = createThrottle({ limits: { requests: 0 } });
    expect(throttle.refusalOf(callAt(0, { method: 'GET', path: '/beta/deviceManagement/auditEvents' }))).toBeUndefined();
    expect(throttle.refusalOf(callAt(0, { method: 'GET', path: `/beta/deviceManagement/${ANDROID_FOR_WORK}` }))?.status).toBe(429);
  });
});

test('no limits unless they are switched on', async ({ tenant, get }) => {
  expect(tenant.graph.throttle).toBeUndefined();
  await Promise.all(Array.from({ length: 1100 }, () => get(`${ANDROID_FOR_WORK}/${SCANNERS}`)));
  expect(tenant.graph.throttled).toBe(0);
});

test('too many: 429 as Intune writes it, and nothing is done', async ({ tenant, revoke, get }) => {
  tenant.graph.throttle = { writes: 1 };
  tenant.graph.fill(2, { active: true });
  const [first, second] = tenant.graph.data
    .listed(DEVICE_OWNER)
    .concat(tenant.graph.data.listed(ANDROID_FOR_WORK))
    .slice(-2)
    .map(({ collection, profile }) => ({ collection, id: profile.id }));
  expect((await revoke(first.collection, first.id)).status).toBe(204);
  const refused = await revoke(second.collection, second.id, { headers: { 'client-request-id': 'a-b-c' } });
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toMatch(/^(19|20)$/);
  expect(refused.headers.get('access-control-expose-headers')).toContain('Retry-After');
  expect(refused.json.error.code).toBe('TooManyRequests');
  expect(JSON.parse(refused.json.error.message)).toMatchObject({ Message: expect.stringContaining('Activity ID: a-b-c'), RetryAfter: null });
  expect(tenant.graph.profile(second.id).tokenValue).not.toBe('');
  expect(tenant.graph.throttled).toBe(1);
  expect(tenant.graph.revocations.map(({ throttled, acted, status }) => ({ throttled, acted, status }))).toEqual([
    { throttled: false, acted: true, status: 204 },
    { throttled: true, acted: false, status: 429 },
  ]);
  expect((await get(`${second.collection}/${second.id}`)).status).toBe(200);
  expect((await revoke(second.collection, second.id, { appId: 'f0000000-0000-4000-8000-000000000001' })).status).toBe(204);
});

test('without Retry-After, where it is said so', async ({ tenant, get }) => {
  tenant.graph.throttle = { requests: 0, retryAfter: false };
  const { status, headers } = await get(ANDROID_FOR_WORK);
  expect(status).toBe(429);
  expect(headers.has('retry-after')).toBe(false);
});

test('a token that is refused is not counted, nor is a preflight', async ({ tenant, get, call }) => {
  tenant.graph.throttle = { requests: 1 };
  await get(ANDROID_FOR_WORK, { token: 'x' });
  await call('OPTIONS', ANDROID_FOR_WORK);
  expect((await get(ANDROID_FOR_WORK)).status).toBe(200);
  expect((await get(ANDROID_FOR_WORK)).status).toBe(429);
});

test('a place is free again after a while', async ({ tenant, get }) => {
  tenant.graph.throttle = { requests: 1, windowMs: 300, countsRefused: false };
  expect((await get(ANDROID_FOR_WORK)).status).toBe(200);
  expect((await get(ANDROID_FOR_WORK)).status).toBe(429);
  await expect.poll(async () => (await get(ANDROID_FOR_WORK)).status).toBe(200);
});

test('a reset lifts the limits', async ({ tenant, get }) => {
  tenant.graph.throttle = { requests: 0 };
  expect((await get(ANDROID_FOR_WORK)).status).toBe(429);
  tenant.reset();
  expect((await get(ANDROID_FOR_WORK)).status).toBe(200);
  expect(tenant.graph.throttled).toBe(0);
});

test.describe('latency', () => {
  /**
   * @template T
   * @param {() => Promise<T>} work
   */
  const timed = async (work) => {
    const start = performance.now();
    const answer = await work();
    return { answer, took: performance.now() - start };
  };

  test('each answer takes so long, and many at a time no longer', async ({ tenant, get, revoke }) => {
    await get(ANDROID_FOR_WORK);
    tenant.graph.latencyMs = 150;
    const read = await timed(() => get(`${ANDROID_FOR_WORK}/${SCANNERS}`));
    expect(read.took).toBeGreaterThanOrEqual(150);
    const many = await timed(() => Promise.all(Array.from({ length: 40 }, () => get(`${ANDROID_FOR_WORK}/${SCANNERS}`))));
    expect(many.took).toBeLessThan((40 * 150) / 4);
    const written = await timed(() => revoke(ANDROID_FOR_WORK, SCANNERS));
    expect(written.took).toBeGreaterThanOrEqual(150);
    expect(written.answer.status).toBe(204);
  });

  test('a preflight does not wait', async ({ tenant, call }) => {
    tenant.graph.latencyMs = 60_000;
    expect((await call('OPTIONS', ANDROID_FOR_WORK)).status).toBe(200);
  });

  test('what is asked for is done when it arrives', async ({ tenant, revoke }) => {
    tenant.graph.latencyMs = 60_000;
    const leaving = new AbortController();
    const answer = revoke(ANDROID_FOR_WORK, SCANNERS, { signal: leaving.signal });
    await expect.poll(() => tenant.graph.profile(SCANNERS).tokenValue).toBe('');
    expect(tenant.graph.revocations).toMatchObject([{ acted: true, status: undefined }]);
    leaving.abort();
    await expect(answer).rejects.toThrow('aborted');
  });
});
