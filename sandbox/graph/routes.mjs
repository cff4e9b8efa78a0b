import { graphError, intuneError, notFound, ok } from './answers.mjs';
import { CREATED, REVOKED } from './audit.mjs';
import { AUDIT_EVENTS, listAuditEvents } from './audit-list.mjs';
import { list } from './list.mjs';
import { ANDROID_FOR_WORK, DEVICE_OWNER, isAosp } from './profiles.mjs';
import { SAMPLES } from './samples.mjs';
import { contextOf, selection, show, unknownOption } from './select.mjs';

/**
 * @import { Person } from '../identity/people.mjs'
 * @import { Answer } from './answers.mjs'
 * @import { GraphData } from './data.mjs'
 * @import { Call } from './call.mjs'
 * @import { Collection } from './profiles.mjs'
 * @import { Sample, Story } from './samples/sample.mjs'
 * @typedef {(call: Call & {prefixed: boolean}, data: GraphData, id: string, sample?: Sample) => Answer} Action
 */

const READ = 'DeviceManagementConfiguration.Read.All';
const WRITE = 'DeviceManagementConfiguration.ReadWrite.All';
const READ_AUDIT = ['DeviceManagementApps.Read.All', 'DeviceManagementApps.ReadWrite.All'];
/** @type {string[]} */
const COLLECTIONS = [ANDROID_FOR_WORK, DEVICE_OWNER];
const AOSP_PREFIX = 'AOSP-';
/** @type {Record<string, Action>} */
const ACTIONS = { revokeToken, createToken };
const MOST_SECONDS = 2 ** 31 - 1;

/**
 * Answers a call whose token is in order. Paths are case sensitive, as Intune's are.
 * @param {Call} call
 * @param {GraphData} data
 * @returns {Answer}
 */
export function route(call, data) {
  const [version, ...segments] = call.path.slice(1).split('/').map(decoded);
  if (version !== 'beta' && version !== 'v1.0') {
    return graphError(call, 404, 'ResourceNotFound', `Invalid version: ${version}`);
  }
  const unknown = unknownSegment(version, segments);
  if (unknown !== undefined) {
    return graphError(call, 400, 'BadRequest', `Resource not found for the segment '${unknown}'.`);
  }
  const [, segment, id, action] = segments;
  // What is no collection was refused above, but for the audit log.
  const collection = /** @type {Collection} */ (segment);
  if (call.req.method !== (action ? 'POST' : 'GET')) {
    return graphError(call, 405, 'Request_BadRequest', `The method '${call.req.method}' is not allowed here.`);
  }
  const audit = segment === AUDIT_EVENTS;
  const scopes = audit ? READ_AUDIT : action ? [WRITE] : [READ, WRITE];
  if (!scopes.some((scope) => call.scopes.includes(scope))) {
    return intuneError(
      call,
      403,
      'Forbidden',
      'Application is not authorized to perform this operation. ' + `Application must have one of the following scopes: ${scopes.join(', ')}`,
    );
  }
  const allowed = audit ? mayReadAudit(call.person) : call.person?.mayRead.includes(collection);
  if (!allowed || (action && !call.person?.mayRevoke)) {
    return intuneError(call, 403, 'Forbidden', 'User is not authorized to perform this operation');
  }
  if (audit) return listAuditEvents(call, data, version);
  if (action) return act(call, data, collection, id, ACTIONS[action]);
  return id === undefined ? list(call, data, collection) : read(call, data, collection, id);
}

/** @param {Person | undefined} person */
function mayReadAudit(person) {
  return person !== undefined && person.mayReadAudit !== false;
}

/** @param {string} segment */
function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/**
 * The first segment of a path that means nothing; the collections of profiles exist in beta only.
 * @param {string} version
 * @param {string[]} segments
 */
function unknownSegment(version, [service, collection = '', id, action, ...rest]) {
  if (service !== 'deviceManagement') return service ?? '';
  if (collection === AUDIT_EVENTS) return id;
  if (version !== 'beta' || !COLLECTIONS.includes(collection)) return collection;
  if (id === '') return id;
  if (action !== undefined && !Object.hasOwn(ACTIONS, action)) return action;
  return rest[0];
}

/**
 * Actions know an AOSP profile as `AOSP-<id>` too. Whether they also know it as
 * `<id>` is not documented; here they do, a few samples excepted.
 * @param {Call} call
 * @param {GraphData} data
 * @param {Collection} collection
 * @param {string} id
 * @param {Action} action
 */
function act(call, data, collection, id, action) {
  const prefixed = id.startsWith(AOSP_PREFIX);
  const bareId = (prefixed ? id.slice(AOSP_PREFIX.length) : id).toLowerCase();
  const sample = sampleIn(collection, bareId);
  const found = foundIn(data, collection, bareId);
  const exists = sample || found;
  if (!exists || (prefixed && !(found && isAosp(found.profile)))) return notFound(call);
  return action({ ...call, prefixed }, data, bareId, sample);
}

/** @type {Action} */
function revokeToken(call, data, id, sample) {
  data.historyOf(id).attempts += 1;
  const story = storyOf(call, data, id);
  return sample?.respond ? sample.respond(story) : story.revoke();
}

/** @type {Action} */
function createToken(call, data, id) {
  const seconds = secondsOf(call.body);
  if (seconds === undefined || seconds <= 0 || seconds > MOST_SECONDS) {
    return graphError(call, 400, 'BadRequest', 'tokenValidityInSeconds must be a positive Int32.');
  }
  if (!data.find(id)) return notFound(call);
  data.replaceToken(id, { seconds });
  data.audit.write(call, CREATED, data.found(id));
  return { status: 204 };
}

/**
 * @param {string} body
 * @returns {number | undefined}
 */
function secondsOf(body) {
  try {
    const { tokenValidityInSeconds: seconds } = JSON.parse(body);
    return Number.isInteger(seconds) ? seconds : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {Call} call
 * @param {GraphData} data
 * @param {Collection} collection
 * @param {string} id
 */
function read(call, data, collection, id) {
  const unfit = unknownOption(call, ['$select']) ?? selection(call, collection).refusal;
  if (unfit) return unfit;
  const sample = sampleIn(collection, id.toLowerCase());
  const found = foundIn(data, collection, id);
  const ordinary = () =>
    found
      ? ok({
          '@odata.context': contextOf(call, collection, '/$entity'),
          ...show(data.told(data.shown(found), 'alone'), selection(call, collection)),
        })
      : notFound(call);
  if (sample || found) data.historyOf(id).reads += 1;
  return sample?.read ? sample.read({ ...storyOf(call, data, id), read: ordinary }) : ordinary();
}

/**
 * A call with all that the story of a sample is made of.
 * @param {Call & {prefixed?: boolean}} call
 * @param {GraphData} data
 * @param {string} id
 * @returns {Story}
 */
function storyOf(call, data, id) {
  const { attempts, reads, memory } = data.historyOf(id);
  return {
    ...call,
    attempts,
    reads,
    memory,
    revoke(how) {
      const live = Boolean(data.profile(id).tokenValue);
      data.revoke(id, how);
      if (call.noted && live) call.noted.acted = true;
      data.audit.write(call, REVOKED, data.found(id));
      return { status: 204 };
    },
    replaceToken: (how) => data.replaceToken(id, how),
  };
}

/**
 * @param {GraphData} data
 * @param {Collection} collection
 * @param {string} id
 */
function foundIn(data, collection, id) {
  const found = data.find(id);
  return found?.collection === collection ? found : undefined;
}

/**
 * @param {Collection} collection
 * @param {string} id
 */
function sampleIn(collection, id) {
  return SAMPLES.find((one) => one.id === id && one.collection === collection);
}
