import type { CallOptions } from '@portolan/core';
import { List, type Page, unexpectedBody } from '@portolan/core/driver';
import { lastName } from '../../storage/objects/marker.ts';
import type {
  ListBucketsResult,
  ListMultipartUploadsParameters,
  ListMultipartUploadsResult,
  ListObjectsParameters,
  ListObjectsResult,
  ListObjectVersionsParameters,
  ListObjectVersionsResult,
  ListPartsParameters,
  ListPartsResult,
  S3Actions,
} from '../generated/s3.ts';

export type S3Bucket = ListBucketsResult['Buckets'][number];
export type S3Object = ListObjectsResult['Contents'][number];
export type S3Upload = ListMultipartUploadsResult['Upload'][number];
export type S3Part = ListPartsResult['Part'][number];
type VersionRow = ListObjectVersionsResult['Version'][number];
type MarkerRow = ListObjectVersionsResult['DeleteMarker'][number];
/** A version of an object, or the marker that a delete left. */
export type S3Version = (VersionRow & { readonly isDeleteMarker: false }) | (MarkerRow & { readonly isDeleteMarker: true });
/** What keys up to a delimiter have in common. */
export type S3ObjectOrPrefix = S3Object | { readonly Prefix?: string | undefined };

/** Everything that S3 lists in pages, to the last. */
export class S3Lists {
  readonly #actions: S3Actions;
  readonly #provider: string;
  readonly #urlEncoded: boolean;
  readonly #amazon: boolean;

  /** `amazon`: the server is Amazon's own. */
  constructor(actions: S3Actions, provider: string, urlEncoded: boolean, amazon: boolean) {
    this.#amazon = amazon;
    this.#actions = actions;
    this.#provider = provider;
    this.#urlEncoded = urlEncoded;
  }

  buckets(options: CallOptions = {}): List<S3Bucket> {
    return this.#list('ListBuckets', options, async (cursor) => {
      const { Buckets, ContinuationToken } = await this.#actions.listBuckets(cursor === undefined ? {} : { ContinuationToken: cursor }, options);
      return page(Buckets, ContinuationToken);
    });
  }

  /** Version 1 of the listing, which every server knows. With a Delimiter, prefixes come after the keys of their page. */
  objects(
    parameters: Omit<ListObjectsParameters, 'Marker' | 'EncodingType'> & { readonly Marker?: string | undefined },
    options: CallOptions = {},
  ): List<S3ObjectOrPrefix> {
    return this.#list('ListObjects', options, async (cursor) => {
      const answer = await this.#actions.listObjects({ ...parameters, ...this.#encoding(), Marker: cursor ?? parameters.Marker }, options);
      const rows = [...answer.Contents, ...answer.CommonPrefixes];
      if (answer.IsTruncated !== true) return { items: rows };
      return { items: rows, next: must(answer.NextMarker ?? lastName([answer.Contents.at(-1)?.Key, answer.CommonPrefixes.at(-1)?.Prefix])) };
    });
  }

  /** Newest first within a key. Versions and markers come apart from the server, and in the order of keys from here. */
  versions(parameters: Omit<ListObjectVersionsParameters, 'EncodingType'>, options: CallOptions = {}): List<S3Version> {
    return this.#list('ListObjectVersions', options, async (cursor) => {
      const from = cursor === undefined ? {} : pairOf(cursor, 'KeyMarker', 'VersionIdMarker');
      const answer = await this.#actions.listObjectVersions({ ...parameters, ...this.#encoding(), ...from }, options);
      const rows: S3Version[] = [
        ...answer.Version.map((row) => ({ ...row, isDeleteMarker: false as const })),
        ...answer.DeleteMarker.map((row) => ({ ...row, isDeleteMarker: true as const })),
      ];
      rows.sort(
        (a, b) =>
          byBytes(a.Key ?? '', b.Key ?? '') ||
          (b.LastModified?.getTime() ?? 0) - (a.LastModified?.getTime() ?? 0) ||
          Number(b.IsLatest === true) - Number(a.IsLatest === true),
      );
      return answer.IsTruncated === true ? { items: rows, next: endOfVersions(rows, answer) } : { items: rows };
    });
  }

  /** Uploads in parts that were begun and neither completed nor aborted. */
  uploads(parameters: Omit<ListMultipartUploadsParameters, 'EncodingType'>, options: CallOptions = {}): List<S3Upload> {
    return this.#list('ListMultipartUploads', options, async (cursor) => {
      const from = cursor === undefined ? {} : pairOf(cursor, 'KeyMarker', 'UploadIdMarker');
      // Asked for it, radosgw 16 encodes the keys of uploads, and does not say so.
      const encoding = this.#amazon ? this.#encoding() : {};
      const answer = await this.#actions.listMultipartUploads({ ...parameters, ...encoding, ...from }, options);
      if (answer.IsTruncated !== true) return { items: answer.Upload };
      // Swift 2.30 says that there is more, and leaves these empty.
      const last = answer.Upload.at(-1);
      return { items: answer.Upload, next: pair(answer.NextKeyMarker || last?.Key, answer.NextUploadIdMarker || last?.UploadId) };
    });
  }

  parts(parameters: ListPartsParameters, options: CallOptions = {}): List<S3Part> {
    return this.#list('ListParts', options, async (cursor) => {
      const answer = await this.#actions.listParts({ ...parameters, ...(cursor === undefined ? {} : { PartNumberMarker: Number(cursor) }) }, options);
      return answer.IsTruncated === true ? { items: answer.Part, next: must(answer.NextPartNumberMarker?.toString()) } : { items: answer.Part };
    });
  }

  /** The only way to list keys that XML cannot carry. Eucalyptus takes no notice of it. */
  #encoding(): { readonly EncodingType?: string } {
    return this.#urlEncoded ? { EncodingType: 'url' } : {};
  }

  #list<T>(operation: string, options: CallOptions, fetch: (cursor: string | undefined) => Promise<Page<T>>): List<T> {
    return new List({ context: { provider: this.#provider, operation: `s3.${operation}` }, signal: options.signal, fetch });
  }
}

const page = <T>(items: readonly T[], next: string | undefined): Page<T> => (next === undefined || next === '' ? { items } : { items, next });
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const pair = (key: string | undefined, id: string | undefined): string => JSON.stringify([must(key), id ?? '']);

/** Swift 2.30 says `null` of a version that has an id, and would then list none of the others of its key. */
function endOfVersions(rows: readonly S3Version[], answer: ListObjectVersionsResult): string {
  const { NextKeyMarker: key, NextVersionIdMarker: id } = answer;
  const last = rows.filter((row) => row.Key === key);
  const told = id === undefined || id === '' || last.length === 0 || last.some((row) => row.VersionId === id);
  return pair(key, told ? id : last.at(-1)?.VersionId);
}

function pairOf(cursor: string, keyName: string, idName: string): Record<string, string> {
  const [key, id] = JSON.parse(cursor) as [string, string];
  return { [keyName]: key, ...(id === '' ? {} : { [idName]: id }) };
}

function must(cursor: string | undefined): string {
  if (cursor === undefined || cursor === '') throw unexpectedBody('it says there is more, and not where');
  return cursor;
}
