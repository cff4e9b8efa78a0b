import { enrollmentFrom } from './graph/enrollment.mjs';
import { qrPng } from './qr.mjs';

/** The profiles whose QR codes lie around in the demo. */
export const LEAKED_QR_CODES = [
  { id: '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a03', what: 'Dedicated devices: 20 digits. The token still works.' },
  { id: '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b102', what: 'Work profile: 8 digits. The token never expires.' },
  { id: '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b107', what: 'AOSP: the code also holds a Wi-Fi password in plain text.' },
];

/**
 * The QR code of a profile as it was printed at the start, as a PNG file.
 * @param {import('./graph/data.mjs').StoredProfile | undefined} found
 */
export function printedQrCode(found) {
  return found?.printed ? qrPng(found.printed) : undefined;
}

/** A QR code whose token no profile has. */
export function strangersQrCode() {
  return qrPng(enrollmentFrom('somebody else', { enrollmentMode: 'corporateOwnedDedicatedDevice' }).qrCodeContent);
}

/**
 * The token in the content of a QR code.
 * @param {string} content
 * @returns {string}
 */
export function tokenIn(content) {
  return Object.values(JSON.parse(content)['android.app.extra.PROVISIONING_ADMIN_EXTRAS_BUNDLE'])[0];
}
