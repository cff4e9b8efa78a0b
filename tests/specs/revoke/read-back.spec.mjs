import { READING_BACK } from '../../../sandbox/graph/samples/reading-back.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';
import { ID, samplesOf } from '../../tenant/samples.mjs';

const SEEN = /^204 No Content, confirmed by reading back at \d\d:\d\d:\d\d( UTC)?$/;
const NOT_VISIBLE = '204 No Content, not visible yet';
const NOT_READ = 'The profile cannot be read, so this is not confirmed.';
const OTHER_TOKEN = '204 No Content. The profile holds another token now';

/**
 * What is said after a 204; or the warning before it, for what changed between the question and the answer.
 * @type {Record<string, {says?: string | RegExp, afterwards?: number, warns?: string, isDead?: boolean, refused?: string}>}
 */
const EXPECTED = {
  '000000204101': { says: SEEN, afterwards: 2 },
  '000000204102': { says: SEEN, afterwards: 4 },
  '000000204103': { says: NOT_VISIBLE, afterwards: 6 },
  '000000204104': { says: NOT_VISIBLE, afterwards: 6 },
  '000000204105': { says: SEEN, afterwards: 1 },
  '000000204106': { says: SEEN, afterwards: 1 },
  '000000204107': { says: SEEN, afterwards: 1 },
  '000000204108': { says: NOT_VISIBLE, afterwards: 6 },
  '000000204201': { warns: 'another token' },
  '000000204202': { warns: 'another token' },
  '000000204203': { warns: 'another token' },
  '000000204204': { warns: 'The token worked when you were shown it, and no longer does.', isDead: true },
  '000000204205': { warns: 'The profile could not be read again.', refused: '404 Not Found' },
  '000000204301': { says: OTHER_TOKEN, afterwards: 1 },
  '000000204302': { says: OTHER_TOKEN, afterwards: 1 },
  '000000204303': { says: NOT_READ, afterwards: 6 },
  '000000204304': { says: NOT_READ, afterwards: 6 },
  '000000204305': { says: NOT_READ, afterwards: 6 },
};

test.beforeEach(async ({ app, page }) => {
  await page.clock.install();
  await app.openSignedIn();
});

for (const { id, name, type, says = '', afterwards = 0, warns, isDead, refused } of samplesOf(READING_BACK, EXPECTED)) {
  if (warns) {
    test(`${name}: stops before the POST, and asks again`, async ({ app, sent, reads }) => {
      await app.ask(id, app.words[type]);
      const before = await app.detailsOf(app.dialog);
      await app.confirm();
      if (isDead) {
        await expect(app.dialog).toContainText(warns);
        await expect(app.dialog).toContainText('nothing was sent');
      } else {
        await app.seesTheQuestion(warns);
        await expect(app.dialog).toContainText('Nothing was revoked');
      }
      expect(await app.detailsOf(app.dialog)).not.toEqual(before);
      expect(sent()).toEqual([]);
      expect(reads()).toHaveLength(2);

      if (isDead) {
        await app.allTheSameButton.click();
        await app.seesTheQuestion();
      }
      await app.confirm();
      if (refused) await app.seesAlert(app.words.notRevoked, refused);
      else await app.seesSuccess();
      expect(sent()).toHaveLength(1);
      expect(reads().length).toBeGreaterThanOrEqual(3);
    });
    continue;
  }

  test(`${name}: ${says}, after ${afterwards}`, async ({ app, sent, reads }) => {
    await app.revoke(id, app.words[type]);
    await app.passTimeUntil(app.success.getByText(says));
    await expect(app.alert).toBeEmpty();
    await expect(app.checkAgainButton).toBeVisible({ visible: [NOT_VISIBLE, NOT_READ].includes(String(says)) });
    expect(sent()).toHaveLength(1);
    expect(reads()).toHaveLength(2 + afterwards);
  });
}

test('a 204 alone is not called confirmed', async ({ app }) => {
  await app.revoke(ID('000000204103'));
  await app.seesSuccess('Reading the profile back to confirm it…');
  await expect(app.revokeButton, 'nobody loses sight of this one').toBeDisabled();
  await expect(app.success).toContainText('204 No Content');
  await expect(app.success).not.toContainText('confirmed by');
  await app.passTimeUntil(app.success.getByText(NOT_VISIBLE));
  await expect(app.success).not.toContainText('confirmed by');
  await expect(app.revokeButton).toBeEnabled();
});

test('the time of the confirmation is that of the read', async ({ app }) => {
  await app.revoke(ID('000000204106'));
  await app.seesSuccess();
  const [, time] = present(/reading back at (\d\d:\d\d:\d\d)/.exec(await app.success.innerText()));
  const now = new Date();
  const off = Math.abs(Date.parse(`${now.toISOString().slice(0, 10)}T${time}Z`) - now.getTime());
  expect(Math.min(off, 86_400_000 - off)).toBeLessThan(10_000);
});

test('“Check again” reads again and no more', async ({ app, tenant, sent, reads }) => {
  const id = ID('000000204104');
  await app.revoke(id);
  await app.passTimeUntil(app.success.getByText(NOT_VISIBLE));
  const before = reads().length;
  tenant.graph.data.revoke(id);
  await app.checkAgainButton.click();
  await app.seesSuccess();
  await expect(app.checkAgainButton).toBeHidden();
  expect(reads()).toHaveLength(before + 1);
  expect(sent()).toHaveLength(1);
});

test('a service that is slow to show it', async ({ app, tenant, sent, reads }) => {
  tenant.graph.data.visibleAfterReads = 2;
  await app.revoke('7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b101', app.words.deviceOwner);
  await app.passTimeUntil(app.success.getByText(SEEN));
  expect(reads()).toHaveLength(2 + 3);
  expect(sent()).toHaveLength(1);
});

test('two tokens that expire never: the one made meanwhile is not revoked', async ({ app, tenant, sent }) => {
  const id = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b101';
  await app.ask(id, app.words.deviceOwner);
  tenant.graph.replaceToken(id, { expiration: null });
  const token = tenant.graph.profile(id).tokenValue;
  await app.confirm();
  await app.seesTheQuestion('another token');
  expect(sent()).toEqual([]);
  await app.cancel();
  expect(tenant.graph.profile(id).tokenValue).toBe(token);
});
