import { CLOUDS } from '../../../sandbox/clouds.mjs';
import { expectNoViolations, prepareAxe } from '../../helpers/axe.mjs';
import { MEGABYTES_5, textFile } from '../../helpers/files.mjs';
import { test as base, expect } from '../../helpers/fixtures.mjs';
import { layoutFaults } from '../../helpers/layout.mjs';
import { LeakGuard } from '../../helpers/leak-guard.mjs';
import { ConsolePage, MIRA, RENEE } from '../../pages/console-page.mjs';
import { ENGLISH, LANGUAGES } from '../../pages/console-words.mjs';
import { openOver, RunPage } from '../../pages/run-page.mjs';
import { gate, numberOf } from '../../tenant/held-calls.mjs';
import { deadIn, disagreements, PAGE_WAS_CLOSED, profilesOf } from '../../tenant/report-check.mjs';

/**
 * @import { Page } from '@playwright/test'
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 * @typedef {{app: ConsolePage, run: RunPage, page: Page}} Desk
 */

const JONAS = 'Jonas Weber';
const UPN = { [MIRA]: 'mira.okafor@contoso.example', [RENEE]: 'renee.castillo@contoso.example' };
const OTHER_TENANT = '9f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346';

/**
 * @typedef {object} TwoPersons
 * @property {(person: string) => Promise<Desk>} somebodyElse  Somebody who is signed in in a browser of their own, which is looked after like the first one.
 */
const test = base.extend(
  /** @type {import('@playwright/test').Fixtures<TwoPersons, {}, import('../../helpers/fixtures.mjs').TestArgs, import('../../helpers/fixtures.mjs').WorkerArgs>} */ ({
    somebodyElse: async ({ browser, served, site }, use) => {
      const { signInHost, graphHost } = CLOUDS[site.cloud ?? 'global'];
      /** @type {[LeakGuard, import('@playwright/test').BrowserContext][]} */
      const browsers = [];
      await use(async (person) => {
        const context = await browser.newContext({ locale: 'en-US' });
        const guard = new LeakGuard(context, [new URL(served.url).host, signInHost, graphHost]);
        await guard.start();
        browsers.push([guard, context]);
        const page = await context.newPage();
        const app = new ConsolePage(page, served.url, ENGLISH);
        await app.openAndSignIn(person);
        return { app, page, run: new RunPage(page) };
      });
      for (const [guard, context] of browsers) {
        expect(await guard.findings()).toEqual([]);
        await context.close();
      }
    },
  }),
);

/** @param {string} text */
const planFile = (text) => textFile('revocation-plan.json', 'application/json', text);

/**
 * The file with something in it altered.
 * @param {string} text
 * @param {(plan: Record<string, any>) => void} change
 */
function altered(text, change) {
  const plan = JSON.parse(text);
  change(plan);
  return planFile(JSON.stringify(plan));
}

/**
 * The plan of Renée, who may look and not revoke, over so many active tokens.
 * @param {{tenant: Tenant, somebodyElse: TwoPersons['somebodyElse']}} fixtures
 * @param {number} count
 * @param {Parameters<RunPage['savePlan']>[0]=} note
 */
async function planOfRenee({ tenant, somebodyElse }, count, note) {
  tenant.graph.empty();
  tenant.graph.fill(count, { active: true });
  const renee = await somebodyElse(RENEE);
  await renee.app.seesTheList(count);
  await renee.run.plan();
  return { ...renee, ...(await renee.run.savePlan(note)) };
}

test('somebody else opens the plan in another browser, looks, confirms, and the report names both', async ({
  app,
  page,
  context,
  tenant,
  sent,
  somebodyElse,
}) => {
  test.slow();
  const renee = await planOfRenee({ tenant, somebodyElse }, 9, { reason: 'Poster online', ticket: 'INC-42' });
  expect(renee.name).toMatch(/^revocation-plan-\d{4}-\d\d-\d\dT\d{6}Z\.json$/);
  const plan = JSON.parse(renee.text);
  expect(plan).toMatchObject({ format: 'token-console-plan', version: '1', action: 'revoke', plannedBy: UPN[RENEE], ticket: 'INC-42' });
  const profiles = profilesOf(tenant);
  expect(plan.items.map((/** @type {{profileId: string}} */ { profileId }) => profileId).sort()).toEqual(profiles.map(({ id }) => id).sort());
  for (const { tokenValue, qrCodeContent } of profiles) {
    for (const secret of [tokenValue, qrCodeContent]) if (secret) expect(renee.text).not.toContain(secret);
  }
  // What is typed for the file is what the confirmation has.
  await renee.run.revokePlanned.click();
  await expect(renee.run.ticket).toHaveValue('INC-42');
  await renee.page.keyboard.press('Escape');

  await app.openSignedIn();
  await app.seesTheList(9);
  const run = new RunPage(page);
  const before = tenant.graph.requests.length;
  await run.openPlan(planFile(renee.text));
  await run.sees(run.words.ready(9));
  await run.sees(`Planned by ${UPN[RENEE]} (${RENEE}) at `);
  await run.sees(`${plan.plannedAt.replace('T', ' ').replace('Z', ' UTC')}, as its file says`);
  await expect(run.region).not.toContainText(run.words.samePerson);
  await expect(run.forSomebodyElse).toBeHidden();
  const since = tenant.graph.requests.slice(before).filter(({ method }) => method !== 'OPTIONS');
  expect(since.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`).sort()).toEqual(profiles.map(({ id }) => `GET ${id}`).sort());
  expect(page.url()).not.toMatch(/INC-42|[0-9a-f]{8}-/);

  const held = gate({ holds: numberOf(4) });
  tenant.graph.faults.push(held.fault);
  await run.revokePlanned.click();
  await expect(run.reason).toHaveValue('Poster online');
  await expect(run.ticket).toHaveValue('INC-42');
  await run.count.fill('9');
  await run.confirm.click();
  await held.held;
  // The page is closed in the middle of it.
  const second = new ConsolePage(await context.newPage(), app.url, app.words);
  await page.close();
  await held.abandoned();
  held.release();
  await second.openSignedIn();
  const restored = new RunPage(second.page);
  await restored.sees(restored.words.interrupted);
  for (const state of /** @type {const} */ (['reading', 'sending', 'confirming'])) await restored.seesInState(state, 0, { timeout: 40_000 });
  await restored.resumeToTheEnd(9);
  const report = /** @type {any} */ (await restored.report());
  expect(disagreements(report, tenant.graph.revocations, deadIn(tenant), PAGE_WAS_CLOSED)).toEqual([]);
  expect(report.run).toMatchObject({
    account: UPN[MIRA],
    plannedBy: UPN[RENEE],
    plannedByName: RENEE,
    plannedByObjectId: '5d0c7e52-6c1f-4f3a-9d2b-1a7e08b6c402',
    plannedAt: plan.plannedAt,
    plannedBySamePerson: false,
    reason: 'Poster online',
    ticket: 'INC-42',
  });
  expect((await restored.download('Markdown')).text).toContain(`| Carried out by | ${UPN[MIRA]} |`);
  expect((await restored.download('CSV')).text.split('\r\n')[1]).toContain(`"${UPN[RENEE]}","${plan.plannedAt}"`);
  await expect(restored.region.locator('.run-about')).toContainText(`${UPN[RENEE]} (${RENEE})`);
  expect(sent()).toHaveLength(9);
});

test('a token that became another one since, or was revoked, is listed and not revoked', async ({ app, page, tenant, sent, somebodyElse }) => {
  test.slow();
  const { text } = await planOfRenee({ tenant, somebodyElse }, 5);
  const [changed, dead] = profilesOf(tenant);
  tenant.graph.replaceToken(changed.id);
  dead.tokenExpirationDateTime = new Date(Date.now() - 60_000).toISOString();
  await app.openSignedIn();
  const run = new RunPage(page);
  await run.openPlan(planFile(text));
  await run.sees(run.words.ready(3));
  await expect(run.row(run.words.tokenChanged)).toContainText(changed.id);
  await expect(run.row(run.words.dead)).toContainText(dead.id);
  await run.start(3);
  await run.seesVerdict('3 of 4 revoked; 2 skipped');
  const paths = sent().map(({ path }) => path);
  expect(paths).toHaveLength(3);
  for (const { id } of [changed, dead]) expect(paths.filter((path) => path.includes(id))).toEqual([]);
});

test('whoever may not read the profiles, or not revoke, can do no more with a plan than without', async ({ app, page, tenant, somebodyElse }) => {
  test.slow();
  await openOver({ app, tenant }, 4);
  const mine = new RunPage(page);
  await mine.plan();
  const { text } = await mine.savePlan();
  const plan = JSON.parse(text);
  const hidden = plan.items.filter((/** @type {{profileType: string}} */ { profileType }) => profileType === 'deviceOwner').length;
  const jonas = await somebodyElse(JONAS);
  await jonas.run.openPlan(planFile(text));
  await jonas.run.seesInState('skipped', hidden);
  const renee = await somebodyElse(RENEE);
  await renee.run.openPlan(planFile(text));
  await renee.run.sees(renee.run.words.ready(4));
  await renee.run.start(4);
  await renee.run.seesVerdict(/4 not revoked/);
  expect(tenant.graph.revocations.some(({ acted }) => acted)).toBe(false);
});

test('what is altered, or is of elsewhere, is refused by name, and what was being planned stays', async ({ app, page, tenant }) => {
  await openOver({ app, tenant }, 3);
  const run = new RunPage(page);
  await run.plan();
  const { text } = await run.savePlan();
  const here = JSON.parse(text);
  const before = tenant.graph.requests.length;
  for (const [file, sentence] of /** @type {const} */ ([
    [
      altered(text, (plan) => (plan.tenantId = OTHER_TENANT)),
      `for the tenant ${OTHER_TENANT} in the cloud global. You are signed in to the tenant ${here.tenantId} in the cloud global.`,
    ],
    [
      altered(text, (plan) => (plan.cloud = 'usGov')),
      `for the tenant ${here.tenantId} in the cloud usGov. You are signed in to the tenant ${here.tenantId} in the cloud global.`,
    ],
    [altered(text, (plan) => (plan.version = '2')), 'of version “2”, and this page knows version “1”'],
    [altered(text, (plan) => (plan.action = 'createToken')), 'for “createToken”'],
    [altered(text, (plan) => (plan.notBefore = 'tomorrow')), '“notBefore” is nothing that this page knows'],
    [altered(text, (plan) => plan.items.push(plan.items[0])), 'Its profile 4 is its profile 1 once more'],
    [altered(text, (plan) => (plan.items[1].profileName = 'Shop \u202e')), '“profileName” of its profile 2 is not what this page writes there'],
    [altered(text, (plan) => delete plan.plannedBy), '“plannedBy” is missing'],
    [altered(text, (plan) => (plan.items = [])), 'names no profile'],
    [planFile(text.slice(0, -20)), 'no whole JSON'],
  ])) {
    await test.step(sentence, async () => {
      // On the screen of a run a plan is opened where it is dropped.
      await app.drop(file);
      await expect(run.planRefused).toContainText(sentence);
      await expect(run.planRefused).toContainText('Nothing was sent, and nothing here has changed.');
      await expect(run.planRefused.locator('p')).toBeFocused();
      await expect(run.revokePlanned).toBeVisible();
    });
  }
  await run.planRefused.getByRole('button', { name: run.words.close }).click();
  await expect(run.planRefused).toBeHidden();
  expect(tenant.graph.requests).toHaveLength(before);
  await run.start(3);
  await run.seesAllConfirmed(3);
});

test('a profile that somebody put into the file is looked at, and what is not the token it says is not revoked', async ({ app, page, tenant, sent }) => {
  await openOver({ app, tenant }, 4);
  const run = new RunPage(page);
  await run.plan();
  const { text } = await run.savePlan();
  await run.cancel.click();
  const foreign = profilesOf(tenant)[0].id;
  const file = altered(text, (plan) => {
    for (const item of plan.items) if (item.profileId === foreign) Object.assign(item, { tokenExpires: '2031-01-01T00:00:00.000Z', profileName: 'Harmless' });
    plan.items.push({ profileType: 'deviceOwner', profileId: '0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9', tokenExpires: null });
  });
  await run.openPlan(file);
  await run.sees(run.words.ready(3));
  await expect(run.row(run.words.tokenChanged)).toContainText(foreign);
  await expect(run.region).not.toContainText('Harmless');
  await expect(run.row('could not be read')).toHaveCount(1);
  await run.sees(run.words.samePerson);
  await run.start(3);
  await run.seesVerdict(/3 of 5 revoked/);
  await run.sees(run.words.samePerson);
  expect(sent()).toHaveLength(3);
  expect(/** @type {any} */ (await run.report()).run.plannedBySamePerson).toBe(true);
});

test('where there is no run, what is no plan is refused, and the next file is read', async ({ app, page, tenant }) => {
  await openOver({ app, tenant }, 2);
  const run = new RunPage(page);
  for (const [file, sentence] of /** @type {const} */ ([
    [textFile('plan.json', 'application/json', '{"value": []}'), 'no plan that this page has saved'],
    [textFile('plan.json', 'application/json', 'x'), 'no whole JSON'],
    [{ name: 'plan.json', mimeType: 'application/json', buffer: Buffer.from([0xff, 0xfe, 0x00, 0xd8]) }, 'no whole JSON'],
    [{ name: 'plan.json', mimeType: 'application/json', buffer: Buffer.alloc(MEGABYTES_5 + 1, ' ') }, 'longer than 5 MiB'],
  ])) {
    await run.openPlan(file);
    await expect(run.planRefused).toContainText(sentence);
  }
  await run.plan();
  const { text } = await run.savePlan();
  await run.cancel.click();
  await run.openPlan(planFile(text));
  await run.sees(run.words.ready(2));
  await expect(run.planRefused).toBeHidden();
});

test('the box knows a plan, pasted or dropped, and offers to open it; by keyboard alone', async ({ app, page, tenant, sent }) => {
  await openOver({ app, tenant }, 3);
  const run = new RunPage(page);
  await run.plan();
  const { text } = await run.savePlan({ ticket: 'INC-7' });
  await run.cancel.click();
  await app.goTo('profiles');
  await app.hasReader();
  const before = tenant.graph.requests.length;
  for (const hand of [() => app.drop(planFile(text)), () => app.paste(app.profileId, text), () => app.drop(planFile(text.slice(0, -30)))]) {
    await hand();
    await expect(app.intake).toContainText('This is a plan that somebody saved as a file.');
    await expect(app.intake).not.toContainText('recognised');
    await expect(app.profileId).toHaveValue('');
    await app.intake.getByRole('button', { name: 'Close' }).click();
    await expect(app.intake).toBeHidden();
  }
  await app.drop(planFile(text));
  await run.openThisPlan.focus();
  expect(tenant.graph.requests).toHaveLength(before);
  await page.keyboard.press('Enter');
  await expect(run.region.getByRole('heading', { level: 2 })).toBeFocused();
  await run.sees(run.words.ready(3));
  await expect(app.intake).toBeHidden();
  await run.revokePlanned.press('Enter');
  await expect(run.count).toBeFocused();
  await expect(run.ticket).toHaveValue('INC-7');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await run.seesAllConfirmed(3);
  expect(sent()).toHaveLength(3);
});

test('a plan is not opened in the place of a run that is under way', async ({ app, page, tenant, sent }) => {
  await openOver({ app, tenant }, 4);
  const run = new RunPage(page);
  await run.plan();
  const { text } = await run.savePlan();
  const held = gate({ holds: numberOf(2) });
  tenant.graph.faults.push(held.fault);
  await run.start(4);
  await held.held;
  await app.drop(planFile(text));
  await run.sees('One run at a time');
  held.release();
  await run.seesAllConfirmed(4);
  expect(sent()).toHaveLength(4);
});

for (const words of LANGUAGES) {
  for (const [width, height] of [
    [390, 844],
    [1280, 720],
  ]) {
    test.describe(`${words.tag}, ${width} px`, () => {
      test.use({ locale: words.locale, words, viewport: { width, height }, hasTouch: width < 700, isMobile: width < 700 });

      test('what is saved and opened has no findings and fits', async ({ app, page, context, tenant }) => {
        await prepareAxe(context);
        await openOver({ app, tenant }, 2);
        const run = new RunPage(page, words.tag);
        /** @param {string} name */
        const check = (name) =>
          test.step(name, async () => {
            await expectNoViolations(page);
            expect(await layoutFaults(page, { touch: width < 700 })).toEqual([]);
          });
        await run.seesNone();
        await expect(run.openPlanButton).toBeVisible();
        await check('no run');
        await run.profilesTab.click();
        if (!(await run.everyActive.isVisible())) await page.locator('[aria-controls="finder-filters"]').click();
        await run.plan();
        const { text } = await run.savePlan({ ticket: 'INC-7' });
        await check('saved');
        await run.cancel.click();
        await run.openPlan(planFile(text.replace('"1"', '"7"')));
        await expect(run.planRefused).toContainText('“7”');
        await check('refused');
        await run.openPlan(planFile(text));
        await run.sees(run.words.plannedBy);
        await run.sees(run.words.samePerson);
        await check('opened');
        await run.profilesTab.click();
        await app.hasReader();
        await app.drop(planFile(text));
        await expect(run.openThisPlan).toBeVisible();
        await check('offered');
      });
    });
  }
}
