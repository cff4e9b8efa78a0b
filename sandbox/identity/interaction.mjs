import { sendHtml } from '../http.mjs';
import { parseClaims } from './claims.mjs';
import { describe, ENTRA_ERRORS } from './entra-errors.mjs';
import {
  approvalPage, consentPage, PAGE_HEADERS, permissionText, signInErrorPage, signInPage,
} from './pages.mjs';
import { addScopes } from './provider.mjs';
import { splitScopes } from './scopes.mjs';

/** Shows the sign-in or consent page that an authorization waits for, and takes its answer. */
export async function answerInteraction({ req, res, body, provider, directory, entry }) {
  let details;
  try {
    details = await provider.interactionDetails(req, res);
  } catch (error) {
    const text = `This sign-in is over: ${error.error_description ?? error.message}.`;
    sendHtml(res, 400, signInErrorPage({ text }), PAGE_HEADERS);
    return;
  }
  const person = directory.personById(details.session?.accountId);
  entry.person = person?.upn;
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
  } else if (choice.has('accept') && person && !directory.needsAdminApproval(person, splitScopes(details.params.scope))) {
    await finish({ consent: { grantId: await consent(details, person, provider, directory) } });
  } else if (choice.has('choose')) {
    sendHtml(res, 200, signInPage({ people: directory.people, appName: directory.app.name }), PAGE_HEADERS);
  } else {
    await finish(refusal(choice.has('return') ? ENTRA_ERRORS.needsAdmin : ENTRA_ERRORS.declined));
  }
}

function show(res, { prompt, params }, person, directory) {
  const appName = directory.app.name;
  if (prompt.name === 'login') {
    const { asked } = parseClaims(directory.claimsOfCode.get(params.code_challenge));
    sendHtml(res, 200, signInPage({
      people: directory.people,
      appName,
      loginHint: params.login_hint,
      stepUp: asked !== undefined,
    }), PAGE_HEADERS);
  } else if (directory.needsAdminApproval(person, splitScopes(params.scope))) {
    sendHtml(res, 200, approvalPage({ person, appName }), PAGE_HEADERS);
  } else {
    const permissions = splitScopes(params.scope).map(permissionText);
    sendHtml(res, 200, consentPage({ person, appName, permissions }), PAGE_HEADERS);
  }
}

async function consent({ grantId, params }, person, provider, directory) {
  const scopes = splitScopes(params.scope);
  const known = grantId && await provider.Grant.find(grantId);
  const grant = known || new provider.Grant({ accountId: person.id, clientId: params.client_id });
  addScopes(grant, scopes);
  directory.rememberConsent(person, scopes);
  return grant.save();
}

function refusal(entraError) {
  return { error: 'access_denied', error_description: describe(entraError) };
}
