import { graphError, ok } from './answers.mjs';
import { EVENT_PROPERTIES } from './audit.mjs';
import { onePage, PAGING, wantedRows } from './list.mjs';
import { contextOf, pick, selection, unknownOption } from './select.mjs';

/**
 * @import { Answer } from './answers.mjs'
 * @import { AuditEvent } from './audit.mjs'
 * @import { GraphData } from './data.mjs'
 * @import { ReceivedCall } from './call.mjs'
 * @import { Comparable } from './list.mjs'
 * @import { Resource } from './routes.mjs'
 */

const AUDIT_EVENTS = 'auditEvents';
const TYPE = { name: 'microsoft.graph.auditEvent', properties: EVENT_PROPERTIES };
const TIME = 'activityDateTime';

/**
 * The latest come first unless said.
 * @type {Comparable}
 */
const COMPARABLE = {
  times: [TIME],
  texts: ['id', 'displayName', 'componentName', 'activityType', 'activityOperationType', 'activityResult', 'correlationId', 'category'],
  usual: `${TIME} desc`,
};

/**
 * Intune's audit log.
 * @type {Resource}
 */
export const auditResource = {
  segment: AUDIT_EVENTS,
  versions: ['beta', 'v1.0'],
  need([id, ...more]) {
    if (id === '' || more.length > 0) return more[0] ?? id;
    return {
      method: 'GET',
      scopes: ['DeviceManagementApps.Read.All', 'DeviceManagementApps.ReadWrite.All'],
      allows: ({ mayReadAudit = true }) => mayReadAudit,
      answer: (call, data, version) => (id === undefined ? list(call, data, version) : read(call, data, version, id)),
    };
  },
};

/**
 * Answers a list with one page of it.
 * @param {ReceivedCall} call
 * @param {GraphData} data
 * @param {string} version
 * @returns {Answer}
 */
function list(call, data, version) {
  const selected = selection(call, TYPE);
  const unfit = unknownOption(call, ['$filter', '$orderby', '$select', ...PAGING]) ?? selected.refusal;
  if (unfit) return unfit;
  const wanted = wantedRows(call, data.audit.shown(), COMPARABLE);
  if ('refusal' in wanted) return wanted.refusal;
  const page = onePage(call, data, wanted.rows);
  if ('refusal' in page) return page.refusal;
  return ok({
    '@odata.context': contextOf(call, AUDIT_EVENTS, { version }),
    ...page.notes,
    value: page.rows.map((event) => pick(told(event, version), selected)),
  });
}

/**
 * @param {ReceivedCall} call
 * @param {GraphData} data
 * @param {string} version
 * @param {string} id
 * @returns {Answer}
 */
function read(call, data, version, id) {
  const selected = selection(call, TYPE);
  const unfit = unknownOption(call, ['$select']) ?? selected.refusal;
  if (unfit) return unfit;
  const event = data.audit.shown().find((one) => one.id === id.toLowerCase());
  if (!event) return graphError(call, 404, 'ResourceNotFound', 'Resource not found.');
  return ok({ '@odata.context': contextOf(call, AUDIT_EVENTS, { version, more: '/$entity' }), ...pick(told(event, version), selected) });
}

/**
 * An event as this version of Graph has it: of who did it, some is in beta only.
 * @param {AuditEvent} event
 * @param {string} version
 */
function told(event, version) {
  if (version === 'beta') return event;
  const { remoteTenantId: _, remoteUserId: __, userRoleScopeTags: ___, ...actor } = event.actor;
  return { ...event, actor };
}
