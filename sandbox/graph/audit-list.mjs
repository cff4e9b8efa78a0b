import { graphError, ok } from './answers.mjs';
import { EVENT_PROPERTIES } from './audit.mjs';
import { filterOf, momentOf } from './filter.mjs';
import { onePage } from './list.mjs';
import { unknownOption } from './select.mjs';

/**
 * @import { Answer } from './answers.mjs'
 * @import { AuditEvent } from './audit.mjs'
 * @import { GraphData } from './data.mjs'
 * @import { ReceivedCall } from './call.mjs'
 */

export const AUDIT_EVENTS = 'auditEvents';

const OPTIONS = ['$filter', '$orderby', '$select', '$top', '$count', '$skiptoken'];
const TIME = 'activityDateTime';
const TEXTS = ['id', 'displayName', 'componentName', 'activityType', 'activityOperationType', 'activityResult', 'correlationId', 'category'];

/**
 * Answers a list of the audit log with one page of it.
 * @param {ReceivedCall} call
 * @param {GraphData} data
 * @param {string} version
 * @returns {Answer}
 */
export function listAuditEvents(call, data, version) {
  const names = call.query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  const filter = filterOf(call.query.get('$filter'), { times: [TIME], texts: TEXTS });
  const order = orderOf(call.query.get('$orderby'));
  const refusal =
    unknownOption(call, OPTIONS) ??
    (names?.every((name) => EVENT_PROPERTIES.includes(name)) === false ? bad(call, 'Parsing OData Select and Expand failed.') : undefined);
  if (refusal) return refusal;
  if (!filter) return bad(call, 'Invalid filter clause');
  if (!order) return bad(call, 'Invalid orderby clause');
  const page = onePage(call, data, data.audit.shown().filter(filter).sort(order));
  if ('refusal' in page) return page.refusal;
  const select = call.query.get('$select');
  return ok({
    '@odata.context': `${call.base}/${version}/$metadata#deviceManagement/${AUDIT_EVENTS}${select ? `(${select})` : ''}`,
    ...page.notes,
    value: page.rows.map((event) => (names ? Object.fromEntries(Object.entries(event).filter(([name]) => names.includes(name))) : event)),
  });
}

/**
 * How two events compare; nothing where `$orderby` cannot be followed. The latest come first unless said.
 * @param {string | null} text
 */
function orderOf(text) {
  const [, name, direction = 'asc'] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/.exec(text ?? `${TIME} desc`) ?? [];
  if (![TIME, ...TEXTS].includes(name)) return undefined;
  /** @param {AuditEvent} event */
  const propertyOf = (event) => {
    const value = String(new Map(Object.entries(event)).get(name));
    return name === TIME ? momentOf(value) : value;
  };
  const sign = direction === 'desc' ? -1 : 1;
  /** @type {(one: AuditEvent, other: AuditEvent) => number} */
  return (one, other) => {
    const [left, right] = [propertyOf(one), propertyOf(other)];
    return left === right ? 0 : sign * (left < right ? -1 : 1);
  };
}

/**
 * @param {ReceivedCall} call
 * @param {string} message
 */
function bad(call, message) {
  return graphError(call, 400, 'BadRequest', message);
}
