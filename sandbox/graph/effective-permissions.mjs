import { graphError, intuneError, ok } from './answers.mjs';
import { ANDROID_FOR_WORK, DEVICE_OWNER } from './profiles.mjs';

/**
 * @import { Person } from '../identity/people.mjs'
 * @import { Answer } from './answers.mjs'
 * @import { Call } from './call.mjs'
 * @import { GraphData } from './data.mjs'
 * @import { Resource } from './routes.mjs'
 *
 * @typedef {object} PermissionRules  What the sources leave open of `getEffectivePermissions`.
 * @property {'collection' | 'object'} shape  The documentation shows a collection.
 * @property {400 | 403 | undefined} refusesAll  How the scope `*` is refused, which Microsoft's own tests ask for.
 * @property {boolean} signInIsEnough  Whether the permission of the sign-in does too, as the documentation of beta said in 2024.
 * @property {boolean} namesForAdministrators  Whether an administrator is told names, and not `*`, as Microsoft's own tests expect.
 */

/** @type {PermissionRules} */
export const USUAL_PERMISSION_RULES = { shape: 'collection', refusesAll: undefined, signInIsEnough: false, namesForAdministrators: false };

const FUNCTION = /^getEffectivePermissions\(scope='([^']*)'\)$/;
const RBAC = ['DeviceManagementRBAC.Read.All', 'DeviceManagementRBAC.ReadWrite.All'];
const SIGN_IN = ['DeviceManagementConfiguration.Read.All', 'DeviceManagementConfiguration.ReadWrite.All'];

/**
 * What the Intune roles of who asks let them do.
 * Source: https://learn.microsoft.com/graph/api/intune-rbac-devicemanagement-geteffectivepermissions
 * @type {Resource}
 */
export const permissionsResource = {
  segment: FUNCTION,
  versions: ['beta', 'v1.0'],
  need([more], segment, { permissionRules: { signInIsEnough } }) {
    if (more !== undefined) return more;
    const [, scope = ''] = FUNCTION.exec(segment) ?? [];
    return {
      method: 'GET',
      scopes: signInIsEnough ? [...SIGN_IN, ...RBAC] : RBAC,
      allows: () => true,
      answer: (call, data, version) => effectivePermissions(call, data, version, scope),
    };
  },
};

/**
 * @param {Call} call
 * @param {GraphData} data
 * @param {string} version
 * @param {string} scope
 * @returns {Answer}
 */
function effectivePermissions(call, { permissionRules: { shape, refusesAll, namesForAdministrators } }, version, scope) {
  if (scope === '') return graphError(call, 400, 'BadRequest', 'The scope must not be empty.');
  if (scope === '*' && refusesAll === 400) return intuneError(call, 400, 'BadRequest', 'The scope is not valid');
  if (scope === '*' && refusesAll === 403) return intuneError(call, 403, 'Forbidden', 'User is not authorized to perform this operation');
  const names = call.person?.isAdministrator && !namesForAdministrators ? ['*'] : namesOf(call.person);
  const permission = { actions: names, resourceActions: [{ allowedResourceActions: names, notAllowedResourceActions: [] }] };
  const context = `${call.base}/${version}/$metadata#`;
  return shape === 'collection'
    ? ok({ '@odata.context': `${context}Collection(microsoft.graph.rolePermission)`, value: [permission] })
    : ok({ '@odata.context': `${context}microsoft.graph.rolePermission`, ...permission });
}

/**
 * The actions that the tenant lets a person do. To read is one for both collections of profiles, and is told of who may read
 * one of them.
 * @param {Person | undefined} person
 * @returns {string[]}
 */
export function namesOf(person) {
  if (!person) return [];
  const { mayRead, mayWrite, mayReadAudit = true, mayReadDevices = true } = person;
  /** @type {[name: string, allowed: boolean][]} */
  const actions = [
    ['Organization_Read', true],
    ['AndroidSync_Read', mayRead.length > 0],
    ['AndroidSync_UpdateOnboarding', mayWrite && mayRead.includes(ANDROID_FOR_WORK)],
    ['AndroidSync_UpdateEnrollmentProfiles', mayWrite && mayRead.includes(DEVICE_OWNER)],
    ['ManagedDevices_Read', mayReadDevices],
    ['Audit_Read', mayReadAudit],
  ];
  return actions.filter(([, allowed]) => allowed).map(([name]) => `Microsoft.Intune_${name}`);
}
