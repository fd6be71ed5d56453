import { type BodySource, bodyOf, type CallOptions, encodePathSegment, unexpectedBody } from '@portolan/core/driver';
import { etagOf, md5Hex } from '../../storage/objects/mapping.ts';
import * as requests from '../../storage/objects/multipart-requests.ts';
import type { CreatedUploadWire, EntryWire, UploadStateWire } from '../../storage/objects/wire.ts';
import type { MantaDirectories } from './directories.ts';
import { type MantaCalls, mantaPath } from './manta-calls.ts';
import type { MantaPutResult } from './objects.ts';

export type UploadRef = string | Pick<CreatedUploadWire, 'id' | 'partsDirectory'>;

/** Uploads in parts: at most 800, of 5 MiB or more but for the last. Subusers may not. */
export class MantaUploads {
  readonly #calls: MantaCalls;
  readonly #directories: MantaDirectories;

  constructor(calls: MantaCalls, directories: MantaDirectories) {
    this.#calls = calls;
    this.#directories = directories;
  }

  /** `headers`: of the object to be, lower case; `content-length` and `durability-level` as numbers. Its directory must be there at the commit. */
  async create(path: string, headers: Readonly<Record<string, string | number>> = {}, options: CallOptions = {}): Promise<CreatedUploadWire> {
    const target = `${this.#calls.client.accountPath}${mantaPath(path)}`;
    const created = await this.#calls.json<CreatedUploadWire>(requests.create(target, headers), options);
    if (typeof created?.id !== 'string' || typeof created.partsDirectory !== 'string') throw unexpectedBody('it is no upload', {}, JSON.stringify(created));
    return created;
  }

  /** `number` from 0. The answer is what `commit` wants. */
  async putPart(upload: UploadRef, number: number, content: BodySource, options: CallOptions & { readonly length?: number | undefined } = {}): Promise<string> {
    const { length, ...call } = options;
    const answer = await this.#calls.empty(
      requests.putPart(directoryOf(upload), number, bodyOf(content, length === undefined ? {} : { length }), undefined),
      call,
    );
    const etag = etagOf(answer.headers);
    if (etag === undefined) throw unexpectedBody('the answer to a part has no Etag', { status: answer.status });
    return etag;
  }

  async state(upload: UploadRef, options: CallOptions = {}): Promise<UploadStateWire> {
    return this.#calls.json<UploadStateWire>(requests.getState(directoryOf(upload)), options);
  }

  /** Those that arrived, named by their numbers. */
  async parts(upload: UploadRef, options: CallOptions = {}): Promise<readonly EntryWire[]> {
    return this.#directories.list(decodeURIComponent(directoryOf(upload)), options).toArray();
  }

  /** `etags` in the order of the parts, without gaps. */
  async commit(upload: UploadRef, etags: readonly string[], options: CallOptions = {}): Promise<MantaPutResult> {
    const { headers } = await this.#calls.empty(requests.commit(directoryOf(upload), etags), options);
    return { etag: etagOf(headers), md5: md5Hex(headers['computed-md5']) };
  }

  async abort(upload: UploadRef, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty(requests.abort(directoryOf(upload)), options);
  }
}

const directoryOf = (upload: UploadRef): string =>
  typeof upload === 'string'
    ? `/uploads/${encodePathSegment(upload.slice(0, requests.prefixLength(upload)))}/${encodePathSegment(upload)}`
    : requests.belowAccount(upload.partsDirectory);
