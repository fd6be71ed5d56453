import type { CallOptions } from '../call-options.ts';
import type { ObjectCapabilities } from '../capabilities.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { type BodySource, bodyOf } from '../transport/body.ts';
import type { RequestBody } from '../transport/transport.ts';
import { blamed } from '../transport/upload-source.ts';
import { assertConcurrency } from '../waiting/map-concurrently.ts';
import { countBody, type Progress, watchBody } from './body-watch.ts';
import { PartMemory } from './part-memory.ts';
import { PartReader } from './part-reader.ts';
import { putInParts } from './put-in-parts.ts';
import type { ObjectDriver, PutObjectRequest } from './storage-driver.ts';
import type { ContentHeaders, PutResult, WriteConditions } from './storage-types.ts';

export interface PutOptions extends CallOptions, ContentHeaders, WriteConditions {
  /** Bytes of a stream whose length cannot be seen; files and bytes tell their own. */
  readonly contentLength?: number | undefined;
  /** Names of letters, digits, `-` and `_`; case does not count and they come back in lower case. Values: any text in one line, without blanks at its ends. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Size of one part of an upload in parts. Default 16 MiB, more when the object would have too many. */
  readonly partSizeBytes?: number | undefined;
  /** Parts on the way at once. Default 4. Memory is about part size × (concurrency + 1), and for all calls of the connection together `maxBufferedBytes` of its profile. */
  readonly concurrency?: number | undefined;
  /** Options of this provider alone. */
  readonly native?: unknown;
}

export type PutRequest = Omit<PutObjectRequest, 'body' | 'md5'>;

export type PutHow = CallOptions & Pick<PutOptions, 'contentLength' | 'onProgress' | 'partSizeBytes' | 'concurrency'>;

const DEFAULT_PART_BYTES = 16 * 1024 * 1024;
const DEFAULT_CONCURRENCY = 4;
/** Objects of known length up to this go in one request. */
const SINGLE_PUT_BYTES = 64 * 1024 * 1024;
const MAX_KNOWN_DIGEST_BYTES = 16 * 1024 * 1024;

/** One request where that will do, parts where the object is large or its length unknown. */
export async function putObject(
  driver: ObjectDriver,
  declared: ObjectCapabilities,
  request: PutRequest,
  source: BodySource,
  how: PutHow,
  memory: PartMemory = new PartMemory(),
): Promise<PutResult> {
  if (how.contentLength !== undefined && !(Number.isSafeInteger(how.contentLength) && how.contentLength >= 0)) {
    throw new CloudError('invalid-argument', `contentLength: got ${String(how.contentLength)}, expected a whole number from 0`, { outcome: 'not-done' });
  }
  const body = bodyOf(source, how.contentLength === undefined ? {} : { length: how.contentLength });
  const { length } = body;
  if (how.concurrency !== undefined) assertConcurrency(how.concurrency);
  if (how.contentLength !== undefined && length !== how.contentLength) {
    throw new CloudError('invalid-argument', `contentLength says ${how.contentLength}, but the content has ${length} bytes`, { outcome: 'not-done' });
  }
  if (length !== undefined && declared.maxObjectBytes !== undefined && length > declared.maxObjectBytes) {
    throw new CloudError('invalid-argument', `the object has ${length} bytes, this cloud takes ${declared.maxObjectBytes}`, { outcome: 'not-done' });
  }
  const multipart = declared.multipart ? driver.multipart : undefined;
  const most = declared.maxPutBytes ?? Number.POSITIVE_INFINITY;
  if (length !== undefined && length > most && multipart === undefined) {
    throw new CloudError('invalid-argument', `the object has ${length} bytes, this cloud takes ${most} in one request and no parts`, { outcome: 'not-done' });
  }
  const single = Math.min(SINGLE_PUT_BYTES, most);
  if (length !== undefined && (length <= single || multipart === undefined)) return putWhole(driver, request, body, how);
  if (multipart === undefined) {
    if (declared.unknownLength) return putWhole(driver, request, body, how);
    throw new CloudError('invalid-argument', 'this cloud must know how long an object is before it comes', {
      outcome: 'not-done',
      remedy: 'give contentLength, a file stream, or bytes',
    });
  }
  const partBytes = partSize(how.partSizeBytes, length, multipart);
  const share = memory.share();
  let parts: PartReader | undefined;
  try {
    parts = new PartReader(body, partBytes, share);
    const first = await parts.next(how.signal);
    // A short stream of unknown length: now its length is known, and it may even be sent again.
    const whole = first?.bytes ?? new Uint8Array(0);
    if (length === undefined && parts.ended && whole.byteLength <= most) return await putWhole(driver, request, bodyOf(whole), how);
    const digests = driver.checksUploads !== true;
    return await putInParts({ multipart, digests, request, parts, first, length, concurrency: how.concurrency ?? DEFAULT_CONCURRENCY, how });
  } finally {
    parts?.destroy();
    share.close();
  }
}

async function putWhole(driver: ObjectDriver, request: PutRequest, given: RequestBody, how: PutHow): Promise<PutResult> {
  const { body, blame } = blamed(given);
  try {
    return await putOnce(driver, request, body, how);
  } catch (error) {
    // Whoever gives up may have ended his stream with the same signal.
    throw how.signal?.aborted === true ? error : blame(error);
  }
}

async function putOnce(driver: ObjectDriver, request: PutRequest, body: RequestBody, how: PutHow): Promise<PutResult> {
  if (driver.put === undefined) throw new CloudError('unsupported', 'the driver has no put');
  if (driver.checksUploads === true) return driver.put({ ...request, body: countBody(body, how.onProgress) }, how);
  const watched = watchBody(body, how.onProgress, MAX_KNOWN_DIGEST_BYTES);
  const result = await driver.put({ ...request, body: watched.body, md5: watched.md5Before }, how);
  const sent = watched.md5();
  if (result.md5 !== undefined && sent !== undefined && result.md5 !== sent) {
    throw new CloudError('protocol', `what was stored is not what was sent: its MD5 is ${result.md5}, ours ${sent}`, {
      outcome: 'done',
      leftover: { kind: 'object', id: `${request.bucket}/${request.key}` },
      retry: 'maybe',
    });
  }
  return { ...result, md5: result.md5 ?? sent };
}

function partSize(
  wanted: number | undefined,
  length: number | undefined,
  bounds: { readonly minPartBytes: number; readonly maxPartBytes: number; readonly maxParts: number },
): number {
  if (wanted !== undefined && !(Number.isSafeInteger(wanted) && wanted >= bounds.minPartBytes && wanted <= bounds.maxPartBytes)) {
    throw new CloudError('invalid-argument', `partSizeBytes: got ${wanted}, this cloud takes ${bounds.minPartBytes} to ${bounds.maxPartBytes}`, {
      outcome: 'not-done',
    });
  }
  const needed = length === undefined ? 0 : Math.ceil(length / bounds.maxParts);
  const size = Math.max(wanted ?? Math.min(Math.max(DEFAULT_PART_BYTES, bounds.minPartBytes), bounds.maxPartBytes), needed);
  if (size > bounds.maxPartBytes)
    throw new CloudError('invalid-argument', `the object has ${length} bytes: more than ${bounds.maxParts} parts of ${bounds.maxPartBytes}`, {
      outcome: 'not-done',
    });
  return size;
}
