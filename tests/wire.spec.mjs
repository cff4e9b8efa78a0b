import { expect, test } from '@playwright/test';

import { wireFindings } from './wire.mjs';

// The rules of the wire hold in every test; here they are seen to find what they look for.

const PROFILE = '/beta/deviceManagement/androidForWorkEnrollmentProfiles/1';
const call = (method, url) => ({ method, url, path: url.split('?', 1)[0] });
const READ = call('GET', `${PROFILE}?$select=id,displayName`);
const POST = call('POST', `${PROFILE}/revokeToken`);
const PREFLIGHT = call('OPTIONS', `${PROFILE}/revokeToken`);

const FINE = {
  'a read, then a revocation': [READ, PREFLIGHT, POST],
  'AOSP in front': [READ, call('POST', `${PROFILE.replace('/1', '/AOSP-1')}/revokeToken`)],
};
for (const [what, requests] of Object.entries(FINE)) {
  test(`${what}: nothing to find`, () => {
    expect(wireFindings(requests)).toEqual([]);
  });
}

const FAULTS = {
  'no read': [PREFLIGHT, POST],
  'a second revocation without a read': [READ, POST, POST],
  'a read of another profile': [call('GET', `${PROFILE}2?$select=id`), POST],
  'a read of the other collection': [call('GET', READ.url.replace('ForWork', 'DeviceOwner')), POST],
  'a secret': [call('GET', `${PROFILE}?$select=id,tokenValue`)],
  'a secret, encoded': [call('GET', `${PROFILE}?%24select=id%2CqrCodeImage`)],
  'everything': [call('GET', PROFILE)],
  'another action': [READ, call('POST', `${PROFILE}/createToken`)],
  'another method': [call('DELETE', PROFILE)],
};
for (const [what, requests] of Object.entries(FAULTS)) {
  test(`${what}: found`, () => {
    expect(wireFindings(requests)).toHaveLength(1);
  });
}
