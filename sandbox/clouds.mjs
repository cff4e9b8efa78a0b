/**
 * Microsoft's clouds: who signs people in, and where Graph answers. The two
 * US Government clouds share one sign-in host.
 * Source: https://learn.microsoft.com/graph/deployments and
 * https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
 */
export const CLOUDS = {
  global: { signInHost: 'login.microsoftonline.com', graphHost: 'graph.microsoft.com' },
  usGov: { signInHost: 'login.microsoftonline.us', graphHost: 'graph.microsoft.us' },
  usGovDoD: { signInHost: 'login.microsoftonline.us', graphHost: 'dod-graph.microsoft.us' },
  china: {
    signInHost: 'login.partner.microsoftonline.cn',
    graphHost: 'microsoftgraph.chinacloudapi.cn',
  },
};

/** @typedef {keyof typeof CLOUDS} Cloud */

/**
 * The audience of a cloud's Graph tokens, which is also the prefix of its scopes.
 * @param {Cloud} cloud
 */
export function graphAudience(cloud) {
  return `https://${CLOUDS[cloud].graphHost}`;
}

/**
 * Audiences that people who sign in at `signInHost` can get tokens for.
 * @param {string} signInHost
 */
export function audiencesOf(signInHost) {
  return /** @type {Cloud[]} */ (Object.keys(CLOUDS)).filter((cloud) => CLOUDS[cloud].signInHost === signInHost).map(graphAudience);
}
