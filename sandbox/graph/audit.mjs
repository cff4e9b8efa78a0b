import { randomUUID } from 'node:crypto';

import { ANDROID_FOR_WORK, DEVICE_OWNER, dateTimeUtc } from './profiles.mjs';

/**
 * @import { Call } from './call.mjs'
 * @import { StoredProfile } from './data.mjs'
 */

/** What somebody did: it is documented nowhere what the log calls it, so these follow its other names. */
export const REVOKED = { verb: 'revokeToken', operation: 'Action' };
export const CREATED = { verb: 'createToken', operation: 'Action' };

/** Of a person of the tenant itself, who no scope tag limits: what SDKs of 2026 know of an actor too. */
const OWN = {
  remoteTenantId: null,
  remoteUserId: null,
  userRoleScopeTags: [{ displayName: 'Default', roleScopeTagId: '0' }],
};

const RESOURCES = {
  [ANDROID_FOR_WORK]: 'AndroidForWorkEnrollmentProfile',
  [DEVICE_OWNER]: 'AndroidDeviceOwnerEnrollmentProfile',
};
const APP = 'Token Console';
const HOUR = 3_600_000;

/**
 * @typedef {object} Details  What an event is made of.
 * @property {string} what
 * @property {string} operation
 * @property {string} component
 * @property {string} correlationId
 * @property {Record<string, string | null>} actor
 * @property {{displayName: string, type: string, id: string}} resource
 *
 * @typedef {ReturnType<typeof createEvent>} AuditEvent
 */

/**
 * What others did before: hours ago, what, where, and to what.
 * @type {[hours: number, verb: string, type: string, component: string, name: string][]}
 */
const EARLIER = [
  [0.3, 'Patch', 'DeviceCompliancePolicy', 'DeviceCompliance', 'Android – PIN of six digits'],
  [2, 'Create', 'DeviceEnrollmentConfiguration', 'Enrollment', 'Two devices a person'],
  [5, 'Patch', 'AndroidDeviceOwnerEnrollmentProfile', 'Enrollment', 'Point of sale'],
  [26, 'Delete', 'MobileApp', 'MobileApp', 'Old ticket scanner'],
  [200, 'Create', 'DeviceManagementScript', 'DeviceIntent', 'Rename kiosks'],
];

/**
 * Intune's audit log, as far as it is about profiles.
 * Source: https://learn.microsoft.com/graph/api/resources/intune-auditing-auditevent
 */
export function createAudit() {
  /** @type {{at: number, late: boolean, event: AuditEvent}[]} */
  let events = [];

  const audit = {
    /** How long after it happened an event is in the log: `Infinity` keeps all new ones out. */
    delayMs: 0,

    /**
     * Adds what a call did to a profile.
     * @param {Call} call
     * @param {{verb: string, operation: string}} action
     * @param {StoredProfile} found
     */
    write({ person, token, clientRequestId, req }, { verb, operation }, { collection, profile }) {
      add(Date.now(), true, {
        what: `${verb} ${RESOURCES[collection]}`,
        operation,
        component: 'Enrollment',
        correlationId: clientRequestId,
        actor: {
          applicationId: token.appid ?? null,
          applicationDisplayName: APP,
          userPrincipalName: person?.upn ?? null,
          userId: person?.id ?? null,
          ipAddress: req.socket.remoteAddress ?? null,
        },
        resource: { displayName: profile.displayName, type: RESOURCES[collection], id: profile.id },
      });
    },

    /** The events that the log shows by now, the latest first. */
    shown: () =>
      events
        .filter(({ at, late }) => !late || at + audit.delayMs <= Date.now())
        .map(({ event }) => event)
        .reverse(),

    /** As at the start. */
    reset() {
      audit.delayMs = 0;
      events = [];
      for (const [hours, verb, type, component, displayName] of EARLIER.toReversed()) {
        add(Date.now() - hours * HOUR, false, {
          what: `${verb} ${type}`,
          operation: verb,
          component,
          correlationId: randomUUID(),
          actor: {
            applicationId: randomUUID(),
            applicationDisplayName: 'Microsoft Intune portal extension',
            userPrincipalName: 'ada.brandt@contoso.example',
            userId: randomUUID(),
            ipAddress: null,
          },
          resource: { displayName, type, id: randomUUID() },
        });
      }
    },
  };
  audit.reset();
  return audit;

  /**
   * @param {number} at
   * @param {boolean} late
   * @param {Details} details
   */
  function add(at, late, details) {
    events.push({ at, late, event: createEvent(at, events.length, details) });
  }
}

/**
 * @param {number} at
 * @param {number} number
 * @param {Details} details
 */
function createEvent(at, number, { what, operation, component, correlationId, actor, resource }) {
  return {
    id: randomUUID(),
    displayName: what,
    componentName: component,
    activity: null,
    activityDateTime: dateTimeUtc(new Date(at), number % 10_000),
    activityType: what,
    activityOperationType: operation,
    activityResult: 'Success',
    correlationId,
    category: component,
    actor: { type: null, auditActorType: 'ItPro', userPermissions: ['*'], servicePrincipalName: null, ...OWN, ...actor },
    resources: [
      {
        displayName: resource.displayName,
        type: null,
        auditResourceType: resource.type,
        resourceId: resource.id,
        modifiedProperties: [{ displayName: 'Id', oldValue: null, newValue: resource.id }],
      },
    ],
  };
}

/** The names of everything that an event has. */
export const EVENT_PROPERTIES = Object.keys(
  createEvent(0, 0, {
    what: '',
    operation: '',
    component: '',
    correlationId: '',
    actor: {},
    resource: { displayName: '', type: '', id: '' },
  }),
);
