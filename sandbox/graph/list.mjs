import { graphError, ok } from './answers.mjs';
import { contextOf, selection, show, unknownOption } from './select.mjs';

/**
 * @import { Answer } from './answers.mjs'
 * @import { GraphData } from './data.mjs'
 * @import { ReceivedCall } from './call.mjs'
 * @import { Collection } from './profiles.mjs'
 * @typedef {Pick<ReceivedCall, 'query'>} Queried
 */

const OPTIONS = ['$select', '$top', '$count', '$skiptoken'];
const MOST_ON_A_PAGE = 1000;

/**
 * Answers a list with one page of it.
 * @param {ReceivedCall} call
 * @param {GraphData} data
 * @param {Collection} collection
 * @returns {Answer}
 */
export function list(call, data, collection) {
  const selected = selection(call, collection);
  const unfit = unknownOption(call, OPTIONS) ?? selected.refusal;
  if (unfit) return unfit;
  const page = onePage(call, data, data.listed(collection));
  if ('refusal' in page) return page.refusal;
  return ok({
    '@odata.context': contextOf(call, collection),
    ...page.notes,
    value: page.rows.map((one) => show(data.told(data.shown(one), 'inList'), selected)),
  });
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
  const start = startOf(call);
  if (!(size > 0)) return { refusal: graphError(call, 400, 'BadRequest', 'Invalid value for the query option $top.') };
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
