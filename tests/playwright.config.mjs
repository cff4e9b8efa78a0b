import { defineConfig } from '@playwright/test';

import { disabledFeatures } from './helpers/chromium-features.mjs';

/** Begun first, so that at the end not one worker is left with them while the others have nothing to do. */
const LONG = ['specs/runs/thousand-tokens.spec.mjs', 'specs/page/accessibility.spec.mjs'];

/** Those that start Chromium, Firefox and WebKit by themselves. */
const ENGINES = 'specs/engines/*.spec.mjs';

export default defineConfig({
  testDir: '.',
  // `cargo xtask screens`: pictures prove nothing.
  projects: process.env.SCREENSHOTS
    ? [{ testMatch: 'screenshots/*.mjs' }]
    : [
        ...LONG.map((testMatch) => ({ testMatch })),
        // `cargo xtask test --browsers` takes all of them.
        { testMatch: ENGINES, grep: process.env.BROWSERS ? undefined : /@smoke/ },
        { testMatch: 'specs/**/*.spec.mjs', testIgnore: [...LONG, ENGINES] },
      ],
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 20_000,
    locale: 'en-US',
    // Half an hour off, so that a local time cannot pass for UTC or for whole hours.
    timezoneId: 'Asia/Kolkata',
    colorScheme: 'light',
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM || undefined,
      // Chromium's own sandbox does not run for root.
      chromiumSandbox: process.getuid?.() !== 0,
      // As people have it: a window opens only in answer to a click.
      ignoreDefaultArgs: ['--disable-popup-blocking'],
      args: [disabledFeatures()],
    },
  },
});
