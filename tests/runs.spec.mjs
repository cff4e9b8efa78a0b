import { expect, test } from './fixtures.mjs';
import { Run } from './run.mjs';

test('every active token is revoked and confirmed, in four clicks and one typed number', async ({ app, page, tenant, sent }) => {
  tenant.graph.empty();
  tenant.graph.fill(30, { active: true });
  const run = new Run(page);
  await app.openSignedIn();
  await app.seesTheList(30);
  await run.everyActive.click();
  await run.revokeChosen.click();
  await run.revokePlanned.click();
  expect(sent()).toEqual([]);
  await run.count.fill('30');
  await run.confirm.click();
  await run.seesVerdict('All 30 tokens were revoked and confirmed');
  expect(new Set(sent().map(({ path }) => path)).size).toBe(30);
  expect(tenant.graph.revocations.every(({ acted }) => acted)).toBe(true);
});
