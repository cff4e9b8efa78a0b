import { expect, test } from '../../helpers/fixtures.mjs';
import { readDatabase } from '../../helpers/page-database.mjs';
import { ConsolePage, RENEE } from '../../pages/console-page.mjs';
import { gate } from '../../tenant/held-calls.mjs';

/**
 * @import { Page } from '@playwright/test'
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 * @import { AllFixtures } from '../../helpers/fixtures.mjs'
 */

const ID = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103';

test.beforeEach(async ({ app, context }) => {
  await context.clock.install();
  await app.openSignedIn();
});

/**
 * Kills the tab as a crash does, which asks nothing, and comes back in a new one.
 * @param {Pick<AllFixtures, 'app' | 'page' | 'context'>} fixtures
 * @param {() => unknown} between
 */
async function killAndComeBack({ app, page, context }, between = () => {}) {
  await page.close();
  await between();
  const next = new ConsolePage(await context.newPage(), app.url, app.words);
  await next.openSignedIn();
  return next;
}

/** @param {Tenant} tenant */
const actedOn = (tenant) => tenant.graph.revocations.filter(({ acted }) => acted).length;
/** @param {Page} page */
const recordsIn = async (page) => {
  const { runs = [], items = [] } = await readDatabase(page);
  return [runs.length, items.length];
};

/**
 * Holds a call until the test lets it go.
 * @param {Tenant} tenant
 * @param {Parameters<typeof gate>[0]=} options
 */
function held(tenant, options) {
  const gated = gate(options);
  tenant.graph.faults.push(gated.fault);
  return gated;
}

/**
 * @typedef {object} Point
 * @property {(fixtures: Pick<AllFixtures, 'app' | 'page' | 'tenant'>) => Promise<{abandoned?: () => Promise<void>, release: () => void, releaseFirst?: boolean} | void>} reach
 * @property {keyof typeof HEARD=} says
 * @property {number=} sent
 */

/**
 * Where the tab is killed: `reach` brings the revocation there, and gives what is held. `says`: what the page says on return,
 * by itself; nothing, where nothing was sent.
 * @type {[where: string, point: Point][]}
 */
const POINTS = [
  [
    'while the profile is read',
    {
      async reach({ app, tenant }) {
        const read = held(tenant, { method: 'GET', holds: ({ path }) => path.endsWith(ID) });
        await app.request(ID, app.words.deviceOwner);
        await read.held;
        return read;
      },
    },
  ],
  [
    'while the person is asked',
    {
      async reach({ app }) {
        await app.ask(ID, app.words.deviceOwner);
      },
    },
  ],
  [
    'while it is read again, before it is sent',
    {
      async reach({ app, tenant }) {
        await app.ask(ID, app.words.deviceOwner);
        const read = held(tenant, { method: 'GET', holds: ({ path }) => path.endsWith(ID) });
        await app.confirm();
        await read.held;
        return read;
      },
    },
  ],
  [
    'while it is on its way and arrives',
    {
      async reach({ app, tenant }) {
        const post = held(tenant, { acts: true });
        await app.revoke(ID, app.words.deviceOwner);
        await post.held;
        return post;
      },
      says: 'revokedUnanswered',
      sent: 1,
    },
  ],
  [
    'while it is on its way and never arrives',
    {
      async reach({ app, tenant }) {
        const post = held(tenant, { answer: { ending: 'hang' } });
        await app.revoke(ID, app.words.deviceOwner);
        await post.held;
        return post;
      },
      says: 'notRevoked',
      sent: 1,
    },
  ],
  [
    'while it is on its way and arrives before the page is back',
    {
      async reach({ app, tenant }) {
        const post = held(tenant);
        await app.revoke(ID, app.words.deviceOwner);
        await post.held;
        return { ...post, releaseFirst: true };
      },
      says: 'revokedUnanswered',
      sent: 1,
    },
  ],
  [
    '100 ms after it left',
    {
      async reach({ app, page, tenant }) {
        await app.ask(ID, app.words.deviceOwner);
        // Longer than it takes a browser to end a tab, which hears answers until then.
        tenant.graph.latencyMs = 1500;
        const left = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/revokeToken'));
        await app.confirm();
        await left;
        const at = Date.now() + 100;
        await page.waitForFunction((until) => Date.now() >= until, at);
        return {
          release: () => {
            tenant.graph.latencyMs = 0;
          },
          releaseFirst: true,
        };
      },
      says: 'revokedUnanswered',
      sent: 1,
    },
  ],
  [
    'while it is read back',
    {
      async reach({ app, tenant }) {
        await app.ask(ID, app.words.deviceOwner);
        const read = held(tenant, { method: 'GET', holds: () => actedOn(tenant) > 0 });
        await app.confirm();
        await read.held;
        await expect(app.success).toContainText('204 No Content');
        return read;
      },
      says: 'confirmed',
      sent: 1,
    },
  ],
  [
    'while it waits to read it back once more',
    {
      async reach({ app, tenant }) {
        await app.ask(ID, app.words.deviceOwner);
        const before = structuredClone(tenant.graph.profile(ID));
        let reads = 0;
        tenant.graph.faults.push({
          method: 'GET',
          path: new RegExp(`${ID}$`),
          times: Infinity,
          answer: (_call, ordinary) => {
            if (actedOn(tenant) === 0) return ordinary();
            reads += 1;
            return { status: 200, body: JSON.stringify(before) };
          },
        });
        await app.confirm();
        await expect.poll(() => reads).toBeGreaterThan(1);
        return {
          release: () => {
            tenant.graph.faults.length = 0;
          },
        };
      },
      says: 'confirmed',
      sent: 1,
    },
  ],
  [
    'while the profile is read because no answer tells',
    {
      async reach({ app, tenant }) {
        tenant.graph.faults.push({ method: 'POST', path: /revokeToken$/, times: 1, acts: true, answer: { status: 500, body: '' } });
        await app.ask(ID, app.words.deviceOwner);
        const read = held(tenant, { method: 'GET', holds: () => actedOn(tenant) > 0 });
        await app.confirm();
        await read.held;
        return read;
      },
      says: 'revokedUnanswered',
      sent: 1,
    },
  ],
  [
    'while Intune asks to wait',
    {
      async reach({ app, tenant }) {
        tenant.graph.faults.push({
          method: 'POST',
          path: /revokeToken$/,
          times: 1,
          answer: { status: 429, headers: { 'Retry-After': '60' }, body: '' },
        });
        await app.revoke(ID, app.words.deviceOwner);
        await expect(app.dialog).toContainText(/In \d+ s/);
      },
      says: 'notRevoked',
      sent: 1,
    },
  ],
];

/** @satisfies {Record<string, (app: ConsolePage) => Promise<void>>} */
const HEARD = {
  confirmed: async (app) => app.seesSuccess(),
  revokedUnanswered: async (app) => app.seesSuccess('The answer does not say so, but the profile does'),
  notRevoked: async (app) => {
    await app.passTimeUntil(app.alert.getByText('The profile still holds the same token.'));
    await app.seesAlert(app.words.notRevoked, 'The profile still holds the same token.');
  },
};

for (const [where, point] of POINTS) {
  test(`killed ${where}: nothing is sent by itself, what was sent is looked up and told`, async ({ app, page, context, tenant }) => {
    const reached = await point.reach({ app, page, tenant });
    const next = await killAndComeBack({ app, page, context }, async () => {
      await reached?.abandoned?.();
      if (reached?.releaseFirst) {
        reached.release();
        await expect.poll(() => actedOn(tenant)).toBe(1);
      } else reached?.release();
    });
    if (point.says) {
      await HEARD[point.says](next);
      await expect(next.page.getByRole(point.says === 'notRevoked' ? 'alert' : 'status')).toContainText([ID]);
      await next.openActivity(1);
      await expect(next.entries.first()).toContainText(ID);
    } else {
      await next.seesTheList();
      await next.openActivity(0);
    }
    expect(await recordsIn(next.page)).toEqual([0, 0]);
    expect(tenant.graph.requests.filter(({ method }) => method === 'POST')).toHaveLength(point.sent ?? 0);
    // What is told stands there after another reload too.
    await next.page.reload();
    await next.openActivity(point.says ? 1 : 0);
  });
}

test('left open while it is read back, the page asks before it goes; on return the outcome is there', async ({ app, page, tenant }) => {
  await app.ask(ID, app.words.deviceOwner);
  const read = held(tenant, { method: 'GET', holds: () => actedOn(tenant) > 0 });
  await app.confirm();
  await read.held;
  await expect(app.success).toContainText('204 No Content');
  const asked = page.waitForEvent('dialog');
  const leaving = page.reload().catch(() => {});
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
  await leaving;
  read.release();
  await app.seesTheForm();
  await app.seesSuccess();
  await app.openActivity(1);
  await expect(app.entries.first()).toContainText('Revoked');
});

test('the activity tells of a 204 as soon as the page does, and the receipt is there', async ({ app, page, tenant }) => {
  await app.ask(ID, app.words.deviceOwner);
  const read = held(tenant, { method: 'GET', holds: () => actedOn(tenant) > 0 });
  await app.confirm();
  await read.held;
  await expect(app.success).toContainText('204 No Content');
  const { activity } = await readDatabase(page);
  expect(activity).toHaveLength(1);
  expect(JSON.parse(activity[0][1]).revocation).toMatchObject({ result: 'revoked', confirmation: 'readingBack', profileId: ID });
  await expect(app.success.getByRole('button', { name: 'Copy as JSON' })).toBeVisible();
  await expect(app.success).toContainText(/\d\d:\d\d:\d\d UTC/);
  read.release();
  await app.seesSuccess();
  const after = await readDatabase(page);
  expect(after.activity).toHaveLength(1);
  expect(JSON.parse(after.activity[0][1]).revocation).toMatchObject({ confirmation: 'readBack' });
});

test('somebody else who signs in is not told of it; the person whose it is, is', async ({ app, page, context, tenant }) => {
  const post = held(tenant, { acts: true });
  await app.revoke(ID, app.words.deviceOwner);
  await post.held;
  await page.close();
  await post.abandoned();
  post.release();
  const other = new ConsolePage(await context.newPage(), app.url, app.words);
  await other.openSignedIn(RENEE);
  await other.seesTheList();
  await expect(other.success).toBeHidden();
  await other.page.close();
  const back = new ConsolePage(await context.newPage(), app.url, app.words);
  await back.openSignedIn();
  await back.seesSuccess('The answer does not say so, but the profile does');
});

test('another tab leaves alone what is under way in this one', async ({ app, context, tenant }) => {
  const post = held(tenant, { acts: true });
  await app.revoke(ID, app.words.deviceOwner);
  await post.held;
  const other = new ConsolePage(await context.newPage(), app.url, app.words);
  await other.openSignedIn();
  await other.seesTheList();
  expect(await recordsIn(other.page)).toEqual([1, 1]);
  await expect(other.success).toBeHidden();
  post.release();
  await app.seesSuccess();
  expect(await recordsIn(other.page)).toEqual([0, 0]);
});

const OTHER = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';

test('an outcome stays while the next one is asked about and given up, until it is sent or closed', async ({ app, tenant }) => {
  await app.revoke(ID, app.words.deviceOwner);
  await app.seesSuccess();
  await expect(app.success).toContainText(ID);
  // Beside another profile it is told in a line.
  await app.ask(OTHER);
  await expect(app.success).toContainText('The token was revoked: Point of sale');
  await app.cancel();
  await expect(app.success).toContainText(ID);
  // Refused before anything was sent: both are told.
  await app.ask(OTHER);
  const post = held(tenant);
  await app.confirm();
  await post.held;
  await expect(app.success).toBeHidden();
  post.release();
  await expect(app.success).toContainText(OTHER);
  await app.success.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(app.success).toBeHidden();
  await expect(app.profileId).toBeFocused();
});
