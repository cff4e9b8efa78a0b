import { graphError, intuneError } from './answers.mjs';
import { auditResource } from './audit-list.mjs';
import { devicesResource } from './device-routes.mjs';
import { permissionsResource } from './effective-permissions.mjs';
import { profilesResource } from './profile-routes.mjs';
import { ANDROID_FOR_WORK, DEVICE_OWNER } from './profiles.mjs';

/**
 * @import { Person } from '../identity/people.mjs'
 * @import { Answer } from './answers.mjs'
 * @import { GraphData } from './data.mjs'
 * @import { Call } from './call.mjs'
 *
 * @typedef {object} Need  What a call of a resource has to be, and what answers it then.
 * @property {string} method
 * @property {string[]} scopes   One of which the token has to have.
 * @property {(person: Person) => boolean} allows   Whether an Intune role lets this person do it.
 * @property {(call: Call, data: GraphData, version: string) => Answer} answer
 *
 * @typedef {object} Resource  What Graph has in a segment below `deviceManagement`.
 * @property {string | RegExp} segment
 * @property {string[]} versions
 * @property {(rest: string[], segment: string, data: GraphData) => Need | string} need
 *   For the segments that follow, or the first of them that means nothing.
 */

const VERSIONS = ['beta', 'v1.0'];
const RESOURCES = [profilesResource(ANDROID_FOR_WORK), profilesResource(DEVICE_OWNER), auditResource, devicesResource, permissionsResource];

/**
 * Answers a call whose token is in order. Paths are case sensitive, as Intune's are.
 * @param {Call} call
 * @param {GraphData} data
 * @returns {Answer}
 */
export function route(call, data) {
  const [version, ...segments] = call.path.slice(1).split('/').map(decoded);
  if (!VERSIONS.includes(version)) return graphError(call, 404, 'ResourceNotFound', `Invalid version: ${version}`);
  const need = needOf(version, segments, data);
  if (typeof need === 'string') return graphError(call, 400, 'BadRequest', `Resource not found for the segment '${need}'.`);
  const { method, scopes, allows, answer } = need;
  if (call.req.method !== method) {
    return graphError(call, 405, 'Request_BadRequest', `The method '${call.req.method}' is not allowed here.`);
  }
  if (!scopes.some((scope) => call.scopes.includes(scope))) {
    return intuneError(
      call,
      403,
      'Forbidden',
      'Application is not authorized to perform this operation. ' + `Application must have one of the following scopes: ${scopes.join(', ')}`,
    );
  }
  if (!call.person || !allows(call.person)) {
    return intuneError(call, 403, 'Forbidden', 'User is not authorized to perform this operation');
  }
  return answer(call, data, version);
}

/**
 * @param {string} version
 * @param {string[]} segments
 * @param {GraphData} data
 */
function needOf(version, [service = '', segment = '', ...rest], data) {
  if (service !== 'deviceManagement') return service;
  const resource = RESOURCES.find(
    ({ segment: known, versions }) => versions.includes(version) && (typeof known === 'string' ? known === segment : known.test(segment)),
  );
  return resource ? resource.need(rest, segment, data) : segment;
}

/** @param {string} segment */
function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
