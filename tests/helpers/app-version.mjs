import { readFile } from 'node:fs/promises';

/** The version that Cargo.toml gives the page. */
export async function appVersion() {
  const manifest = await readFile(new URL('../../Cargo.toml', import.meta.url), 'utf8');
  const [, version] = /^name = "token-console"\nversion = "(\d+\.\d+\.\d+)"$/m.exec(manifest);
  return version;
}
