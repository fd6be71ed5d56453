/** A machine as CloudAPI sends it. Source: sdc-cloudapi docs/index.md "GetMachine"; lib/machines.js translate(). */
export interface MachineWire {
  readonly id: string;
  readonly name?: string;
  /** Deprecated: `smartmachine`, `virtualmachine`. */
  readonly type?: string;
  /** From 8.0 on: `joyent`, `lx`, `kvm`, `bhyve`, … */
  readonly brand?: string;
  readonly state?: string;
  readonly image?: string;
  /** Before 8.0: image or URN. */
  readonly dataset?: string;
  /** MiB */
  readonly memory?: number;
  /** MiB */
  readonly disk?: number;
  /** `[]` while provisioning; may hold `dhcp`. */
  readonly ips?: readonly string[];
  readonly networks?: readonly (string | null)[];
  readonly nics?: readonly NicWire[];
  readonly primaryIp?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly tags?: Readonly<Record<string, string | number | boolean>>;
  /** ISO 8601 */
  readonly created?: string;
  readonly updated?: string;
  /** The package's name; `''` when it is not known any more. */
  readonly package?: string;
  readonly docker?: boolean;
  readonly firewall_enabled?: boolean;
  readonly deletion_protection?: boolean;
  readonly compute_node?: string | null;
  readonly dns_names?: readonly string[];
  readonly disks?: readonly Readonly<Record<string, unknown>>[];
  /** bhyve: its disks may be changed; MiB left for them. */
  readonly flexible?: boolean;
  readonly free_space?: number;
  readonly delegate_dataset?: boolean;
  readonly encrypted?: boolean;
}

export interface NicWire {
  readonly mac: string;
  readonly ip?: string;
  readonly primary?: boolean;
  readonly gateway?: string;
  readonly netmask?: string;
  readonly state?: string;
  readonly network?: string;
}

/** Source: sdc-cloudapi docs "CreateMachine"; lib/machines.js. Tags and metadata are flat: nested objects are ignored without a word. */
export type CreateMachineWire = {
  readonly name: string;
  readonly image: string;
  readonly package: string;
  readonly networks?: readonly (string | Readonly<Record<string, unknown>>)[];
} & Readonly<Record<string, unknown>>;

export type MachineAction =
  | 'start'
  | 'stop'
  | 'reboot'
  | 'resize'
  | 'rename'
  | 'enable_firewall'
  | 'disable_firewall'
  | 'enable_deletion_protection'
  | 'disable_deletion_protection';

/** What `state` of ListMachines takes. `provisioning` and `stopping` both mean any live state. Source: sdc-cloudapi lib/machines.js. */
export type MachineStateFilter = 'provisioning' | 'stopping' | 'active' | 'stopped' | 'running' | 'unknown' | 'destroyed';

export type TagValue = string | number | boolean;
