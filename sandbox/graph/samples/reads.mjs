import { faultAs400, gatewayPage, intuneError, intuneForbiddenAs401, notFound, ok, textOf } from '../answers.mjs';
import { DEVICE_OWNER } from '../profiles.mjs';
import { sample } from './sample.mjs';

export const READS = {
  title: 'Profiles that are hard to read',
  about: 'Reading fails or surprises each time; revoking works.',
  samples: [
    sample('000000403301', 'No role to read', '403, the user lacks the Intune role to read', {
      read: (call) => intuneError(call, 403, 'Forbidden', 'User is not authorized to perform this operation'),
    }),
    sample('000000403302', 'No permission to read', '403, the app lacks the permission to read', {
      read: (call) =>
        intuneError(
          call,
          403,
          'Forbidden',
          'Application is not authorized to perform this operation. ' +
            'Application must have one of the following scopes: ' +
            'DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All',
        ),
    }),
    sample('000000403303', 'No role to read, device owner', '403, the same for a device owner profile', {
      collection: DEVICE_OWNER,
      read: (call) => intuneError(call, 403, 'Forbidden', 'User is not authorized to perform this operation'),
    }),
    sample('000000401301', 'Forbidden in disguise to read', '401 with a message in two layers that says Forbidden', {
      read: intuneForbiddenAs401,
    }),
    sample('000000404301', 'Out of your scope tags', '404, as if the profile did not exist', { read: notFound }),
    sample('000000500301', 'Server error when read', '500', {
      read: (call) => intuneError(call, 500, 'InternalServerError', 'An error has occurred'),
    }),
    sample('000000400301', 'Fault as 400 when read', '400 InternalError', { read: faultAs400 }),
    sample('000000502301', 'Gateway page when read', '502 with a page in HTML', { read: () => gatewayPage(502, 'Bad Gateway') }),
    sample('000000200301', 'Captive portal', '200 with a page in HTML', { read: () => gatewayPage(200, 'Welcome to our Wi-Fi') }),
    sample('000000200302', 'Broken profile', '200 with JSON that stops in the middle', {
      read(call) {
        const whole = call.read();
        const text = textOf(whole);
        return { ...whole, body: text.slice(0, text.length / 2) };
      },
    }),
    sample('000000200303', 'Empty profile', '200 with {}', { read: () => ok({}) }),
    sample('000000200304', 'Profile of tomorrow', '200 with an enrollment mode and a token type that nobody knows yet', {
      collection: DEVICE_OWNER,
      traits: { enrollmentMode: 'corporateOwnedHologram', enrollmentTokenType: 'quantum' },
    }),
    sample('000000200305', 'Profile in a wrapper', '200 with the profile inside of “value”, as older documentation shows it', {
      collection: DEVICE_OWNER,
      read(call) {
        const { '@odata.context': context, ...profile } = JSON.parse(textOf(call.read()));
        return ok({ '@odata.context': context, value: profile });
      },
    }),
    sample('000000901301', 'No answer when read', 'the connection breaks', { read: () => ({ ending: 'drop' }) }),
    sample('000000903301', 'Never answers when read', 'the request stays open until it is cancelled', { read: () => ({ ending: 'hang' }) }),
  ],
};
