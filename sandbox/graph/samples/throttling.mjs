import { gatewayPage, graphError, intuneError } from '../answers.mjs';
import { atFirst, sample } from './sample.mjs';

/**
 * @import { Answer, Asked, IntuneFields } from '../answers.mjs'
 * @import { ActionStory } from './sample.mjs'
 */

export const THROTTLING = {
  title: 'Throttled or busy',
  about: 'Nothing is done while Graph asks to wait. After that the next attempt works, unless it says otherwise.',
  samples: [
    sample('000000000429', 'Throttled for 2 seconds', '429 with Retry-After: 2 on the first attempt, 204 after that', {
      respond: atFirst(throttled('2')),
    }),
    sample('000000429101', 'A fraction of a second', '429 with Retry-After: 1.128', { respond: atFirst(throttled('1.128')) }),
    sample('000000429102', 'Until a moment', '429 with Retry-After as a date, 1 to 2 seconds ahead', {
      respond: atFirst((call) => throttled(dateAhead())(call)),
    }),
    sample('000000429103', 'Delay in the body', '429 without Retry-After, with RetryAfter: 1 in Intune’s JSON', {
      respond: atFirst(throttled(undefined, { RetryAfter: 1 })),
    }),
    sample('000000429104', 'Duration in the body', '429 without Retry-After, with RetryAfter: "00:00:02" in Intune’s JSON', {
      respond: atFirst(throttled(undefined, { RetryAfter: '00:00:02' })),
    }),
    sample('000000004290', 'Throttled, no hint how long', '429 without Retry-After on the first attempt, 204 after that', {
      respond: atFirst(throttled(undefined)),
    }),
    sample('000000429105', 'Unreadable delay', '429 with Retry-After: soon', { respond: atFirst(throttled('soon')) }),
    sample('000000429106', 'No delay at all', '429 with Retry-After: 0', { respond: atFirst(throttled('0')) }),
    sample('000000429107', 'Until tomorrow', '429 with Retry-After: 86400 on the first attempt', { respond: atFirst(throttled('86400')) }),
    sample('000000429117', 'For five minutes', '429 with Retry-After: 300 on the first attempt', { respond: atFirst(throttled('300')) }),
    sample('000000429112', 'For ten minutes', '429 with Retry-After: 600 on the first attempt', { respond: atFirst(throttled('600')) }),
    sample('000000429113', 'For a day and more, as .NET writes it', '429 without Retry-After, with RetryAfter: "1.02:00:00" in Intune’s JSON', {
      respond: atFirst(throttled(undefined, { RetryAfter: '1.02:00:00' })),
    }),
    sample('000000429114', 'Until a moment in two hours', '429 with Retry-After as a date, on the first attempt', {
      respond: atFirst((call) => throttled(dateAhead(7200))(call)),
    }),
    sample('000000429115', 'For thirty years', '429 with Retry-After: 1000000000 on the first attempt', { respond: atFirst(throttled('1000000000')) }),
    sample('000000429116', 'A delay that is over', '429 with Retry-After: -5', { respond: atFirst(throttled('-5')) }),
    sample('000000429108', 'Throttled three times', '429 with Retry-After: 1 on the first three attempts', { respond: atFirst(throttled('1'), 3) }),
    sample('000000429109', 'Throttled for ever', '429 with Retry-After: 1 on every attempt', { respond: throttled('1') }),
    sample('000000429110', 'Delay kept from the browser', '429 with Retry-After: 1 that a page of another origin cannot read', {
      respond: atFirst((call) => {
        const answer = throttled('1')(call);
        return { ...answer, headers: { ...answer.headers, 'Access-Control-Expose-Headers': 'request-id, client-request-id' } };
      }),
    }),
    sample('000000429111', 'Replaced while waiting', '429 with Retry-After: 1; meanwhile somebody makes a new token', {
      respond: atFirst(meanwhileReplaced(throttled('1'))),
    }),
    sample('000000429201', 'Throttled when read', '429 with Retry-After: 1 on the first read', {
      read: (call) => (call.reads === 1 ? throttled('1')(call) : call.read()),
    }),
    sample('000000429202', 'Throttled when read back', '429 with Retry-After: 1 on the first read after the token was revoked', {
      read(call) {
        if (call.attempts > 0 && !call.memory.throttled) {
          call.memory.throttled = true;
          return throttled('1')(call);
        }
        return call.read();
      },
    }),
    sample('000000429203', 'Throttled for an hour when read', '429 with Retry-After: 3600 on the first read', {
      read: (call) => (call.reads === 1 ? throttled('3600')(call) : call.read()),
    }),
    sample('000000429204', 'Throttled for an hour when read back', '429 with Retry-After: 3600 on the first read after the token was revoked', {
      read(call) {
        if (call.attempts > 0 && !call.memory.throttled) {
          call.memory.throttled = true;
          return throttled('3600')(call);
        }
        return call.read();
      },
    }),
    sample('000000000503', 'Service busy', '503 with Retry-After: 5, on every attempt', { respond: busy('5') }),
    sample('000000503101', 'Busy for a second', '503 with Retry-After: 1 on the first attempt, 204 after that', { respond: atFirst(busy('1')) }),
    sample('000000503102', 'Busy, no hint how long', '503 without Retry-After, on every attempt', { respond: busy(undefined) }),
    sample('000000503103', 'Busy, but revoked', '503 without Retry-After, though the token was revoked', {
      respond(call) {
        call.act();
        return busy(undefined)(call);
      },
    }),
    sample('000000503104', 'Busy, replaced while waiting', '503 with Retry-After: 1; meanwhile somebody makes a new token', {
      respond: atFirst(meanwhileReplaced(busy('1'))),
    }),
    sample('000000503105', 'Busy gateway', '503 with Retry-After: 1 and a page in HTML on the first attempt', {
      respond: atFirst(() => {
        const answer = gatewayPage(503, 'Service Unavailable');
        return { ...answer, headers: { ...answer.headers, 'Retry-After': '1' } };
      }),
    }),
  ],
};

/**
 * @param {string | undefined} delay
 * @param {IntuneFields=} more
 */
function throttled(delay, more) {
  /** @param {Asked} call */
  return (call) => intuneError(call, 429, 'TooManyRequests', 'Too many requests', retryAfter(delay), more);
}

/** @param {string | undefined} delay */
function busy(delay) {
  /** @param {Asked} call */
  return (call) => graphError(call, 503, 'ServiceUnavailable', 'The service is temporarily unavailable', retryAfter(delay));
}

/** @param {(call: ActionStory) => Answer} respond */
function meanwhileReplaced(respond) {
  /** @param {ActionStory} call */
  return (call) => {
    call.replaceToken();
    return respond(call);
  };
}

/**
 * @param {string | undefined} delay
 * @returns {Record<string, string>}
 */
function retryAfter(delay) {
  return delay === undefined ? {} : { 'Retry-After': delay };
}

/** Whole seconds are all that a date in a header can say. */
function dateAhead(seconds = 1) {
  return new Date(Math.ceil(Date.now() / 1000 + seconds) * 1000).toUTCString();
}
