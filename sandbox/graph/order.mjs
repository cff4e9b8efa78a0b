import { momentOf } from './filter.mjs';

/**
 * How two things compare as `$orderby` wants it, by one property; nothing where it cannot be followed.
 * @param {string | null} text
 * @param {{times: string[], texts: string[], usual?: string}} properties  Those that may be ordered by, and what holds unless said.
 * @returns {((one: object, other: object) => number) | undefined}
 */
export function orderOf(text, { times, texts, usual }) {
  const wanted = text ?? usual;
  if (wanted === undefined) return () => 0;
  const [, name, direction = 'asc'] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/.exec(wanted) ?? [];
  if (![...times, ...texts].includes(name)) return undefined;
  /** @param {object} thing */
  const propertyOf = (thing) => {
    const value = String(new Map(Object.entries(thing)).get(name) ?? '');
    return times.includes(name) ? momentOf(value) || 0 : value;
  };
  const sign = direction === 'desc' ? -1 : 1;
  return (one, other) => {
    const [left, right] = [propertyOf(one), propertyOf(other)];
    return left === right ? 0 : sign * (left < right ? -1 : 1);
  };
}
