// A server as Nova sends it. Source: compute api-ref "Show Server Details"; nova/api/openstack/compute/views/servers.py (2.1 to 2.46: flavor is a link).
// Every member may be missing: old clouds, Rackspace, and rows of a cell that is down (`status: "UNKNOWN"`) have fewer.

import type { LinkWire } from '../../link-paging.ts';

export interface ServerWire {
  readonly id: string;
  readonly name?: string;
  readonly status?: string;
  readonly created?: string;
  readonly updated?: string;
  readonly tenant_id?: string;
  readonly user_id?: string;
  readonly hostId?: string;
  readonly progress?: number;
  /** `''` for a server that boots from a volume. */
  readonly image?: { readonly id?: string } | '' | null;
  /** From 2.47 on the flavor itself, without id. */
  readonly flavor?: { readonly id?: string; readonly original_name?: string };
  readonly metadata?: Readonly<Record<string, string>>;
  readonly addresses?: Readonly<Record<string, readonly AddressWire[]>>;
  /** `''` when unset. */
  readonly accessIPv4?: string;
  readonly accessIPv6?: string;
  readonly key_name?: string | null;
  readonly config_drive?: string;
  readonly fault?: { readonly code?: number; readonly message?: string; readonly created?: string; readonly details?: string };
  readonly security_groups?: readonly { readonly name?: string }[];
  readonly 'OS-EXT-AZ:availability_zone'?: string;
  readonly 'OS-EXT-STS:vm_state'?: string;
  readonly 'OS-EXT-STS:task_state'?: string | null;
  readonly 'OS-EXT-STS:power_state'?: number;
  readonly 'os-extended-volumes:volumes_attached'?: readonly { readonly id: string; readonly delete_on_termination?: boolean }[];
  readonly 'OS-DCF:diskConfig'?: string;
  readonly links?: readonly LinkWire[];
}

export interface AddressWire {
  readonly addr: string;
  readonly version?: number;
  readonly 'OS-EXT-IPS:type'?: string;
  readonly 'OS-EXT-IPS-MAC:mac_addr'?: string;
}

export interface ServersPageWire {
  readonly servers?: readonly ServerWire[];
  readonly servers_links?: readonly LinkWire[];
}

/** The answer to a create: no name, state or addresses. */
export interface CreatedServerWire {
  readonly id: string;
  readonly adminPass?: string;
  readonly links?: readonly LinkWire[];
  readonly security_groups?: readonly { readonly name?: string }[];
  readonly 'OS-DCF:diskConfig'?: string;
}

/** A disk of a server to be made. Source: compute api-ref "Create Server", block_device_mapping_v2. */
export interface BlockDeviceWire {
  readonly boot_index: number;
  readonly uuid?: string;
  readonly source_type: 'image' | 'volume' | 'snapshot' | 'blank';
  readonly destination_type: 'volume' | 'local';
  readonly volume_size?: number;
  readonly delete_on_termination: boolean;
}

export interface NetworkChoiceWire {
  readonly uuid?: string;
  readonly port?: string;
  readonly fixed_ip?: string;
}
