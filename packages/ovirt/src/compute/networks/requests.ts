import { encodePathSegment, plannedId, xml } from '@portolan/core/driver';
import type { EngineRequest } from '../../client.ts';
import { leaf, refTo } from '../../wire-values.ts';
import type { OvirtNetworkOptions } from './native-options.ts';

const networkPath = (id: string): string => `/networks/${encodePathSegment(id)}`;

export const list: EngineRequest = { operation: 'ListNetworks', method: 'GET', path: '/networks' };

export const get = (id: string): EngineRequest => ({ operation: 'GetNetwork', method: 'GET', path: networkPath(id) });

/** Unless told otherwise the engine makes a vNIC profile of the network's name with it. */
export function create(name: string, dataCenterId: string, native: OvirtNetworkOptions, comment: string | undefined): EngineRequest {
  const body = xml(
    'network',
    {},
    leaf('comment', comment),
    leaf('description', native.description),
    leaf('mtu', native.mtu),
    leaf('name', name),
    xml('usages', {}, leaf('usage', 'vm')),
    native.vlan === undefined ? undefined : xml('vlan', { id: native.vlan }),
    refTo('data_center', dataCenterId),
  );
  return { operation: 'AddNetwork', method: 'POST', path: '/networks', body, planned: xml('network', { id: plannedId('network') }) };
}

const assignmentPath = (id: string, clusterId: string): string => `/clusters/${encodePathSegment(clusterId)}/networks/${encodePathSegment(id)}`;

export const getAssignment = (id: string, clusterId: string): EngineRequest => ({
  operation: 'GetClusterNetwork',
  method: 'GET',
  path: assignmentPath(id, clusterId),
});

/** Not required: hosts without it go on working, they only take no VMs that are plugged into it. */
export const assign = (id: string, clusterId: string): EngineRequest => ({
  operation: 'AddClusterNetwork',
  method: 'POST',
  path: `/clusters/${encodePathSegment(clusterId)}/networks`,
  body: xml('network', { id }, leaf('required', false)),
  // Assigned already is refused, and taken for success.
  idempotent: true,
});

/** With its vNIC profiles. */
export const remove = (id: string): EngineRequest => ({ operation: 'RemoveNetwork', method: 'DELETE', path: networkPath(id) });

/** Of all networks there are: what VMs are plugged into. */
export const listProfiles: EngineRequest = { operation: 'ListVnicProfiles', method: 'GET', path: '/vnicprofiles' };
