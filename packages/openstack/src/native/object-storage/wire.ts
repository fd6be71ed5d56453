// Swift's listings and reports. Source: object-store api-ref; swift/common/middleware/{slo,dlo,bulk,versioned_writes,symlink}.py of 2.30.
import type { ObjectRowWire } from '../../storage/objects/wire.ts';

/** A row of the account's listing. */
export interface SwiftContainerRow {
  readonly name?: string;
  readonly count?: number;
  readonly bytes?: number;
  /** Since 2017; `2014-01-15T16:37:43.427570`: UTC. */
  readonly last_modified?: string;
  readonly storage_policy?: string;
  /** With a delimiter: all names that begin so. */
  readonly subdir?: string;
}

/** A row of a container's listing: an object, or with a delimiter a folder (`subdir`). */
export interface SwiftObjectRow extends ObjectRowWire {
  readonly symlink_path?: string;
  /** With `versions`; `null`: written before versions were kept. */
  readonly version_id?: string;
  readonly is_latest?: boolean;
}

/** A segment of a static large object, as the manifest shows it. */
export interface SloSegmentRow {
  readonly name?: string;
  readonly hash?: string;
  readonly bytes?: number;
  readonly content_type?: string;
  readonly last_modified?: string;
  readonly range?: string;
  readonly sub_slo?: boolean;
  /** Of a segment that is in the manifest itself: base64. */
  readonly data?: string;
}

/** A segment to make a large object of: an object (`/container/name`, perhaps a range of it), or bytes in the manifest itself. */
export type SloSegment =
  | { readonly path: string; readonly etag?: string | undefined; readonly size_bytes?: number | undefined; readonly range?: string | undefined }
  /** base64 */
  | { readonly data: string };

/** What a Swift says of itself: its middleware, by name, with their limits. */
export interface SwiftCapabilities {
  readonly swift?: {
    readonly version?: string;
    readonly max_file_size?: number;
    readonly max_object_name_length?: number;
    readonly max_container_name_length?: number;
    readonly max_meta_count?: number;
    readonly max_meta_name_length?: number;
    readonly max_meta_value_length?: number;
    readonly container_listing_limit?: number;
    readonly account_listing_limit?: number;
    readonly policies?: readonly { readonly name?: string; readonly default?: boolean; readonly aliases?: string }[];
  };
  readonly slo?: { readonly max_manifest_segments?: number; readonly max_manifest_size?: number; readonly min_segment_size?: number };
  readonly dlo?: { readonly max_segments?: number };
  readonly tempurl?: { readonly methods?: readonly string[]; readonly allowed_digests?: readonly string[]; readonly deprecated_digests?: readonly string[] };
  readonly formpost?: object;
  readonly staticweb?: object;
  readonly symlink?: object;
  readonly object_versioning?: object;
  readonly versioned_writes?: { readonly allowed_flags?: readonly string[] };
  readonly bulk_delete?: { readonly max_deletes_per_request?: number; readonly max_failed_deletes?: number };
  readonly bulk_upload?: { readonly max_containers_per_extraction?: number; readonly max_failed_extractions?: number };
}
