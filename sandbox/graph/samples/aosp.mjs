import { intuneError, notFound } from '../answers.mjs';
import { aospUserless, DEVICE_OWNER } from '../profiles.mjs';
import { sample } from './sample.mjs';

const common = { collection: DEVICE_OWNER, traits: { ...aospUserless, expires: 30, usage: 5 } };

export const AOSP = {
  title: 'AOSP profiles',
  about: 'Reading knows only the ID itself. It is not documented by which name revoking knows these profiles: ' + 'here one of the two works.',
  samples: [
    sample('000000700101', 'Only with AOSP-', 'revoking by the ID itself is 404; AOSP- in front of it works', {
      ...common,
      respond: (call) => (call.prefixed ? call.act() : notFound(call)),
    }),
    sample('000000700102', 'Only with AOSP-, otherwise bad', 'revoking by the ID itself is 400; AOSP- in front of it works', {
      ...common,
      respond: (call) => (call.prefixed ? call.act() : intuneError(call, 400, 'BadRequest', 'The profile ID is not in the expected format')),
    }),
    sample('000000700103', 'Only without AOSP-', 'revoking works by the ID itself; AOSP- in front of it is 404', {
      ...common,
      respond: (call) => (call.prefixed ? notFound(call) : call.act()),
    }),
    sample('000000700104', 'AOSP, server error', '500 by either name, nothing was revoked', {
      ...common,
      respond: (call) => intuneError(call, 500, 'InternalServerError', 'An error has occurred'),
    }),
  ],
};
