/** An NFS share. Source: sdc-cloudapi docs "ListVolumes"; lib/volumes.js, VOLAPI. Experimental: where it is off, the route is unknown (404). */
export interface VolumeWire {
  readonly id: string;
  readonly name: string;
  readonly type: 'tritonnfs' | string;
  /** MiB */
  readonly size: number;
  /** `creating`, `ready`, `failed`, `deleting`, `deleted` */
  readonly state: string;
  readonly networks?: readonly string[];
  /** Machines that mount it. */
  readonly refs?: readonly string[];
  /** `host:/path` */
  readonly filesystem_path?: string;
  readonly owner_uuid?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** ISO 8601 */
  readonly created?: string;
}

/** Source: sdc-cloudapi docs "ListVolumeSizes". */
export interface VolumeSizeWire {
  /** MiB */
  readonly size: number;
  readonly type: string;
}

export interface CreateVolumeWire {
  readonly type: 'tritonnfs';
  readonly name?: string | undefined;
  /** MiB, one of the sizes on offer. Default: the smallest. */
  readonly size?: number | undefined;
  /** Fabric networks of the account; default its default one. */
  readonly networks?: readonly string[] | undefined;
  readonly affinity?: readonly string[] | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}
