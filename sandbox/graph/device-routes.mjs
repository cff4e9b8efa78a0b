import { graphError, intuneError, ok } from './answers.mjs';
import { DEVICE_PROPERTIES, MANAGED_DEVICES } from './device.mjs';
import { deviceFilter } from './device-filter.mjs';
import { onePage, PAGING } from './list.mjs';
import { contextOf, pick, selection, unknownOption } from './select.mjs';

/**
 * @import { Answer } from './answers.mjs'
 * @import { Call } from './call.mjs'
 * @import { GraphData } from './data.mjs'
 * @import { Resource } from './routes.mjs'
 */

const TYPE = { name: 'microsoft.graph.managedDevice', properties: DEVICE_PROPERTIES };

/**
 * The devices that Intune manages, which can only be read here.
 * @type {Resource}
 */
export const devicesResource = {
  segment: MANAGED_DEVICES,
  versions: ['beta', 'v1.0'],
  need([id, ...more]) {
    if (id === '' || more.length > 0) return more[0] ?? id;
    return {
      method: 'GET',
      scopes: ['DeviceManagementManagedDevices.Read.All', 'DeviceManagementManagedDevices.ReadWrite.All'],
      allows: ({ mayReadDevices = true }) => mayReadDevices,
      answer: (call, data, version) => (id === undefined ? list(call, data, version) : read(call, data, version, id)),
    };
  },
};

/**
 * Answers a list with one page of it. No list tells the names of profiles, whatever it selects: that was reported by several
 * (microsoft-graph-docs 19907, msgraph-metadata 664).
 * @param {Call} call
 * @param {GraphData} data
 * @param {string} version
 * @returns {Answer}
 */
function list(call, data, version) {
  const selected = selection(call, TYPE);
  const unfit = unknownOption(call, ['$select', '$filter', ...PAGING]) ?? selected.refusal;
  if (unfit) return unfit;
  const filter = deviceFilter(call.query.get('$filter'), data.devices.unknownFilter);
  if (!filter) return graphError(call, 400, 'BadRequest', 'Invalid filter clause');
  const page = onePage(call, data, data.devices.all().filter(filter));
  if ('refusal' in page) return page.refusal;
  return ok({
    '@odata.context': contextOf(call, MANAGED_DEVICES, { version }),
    ...page.notes,
    value: page.rows.map((device) => pick({ ...device, enrollmentProfileName: null }, selected)),
  });
}

/**
 * @param {Call} call
 * @param {GraphData} data
 * @param {string} version
 * @param {string} id
 * @returns {Answer}
 */
function read(call, data, version, id) {
  const selected = selection(call, TYPE);
  const unfit = unknownOption(call, ['$select']) ?? selected.refusal;
  if (unfit) return unfit;
  const device = data.devices.find(id);
  if (!device) return intuneError(call, 404, 'ResourceNotFound', `Device ${id} not found`);
  return ok({ '@odata.context': contextOf(call, MANAGED_DEVICES, { version, more: '/$entity' }), ...pick(device, selected) });
}
