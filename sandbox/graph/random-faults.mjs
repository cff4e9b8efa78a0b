import { createHash } from 'node:crypto';

import { gatewayPage, graphError, intuneError, notFound, ok } from './answers.mjs';
import { ANDROID_FOR_WORK, DEVICE_OWNER } from './profiles.mjs';

/**
 * @import { Answer, Asked } from './answers.mjs'
 * @import { Call } from './call.mjs'
 * @typedef {(call: Call) => Answer} Respond
 */

const ACTION = new RegExp(`/(?:${ANDROID_FOR_WORK}|${DEVICE_OWNER})/(?:AOSP-)?([^/]+)/(revokeToken|createToken)$`);
const READ = new RegExp(`/(?:${ANDROID_FOR_WORK}|${DEVICE_OWNER})/([^/]+)$`);

/** @param {Asked} call */
const internal = (call) => intuneError(call, 500, 'InternalServerError', 'An error has occurred');
/** @param {Asked} call */
const badGateway = (call) => graphError(call, 502, 'BadGateway', 'The upstream service did not answer');
/** @param {Asked} call */
const timeout = (call) => graphError(call, 504, 'UnknownError', 'The service did not answer in time');
/** @type {(headers: Record<string, string>) => Respond} */
const throttled = (headers) => (call) => intuneError(call, 429, 'TooManyRequests', 'Too many requests', headers);

/**
 * What nothing is done of, whether it is a read or an action.
 * @type {Record<string, Respond>}
 */
const REFUSING = {
  throttled: throttled({ 'Retry-After': '1' }),
  throttledWithoutDelay: throttled({}),
  busy: (call) => graphError(call, 503, 'ServiceUnavailable', 'The service is temporarily unavailable', { 'Retry-After': '1' }),
  serverError: internal,
  badGateway,
  gatewayTimeout: timeout,
  drop: () => ({ ending: 'drop' }),
  roleMissing: (call) => intuneError(call, 403, 'Forbidden', 'User is not authorized to perform this operation'),
  notFound,
  badRequest: (call) => intuneError(call, 400, 'BadRequest', 'The request is not valid'),
  gatewayPage: () => gatewayPage(502, 'Bad Gateway'),
  unreadable: () => gatewayPage(502, 'Bad Gateway', { cors: false }),
};

/**
 * What only happens to actions, and stops them.
 * @type {Record<string, Respond>}
 */
const STOPPING = {
  conflict: (call) => intuneError(call, 409, 'Conflict', 'The enrollment profile was changed by another request'),
};

/**
 * What happens to the answer after an action was carried out.
 * @type {Record<string, Respond>}
 */
const ACTING = {
  serverErrorActed: internal,
  badGatewayActed: badGateway,
  gatewayTimeoutActed: timeout,
  dropActed: () => ({ ending: 'drop' }),
  gatewayPageActed: () => gatewayPage(502, 'Bad Gateway'),
  unreadableActed: () => ({ status: 204, cors: false }),
  okActed: (call) => ok({ '@odata.context': `${call.base}/beta/$metadata#Edm.Null`, '@odata.null': true }),
  acceptedActed: () => ({ status: 202 }),
};

/**
 * What takes as long as the caller waits.
 * @type {Record<string, Respond>}
 */
const HANGING = { hang: () => ({ ending: 'hang' }) };
/** @type {Record<string, Respond>} */
const HANGING_ACTED = { hangActed: () => ({ ending: 'hang' }) };

const ANSWERS = { ...REFUSING, ...STOPPING, ...ACTING, ...HANGING, ...HANGING_ACTED };
const ACTS = new Set(Object.keys({ ...ACTING, ...HANGING_ACTED }));

/** The kinds that actions meet, those that hang left out. */
export const RANDOM_FAULTS_OF_ACTIONS = Object.keys({ ...REFUSING, ...STOPPING, ...ACTING });

/** The kinds that reads of single profiles meet, those that hang left out. */
export const RANDOM_FAULTS_OF_READS = Object.keys(REFUSING);

/**
 * @typedef {object} RandomFaultOptions
 * @property {number} share          How many actions meet one: 0.05 is one in twenty.
 * @property {string | number=} seed
 * @property {number=} readShare     How many reads of single profiles meet one; none unless said.
 * @property {boolean=} hang         Whether some hang: a page waits half a minute for each.
 * @property {string[]=} kinds       Only these.
 */

/**
 * Lets calls go wrong at random, and the same ones each time: the seed, the profile and how often
 * the same was tried before decide, and not the order in which calls arrive.
 */
export function createRandomFaults() {
  /** @type {RandomFaultOptions & {readShare: number, hang: boolean} | undefined} */
  let options;
  /** @type {Map<string, number>} */
  const tries = new Map();

  return {
    /** @param {RandomFaultOptions | null} wanted  `null`: none any more. */
    set(wanted) {
      options = wanted ? { seed: 1, readShare: 0, hang: false, ...wanted } : undefined;
      tries.clear();
    },

    /**
     * @param {Call} call
     * @returns {{kind: string, acts: boolean, answer: Answer} | undefined}
     */
    next(call) {
      if (!options) return undefined;
      const met = placeOf(call, options);
      if (!met) return undefined;
      const { key, share, kinds } = met;
      const attempt = (tries.get(key) ?? 0) + 1;
      tries.set(key, attempt);
      const hash = createHash('sha256').update(`${options.seed} ${key} ${attempt}`).digest();
      if (kinds.length === 0 || hash.readUIntBE(0, 6) / 2 ** 48 >= share) return undefined;
      const kind = kinds[hash.readUIntBE(6, 6) % kinds.length];
      return { kind, acts: ACTS.has(kind), answer: ANSWERS[kind](call) };
    },
  };
}

/**
 * Whose turn it is: the profile and what is done with it, how likely a fault is, and which.
 * @param {Call} call
 * @param {RandomFaultOptions & {readShare: number, hang: boolean}} options
 */
function placeOf({ req, path }, { share, readShare, hang, kinds: wanted }) {
  /** @param {string[]} kinds */
  const chosen = (kinds) => kinds.filter((kind) => !wanted || wanted.includes(kind));
  const [, id, action] = (req.method === 'POST' && ACTION.exec(path)) || [];
  if (id) {
    const hanging = Object.keys({ ...HANGING, ...HANGING_ACTED });
    const key = `POST ${id.toLowerCase()}${action === 'createToken' ? ' createToken' : ''}`;
    return { key, share, kinds: chosen([...RANDOM_FAULTS_OF_ACTIONS, ...(hang ? hanging : [])]) };
  }
  const [, read] = (req.method === 'GET' && READ.exec(path)) || [];
  if (!read) return undefined;
  return {
    key: `GET ${read.toLowerCase()}`,
    share: readShare,
    kinds: chosen([...RANDOM_FAULTS_OF_READS, ...(hang ? Object.keys(HANGING) : [])]),
  };
}
