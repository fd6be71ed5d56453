// Images as Glance sends them. Source: image api-ref v2 "Images", "Image data", "Image import"; Rackspace Cloud Images documents.

/** System fields; custom properties stand beside them, as text, under any other name (`propertiesOf`). Any member may be missing. */
export interface GlanceImage {
  readonly id: string;
  readonly name?: string | null;
  /** queued, saving, uploading, importing, active, deactivated, killed, deleted, pending_delete */
  readonly status?: string;
  readonly visibility?: 'public' | 'private' | 'shared' | 'community';
  readonly owner?: string | null;
  /** Bytes; null until there is data. */
  readonly size?: number | null;
  readonly virtual_size?: number | null;
  /** MD5. */
  readonly checksum?: string | null;
  readonly os_hash_algo?: string | null;
  readonly os_hash_value?: string | null;
  readonly container_format?: string | null;
  readonly disk_format?: string | null;
  /** GiB. */
  readonly min_disk?: number;
  /** MiB. */
  readonly min_ram?: number;
  readonly protected?: boolean;
  readonly os_hidden?: boolean;
  readonly tags?: readonly string[];
  readonly created_at?: string;
  readonly updated_at?: string;
  readonly self?: string;
  readonly file?: string;
  readonly schema?: string;
  readonly stores?: string;
  readonly direct_url?: string;
  readonly os_glance_importing_to_stores?: string;
  readonly os_glance_failed_import?: string;
}

const SYSTEM: ReadonlySet<string> = new Set([
  ...['id', 'name', 'status', 'visibility', 'owner', 'size', 'virtual_size', 'checksum', 'os_hash_algo', 'os_hash_value', 'container_format', 'disk_format'],
  ...['min_disk', 'min_ram', 'protected', 'os_hidden', 'tags', 'created_at', 'updated_at', 'self', 'file', 'schema', 'stores', 'direct_url', 'locations'],
]);

/** What its makers wrote on an image: `os_distro`, `hw_disk_bus`, `image_type`, … */
export const propertiesOf = (image: GlanceImage): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(image).flatMap(([name, value]) => (SYSTEM.has(name) || typeof value !== 'string' ? [] : [[name, value]])));

export interface CreateImageFields {
  readonly name?: string | undefined;
  /** One's own UUID: a second create with it is refused, so that a create may be sent again. */
  readonly id?: string | undefined;
  /** `qcow2`, `raw`, `vhd`, `iso`, … */
  readonly disk_format?: string | undefined;
  /** `bare` for most. */
  readonly container_format?: string | undefined;
  readonly visibility?: 'public' | 'private' | 'shared' | 'community' | undefined;
  readonly min_disk?: number | undefined;
  readonly min_ram?: number | undefined;
  readonly protected?: boolean | undefined;
  readonly os_hidden?: boolean | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, string>> | undefined;
}

/** `null` takes a property away. */
export interface UpdateImageFields extends Omit<CreateImageFields, 'id' | 'properties'> {
  readonly properties?: Readonly<Record<string, string | null>> | undefined;
}

export interface ImageMember {
  readonly image_id: string;
  readonly member_id: string;
  readonly status: 'pending' | 'accepted' | 'rejected';
  readonly created_at?: string;
  readonly updated_at?: string;
}

/** Rackspace's imports and exports, and Glance's own where administrators may see them. */
export interface ImageTask {
  readonly id: string;
  readonly type: string;
  readonly status: 'pending' | 'processing' | 'success' | 'failure';
  readonly input?: Readonly<Record<string, unknown>>;
  readonly result?: { readonly image_id?: string; readonly export_location?: string } | null;
  readonly message?: string | null;
  readonly expires_at?: string | null;
  readonly created_at?: string;
  readonly updated_at?: string;
}
