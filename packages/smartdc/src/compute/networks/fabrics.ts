import { encodePathSegment } from '@portolan/core/driver';
import type { CloudapiRequest } from '../../client.ts';

// ---- wire ----

/** Source: sdc-cloudapi docs "ListFabricVLANs"; lib/fabrics.js. Code 7.3 and later. */
export interface VlanWire {
  /** 0 to 4095; older servers: from 2. */
  readonly vlan_id: number;
  readonly name: string;
  readonly description?: string;
}

/** Source: sdc-cloudapi docs "CreateFabricNetwork". What it does not know is refused (409). */
export interface FabricNetworkFields {
  readonly name: string;
  /** `10.50.1.0/24` */
  readonly subnet: string;
  readonly provision_start_ip: string;
  readonly provision_end_ip: string;
  readonly description?: string;
  readonly gateway?: string;
  /** At most 4. */
  readonly resolvers?: readonly string[];
  /** Range to next hop. */
  readonly routes?: Readonly<Record<string, string>>;
  /** Default true: a NAT zone lets machines out. It needs a gateway. */
  readonly internet_nat?: boolean;
}

// ---- requests ----

const VLANS = '/fabrics/default/vlans';
const vlanPath = (vlan: number): string => `${VLANS}/${vlan}`;
const networksPath = (vlan: number): string => `${vlanPath(vlan)}/networks`;
const networkPath = (vlan: number, network: string): string => `${networksPath(vlan)}/${encodePathSegment(network)}`;

export const vlanRequests = {
  list: (): CloudapiRequest => ({ operation: 'ListFabricVLANs', method: 'GET', path: VLANS }),
  get: (vlan: number): CloudapiRequest => ({ operation: 'GetFabricVLAN', method: 'GET', path: vlanPath(vlan) }),
  create: (body: VlanWire): CloudapiRequest => ({ operation: 'CreateFabricVLAN', method: 'POST', path: VLANS, body }),
  /** triton sends POST, which no route serves. */
  update: (vlan: number, body: object): CloudapiRequest => ({ operation: 'UpdateFabricVLAN', method: 'PUT', path: vlanPath(vlan), body }),
  remove: (vlan: number): CloudapiRequest => ({ operation: 'DeleteFabricVLAN', method: 'DELETE', path: vlanPath(vlan), accept: [404] }),
} as const;

export const fabricNetworkRequests = {
  list: (vlan: number): CloudapiRequest => ({ operation: 'ListFabricNetworks', method: 'GET', path: networksPath(vlan) }),
  get: (vlan: number, id: string): CloudapiRequest => ({ operation: 'GetFabricNetwork', method: 'GET', path: networkPath(vlan, id) }),
  create: (vlan: number, body: FabricNetworkFields): CloudapiRequest => ({
    operation: 'CreateFabricNetwork',
    method: 'POST',
    path: networksPath(vlan),
    body,
  }),
  update: (vlan: number, id: string, body: object): CloudapiRequest => ({
    operation: 'UpdateFabricNetwork',
    method: 'PUT',
    path: networkPath(vlan, id),
    body,
  }),
  remove: (vlan: number, id: string): CloudapiRequest => ({
    operation: 'DeleteFabricNetwork',
    method: 'DELETE',
    path: networkPath(vlan, id),
    accept: [404],
  }),
} as const;
