import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { test as base } from './fixtures.mjs';
import { filmOf } from './pictures.mjs';

/**
 * @import { Fixtures, Page, PlaywrightTestArgs, PlaywrightTestOptions, PlaywrightWorkerArgs, PlaywrightWorkerOptions } from '@playwright/test'
 * @import { OwnFixtures, OwnWorkerFixtures } from './fixtures.mjs'
 *
 * @typedef {object} CameraOfBrowser
 * @property {string} file  What it sees: Chromium reads it whenever the camera is switched on.
 *
 * @typedef {object} Camera
 * @property {(picture: Parameters<typeof filmOf>[0]) => Promise<void>} sees  Puts a picture in front of it; for pages that ask from then on.
 *
 * @typedef {object} CameraFixtures
 * @property {Camera} camera
 *
 * @typedef {object} CameraWorkerFixtures
 * @property {number} cameras  How many the device has.
 * @property {CameraOfBrowser} cameraOfBrowser
 */

/** @type {Fixtures<CameraFixtures, CameraWorkerFixtures, PlaywrightTestArgs & PlaywrightTestOptions & OwnFixtures, PlaywrightWorkerArgs & PlaywrightWorkerOptions & OwnWorkerFixtures>} */
const fixtures = {
  cameras: [1, { option: true, scope: 'worker' }],

  cameraOfBrowser: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from here.
    async ({}, use) => {
      const directory = await mkdtemp(path.join(tmpdir(), 'camera-'));
      await use({ file: path.join(directory, 'film.y4m') });
      await rm(directory, { recursive: true });
    },
    { scope: 'worker' },
  ],

  launchOptions: [
    async ({ launchOptions, cameras, cameraOfBrowser }, use) => {
      const args = [`--use-fake-device-for-media-stream=device-count=${cameras}`, `--use-file-for-fake-video-capture=${cameraOfBrowser.file}`];
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...args] });
    },
    { scope: 'worker' },
  ],

  camera: async ({ context, cameraOfBrowser }, use) => {
    await context.grantPermissions(['camera']);
    await context.addInitScript(watchCamera);
    await use({ sees: (picture) => writeFile(cameraOfBrowser.file, filmOf(picture)) });
  },
};

/** With a camera that sees what a test puts in front of it, and that the page may use unless the test takes it away. */
export const test = base.extend(fixtures);

/** Runs in the page, before its scripts: remembers what was asked of the camera, and what it gave. */
function watchCamera() {
  window.camera = { asked: [], tracks: [] };
  const { mediaDevices } = navigator;
  // Where there is no https there is none.
  if (!mediaDevices) return;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wanted) => {
    window.camera.asked.push(wanted);
    const stream = await getUserMedia(wanted);
    window.camera.tracks.push(...stream.getTracks());
    return stream;
  };
}

/**
 * What became of each camera that a page was given: `live` or `ended`.
 * @param {Page} page
 */
export const tracks = (page) => page.evaluate(() => window.camera.tracks.map(({ readyState }) => readyState));
