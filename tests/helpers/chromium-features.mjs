import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Two pages of Chromium's own that come with each window for its address bar, and take a third of the time of a short test. */
const POPUPS = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

/**
 * The argument that switches off what Playwright switches off, and these two: of several such arguments Chromium takes the last,
 * and Playwright does not tell its list otherwise. Another Chromium, or Edge, may not know them, and does nothing then.
 */
export function disabledFeatures() {
  const playwright = createRequire(import.meta.url).resolve('playwright-core');
  const bundle = readFileSync(path.join(path.dirname(playwright), 'lib/coreBundle.js'), 'utf8');
  const [, list] = /\bdisabledFeatures = \[(.*?)\]\.filter/s.exec(bundle) ?? [];
  const names = list?.match(/(?<=^\s*")\w+(?=")/gm) ?? [];
  if (names.length < 5) throw new Error('Playwright keeps the list of what it switches off in another place now.');
  return `--disable-features=${[...names, ...POPUPS].join()}`;
}
