import { test } from '../../helpers/fixtures.mjs';
import { everyFileSaysWhatItsNameAsksFor, theDocumentsSayTheirPolicies, whatIsLargeIsCompressed, whatIsNotThereIsMissing } from '../../hosts/expectations.mjs';
import { HOSTS } from '../../hosts/hosts.mjs';
import { startHost } from '../../hosts/running-host.mjs';

/** @import { RunningHost } from '../../hosts/running-host.mjs' */

for (const host of HOSTS) {
  for (const path of host.paths) {
    test.describe(`${host.title}, at ${path}`, () => {
      // One after the other in one worker: the host is started once.
      test.describe.configure({ mode: 'default' });

      const { except = {} } = host;
      /** @type {RunningHost} */
      let running;
      test.beforeAll(async ({ tenant }) => {
        running = await startHost(host, path, tenant.page.defaultConfig);
        tenant.identity.allowRedirectUri(`${running.url}redirect.html`);
      });
      test.afterAll(() => running?.stop());

      test('every file says what its name asks for', () => everyFileSaysWhatItsNameAsksFor(running, except));

      test('the documents say their policies', () => theDocumentsSayTheirPolicies(running));

      test('what is large is compressed, and what has not changed is not sent again', () => whatIsLargeIsCompressed(running, except));

      test('what is not there is missing', () => whatIsNotThereIsMissing(running, except));

      test('a person signs in, revokes and signs out', async ({ app, leakGuard }) => {
        leakGuard.allow(new URL(running.url).host);
        app.url = running.url;
        await app.openAndSignIn();
        await app.revoke('2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01');
        await app.seesSuccess();
        await app.signOut();
      });
    });
  }
}
