import { graphError } from './answers.mjs';

/**
 * @import { Answer } from './answers.mjs'
 * @import { ReceivedCall } from './call.mjs'
 * @typedef {{names?: string[], refusal?: Answer}} Selection  Without names, everything that is told unasked.
 * @typedef {{name: string, properties: string[]}} EntityType  As Graph calls it, and the names of all that it has.
 */

/**
 * Refuses the first query option that is not among those that a call knows.
 * @param {ReceivedCall} call
 * @param {string[]} known
 */
export function unknownOption(call, known) {
  const name = [...call.query.keys()].find((key) => !known.includes(key));
  return name === undefined ? undefined : graphError(call, 400, 'BadRequest', `The query option '${name}' is not allowed here.`);
}

/**
 * What `$select` asks for.
 * @param {ReceivedCall} call
 * @param {EntityType} type
 * @returns {Selection}
 */
export function selection(call, { name: typeName, properties }) {
  const names = selectedNames(call);
  const stranger = names?.find((name) => !properties.includes(name));
  if (stranger === undefined) return { names };
  return {
    refusal: graphError(
      call,
      400,
      'BadRequest',
      `Parsing OData Select and Expand failed: Could not find a property named '${stranger}' on type '${typeName}'.`,
    ),
  };
}

/**
 * The names in `$select`.
 * @param {Pick<ReceivedCall, 'query'>} call
 */
export function selectedNames({ query }) {
  return query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
}

/**
 * A thing with what was selected, and nothing else.
 * @param {object} thing
 * @param {Selection} selected
 */
export function pick(thing, { names }) {
  const properties = new Map(Object.entries(thing));
  return names ? Object.fromEntries(names.map((name) => [name, properties.get(name)])) : thing;
}

/**
 * `@odata.context` of an answer.
 * @param {ReceivedCall} call
 * @param {string} collection
 * @param {{version?: string, more?: string}} options
 */
export function contextOf(call, collection, { version = 'beta', more = '' } = {}) {
  const select = call.query.get('$select');
  return `${call.base}/${version}/$metadata#deviceManagement/${collection}${select ? `(${select})` : ''}${more}`;
}
