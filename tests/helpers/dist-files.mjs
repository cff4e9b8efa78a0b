import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The release page under test. */
export const DIST = path.resolve(process.env.DIST ?? fileURLToPath(new URL('../../dist', import.meta.url)));

/** @param {string} name */
export function readDist(name) {
  return readFile(path.join(DIST, name));
}

/** The names of all files, in folders too. */
export async function distNames() {
  const entries = await readdir(DIST, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(DIST, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}

/**
 * The one file of the page whose name ends so.
 * @param {string} ending
 */
export async function distName(ending) {
  const names = (await distNames()).filter((name) => name.endsWith(ending));
  if (names.length !== 1) throw new Error(`${names.length} files in ${DIST} end with ${ending}`);
  return String(names[0]);
}
