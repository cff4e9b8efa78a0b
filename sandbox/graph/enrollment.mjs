import { createHash } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const EXTRA = 'android.app.extra.PROVISIONING_';
const DPC = 'com.google.android.apps.work.clouddpc';

/** @import { Profile } from './profile.mjs' */

/**
 * The token of a profile and the content of its QR code, both made from a seed.
 *
 * Intune’s documentation tells how long the text of a token is: 20 characters for
 * dedicated devices, 8 for those with a work profile. That of AOSP is long, and
 * enrolls nothing by itself.
 * @param {string | Buffer} seed
 * @param {Partial<Profile>} profile
 */
export function enrollmentFrom(seed, profile) {
  const hash = createHash('sha256').update(seed).digest();
  const tokenValue = tokenText(hash, profile.enrollmentMode ?? '');
  const content = isAospMode(profile.enrollmentMode) ? aospCode(tokenValue, profile) : androidEnterpriseCode(tokenValue);
  return { tokenValue, qrCodeContent: JSON.stringify(content) };
}

/**
 * What `mode` says in both words for devices without Google’s services.
 * @param {string | undefined} mode
 */
export function isAospMode(mode = '') {
  return mode.includes('AOSP');
}

/**
 * @param {Buffer} hash
 * @param {string} mode
 */
function tokenText(hash, mode) {
  if (isAospMode(mode)) return Buffer.concat([hash, createHash('sha256').update(hash).digest()]).toString('base64url');
  const digits = BigInt(`0x${hash.toString('hex')}`).toString();
  if (mode === 'corporateOwnedWorkProfile') return digits.slice(0, 8);
  if (mode === 'corporateOwnedFullyManaged') return Array.from(hash.subarray(0, 20), (byte) => LETTERS[byte % 26]).join('');
  return digits.slice(0, 20);
}

/**
 * As Google’s and Microsoft’s documentation of QR codes write it, which Microsoft’s portal shows too.
 * @param {string} token
 */
function androidEnterpriseCode(token) {
  return {
    [`${EXTRA}DEVICE_ADMIN_COMPONENT_NAME`]: `${DPC}/.receivers.CloudDeviceAdminReceiver`,
    [`${EXTRA}DEVICE_ADMIN_SIGNATURE_CHECKSUM`]: 'I5YvS0O5hXY46mb01BlRjq4oJJGs2kuUcHvVkAPEXlg',
    [`${EXTRA}DEVICE_ADMIN_PACKAGE_DOWNLOAD_LOCATION`]: 'https://play.google.com/managed/downloadManagingApp?identifier=setup',
    [`${EXTRA}ADMIN_EXTRAS_BUNDLE`]: { [`${DPC}.EXTRA_ENROLLMENT_TOKEN`]: token },
  };
}

/**
 * The keys of Intune’s own bundle are documented nowhere: these are made up in its
 * style. That the Wi-Fi password is in the code, in plain text, is documented.
 * @param {string} token
 * @param {Partial<Profile>} profile
 */
function aospCode(token, { configureWifi, wifiSsid, wifiPassword, wifiSecurityType, wifiHidden }) {
  return {
    [`${EXTRA}DEVICE_ADMIN_COMPONENT_NAME`]: 'com.microsoft.intune.aospagent/.receivers.DeviceAdminReceiver',
    [`${EXTRA}DEVICE_ADMIN_SIGNATURE_CHECKSUM`]: 'nX0fQ1rTq2mV7uJc5sYb8eWk3hLp6dGz9aRt4oMiFvE',
    [`${EXTRA}DEVICE_ADMIN_PACKAGE_DOWNLOAD_LOCATION`]: 'https://intune.example/aosp/agent.apk',
    ...(configureWifi
      ? {
          [`${EXTRA}WIFI_SSID`]: wifiSsid,
          [`${EXTRA}WIFI_PASSWORD`]: wifiPassword,
          [`${EXTRA}WIFI_SECURITY_TYPE`]: wifiSecurityType?.toUpperCase(),
          [`${EXTRA}WIFI_HIDDEN`]: wifiHidden,
        }
      : {}),
    [`${EXTRA}ADMIN_EXTRAS_BUNDLE`]: { 'com.microsoft.intune.aospagent.ENROLLMENT_TOKEN': token },
  };
}
