import { expect, test } from '@playwright/test';

import { contractFindings, ONE_PROFILE, RequestContract } from '../../helpers/request-contract.mjs';

/** @import { SentRequest } from '../../helpers/request-contract.mjs' */

// The rules for requests hold in every test; here they are seen to find what they look for.

const PROFILE = '/beta/deviceManagement/androidForWorkEnrollmentProfiles/1';
/**
 * @param {string} method
 * @param {string} url
 */
const call = (method, url) => ({ method, url, path: url.split('?', 1)[0] });
const READ = call('GET', `${PROFILE}?$select=id,displayName`);
const POST = call('POST', `${PROFILE}/revokeToken`);
const LIST = call('GET', '/beta/deviceManagement/androidForWorkEnrollmentProfiles?$select=id,displayName');
const SECRET_LIST = call('GET', LIST.url.replace('displayName', 'tokenValue'));
const SECRET_READ = call('GET', `${PROFILE}?$select=id,tokenValue`);
const AUDIT = call('GET', '/beta/deviceManagement/auditEvents?$select=id,resources');
const PREFLIGHT = call('OPTIONS', `${PROFILE}/revokeToken`);

const FINE = {
  'a read, then a revocation': [READ, PREFLIGHT, POST],
  'a list, page by page': [LIST, call('GET', `${LIST.url}&%24skiptoken=x`)],
  'below the address of the sandbox': [call('GET', `/sandbox/graph${LIST.url}`)],
  'a list and another profile between the read and the revocation': [READ, LIST, call('GET', `${PROFILE}2?$select=id`), POST],
  'AOSP in front': [READ, call('POST', `${PROFILE.replace('/1', '/AOSP-1')}/revokeToken`)],
};
for (const [what, requests] of Object.entries(FINE)) {
  test(`${what}: nothing to find`, () => {
    expect(contractFindings(requests)).toEqual([]);
  });
}

const FAULTS = {
  'no read': [PREFLIGHT, POST],
  'a second revocation without a read': [READ, POST, POST],
  'a second revocation after a read of another profile': [READ, POST, call('GET', `${PROFILE}2?$select=id`), POST],
  'a read of another profile': [call('GET', `${PROFILE}2?$select=id`), POST],
  'a read of the other collection': [call('GET', READ.url.replace('ForWork', 'DeviceOwner')), POST],
  'a secret': [call('GET', `${PROFILE}?$select=id,tokenValue`)],
  'a secret, encoded': [call('GET', `${PROFILE}?%24select=id%2CqrCodeImage`)],
  'a secret in a list': [SECRET_LIST],
  'a list of everything': [call('GET', LIST.path)],
  'another list': [call('GET', '/beta/deviceManagement/managedDevices?$select=id')],
  everything: [call('GET', PROFILE)],
  'another action': [READ, call('POST', `${PROFILE}/createToken`)],
  'the audit log': [AUDIT],
  'another method': [call('DELETE', PROFILE)],
};
for (const [what, requests] of Object.entries(FAULTS)) {
  test(`${what}: found`, () => {
    expect(contractFindings(requests)).toHaveLength(1);
  });
}

test('a declared read of a secret: nothing to find, on any page', () => {
  const requestContract = new RequestContract();
  requestContract.expectSecretRead({ select: ['id', 'tokenValue'] });
  expect(requestContract.findings([SECRET_LIST, call('GET', `${SECRET_LIST.url}&$skiptoken=x`), LIST])).toEqual([]);
});

test('a declared read of the secret of one profile, behind its list: nothing to find', () => {
  const requestContract = new RequestContract();
  requestContract.expectSecretRead({ select: ['id', 'tokenValue'] });
  requestContract.expectSecretRead({ select: ['id', 'tokenValue'], path: ONE_PROFILE });
  expect(requestContract.findings([SECRET_LIST, SECRET_READ])).toEqual([]);
});

/** @type {Record<string, [read: {select: string[], path?: RegExp}, requests: SentRequest[], findings: string[]]>} */
const DECLARED = {
  'of lists, but of one profile': [{ select: ['id', 'tokenValue'] }, [SECRET_LIST, SECRET_READ], ['reads a secret']],
  'of one profile before its list': [{ select: ['id', 'tokenValue'], path: ONE_PROFILE }, [SECRET_READ], ['reads a secret before the list', 'never read']],
  'of one profile, with more': [
    { select: ['id', 'tokenValue'], path: ONE_PROFILE },
    [call('GET', `${PROFILE}?$select=id,tokenValue,qrCodeContent`)],
    ['reads a secret', 'never read'],
  ],
  'with more than was declared': [{ select: ['id'] }, [SECRET_LIST], ['reads a secret', 'never read']],
  'of another place': [{ select: ['id', 'tokenValue'], path: /DeviceOwner/ }, [SECRET_LIST], ['reads a secret', 'never read']],
  'that never came': [{ select: ['id', 'tokenValue'] }, [LIST], ['never read']],
  'of a network': [{ select: ['id', 'wifiPassword'] }, [call('GET', LIST.url.replace('displayName', 'wifiPassword'))], ['reads a secret', 'never read']],
};
for (const [what, [declared, requests, findings]] of Object.entries(DECLARED)) {
  test(`a declared read ${what}: found`, () => {
    const requestContract = new RequestContract();
    requestContract.expectSecretRead(declared);
    expect(requestContract.findings(requests).map((text) => text.split(':', 1)[0])).toEqual(findings);
  });
}

test('a declared read of a QR code: nothing to find, of one profile, unless it never came', () => {
  const requestContract = new RequestContract();
  requestContract.expectQrCode();
  const code = call('GET', `${PROFILE}?$select=id,displayName,qrCodeContent,qrCodeImage`);
  expect(requestContract.findings([code])).toEqual([]);
  expect(requestContract.findings([LIST])).toEqual(['never read: a QR code']);
  const more = [call('GET', `${PROFILE}?$select=id,tokenValue,qrCodeContent,qrCodeImage`), call('GET', `${LIST.path}?$select=id,qrCodeContent,qrCodeImage`)];
  for (const one of more) expect(requestContract.findings([code, one])).toEqual([`reads a secret: ${one.url}`]);
});

test('a declared read of the audit log: nothing to find, unless it never came', () => {
  const requestContract = new RequestContract();
  requestContract.expectAudit();
  expect(requestContract.findings([AUDIT, LIST])).toEqual([]);
  expect(requestContract.findings([LIST])).toEqual(['never read: the audit log']);
});
