import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The text of a file in a folder, once it is whole: until then browsers give it another name, or none of its bytes.
 * @param {string} folder
 * @param {RegExp} name
 */
export async function downloaded(folder, name) {
  const found = (await readdir(folder)).find((file) => name.test(file));
  return found && (await readFile(path.join(folder, found), 'utf8'));
}
