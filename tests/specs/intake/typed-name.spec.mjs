import { heldPage } from '../../../sandbox/graph/list-faults.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { AFW, KITCHEN, OWNER, PILOTS, SALES, SCANNERS } from '../../tenant/named-profiles.mjs';

test.beforeEach(async ({ app }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await app.hasReader();
});

test.describe('typed into Profile ID', () => {
  test('a name that one profile has is no ID, and its profile is offered', async ({ app, sent, reads }) => {
    await app.request('Kitchen displays');
    await expect(app.profileId).toHaveAttribute('aria-invalid', 'true');
    await expect(app.profileId).toHaveValue('Kitchen displays');
    // One answer, and not that it is nothing beside what it is.
    await expect(app.page.getByText('or a name: choose the profile that this one fits below.')).toBeVisible();
    await expect(app.page.getByText('8-4-4-4-12 digits')).toBeHidden();
    await app.intake.getByRole('button', { name: `Choose Kitchen displays 🍕 ${KITCHEN}` }).click();
    await app.seesInForm(KITCHEN, app.words.deviceOwner);
    await expect(app.profileId).not.toHaveAttribute('aria-invalid');
    await app.seesNoDialog();
    expect([sent(), reads()]).toEqual([[], []]);
    await app.revokeButton.click();
    await app.seesTheQuestion();
    expect(await app.detailsOf(app.dialog)).toMatchObject({ Name: 'Kitchen displays 🍕' });
  });

  for (const [name, ids, picked, collection] of /** @type {const} */ ([
    ['Point of sale', SALES, SALES[1], OWNER],
    ['kiosk PILOT', PILOTS, PILOTS[1], AFW],
  ])) {
    test(`a name that several have offers each: ${name}`, async ({ app, sent, reads }) => {
      const type = collection === OWNER ? app.words.deviceOwner : app.words.androidForWork;
      await app.request(name, app.otherType(type));
      await app.seesRecognised(`Several profiles fit “${name}”:`);
      expect((await app.choices()).toSorted()).toEqual(ids.toSorted());
      await app.intake.getByRole('button', { name: new RegExp(`^Choose .* ${picked}$`) }).click();
      await app.seesInForm(picked, type);
      await app.seesNoDialog();
      expect([sent(), reads()]).toEqual([[], []]);
    });
  }

  test('a name that none has: the problem of the form, and the text stays', async ({ app, tenant }) => {
    const before = tenant.requests.length;
    await app.request('No such profile here');
    await expect(app.profileId).toHaveAttribute('aria-invalid', 'true');
    await expect(app.page.getByText('This is not a profile ID.')).toBeVisible();
    await expect(app.profileId).toHaveValue('No such profile here');
    await expect(app.profileId).toBeFocused();
    await expect(app.intake.getByRole('button', { name: /^Choose / })).toHaveCount(0);
    await app.seesNoDialog();
    expect(tenant.requests).toHaveLength(before);
  });
});

test.describe('while the list is being read', () => {
  /** @type {ReturnType<typeof heldPage>} */
  let held;

  test.beforeEach(async ({ app, tenant }) => {
    tenant.graph.pageSize = 10;
    held = heldPage({ collection: OWNER, page: 4 });
    tenant.graph.faults.push(held.fault);
    await app.page.reload();
    await held.asked;
    await app.seesTheList(19 + 30);
  });

  test('a name is not said to be nobody’s', async ({ app }) => {
    await app.paste(app.profileId, 'Kitchen displays');
    await expect(app.intake).toBeVisible();
    await expect(app.intake).not.toContainText('No profile is called');
    held.release();
    await app.seesInForm(KITCHEN, app.words.deviceOwner);
  });

  test('a name is not said to be filled in, for another profile may have it too', async ({ app }) => {
    await app.paste(app.profileId, 'Rotterdam');
    await app.seesRecognised('1 profile recognised');
    await expect(app.profileId).toHaveValue('');
    await expect(app.intake).not.toContainText('It is in the box.');
    held.release();
    await app.seesInForm(SCANNERS, app.words.androidForWork);
    await app.seesRecognised('It is in the box.');
  });
});
