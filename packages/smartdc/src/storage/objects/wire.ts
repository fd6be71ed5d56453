/** A line of a listing. Source: muskie docs/index.md "ListDirectory"; lib/dir.js. */
export interface EntryWire {
  readonly name: string;
  /** `object`, `directory`; others are passed over. */
  readonly type: string;
  /** ISO 8601 */
  readonly mtime?: string;
  /** A bare uuid. */
  readonly etag?: string;
  readonly size?: number;
  readonly contentType?: string;
  readonly contentDisposition?: string;
  /** base64 */
  readonly contentMD5?: string;
  readonly durability?: number;
}

/** Source: muskie lib/uploads/create.js. */
export interface CreatedUploadWire {
  readonly id: string;
  /** `/acme/uploads/0f7/0f7ae9a5-…`, encoded. */
  readonly partsDirectory: string;
}

/** Source: muskie lib/uploads/get.js. */
export interface UploadStateWire {
  /** `created`, `finalizing`, `done` */
  readonly state?: string;
  /** When done: `committed`, `aborted`. */
  readonly result?: string;
}
