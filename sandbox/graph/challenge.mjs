import { isDeepStrictEqual } from 'node:util';

import { graphError } from './answers.mjs';
import { refuseToken } from './token.mjs';

/**
 * @import { Answer } from './answers.mjs'
 * @import { Call, Claims } from './call.mjs'
 */

const SIGN_IN = 'authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"';
const CLIENT = 'client_id="00000003-0000-0000-c000-000000000000"';
const INSUFFICIENT = 'error="insufficient_claims"';
const POP = `PoP realm="", ${SIGN_IN}, ${CLIENT}, nonce="eyJ0cyI6MTcyNjI1ODEyMn0=="`;

/** @param {string} reason */
const describedAs = (reason) =>
  'error_description="Continuous access evaluation resulted in challenge with result: ' + `InteractionRequired and code: ${reason}"`;
/**
 * @param {string} reason
 * @param {string} claims
 */
const bearer = (reason, claims) => `Bearer realm="", ${SIGN_IN}, ${CLIENT}, ${describedAs(reason)}, ${INSUFFICIENT}, claims="${claims}"`;

/** @param {string} text */
const base64 = (text) => Buffer.from(text).toString('base64');
/** @param {string} text */
const withoutPadding = (text) => base64(text).replace(/=+$/, '');
/** @param {string} text */
const base64url = (text) => Buffer.from(text).toString('base64url');

/**
 * Ways to write the same challenge into `WWW-Authenticate`, by name. `standard` is
 * the one that Graph was seen to use; RFC 9110, section 11.6.1, allows the others.
 * @satisfies {Record<string, (reason: string, text: string) => string | string[]>}
 */
const SHAPES = {
  standard: (reason, text) => `${POP}, ${bearer(reason, base64(text))}`,
  bearerOnly: (reason, text) => bearer(reason, base64(text)),
  unpadded: (reason, text) => `${POP}, ${bearer(reason, withoutPadding(text))}`,
  base64url: (reason, text) => `${POP}, ${bearer(reason, base64url(text))}`,
  reordered: (_reason, text) => `bEARER Claims = "${base64(text)}" ,,ERROR="insufficient_claims",\t${CLIENT}, ${POP}`,
  twoHeaders: (reason, text) => [POP, bearer(reason, base64(text))],
  quoted: (_reason, text) =>
    'Bearer realm="Contoso, \\"Graph\\", claims=none", error_description="a, b=c; PoP error=\\"invalid_token\\"", ' +
    `error=insufficient_claims, claims="${base64(text)}"`,
  notBase64: (reason) => `${POP}, ${bearer(reason, '%%not-base64%%')}`,
  notJson: (reason) => `${POP}, ${bearer(reason, base64('these are no claims'))}`,
};

/**
 * Claims as Graph asks for them: a token newer than a moment, in seconds since 1970.
 * The tail makes base64 and base64url differ.
 * @param {number} seconds
 */
export const issuedAfter = (seconds) => ({
  nbf: { essential: true, value: String(seconds) },
  xms_hint: { value: '???>>>' },
});

/**
 * Claims of an authentication context.
 * @param {string} id
 */
export const authContext = (id) => ({ acrs: { essential: true, value: id } });

/**
 * @typedef {object} ChallengeOptions
 * @property {401 | 403=} status
 * @property {keyof typeof SHAPES=} shape
 * @property {Record<string, unknown>=} claims   What the access token must have been asked for with.
 * @property {string=} reason   Graph's code for it.
 * @property {boolean=} endless No token is ever good enough.
 */

/**
 * Asks for a token with claims, unless the call came with one.
 * @param {Call} call
 * @param {ChallengeOptions} options
 * @returns {Answer | undefined}
 */
export function challenge(
  call,
  { status = 401, shape = 'standard', claims = issuedAfter(1_726_258_122), reason = 'TokenIssuedBeforeRevocationTimestamp', endless = false } = {},
) {
  if (!endless && hasClaims(call.token, claims)) return undefined;
  // Graph challenges only those who say that they understand it.
  if (!call.token.xms_cc?.includes('CP1')) return refuseToken(call, 'Lifetime validation failed, the token is expired.');
  const text = withPadding(JSON.stringify({ access_token: claims }));
  return graphError(
    call,
    status,
    status === 401 ? 'InvalidAuthenticationToken' : 'Forbidden',
    `Continuous access evaluation resulted in challenge with result: InteractionRequired and code: ${reason}`,
    { 'WWW-Authenticate': SHAPES[shape](reason, text) },
  );
}

/**
 * @param {Claims} token
 * @param {Record<string, unknown>} claims
 */
function hasClaims({ claims_asked: asked = {} }, claims) {
  return Object.entries(claims).every(([name, value]) => isDeepStrictEqual(asked[name], value));
}

/**
 * Lengthens JSON so that its base64 ends with `==`.
 * @param {string} text
 */
function withPadding(text) {
  return text.padEnd(text.length + ((4 - (text.length % 3)) % 3));
}
