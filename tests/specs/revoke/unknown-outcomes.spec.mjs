import { FAILURES } from '../../../sandbox/graph/samples/failures.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { ID, samplesOf } from '../../tenant/samples.mjs';

/**
 * @import { Locator } from '@playwright/test'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const GRAPH = /\/beta\/deviceManagement\//;
const NO_ANSWER = 'The connection failed, or a proxy';
const TOO_LONG = 'Graph took too long to answer.';
const FAULT = 'The service has a fault.';
const NOT_GRAPH = 'The answer does not come from Graph';

/**
 * What reading back tells, and what came in place of an answer.
 * @type {Record<string, {ends: keyof typeof ENDINGS, says: string, status?: string}>}
 */
const EXPECTED = {
  '000000000500': { ends: 'notRevoked', says: FAULT, status: '500 Internal Server Error' },
  '000000500101': { ends: 'revoked', says: FAULT, status: '500 Internal Server Error' },
  '000000500102': { ends: 'revoked', says: FAULT, status: '500 Internal Server Error' },
  '000000500103': { ends: 'cannotTell', says: FAULT, status: '500 Internal Server Error' },
  '000000500104': { ends: 'cannotTell', says: FAULT, status: '500 Internal Server Error' },
  '000000400701': { ends: 'notRevoked', says: FAULT, status: '400 Bad Request' },
  '000000400702': { ends: 'revoked', says: FAULT, status: '400 Bad Request' },
  '000000400703': { ends: 'revoked', says: FAULT, status: '400 Bad Request' },
  '000000000502': { ends: 'notRevoked', says: NO_ANSWER },
  '000000502101': { ends: 'revoked', says: NO_ANSWER },
  '000000502102': { ends: 'notRevoked', says: FAULT, status: '502 Bad Gateway' },
  '000000502103': { ends: 'revoked', says: FAULT, status: '502 Bad Gateway' },
  '000000000504': { ends: 'notRevoked', says: NOT_GRAPH, status: '504 Gateway Timeout' },
  '000000504101': { ends: 'revoked', says: NOT_GRAPH, status: '504 Gateway Timeout' },
  '000000504102': { ends: 'revoked', says: FAULT, status: '504 Gateway Timeout' },
  '000000000901': { ends: 'notRevoked', says: NO_ANSWER },
  '000000000902': { ends: 'revoked', says: NO_ANSWER },
  '000000901101': { ends: 'revoked', says: NO_ANSWER },
  '000000000903': { ends: 'notRevoked', says: TOO_LONG },
  '000000903101': { ends: 'revoked', says: TOO_LONG },
  '000000000904': { ends: 'notRevoked', says: NOT_GRAPH, status: '500 Internal Server Error' },
  '000000000905': { ends: 'notRevoked', says: NOT_GRAPH, status: '500 Internal Server Error' },
  '000000000906': { ends: 'notRevoked', says: NOT_GRAPH, status: '500 Internal Server Error' },
  '000000500501': { ends: 'notRevoked', says: NOT_GRAPH, status: '500 Internal Server Error' },
  '000000500502': { ends: 'notRevoked', says: NOT_GRAPH, status: '500 Internal Server Error' },
  '000000500503': { ends: 'notRevoked', says: NOT_GRAPH, status: '500 Internal Server Error' },
  '000000500504': { ends: 'notRevoked', says: NOT_GRAPH, status: '500 Internal Server Error' },
  '000000000200': { ends: 'notRevoked', says: 'Graph answered with a success that is not the documented one.', status: '200 OK' },
  '000000000302': { ends: 'notRevoked', says: NO_ANSWER },
};

/** @satisfies {Record<string, (app: ConsolePage) => Locator>} */
const ENDINGS = {
  revoked: (app) => app.success.getByText('but the profile does, read back at'),
  notRevoked: (app) => app.alert.getByText('The profile still holds the same token.'),
  cannotTell: (app) => app.alert.getByRole('heading', { name: app.words.mayBeRevoked, exact: true }),
};

test.beforeEach(async ({ app, page }) => {
  await page.clock.install();
  await app.openSignedIn();
});

/**
 * @param {ConsolePage} app
 * @param {keyof typeof ENDINGS} ends
 */
async function seesEnding(app, ends) {
  await app.passTimeUntil(ENDINGS[ends](app));
  await expect(app.alert).toContainText(ends === 'revoked' ? '' : app.words[ends === 'notRevoked' ? 'notRevoked' : 'mayBeRevoked']);
  if (ends === 'revoked') await expect(app.alert).toBeEmpty();
  else await expect(app.success).toBeHidden();
}

for (const { id, name, ends, says, status = 'none' } of samplesOf(FAILURES, EXPECTED)) {
  test(`${name}: ${ends}`, async ({ app, page, tenant, sent, reads }) => {
    await app.revoke(id);
    await seesEnding(app, ends);

    const region = ends === 'revoked' ? app.success : app.alert;
    await expect(region).toContainText(says);
    const details = await app.detailsOf(region);
    expect(details).toMatchObject({
      'HTTP status': status,
      'Profile ID': id,
      'client-request-id': sent()[0].headers['client-request-id'],
    });
    if (status === 'none') expect(details).not.toHaveProperty('request-id');
    await expect(page.getByText(/fef\.|manage\.microsoft\.com/)).toHaveCount(0);
    await expect(page.getByText('204 No Content')).toHaveCount(0);
    await expect(app.checkAgainButton).toBeVisible({ visible: ends !== 'revoked' });
    expect(sent()).toHaveLength(1);
    expect(reads().length).toBeLessThanOrEqual(2 + 6);
    if (ends === 'revoked') expect(tenant.graph.profile(id).tokenValue).toBe('');
  });
}

test('until it is known the page says that it is not known', async ({ app, page }) => {
  await app.revoke(ID('000000000500'));
  const settling = page.getByRole('status').filter({ hasText: app.words.mayBeRevoked });
  await expect(settling).toContainText('Reading the profile to find out…');
  await seesEnding(app, 'notRevoked');
  await expect(settling).toBeHidden();
});

test('a request has 30 s, and is given up then and not before', async ({ app, page, sent }) => {
  await app.ask(ID('000000000903'));
  await page.clock.pauseAt(new Date(Date.now() + 5_000));
  let given = false;
  const failed = page
    .waitForEvent('requestfailed', (request) => request.method() === 'POST')
    .then(() => {
      given = true;
    });
  await app.confirm();
  await expect.poll(() => sent().length).toBe(1);
  await page.clock.runFor(29_000);
  await expect(app.confirmButton).toHaveText(app.words.revoking);
  expect(given).toBe(false);
  await page.clock.runFor(1_500);
  await failed;
  await expect(page.getByText(TOO_LONG)).toBeVisible();
});

test('“Check again” reads, and sends nothing', async ({ app, tenant, sent, reads }) => {
  await app.revoke(ID('000000000500'));
  await seesEnding(app, 'notRevoked');
  const before = reads().length;
  tenant.graph.data.revoke(ID('000000000500'));
  await app.checkAgainButton.click();
  await seesEnding(app, 'revoked');
  expect(reads()).toHaveLength(before + 1);
  expect(sent()).toHaveLength(1);
});

test('“Check again” that cannot tell asks to check again', async ({ app, sent }) => {
  await app.revoke(ID('000000500104'));
  await seesEnding(app, 'cannotTell');
  await app.checkAgainButton.click();
  await seesEnding(app, 'cannotTell');
  await expect(app.checkAgainButton).toBeVisible();
  expect(sent()).toHaveLength(1);
});

test('“Try again” starts from the beginning: it reads and asks, and sends nothing by itself', async ({ app, sent }) => {
  await app.revoke(ID('000000000901'));
  await seesEnding(app, 'notRevoked');
  await app.tryAgainButton.click();
  await app.seesTheQuestion();
  expect(sent()).toHaveLength(1);
});

test('without facts from before, nothing can be told from after: 0 reads', async ({ app, tenant, sent, reads }) => {
  const id = ID('000000403301');
  tenant.graph.faults.push({ method: 'POST', acts: true, answer: { ending: 'drop' } });
  await app.revoke(id);
  await expect(ENDINGS.cannotTell(app)).toBeVisible();
  await expect(app.checkAgainButton).toBeVisible();
  expect(sent()).toHaveLength(1);
  expect(reads()).toHaveLength(2);
});

test('offline: the outcome is unknown, as the request may have left before', async ({ app, context, sent }) => {
  await app.ask(ID('000000000500'));
  await context.route(GRAPH, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await context.setOffline(true);
    return route.abort('internetdisconnected');
  });
  await app.confirm();
  await app.passTimeUntil(ENDINGS.cannotTell(app));
  await app.seesAlert('This device is offline.');
  expect(sent()).toEqual([]);

  await context.setOffline(false);
  await app.checkAgainButton.click();
  await seesEnding(app, 'notRevoked');
});
