import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/**
 * A program: the one that a variable names, as `cargo xtask test` does, or one of these on `PATH`, or where a whole path is given.
 * @param {string} variable
 * @param {string[]} names
 * @param {string} debianPackage
 * @returns {{program: string, missing?: undefined} | {program?: undefined, missing: string}}
 */
export function find(variable, names, debianPackage) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const given = process.env[variable];
  const places = given ? [given] : folders.flatMap((folder) => names.map((name) => path.resolve(folder, name)));
  const program = places.find(isProgram);
  if (program) return { program };
  return { missing: `${names[0]} is missing: \`apt-get install ${debianPackage}\`, or name the program in the variable ${variable}.` };
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
