import { authContext, challenge, issuedAfter } from '../challenge.mjs';
import { DEVICE_OWNER } from '../profiles.mjs';
import { refuseToken } from '../token.mjs';
import { sample } from './sample.mjs';

/**
 * @import { ChallengeOptions } from '../challenge.mjs'
 * @import { Sample, Story } from './sample.mjs'
 */

const REVOKED = 1_726_258_122;
const LOCATION = 'LocationConditionEvaluationSatisfied';
const OUTDATED = 'TokenCreatedWithOutdatedPolicies';

/** Each has claims of its own, so that a token for one is not good enough for the next. */
export const CHALLENGES = {
  title: 'Claims challenges',
  about:
    'Graph wants another token: one that was asked for with the claims it names, without a person if ' +
    'they are about time, at the sign-in page if they are about an authentication context.',
  samples: [
    sample('000000401101', 'Sessions revoked', '401, the header as Graph writes it: PoP first, then Bearer', onRevoke(1, {})),
    sample('000000401102', 'Bearer only', '401, nothing but Bearer in the header', onRevoke(2, { shape: 'bearerOnly' })),
    sample('000000401103', 'Without padding', '401, base64 without = at its end', onRevoke(3, { shape: 'unpadded' })),
    sample('000000401104', 'base64url', '401, base64url', onRevoke(4, { shape: 'base64url' })),
    sample('000000401105', 'Other order and case', '401, claims first, names in another case, spaces around =, PoP last', onRevoke(5, { shape: 'reordered' })),
    sample('000000401106', 'Two headers', '401, a header each for PoP and Bearer', onRevoke(6, { shape: 'twoHeaders' })),
    sample('000000401107', 'Quotation marks', '401, commas, = and quotation marks inside quoted text', onRevoke(7, { shape: 'quoted' })),
    sample('000000401108', 'Claims that are not base64', '401 each time, the claims cannot be decoded', onRevoke(8, { shape: 'notBase64' })),
    sample('000000401109', 'Claims that are not JSON', '401 each time, the decoded claims mean nothing', onRevoke(9, { shape: 'notJson' })),
    sample('000000401110', 'Wrong place', '401 again after every sign-in, because of the network’s location', {
      respond: (call) =>
        challenge(call, {
          claims: { ...issuedAfter(REVOKED + 10), xms_rp_ipaddr: { value: '203.0.113.7' } },
          reason: LOCATION,
          endless: true,
        }) ?? call.act(),
    }),
    sample('000000401111', 'Extra check', '401, an authentication context: the person must sign in again', onRevoke(11, { claims: authContext('c1') })),
    sample('000000401112', 'Extra check, device owner', 'the same for a device owner profile', {
      ...onRevoke(12, { claims: authContext('c2') }),
      collection: DEVICE_OWNER,
    }),
    sample('000000401113', 'Token refused once', '401 without a challenge, until another token comes', {
      respond: (call) => (isRefused(call) ? refuseToken(call, 'Lifetime validation failed, the token is expired.') : call.act()),
    }),
    sample('000000403101', '403 with a challenge', '403, the header as Graph writes it', onRevoke(31, { status: 403, reason: OUTDATED })),
    sample(
      '000000403102',
      '403 with an extra check',
      '403, an authentication context: the person must sign in again',
      onRevoke(32, {
        status: 403,
        claims: authContext('c3'),
      }),
    ),
    sample('000000401201', 'Challenge on reading', '401 when the profile is read', onEach(51, {})),
    sample('000000401202', 'Extra check on reading', '401 when the profile is read, an authentication context', onEach(52, { claims: authContext('c4') })),
    sample('000000403201', 'Challenge on reading, 403', '403 when the profile is read', onEach(53, { status: 403 })),
    sample('000000401203', 'Wrong place for reading', '401 after every sign-in when the profile is read; revoking works', {
      read: (call) => challenge(call, { claims: issuedAfter(REVOKED + 54), reason: LOCATION, endless: true }) ?? call.read(),
    }),
    sample('000000401204', 'Challenge on reading back', '401 when the profile is read after it was revoked', {
      read: (call) => (call.attempts > 0 && challenge(call, { claims: issuedAfter(REVOKED + 55) })) || call.read(),
    }),
    sample('000000401205', 'Two challenges', '401 when the profile is read, and another one when it is revoked', {
      read: (call) => challenge(call, { claims: issuedAfter(REVOKED + 56) }) ?? call.read(),
      respond: (call) => challenge(call, { claims: issuedAfter(REVOKED + 57) }) ?? call.act(),
    }),
  ],
};

/**
 * @param {number} seconds
 * @param {ChallengeOptions} options
 * @returns {Pick<Sample, 'respond'>}
 */
function onRevoke(seconds, options) {
  const all = { claims: issuedAfter(REVOKED + seconds), ...options };
  return { respond: (call) => challenge(call, all) ?? call.act() };
}

/**
 * @param {number} seconds
 * @param {ChallengeOptions} options
 * @returns {Pick<Sample, 'read' | 'respond'>}
 */
function onEach(seconds, options) {
  const all = { claims: issuedAfter(REVOKED + seconds), ...options };
  return { ...onRevoke(seconds, options), read: (call) => challenge(call, all) ?? call.read() };
}

/**
 * Whether a call came with the token that came first.
 * @param {Story} call
 */
function isRefused({ memory, token }) {
  memory.refused ??= token.jti;
  return token.jti === memory.refused;
}
