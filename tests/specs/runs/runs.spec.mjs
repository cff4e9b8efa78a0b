import { appVersion } from '../../helpers/app-version.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { openOver, RunPage } from '../../pages/run-page.mjs';
import { gate, numberOf } from '../../tenant/held-calls.mjs';
import { bare, deadIn, disagreements, grouped, profilesOf } from '../../tenant/report-check.mjs';

/** @import { Locator, Page } from '@playwright/test' */

/** @param {{collection: string, id: string}[]} revocations */
const namesOf = (revocations) => revocations.map(({ collection, id }) => `${collection}/${id}`).sort();

/**
 * Presses Tab until something has the focus.
 * @param {Page} page
 * @param {Locator} locator
 */
async function tabTo(page, locator) {
  const hasFocus = () => locator.evaluate((element) => element === document.activeElement);
  for (let count = 0; count < 90 && !(await hasFocus()); count += 1) await page.keyboard.press('Tab');
  await expect(locator).toBeFocused();
}

/**
 * @param {Page} page
 * @param {Locator} locator
 */
async function press(page, locator, key = 'Enter') {
  await tabTo(page, locator);
  await page.keyboard.press(key);
}

test('every active token is revoked and confirmed, in four clicks and one typed number', async ({ app, page, tenant, sent }) => {
  await openOver({ app, tenant }, 30);
  const run = new RunPage(page);
  await run.everyActive.click();
  await run.revokeChosen.click();
  await run.revokePlanned.click();
  expect(sent()).toEqual([]);
  await run.count.fill('30');
  await run.confirm.click();
  await run.seesAllConfirmed(30);
  expect(new Set(sent().map(({ path }) => path)).size).toBe(30);
  expect(tenant.graph.revocations.every(({ acted }) => acted)).toBe(true);
  expect(disagreements(await run.report(), tenant.graph.revocations, deadIn(tenant))).toEqual([]);
});

test('a dry run reads every profile, prints exactly the requests, and sends none of them', async ({ app, page, tenant, sent, reads }) => {
  await openOver({ app, tenant }, 12);
  const run = new RunPage(page);
  await run.plan();
  await run.sees(run.words.ready(12));
  expect(reads()).toHaveLength(12);
  await run.region.getByText(run.words.requests, { exact: true }).click();
  const printed = (await run.region.locator('pre').innerText()).trim().split('\n');
  expect(printed).toHaveLength(12);
  expect(sent()).toEqual([]);
  await run.start(12);
  await run.seesAllConfirmed(12);
  const addresses = sent().map(({ method, host, url }) => `${method} https://${host}${url}`);
  expect(addresses.sort()).toEqual(printed.sort());
});

test('a wrong count sends nothing, and neither does Cancel', async ({ app, page, tenant, sent }) => {
  await openOver({ app, tenant }, 5);
  const run = new RunPage(page);
  await run.plan();
  await run.revokePlanned.click();
  for (const typed of ['4', '', '55', 'five']) {
    await run.count.fill(typed);
    await run.count.press('Enter');
    await expect(run.dialog).toContainText(run.words.wrongCount(5));
    await expect(run.count).toBeFocused();
  }
  await run.dialog.getByRole('button', { name: run.words.cancel }).click();
  await expect(run.dialog).toBeHidden();
  await run.cancel.click();
  await expect(run.tab).toBeFocused();
  await run.seesNone();
  await app.goTo('profiles');
  await app.profileId.click();
  expect(sent()).toEqual([]);
});

test('tokens that are dead are skipped, and one that became another one since the plan', async ({ app, page, tenant, sent }) => {
  await app.openSignedIn();
  await app.seesTheList();
  const run = new RunPage(page);
  await page.getByRole('button', { name: 'All 51 shown' }).click();
  await run.revokeChosen.click();
  await expect(run.revokePlanned).toBeVisible();
  const { skipped, waiting } = await run.states();
  expect(skipped).toBeGreaterThan(2);
  expect(skipped + waiting).toBe(51);
  const changed = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
  const dying = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103';
  tenant.graph.replaceToken(changed);
  tenant.graph.profile(dying).tokenExpirationDateTime = new Date(Date.now() - 60_000).toISOString();
  await run.start(waiting);
  await run.seesVerdict(`${waiting - 2} of ${waiting - 1} revoked; ${skipped + 2} skipped`);
  const { items, totals } = await run.report();
  expect(totals).toMatchObject({ revoked: waiting - 2, skipped: skipped + 2, all: 51 });
  const why = grouped(
    items.filter(({ state }) => state === 'skipped'),
    ({ skippedBecause }) => skippedBecause,
  );
  expect(why.tokenChanged.map(({ profileId }) => profileId)).toEqual([changed]);
  expect(why.expiredOrRevokedBefore).toHaveLength(skipped + 1);
  const ids = sent().map(({ path }) => path);
  for (const { profileId } of [...why.tokenChanged, ...why.expiredOrRevokedBefore]) {
    expect(ids.filter((path) => path.includes(bare(profileId)))).toEqual([]);
  }
});

test('Pause begins nothing new, Resume goes on, Stop leaves the rest out, Retry revokes it', async ({ app, page, tenant, sent }) => {
  await openOver({ app, tenant }, 14);
  const run = new RunPage(page);
  const pausing = gate({ holds: numberOf(3) });
  const stopping = gate({ holds: numberOf(3) });
  tenant.graph.faults.push(pausing.fault);
  await run.begin(14);
  await pausing.held;
  await run.pause.click();
  await run.sees(run.words.paused);
  pausing.release();
  await run.seesInState('sending', 0);
  await run.seesInState('confirming', 0);
  await run.seesInState('reading', 0);
  const before = sent().length;
  expect((await run.states()).revoked).toBe(before);
  expect(before).toBeLessThan(14);
  tenant.graph.faults.splice(0, 1, stopping.fault);
  await run.resume.click();
  await stopping.held;
  await run.stop.click();
  stopping.release();
  await run.seesVerdict(/of \d+ revoked|All \d+ tokens were revoked/);
  const { totals, items } = await run.report();
  expect(totals.revoked + totals.skipped).toBe(14);
  expect(totals.skipped).toBeGreaterThan(0);
  expect(sent()).toHaveLength(totals.revoked);
  expect(items.filter(({ skippedBecause }) => skippedBecause === 'stopped')).toHaveLength(totals.skipped);
  await expect(run.row(run.words.stopped).first()).toBeVisible();

  await run.retry.click();
  await run.seesAllConfirmed(14);
  expect(disagreements(await run.report(), tenant.graph.revocations, deadIn(tenant))).toEqual([]);
  expect(sent()).toHaveLength(14);
});

test('Retry takes those that failed, and Settle looks at what is not known', async ({ app, page, tenant, sent }) => {
  await page.clock.install();
  await openOver({ app, tenant }, 4);
  // A refusal as wrong of an AOSP profile has the other form of its ID tried, which would meet the next fault.
  for (const profile of profilesOf(tenant)) if ('enrollmentMode' in profile) profile.enrollmentMode = 'corporateOwnedDedicatedDevice';
  const run = new RunPage(page);
  /** @param {number} code */
  const status = (code) => ({
    status: code,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ error: { code: 'BadRequest', message: 'no' } }),
  });
  const unreadable = { method: 'GET', path: /EnrollmentProfiles\/[^/]+$/, times: Infinity, answer: status(403) };
  let isOut = false;
  tenant.graph.faults.push(
    { method: 'POST', path: /revokeToken$/, answer: status(400) },
    {
      method: 'POST',
      path: /revokeToken$/,
      acts: true,
      answer() {
        isOut = true;
        return status(500);
      },
    },
    {
      ...unreadable,
      answer: (call, ordinary) =>
        isOut && tenant.graph.revocations.some(({ id, status: said }) => call.path.endsWith(id) && said === 500) ? status(403) : ordinary(),
    },
  );
  await run.begin(4);
  await app.passTimeUntil(run.settle);
  await run.seesVerdict('2 of 4 revoked; 1 not revoked; 1 cannot be told');
  tenant.graph.faults.length = 0;
  await run.settle.click();
  await run.seesVerdict('3 of 4 revoked; 1 not revoked');
  await expect(run.settle).toBeHidden();
  expect(sent()).toHaveLength(4);
  await run.retry.click();
  await run.seesAllConfirmed(4);
  expect(sent()).toHaveLength(5);
  const ids = namesOf(tenant.graph.revocations);
  expect(new Set(ids).size).toBe(4);
});

test('from the choice to the report by keyboard alone', async ({ app, page, tenant, sent }) => {
  await openOver({ app, tenant }, 10);
  const run = new RunPage(page);
  const held = gate({ holds: numberOf(2) });
  tenant.graph.faults.push(held.fault);
  await press(page, run.everyActive);
  await press(page, run.revokeChosen);
  await expect(run.region.getByRole('heading', { level: 2 })).toBeFocused();
  await expect(run.revokePlanned).toBeVisible();
  await press(page, run.revokePlanned);
  await expect(run.count).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(run.dialog).toBeHidden();
  await press(page, run.revokePlanned);
  // The browser tells that a dialog was closed later than it does so: whoever is quick has opened it again by then.
  await run.dialog.dispatchEvent('close');
  await page.keyboard.type('10');
  await page.keyboard.press('Enter');
  await held.held;
  await press(page, run.pause, 'Space');
  await run.sees(run.words.paused);
  // The same button, so that the focus stays.
  await expect(run.resume).toBeFocused();
  held.release();
  await run.seesInState('sending', 0);
  const again = gate();
  tenant.graph.faults.splice(0, 1, again.fault);
  await page.keyboard.press('Space');
  await again.held;
  await press(page, run.stop);
  again.release();
  await expect(run.verdict).toBeFocused();
  // Whoever hears the page hears it once.
  await expect(run.spoken).toHaveText('');
  await press(page, run.retry);
  await run.seesAllConfirmed(10);
  expect(sent()).toHaveLength(10);
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, run.region.getByRole('button', { name: run.words.download('CSV') }))]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  await press(page, run.close);
  // The button went with the run.
  await expect(run.tab).toBeFocused();
  await run.seesNone();
});

test('the title tells how far it is, and the tab asks before it goes; not before and not after', async ({ app, page, tenant }) => {
  await openOver({ app, tenant }, 6);
  const run = new RunPage(page);
  /** @type {string[]} */
  const asked = [];
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  await run.plan();
  await page.reload();
  await app.seesTheList(6);
  expect(asked).toEqual([]);

  const held = gate({ holds: numberOf(4) });
  tenant.graph.faults.push(held.fault);
  await run.begin(6);
  await held.held;
  await expect.poll(() => page.title()).toMatch(/^\([0-5]\/6\) \S/);
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await run.pause.click();
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(['beforeunload', 'beforeunload']);
  await run.resume.click();
  held.release();
  await run.seesAllConfirmed(6);
  await expect(page).toHaveTitle(/^✓ 6 revoked – \S.*Token Console$/);
  await page.reload();
  await app.seesTheList(6);
  expect(asked).toHaveLength(2);
  await run.seesNone();
});

test('how it ended stays in the title until the run is put away', async ({ app, page, tenant }) => {
  await openOver({ app, tenant }, 4);
  const plain = await page.title();
  const run = new RunPage(page);
  // Of an AOSP profile the other form of its ID would be tried.
  const isOther = (/** @type {string | undefined} */ mode) => !mode?.includes('AOSP');
  const refused = [...tenant.graph.data.profiles.values()].find(({ profile, sample }) => !sample && isOther(profile.enrollmentMode));
  tenant.graph.faults.push({
    method: 'POST',
    path: new RegExp(`${refused?.profile.id}/revokeToken$`),
    times: 1,
    answer: { status: 400, headers: { 'Content-Type': 'application/json' }, body: '{"error":{"code":"BadRequest","message":"no"}}' },
  });
  await run.begin(4);
  await run.seesVerdict('3 of 4 revoked; 1 not revoked');
  await expect(page).toHaveTitle(`! 1 of 4 needs you – ${plain}`);
  // What needs the person is shown, the rest on demand.
  const rows = run.table.locator('tbody tr[aria-rowindex]');
  await expect(run.chip('needsPerson')).toHaveAttribute('aria-pressed', 'true');
  await expect(rows).toHaveCount(1);
  await run.chip('all').click();
  await expect(rows).toHaveCount(4);
  await run.retry.click();
  await run.seesAllConfirmed(4);
  await expect(page).toHaveTitle(`✓ 4 revoked – ${plain}`);
  await run.close.click();
  await expect(page).toHaveTitle(plain);
});

for (const allows of [true, false]) {
  test(`the person is asked once, when the run begins, whether the page may notify them; ${allows ? 'then' : 'else not'} it tells how the run ended`, async ({
    app,
    page,
    tenant,
  }) => {
    await page.addInitScript(
      (permission) => {
        /** @type {string[]} */
        const log = [];
        class FakeNotification {
          static permission = 'default';
          static async requestPermission() {
            log.push(navigator.userActivation.isActive ? 'asked in a click' : 'asked');
            FakeNotification.permission = permission;
            return permission;
          }
          /**
           * @param {string} title
           * @param {{body: string}} options
           */
          constructor(title, { body }) {
            log.push(`${title}: ${body}`);
          }
        }
        Object.assign(window, { Notification: FakeNotification, notificationLog: log });
        Object.defineProperty(Document.prototype, 'visibilityState', { get: () => (log.length > 0 ? 'hidden' : 'visible') });
      },
      allows ? 'granted' : 'denied',
    );
    const logged = () => page.evaluate(() => Reflect.get(window, 'notificationLog'));
    await openOver({ app, tenant }, 5);
    const run = new RunPage(page);
    await run.plan();
    await run.type(5);
    expect(await logged()).toEqual([]);
    await run.confirm.click();
    await run.seesAllConfirmed(5);
    const asked = ['asked in a click'];
    const told = 'Token Console: All 5 tokens were revoked and confirmed';
    await expect.poll(logged).toEqual(allows ? [...asked, told] : asked);
    await run.close.click();
    tenant.graph.empty();
    tenant.graph.fill(7, { active: true });
    await app.goTo('profiles');
    await app.refreshButton.click();
    await app.seesTheList(7);
    await run.begin(7);
    await run.seesAllConfirmed(7);
    await expect.poll(logged).toEqual(allows ? [...asked, told, told.replace('5', '7')] : asked);
  });
}

test('where all are refused the cause and the way out come first, and nothing looks done', async ({ app, page, tenant }) => {
  await openOver({ app, tenant }, 12);
  const run = new RunPage(page);
  tenant.graph.faults.push({
    method: 'POST',
    path: /revokeToken$/,
    times: Infinity,
    answer: {
      status: 403,
      headers: { 'Content-Type': 'application/json' },
      body: '{"error":{"code":"Forbidden","message":"User is not authorized to perform this operation"}}',
    },
  });
  await run.begin(12);
  await expect(run.resume).toBeVisible();
  await run.sees(run.words.revokedOf(0, 12));
  const bar = run.region.getByRole('progressbar');
  await expect(bar.locator('[data-part="revoked"]')).toHaveCount(0);
  await expect(bar.locator('[data-part="notRevoked"]')).toBeVisible();
  const [cause, far] = await Promise.all([run.region.getByText('Your account has no Intune role').first().boundingBox(), bar.boundingBox()]);
  expect(cause?.y).toBeLessThan(far?.y ?? 0);
});

test('the report is the same as CSV, JSON and Markdown, with the reason and the ticket', async ({ app, page, tenant }) => {
  await openOver({ app, tenant }, 8);
  const [first] = profilesOf(tenant);
  first.displayName = '=HYPERLINK("https://contoso.example")';
  await app.refreshButton.click();
  await app.seesTheList(8);
  const run = new RunPage(page);
  await run.plan();
  await run.revokePlanned.click();
  await run.reason.fill('  Lost phones | of "Gdańsk"');
  await run.ticket.fill('=INC-4711');
  await run.count.fill('8');
  await run.confirm.click();
  await run.seesAllConfirmed(8);

  const [csv, json, markdown] = [await run.download('CSV'), await run.download('JSON'), await run.download('Markdown')];
  const report = JSON.parse(json.text);
  const version = await appVersion();
  expect(report).toMatchObject({
    version: '1',
    appVersion: version,
    run: { phase: 'over', reason: 'Lost phones | of "Gdańsk"', ticket: '=INC-4711', account: 'mira.okafor@contoso.example' },
    totals: { revoked: 8, notRevoked: 0, skipped: 0, cannotTell: 0, unconfirmed: 0, all: 8 },
  });
  expect(disagreements(report, tenant.graph.revocations, deadIn(tenant))).toEqual([]);
  for (const { name } of [csv, json, markdown]) {
    expect(name).toMatch(new RegExp(`^revocation-run-\\d{4}-\\d\\d-\\d\\dT\\d{6}Z-${report.run.id.slice(0, 8)}\\.(csv|json|md)$`));
  }

  expect(csv.text.startsWith('\ufeff')).toBe(true);
  const [header, ...rows] = csv.text
    .slice(1)
    .trim()
    .split('\r\n')
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, field]) => field.replaceAll('""', '"')));
  expect(rows).toHaveLength(8);
  rows.forEach((row, at) => {
    const fields = Object.fromEntries(header.map((name, column) => [name, row[column]]));
    const { profileId, clientRequestId, requestId, result, confirmation, timesSent } = report.items[at];
    expect(fields).toMatchObject({
      number: String(at + 1),
      state: 'revoked',
      profileId,
      clientRequestId,
      requestId,
      result,
      confirmation,
      appVersion: version,
      timesSent: String(timesSent),
      runId: report.run.id,
      reason: 'Lost phones | of "Gdańsk"',
      ticket: "'=INC-4711",
    });
    expect(row.filter((field) => /^[=+\-@]/.test(field))).toEqual([]);
  });
  expect(csv.text).toContain("'=HYPERLINK");

  for (const { profileId, clientRequestId } of report.items) {
    expect(markdown.text).toContain(profileId);
    expect(markdown.text).toContain(clientRequestId);
  }
  expect(markdown.text).toContain('Lost phones \\| of "Gdańsk"');
  expect(markdown.text).toContain(report.run.id);
  expect(markdown.text).toContain(`| Token Console version | ${version} |\n`);

  const secrets = tenant.graph.secretReads;
  expect(secrets).toEqual([]);
});

test('on paper every row of the report is there, and nothing else of the page', async ({ app, page, tenant }) => {
  await page.addInitScript(() => {
    window.print = () => {
      document.documentElement.dataset.printed = 'yes';
    };
  });
  await openOver({ app, tenant }, 98);
  const run = new RunPage(page);
  await run.plan();
  await run.type(98);
  await run.reason.fill('Lost phones');
  await run.ticket.fill('INC-4711');
  await run.confirm.click();
  await run.seesAllConfirmed(98, { timeout: 40_000 });
  const { items } = await run.report();
  await run.print.click();
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'yes');
  await page.emulateMedia({ media: 'print' });
  const paper = page.locator('.run-paper');
  await expect(paper).toBeVisible();
  await expect(paper.getByRole('row')).toHaveCount(99);
  for (const { displayName } of profilesOf(tenant)) {
    await expect(paper.getByText(displayName, { exact: true })).toBeVisible();
  }
  // Who, where and when, the time and request-id of each, and no word broken.
  for (const text of ['Revocation of enrollment tokens', 'Token Console', 'mira.okafor@contoso.example', 'Lost phones', 'INC-4711']) {
    await expect(run.region.getByText(text).first()).toBeVisible();
  }
  const cells = await paper
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.innerText.replace(/\s+/g, ' ').trim())));
  cells.forEach(([, state, at, request], row) => {
    const { sentAt, requestId } = /** @type {{sentAt?: string, requestId: string | null}} */ (items[row]);
    expect([state, at, request]).toEqual(['✓ Revoked', sentAt?.replace('T', ' '), requestId]);
  });
  const broken = await paper.locator('.run-state, .at span').evaluateAll((parts) => parts.filter((part) => part.getBoundingClientRect().height > 20).length);
  expect(broken).toBe(0);
  await expect(run.verdict).toBeVisible();
  await expect(app.banner).toBeHidden();
  await expect(app.list).toBeHidden();
  await expect(run.close).toBeHidden();
});

test('nothing secret is kept in the browser', async ({ app, page, tenant }) => {
  tenant.graph.empty();
  tenant.graph.fill(20, { active: true });
  const profiles = profilesOf(tenant);
  const secrets = profiles.flatMap(({ tokenValue, qrCodeContent }) => [tokenValue ?? '', qrCodeContent ?? '']).filter(Boolean);
  expect(secrets.length).toBeGreaterThanOrEqual(20);
  tenant.graph.randomFaults({ share: 0.3, seed: 4, kinds: ['throttled', 'conflict', 'okActed', 'badRequest'] });
  await app.openSignedIn();
  await app.seesTheList(20);
  const run = new RunPage(page);
  await run.begin(20);
  await expect(run.verdict).toBeVisible();
  const {
    run: { id },
  } = await run.report();
  const kept = await page.evaluate(async () => {
    /**
     * @template T
     * @param {IDBRequest<T>} request
     * @returns {Promise<T>}
     */
    const done = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const all = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const opened = database.transaction(store).objectStore(store);
        all.push(await done(opened.getAllKeys()), await done(opened.getAll()));
      }
      database.close();
    }
    return JSON.stringify(all);
  });
  expect(kept).toContain(id);
  for (const { id: profile } of profiles) expect(kept).toContain(profile);
  expect(kept).not.toMatch(/Bearer|eyJ/i);
  for (const secret of secrets) expect(kept.includes(secret)).toBe(false);
});
