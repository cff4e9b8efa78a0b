import { createLocalJWKSet, errors, jwtVerify } from 'jose';

import { graphError } from './answers.mjs';

/**
 * @import { JSONWebKeySet } from 'jose'
 * @import { Answer, Asked } from './answers.mjs'
 * @import { Claims, ReceivedCall } from './call.mjs'
 */

const EXPIRED = 'Lifetime validation failed, the token is expired.';
const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';

/**
 * Checks access tokens as Graph does: signature, issuer, audience and lifetime.
 * @param {{issuers: () => string[], audience: string, publicKeys: JSONWebKeySet, isEnded: (claims: Claims) => boolean}} options
 *   `isEnded`: whether a token is to count as expired before its time.
 */
export function createTokenCheck({ issuers, audience, publicKeys, isEnded }) {
  const keys = createLocalJWKSet(publicKeys);

  /**
   * @param {ReceivedCall} call
   * @returns {Promise<{claims: Claims} | {refusal: Answer}>}
   */
  return async function checkToken(call) {
    const [, token] = /^Bearer (\S+)$/i.exec(call.req.headers.authorization ?? '') ?? [];
    if (!token) return { refusal: refuseToken(call, 'Access token is empty.') };
    try {
      const { payload } = await jwtVerify(token, keys, { issuer: issuers(), audience, algorithms: ['RS256'] });
      return isEnded(payload) ? { refusal: refuseToken(call, EXPIRED) } : { claims: payload };
    } catch (error) {
      return { refusal: refuseToken(call, wordsFor(error)) };
    }
  };
}

/**
 * @param {Asked} call
 * @param {string} message
 * @returns {Answer}
 */
export function refuseToken(call, message) {
  return graphError(call, 401, 'InvalidAuthenticationToken', message, {
    'WWW-Authenticate': 'Bearer realm="", ' + 'authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", ' + `client_id="${GRAPH_APP_ID}"`,
  });
}

/** @param {unknown} error */
function wordsFor(error) {
  if (error instanceof errors.JWTExpired) return EXPIRED;
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === 'aud' ? 'Access token validation failure. Invalid audience.' : 'Access token validation failure. Invalid issuer.';
  }
  if (error instanceof errors.JOSEError) return 'Invalid token: the signature could not be verified.';
  throw error;
}
