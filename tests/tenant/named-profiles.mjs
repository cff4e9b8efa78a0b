import { ANDROID_FOR_WORK, DEVICE_OWNER } from '../../sandbox/graph/profiles.mjs';

/** @import { Tenant } from '../../sandbox/tenant.mjs' */

/** The profiles of the local tenant that tests name, and its collections. */

export const AFW = ANDROID_FOR_WORK;
export const OWNER = DEVICE_OWNER;
export const SCANNERS = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
export const TABLETS = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a03';
export const SALE = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103';
export const COLD_STORAGE = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b107';
export const KITCHEN = '689e61a9-0ddf-4c22-aeb8-a88522dae503';
export const PILOTS = ['4241e4c6-7631-447f-85c1-29af5e0a795a', 'a88c3dea-eb93-4cd7-912e-eb5eb2d3c3cf'];
export const SALES = [SALE, 'dd1b26c9-ce2e-4a7f-96e5-4d02f53c29c8', '8fea8e9e-73d5-4005-9d27-dae9c7bd1ab6'];

/** An ID that no profile of the tenant has. */
export const UNLISTED = '0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9';

/**
 * As many IDs as wanted that no profile has.
 * @param {number} number
 */
export const guid = (number) => `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;

/**
 * The content of a profile's QR code, and the token in it.
 * @param {Tenant} tenant
 * @param {string} id
 */
export function enrollmentOf(tenant, id) {
  const { qrCodeContent: content, tokenValue } = tenant.graph.profile(id);
  return { content: content ?? '', token: tokenValue ?? '' };
}
