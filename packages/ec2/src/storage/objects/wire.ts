/** A row of a listing. Source: ListObjectsV2, ListObjects; keys and prefixes decoded, all else as sent. */
export interface ObjectWire {
  readonly Key: string;
  /** `2009-10-12T17:50:30.000Z` */
  readonly LastModified?: string | undefined;
  /** With its quotes; some servers leave them out. */
  readonly ETag?: string | undefined;
  readonly Size?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly Owner?: { readonly ID?: string | undefined; readonly DisplayName?: string | undefined } | undefined;
}

/** What HEAD and GET say of an object: the answer's headers, names in lower case. */
export type ObjectHeadersWire = Readonly<Record<string, string>>;

/** A page of a listing, in either version. */
export interface ListWire {
  readonly contents: readonly ObjectWire[];
  readonly prefixes: readonly string[];
  readonly truncated: boolean;
  /** Version 2. Opaque, never decoded. */
  readonly nextContinuationToken: string | undefined;
  /** Version 1, and only with a delimiter on Amazon. */
  readonly nextMarker: string | undefined;
  /** Version 2 alone has it: a server that leaves it out answered version 1. */
  readonly hasKeyCount: boolean;
}
