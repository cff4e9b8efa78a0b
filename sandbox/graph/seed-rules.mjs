import { AOSP_MOST_SECONDS } from './token-validity.mjs';

/**
 * @import { QrTelling } from './qr-told.mjs'
 * @import { ValidityRule } from './token-validity.mjs'
 */

// Where the sources leave open what Graph does, some of the ordinary profiles are treated in the one way and some in the other.

/**
 * What sets the new token of a profile apart from others of its mode.
 * @type {[id: string, rule: ValidityRule][]}
 */
export const VALIDITY_RULES = [
  // “Meeting room tablets”: the limit that Microsoft's sample for Android Enterprise still has.
  ['2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a03', { most: AOSP_MOST_SECONDS }],
  // “Default Fully Managed Profile” and “Sales phones APAC”.
  ['7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b101', 'refused'],
  ['22b5b954-9946-48d0-8dde-95017f95ff7d', 'refused'],
];

/**
 * What sets the QR code of a profile apart from others of its mode.
 * @type {[id: string, telling: QrTelling][]}
 */
export const QR_TELLINGS = [
  // “Retail kiosks EMEA” and “Field service phones”.
  ['2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a02', { content: 'base64', picture: true }],
  ['7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b102', { content: 'base64', picture: true }],
  // “Library terminals”, “Door signage”, “Digital signage – 京都駅”, and of AOSP “Picking robots”.
  ['1d2ce3bc-d1d6-4c20-ab34-69246ca59cea', { content: 'json', picture: false }],
  ['cb0adcfd-3596-4526-a683-c8968149d9f0', { content: 'none', picture: true }],
  ['4de1343f-3ee1-4a27-96bc-518296cbc860', { content: 'none', picture: false }],
  ['dd7222e9-683b-41df-a8f8-5fe4d399be52', { content: 'base64', picture: false }],
];
