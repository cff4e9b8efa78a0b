import { qrPng } from '../qr.mjs';
import { isAosp } from './profiles.mjs';

/** @import { Profile } from './profile.mjs' */

/**
 * How Graph tells the QR code of a profile: its content as JSON, as the base64 of that, or not at all, and a picture or none.
 * @typedef {{content: 'json' | 'base64' | 'none', picture: boolean}} QrTelling
 */

/** Of AOSP it is base64, as Microsoft's own sample decodes it; of Android Enterprise it is not known. */
const BY_MODE = {
  aosp: /** @satisfies {QrTelling} */ ({ content: 'base64', picture: true }),
  androidEnterprise: /** @satisfies {QrTelling} */ ({ content: 'json', picture: true }),
};

/**
 * What holds for a profile that has no way of its own.
 * @param {Profile} profile
 * @returns {QrTelling}
 */
export function tellingOfMode(profile) {
  return isAosp(profile) ? BY_MODE.aosp : BY_MODE.androidEnterprise;
}

/**
 * What `qrCodeContent` is where somebody selects it.
 * @param {Profile} profile
 * @param {QrTelling} telling
 */
export function toldContent({ qrCodeContent }, { content }) {
  if (content === 'none') return null;
  return qrCodeContent && content === 'base64' ? Buffer.from(qrCodeContent).toString('base64') : qrCodeContent;
}

/**
 * What `qrCodeImage` is there: made when somebody asks for it, as thousands of them take a while.
 * @param {Profile} profile
 * @param {QrTelling} telling
 */
export function toldPicture({ qrCodeContent }, { picture }) {
  return qrCodeContent && picture ? { type: 'image/png', value: qrPng(qrCodeContent).toString('base64') } : null;
}
