import { expect, test } from '../../helpers/fixtures.mjs';
import { COLD_STORAGE, SALE, SCANNERS, UNLISTED } from '../../tenant/named-profiles.mjs';

/** @import { ConsolePage } from '../../pages/console-page.mjs' */

const TICKED = [SCANNERS, SALE, COLD_STORAGE];

/**
 * What the list is searched for to show one profile: a whole ID would be one that is to be revoked.
 * @param {string} id
 */
const partOf = (id) => id.slice(-12);

/** @param {ConsolePage} app */
const queryOf = (app) => new URL(app.page.url()).search;

/**
 * @param {ConsolePage} app
 * @param {string} id
 */
const boxOf = (app, id) => app.row(id).getByRole('checkbox');

/**
 * @param {ConsolePage} app
 * @param {string} name
 */
const filter = (app, name) => app.page.getByRole('combobox', { name, exact: true });

test('a link to many ticks them, says which are not there, and sends nothing', async ({ app, sent, reads }) => {
  const query = `?ids=${SCANNERS},${SALE.toUpperCase()},AOSP-${COLD_STORAGE},${UNLISTED},nonsense,${SALE}`;
  await app.openSignedIn(undefined, query);
  await app.seesTheList();
  await expect(app.profileId).toHaveValue('');
  await app.seesChosen('3 selected · 1 of the link not in the list · 1 of the link not read: no ID, or too many');
  for (const id of TICKED) {
    // Only the rows in view are there.
    await app.profileId.fill(partOf(id));
    await expect(boxOf(app, id)).toBeChecked();
  }
  await app.profileId.fill('');
  await expect(app.dialog).toBeHidden();
  // What the person changes stays changed, also when the list is read anew.
  await app.profileId.fill(partOf(SCANNERS));
  await boxOf(app, SCANNERS).uncheck();
  await app.profileId.fill('');
  await app.seesChosen(/^2 selected/);
  await app.refreshButton.click();
  await app.seesTheList();
  await app.seesChosen(/^2 selected/);
  expect([sent(), reads()]).toEqual([[], []]);
});

test('a link to the selection is copied, and leads back to it', async ({ app, page, context, sent, reads }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.openSignedIn();
  await app.seesTheList();
  for (const id of TICKED) {
    await app.profileId.fill(partOf(id));
    await boxOf(app, id).check();
  }
  await page.getByRole('button', { name: 'Copy link to this selection', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Copied', exact: true })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const { origin, pathname, searchParams } = new URL(link);
  expect(origin + pathname).toBe(app.url);
  expect(searchParams.get('ids')?.split(',').toSorted()).toEqual(TICKED.toSorted());

  await page.goto(link);
  await app.seesTheForm();
  await app.seesTheList();
  await app.seesChosen('3 selected');
  expect([sent(), reads()]).toEqual([[], []]);
});

test('filter, order and what is not ours outlast a reload; what is searched for does not', async ({ app, page }) => {
  await app.openSignedIn(undefined, '?utm=a%2Cb');
  await app.seesTheList();
  expect(queryOf(app)).toBe('?utm=a%2Cb');
  await filter(app, 'Type').selectOption('Device owner');
  await filter(app, 'Token state').selectOption('Works');
  const atRisk = page.getByRole('button', { name: /^Worth a look/ });
  await atRisk.click();
  const devices = () => app.list.getByRole('columnheader', { name: 'Devices' });
  await devices().getByRole('button').click();
  await devices().getByRole('button').click();
  await expect(devices()).toHaveAttribute('aria-sort', 'descending');
  await app.profileId.fill('QWZKPLTRMVBNHGFDSAXC');
  await expect(app.list.locator('tbody bdi')).toHaveCount(0);
  await app.profileId.fill('e');
  const query = '?utm=a%2Cb&filterType=deviceOwner&filterState=works&filterRisk=1&sort=devices-desc';
  await expect.poll(() => queryOf(app)).toBe(query);
  await app.profileId.fill('');
  const shown = await app.namesInView();
  expect(await page.evaluate(() => history.length)).toBeLessThan(4);

  await page.reload();
  await app.seesTheForm();
  await expect(devices()).toHaveAttribute('aria-sort', 'descending');
  await expect(filter(app, 'Type')).toHaveValue('deviceOwner');
  await expect(app.profileId).toHaveValue('');
  await expect.poll(() => app.namesInView()).toEqual(shown);
  expect(queryOf(app)).toBe(query);

  // So does the screen.
  await app.goTo('activity');
  await expect.poll(() => queryOf(app)).toContain('tab=activity');
  await page.reload();
  await expect(app.rememberSwitch).toBeVisible();
  await expect(app.list).toBeHidden();
  await app.goTo('profiles');
  await expect.poll(() => queryOf(app)).toBe(query);

  // Back to what it is without an address.
  await filter(app, 'Type').selectOption('Every type');
  await filter(app, 'Token state').selectOption('Every state');
  await expect(atRisk).toHaveAttribute('aria-pressed', 'true');
  await atRisk.click();
  await app.list.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await app.seesTheList();
  await expect.poll(() => queryOf(app)).toBe('?utm=a%2Cb');
});

test('asking about a profile leaves the rest of the address as it is', async ({ app }) => {
  await app.openSignedIn(undefined, '?utm=x&sort=devices#part');
  await app.seesTheList();
  await app.ask(SALE, 'Device owner');
  expect(new URL(app.page.url()).hash).toBe('#part');
  expect(queryOf(app)).toBe(`?utm=x&sort=devices&profileId=${SALE}&type=deviceOwner`);
});

for (const [what, query] of [
  ['values that nobody knows', '?tab=settings&filterType=ios&filterState=dead&sort=constructor-desc&filterMode=%3Cb%3Ex'],
  ['values twice over', '?sort=&sort=devices&filterType=&filterType=deviceOwner&tab=%00'],
  ['text in place of IDs', `?ids=${encodeURIComponent('"><img src=x onerror=alert(1)>,../../users,javascript:alert(1)')}`],
  ['broken encoding', '?ids=%E0%A4%A&sort=%&filterMode=%C3%28&profileId=%'],
]) {
  test(`a hostile address is not obeyed: ${what}`, async ({ app, page, sent, reads }) => {
    await app.openSignedIn(undefined, query);
    await app.seesTheList();
    await expect(app.list.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
    await expect(page.getByRole('img')).toHaveCount(0);
    await expect(app.dialog).toBeHidden();
    await app.seesChosen(query.startsWith('?ids=%22') ? '5 of the link not read: no ID, or too many' : /^(1 of the link not read.*)?$/);
    expect([sent(), reads()]).toEqual([[], []]);
  });
}

test('a link to a profile leads to its row and opens its details, and sends nothing', async ({ app, sent, reads }) => {
  await app.openSignedIn(undefined, `?profileId=${SCANNERS}`);
  await app.seesTheList();
  await expect(app.details).toContainText('Warehouse scanners – Rotterdam');
  await expect(app.row(SCANNERS)).toBeInViewport();
  await app.seesNoDialog();
  expect([sent(), reads()]).toEqual([[], []]);
  // Closed, it stays closed.
  await app.details.getByRole('button', { name: app.words.close }).click();
  await app.refreshButton.click();
  await app.seesTheList();
  await expect(app.details).not.toContainText('Warehouse scanners – Rotterdam');
});
