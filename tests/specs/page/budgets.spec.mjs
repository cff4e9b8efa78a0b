import { DIST, distName, distNames } from '../../helpers/dist-files.mjs';
import { picture } from '../../helpers/files.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { qrFile } from '../../helpers/pictures.mjs';
import { present } from '../../helpers/present.mjs';
import { headersOfHost, inKilobytes, loadedSoFar, transferredSize } from '../../helpers/transfer-size.mjs';
import { CHINESE } from '../../pages/console-words.mjs';
import { RunPage } from '../../pages/run-page.mjs';
import { enrollmentOf, TABLETS } from '../../tenant/named-profiles.mjs';

/** @import { Page } from '@playwright/test' */

const kB = 1000;
const LANGUAGE = /^token-console-chinese-/;
const PICTURES = /^token-console-pictures-/;
const CONSOLE = /^token-console-console-/;
const RUNS = /^token-console-runs-/;
/** What is asked for once the list was read, so that it is there before somebody wants it. */
const AFTER_THE_LIST = /^token-console-(panel|paste)-/;
/** What is fetched last while nobody is signed in. */
const LAST_AHEAD = /\/token-console-paste-\w+\.wasm$/;
/** Which the browser asks for again where the address changes. */
const ICON = /^icon-/;

/**
 * Tells what a script of the page asks for with low priority, as only what is fetched ahead is.
 * @param {Page} page
 */
async function fetchesAhead(page) {
  /** @type {Set<string>} */
  const low = new Set();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.requestWillBeSent', ({ request, type }) => {
    if (type === 'Fetch' && request.initialPriority === 'Low') low.add(present(new URL(request.url).pathname.split('/').at(-1)));
  });
  return (/** @type {string} */ name) => low.has(name);
}

/**
 * Says what was loaded, and what may be.
 * @param {Awaited<ReturnType<typeof loadedSoFar>>} loaded
 * @param {string} limits
 */
function tell({ files, total }, limits) {
  for (const { name, bytes } of files) console.log(`${inKilobytes(bytes).padStart(9)}  ${name}`);
  console.log(`${inKilobytes(total).padStart(9)}  in ${files.length} requests, brotli 11 (${limits})`);
}

// Without what is fetched ahead of the sign-in, which nothing waits for: told by its priority, and begun after everything else.
test('a first load transfers at most 160 kB in at most 6 requests', async ({ app, page, served }) => {
  const isAhead = await fetchesAhead(page);
  const last = page.waitForEvent('requestfinished', (request) => LAST_AHEAD.test(request.url()));
  await app.open();
  await app.seesTheSignInButton();
  await last;
  const all = await loadedSoFar(page, served);
  const files = all.files.filter(({ name }) => !isAhead(name));
  const loaded = { files, total: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  tell(loaded, 'limits: 160 kB, 6 requests');
  tell({ files: all.files.filter(({ name }) => isAhead(name)), total: all.total - loaded.total }, 'ahead of the sign-in');
  const names = loaded.files.map(({ name }) => name);
  expect(
    all.files.map(({ name }) => name).filter((name) => !ICON.test(name)),
    'what is fetched ahead comes last',
  ).toEqual(
    all.files
      .map(({ name }) => name)
      .filter((name) => !ICON.test(name))
      .sort((one, other) => Number(isAhead(one)) - Number(isAhead(other))),
  );
  expect(names).toHaveLength(new Set(names).size);
  expect(names).toContain(await distName('_bg.wasm'));
  expect.soft(names.length).toBeLessThanOrEqual(6);
  expect.soft(loaded.total).toBeLessThanOrEqual(160 * kB);
});

// The host is one that sends what README.md says. Counted is every request to the page's own host, from the first one to the working list: the page of somebody who is signed
// out, with MSAL; the redirect page with its scripts; and what the browser asks for again when it comes back.
test('signed in with an empty cache, the form and the list transfer at most 300 kB in at most 12 requests, the way to the sign-in host and back among them', async ({
  app,
  page,
  tenant,
  leakGuard,
}) => {
  const served = await tenant.addPage({ dist: DIST, headers: headersOfHost });
  leakGuard.allow(new URL(served.url).host);
  app.url = served.url;
  // Whoever presses at once ends what is fetched ahead, and it begins again after the sign-in.
  const last = page.waitForEvent('requestfinished', (request) => LAST_AHEAD.test(request.url()));
  await app.open();
  await last;
  await app.signIn();
  await app.seesTheList();
  await expect(app.profileId).toBeEditable();
  await app.hasReader();
  const all = await loadedSoFar(page, served);
  // Nothing waits for that: `parts.spec.mjs` holds the list back.
  const files = all.files.filter(({ name }) => !AFTER_THE_LIST.test(name));
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  tell({ files, total }, 'limits: 300 kB, 12 requests');
  tell({ files: all.files.filter(({ name }) => AFTER_THE_LIST.test(name)), total: all.total - total }, 'by itself after that');
  const names = files.map(({ name }) => name);
  expect(names).toContain(await distName('_bg.wasm'));
  expect(
    names.filter((name) => RUNS.test(name)),
    'nobody has asked for a run',
  ).toEqual([]);
  expect.soft(names.length).toBeLessThanOrEqual(12);
  expect.soft(total).toBeLessThanOrEqual(300 * kB);
});

test('signed in before, with an empty cache, the form and the list transfer at most 300 kB in at most 7 requests', async ({ app, page, served }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await expect(app.profileId).toBeEditable();
  const all = await loadedSoFar(page, served);
  const files = all.files.filter(({ name }) => !AFTER_THE_LIST.test(name));
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  tell({ files, total }, 'limits: 300 kB, 7 requests');
  expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining([await distName('_bg.wasm'), expect.stringMatching(CONSOLE)]));
  expect.soft(files.length).toBeLessThanOrEqual(7);
  expect.soft(total).toBeLessThanOrEqual(300 * kB);
});

test('what a run and the activity need is one more file, loaded once', async ({ app, page, served }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await app.hasReader();
  const before = await loadedSoFar(page, served);
  const more = async () => (await loadedSoFar(page, served)).files.slice(before.files.length).filter(({ name }) => !ICON.test(name));
  await new RunPage(page).plan();
  const forRuns = await more();
  tell({ files: forRuns, total: forRuns.reduce((sum, { bytes }) => sum + bytes, 0) }, 'for a run');
  expect(forRuns.map(({ name }) => name)).toEqual([expect.stringMatching(RUNS)]);
  await app.openActivity(0);
  expect(await more()).toEqual(forRuns);
});

test('what the first picture needs is one more file of at most 50 kB', async ({ app, page, served, tenant }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await app.hasReader();
  const before = await loadedSoFar(page, served);
  await app.codePicture.setInputFiles(picture(qrFile(enrollmentOf(tenant, TABLETS).content)));
  await app.seesRecognised(app.words.tokenPrompt);
  const files = (await loadedSoFar(page, served)).files.slice(before.files.length).filter(({ name }) => !ICON.test(name));
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  tell({ files, total }, 'limits: 50 kB, 1 request');
  expect(files.map(({ name }) => name)).toEqual([expect.stringMatching(PICTURES)]);
  expect(total).toBeLessThanOrEqual(50 * kB);
});

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN', words: CHINESE });

  test('a first load transfers at most 184 kB in at most 7 requests', async ({ app, page, served }) => {
    const isAhead = await fetchesAhead(page);
    await app.open();
    await app.seesTheSignInButton();
    const files = (await loadedSoFar(page, served)).files.filter(({ name }) => !isAhead(name));
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    tell({ files, total }, 'limits: 184 kB, 7 requests');
    expect(files.map(({ name }) => name)).toContainEqual(expect.stringMatching(LANGUAGE));
    expect.soft(files.length).toBeLessThanOrEqual(7);
    expect.soft(total).toBeLessThanOrEqual(184 * kB);
  });
});

test('the WebAssembly is at most 80 kB', async () => {
  const size = await transferredSize(await distName('_bg.wasm'));
  console.log(`${inKilobytes(size).padStart(9)}  WebAssembly, brotli 11 (limit: 80 kB)`);
  expect(size).toBeLessThanOrEqual(80 * kB);
});

test('all WebAssembly is at most 640 kB in at most 12 files', async () => {
  const names = (await distNames()).filter((name) => name.endsWith('.wasm'));
  const files = await Promise.all(names.map(async (name) => ({ name, bytes: await transferredSize(name) })));
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  tell({ files, total }, 'limits: 640 kB, 12 files; aim: 400 kB');
  expect.soft(files.length).toBeLessThanOrEqual(12);
  expect.soft(total).toBeLessThanOrEqual(640 * kB);
});
