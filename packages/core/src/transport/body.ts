import { fstatSync, ReadStream, type Stats, statSync } from 'node:fs';
import { pipeline, Readable, Transform } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { CloudError } from '../errors/cloud-error.ts';
import { encodeForm, type QueryInput } from './encode.ts';
import type { RequestBody } from './transport.ts';
import { failureBefore, unreadable } from './upload-source.ts';

/** Something that can be read once. */
export type OneShotSource = Readable | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>;
/** What callers may give as the content of an upload. A function is called once an attempt and makes the upload repeatable. */
export type BodySource = string | Uint8Array | ArrayBuffer | Blob | OneShotSource | (() => OneShotSource);

export interface BodyOptions {
  /** Bytes, when the source cannot tell. */
  readonly length?: number | undefined;
}

/** The bytes of any source. Text is UTF-8; the length of files and bytes is found out; streams are read once, functions as often as needed. */
export function bodyOf(source: BodySource, options: BodyOptions = {}): RequestBody {
  if (typeof source === 'string') return bytesBody(Buffer.from(source, 'utf8'));
  if (source instanceof Uint8Array) return bytesBody(source);
  if (source instanceof ArrayBuffer) return bytesBody(new Uint8Array(source));
  if (source instanceof Blob) {
    return { length: source.size, replayable: true, open: () => toReadable(source.stream() as ReadableStream<Uint8Array>) };
  }
  if (typeof source === 'function') return { length: options.length, replayable: true, open: () => toReadable(called(source)) };
  if (isOneShot(source)) return oneShotBody(source, options.length ?? (source instanceof ReadStream ? fileLength(source) : undefined));
  throw noBody(source);
}

export function jsonBody(value: unknown): RequestBody {
  return bytesBody(Buffer.from(JSON.stringify(value), 'utf8'));
}

export function formBody(fields: QueryInput): RequestBody {
  return bytesBody(Buffer.from(encodeForm(fields), 'latin1'));
}

/** Of a view only what it shows is sent, never the rest of the buffer under it. */
export function bytesBody(bytes: Uint8Array): RequestBody {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { length: view.byteLength, replayable: true, open: () => view };
}

function oneShotBody(source: OneShotSource, length: number | undefined): RequestBody {
  let opened = false;
  return {
    length,
    replayable: false,
    open: () => {
      if (opened) {
        throw new CloudError('invalid-argument', 'a stream cannot be sent twice', {
          outcome: 'not-done',
          remedy: 'give a function that opens a new stream, or the bytes',
        });
      }
      opened = true;
      return toReadable(source);
    },
  };
}

function called(open: () => OneShotSource): OneShotSource {
  try {
    return open();
  } catch (error) {
    throw unreadable(error);
  }
}

function toReadable(source: OneShotSource): Readable {
  if (source instanceof Readable) {
    const failure = failureBefore(source);
    if (failure !== undefined) throw failure;
    return source.readableObjectMode ? bytesOnly(source) : source;
  }
  if (source instanceof ReadableStream) {
    if (!source.locked) return Readable.fromWeb(source);
    throw new CloudError('invalid-argument', 'the stream to send is locked: somebody reads it', {
      outcome: 'not-done',
      remedy: 'give one of its own, as of tee()',
    });
  }
  if (isOneShot(source)) return Readable.from(source, { objectMode: false });
  throw noBody(source);
}

/** What may yield anything is looked at piece by piece: a pipe would end the program over a number. Errors pass as they are; who gives this up gives up the source. */
function bytesOnly(source: Readable): Readable {
  const checked = new Transform({
    writableObjectMode: true,
    writableHighWaterMark: 1,
    transform(piece: unknown, _encoding, done): void {
      if (typeof piece === 'string' || piece instanceof Uint8Array) done(null, piece);
      else done(new CloudError('invalid-argument', `the stream to send yields ${describe(piece)}, which is no bytes`, { outcome: 'not-done' }));
    },
    destroy(error, done): void {
      source.destroy();
      done(error);
    },
  });
  return pipeline(source, checked, () => undefined);
}

function isOneShot(source: unknown): source is OneShotSource {
  return source instanceof Readable || source instanceof ReadableStream || (typeof source === 'object' && source !== null && Symbol.asyncIterator in source);
}

/** What is left to come of a file stream that nobody has read from; undefined when that is not sure (a pipe, a device, a read begun). */
function fileLength(stream: ReadStream & { fd?: number | null; start?: number; end?: number; pos?: number }): number | undefined {
  if (stream.readableDidRead || stream.bytesRead > 0) return undefined;
  let stats: Stats;
  try {
    stats = typeof stream.fd === 'number' ? fstatSync(stream.fd) : statSync(stream.path);
  } catch {
    return undefined; // The stream itself will report what is wrong with the file.
  }
  if (!stats.isFile()) return undefined;
  const start = stream.start ?? (typeof stream.fd === 'number' ? undefined : 0);
  // A descriptor opened by someone else is read from where it stands, which nobody can ask for.
  if (start === undefined && stream.path === undefined) return undefined;
  const end = Math.min(stream.end ?? Number.POSITIVE_INFINITY, stats.size - 1);
  return Math.max(0, end - (start ?? 0) + 1);
}

function noBody(source: unknown): CloudError {
  return new CloudError('invalid-argument', `a body cannot be made of ${describe(source)}`, {
    outcome: 'not-done',
    remedy: 'give text, bytes (a Buffer, Uint8Array, ArrayBuffer or Blob), a stream or another async iterable of them, or a function that opens one',
  });
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  const name = typeof value === 'object' ? (value.constructor?.name ?? 'record') : typeof value;
  return `${/^[aeio]/i.test(name) ? 'an' : 'a'} ${name}`;
}
