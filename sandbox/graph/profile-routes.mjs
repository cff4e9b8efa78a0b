import { act, isAction, sampleIn, storyOf } from './actions.mjs';
import { notFound, ok } from './answers.mjs';
import { onePage, PAGING, wantedRows } from './list.mjs';
import { PROFILE_TYPES, show } from './profile-shown.mjs';
import { contextOf, selection, unknownOption } from './select.mjs';

/**
 * @import { Person } from '../identity/people.mjs'
 * @import { Answer } from './answers.mjs'
 * @import { GraphData } from './data.mjs'
 * @import { Call } from './call.mjs'
 * @import { Comparable } from './list.mjs'
 * @import { Collection } from './profiles.mjs'
 * @import { Resource } from './routes.mjs'
 */

const READ = 'DeviceManagementConfiguration.Read.All';
const WRITE = 'DeviceManagementConfiguration.ReadWrite.All';
const COUNT = '$count';

/**
 * What Microsoft's own samples filter by, and what is like it; no secret is among it.
 * @type {Comparable}
 */
const COMPARABLE = {
  times: ['tokenExpirationDateTime', 'tokenCreationDateTime', 'createdDateTime', 'lastModifiedDateTime'],
  texts: ['id', 'displayName', 'description', 'enrollmentMode', 'enrollmentTokenType'],
};

/**
 * A collection of enrollment profiles, which exists in beta only.
 * @param {Collection} collection
 * @returns {Resource}
 */
export function profilesResource(collection) {
  return {
    segment: collection,
    versions: ['beta'],
    need([id, action, ...more]) {
      /** @param {Person} person */
      const allows = ({ mayRead }) => mayRead.includes(collection);
      const reading = { method: 'GET', scopes: [READ, WRITE], allows };
      if (id === undefined) return { ...reading, answer: (call, data) => list(call, data, collection) };
      if (id === '' || more.length > 0) return more[0] ?? id;
      if (action === undefined && id === COUNT) return { ...reading, answer: (call, data) => count(call, data, collection) };
      if (action === undefined) return { ...reading, answer: (call, data) => read(call, data, collection, id) };
      if (!isAction(action)) return action;
      return {
        method: 'POST',
        scopes: [WRITE],
        allows: ({ mayRead, mayWrite }) => mayRead.includes(collection) && mayWrite,
        answer: (call, data) => act(call, data, collection, id, action),
      };
    },
  };
}

/**
 * Answers a list with one page of it.
 * @param {Call} call
 * @param {GraphData} data
 * @param {Collection} collection
 * @returns {Answer}
 */
function list(call, data, collection) {
  const selected = selection(call, PROFILE_TYPES[collection]);
  const unfit = unknownOption(call, ['$select', '$filter', '$orderby', ...PAGING]) ?? selected.refusal;
  if (unfit) return unfit;
  const wanted = wantedRows(call, data.listed(collection), COMPARABLE, ({ profile }) => profile);
  if ('refusal' in wanted) return wanted.refusal;
  const page = onePage(call, data, wanted.rows);
  if ('refusal' in page) return page.refusal;
  return ok({
    '@odata.context': contextOf(call, collection),
    ...page.notes,
    value: page.rows.map((one) => show(data, one, 'inList', selected)),
  });
}

/**
 * Answers how many profiles a list has.
 * @param {Call} call
 * @param {GraphData} data
 * @param {Collection} collection
 * @returns {Answer}
 */
function count(call, data, collection) {
  const unfit = unknownOption(call, ['$filter']);
  if (unfit) return unfit;
  const wanted = wantedRows(call, data.listed(collection), COMPARABLE, ({ profile }) => profile);
  return 'refusal' in wanted ? wanted.refusal : { headers: { 'Content-Type': 'text/plain' }, body: String(wanted.rows.length) };
}

/**
 * @param {Call} call
 * @param {GraphData} data
 * @param {Collection} collection
 * @param {string} id
 */
function read(call, data, collection, id) {
  const selected = selection(call, PROFILE_TYPES[collection]);
  const unfit = unknownOption(call, ['$select']) ?? selected.refusal;
  if (unfit) return unfit;
  const sample = sampleIn(collection, id.toLowerCase());
  const found = data.findIn(collection, id);
  const ordinary = () =>
    found ? ok({ '@odata.context': contextOf(call, collection, { more: '/$entity' }), ...show(data, found, 'alone', selected) }) : notFound(call);
  if (sample || found) data.historyOf(id).reads += 1;
  return sample?.read ? sample.read({ ...storyOf(call, data, id), read: ordinary }) : ordinary();
}
