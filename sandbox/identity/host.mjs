import { Readable } from 'node:stream';

import { sendHtml, sendJson } from '../http.mjs';
import { answerAdminConsent } from './admin-consent.mjs';
import { needsPerson, parseClaims } from './claims.mjs';
import { ENTRA_ERRORS, errorText, tokenRefusal } from './entra-errors.mjs';
import { failAuthorize, failToken, takeFault } from './faults.mjs';
import { answerInteraction } from './interaction.mjs';
import { PAGE_HEADERS, signInErrorPage } from './pages.mjs';
import { createProvider } from './provider.mjs';
import { withoutOfflineAccess } from './scopes.mjs';

/**
 * @import { IncomingMessage, ServerResponse } from 'node:http'
 * @import { KoaContextWithOIDC } from 'oidc-provider'
 * @import { Entry } from '../request-log.mjs'
 * @import { Directory } from './directory.mjs'
 * @import { EntraError } from './entra-errors.mjs'
 */

/** What a sign-in host says of a tenant it says to any page. */
const OPEN = { 'Access-Control-Allow-Origin': '*' };

const AUTHORIZE = '/oauth2/v2.0/authorize';
const TOKEN = '/oauth2/v2.0/token';
const LOGOUT = '/oauth2/v2.0/logout';

/**
 * A sign-in host as Entra runs it: an OpenID provider below `<mount>/<tenant>`.
 * @param {object} options
 * @param {string} options.origin       As the browser sees it.
 * @param {string=} options.mount       Path in front of the tenant; may be empty.
 * @param {string[]} options.audiences  Graph origins it issues tokens for.
 * @param {Directory} options.directory
 */
export function createIdentity({ origin, mount = '', audiences, directory }) {
  const issuer = `${origin}${mount}/${directory.tenantId}/v2.0`;
  const provider = createProvider({ issuer, audiences, directory });
  provider.use((ctx, next) => speakEntra(/** @type {KoaContextWithOIDC} */ (ctx), next, directory));
  const answer = provider.callback();

  return {
    issuer,

    /**
     * Answers a request whose body was read already.
     * @param {IncomingMessage} req
     * @param {ServerResponse} res
     * @param {string} body
     * @param {Entry} entry
     */
    async handle(req, res, body, entry) {
      const [, tenantName = '', path = '/'] = /^\/([^/?]*)(.*)$/s.exec((req.url ?? '').slice(mount.length)) ?? [];
      if (!directory.answersTo(tenantName)) {
        if (path.endsWith('/.well-known/openid-configuration')) {
          const [number, description] = ENTRA_ERRORS.noTenant;
          sendJson(res, 400, { error: 'invalid_tenant', error_description: description, error_codes: [number] }, OPEN);
          return;
        }
        sendHtml(res, 400, signInErrorPage({ text: errorText(ENTRA_ERRORS.noTenant) }), PAGE_HEADERS);
        return;
      }
      const tenantMount = `${mount}/${tenantName}`;
      const [pathname, query = ''] = path.split('?', 2);
      const parameters = new URLSearchParams(query);

      if (pathname === TOKEN && req.method === 'POST') {
        const fault = takeFault(directory.faults, 'token');
        if (fault) return failToken(req, res, fault);
        const form = withoutOfflineAccess(new URLSearchParams(body));
        if (form.get('grant_type') === 'refresh_token' && needsPerson(parseClaims(form.get('claims')).asked, directory)) {
          return failToken(req, res, { body: stepUpRefusal(form.get('claims')) });
        }
        directory.widenRefreshToken(form.get('refresh_token'));
        return answer(retold(req, { mount: tenantMount, url: path, body: form.toString() }), res);
      }
      if (pathname === AUTHORIZE) {
        const fault = directory.app.redirectUris.has(parameters.get('redirect_uri') ?? '') && takeFault(directory.faults, 'authorize');
        if (fault) return failAuthorize(parameters, res, fault);
        const { asked } = parseClaims(parameters.get('claims'));
        if (parameters.get('prompt') === 'none' && needsPerson(asked, directory)) {
          return failAuthorize(parameters, res, {
            params: { error: 'interaction_required', error_description: errorText(ENTRA_ERRORS.stepUp) },
          });
        }
        directory.claimsOfCode.set(parameters.get('code_challenge'), parameters.get('claims'));
        withoutOfflineAccess(parameters);
        // Entra's account picker is what our sign-in page always is, and who must step up sees it again.
        if (parameters.get('prompt') === 'select_account' || (asked && parameters.get('prompt') !== 'none')) {
          parameters.set('prompt', 'login');
        }
        return answer(retold(req, { mount: tenantMount, url: `${pathname}?${parameters}` }), res);
      }
      if (pathname === LOGOUT && !parameters.has('client_id') && !parameters.has('id_token_hint')) {
        // MSAL names nobody, and Entra leads back to the app all the same.
        parameters.set('client_id', directory.app.clientId);
        return answer(retold(req, { mount: tenantMount, url: `${pathname}?${parameters}` }), res);
      }
      if (pathname.startsWith('/interaction/')) {
        return answerInteraction({ req, res, body, provider, directory, entry });
      }
      if (/^(\/v2\.0)?\/adminconsent$/.test(pathname)) {
        return answerAdminConsent({ req, res, body, parameters, directory, entry });
      }
      const url = path.replace(/^\/v2\.0\/\.well-known\//, '/.well-known/');
      return answer(retold(req, { mount: tenantMount, url, body }), res);
    },
  };
}

/** @param {string | null} claims */
function stepUpRefusal(claims) {
  return tokenRefusal('interaction_required', ENTRA_ERRORS.stepUp, { suberror: 'basic_action', claims });
}

/**
 * The request again, as if it had come this way: all of it that oidc-provider looks at.
 * @param {IncomingMessage} req
 * @param {{mount: string, url: string, body?: string}} place
 */
function retold(req, { mount, url, body = '' }) {
  const again = Readable.from(body ? [Buffer.from(body)] : []);
  const request = Object.assign(again, {
    method: req.method,
    url,
    // oidc-provider takes the difference between the two as the place where it is mounted.
    originalUrl: mount + url,
    headers: { ...req.headers, ...(body ? { 'content-length': String(Buffer.byteLength(body)) } : {}) },
    httpVersion: req.httpVersion,
    socket: req.socket,
  });
  return /** @type {IncomingMessage} */ (/** @type {unknown} */ (request));
}

/**
 * Makes oidc-provider's answers those of Entra.
 * @param {KoaContextWithOIDC} ctx
 * @param {() => Promise<void>} next
 * @param {Directory} directory
 */
async function speakEntra(ctx, next, directory) {
  await next();
  if (ctx.path === TOKEN && ctx.method === 'POST' && ctx.body) {
    completeTokenAnswer(ctx, directory);
  }
  const location = ctx.response.get('Location');
  const silentError = SILENT_ERRORS[/[#?&]error=(\w+)/.exec(location)?.[1] ?? ''];
  if (silentError) {
    ctx.set(
      'Location',
      location.replace(/error_description=[^&]*/, () => `error_description=${encodeURIComponent(errorText(silentError))}`),
    );
  }
}

/** @type {Record<string, EntraError>} */
const SILENT_ERRORS = {
  login_required: ENTRA_ERRORS.noSession,
  consent_required: ENTRA_ERRORS.noConsent,
};

/**
 * @param {KoaContextWithOIDC} ctx
 * @param {Directory} directory
 */
function completeTokenAnswer(ctx, directory) {
  const body = /** @type {Record<string, string>} */ (ctx.body);
  const { params, account, entities } = ctx.oidc;
  const asked = params ?? {};
  if (body.access_token) {
    const identity = { uid: account?.accountId, utid: directory.tenantId };
    body.client_info = Buffer.from(JSON.stringify(identity)).toString('base64url');
    body.ext_expires_in = body.expires_in;
    // A refresh token lasts as long as the first one does.
    if (entities.RefreshToken) Object.assign(body, { refresh_token_expires_in: entities.RefreshToken.remainingTTL });
  } else if (asked.grant_type === 'refresh_token' && body.error === 'invalid_scope') {
    ctx.status = 400;
    ctx.body = tokenRefusal('invalid_grant', ENTRA_ERRORS.noConsent, { suberror: 'consent_required' });
  } else if (asked.grant_type === 'refresh_token' && body.error === 'invalid_grant') {
    ctx.body = tokenRefusal('invalid_grant', ENTRA_ERRORS.refreshTokenExpired);
  } else if (body.error) {
    const [number] = ENTRA_ERRORS.badRequest;
    ctx.body = tokenRefusal(body.error, [number, body.error_description]);
  }
}
