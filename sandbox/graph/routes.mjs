import { graphError, intuneError, ok } from './answers.mjs';
import { ANDROID_FOR_WORK, DEVICE_OWNER, isAosp, revoke, SECRETS } from './profiles.mjs';
import { SAMPLES } from './samples.mjs';

const READ = 'DeviceManagementConfiguration.Read.All';
const WRITE = 'DeviceManagementConfiguration.ReadWrite.All';
const COLLECTIONS = [ANDROID_FOR_WORK, DEVICE_OWNER];
const AOSP_PREFIX = 'AOSP-';

/** Answers a call whose token is in order. Paths are case sensitive, as Intune's are. */
export function route(call, data) {
  const [version, ...segments] = call.path.slice(1).split('/').map(decoded);
  if (version !== 'beta' && version !== 'v1.0') {
    return graphError(call, 404, 'ResourceNotFound', `Invalid version: ${version}`);
  }
  const unknown = unknownSegment(version, segments);
  if (unknown !== undefined) {
    return graphError(call, 400, 'BadRequest', `Resource not found for the segment '${unknown}'.`);
  }
  const [, collection, id, action] = segments;
  if (call.req.method !== (action ? 'POST' : 'GET')) {
    return graphError(call, 405, 'Request_BadRequest', `The method '${call.req.method}' is not allowed here.`);
  }
  const scopes = action ? [WRITE] : [READ, WRITE];
  if (!scopes.some((scope) => call.scopes.includes(scope))) {
    return intuneError(call, 403, 'Forbidden', 'Application is not authorized to perform this operation. '
      + `Application must have one of the following scopes: ${scopes.join(', ')}`);
  }
  if (action) return revokeToken(call, data, collection, id);
  return id === undefined ? list(call, data, collection) : read(call, data, collection, id);
}

function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The first segment of a path that means nothing; the collections exist in beta only. */
function unknownSegment(version, [service, collection = '', id, action, ...rest]) {
  if (service !== 'deviceManagement') return service ?? '';
  if (version !== 'beta' || !COLLECTIONS.includes(collection)) return collection;
  if (id === '') return id;
  if (action !== undefined && action !== 'revokeToken') return action;
  return rest[0];
}

/**
 * Actions know an AOSP profile as `AOSP-<id>` too. Whether they also know it as
 * `<id>` is not documented; here they do.
 */
function revokeToken(call, data, collection, id) {
  if (!call.person?.mayRevoke) {
    return intuneError(call, 403, 'Forbidden', 'User is not authorized to perform this operation');
  }
  const prefixed = id.startsWith(AOSP_PREFIX);
  const bareId = (prefixed ? id.slice(AOSP_PREFIX.length) : id).toLowerCase();
  const sample = SAMPLES.find((one) => one.id === bareId && one.collection === collection);
  const profile = profileIn(data, collection, bareId);
  const exists = sample || profile;
  if (!exists || (prefixed && !(profile && isAosp(profile)))) return notFound(call);

  const attempt = data.countAttempt(bareId);
  const act = () => {
    revoke(profile);
    return { status: 204 };
  };
  return sample ? sample.respond({ ...call, attempt, revoke: act }) : act();
}

function read(call, data, collection, id) {
  const profile = profileIn(data, collection, id);
  if (!profile) return notFound(call);
  return ok({ '@odata.context': context(call, `${collection}/$entity`), ...selected(profile, call.query) });
}

function list(call, data, collection) {
  const all = [...data.profiles.values()]
    .filter((one) => one.collection === collection && (data.listSamples || !one.sample));
  const start = Number(call.query.get('$skiptoken') ?? 0);
  const end = start + data.pageSize;
  const next = new URLSearchParams(call.query);
  next.set('$skiptoken', String(end));
  return ok({
    '@odata.context': context(call, collection),
    ...(end < all.length ? { '@odata.nextLink': `${call.base}${call.path}?${next}` } : {}),
    value: all.slice(start, end).map(({ profile }) => selected(profile, call.query)),
  });
}

function profileIn(data, collection, id) {
  const found = data.find(id);
  return found?.collection === collection ? found.profile : undefined;
}

function notFound(call) {
  return intuneError(call, 404, 'ResourceNotFound', 'Enrollment profile not found');
}

function selected(profile, query) {
  const names = query.get('$select')?.split(',').map((name) => name.trim());
  if (names) return Object.fromEntries(Object.entries(profile).filter(([name]) => names.includes(name)));
  const hidden = SECRETS.map((name) => [name, name === 'qrCodeImage' ? null : '']);
  return { ...profile, ...Object.fromEntries(hidden) };
}

function context(call, what) {
  return `${call.base}/beta/$metadata#deviceManagement/${what}`;
}
