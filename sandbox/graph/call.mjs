// What a call of Graph is, as all of this folder knows it: types only, so that no two of its files need each other for them.

/**
 * @import { IncomingMessage } from 'node:http'
 * @import { JWTPayload } from 'jose'
 * @import { Person } from '../identity/people.mjs'
 */

/**
 * @typedef {object} ReceivedCall  A request, before its token was looked at.
 * @property {IncomingMessage} req
 * @property {string} requestId
 * @property {string} clientRequestId
 * @property {string} path      From `/beta` on, as `canonicalPath` writes it.
 * @property {URLSearchParams} query
 * @property {number} arrived   Milliseconds since 1970, with fractions.
 * @property {string} url       From `/beta` on, with the query.
 * @property {string} body
 * @property {string} base      What stands in front of `/beta`.
 * @property {LoggedAction=} noted  What becomes of it, if it is an action.
 *
 * @typedef {JWTPayload & {oid?: string, appid?: string, scp?: string, xms_cc?: string[], epoch?: number, claims_asked?: Record<string, unknown>}} Claims
 *
 * @typedef {ReceivedCall & {person: Person | undefined, token: Claims, scopes: string[]}} Call  One whose token is in order.
 */

/**
 * @typedef {'revokeToken' | 'createToken'} ActionName  What can be done to the token of a profile.
 *
 * @typedef {object} LoggedAction  A `POST` of an action that arrived, and what became of it in truth.
 * @property {ActionName} action
 * @property {number} at               When it arrived: milliseconds since 1970, with fractions.
 * @property {string} id               Of the profile, in lower case, without `AOSP-`.
 * @property {boolean} prefixed        Whether it was called `AOSP-<id>`.
 * @property {string} collection
 * @property {string} clientRequestId
 * @property {string} requestId
 * @property {string=} person          User principal name, unless the token was refused.
 * @property {number | 'hang' | 'drop' | 'cut' | undefined} status  What it was answered; missing until then.
 * @property {boolean} acted           Whether it ended a token, or made one. What had been ended before cannot be ended again.
 * @property {boolean} throttled       Whether the throttle refused it.
 * @property {string=} randomFault     The kind of random fault it met, see `random-faults.mjs`.
 */

export {};
