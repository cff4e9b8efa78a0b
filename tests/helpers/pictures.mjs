import { greyPng, png } from '../../sandbox/png.mjs';
import { qrPicture } from '../../sandbox/qr.mjs';

/** @import { BrowserContext } from '@playwright/test' */

const WHITE = 255;
const BOMB_SIDE = 7072;

/** `good`: by day, with a steady hand. `poor`: by night, on cloth, which simple readers cannot read. */
const CAMERAS = {
  good: { noise: 10, darkest: 0.75, grain: 0 },
  poor: { noise: 30, darkest: 0.55, grain: 12 },
};

/** @typedef {{noise: number, darkest: number, grain: number}} Camera */

/**
 * A picture of a QR code, as a PNG file.
 * @param {Parameters<typeof qrPixels>} picture
 */
export function qrFile(...picture) {
  return greyPng(qrPixels(...picture));
}

/**
 * A picture of a QR code, in grey.
 * @param {string} text
 * @param {object} options
 * @param {number=} options.scale       Pixels for each module.
 * @param {number=} options.degrees     How far it is turned, clockwise.
 * @param {number=} options.tilt        How far the paper leans back, from 0 to about 0.3.
 * @param {true=} options.inverted      Light on dark.
 * @param {keyof typeof CAMERAS=} options.photo  As a camera sees it: on a table, in uneven light, blurred and noisy.
 * @param {{width: number, height: number, x?: number, y?: number}=} options.within
 *   The size of the whole picture, and where its middle is; with little room around it unless said.
 */
export function qrPixels(text, { scale = 6, degrees = 0, tilt = 0, inverted, photo, within } = {}) {
  const code = qrPicture(text, { scale });
  const room = ((degrees % 90 === 0 ? 1 : Math.SQRT2) * (photo ? 1.3 : 1)) / (1 - tilt / 2);
  const side = Math.ceil(code.width * room);
  const { width, height, x = width / 2, y = height / 2 } = within ?? { width: side, height: side };
  const background = photo ? scenery(width, height, CAMERAS[photo]) : () => WHITE;
  const pixels = draw(width, height, (column, row) => {
    const grey = onPaper(code, column + 0.5 - x, row + 0.5 - y, degrees, tilt) ?? background(column, row);
    return inverted ? WHITE - grey : grey;
  });
  return { width, height, pixels: photo ? seenBy(CAMERAS[photo], pixels, width, height) : pixels };
}

/**
 * A film of one picture, as Chromium takes it for what a camera sees.
 * Source: <https://wiki.multimedia.cx/index.php/YUV4MPEG2>
 * @param {{width: number, height: number, pixels: Uint8Array}} picture  Of even width and height.
 */
export function filmOf({ width, height, pixels }) {
  const frame = Buffer.concat([Buffer.from('FRAME\n'), pixels, Buffer.alloc((width * height) / 2, 128)]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F30:1 Ip A1:1 C420jpeg\n`), frame, frame]);
}

/** A picture with much in it, but no code. */
export function pictureWithoutCode(size = {}) {
  return greyPng(pixelsWithoutCode(size));
}

/** The same in grey. */
export function pixelsWithoutCode({ width = 640, height = 480 } = {}) {
  return { width, height, pixels: seenBy(CAMERAS.good, draw(width, height, scenery(width, height, CAMERAS.good)), width, height) };
}

/** A small PNG file, in order in every respect, of 50 megapixels or as said. */
export function pngBomb({ width = BOMB_SIDE, height = BOMB_SIDE } = {}) {
  return png({ width, height, depth: 1, rows: Buffer.alloc((Math.ceil(width / 8) + 1) * height) });
}

/** A PNG file whose header promises a picture that the rest does not hold. */
export function lyingPng({ width = 60_000, height = 60_000 } = {}) {
  return png({ width, height, depth: 8, rows: Buffer.alloc(64) });
}

/**
 * The same picture in another format, such as `image/jpeg`, in which cameras write.
 * @param {BrowserContext} context
 * @param {Buffer} file
 * @param {string} type
 */
export async function recoded(context, file, type) {
  const page = await context.newPage();
  const base64 = await page.evaluate(
    async ({ text, wanted }) => {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes]));
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      canvas.getContext('2d')?.drawImage(picture, 0, 0);
      const blob = await canvas.convertToBlob({ type: wanted, quality: 0.7 });
      const data = new Uint8Array(await blob.arrayBuffer());
      return btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(''));
    },
    { text: file.toString('base64'), wanted: type },
  );
  await page.close();
  return Buffer.from(base64, 'base64');
}

/**
 * The grey of a turned and tilted picture at a place seen from its middle; nothing beside it.
 * @param {{width: number, pixels: Uint8Array}} code
 * @param {number} dx
 * @param {number} dy
 * @param {number} degrees
 * @param {number} tilt
 */
function onPaper({ width, pixels }, dx, dy, degrees, tilt) {
  const angle = (degrees * Math.PI) / 180;
  const depth = 1 + (tilt * dy) / width;
  const x = (dx * Math.cos(angle) + dy * Math.sin(angle)) * depth + width / 2;
  const y = (dy * Math.cos(angle) - dx * Math.sin(angle)) * depth + width / 2;
  if (x < 0 || y < 0 || x >= width || y >= width) return undefined;
  return pixels[Math.floor(y) * width + Math.floor(x)];
}

/**
 * A table of planks, and dark things on it.
 * @param {number} width
 * @param {number} height
 * @param {Camera} camera
 */
function scenery(width, height, { grain }) {
  const random = randomFrom(7);
  const things = Array.from({ length: 12 }, () => ({
    x: random() * width,
    y: random() * height,
    w: (0.03 + random() * 0.12) * width,
    h: (0.02 + random() * 0.1) * height,
    grey: random() * 90,
  }));
  /** @type {(x: number, y: number) => number} */
  return (x, y) => {
    const thing = things.find((one) => x > one.x && x < one.x + one.w && y > one.y && y < one.y + one.h);
    const plank = 120 + 35 * Math.sin(y / 23) + grain * Math.sin(x / 5 + y / 3);
    return thing ? thing.grey : plank;
  };
}

/**
 * @param {Camera} camera
 * @param {Uint8Array} pixels
 * @param {number} width
 * @param {number} height
 */
function seenBy({ noise, darkest }, pixels, width, height) {
  const random = randomFrom(11);
  return draw(width, height, (x, y) => {
    let sum = 0;
    for (let row = y - 1; row <= y + 1; row += 1) {
      for (let column = x - 1; column <= x + 1; column += 1) {
        sum += pixels[clamp(row, height - 1) * width + clamp(column, width - 1)];
      }
    }
    const light = darkest + (0.95 - darkest) * (x / width) * (1 - (0.5 * y) / height);
    return clamp((sum / 9) * light + 20 + (random() - 0.5) * noise, WHITE);
  });
}

/**
 * @param {number} width
 * @param {number} height
 * @param {(x: number, y: number) => number} greyAt
 */
function draw(width, height, greyAt) {
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = greyAt(x, y);
  }
  return pixels;
}

/**
 * @param {number} value
 * @param {number} most
 */
function clamp(value, most) {
  return Math.min(Math.max(value, 0), most);
}

/**
 * The same numbers each time: a test that fails must fail again.
 * @param {number} seed
 */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
