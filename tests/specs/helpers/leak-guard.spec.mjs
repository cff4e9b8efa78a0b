import { show } from '../../../sandbox/graph/profile-shown.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { LeakGuard } from '../../helpers/leak-guard.mjs';
import { COLD_STORAGE } from '../../tenant/named-profiles.mjs';

/**
 * @import { Page } from '@playwright/test'
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 */

// The guard is part of every test; here it is seen to find what it looks for.

/** @param {Page} page */
const SECRET = (page) =>
  page.evaluate(() => {
    const key = Object.keys(sessionStorage).find((name) => name.startsWith('msal.') && name.includes('accesstoken'));
    return JSON.parse(sessionStorage.getItem(key ?? '') ?? '').secret;
  });

/** @type {Record<string, [first: RegExp, second: RegExp, commit: (page: Page) => Promise<unknown>]>} */
const FAULTS = {
  'an inline style': [
    /policy violation: style-src/,
    /console: .*Content Security Policy/,
    (page) =>
      page.evaluate(() => {
        document.body.setAttribute('style', 'color: red');
      }),
  ],
  'markup from a text': [
    /policy violation: require-trusted-types-for/,
    /console: .*TrustedHTML/,
    (page) =>
      page.evaluate(() => {
        try {
          document.body.innerHTML = '<p>x';
        } catch {
          // What it throws is not what is looked for.
        }
      }),
  ],
  'a request to another host': [
    /policy violation: connect-src https:\/\/example\.org/,
    /request to example\.org|console: .*Content Security Policy/,
    (page) => page.evaluate(() => fetch('https://example.org/').catch(() => {})),
  ],
  'an error that nobody catches': [
    /uncaught: Error: broken on purpose/,
    /uncaught/,
    (page) =>
      page.evaluate(
        () =>
          new Promise((resolve) => {
            window.addEventListener('error', resolve, { once: true });
            queueMicrotask(() => {
              throw new Error('broken on purpose');
            });
          }),
      ),
  ],
};

for (const [what, [first, second, commit]] of Object.entries(FAULTS)) {
  test(`sees ${what}`, async ({ app, page, leakGuard }) => {
    await app.open();
    await app.seesTheSignInButton();
    expect(await leakGuard.findings()).toEqual([]);
    await commit(page);
    leakGuard.expect(first);
    leakGuard.expect(second);
  });
}

test('sees a request that no policy stops', async ({ page, leakGuard }) => {
  await page.evaluate(() => fetch('http://localhost:9/', { mode: 'no-cors' }).catch(() => {}));
  leakGuard.expect(/request to localhost:9/);
});

/** @type {Record<string, (token: string) => void>} */
const LEAKS = {
  'the DOM': (token) => document.body.append(token),
  'an address': (token) => history.replaceState(null, '', `#${token}`),
  'the console': (token) => console.log(token),
  storage: (token) => localStorage.setItem('x', token),
  'a cookie': (token) => {
    document.cookie = `x=${token}`;
  },
};

for (const [place, leak] of Object.entries(LEAKS)) {
  test(`sees a token in ${place}`, async ({ app, page, leakGuard }) => {
    await app.openAndSignIn();
    expect(await leakGuard.tokenCount()).toBeGreaterThan(0);
    expect(await leakGuard.findings()).toEqual([]);
    await page.evaluate(leak, await SECRET(page));
    leakGuard.expect(new RegExp(`^token in ${place}$`));
  });
}

/** @type {Record<string, (secret: string) => unknown>} */
const SECRET_LEAKS = {
  ...LEAKS,
  'the database': (secret) =>
    new Promise((resolve) => {
      const opening = indexedDB.open('x');
      opening.onupgradeneeded = () => opening.result.createObjectStore('x').put({ nested: [secret] }, 'x');
      opening.onsuccess = () => resolve(opening.result.close());
    }),
  'a request': (secret) => fetch('config.json', { method: 'POST', body: secret }).catch(() => {}),
};

/**
 * What Graph tells whoever reads the QR code of a profile.
 * @param {Tenant} tenant
 */
function readCode(tenant) {
  tenant.graph.data.createToken(COLD_STORAGE, { seconds: 3600 });
  const names = ['tokenValue', 'qrCodeContent', 'qrCodeImage'];
  return show(tenant.graph.data, tenant.graph.data.found(COLD_STORAGE), 'alone', { names });
}

for (const [place, leak] of Object.entries(SECRET_LEAKS)) {
  test(`sees a new token in ${place}`, async ({ app, page, tenant, leakGuard }) => {
    await app.open();
    await app.seesTheSignInButton();
    const { tokenValue } = /** @type {Record<string, string>} */ (readCode(tenant));
    expect(await leakGuard.findings()).toEqual([]);
    await page.evaluate(leak, tokenValue);
    leakGuard.expect(new RegExp(`^secret of a profile in ${place}$`));
  });
}

/** @type {Record<string, (told: Record<string, any>) => string>} */
const FORMS = {
  'the content of its QR code': ({ qrCodeContent }) => qrCodeContent,
  'that content, decoded': ({ qrCodeContent }) => Buffer.from(qrCodeContent, 'base64').toString(),
  'the bytes of its picture': ({ qrCodeImage }) => `data:image/png;base64,${qrCodeImage.value}`,
  'the password of the network': () => 'example-only',
};
for (const [what, formOf] of Object.entries(FORMS)) {
  test(`sees ${what} in storage`, async ({ app, page, tenant, leakGuard }) => {
    await app.open();
    await app.seesTheSignInButton();
    const secret = formOf(readCode(tenant));
    expect(await leakGuard.findings()).toEqual([]);
    await page.evaluate((text) => localStorage.setItem('x', JSON.stringify([text])), secret);
    leakGuard.expect(/^secret of a profile in storage$/);
  });
}

test('complains about a finding that was expected and did not come', async ({ app, context }) => {
  await app.open();
  const another = new LeakGuard(context, []);
  another.expect(/never/);
  expect(await another.findings()).toEqual(['never came: /never/']);
});
