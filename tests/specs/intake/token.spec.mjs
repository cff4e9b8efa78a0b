import { intuneError } from '../../../sandbox/graph/answers.mjs';
import { enrollmentFrom } from '../../../sandbox/graph/enrollment.mjs';
import { heldPage, listFault } from '../../../sandbox/graph/list-faults.mjs';
import { UNTOLD_IN_LIST } from '../../../sandbox/graph/seed-profiles.mjs';
import { tokenIn } from '../../../sandbox/leaked-qr-codes.mjs';
import { settledLater } from '../../../sandbox/settled-later.mjs';
import { picture, textFile } from '../../helpers/files.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { kept } from '../../helpers/page-storage.mjs';
import { qrFile } from '../../helpers/pictures.mjs';
import { ONE_PROFILE, ONE_TOKEN, TOKENS } from '../../helpers/request-contract.mjs';
import { AFW, COLD_STORAGE, enrollmentOf, OWNER, SALE, TABLETS } from '../../tenant/named-profiles.mjs';

/**
 * @import { Locator } from '@playwright/test'
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const GLASSES = '943c4093-78c2-44e4-8d0c-536326a39d10';
const UNSURE = 'It cannot be told whether one of your profiles holds this token: not all could be compared.';

test.beforeEach(async ({ app }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await app.hasReader();
});

/**
 * The IDs of the profiles whose tokens were revoked: none tells a token any more, in whatever way it is read.
 * @param {Tenant} tenant
 */
function deadOf(tenant) {
  return [...tenant.graph.data.profiles.values()].filter(({ sample, profile }) => !sample && !profile.tokenValue).map(({ profile }) => profile.id);
}

/**
 * Takes the profiles out of the tenant that tell no token.
 * @param {Tenant} tenant
 */
function withoutDead(tenant) {
  for (const id of deadOf(tenant)) tenant.graph.data.profiles.delete(id);
}

/**
 * The secret reads of profiles by themselves.
 * @param {Tenant} tenant
 */
function readAlone(tenant) {
  return tenant.graph.secretReads.filter(({ path }) => ONE_PROFILE.test(path)).map(({ path }) => path.split('/').at(-1));
}

test.describe('a token', () => {
  /** @type {Record<string, (app: ConsolePage, enrollment: ReturnType<typeof enrollmentOf>) => Promise<unknown>>} */
  const WAYS = {
    'enrollment JSON pasted into Profile ID': (app, { content }) => app.paste(app.profileId, content),
    'enrollment JSON, indented, pasted on the page': (app, { content }) => app.pasteOnPage(JSON.stringify(JSON.parse(content), null, 2)),
    'enrollment JSON pasted into the code field': async (app, { content }) => {
      await app.paste(app.profileId, content);
    },
    'enrollment JSON dropped as a file': (app, { content }) => app.drop(textFile('code.json', 'application/json', content)),
    'a token entered into the code field': (app, { token }) => app.enterCode(token),
    'a token pasted into the code field': async (app, { token }) => {
      await app.paste(app.profileId, token);
    },
    'a token pasted into Profile ID': (app, { token }) => app.paste(app.profileId, token),
    'a line that names it': (app, { token }) => app.paste(app.profileId, `Enrollment token: ${token}`),
    'the set-up string': (app, { token }) => app.paste(app.profileId, `afw#setup:${token}`),
  };
  for (const [what, intake] of Object.entries(WAYS)) {
    test(`${what} leads to the confirmation, and nothing is read before`, async ({ app, page, tenant, requestContract }) => {
      requestContract.expectSecretRead(TOKENS);
      const enrollment = enrollmentOf(tenant, SALE);
      const before = tenant.requests.length;
      await intake(app, enrollment);
      await app.seesRecognised(app.words.tokenPrompt);
      const { own } = await page.evaluate(kept);
      for (const shown of [await page.content(), JSON.stringify(own)]) expect(shown).not.toContain(enrollment.token);
      expect(tenant.requests).toHaveLength(before);
      await app.findProfileButton.click();
      await app.seesTheQuestion();
      expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': SALE });
      expect(tenant.graph.secretReads).toHaveLength(2);
    });
  }

  for (const id of ['7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b101', '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b102', COLD_STORAGE]) {
    test(`of each mode is found: ${id}`, async ({ app, tenant, requestContract }) => {
      requestContract.expectSecretRead(TOKENS);
      await app.enterCode(enrollmentOf(tenant, id).token);
      await app.findProfileButton.click();
      await app.seesTheQuestion();
      expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': id });
    });
  }

  test('among thousands is searched for page by page, and no further than needed', async ({ app, tenant, requestContract }) => {
    requestContract.expectSecretRead(TOKENS);
    tenant.graph.pageSize = 5;
    await app.enterCode(enrollmentOf(tenant, TABLETS).token);
    const held = heldPage({ collection: OWNER, page: 1 });
    tenant.graph.faults.push(held.fault);
    await app.findProfileButton.click();
    await held.asked;
    await app.seesTheQuestion();
    held.release();
    expect(tenant.graph.secretReads).toHaveLength(2);
  });

  for (const [what, answer] of /** @type {[what: string, answer: (app: ConsolePage) => Promise<void>][]} */ ([
    ['cancelled', async (app) => app.cancel()],
    [
      'revoked',
      async (app) => {
        await app.confirm();
        await app.seesSuccess();
      },
    ],
  ])) {
    test(`that was found asks once, whatever is read after it was ${what}`, async ({ app, page, tenant, requestContract }) => {
      requestContract.expectSecretRead(TOKENS);
      await app.enterCode(enrollmentOf(tenant, TABLETS).token);
      const held = heldPage({ collection: OWNER });
      tenant.graph.faults.push(held.fault);
      await app.findProfileButton.click();
      await held.asked;
      await app.seesTheQuestion();
      await answer(app);
      const before = tenant.graph.requests.length;
      const answered = page.waitForEvent('requestfinished', (request) => request.url().includes(`${OWNER}?$select=id,tokenValue`));
      held.release();
      await answered;
      await app.idle();
      await app.seesNoDialog();
      expect(tenant.graph.requests).toHaveLength(before);
    });
  }

  test('that no profile has: it is said, and nothing more', async ({ app, tenant, requestContract, sent, reads }) => {
    requestContract.expectSecretRead(TOKENS);
    requestContract.expectSecretRead(ONE_TOKEN);
    withoutDead(tenant);
    const { qrCodeContent } = enrollmentFrom('somebody else', { enrollmentMode: 'corporateOwnedDedicatedDevice' });
    // The profile of before has nothing to do with it.
    await app.row('Default Fully Managed Profile').click();
    await expect(app.details.getByRole('button', { name: app.words.askToRevoke })).toBeVisible();
    await app.drop(picture(qrFile(qrCodeContent)));
    await app.findProfileButton.click();
    await app.seesRecognised(
      'No profile that your account can see holds this token now. It may have been replaced or revoked already, or belong to another tenant.',
    );
    await app.seesNoDialog();
    await expect(app.profileId).toHaveValue('');
    await expect(app.details.getByRole('button')).toHaveCount(0);
    expect(sent()).toEqual([]);
    expect(await app.page.content()).not.toContain(tokenIn(qrCodeContent));
    // The two lists, and the two AOSP profiles that the list does not tell.
    expect(reads()).toHaveLength(2);
    expect(readAlone(tenant).toSorted()).toEqual([...UNTOLD_IN_LIST].toSorted());
    expect(tenant.graph.secretReads).toHaveLength(4);
  });

  for (const inList of [null, '', ' ', '***', '<redacted>', '1234567']) {
    test(`that the list does not tell is found by reading the profile itself: ${JSON.stringify(inList)}`, async ({ app, tenant, requestContract }) => {
      requestContract.expectSecretRead(TOKENS);
      requestContract.expectSecretRead(ONE_TOKEN);
      const { token } = enrollmentOf(tenant, SALE);
      tenant.graph.withhold(SALE, { inList });
      await app.enterCode(token);
      await app.findProfileButton.click();
      await app.seesTheQuestion();
      expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': SALE });
    });
  }

  test('that nothing tells is never said to be nobody’s: which profiles were not compared is said, and each leads to its details', async ({
    app,
    tenant,
    requestContract,
    sent,
  }) => {
    requestContract.expectSecretRead(TOKENS);
    requestContract.expectSecretRead(ONE_TOKEN);
    const { token } = enrollmentOf(tenant, GLASSES);
    tenant.graph.withhold(GLASSES, { inList: null, alone: null });
    const dead = deadOf(tenant);
    await app.enterCode(token);
    await app.findProfileButton.click();
    const count = dead.length + 1;
    await app.seesRecognised(UNSURE, `${count} profiles were not compared.`, 'Smart glasses – Линия 4', 'Graph does not tell its token');
    await expect(app.intake).not.toContainText('No profile that your account can see');
    await expect(app.intake).not.toContainText('none of their tokens works any more');
    expect((await app.choices()).toSorted()).toEqual([GLASSES, ...dead].toSorted());
    expect(await app.page.content()).not.toContain(token);
    await app.seesNoDialog();
    await app.intake.getByRole('button', { name: `Choose Smart glasses – Линия 4 ${GLASSES}` }).click();
    await expect(app.details).toContainText('Smart glasses – Линия 4');
    await app.seesInForm(GLASSES, app.words.deviceOwner);
    expect(sent()).toEqual([]);
  });

  test('where only revoked profiles tell nothing: it cannot be told, and the list says that those no longer work', async ({ app, tenant, requestContract }) => {
    requestContract.expectSecretRead(TOKENS);
    requestContract.expectSecretRead(ONE_TOKEN);
    await app.enterCode(enrollmentFrom('somebody else', { enrollmentMode: 'corporateOwnedDedicatedDevice' }).tokenValue);
    await app.findProfileButton.click();
    await app.seesRecognised(UNSURE, `${deadOf(tenant).length} profiles were not compared.`, 'none of their tokens works any more');
  });

  test('where one of those that are read by themselves cannot be: that one is named, with the reason, and the others are compared', async ({
    app,
    tenant,
    requestContract,
  }) => {
    requestContract.expectSecretRead(TOKENS);
    requestContract.expectSecretRead(ONE_TOKEN);
    withoutDead(tenant);
    const { token } = enrollmentOf(tenant, SALE);
    tenant.graph.withhold(SALE);
    tenant.graph.withhold(TABLETS);
    const path = new RegExp(`/${SALE}$`);
    tenant.graph.faults.push({
      method: 'GET',
      path,
      answer: (call) => intuneError(call, 403, 'Forbidden', 'User is not authorized to perform this operation'),
    });
    await app.enterCode(token);
    await app.findProfileButton.click();
    await app.seesRecognised(UNSURE, '1 profile was not compared.', 'its token could not be read', 'Your account has no Intune role');
    expect(await app.choices()).toEqual([SALE]);
    expect(readAlone(tenant).toSorted()).toEqual([SALE, TABLETS, ...UNTOLD_IN_LIST].toSorted());
    await app.intake.getByRole('button', { name: 'Try again' }).click();
    await app.seesTheQuestion();
    expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': SALE });
  });

  for (const [fault, text] of /** @type {const} */ ([
    ['rowWithoutId', '1 entry of the lists could not be read, and was not compared.'],
    ['cut', 'the tokens could not be read, or not all of them.'],
    ['foreignNextLink', 'the tokens could not be read, or not all of them.'],
  ])) {
    test(`where a list is not whole it cannot be told: ${fault}`, async ({ app, tenant, requestContract }) => {
      requestContract.expectSecretRead(TOKENS);
      requestContract.expectSecretRead(ONE_TOKEN);
      withoutDead(tenant);
      tenant.graph.faults.push(listFault(fault, { collection: OWNER }));
      await app.enterCode(enrollmentFrom('somebody else', { enrollmentMode: 'corporateOwnedDedicatedDevice' }).tokenValue);
      // An entry without an ID names no AOSP profile, and a list that breaks off none at all.
      tenant.graph.withhold(TABLETS);
      await app.findProfileButton.click();
      await app.seesRecognised(UNSURE, text);
    });
  }

  test('of many that are read by themselves four at once', async ({ app, tenant, requestContract }) => {
    requestContract.expectSecretRead(TOKENS);
    requestContract.expectSecretRead(ONE_TOKEN);
    withoutDead(tenant);
    for (const { profile } of tenant.graph.data.listed(OWNER)) tenant.graph.withhold(profile.id);
    let most = 0;
    let under = 0;
    const released = settledLater();
    tenant.graph.faults.push({
      method: 'GET',
      path: ONE_PROFILE,
      times: Infinity,
      async answer(_call, ordinary) {
        under += 1;
        most = Math.max(most, under);
        await released.promise;
        under -= 1;
        return ordinary();
      },
    });
    await app.enterCode(enrollmentFrom('somebody else', { enrollmentMode: 'corporateOwnedDedicatedDevice' }).tokenValue);
    await app.findProfileButton.click();
    await expect.poll(() => under).toBe(4);
    // A fifth would have been sent with them, and be there by now.
    await app.page.evaluate(() => fetch('config.json').then(() => undefined));
    expect(most).toBe(4);
    released.resolve();
    await app.seesRecognised('No profile that your account can see holds this token now.');
  });

  test('where not all can be read: it cannot be told, with the reason, and can be tried again', async ({ app, tenant, requestContract }) => {
    requestContract.expectSecretRead(TOKENS);
    requestContract.expectSecretRead(ONE_TOKEN);
    await app.enterCode(enrollmentOf(tenant, SALE).token);
    tenant.graph.faults.push(listFault('roleMissing', { collection: OWNER }));
    await app.findProfileButton.click();
    await app.seesRecognised(UNSURE, 'Device owner: the tokens could not be read, or not all of them.', 'Your account has no Intune role');
    await app.seesNoDialog();
    await app.intake.getByRole('button', { name: 'Try again' }).click();
    await app.seesTheQuestion();
    expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': SALE });
  });

  test('is found although the other collection cannot be read', async ({ app, tenant, requestContract }) => {
    requestContract.expectSecretRead(TOKENS);
    await app.enterCode(enrollmentOf(tenant, SALE).token);
    tenant.graph.faults.push(listFault('roleMissing', { collection: AFW }));
    await app.findProfileButton.click();
    await app.seesTheQuestion();
    expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': SALE });
  });

  test('that is put away while it is searched for leads nowhere', async ({ app, page, tenant, requestContract }) => {
    requestContract.expectSecretRead(TOKENS);
    await app.enterCode(enrollmentOf(tenant, SALE).token);
    const held = heldPage({ collection: OWNER });
    tenant.graph.faults.push(held.fault);
    await app.findProfileButton.click();
    await held.asked;
    await app.intake.getByRole('button', { name: 'Close' }).click();
    const answered = page.waitForEvent('requestfinished', (request) => request.url().includes(`${OWNER}?$select=id,tokenValue`));
    held.release();
    await answered;
    await app.idle();
    await app.seesNoDialog();
    await expect(app.profileId).toHaveValue('');
  });

  test('of AOSP pasted where an ID belongs is not shown either', async ({ app, page, tenant }) => {
    const { token } = enrollmentOf(tenant, COLD_STORAGE);
    await app.paste(app.profileId, token);
    await expect(app.intake).toBeVisible();
    expect(await page.content()).not.toContain(token);
  });
});

test('by keyboard alone: a token entered leads to the question, with the focus on Cancel', async ({ app, page, tenant, requestContract }) => {
  requestContract.expectSecretRead(TOKENS);
  /** @param {Locator} locator */
  const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement);
  /**
   * @param {string} key
   * @param {Locator} locator
   */
  const press = async (key, locator) => {
    for (let count = 0; count < 12 && !(await hasFocus(locator)); count += 1) await page.keyboard.press(key);
    await expect(locator).toBeFocused();
  };
  await app.revokeButton.focus();
  await press('Shift+Tab', app.profileId);
  await page.keyboard.type(enrollmentOf(tenant, SALE).token);
  await page.keyboard.press('Enter');
  await expect(app.findProfileButton).toBeVisible();
  // What was handed in is told below the box.
  await press('Tab', app.findProfileButton);
  await page.keyboard.press('Enter');
  await app.seesTheQuestion();
  await expect(app.cancelButton).toBeFocused();
});
