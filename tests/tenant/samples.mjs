import { DEVICE_OWNER } from '../../sandbox/graph/profiles.mjs';
import { expect, test } from '../helpers/fixtures.mjs';
import { ID } from './sample-id.mjs';

/**
 * @import { Sample } from '../../sandbox/graph/samples/sample.mjs'
 */

export { ID };

/**
 * The samples of a group with what is expected of each, by the last digits of their IDs.
 * A test of its own sees to it that none is missing.
 * @template {object} E
 * @param {{title: string, samples: Sample[]}} group
 * @param {Record<string, E>} expected
 */
export function samplesOf({ title, samples }, expected) {
  test(`every sample of “${title}” is tried`, () => {
    expect(Object.keys(expected).map(ID).sort()).toEqual(samples.map(({ id }) => id).sort());
  });
  return samples.map(({ id, name, collection }) => ({
    id,
    name: `${id.slice(-12)} ${name}`,
    type: /** @type {'deviceOwner' | 'androidForWork'} */ (collection === DEVICE_OWNER ? 'deviceOwner' : 'androidForWork'),
    .../** @type {E} */ (expected[id.slice(-12)]),
  }));
}
