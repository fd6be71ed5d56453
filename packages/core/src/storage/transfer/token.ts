import { createHash } from 'node:crypto';
import { CloudError } from '../../errors/cloud-error.ts';
import type { MultipartUpload } from '../storage-driver.ts';

/** An upload in parts that had begun: another process goes on with it. */
export interface OpenUpload {
  /** Key or path of the source, and of the target. */
  readonly from: string;
  readonly to: string;
  readonly sizeBytes: number;
  readonly etag?: string | undefined;
  readonly modifiedAt?: string | undefined;
  readonly partBytes: number;
  readonly upload: MultipartUpload;
}

/** One end of a transfer: enough to see that it is resumed between the same places. */
export interface TokenEnd {
  /** A digest of the service's address, or `file`. */
  readonly service: string;
  readonly bucket: string;
  readonly key: string;
}

/**
 * How far a transfer has come, as plain JSON: keep it anywhere and give it to another process as `resume`. It holds no secret;
 * its size depends on how much is under way, not on how much there is.
 */
export interface TransferToken {
  readonly portolan: 'transfer';
  readonly version: 1;
  readonly from: TokenEnd;
  readonly to: TokenEnd;
  /** Of a prefix: everything up to this key is there, but for `open`. */
  readonly after?: string | undefined;
  readonly open: readonly OpenUpload[];
  readonly objects: number;
  readonly bytes: number;
  readonly dropped: readonly string[];
}

export const fingerprint = (service: string): string => createHash('sha256').update(service).digest('hex').slice(0, 24);

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isOptionalText = (value: unknown): boolean => value === undefined || isText(value);

/** A token as it comes out of a file or a queue: of a stranger, until it was looked at. */
export function readToken(given: unknown): TransferToken {
  const problem = tokenProblem(given);
  if (problem === undefined) return given as TransferToken;
  throw new CloudError('invalid-argument', `resume: ${problem}`, { outcome: 'not-done', remedy: 'give what onToken was called with, as it was' });
}

function tokenProblem(given: unknown): string | undefined {
  if (!isRecord(given) || given['portolan'] !== 'transfer') return 'this is no token of a transfer';
  if (given['version'] !== 1) return `this token is of version ${String(given['version'])}, this library knows version 1`;
  for (const end of ['from', 'to'] as const) {
    const value = given[end];
    if (!isRecord(value) || !isText(value['service']) || !isText(value['bucket']) || !isText(value['key'])) return `${end} is missing or broken`;
  }
  if (!isOptionalText(given['after'])) return 'after is no key';
  if (!isCount(given['objects']) || !isCount(given['bytes'])) return 'objects or bytes is no number';
  if (!Array.isArray(given['dropped']) || !given['dropped'].every(isText)) return 'dropped is no list of names';
  if (!Array.isArray(given['open'])) return 'open is no list';
  return given['open'].map(uploadProblem).find((problem) => problem !== undefined);
}

/** What is wrong with one upload under way. */
export function uploadProblem(given: unknown): string | undefined {
  if (!isRecord(given) || !isText(given['from']) || !isText(given['to'])) return 'an upload has no from or to';
  if (!isCount(given['sizeBytes']) || !isCount(given['partBytes']) || given['partBytes'] === 0) return 'an upload has no sizeBytes or partBytes';
  if (!isOptionalText(given['etag']) || !isOptionalText(given['modifiedAt'])) return 'an upload’s etag or modifiedAt is no text';
  const upload = given['upload'];
  if (!isRecord(upload) || !isText(upload['bucket']) || !isText(upload['key']) || !isText(upload['id']) || upload['id'] === '') return 'an upload has no id';
  const state = upload['state'];
  if (state !== undefined && (!isRecord(state) || !Object.values(state).every(isText))) return 'an upload’s state is broken';
  return undefined;
}

/** Refuses to go on between other places than it was begun between. */
export function assertSamePlaces(token: TransferToken, from: TokenEnd, to: TokenEnd): void {
  for (const [name, was, is] of [
    ['from', token.from, from],
    ['to', token.to, to],
  ] as const) {
    const differs = (['service', 'bucket', 'key'] as const).find((part) => was[part] !== is[part]);
    if (differs === undefined) continue;
    const said = differs === 'service' ? 'another service' : `${differs} ${JSON.stringify(was[differs])}, not ${JSON.stringify(is[differs])}`;
    throw new CloudError('invalid-argument', `resume: the token is of a transfer ${name} ${said}`, { outcome: 'not-done' });
  }
}
