import { correction, generate } from 'lean-qr';

import { greyPng } from './png.mjs';

const QUIET_ZONE = 4;
const BLACK = 0;
const WHITE = 255;

/**
 * A QR code as a picture of grey bytes, in the quiet zone that the standard wants around it.
 * @param {string} text
 * @param {{scale?: number, quiet?: number}=} options  Pixels for each module; modules around the code.
 * @returns {{width: number, height: number, pixels: Uint8Array}}
 */
export function qrPicture(text, { scale = 6, quiet = QUIET_ZONE } = {}) {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const width = (code.size + 2 * quiet) * scale;
  const pixels = new Uint8Array(width * width);
  for (let y = 0; y < width; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const dark = code.get(Math.floor(x / scale) - quiet, Math.floor(y / scale) - quiet);
      pixels[y * width + x] = dark ? BLACK : WHITE;
    }
  }
  return { width, height: width, pixels };
}

/**
 * A QR code as a PNG file.
 * @param {string} text
 * @param {Parameters<typeof qrPicture>[1]=} options
 */
export function qrPng(text, options) {
  return greyPng(qrPicture(text, options));
}
