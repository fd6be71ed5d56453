import type { IncomingMessage, ServerResponse } from 'node:http';
/** One request as it arrived: nothing decoded, nothing normalised. Signatures are checked over exactly these bytes. */
export declare class EmulatorRequest {
  #private;
  readonly method: string;
  /** The request target as sent: path and query, still percent-encoded. */
  readonly target: string;
  /** The target's path, still percent-encoded, dots and doubled slashes kept. */
  readonly path: string;
  /** The target's query without `?`, still percent-encoded; `''` when there is none. */
  readonly query: string;
  /** Lower-case names; repeated headers joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Header pairs in the order and case of the wire. */
  readonly rawHeaders: readonly (readonly [name: string, value: string])[];
  readonly stream: IncomingMessage;
  constructor(message: IncomingMessage);
  header(name: string): string | undefined;
  /** Query pairs in order, decoded once (`+` is a blank only when `plusIsBlank`). */
  queryPairs(plusIsBlank?: boolean): [name: string, value: string][];
  queryValue(name: string): string | undefined;
  /** The whole body; rejects past 64 MiB, which only object uploads exceed: those read `stream`. */
  body(): Promise<Buffer>;
}
/** Decodes `a=b&c=d` into pairs; a name without `=` has the value `''`. */
export declare function parsePairs(text: string, plusIsBlank?: boolean): [name: string, value: string][];
export type EmulatorHeaders = Readonly<Record<string, string | number | readonly string[] | undefined>>;
/** An answer with a known body. For streams write to `response` directly. */
export declare function reply(response: ServerResponse, status: number, headers?: EmulatorHeaders, body?: string | Buffer): void;
export declare function replyJson(response: ServerResponse, status: number, value: unknown, headers?: EmulatorHeaders): void;
//# sourceMappingURL=exchange.d.ts.map
