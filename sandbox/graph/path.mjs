/**
 * The path of a call in the one form that the documentation uses. Generated clients name the same otherwise: a key in
 * parentheses, and an action with its namespace.
 * Source: https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html, 4.3.1 and 4.5.1
 * @param {string} path
 */
export function canonicalPath(path) {
  return path.replaceAll(/\((?:'|%27)([^'()/]*?)(?:'|%27)\)(?=\/|$)/g, '/$1').replaceAll('/microsoft.graph.', '/');
}
