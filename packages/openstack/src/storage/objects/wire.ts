// Swift's listings and bulk answers. Source: object-store api-ref; swift/common/middleware/{bulk,slo}.py.

/** A row of `GET /container?format=json`: an object, or with a delimiter a folder. */
export interface ObjectRowWire {
  readonly name?: string;
  /** MD5, without quotes; of a large object the MD5 of its manifest. */
  readonly hash?: string;
  readonly bytes?: number;
  readonly content_type?: string;
  /** `2014-01-15T16:37:43.427570`: UTC. */
  readonly last_modified?: string;
  /** Of a static large object, with quotes. */
  readonly slo_etag?: string;
  readonly subdir?: string;
}

/** Of `?bulk-delete`, `?multipart-manifest=delete` and `heartbeat=on`. The answer's own status is 200 or 202 whatever happened. */
export interface BulkWire {
  /** `200 OK`, `400 Bad Request`. */
  readonly 'Response Status'?: string;
  readonly 'Response Body'?: string;
  readonly 'Number Deleted'?: number;
  readonly 'Number Not Found'?: number;
  /** `["/c/o%20x", "409 Conflict"]`. */
  readonly Errors?: readonly (readonly [string, string])[];
  readonly Etag?: string;
  readonly 'Last Modified'?: string;
}

/** One segment, as `PUT ?multipart-manifest=put` takes it. */
export interface SegmentPutWire {
  /** `/container/object`, not encoded. */
  readonly path: string;
  readonly etag: string;
  readonly size_bytes: number;
}

/** One segment, as `GET ?multipart-manifest=get` shows it. */
export interface SegmentWire {
  readonly name?: string;
  readonly hash?: string;
  readonly bytes?: number;
  readonly range?: string;
  readonly sub_slo?: boolean;
}

/** What we read of `GET /info`; every member may be missing. */
export interface InfoWire {
  readonly swift?: { readonly max_file_size?: number };
  readonly slo?: { readonly max_manifest_segments?: number; readonly min_segment_size?: number };
  readonly tempurl?: { readonly methods?: readonly string[]; readonly allowed_digests?: readonly string[] };
  readonly bulk_delete?: { readonly max_deletes_per_request?: number };
}
