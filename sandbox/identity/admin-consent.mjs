import { send, sendHtml } from '../http.mjs';
import { PERMISSIONS } from './directory.mjs';
import { ENTRA_ERRORS, errorText } from './entra-errors.mjs';
import { consentPage, PAGE_HEADERS, permissionText, signInErrorPage, signInPage } from './pages.mjs';
import { permissionOf, resourceOf, splitScopes } from './scopes.mjs';

/**
 * @import { IncomingMessage, ServerResponse } from 'node:http'
 * @import { Entry } from '../request-log.mjs'
 * @import { Directory } from './directory.mjs'
 */

/**
 * Entra's admin consent endpoint: an administrator accepts for everybody.
 * Source: https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
 *
 * Who turns back before signing in is answered as documented. After that a tenant was seen to say `admin_consent=True`
 * beside the error, and so does this one.
 * @param {{req: IncomingMessage, res: ServerResponse, body: string, parameters: URLSearchParams, directory: Directory, entry: Entry}} request
 */
export function answerAdminConsent({ req, res, body, parameters, directory, entry }) {
  const { app } = directory;
  const redirectUri = parameters.get('redirect_uri') ?? '';
  const state = parameters.get('state');
  const problem = (parameters.get('client_id') !== app.clientId && ENTRA_ERRORS.noApp) || (!app.redirectUris.has(redirectUri) && ENTRA_ERRORS.redirectUri);
  if (problem) {
    sendHtml(res, 400, signInErrorPage({ text: errorText(problem) }), PAGE_HEADERS);
    return;
  }
  const administrators = directory.people.filter((person) => person.mayWrite && person.mayConsent);
  const choice = new URLSearchParams(req.method === 'POST' ? body : '');
  /** @param {string | null} id */
  const chosen = (id) => administrators.find((person) => person.id === id);
  const person = chosen(choice.get('accept')) ?? chosen(choice.get('signIn'));
  entry.person = person?.upn;

  if (choice.has('cancel') && choice.has('asked')) {
    leave({
      error: 'consent_required',
      error_description: errorText(ENTRA_ERRORS.declined),
      admin_consent: 'True',
      tenant: directory.tenantId,
    });
  } else if (choice.has('cancel')) {
    leave({ error: 'access_denied', error_description: errorText(ENTRA_ERRORS.declined) });
  } else if (!person) {
    sendHtml(res, 200, signInPage({ people: administrators, appName: app.name }), PAGE_HEADERS);
  } else if (choice.has('accept')) {
    for (const scope of splitScopes(parameters.get('scope') ?? '').flatMap(allOf)) directory.consentedForAll.add(scope);
    leave({ admin_consent: 'True', tenant: directory.tenantId, scope: parameters.get('scope') ?? '' });
  } else {
    const permissions = splitScopes(parameters.get('scope') ?? '').map(permissionText);
    sendHtml(res, 200, consentPage({ person, appName: app.name, permissions, forAll: true }), PAGE_HEADERS);
  }

  /** @param {Record<string, string>} answer */
  function leave(answer) {
    const target = new URL(redirectUri);
    for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
    if (state !== null) target.searchParams.set('state', state);
    send(res, 302, { Location: target.href });
  }
}

/**
 * `…/.default` means all permissions that an app is registered with.
 * @param {string} scope
 */
function allOf(scope) {
  return permissionOf(scope) === '.default' ? PERMISSIONS.map((name) => `${resourceOf(scope)}/${name}`) : [scope];
}
