import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Site  What an administrator decided.
 * @property {string} folder  For what the host needs besides.
 * @property {string} root    The folder that the host serves.
 * @property {string} page    The folder of the page, in it.
 * @property {string} path    Of the page; begins and ends with a slash.
 * @property {number} port
 *
 * @typedef {object} Program
 * @property {string} file
 * @property {string[]} args
 * @property {Record<string, string>=} env
 *
 * @typedef {object} Exceptions  What a host does otherwise than all others; each is expected as it is.
 * @property {string=} hashed       Its `Cache-Control` of a name with a hash.
 * @property {string=} rest         Its `Cache-Control` of a name without one that no rule names.
 * @property {boolean=} plain       It compresses nothing.
 * @property {boolean=} sameForAll  It does not say that an answer depends on what encodings the browser knows.
 * @property {'always' | 'weak'=} anew  It sends again what has not changed, always or where the tag was made weak.
 * @property {string[]=} served     The files for other hosts that it serves.
 *
 * @typedef {object} Host
 * @property {string} name          As `cargo xtask test` calls it.
 * @property {string} title
 * @property {string[]} paths       Where the page is tried.
 * @property {(site: Site) => Promise<Program>} set  Sets it up as the words in its file tell an administrator to.
 * @property {RegExp} ready         What it says when it answers.
 * @property {Exceptions=} except
 */

/** The files that tell hosts how to serve the page, each for hosts that are not the others. */
export const FILES_OF_HOSTS = ['_headers', 'staticwebapp.config.json', 'web.config', '.htaccess'];

export const EVERYWHERE = ['/', '/tools/console/'];

/**
 * A file for a host as the build has written it.
 * @param {string} name
 */
export function hostFile(name) {
  return readFile(fileURLToPath(new URL(`../../target/hosts/${name}`, import.meta.url)), 'utf8');
}

/**
 * What an administrator changes in a file. Each is to be found there once, or the words in it are wrong.
 * @param {string} text
 * @param {[from: string, to: string][]} changes
 */
export function edited(text, changes) {
  for (const [from, to] of changes) {
    if (text.split(from).length !== 2) throw new Error(`Not once in the file: ${from}`);
    text = text.replace(from, () => to);
  }
  return text;
}
