import { claimsOfToken } from './claims.mjs';
import { DAY, PERMISSIONS } from './directory.mjs';
import { ENTRA_ERRORS, errorText } from './entra-errors.mjs';
import { Provider } from './oidc-provider.mjs';
import { PAGE_HEADERS, signedOutPage, signInErrorPage, signOutPage } from './pages.mjs';
import { permissionOf, resourceOf, splitScopes } from './scopes.mjs';

/**
 * @import { Account, ErrorOut, KoaContextWithOIDC, Provider as OidcProvider } from 'oidc-provider'
 * @import { Directory } from './directory.mjs'
 * @typedef {InstanceType<OidcProvider['Grant']>} Grant
 */

/**
 * The OpenID provider behind one sign-in host, configured to resemble Entra.
 * @param {{issuer: string, audiences: string[], directory: Directory}} options
 */
export function createProvider({ issuer, audiences, directory }) {
  const { app } = directory;
  const secure = issuer.startsWith('https:');

  const provider = new Provider(issuer, {
    adapter: (model) => directory.store.adapter(model),
    jwks: directory.privateKeys,
    cookies: {
      keys: directory.cookieKeys,
      // The page and the sign-in host are different sites in production, and the silent frame needs the session.
      long: { sameSite: secure ? 'none' : 'lax', secure, httpOnly: true },
      short: { sameSite: secure ? 'none' : 'lax', secure, httpOnly: true },
    },
    clients: [
      {
        client_id: app.clientId,
        application_type: 'web',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        // At least one is demanded here; which ones count is said below.
        redirect_uris: [`https://${directory.domain}/`],
      },
    ],
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: ['openid', 'offline_access', 'profile', 'email'],
    claims: {
      openid: ['sub', 'oid', 'tid', 'ver', 'login_hint'],
      profile: ['name', 'preferred_username'],
      email: ['email'],
    },
    conformIdTokenClaims: false,
    findAccount: (_ctx, id) => accountOf(directory, id),
    loadExistingGrant: (ctx) => grantOf(ctx, directory),
    extraTokenClaims: (ctx, token) => {
      const oid = 'accountId' in token ? token.accountId : undefined;
      return {
        scp: splitScopes(token.scope).map(permissionOf).join(' '),
        tid: directory.tenantId,
        oid,
        appid: app.clientId,
        upn: directory.personById(oid)?.upn,
        epoch: directory.tokenEpoch,
        ...claimsOfToken(ctx, directory),
      };
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx) =>
          showPage(
            ctx,
            signOutPage({
              action: ctx.oidc.urlFor('end_session_confirm'),
              xsrf: String(ctx.oidc.session?.state?.secret),
            }),
          ),
        postLogoutSuccessSource: (ctx) => showPage(ctx, signedOutPage()),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: (ctx) =>
          splitScopes(String(ctx.oidc.params?.scope ?? ''))
            .map(resourceOf)
            .find((resource) => resource !== undefined && audiences.includes(resource)) ?? audiences[0],
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, audience) => ({
          audience,
          scope: PERMISSIONS.map((permission) => `${audience}/${permission}`).join(' '),
          accessTokenFormat: 'jwt',
          accessTokenTTL: directory.accessTokenSeconds,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    // Entra leaves an earlier refresh token valid, and MSAL may use one twice at the same time.
    rotateRefreshToken: false,
    expiresWithSession: () => false,
    ttl: {
      AccessToken: () => directory.accessTokenSeconds,
      AuthorizationCode: 60,
      Grant: DAY,
      IdToken: 3600,
      Interaction: 3600,
      RefreshToken: () => directory.refreshTokenSeconds,
      Session: DAY,
    },
    clientBasedCORS: (_ctx, origin) => [...app.redirectUris].some((uri) => new URL(uri).origin === origin),
    interactions: {
      url: (ctx, interaction) => new URL(`interaction/${interaction.uid}`, tenantBase(ctx)).pathname,
    },
    renderError: (ctx, out, error) => showPage(ctx, signInErrorPage({ text: explain(out, error) })),
    // Of Entra's own entries the one that names the tenant's cloud; the US Government's two share this host.
    discovery: audiences.length === 1 ? { msgraph_host: new URL(audiences[0]).host } : {},
    routes: {
      authorization: '/oauth2/v2.0/authorize',
      token: '/oauth2/v2.0/token',
      end_session: '/oauth2/v2.0/logout',
      jwks: '/discovery/v2.0/keys',
      userinfo: '/oidc/userinfo',
    },
  });

  // Pages are registered while the tenant runs.
  provider.Client.prototype.redirectUriAllowed = (uri) => app.redirectUris.has(uri);
  provider.Client.prototype.postLogoutRedirectUriAllowed = (uri) => app.redirectUris.has(uri);
  return provider;
}

/** @param {KoaContextWithOIDC} ctx */
function tenantBase(ctx) {
  return ctx.oidc.urlFor('authorization').replace('oauth2/v2.0/authorize', '');
}

/**
 * @param {Directory} directory
 * @param {string} id
 * @returns {Account | undefined}
 */
function accountOf(directory, id) {
  const person = directory.personById(id);
  return (
    person && {
      accountId: id,
      claims: () => ({
        sub: id,
        oid: id,
        tid: directory.tenantId,
        ver: '2.0',
        name: person.name,
        preferred_username: person.upn,
        login_hint: person.upn,
        email: person.upn,
      }),
    }
  );
}

/**
 * @param {KoaContextWithOIDC} ctx
 * @param {Directory} directory
 */
async function grantOf(ctx, directory) {
  const { provider, session, result, params, client } = ctx.oidc;
  const person = directory.personById(session?.accountId);
  if (!session || !client || !person) return undefined;
  const grantId = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  const grant = grantId && (await provider.Grant.find(grantId));
  const asked = splitScopes(String(params?.scope ?? ''));
  // Entra asks nobody who is not there: what is new waits for a sign-in that shows itself.
  const silent = params?.prompt === 'none' && grant;
  const scopes = silent ? directory.consentedBefore(person, asked) : directory.spared(person, asked);
  if (scopes.some(resourceOf)) directory.rememberConsent(person, scopes);
  if (grant) return widened(grant, scopes);

  const known = directory.consents.get(person.id);
  if (!known) return undefined;
  const remembered = new provider.Grant({ accountId: person.id, clientId: client.clientId });
  addScopes(remembered, known);
  await remembered.save();
  return remembered;
}

/**
 * A grant with more scopes in it.
 * @param {Grant} grant
 * @param {string[]} scopes
 */
async function widened(grant, scopes) {
  if (scopes.length === 0) return grant;
  addScopes(grant, scopes);
  await grant.save();
  return grant;
}

/**
 * Adds scopes to a grant, each where it belongs.
 * @param {Grant} grant
 * @param {Iterable<string>} scopes
 */
export function addScopes(grant, scopes) {
  for (const scope of scopes) {
    const resource = resourceOf(scope);
    if (resource) grant.addResourceScope(resource, scope);
    else grant.addOIDCScope(scope);
  }
}

/**
 * @param {ErrorOut} out
 * @param {Error} error
 */
function explain(out, error) {
  if (out.error === 'invalid_redirect_uri') return errorText(ENTRA_ERRORS.redirectUri);
  if (out.error === 'invalid_client') return errorText(ENTRA_ERRORS.noApp);
  return errorText([ENTRA_ERRORS.badRequest[0], out.error_description ?? error.message]);
}

/**
 * @param {KoaContextWithOIDC} ctx
 * @param {string} html
 */
function showPage(ctx, html) {
  ctx.set(PAGE_HEADERS);
  ctx.type = 'html';
  ctx.body = html;
}
