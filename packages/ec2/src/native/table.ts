/**
 * What a member is: a code, members of its own, or `[name of the items, what they are]`. Items called `*` stand without an element around them.
 *
 * Codes: `s` text, `i` `l` `f` numbers, `b` boolean, `t` time, `B` bytes in base64, `m` map of texts, `F` filters, `A` the attribute `xsi:type`,
 * `P` a policy's text, `S` a secret.
 */
export type Member = Code | Shape | readonly [item: string, of: Code | Shape];
export type Code = 's' | 'i' | 'l' | 'f' | 'b' | 't' | 'B' | 'm' | 'F' | 'A' | 'P' | 'S';
export interface Shape {
  readonly [member: string]: Member;
}

export interface QueryAction {
  /** The action's name on the wire, where that is another. */
  readonly wire?: string;
  /** Of the version 2016-11-15, which Eucalyptus has in part. */
  readonly amazonOnly?: boolean;
  readonly in?: Shape;
  /** Parameters that came with 2016-11-15. Eucalyptus fails on what it does not know. */
  readonly newer?: readonly string[];
  /** Likewise, but known to Eucalyptus 4.4 when asked in that version. */
  readonly since2016?: readonly string[];
  readonly out?: Shape;
  /** The one list that the answer is. */
  readonly list?: string;
}

export type QueryTable = Readonly<Record<string, QueryAction>>;

/** Parameters that travel outside of documents: `[name on the wire, code]`. */
export interface Fields {
  readonly [parameter: string]: readonly [wire: string, code: Code];
}

export interface S3Operation {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly on: 'service' | 'bucket' | 'object';
  readonly always?: Readonly<Record<string, string>>;
  readonly query?: Fields;
  readonly headers?: Fields;
  readonly body?: S3Document;
  readonly resultHeaders?: Fields;
  readonly result?: S3Document;
}

/** Bytes as they are, the text of a policy, or a document: its element and what is in it. */
export type S3Document = 'raw' | 'text' | readonly [element: string, content: Member];

export type S3Table = Readonly<Record<string, S3Operation>>;
