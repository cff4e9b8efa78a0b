import { heldPage, listFault } from '../../../sandbox/graph/list-faults.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { AFW, OWNER } from '../../tenant/named-profiles.mjs';

/** @import { Entry } from '../../../sandbox/request-log.mjs' */

const SCANNERS = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';

/** @param {Entry} request */
const collectionOf = ({ path }) => path.split('/').at(-1);

test('after sign-in the form is first, and under it every profile of both collections', async ({ app, page, listReads }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await expect(app.listStatus).toContainText(/^51 profiles · read at \d\d:\d\d \(UTC[^)]*\)$/);
  expect(listReads().map(collectionOf).toSorted()).toEqual([OWNER, AFW].toSorted());
  const order = await page
    .getByRole('textbox', { name: 'Profile ID' })
    .evaluate((field) => field.compareDocumentPosition(document.querySelector('[role="grid"]') ?? field) & Node.DOCUMENT_POSITION_FOLLOWING);
  expect(order).toBeTruthy();
  for (const secret of ['tokenValue', 'qrCode', 'wifi']) {
    expect(
      listReads()
        .map(({ url }) => url)
        .join(),
    ).not.toContain(secret);
  }
});

test('both collections are read side by side, page by page; rows appear as they arrive', async ({ app, tenant, listReads }) => {
  tenant.graph.pageSize = 10;
  const held = [AFW, OWNER].map((collection) => heldPage({ collection, page: 2 }));
  tenant.graph.faults.push(...held.map(({ fault }) => fault));
  await app.openSignedIn();
  await Promise.all(held.map(({ asked }) => asked));
  await app.seesTheList(20);
  await expect(app.listStatus).toHaveText('Reading… 20 profiles so far');
  await expect(app.refreshButton).toHaveAttribute('aria-disabled', 'true');
  held[0].release();
  await expect(app.listStatus).toHaveText('Reading… 29 profiles so far');
  held[1].release();
  await app.seesTheList();
  await expect(app.refreshButton).not.toHaveAttribute('aria-disabled');
  expect(listReads()).toHaveLength(2 + 4);
});

for (const [kind, says] of /** @type {const} */ ([
  ['roleMissing', 'Your account has no Intune role'],
  ['scopeMissing', 'This app lacks a permission'],
  ['collectionMissing', '404 Not Found'],
  ['segmentUnknown', '400 Bad Request'],
  ['serverError', 'The service has a fault.'],
  ['gatewayPage', 'The answer does not come from Graph'],
  ['unreadable', 'The connection failed'],
  ['drop', 'The connection failed'],
  ['malformed', 'The answer does not come from Graph'],
  ['noValue', 'The answer does not come from Graph'],
  ['valueNoList', 'The answer does not come from Graph'],
])) {
  for (const [collection, name, count] of /** @type {const} */ ([
    [AFW, 'Android for Work', 32],
    [OWNER, 'Device owner', 19],
  ])) {
    test(`${collection}, ${kind}: it is said in its place, the other one is shown, and it can be tried again`, async ({ app, page, tenant }) => {
      tenant.graph.faults.push(listFault(kind, { collection }));
      await app.openSignedIn();
      await app.seesTheList(count);
      const notice = page.locator('.finder .error');
      await expect(notice).toContainText(`${name}: the profiles could not be read.`);
      await expect(notice).toContainText(says);
      await notice.getByRole('button', { name: 'Try again' }).click();
      await app.seesTheList();
      await expect(notice).toBeHidden();
    });
  }
}

test('no permission for either: both are said, and the form is there all the same', async ({ app, page, tenant }) => {
  tenant.graph.faults.push(listFault('roleMissing', { times: 2 }));
  await app.openSignedIn();
  await expect(page.locator('.finder .error')).toHaveCount(2);
  await expect(app.list).toBeHidden();
  await app.revoke(SCANNERS);
  await app.seesSuccess();
});

test('no profile at all', async ({ app, page, tenant }) => {
  tenant.graph.empty();
  await app.openSignedIn();
  await expect(page.getByText('There are no enrollment profiles that your account can see.')).toBeVisible();
  await expect(app.list).toBeHidden();
});

test('a page in the middle fails: what was read stays, and the reading goes on from there', async ({ app, page, tenant, listReads }) => {
  tenant.graph.pageSize = 10;
  tenant.graph.faults.push(listFault('serverError', { collection: OWNER, page: 3 }));
  await app.openSignedIn();
  await app.seesTheList(19 + 20);
  const notice = page.locator('.finder .error');
  await expect(notice).toContainText('Device owner: not all profiles could be read. Those that were are shown.');
  const before = listReads().length;
  await notice.getByRole('button', { name: 'Try again' }).click();
  await app.seesTheList();
  expect(listReads()).toHaveLength(before + 2);
});

test('throttled: the page waits as long as it is told to, says so, and goes on', async ({ app, page, tenant, listReads }) => {
  tenant.graph.faults.push(listFault('throttled', { collection: AFW, seconds: 40 }));
  await page.clock.install();
  await app.openSignedIn();
  await expect(app.listStatus).toHaveText(/^Intune asks to wait: (40|3\d) s$/);
  await app.seesTheList(32);
  const before = listReads().length;
  await app.passTimeUntil(app.listStatus.filter({ hasText: '51 profiles' }));
  expect(listReads()).toHaveLength(before + 1);
});

test('throttled for ever: after some waits it is a failure that can be tried again', async ({ app, page, tenant }) => {
  tenant.graph.faults.push(listFault('throttled', { collection: AFW, seconds: 1, times: 4 }));
  await page.clock.install();
  await app.openSignedIn();
  const notice = page.locator('.finder .error');
  await app.passTimeUntil(notice.filter({ hasText: 'Intune got too many requests' }));
  await notice.getByRole('button', { name: 'Try again' }).click();
  await app.seesTheList();
});

test('a claims challenge is met without the person', async ({ app, tenant }) => {
  tenant.graph.faults.push(listFault('challenge', { collection: AFW }));
  await app.openSignedIn();
  await app.seesTheList();
});

test('a next page on another host is not asked for, and the token does not go there', async ({ app, page, tenant }) => {
  tenant.graph.pageSize = 10;
  tenant.graph.faults.push(listFault('foreignNextLink', { collection: OWNER, page: 1 }));
  await app.openSignedIn();
  await app.seesTheList(19 + 10);
  await expect(page.locator('.finder .error')).toContainText('Graph names a next page on another host. Your sign-in is not sent there.');
});

test('a next page whose address names the port that its host has anyway is one of the same host', async ({ app, page, tenant }) => {
  tenant.graph.pageSize = 10;
  tenant.graph.faults.push(listFault('portInNextLink', { collection: OWNER }));
  await app.openSignedIn();
  await app.seesTheList();
  await expect(page.locator('.finder .error')).toHaveCount(0);
});

test('pages that lead in a circle are not followed for ever', async ({ app, page, tenant, listReads }) => {
  tenant.graph.pageSize = 10;
  tenant.graph.faults.push(listFault('nextLinkLoop', { collection: OWNER }));
  await app.openSignedIn();
  await expect(page.locator('.finder .error')).toContainText("Graph's pages lead in a circle.");
  expect(listReads().filter((read) => collectionOf(read) === OWNER).length).toBeLessThanOrEqual(3);
});

test('a row on two pages is there once, a row without an ID is counted, a row of nulls is shown', async ({ app, page, tenant }) => {
  tenant.graph.pageSize = 10;
  tenant.graph.faults.push(
    listFault('duplicates', { collection: OWNER }),
    listFault('rowWithoutId', { collection: AFW, page: 1 }),
    listFault('rowOfNulls', { collection: AFW, page: 2 }),
  );
  await app.openSignedIn();
  await app.seesTheList(50);
  await expect(page.locator('.finder .error')).toHaveText('1 entry could not be read and is not shown.');
  await expect(app.row('(no name)')).toHaveCount(2);
});

test('every state of a token is told, what no longer works is marked, and nothing is hidden', async ({ app }) => {
  await app.openSignedIn();
  await app.seesTheList();
  for (const [name, token, risk] of /** @type {const} */ ([
    ['Warehouse scanners – Rotterdam', /^6[01] days$/],
    ['Default Fully Managed Profile', 'No expiry', 'default profile'],
    ['Field service phones', 'No expiry'],
    ['Retail kiosks EMEA', /^Until 20\d\d$/, 'works for over a year'],
    ['Staging at reseller', /^[23] days$/, 'staging'],
    ['Nurse phones, night shift', 'Less than a day'],
    ['Summer pop-up stores 2025', /^Inactive since \d{4}-\d\d-\d\d$/],
    ['Contractor handhelds (revoked)', /^Inactive since \d{4}-\d\d-\d\d$/],
  ])) {
    await app.profileId.fill(name);
    await app.seesTheList(1);
    const row = app.row(name);
    await expect(row.locator('.token .badge')).toHaveText(token);
    await expect(row.locator('.tags')).toHaveText(risk ?? '');
    expect(await row.getAttribute('data-state')).toBe(/Inactive/.test(String(token)) ? 'inactive' : '');
  }
});

test('every column that is shown has room, wide and narrow', async ({ app, page }) => {
  await app.openSignedIn();
  await app.seesTheList();
  for (const width of [1440, 1024, 701]) {
    await page.setViewportSize({ width, height: 800 });
    const heads = await app.list
      .getByRole('columnheader')
      .evaluateAll((cells) => cells.map((cell) => ({ head: cell.textContent, width: cell.getBoundingClientRect().width })));
    expect(heads.length).toBeGreaterThan(4);
    expect(
      heads.filter((head) => head.width < 44),
      `at ${width} px`,
    ).toEqual([]);
  }
  // Where there is no room for columns a row is a card.
  for (const width of [700, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(app.list.getByRole('columnheader')).toHaveCount(0);
    const names = await app.list.locator('tbody td.name').evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().width));
    expect(Math.min(...names), `at ${width} px`).toBeGreaterThan(200);
    expect(await page.locator('.rows').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  }
});

test('values that came after this page are shown as they are, and names are text', async ({ app, page }) => {
  await app.openSignedIn();
  await app.profileId.fill('Hologram');
  await expect(app.row('Hologram displays')).toContainText('corporateOwnedHologram');
  await page.getByRole('combobox', { name: 'Mode' }).selectOption('corporateOwnedHologram');
  await app.seesTheList(1);
  await page.getByRole('combobox', { name: 'Mode' }).selectOption('Every mode');
  await app.profileId.fill('onerror');
  await expect(app.row('<img src=x onerror=alert(1)><b>Not bold</b>')).toBeVisible();
  await expect(page.locator('main img')).toHaveCount(0);
});

for (const [column, first, last] of /** @type {const} */ ([
  ['Name', '(no name)', null],
  ['Type', '(no name)', 'AR headsets, user associated'],
  ['Token', 'Vaccination centre tablets', null],
  ['Devices', 'Library terminals', 'Default Fully Managed Profile'],
])) {
  test(`sorted by ${column}, up and down`, async ({ app }) => {
    await app.openSignedIn();
    await app.seesTheList();
    const header = app.list.getByRole('columnheader', { name: column, exact: true });
    const button = header.getByRole('button');
    if (column !== 'Name') await button.click();
    await expect(header).toHaveAttribute('aria-sort', 'ascending');
    await expect(app.list.getByRole('row').nth(1)).toContainText(first);
    await button.click();
    await expect(header).toHaveAttribute('aria-sort', 'descending');
    await expect(app.list.getByRole('row').nth(1)).not.toContainText(first);
    if (last) await expect(app.list.getByRole('row').nth(1)).toContainText(last);
    await expect(app.list.locator('[aria-sort="ascending"], [aria-sort="descending"]')).toHaveCount(1);
  });
}

test('search and filters go together, and “Show all” undoes them', async ({ app, page }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await app.profileId.fill('WAREHOUSE rotter');
  await app.seesTheList(1);
  await expect(app.listStatus).toContainText('1 of 51 profiles shown');
  await app.profileId.fill(SCANNERS.slice(-12).toUpperCase());
  await expect(app.row('Warehouse scanners – Rotterdam')).toBeVisible();
  await app.seesTheList(1);
  await app.profileId.fill('');
  await page.getByRole('combobox', { name: 'Type' }).selectOption('Device owner');
  await app.seesTheList(32);
  await page.getByRole('combobox', { name: 'Token state' }).selectOption('Expired or revoked');
  await expect(app.row('Contractor handhelds (revoked)')).toBeVisible();
  await page.getByRole('combobox', { name: 'Mode' }).selectOption('Dedicated');
  await expect(app.row('Pilot – COPE spring')).toBeHidden();
  await app.profileId.fill('nothing like this');
  await expect(page.getByText('No profile matches.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await app.seesTheList();
  await expect(app.profileId).toHaveValue('');
});

test('a row that is picked fills the form and shows its details', async ({ app, page, sent, reads }) => {
  await app.openSignedIn();
  await app.profileId.fill('Point of sale');
  await app.row('2b103').click();
  await expect(app.profileId).toHaveValue('7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103');
  await expect(page.getByRole('radio', { name: 'Device owner' })).toBeChecked();
  await expect(app.row('2b103')).toHaveAttribute('aria-current', 'true');
  await expect(app.details.getByRole('heading', { name: 'Point of sale', exact: true })).toBeVisible();
  const details = await app.detailsOf(app.details);
  expect(details).toMatchObject({
    'Profile type': 'Device owner',
    'Enrollment mode': 'Dedicated',
    'Devices enrolled': '905',
    'Profile ID': '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103',
  });
  await expect(app.details).toContainText('The token works for more than another year.');
  const link = app.details.getByRole('link', { name: /profileId=/ });
  await expect(link).toHaveAttribute('href', `${app.url}?profileId=7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103&type=deviceOwner`);
  await expect(app.details.getByRole('link', { name: 'Open Intune' })).toHaveAttribute('href', /^https:\/\/intune\.microsoft\.com\/#view\//);
  expect([sent(), reads()]).toEqual([[], []]);
  await app.details.getByRole('button', { name: 'Revoke token…' }).click();
  await app.seesTheQuestion();
  expect(await app.detailsOf(app.dialog)).toMatchObject({ Name: 'Point of sale' });
  await app.cancel();
  await app.details.getByRole('button', { name: 'Close' }).click();
  await expect(app.details).toBeHidden();
});

test('a row that the keyboard is at is named while it is there, and again once it is scrolled back', async ({ app, page }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await app.list.focus();
  await page.keyboard.press('End');
  const last = /^profile-[1-9]\d*$/;
  await expect(app.list).toHaveAttribute('aria-activedescendant', last);
  await app.list.locator('..').evaluate((box) => box.scrollTo({ top: 0 }));
  await expect(app.list).toHaveAttribute('aria-activedescendant', '');
  await app.list.locator('..').evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
  await expect(app.list).toHaveAttribute('aria-activedescendant', last);
});

test('the keyboard alone: from the list to a revocation', async ({ app, page, sent }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await app.list.focus();
  const active = () =>
    page.evaluate(() => {
      const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
      return document.getElementById(id)?.querySelector('bdi')?.textContent;
    });
  await expect.poll(active).toBe('(no name)');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect.poll(active).toBe('AR headsets, user associated');
  await page.keyboard.press('ArrowUp');
  await expect.poll(active).toBe('<img src=x onerror=alert(1)><b>Not bold</b>');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageUp');
  await page.keyboard.press('End');
  const last = await active();
  const names = await app.namesInView();
  expect(last).toBe(names.at(-1));
  await page.keyboard.press('Home');
  await expect.poll(active).toBe('(no name)');
  await expect(app.profileId).toHaveValue('');
  await page.keyboard.press('Space');
  await expect(app.list.getByRole('row', { selected: true })).toContainText('aab164f8-dea7-4b9d-b4b0-6253a9ea167f');
  await expect(app.profileId).toHaveValue('');
  await app.profileId.focus();
  await page.keyboard.type('gdańsk');
  await app.seesTheList(1);
  await app.list.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(app.details).toContainText('Warehouse scanners – Gdańsk');
  await expect(app.dialog).toBeHidden();
  await page.keyboard.press('r');
  await app.seesTheQuestion();
  await page.keyboard.press('Tab');
  await expect(app.confirmButton).toBeInViewport();
  await app.confirmButton.press('Enter');
  await app.seesSuccess();
  expect(sent()).toHaveLength(1);
  // The list has learned of it.
  await expect(app.row('Warehouse scanners – Gdańsk')).toContainText('Inactive since');
});

test('Refresh reads anew, and keeps the choice and the place', async ({ app, page, tenant }) => {
  tenant.graph.fill(300);
  await app.openSignedIn();
  await app.seesTheList(351);
  const rows = page.locator('.rows');
  await rows.evaluate((element) => {
    element.scrollTop = 5_000;
  });
  const row = app.list.locator('tbody tr[aria-rowindex="95"]');
  await row.click();
  const name = await row.locator('bdi').innerText();
  const place = await rows.evaluate((element) => element.scrollTop);
  tenant.graph.replaceToken(SCANNERS);
  const [held] = [heldPage({ collection: OWNER, page: 1 })];
  tenant.graph.faults.push(held.fault);
  await app.refreshButton.click();
  await held.asked;
  await app.seesTheList(351);
  held.release();
  await expect(app.listStatus).toContainText('351 profiles');
  expect(await rows.evaluate((element) => element.scrollTop)).toBe(place);
  await expect(row).toHaveAttribute('aria-current', 'true');
  await expect(row.locator('bdi')).toHaveText(name);
  await app.profileId.fill(SCANNERS);
  await expect(app.row('Warehouse scanners – Rotterdam')).toContainText(/(29|30) days/);
});

test('a row is picked although its list is read again between the press and the release', async ({ app, page, tenant }) => {
  await app.openSignedIn();
  await app.seesTheList();
  const held = heldPage({ collection: OWNER, page: 1 });
  tenant.graph.faults.push(held.fault);
  await app.refreshButton.click();
  await held.asked;
  const row = app.list.locator('tbody tr[aria-rowindex="5"]');
  const name = await row.locator('bdi').innerText();
  await row.hover();
  await page.mouse.down();
  held.release();
  await expect(app.refreshButton).not.toHaveAttribute('aria-disabled');
  await page.mouse.up();
  await expect(app.details).toContainText(name);
});

test('a refresh that fails leaves what was read before, and says from when it is', async ({ app, page, tenant }) => {
  await app.openSignedIn();
  await app.seesTheList();
  tenant.graph.faults.push(listFault('serverError', { collection: OWNER }));
  await app.refreshButton.click();
  await expect(page.locator('.finder .error')).toContainText(/are shown as they were read before \d\d:\d\d:\d\d UTC\./);
  await app.seesTheList();
});

test('another person sees a list of their own', async ({ app }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await app.profileId.fill('kiosk');
  await app.signOut();
  await expect(app.list).toBeHidden();
  await app.signIn('Jonas Weber');
  await app.seesTheList(19);
  await expect(app.profileId).toHaveValue('');
});

test.describe('ten thousand profiles', () => {
  test.slow();

  test('the first rows are there after the first page', async ({ app, tenant }) => {
    tenant.graph.fill(10_000);
    const held = [AFW, OWNER].map((collection) => heldPage({ collection, page: 2 }));
    tenant.graph.faults.push(...held.map(({ fault }) => fault));
    await app.openSignedIn();
    await app.seesTheList(200);
    expect((await app.namesInView()).length).toBeGreaterThan(10);
    for (const { release } of held) release();
    await app.seesTheList(10_051);
  });

  test('a keystroke costs little more than among fifty, and only the rows in view are made', async ({ app, page, tenant }) => {
    const rows = page.locator('.rows');
    /**
     * Milliseconds of the main thread, at best of some times: what other programs take of the machine is not the page's.
     * @param {number} times
     * @param {(times: number) => Promise<number[]>} act
     */
    const best = async (times, act) => Math.min(...(await act(times)));
    /** @param {number} times */
    const keystroke = (times) =>
      app.profileId.evaluate(async (/** @type {HTMLInputElement} */ field, count) => {
        const costs = [];
        for (let number = 0; number < count; number += 1) {
          // A letter that most names hold, so that there is much to show.
          field.value = number % 2 ? '' : 'e';
          const start = performance.now();
          field.dispatchEvent(new InputEvent('input', { bubbles: true }));
          await window.nextTask();
          costs.push(performance.now() - start);
        }
        return costs;
      }, times);
    /** @param {number} times */
    const stride = (times) =>
      rows.evaluate(async (element, count) => {
        const costs = [];
        for (let number = 1; number <= count; number += 1) {
          element.scrollTop = number * 56 * 6;
          const start = performance.now();
          element.dispatchEvent(new Event('scroll'));
          await window.nextTask();
          costs.push(performance.now() - start);
        }
        element.scrollTop = 0;
        return costs;
      }, times);
    await page.addInitScript(() => {
      // What an event set off runs before the next task. A timer would come some milliseconds late.
      window.nextTask = () =>
        new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = resolve;
          port2.postMessage(null);
        });
    });
    await app.openSignedIn();
    await app.seesTheList();
    const few = await best(10, keystroke);
    tenant.graph.fill(10_000);
    tenant.graph.pageSize = 1_000;
    await app.refreshButton.click();
    await app.seesTheList(10_051);
    const many = await best(10, keystroke);
    const scroll = await best(10, stride);
    await app.profileId.fill('');
    console.log(
      `  a keystroke takes ${many.toFixed(1)} ms of the main thread among 10,051 profiles, ${few.toFixed(1)} ms among 51; a stride of scrolling ${scroll.toFixed(1)} ms (frame: 16 ms)`,
    );
    await app.seesTheList(10_051);
    expect(many / few).toBeLessThan(10);
    expect(await app.list.getByRole('row').count()).toBeLessThan(30);

    // Screen readers are told where a row is among all.
    await app.list.focus();
    await page.keyboard.press('End');
    await expect(app.list.locator('[aria-rowindex="10052"]')).toBeInViewport();
    expect(await app.list.getByRole('row').count()).toBeLessThan(30);
    for (const place of [0.1, 0.5, 0.93]) {
      const index = await rows.evaluate((element, part) => {
        element.scrollTop = Math.floor(element.scrollHeight * part);
        return Math.ceil(element.scrollTop / 56) + 3;
      }, place);
      await expect(app.list.locator(`[aria-rowindex="${index}"]`)).toBeInViewport();
    }
  });
});
