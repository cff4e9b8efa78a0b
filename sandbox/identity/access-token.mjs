import { importJWK, SignJWT } from 'jose';

import { PERMISSIONS } from './directory.mjs';

/**
 * An access token as a sign-in would bring it, for callers without a browser.
 * @param {import('./directory.mjs').Directory} directory
 * @param {object} options
 * @param {string} options.issuer
 * @param {string} options.audience
 * @param {string=} options.name      Of the person; the first one unless said.
 * @param {string=} options.appId     Another app than the tenant's own.
 * @param {string[]=} options.scopes  Names of permissions.
 */
export async function issueAccessToken(
  {
    people,
    privateKeys: {
      keys: [key],
    },
    app,
    tokenEpoch,
  },
  { issuer, audience, name, appId = app.clientId, scopes = PERMISSIONS.slice(0, 1) },
) {
  const person = people.find((one) => !name || one.name === name);
  if (!person) throw new Error(`There is nobody called ${name}.`);
  return new SignJWT({ oid: person.id, appid: appId, scp: scopes.join(' '), xms_cc: ['CP1'], epoch: tokenEpoch })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(person.id)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(await importJWK(key, 'RS256'));
}
