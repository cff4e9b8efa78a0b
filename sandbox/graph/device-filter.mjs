import { DEVICE_PROPERTIES } from './device.mjs';
import { parseFilter, testOf } from './filter.mjs';

/** @import { Clause, Test } from './filter.mjs' */

/** “Only properties whose descriptions mention support for $filter may be used”, and combinations “must use 'and', not 'or'”. */
const SUPPORTED = { times: ['enrolledDateTime', 'lastSyncDateTime'], texts: [] };
const OPERATORS = ['gt', 'ge', 'lt', 'le'];

/**
 * Which devices `$filter` lets through. What Intune does not support of it is ignored, or refused; both were seen.
 * @param {string | null} text
 * @param {'ignored' | 'refused'} unknown
 * @returns {Test | undefined} nothing where it is refused
 */
export function deviceFilter(text, unknown) {
  if (text === null) return () => true;
  const clause = parseFilter(text);
  if (!clause || !namesIn(clause).every((name) => DEVICE_PROPERTIES.includes(name))) return undefined;
  const parts = partsOf(clause);
  const supported = parts.filter((part) => !('join' in part) && SUPPORTED.times.includes(part.name) && OPERATORS.includes(part.operator));
  if (supported.length < parts.length && unknown === 'refused') return undefined;
  return testOf({ join: 'and', parts: supported }, SUPPORTED);
}

/**
 * What is joined by `and`.
 * @param {Clause} clause
 * @returns {Clause[]}
 */
function partsOf(clause) {
  return 'join' in clause && clause.join === 'and' ? clause.parts.flatMap(partsOf) : [clause];
}

/**
 * @param {Clause} clause
 * @returns {string[]}
 */
function namesIn(clause) {
  return 'join' in clause ? clause.parts.flatMap(namesIn) : [clause.name];
}
