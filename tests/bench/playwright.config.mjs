import shared from '../playwright.config.mjs';

export default {
  ...shared,
  projects: undefined,
  testMatch: 'bench.mjs',
  outputDir: '../../test-results',
  workers: 1,
  timeout: 1_200_000,
  expect: { timeout: 60_000 },
  // A plan of a thousand is read at Intune's pace too.
  use: { ...shared.use, actionTimeout: 120_000 },
};
