import { expect, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';

/** @import { Cloud } from '../../../sandbox/clouds.mjs' */

const PROFILE = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103';

// Written out, so that the tenant's own list is checked as well.
/** @type {[cloud: Cloud, name: string, signInHost: string, graphHost: string][]} */
const CLOUDS = [
  ['global', 'Global', 'login.microsoftonline.com', 'graph.microsoft.com'],
  ['usGov', 'US Government (GCC High)', 'login.microsoftonline.us', 'graph.microsoft.us'],
  ['usGovDoD', 'US Government (DoD)', 'login.microsoftonline.us', 'dod-graph.microsoft.us'],
  ['china', 'China (21Vianet)', 'login.partner.microsoftonline.cn', 'microsoftgraph.chinacloudapi.cn'],
];

for (const [cloud, name, signInHost, graphHost] of CLOUDS) {
  test.describe(cloud, () => {
    test.use({ site: { cloud } });

    test('sign-in host, scope, audience and Graph host are those of the cloud', async ({ app, tenant, sent }) => {
      await app.open();
      await expect(app.page.getByRole('main')).toContainText(name);
      await app.signIn();
      await app.revoke(PROFILE, app.words.deviceOwner);
      await app.seesSuccess();

      const { requests } = tenant.identity;
      expect([...new Set(requests.map(({ host }) => host))]).toEqual([signInHost]);
      const scope = `https://${graphHost}/DeviceManagementConfiguration.ReadWrite.All`;
      const authorize = present(requests.find(({ path }) => path.endsWith('/authorize')));
      expect(new URL(authorize.url, 'https://host').searchParams.get('scope')?.split(' ')).toContain(scope);

      const [post] = sent();
      expect(post.host).toBe(graphHost);
      const [, claims] = present(post.headers.authorization).split('.');
      expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
        aud: `https://${graphHost}`,
        scp: 'DeviceManagementConfiguration.ReadWrite.All',
      });
      expect([...new Set(tenant.graph.requests.map(({ host }) => host))]).toEqual([graphHost]);
    });
  });
}
