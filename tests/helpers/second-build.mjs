import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { DIST } from './dist-files.mjs';

/** What the second version calls itself. */
export const NEXT_VERSION = '99.1.2';

/** A custom section, which changes nothing but the bytes: https://webassembly.github.io/spec/core/binary/modules.html#custom-section */
const SECTION = Buffer.from([0, 7, 6, ...Buffer.from('second')]);

/** Trunk pins by the one, and what comes after it by the other. */
const ALGORITHMS = ['sha384', 'sha256'];

/** @param {string | Buffer} contents */
const sha256 = (contents) => createHash('sha256').update(contents).digest();
/**
 * @param {string} name
 * @param {Buffer} digest
 */
const marked = (name, digest) => name.replace(/[0-9a-f]{12,16}/, digest.toString('hex').slice(0, 16));
/** @param {string | Buffer} contents */
const pinsOf = (contents) => ALGORITHMS.map((algorithm) => `${algorithm}-${createHash(algorithm).update(contents).digest('base64')}`);

/** A folder that a web server serves, into which versions of the page are put as people do it: the old files make room. */
export async function deployment() {
  const folder = await mkdtemp(path.join(tmpdir(), 'page-'));
  await cp(DIST, folder, { recursive: true });
  return {
    folder,
    /** Puts the next version in place of the first. Every file with a hash has another one then, and does the same. */
    async deploy() {
      /** @type {Map<string, Buffer>} */
      const files = new Map();
      for (const name of await readdir(folder)) {
        if (/\.(html|js|wasm|css|svg)$/.test(name)) files.set(name, await readFile(path.join(folder, name)));
      }
      // As the other files pin them: a script that names others is changed before its own turn comes.
      const pinned = new Map([...files].map(([name, contents]) => [name, pinsOf(contents)]));
      /** @type {Map<string, string>} */
      const renewed = new Map();
      /**
       * @param {string} name
       * @param {Buffer} contents
       */
      const renew = (name, contents) => {
        const [before, after] = [pinned.get(name) ?? [], pinsOf(contents)];
        const renamed = marked(name, sha256(contents));
        renewed.set(name, renamed);
        files.delete(name);
        for (const [other, text] of files) {
          if (!/\.(html|js)$/.test(other)) continue;
          const pinnedAnew = before.reduce((all, pin, at) => all.replaceAll(pin, after[at]), text.toString());
          files.set(other, Buffer.from(pinnedAnew.replaceAll(name, renamed)));
        }
        files.set(renamed, contents);
      };
      const names = [...files.keys()];
      for (const name of names.filter((each) => each.endsWith('.wasm'))) renew(name, Buffer.concat([files.get(name) ?? Buffer.alloc(0), SECTION]));
      for (const name of names.filter((each) => /^token-console-[0-9a-f]{12,16}\.js$/.test(each))) {
        renew(name, Buffer.concat([files.get(name) ?? Buffer.alloc(0), Buffer.from('\n')]));
      }
      // And it says that it is another one.
      const version = JSON.parse(await readFile(path.join(folder, 'version.json'), 'utf8'));
      const page = files.get('index.html')?.toString() ?? '';
      const build = sha256(Buffer.from(page)).toString('hex').slice(0, 16);
      files.set('index.html', Buffer.from(page.replace(`data-build=${version.build}`, `data-build=${build}`)));
      files.set('version.json', Buffer.from(JSON.stringify({ version: NEXT_VERSION, build })));
      await Promise.all([...renewed.keys()].map((name) => rm(path.join(folder, name))));
      await Promise.all([...files].map(([name, contents]) => writeFile(path.join(folder, name), contents)));
      return renewed;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
