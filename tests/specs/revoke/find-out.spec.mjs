import { intuneError, notFoundAs400, ok } from '../../../sandbox/graph/answers.mjs';
import { listFault } from '../../../sandbox/graph/list-faults.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { AFW, OWNER, SALE, SCANNERS, UNLISTED } from '../../tenant/named-profiles.mjs';

/**
 * @import { Answer } from '../../../sandbox/graph/answers.mjs'
 * @import { Call } from '../../../sandbox/graph/call.mjs'
 * @import { Entry } from '../../../sandbox/request-log.mjs'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

/** In no list, but there. */
const HIDDEN = '00000000-0000-4000-8000-000000200305';
const CHALLENGED = 'The profile could not be read. You can revoke its token all the same.';

/** @param {Entry} request */
const askedOf = ({ path }) => path.split('/').slice(-2).join('/');

/** @param {ConsolePage} app */
const chosen = (app) => app.profileType.getByRole('radio', { checked: true });

/** @param {ConsolePage} app */
const buttonsOf = (app) => app.dialog.locator('.buttons').getByRole('button');

/** @param {Call} call */
const forbidden = (call) => intuneError(call, 403, 'Forbidden', 'User is not authorized to perform this operation');

test('three choices in one line: the type is found out unless somebody chooses it', async ({ app }) => {
  await app.openSignedIn();
  const radios = app.profileType.getByRole('radio');
  await expect(radios).toHaveCount(3);
  await expect(chosen(app)).toHaveAccessibleName('Find out');
  await expect(radios.nth(1)).toHaveAccessibleDescription('Dedicated devices, in the older collection');
  const tops = await radios.evaluateAll((all) => all.map((radio) => radio.getBoundingClientRect().top));
  expect(new Set(tops).size).toBe(1);
});

for (const [id, collection, type] of /** @type {const} */ ([
  [SALE, OWNER, 'deviceOwner'],
  [SCANNERS, AFW, 'androidForWork'],
])) {
  test(`in the list under ${type}: one read, and the question`, async ({ app, sent, reads }) => {
    await app.openSignedIn();
    await app.seesTheList();
    await app.profileId.fill(id);
    await app.revokeButton.click();
    await app.seesTheQuestion();
    expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': id, 'Profile type': app.words[type] });
    expect(reads().map(askedOf)).toEqual([`${collection}/${id}`]);
    // Nobody chose a type: the address has none, and the next ID is of any.
    expect(new URL(app.page.url()).search).toBe(`?profileId=${id}`);
    await expect(chosen(app)).toHaveAccessibleName('Find out');
    expect(sent()).toEqual([]);
    await app.confirm();
    await app.seesSuccess();
    expect(sent().map(({ path }) => path)).toEqual([expect.stringMatching(new RegExp(`/${collection}/${id}/revokeToken$`))]);
  });

  test(`under ${type}, and the list could not be read: both collections are read, and the question is the first thing that is asked`, async ({
    app,
    page,
    tenant,
    sent,
    reads,
  }) => {
    tenant.graph.faults.push(listFault('roleMissing', { times: 2 }));
    await app.openSignedIn();
    await expect(page.locator('.finder .error')).toHaveCount(2);
    await app.profileId.fill(id);
    await app.revokeButton.click();
    await app.seesTheQuestion();
    await expect(app.dialog).toHaveAccessibleName(/^Revoke the token of .+\?$/);
    expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile type': app.words[type] });
    expect(reads().map(askedOf)).toEqual([`${AFW}/${id}`, `${OWNER}/${id}`]);
    expect(sent()).toEqual([]);
    await app.confirm();
    await app.seesSuccess();
    expect(sent().map(({ path }) => path)).toEqual([expect.stringMatching(new RegExp(`/${collection}/${id}/revokeToken$`))]);
  });
}

test('of a profile that is in no list, as its ID or by a link: the right one is asked about', async ({ app, sent, reads }) => {
  await app.openSignedIn(undefined, `?profileId=${HIDDEN}`);
  await app.seesTheList();
  await expect(chosen(app)).toHaveAccessibleName('Find out');
  await app.revokeButton.click();
  await app.seesTheQuestion();
  expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': HIDDEN, 'Profile type': 'Device owner' });
  expect(reads().map(askedOf)).toEqual([`${AFW}/${HIDDEN}`, `${OWNER}/${HIDDEN}`]);
  expect(sent()).toEqual([]);
  await app.cancel();
  await app.page.reload();
  await app.seesTheForm();
  await expect(app.profileId).toHaveValue(HIDDEN);
  await expect(chosen(app)).toHaveAccessibleName('Find out');
});

test('a link that names a type means that type, until another ID is typed', async ({ app, reads }) => {
  await app.openSignedIn(undefined, `?profileId=${SALE}&type=deviceOwner`);
  await app.seesTheList();
  await expect(chosen(app)).toHaveAccessibleName('Device owner');
  await app.profileId.fill(SCANNERS);
  await expect(chosen(app)).toHaveAccessibleName('Find out');
  await app.revokeButton.click();
  await app.seesTheQuestion();
  expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile type': 'Android for Work' });
  await app.cancel();
  // What a person chose stays.
  await app.enter(SCANNERS, 'Android for Work');
  await app.profileId.fill(SALE);
  await expect(chosen(app)).toHaveAccessibleName('Android for Work');
  expect(reads()).toHaveLength(1);
});

for (const [says, answer] of /** @type {[string, Answer | ((call: Call) => Answer)][]} */ ([
  ['refuses', forbidden],
  ['has a fault', { status: 500 }],
  ['gives no answer', { ending: 'drop' }],
  ['says 400 for what it does not have', notFoundAs400],
])) {
  test(`the first collection ${says}: the other one is looked into before anybody is told`, async ({ app, tenant, sent, reads }) => {
    tenant.graph.faults.push(listFault('roleMissing', { times: 2 }), { method: 'GET', path: new RegExp(`${AFW}/${SALE}$`), answer });
    await app.openSignedIn();
    await app.profileId.fill(SALE);
    await app.revokeButton.click();
    await app.seesTheQuestion();
    await expect(app.dialog).not.toContainText(CHALLENGED);
    expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile type': 'Device owner', Name: 'Point of sale' });
    expect(reads()).toHaveLength(2);
    expect(sent()).toEqual([]);
  });
}

test('no collection has it: that is said of both, and there is nothing to confirm', async ({ app, page, sent, reads }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await app.profileId.fill(UNLISTED);
  await app.revokeButton.click();
  await expect(app.dialog).toHaveAccessibleName('No profile with this ID was found');
  await expect(app.dialog.getByRole('heading', { level: 3 })).toHaveText(['Android for Work', 'Device owner']);
  await expect(buttonsOf(app)).toHaveText(['Cancel']);
  await expect(app.cancelButton).toBeFocused();
  await page.keyboard.press('Escape');
  await app.seesNoDialog();
  expect(reads()).toHaveLength(2);
  expect(sent()).toEqual([]);
});

test('neither collection tells: the person chooses the type, and can revoke all the same', async ({ app, tenant, sent }) => {
  const answer = forbidden;
  tenant.graph.faults.push(listFault('roleMissing', { times: 2 }), { method: 'GET', path: new RegExp(`/${SALE}$`), times: 4, answer });
  await app.openSignedIn();
  await app.profileId.fill(SALE);
  await app.revokeButton.click();
  await expect(app.dialog).toHaveAccessibleName('The profile type could not be found out');
  await expect(buttonsOf(app)).toHaveText(['Use Android for Work', 'Use Device owner', 'Cancel']);
  expect(sent()).toEqual([]);
  await app.dialog.getByRole('button', { name: 'Use Device owner', exact: true }).click();
  await app.seesTheQuestion();
  await expect(app.dialog).toContainText(CHALLENGED);
  await app.confirm();
  await app.seesSuccess();
  expect(sent().map(({ path }) => path)).toEqual([expect.stringContaining(`/${OWNER}/${SALE}/revokeToken`)]);
});

test('both collections have the ID: the person chooses which profile they mean', async ({ app, tenant, sent }) => {
  tenant.graph.faults.push(listFault('roleMissing', { times: 2 }), {
    method: 'GET',
    path: new RegExp(`${AFW}/${SALE}$`),
    answer: ok({ id: SALE, displayName: 'Its twin', tokenExpirationDateTime: '2099-01-01T00:00:00Z' }),
  });
  await app.openSignedIn();
  await app.profileId.fill(SALE);
  await app.revokeButton.click();
  await expect(app.dialog).toHaveAccessibleName('Both profile types have this ID');
  await expect(app.dialog).toContainText('Its twin');
  await expect(app.dialog).toContainText('Point of sale');
  await app.dialog.getByRole('button', { name: 'Use Device owner', exact: true }).click();
  await app.seesTheQuestion();
  expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile type': 'Device owner', Name: 'Point of sale' });
  expect(sent()).toEqual([]);
});
