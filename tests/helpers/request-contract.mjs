/**
 * @typedef {{method: string, url: string, path: string}} SentRequest
 * @typedef {{select: string, path: RegExp}} Declared
 */

const SECRETS = /tokenValue|qrCode/i;
const NETWORK_SECRETS = /wifi/i;
const ACTION = /\/(revokeToken|createToken)$/;
const CREATE = /\/createToken$/;
const AUDIT = /\/beta\/deviceManagement\/auditEvents$/;
const DEVICES = /\/beta\/deviceManagement\/managedDevices(\/[0-9a-f-]{36})?$/;
const PERMISSIONS = /\/beta\/deviceManagement\/getEffectivePermissions\(scope='\*'\)$/;
const READABLE = /\/beta\/deviceManagement\/(androidForWork|androidDeviceOwner)EnrollmentProfiles(\/[^/]+)?$/;
const LIST = /EnrollmentProfiles$/;

/** What shows the QR code of a token. */
const QR_CODE = /qrCodeContent,qrCodeImage$/;

/** Where secrets are read one by one. */
export const ONE_PROFILE = /EnrollmentProfiles\/[^/]+$/;

/** What the search for the profile of a token reads, of the lists and of profiles by themselves. */
export const TOKENS = { select: ['id', 'tokenValue'] };
export const ONE_TOKEN = { ...TOKENS, path: ONE_PROFILE };

/**
 * The rules for requests to Graph: a profile is read right before each change of its token, nothing makes a new token or
 * reads a secret but where a test declared it.
 */
export class RequestContract {
  /** @type {Declared[]} */
  #declared = [];
  #audit = false;
  #devices = false;
  #newToken = false;
  #permissions = false;
  #qrCode = false;

  /**
   * Says that a secret must be read, at least once, and with exactly this selection. What belongs to
   * a network is never read, whatever is declared, and no single profile before its list.
   * @param {object} read
   * @param {string[]} read.select
   * @param {RegExp=} read.path   Any list unless said; `ONE_PROFILE` for profiles that are read by themselves.
   */
  expectSecretRead({ select, path = LIST }) {
    this.#declared.push({ select: select.join(), path });
  }

  /** Says that Intune's audit log must be read, at least once. */
  expectAudit() {
    this.#audit = true;
  }

  /** Says that a new token must be made, at least once. */
  expectNewToken() {
    this.#newToken = true;
  }

  /** Says that the QR code of a profile must be read, at least once, and of nothing but that profile. */
  expectQrCode() {
    this.#qrCode = true;
  }

  /** Says that what the person's roles allow must be read, at least once. */
  expectPermissions() {
    this.#permissions = true;
  }

  /** Says that devices must be read, at least once. */
  expectDevices() {
    this.#devices = true;
  }

  /**
   * What breaks the rules, and what was declared and did not come.
   * @param {SentRequest[]} requests
   */
  findings(requests) {
    const calls = requests.filter(({ method }) => method !== 'OPTIONS');
    /** @type {Set<Declared>} */
    const met = new Set();
    const found = calls.flatMap((call, index) => {
      if (call.method === 'GET') return this.#findingsOfRead(call, met, calls.slice(0, index));
      const isKnown = call.method === 'POST' && ACTION.test(call.path) && (this.#newToken || !CREATE.test(call.path));
      if (!isKnown) return [`unknown: ${call.method} ${call.url}`];
      const profile = call.path.replace(ACTION, '').replace('/AOSP-', '/');
      // Calls about other profiles may come in between, where many are revoked.
      const before = calls.slice(0, index).findLast(({ path }) => path.replace(ACTION, '').replace('/AOSP-', '/') === profile);
      return before?.method === 'GET' ? [] : [`not read before: POST ${call.url}`];
    });
    const noAudit = this.#audit && !calls.some(({ path }) => AUDIT.test(path));
    const noDevices = this.#devices && !calls.some(({ path }) => DEVICES.test(path));
    const noPermissions = this.#permissions && !calls.some(({ path }) => PERMISSIONS.test(path));
    const noNewToken = this.#newToken && !calls.some(({ path }) => CREATE.test(path));
    const noQrCode = this.#qrCode && !calls.some(isOfQrCode);
    const never = this.#declared.filter((one) => !met.has(one));
    return [
      ...found,
      ...never.map(({ select, path }) => `never read: ${select} of ${path}`),
      ...(noAudit ? ['never read: the audit log'] : []),
      ...(noNewToken ? ['never made: a new token'] : []),
      ...(noQrCode ? ['never read: a QR code'] : []),
      ...(noPermissions ? ['never read: what the roles allow'] : []),
      ...(noDevices ? ['never read: devices'] : []),
    ];
  }

  /**
   * @param {SentRequest} call
   * @param {Set<Declared>} met
   * @param {SentRequest[]} before
   */
  #findingsOfRead({ url, path }, met, before) {
    if (this.#audit && AUDIT.test(path)) return [];
    if (this.#permissions && PERMISSIONS.test(path)) return [];
    if (this.#devices && DEVICES.test(path)) return [];
    if (!READABLE.test(path)) return [`unknown: GET ${url}`];
    const select = selectOf(url);
    if (!select || NETWORK_SECRETS.test(select)) return [`reads a secret: ${url}`];
    if (!SECRETS.test(select)) return [];
    if (this.#qrCode && isOfQrCode({ url, path })) return [];
    const declared = this.#declared.find((one) => one.select === select && one.path.test(path));
    if (!declared) return [`reads a secret: ${url}`];
    const list = path.replace(/\/[^/]+$/, '');
    const isListed = before.some((one) => one.path === list && selectOf(one.url) === select);
    if (!LIST.test(path) && !isListed) return [`reads a secret before the list: ${url}`];
    met.add(declared);
    return [];
  }
}

/** @param {Pick<SentRequest, 'url' | 'path'>} request */
function isOfQrCode({ url, path }) {
  return ONE_PROFILE.test(path) && QR_CODE.test(selectOf(url) ?? '') && !/tokenValue/.test(url);
}

/** @param {string} url */
function selectOf(url) {
  return new URL(url, 'https://host').searchParams.get('$select');
}

/**
 * What breaks the rules where no secret may be read.
 * @param {SentRequest[]} requests
 */
export function contractFindings(requests) {
  return new RequestContract().findings(requests);
}
