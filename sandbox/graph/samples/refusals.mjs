import { graphError, intuneError, intuneForbiddenAs401, intuneNested, needsApproval, notFound, notFoundAs400, textOf } from '../answers.mjs';
import { refuseToken } from '../token.mjs';
import { sample } from './sample.mjs';

/** @import { Answer, Asked } from '../answers.mjs' */

const USER_REFUSED = 'User is not authorized to perform this operation';
const APP_REFUSED =
  'Application is not authorized to perform this operation. ' +
  'Application must have one of the following scopes: DeviceManagementConfiguration.ReadWrite.All';
const RIGHT_TO_LEFT = '\u202e';

export const REFUSALS = {
  title: 'Refusals',
  about: 'Nothing is done. The bodies are those that Graph and Intune were seen to send.',
  samples: [
    sample('000000000404', 'No such profile', '404, the profile does not exist', {
      exists: false,
      respond: notFound,
    }),
    sample('000000400601', 'No such profile, as 400', '400, the profile does not exist, and only the message says so', {
      exists: false,
      respond: notFoundAs400,
      read: notFoundAs400,
    }),
    sample('000000400602', 'No such resource, as 400', '400 whose code says so, in the words of Graph', {
      exists: false,
      respond: resourceMissing,
      read: resourceMissing,
    }),
    sample('000000400603', 'Multi Admin Approval', '400, the header that asks for an approval is missing', { respond: needsApproval }),
    sample('000000403601', 'Approval required', '403 ApprovalRequired: a second administrator has to approve', {
      respond: (call) =>
        graphError(
          call,
          403,
          'ApprovalRequired',
          'Approval Required. Request Approval using the request ID ' + 'returned as part of the x-msft-approval-code response header.',
        ),
    }),
    sample('000000409601', 'Approval asked for', '409, somebody has asked for an approval already', {
      respond: (call) => intuneError(call, 409, 'Conflict', 'An active Approval Request already exists for this resource'),
    }),
    sample('000000000403', 'Out of your role', '403, the user lacks the Intune role', {
      respond: (call) => intuneError(call, 403, 'Forbidden', USER_REFUSED),
    }),
    sample('000000004030', 'Out of the app’s scope', '403, the app lacks the permission', {
      respond: (call) => intuneError(call, 403, 'Forbidden', APP_REFUSED),
    }),
    sample('000000403501', 'Forbidden without a reason', '403 that only says that an error has occurred', {
      respond: (call) => intuneError(call, 403, 'Forbidden', 'An error has occurred'),
    }),
    sample('000000403502', 'Error without a code', '403 whose code is an empty text', {
      respond: (call) => graphError(call, 403, '', 'You do not have the required permissions to access this item.'),
    }),
    sample('000000403503', 'Refused by the directory', '403 Authorization_RequestDenied, of Entra and not of Intune', {
      respond: (call) => graphError(call, 403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'),
    }),
    sample('000000400501', 'No licence', '400, the tenant has no Intune licence', {
      respond: (call) => graphError(call, 400, 'BadRequest', 'Request not applicable to target tenant.'),
    }),
    sample('000000000401', 'Forbidden in disguise', '401 with a message in two layers that says Forbidden', {
      respond: intuneForbiddenAs401,
    }),
    sample('000000400503', 'Three layers', '400 with a message in three layers', {
      respond: (call) => intuneNested(call, 400, 3),
    }),
    sample('000000400504', 'Nine layers', '400 with a message in more layers than anybody unwraps', {
      respond: (call) => intuneNested(call, 400, 9),
    }),
    sample('000000401501', 'Token never accepted', '401 InvalidAuthenticationToken whatever the token, without a challenge', {
      respond: (call) => refuseToken(call, 'Lifetime validation failed, the token is expired.'),
    }),
    sample('000000401502', 'Challenge not handled', '401 that names ClaimsChallengeRequiredException, without a challenge', {
      respond: (call) =>
        graphError(call, 401, 'InvalidAuthenticationToken', 'Error authenticating with resource: ClaimsChallengeRequiredException was thrown.'),
    }),
    sample('000000000400', 'Plain refusal', '400, the message is plain text and not JSON', {
      respond: (call) => graphError(call, 400, 'BadRequest', 'The enrollment profile cannot be changed - CustomApiErrorPhrase: '),
    }),
    sample('000000400502', 'Details', '400 with a target, details and an inner error in an inner error, all spelt “innererror”', {
      respond: (call) =>
        rewritten(graphError(call, 400, 'BadRequest', 'The request is not valid'), ({ error }) => {
          const { innerError: innererror, ...outer } = error;
          return {
            error: {
              ...outer,
              target: call.path.split('/').at(-1),
              details: [{ code: 'InvalidProfile', message: 'The profile is not in a state that allows it', target: 'id' }],
              innererror: { ...innererror, code: 'ProfileState', innererror: { code: 'TokenState', message: 'The token is being created' } },
            },
          };
        }),
    }),
    sample('000000400505', 'Error as text', '400 whose “error” is a text, as OAuth writes it', {
      respond: (call) =>
        rewritten(graphError(call, 400, '', ''), () => ({
          error: 'invalid_request',
          error_description: 'The request is not well formed.',
        })),
    }),
    sample('000000400506', 'Markup in the message', '400 whose message holds HTML and turns its direction of writing', {
      respond: (call) => intuneError(call, 400, 'BadRequest', `<img src=x onerror=alert(1)><b>Not bold</b> ${RIGHT_TO_LEFT}kcab${'\u0000'}`),
    }),
    sample('000000400507', 'Unknown action', '400, the segment of the action means nothing', {
      respond: (call) => graphError(call, 400, 'BadRequest', `Resource not found for the segment '${call.path.split('/').at(-1)}'.`),
    }),
    sample('000000404501', 'Unknown version', '404 ResourceNotFound of the gateway, not of Intune', {
      respond: (call) => graphError(call, 404, 'ResourceNotFound', 'Invalid version: beta'),
    }),
    sample('000000000409', 'Changed by somebody else', '409 Conflict', {
      respond: (call) => intuneError(call, 409, 'Conflict', 'The enrollment profile was changed by another request'),
    }),
  ],
};

/** @param {Asked} call */
function resourceMissing(call) {
  return graphError(call, 400, 'Request_ResourceNotFound', `Resource '${call.path.split('/')[4]}' does not exist.`);
}

/**
 * @param {Answer} answer
 * @param {(body: {error: Record<string, unknown> & {innerError?: object}}) => object} change
 */
function rewritten(answer, change) {
  return { ...answer, body: JSON.stringify(change(JSON.parse(textOf(answer)))) };
}
