import { graphError } from './answers.mjs';
import { filterOf } from './filter.mjs';
import { orderOf } from './order.mjs';

/**
 * @import { Answer } from './answers.mjs'
 * @import { GraphData } from './data.mjs'
 * @import { ReceivedCall } from './call.mjs'
 * @typedef {Pick<ReceivedCall, 'query'>} Queried
 * @typedef {{times: string[], texts: string[], usual?: string}} Comparable  Properties that `$filter` and `$orderby` may compare, and
 *   the order that holds unless said.
 */

/** The query options of a list that {@link onePage} follows. */
export const PAGING = ['$top', '$skip', '$count', '$skiptoken'];
const MOST_ON_A_PAGE = 1000;

/**
 * The rows that `$filter` lets through, as `$orderby` wants them.
 * @template {object} T
 * @param {ReceivedCall} call
 * @param {T[]} all
 * @param {Comparable} comparable
 * @param {(row: T) => object} entityOf  What is compared of a row.
 * @returns {{rows: T[]} | {refusal: Answer}}
 */
export function wantedRows(call, all, comparable, entityOf = (row) => row) {
  const filter = filterOf(call.query.get('$filter'), comparable);
  const order = orderOf(call.query.get('$orderby'), comparable);
  if (!filter) return { refusal: graphError(call, 400, 'BadRequest', 'Invalid filter clause') };
  if (!order) return { refusal: graphError(call, 400, 'BadRequest', 'Invalid orderby clause') };
  return { rows: all.filter((row) => filter(entityOf(row))).sort((one, other) => order(entityOf(one), entityOf(other))) };
}

/**
 * The rows of the page that a call asks for, and what to say beside them: how many there are in all, and
 * where the next page is.
 * @template T
 * @param {ReceivedCall} call
 * @param {GraphData} data
 * @param {T[]} all
 * @returns {{rows: T[], notes: object} | {refusal: Answer}}
 */
export function onePage(call, data, all) {
  const size = pageSize(call, data);
  const skipped = skippedOf(call);
  const start = startOf(call) + skipped;
  if (!(size > 0)) return { refusal: graphError(call, 400, 'BadRequest', 'Invalid value for the query option $top.') };
  if (!(skipped >= 0)) return { refusal: graphError(call, 400, 'BadRequest', 'Invalid value for the query option $skip.') };
  if (!(start >= 0)) return { refusal: graphError(call, 400, 'BadRequest', 'Skip token is not valid.') };
  return {
    rows: all.slice(start, start + size),
    notes: {
      ...(call.query.get('$count') === 'true' ? { '@odata.count': all.length } : {}),
      ...(start + size < all.length ? { '@odata.nextLink': linkTo(call, start + size, pageOf(call) + 1) } : {}),
    },
  };
}

/**
 * Which page of a list a call asks for, from 1.
 * @param {Queried} call
 */
export function pageOf(call) {
  return skipTokenOf(call)?.page ?? 1;
}

/**
 * @param {Queried} call
 * @param {GraphData} data
 */
function pageSize({ query }, data) {
  const top = query.get('$top');
  if (top === null) return data.pageSize;
  return /^\d{1,9}$/.test(top) ? Math.min(Number(top), MOST_ON_A_PAGE) : NaN;
}

/** @param {Queried} call */
function skippedOf({ query }) {
  const skip = query.get('$skip') ?? '0';
  return /^\d{1,9}$/.test(skip) ? Number(skip) : NaN;
}

/** @param {Queried} call */
function startOf(call) {
  return call.query.has('$skiptoken') ? (skipTokenOf(call)?.start ?? NaN) : 0;
}

/**
 * The address of a page, absolute and on the host that was asked.
 * @param {ReceivedCall} call
 * @param {number} start
 * @param {number} page
 */
function linkTo(call, start, page) {
  const query = new URLSearchParams(call.query);
  query.delete('$skip');
  // To be followed as it is: nobody shall work out the next one.
  query.set('$skiptoken', Buffer.from(`page=${page};start=${start}`).toString('base64url'));
  return `${call.base}${call.path}?${query}`;
}

/** @param {Queried} call */
function skipTokenOf({ query }) {
  const text = Buffer.from(query.get('$skiptoken') ?? '', 'base64url').toString();
  const [, page, start] = /^page=(\d+);start=(\d+)$/.exec(text) ?? [];
  return page ? { page: Number(page), start: Number(start) } : undefined;
}
