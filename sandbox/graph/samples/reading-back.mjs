import { intuneError, notFound, textOf } from '../answers.mjs';
import { DEVICE_OWNER, END_OF_TIME } from '../profiles.mjs';
import { sample } from './sample.mjs';

/** @import { ActionStory, ReadStory } from './sample.mjs' */

export const READING_BACK = {
  title: 'Before and after',
  about: 'Revoking is answered with 204; what reading the profile shows before or after it is the point.',
  samples: [
    sample('000000204101', 'Visible after one read', '204; the first read after it still shows the old token', {
      respond: (call) => call.act({ visibleAfterReads: 1 }),
    }),
    sample('000000204102', 'Visible after three reads', '204; the first three reads after it still show the old token', {
      respond: (call) => call.act({ visibleAfterReads: 3 }),
    }),
    sample('000000204103', 'Never visible', '204; every read after it shows the old token', {
      respond: (call) => call.act({ visibleAfterReads: Infinity }),
    }),
    sample('000000204104', 'Accepted, nothing done', '204, but nothing was revoked', {
      respond: () => ({ status: 204 }),
    }),
    sample('000000204105', 'Revoked as “never”', '204; after it the profile shows no time of expiry at all', {
      respond: (call) => call.act({ expiration: null }),
    }),
    sample('000000204106', 'Without expiry', '204; the token had no time of expiry before', {
      traits: { expires: null },
    }),
    sample('000000204107', 'Without expiry, in the year 9999', '204; the token expired at the last moment there is', {
      traits: { expires: END_OF_TIME },
    }),
    sample('000000204108', 'Never, in two ways', '204, but nothing was revoked; the year 9999 before, and no time of expiry after it', {
      traits: { expires: END_OF_TIME },
      respond: () => ({ status: 204 }),
      read(call) {
        const answer = call.read();
        if (call.attempts === 0) return answer;
        return { ...answer, body: JSON.stringify({ ...JSON.parse(textOf(answer)), tokenExpirationDateTime: null }) };
      },
    }),
    sample('000000204201', 'Replaced before you revoke', 'the second read shows a newer token: another time of expiry and of the last change', {
      read: replacedAtSecondRead,
    }),
    sample('000000204202', 'Replaced before you revoke, device owner', 'the second read shows a newer token: another time of creation', {
      collection: DEVICE_OWNER,
      read: replacedAtSecondRead,
    }),
    sample('000000204203', 'Replaced before you revoke, no expiry', 'the second read shows a newer token that has no time of expiry either', {
      collection: DEVICE_OWNER,
      traits: { expires: null },
      read(call) {
        if (call.reads === 2) call.replaceToken({ expiration: null });
        return call.read();
      },
    }),
    sample('000000204204', 'Revoked before you revoke', 'the second read shows that somebody else revoked the token', {
      read(call) {
        if (call.reads === 2) call.revoke({ visibleAfterReads: 0 });
        return call.read();
      },
    }),
    sample('000000204205', 'Deleted before you revoke', 'from the second read on the profile does not exist', {
      read: (call) => (call.reads > 1 ? notFound(call) : call.read()),
      respond: notFound,
    }),
    sample('000000204301', 'Replaced after you revoked', '204, and somebody makes a new token right after it', {
      respond: replacedAfterwards,
    }),
    sample('000000204302', 'Replaced after you revoked, device owner', 'the same for a device owner profile', {
      collection: DEVICE_OWNER,
      respond: replacedAfterwards,
    }),
    sample('000000204303', 'Deleted after you revoked', '204; after it the profile does not exist', {
      read: (call) => (call.attempts > 0 ? notFound(call) : call.read()),
    }),
    sample('000000204304', 'Unreadable after you revoked', '204; after it every read is answered with 500', {
      read: (call) => (call.attempts > 0 ? intuneError(call, 500, 'InternalServerError', 'An error has occurred') : call.read()),
    }),
    sample('000000204305', 'No answer after you revoked', '204; after it every read is broken off', {
      read: (call) => (call.attempts > 0 ? { ending: 'drop' } : call.read()),
    }),
  ],
};

/** @param {ReadStory} call */
function replacedAtSecondRead(call) {
  if (call.reads === 2) call.replaceToken();
  return call.read();
}

/** @param {ActionStory} call */
function replacedAfterwards(call) {
  const answer = call.act();
  call.replaceToken();
  return answer;
}
