import { digestOf } from '../digest/digest.ts';
import { CloudError, isCloudError } from '../errors/cloud-error.ts';
import { contextual } from '../errors/with-context.ts';
import { bytesBody } from '../transport/body.ts';
import type { Piece } from './part-memory.ts';
import type { PartReader } from './part-reader.ts';
import type { PutHow, PutRequest } from './put-object.ts';
import type { MultipartDriver, MultipartUpload, UploadedPart } from './storage-driver.ts';
import type { PutResult } from './storage-types.ts';

export interface PartsPlan {
  readonly multipart: MultipartDriver;
  /** Whether parts are digested here, for the cloud to compare. */
  readonly digests: boolean;
  readonly request: PutRequest;
  readonly parts: PartReader;
  readonly first: Piece | undefined;
  readonly length: number | undefined;
  readonly concurrency: number;
  readonly how: PutHow;
}

const ABORT_TIMEOUT_MS = 30_000;

/**
 * Uploads in parts. A part is read only when a place on the way is free, and there is memory for it: `concurrency` parts and the one being read are held at most.
 * Whatever fails, the upload is aborted, so that nothing is kept and billed; if even that fails, the error's `leftover` names it.
 */
export async function putInParts(plan: PartsPlan): Promise<PutResult> {
  const { multipart, request, how } = plan;
  const upload = await multipart.begin(request, how);
  try {
    const parts = await sendParts(plan, upload);
    return await multipart.complete(upload, parts, request, how);
  } catch (failure) {
    // Named here already, so that it can tell what is left over.
    const error = contextual(failure, {}, how.signal);
    await abandon(multipart, upload, error);
    throw error;
  }
}

async function abandon(multipart: MultipartDriver, upload: MultipartUpload, error: unknown): Promise<void> {
  // A completion whose outcome is unknown may have succeeded: drivers then leave the object alone (see `MultipartDriver.abort`).
  try {
    await multipart.abort(upload, { signal: AbortSignal.timeout(ABORT_TIMEOUT_MS) });
  } catch {
    if (isCloudError(error)) error.leftover ??= { kind: 'multipart-upload', id: upload.id };
  }
}

async function sendParts(plan: PartsPlan, upload: MultipartUpload): Promise<UploadedPart[]> {
  const { multipart, digests, parts, how } = plan;
  const done: UploadedPart[] = [];
  const underway = new Set<Promise<void>>();
  // One part's failure ends the others: their results would be thrown away.
  const failure = new AbortController();
  const signal = how.signal === undefined ? failure.signal : AbortSignal.any([how.signal, failure.signal]);
  let failed: { readonly error: unknown } | undefined;
  let transferredBytes = 0;
  const send = async (number: number, piece: Piece): Promise<void> => {
    const { bytes } = piece;
    try {
      const md5 = digests ? await digestOf('md5', bytes) : undefined;
      const part = await multipart.putPart(upload, number, bytesBody(bytes), md5, { ...how, signal });
      if (part.md5 !== undefined && md5 !== undefined && part.md5 !== md5.toString('hex')) {
        throw new CloudError('protocol', `part ${number} as it was stored is not what was sent: its MD5 is ${part.md5}, ours ${md5.toString('hex')}`, {
          outcome: 'not-done',
          retry: 'maybe',
        });
      }
      piece.release();
      done.push(part);
      transferredBytes += bytes.byteLength;
      how.onProgress?.({ transferredBytes, totalBytes: plan.length });
    } catch (error) {
      piece.forget();
      failed ??= { error };
      failure.abort(error);
    }
  };
  try {
    let number = 1;
    let readBytes = 0;
    // Reading ends with the first failure too: the source may be slow, or never go on.
    for (let piece = plan.first; piece !== undefined; piece = await parts.next(signal)) {
      signal.throwIfAborted();
      readBytes += piece.bytes.byteLength;
      if (plan.length !== undefined && readBytes > plan.length) throw wrongLength(`more than ${plan.length}`, plan.length);
      if (number > multipart.maxParts) {
        throw new CloudError('invalid-argument', `the stream is longer than ${multipart.maxParts} parts of ${plan.first?.bytes.byteLength} bytes`, {
          outcome: 'not-done',
          remedy: 'give contentLength or a larger partSizeBytes',
        });
      }
      // Read while the others were on their way, so that a place that comes free is taken at once.
      while (underway.size >= Math.max(1, plan.concurrency)) await Promise.race(underway);
      signal.throwIfAborted();
      const sending: Promise<void> = send(number, piece).finally(() => underway.delete(sending));
      underway.add(sending);
      number += 1;
    }
    if (plan.length !== undefined && readBytes < plan.length) throw wrongLength(String(readBytes), plan.length);
  } catch (error) {
    failed ??= { error };
    failure.abort(error);
  }
  await Promise.all(underway);
  if (failed !== undefined) throw failed.error;
  return done.sort((a, b) => a.number - b.number);
}

const wrongLength = (got: string, announced: number): CloudError =>
  new CloudError('invalid-argument', `the stream to send held ${got} bytes instead of ${announced}`, { outcome: 'not-done' });
