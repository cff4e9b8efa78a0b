import { randomUUID } from 'node:crypto';

/** @typedef {[number: number, words: string]} EntraError */

/**
 * Entra's number and words for an error.
 * Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 * @satisfies {Record<string, EntraError>}
 */
export const ENTRA_ERRORS = {
  noSession: [50058, 'A silent sign-in request was sent but no user is signed in.'],
  redirectUri: [50011, 'The redirect URI specified in the request does not match the redirect URIs configured for the application.'],
  noConsent: [
    65001,
    'The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.',
  ],
  declined: [65004, 'User declined to consent to access the app.'],
  needsAdmin: [
    90094,
    'An administrator of Contoso has set a policy that prevents you from granting Token Console the permissions it is requesting. Contact an administrator of Contoso, who can grant permissions to this app on your behalf.',
  ],
  noTenant: [90002, 'Tenant not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.'],
  noApp: [700016, 'Application was not found in the directory. You may have sent your authentication request to the wrong tenant.'],
  refreshTokenExpired: [
    700084,
    'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page.',
  ],
  stepUp: [
    50076,
    'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.',
  ],
  badRequest: [900144, 'The request is not well formed.'],
};

/**
 * The text of an error as it reaches an app.
 * @param {EntraError} entraError
 */
export function errorText([number, words]) {
  return `AADSTS${number}: ${words} Trace ID: ${randomUUID()} Correlation ID: ${randomUUID()} Timestamp: ${timestamp()}`;
}

/**
 * The body of a token endpoint's refusal.
 * @param {string} error
 * @param {EntraError} entraError
 * @param {object} more
 */
export function tokenRefusal(error, entraError, more = {}) {
  return {
    error,
    error_description: errorText(entraError),
    error_codes: [entraError[0]],
    timestamp: timestamp(),
    trace_id: randomUUID(),
    correlation_id: randomUUID(),
    ...more,
  };
}

function timestamp() {
  return new Date().toISOString().replace('T', ' ').replace(/\.\d+/, '');
}
