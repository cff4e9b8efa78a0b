import { createHash, X509Certificate } from 'node:crypto';

import selfsigned from 'selfsigned';

/**
 * A certificate for host names, made for this run and kept in memory.
 * `spki` is what Chromium's `--ignore-certificate-errors-spki-list` wants.
 * @param {string[]} hosts
 */
export async function createCertificate(hosts) {
  const { private: key, cert } = await selfsigned.generate([{ name: 'commonName', value: hosts[0] }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) }],
  });
  const publicKey = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return { key, cert, spki: createHash('sha256').update(publicKey).digest('base64') };
}
