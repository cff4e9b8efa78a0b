import { sendHtml } from '../http.mjs';
import { parseClaims } from './claims.mjs';
import { ENTRA_ERRORS, errorText } from './entra-errors.mjs';
import { approvalPage, consentPage, PAGE_HEADERS, permissionText, signInErrorPage, signInPage } from './pages.mjs';
import { addScopes } from './provider.mjs';
import { splitScopes } from './scopes.mjs';

/**
 * @import { IncomingMessage, ServerResponse } from 'node:http'
 * @import { Provider } from 'oidc-provider'
 * @import { Entry } from '../request-log.mjs'
 * @import { Directory } from './directory.mjs'
 * @import { EntraError } from './entra-errors.mjs'
 * @import { Person } from './people.mjs'
 * @typedef {Awaited<ReturnType<Provider['interactionDetails']>>} Details
 * @typedef {import('oidc-provider').InteractionResults} Result
 */

/**
 * Shows the sign-in or consent page that an authorization waits for, and takes its answer.
 * @param {{req: IncomingMessage, res: ServerResponse, body: string, provider: Provider, directory: Directory, entry: Entry}} request
 */
export async function answerInteraction({ req, res, body, provider, directory, entry }) {
  let details;
  try {
    details = await provider.interactionDetails(req, res);
  } catch (error) {
    const { message, error_description: description = message } = /** @type {Error & {error_description?: string}} */ (error);
    const text = `This sign-in is over: ${description}.`;
    sendHtml(res, 400, signInErrorPage({ text }), PAGE_HEADERS);
    return;
  }
  const person = directory.personById(details.session?.accountId);
  entry.person = person?.upn;
  /** @param {Result} result */
  const finish = (result) => provider.interactionFinished(req, res, result, { mergeWithLastSubmission: true });

  if (req.method !== 'POST') {
    show(res, details, person, directory);
    return;
  }
  const choice = new URLSearchParams(body);
  if (choice.has('signIn')) {
    const chosen = directory.personById(choice.get('signIn'));
    entry.person = chosen?.upn;
    await finish(chosen ? { login: { accountId: chosen.id } } : refusal(ENTRA_ERRORS.declined));
  } else if (choice.has('accept') && person && !directory.needsAdminApproval(person, scopesIn(details))) {
    await finish({ consent: { grantId: await consent(details, person, provider, directory) } });
  } else if (choice.has('choose')) {
    sendHtml(res, 200, signInPage({ people: directory.people, appName: directory.app.name }), PAGE_HEADERS);
  } else {
    await finish(refusal(choice.has('return') ? ENTRA_ERRORS.needsAdmin : ENTRA_ERRORS.declined));
  }
}

/**
 * @param {ServerResponse} res
 * @param {Details} details
 * @param {Person | undefined} person
 * @param {Directory} directory
 */
function show(res, { prompt, params }, person, directory) {
  const appName = directory.app.name;
  if (prompt.name === 'login' || !person) {
    const { asked } = parseClaims(directory.claimsOfCode.get(String(params.code_challenge)));
    sendHtml(
      res,
      200,
      signInPage({
        people: directory.people,
        appName,
        loginHint: params.login_hint,
        stepUp: asked !== undefined,
      }),
      PAGE_HEADERS,
    );
  } else if (directory.needsAdminApproval(person, scopesIn({ params }))) {
    sendHtml(res, 200, approvalPage({ person, appName }), PAGE_HEADERS);
  } else {
    const permissions = scopesIn({ params }).map(permissionText);
    sendHtml(res, 200, consentPage({ person, appName, permissions }), PAGE_HEADERS);
  }
}

/**
 * @param {Details} details
 * @param {Person} person
 * @param {Provider} provider
 * @param {Directory} directory
 */
async function consent({ grantId, params }, person, provider, directory) {
  const scopes = scopesIn({ params });
  const known = grantId && (await provider.Grant.find(grantId));
  const grant = known || new provider.Grant({ accountId: person.id, clientId: String(params.client_id) });
  addScopes(grant, scopes);
  directory.rememberConsent(person, scopes);
  return grant.save();
}

/** @param {EntraError} entraError */
function refusal(entraError) {
  return { error: 'access_denied', error_description: errorText(entraError) };
}

/** @param {Pick<Details, 'params'>} details */
function scopesIn({ params }) {
  return splitScopes(String(params.scope ?? ''));
}
