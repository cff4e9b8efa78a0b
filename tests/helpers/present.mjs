/**
 * A value that has to be there, or else the test fails here and says so.
 * @template T
 * @param {T} value
 * @returns {NonNullable<T>}
 */
export function present(value) {
  if (value === undefined || value === null) throw new Error('What was looked for is not there.');
  return value;
}
