import { settledLater } from '../settled-later.mjs';
import { gatewayPage, graphError, intuneError, ok, textOf } from './answers.mjs';

/**
 * @import { Answer } from './answers.mjs'
 * @import { ChallengeOptions } from './challenge.mjs'
 * @import { Fault } from './faults.mjs'
 * @import { Call } from './call.mjs'
 * @typedef {{value: Record<string, unknown>[], '@odata.nextLink'?: string}} ListBody
 * @typedef {{seconds?: number | null, link?: string, challenge?: ChallengeOptions}} KindOptions
 * @typedef {{collection?: string, page?: number}} Place
 */

/**
 * What can go wrong with a page of a list, by name: each makes the part of a fault that answers.
 * @satisfies {Record<string, (options: KindOptions) => Fault>}
 */
const KINDS = {
  /** The person lacks the Intune role for this collection. */
  roleMissing: () => respond((call) => intuneError(call, 403, 'Forbidden', 'User is not authorized to perform this operation')),

  /** The app lacks the permission. */
  scopeMissing: () =>
    respond((call) =>
      intuneError(
        call,
        403,
        'Forbidden',
        'Application is not authorized to perform this operation. ' +
          'Application must have one of the following scopes: DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All',
      ),
    ),

  /** The tenant does not have this collection. */
  collectionMissing: () => respond((call) => graphError(call, 404, 'ResourceNotFound', 'Resource not found.')),

  /** This Graph does not know the word. */
  segmentUnknown: () => respond((call) => graphError(call, 400, 'BadRequest', `Resource not found for the segment '${call.path.split('/').at(-1)}'.`)),

  /** `seconds: null` leaves `Retry-After` out. */
  throttled: ({ seconds = 1 }) => respond((call) => graphError(call, 429, 'TooManyRequests', 'Too many requests', retryAfter(seconds))),
  unavailable: ({ seconds = null }) => respond((call) => graphError(call, 503, 'serviceNotAvailable', 'The service is not available.', retryAfter(seconds))),
  serverError: () => respond((call) => intuneError(call, 500, 'InternalServerError', 'An error has occurred')),
  gatewayPage: () => respond(() => gatewayPage(502, 'Bad Gateway')),

  /** An answer that the browser may not read, as those of gateways are. */
  unreadable: () => respond(() => gatewayPage(502, 'Bad Gateway', { cors: false })),

  /** The network breaks before the answer, or in the middle of it. */
  drop: () => respond(() => ({ ending: 'drop' })),
  cut: () => respond((_call, ordinary) => ({ ...ordinary(), ending: 'cut' })),

  /** Never answers. */
  hang: () => respond(() => ({ ending: 'hang' })),

  /** Wants other claims in the token; see `challenge`. */
  challenge: ({ challenge = {} }) => ({ challenge }),

  /** JSON that stops in the middle. */
  malformed: () =>
    respond((_call, ordinary) => {
      const whole = ordinary();
      const text = textOf(whole);
      return { ...whole, body: text.slice(0, text.length / 2) };
    }),
  noValue: () => changed(({ value: _, ...body }) => body),
  valueNoList: () => changed((body) => ({ ...body, value: { ...body.value } })),
  rowNull: () => changed((body) => ({ ...body, value: [null, ...body.value] })),

  /** The first row has an ID, and nothing else is known of it. */
  rowOfNulls: () =>
    changed(({ value: [first, ...rest], ...body }) => {
      const nulls = Object.fromEntries(Object.keys(first).map((name) => [name, null]));
      return { ...body, value: [{ ...nulls, id: first.id }, ...rest] };
    }),

  /** The first row has no ID. */
  rowWithoutId: () => changed(({ value: [{ id: _, ...first }, ...rest], ...body }) => ({ ...body, value: [first, ...rest] })),

  /** No profiles, and no further page. */
  empty: () => changed(({ '@odata.nextLink': _, ...body }) => ({ ...body, value: [] })),

  /** No profiles, but perhaps a further page, which OData allows. */
  emptyPage: () => changed((body) => ({ ...body, value: [] })),

  /** `link` becomes the next link: unless said, one to a host that is not Graph’s. */
  foreignNextLink: ({ link }) =>
    changed((body, call) => ({
      ...body,
      '@odata.nextLink': link ?? `https://graph.microsoft.com.evil.example${call.path}?$skiptoken=x`,
    })),

  /** The next link names the port that its host has anyway, as Graph was seen to do. */
  portInNextLink: () =>
    changed((body) => {
      const link = body['@odata.nextLink'];
      return link ? { ...body, '@odata.nextLink': link.replace(/^(https:\/\/[^/:]+)\//, '$1:443/') } : body;
    }),

  /** The next link leads to the same page again. */
  nextLinkLoop: () => changed((body, call) => ({ ...body, '@odata.nextLink': call.base + call.url })),

  /** Each page begins with the last row of the one before. */
  duplicates() {
    /** @type {Record<string, unknown> | undefined} */
    let last;
    return changed((body, call) => {
      const before = call.query.has('$skiptoken') && last ? [last] : [];
      last = body.value.at(-1);
      return { ...body, value: [...before, ...body.value] };
    });
  },
};

/**
 * A fault of the lists, to be put among the faults of a tenant; also of other reads, where `collection` is a pattern of their paths.
 * @param {keyof typeof KINDS} kind
 * @param {Place & KindOptions & {times?: number}} options  Those of the kind too. `collection`: only of this one. `page`: only
 *   this page, from 1. `times`: how often; once unless said, and always for what is no error of one page.
 * @returns {Fault}
 */
export function listFault(kind, { collection, page, times, ...options } = {}) {
  return {
    ...place(collection, page),
    times: times ?? (['duplicates', 'nextLinkLoop', 'portInNextLink'].includes(kind) ? Infinity : 1),
    ...KINDS[kind](options),
  };
}

/**
 * A page that is held back until somebody lets it go.
 * @param {Place} place
 * @returns {{fault: Fault, asked: Promise<void>, release: () => void}}
 *   `asked` is settled once the page was asked for.
 */
export function heldPage({ collection, page } = {}) {
  const { promise: asked, resolve: arrive } = settledLater();
  const { promise: released, resolve: release } = settledLater();
  return {
    asked,
    release,
    fault: {
      ...place(collection, page),
      async answer(_call, ordinary) {
        arrive();
        await released;
        return ordinary();
      },
    },
  };
}

/**
 * @param {string | undefined} collection
 * @param {number | undefined} page
 */
function place(collection = '(androidForWork|androidDeviceOwner)EnrollmentProfiles', page) {
  return { method: 'GET', path: new RegExp(`/${collection}$`), page };
}

/**
 * @param {Fault['answer']} answer
 * @returns {Fault}
 */
function respond(answer) {
  return { answer };
}

/**
 * What Graph would have answered, with another body. An error stays what it is.
 * @param {(body: ListBody, call: Call) => object} change
 */
function changed(change) {
  return respond((call, ordinary) => {
    const whole = ordinary();
    return whole.status === 200 ? ok(change(JSON.parse(textOf(whole)), call)) : whole;
  });
}

/**
 * @param {number | null} seconds
 * @returns {Record<string, string>}
 */
function retryAfter(seconds) {
  return seconds === null ? {} : { 'Retry-After': String(seconds) };
}
