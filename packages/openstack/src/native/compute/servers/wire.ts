// Servers as Nova sends and takes them, in its own spelling. Source: compute api-ref "Servers", "Servers - run an action"; nova/api/openstack/compute/schemas/servers.py.

import type { Secret } from '@portolan/core/driver';
import type { BlockDeviceWire, NetworkChoiceWire, ServerWire } from '../../../compute/servers/wire.ts';

/** Any member may be missing. The number is the microversion it came with. */
export interface NovaServer extends ServerWire {
  /** Until 2.46 an id, from 2.47 on the flavor itself, without id. */
  readonly flavor?: {
    readonly id?: string;
    readonly original_name?: string;
    readonly vcpus?: number;
    readonly ram?: number;
    readonly disk?: number;
    readonly ephemeral?: number;
    readonly swap?: number;
    readonly extra_specs?: Readonly<Record<string, string>>;
  };
  /** 2.9 */
  readonly locked?: boolean;
  /** 2.73 */
  readonly locked_reason?: string | null;
  /** 2.19 */
  readonly description?: string | null;
  /** 2.26 */
  readonly tags?: readonly string[];
  /** 2.71 */
  readonly server_groups?: readonly string[];
  readonly 'OS-SRV-USG:launched_at'?: string | null;
  readonly 'OS-SRV-USG:terminated_at'?: string | null;
  /** For administrators. */
  readonly 'OS-EXT-SRV-ATTR:host'?: string | null;
  readonly 'OS-EXT-SRV-ATTR:hypervisor_hostname'?: string | null;
  readonly 'OS-EXT-SRV-ATTR:instance_name'?: string;
  /** Rackspace's. */
  readonly 'RAX-SI:image_schedule'?: ImageScheduleWire;
}

/** Rackspace's scheduled images. Source: Cloud Servers documents, "rax-si-image-schedule". */
export interface ImageScheduleWire {
  /** How many are kept: 1 to 65535. */
  readonly retention: number;
  readonly day_of_week?: 'SUNDAY' | 'MONDAY' | 'TUESDAY' | 'WEDNESDAY' | 'THURSDAY' | 'FRIDAY' | 'SATURDAY';
}

/** What a new server and a rebuilt one have in common. */
interface ServerContents {
  /** At most a few, small: 10 240 bytes each by default, 1 000 at Rackspace. Refused since 2.57. By path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>> | undefined;
  /** Not yet base64. */
  readonly userData?: string | Uint8Array | undefined;
  readonly adminPass?: string | Secret | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly accessIPv4?: string | undefined;
  readonly accessIPv6?: string | undefined;
  readonly diskConfig?: 'AUTO' | 'MANUAL' | undefined;
  /** 2.19 */
  readonly description?: string | undefined;
  /** 2.90 */
  readonly hostname?: string | undefined;
}

/** Members are Nova's, but for those whose wire form nobody writes by hand: `files`, `userData`, `diskConfig`, `schedulerHints`. */
export interface CreateServerFields extends ServerContents {
  readonly name: string;
  readonly flavorRef: string;
  /** Not needed with a boot device. */
  readonly imageRef?: string | undefined;
  /** `auto` and `none` since 2.37. Default: Nova's choice. */
  readonly networks?: 'auto' | 'none' | readonly NetworkChoiceWire[] | undefined;
  readonly block_device_mapping_v2?: readonly (BlockDeviceWire & { readonly [name: string]: unknown })[] | undefined;
  readonly key_name?: string | undefined;
  readonly availability_zone?: string | undefined;
  readonly security_groups?: readonly { readonly name: string }[] | undefined;
  readonly config_drive?: boolean | undefined;
  /** 2.52 */
  readonly tags?: readonly string[] | undefined;
  /** `group`, `different_host`, `same_host`, … */
  readonly schedulerHints?: Readonly<Record<string, unknown>> | undefined;
}

export interface RebuildFields extends ServerContents {
  readonly imageRef: string;
  readonly name?: string | undefined;
  readonly preserve_ephemeral?: boolean | undefined;
  /** 2.54; `null` takes the key away. */
  readonly key_name?: string | null | undefined;
}

export interface UpdateServerFields {
  readonly name?: string | undefined;
  readonly accessIPv4?: string | undefined;
  readonly accessIPv6?: string | undefined;
  readonly diskConfig?: 'AUTO' | 'MANUAL' | undefined;
  /** 2.19 */
  readonly description?: string | undefined;
  /** 2.90 */
  readonly hostname?: string | undefined;
}

/** A create was accepted: it tells no more than this. */
export interface CreatedServer {
  readonly id: string;
  /** Told here and nowhere else. */
  readonly adminPass: Secret | undefined;
}

export interface ConsoleWire {
  readonly url: string;
  readonly type: string;
  readonly protocol?: string;
}

export interface InstanceActionWire {
  readonly action: string;
  readonly request_id: string;
  readonly instance_uuid: string;
  readonly start_time?: string;
  readonly updated_at?: string;
  readonly message?: string | null;
  readonly user_id?: string;
  readonly project_id?: string;
  /** In the answer of `get` alone, and for those who may see them. */
  readonly events?: readonly { readonly event: string; readonly start_time?: string; readonly finish_time?: string | null; readonly result?: string | null }[];
}

/** A live migration under way. Source: nova api-ref "List Migrations" of a server. */
export interface ServerMigrationWire {
  readonly id: number;
  readonly uuid?: string;
  readonly status: string;
  readonly source_compute?: string;
  readonly dest_compute?: string;
  readonly memory_total_bytes?: number;
  readonly memory_remaining_bytes?: number;
  readonly disk_total_bytes?: number;
  readonly disk_remaining_bytes?: number;
  readonly created_at?: string;
  readonly updated_at?: string;
}
