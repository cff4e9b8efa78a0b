import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const TARGET = fileURLToPath(new URL('../../target/', import.meta.url));

/**
 * A web server: the one that `cargo xtask test` has unpacked, or else the one of this system.
 * @param {string} name
 */
export function webServer(name) {
  const own = path.join(TARGET, 'tools/web-servers', name);
  const places = [path.join(own, 'usr/sbin'), path.join(own, 'usr/bin'), ...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin'];
  const file = places.map((place) => path.join(place, name)).find((each) => existsSync(each));
  if (!file) throw new Error(`${name} is not here: cargo xtask test gets it.`);
  const usr = path.dirname(path.dirname(file));
  /** @type {Record<string, string>} */
  const env = file.startsWith(own) ? { LD_LIBRARY_PATH: libraries(usr) } : {};
  return { file, env, modules: (/** @type {string} */ of) => path.join(usr, 'lib', of) };
}

/**
 * The libraries that came with a web server, in a folder that Debian names after the processor.
 * @param {string} usr
 */
function libraries(usr) {
  const lib = path.join(usr, 'lib');
  const names = existsSync(lib) ? readdirSync(lib).filter((name) => name.endsWith('-linux-gnu')) : [];
  return names.map((name) => path.join(lib, name)).join(path.delimiter);
}

/**
 * The script of an emulator, which is an npm package.
 * @param {string} script
 */
export function emulator(script) {
  const file = path.join(TARGET, 'tools/emulators/node_modules', script);
  if (!existsSync(file)) throw new Error(`${script} is not here: cargo xtask test installs it.`);
  return file;
}
