import type { S3Call } from './call.ts';
import { noSuchKey, notImplemented, preconditionFailed } from './s3-error.ts';
import type { StoredObject } from './store.ts';

export interface ReadConditions {
  readonly match: string | undefined;
  readonly noneMatch: string | undefined;
  readonly modifiedSince: string | undefined;
  readonly unmodifiedSince: string | undefined;
}

const listed = (header: string, etag: string): boolean =>
  header.trim() === '*' ||
  header
    .split(',')
    .map((item) => item.trim().replace(/^W\//, '').replace(/^"|"$/g, ''))
    .includes(etag);

const seconds = (ms: number): number => Math.floor(ms / 1000);

const time = (text: string | undefined): number | undefined => {
  const parsed = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(parsed) ? undefined : seconds(parsed);
};

/** The condition that does not hold, or `not-modified`. If-Match decides over If-Unmodified-Since, If-None-Match over If-Modified-Since. */
export function failedCondition(
  conditions: ReadConditions,
  object: Pick<StoredObject, 'etag' | 'modifiedAt'>,
): { readonly header: string; readonly notModified: boolean } | undefined {
  const modified = seconds(object.modifiedAt);
  const unmodifiedSince = time(conditions.unmodifiedSince);
  const modifiedSince = time(conditions.modifiedSince);
  if (conditions.match !== undefined) {
    if (!listed(conditions.match, object.etag)) return { header: 'If-Match', notModified: false };
  } else if (unmodifiedSince !== undefined && modified > unmodifiedSince) return { header: 'If-Unmodified-Since', notModified: false };
  if (conditions.noneMatch !== undefined) {
    if (listed(conditions.noneMatch, object.etag)) return { header: 'If-None-Match', notModified: true };
  } else if (modifiedSince !== undefined && modified <= modifiedSince) return { header: 'If-Modified-Since', notModified: true };
  return undefined;
}

export const readConditions = (call: S3Call): ReadConditions => ({
  match: call.caseSensitiveHeader('If-Match'),
  noneMatch: call.caseSensitiveHeader('If-None-Match'),
  modifiedSince: call.caseSensitiveHeader('If-Modified-Since'),
  unmodifiedSince: call.caseSensitiveHeader('If-Unmodified-Since'),
});

export const copySourceConditions = (call: S3Call): ReadConditions => {
  const header = (name: string): string | undefined => call.caseSensitiveHeader(`x-amz-copy-source-${name}`);
  return {
    match: header('if-match'),
    noneMatch: header('if-none-match'),
    modifiedSince: header('if-modified-since'),
    unmodifiedSince: header('if-unmodified-since'),
  };
};

/** `If-None-Match: *` and `If-Match` of a write; Eucalyptus does not look at them. */
export function checkWriteConditions(call: S3Call, existing: StoredObject | undefined, key: string): void {
  if (call.isEucalyptus) return;
  const noneMatch = call.header('if-none-match');
  if (noneMatch !== undefined) {
    if (noneMatch.trim() !== '*') throw notImplemented('If-None-Match');
    if (existing !== undefined) throw preconditionFailed('If-None-Match');
  }
  const match = call.header('if-match');
  if (match !== undefined) {
    if (existing === undefined) throw noSuchKey(key);
    if (!listed(match, existing.etag)) throw preconditionFailed('If-Match');
  }
}
