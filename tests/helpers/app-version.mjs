import { readFile } from 'node:fs/promises';

import { present } from './present.mjs';

/** The version that Cargo.toml gives the page. */
export async function appVersion() {
  const manifest = await readFile(new URL('../../Cargo.toml', import.meta.url), 'utf8');
  const [, version] = present(/^name = "token-console"\nversion = "(\d+\.\d+\.\d+)"$/m.exec(manifest));
  return version;
}
