import { drained } from '../../kit/drained.ts';
import { reply } from '../../kit/exchange.ts';
import { objectFor } from './access.ts';
import { checkReadable } from './archive.ts';
import { objectHeaders } from './attributes.ts';
import type { ObjectBody } from './body.ts';
import type { S3Call } from './call.ts';
import { failedCondition, readConditions } from './conditions.ts';
import { expirationHeader } from './configuration/lifecycle.ts';
import { checkCustomerKey } from './encryption.ts';
import { invalidArgument, preconditionFailed, S3Error } from './s3-error.ts';
import type { StoredObject } from './store.ts';
import { versionHeader } from './versions.ts';

interface Part {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

function unsatisfiable(range: string, size: number): S3Error {
  return new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable', { RangeRequested: range, ActualObjectSize: String(size) });
}

/** `bytes=a-b`, `bytes=a-`, `bytes=-n`. Undefined: the header counts for nothing (malformed, or several ranges). */
export function parseRange(header: string, size: number): Part | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (match === null || (match[1] === '' && match[2] === '')) return undefined;
  if (match[1] === '') {
    const suffix = Number(match[2]);
    if (suffix === 0 || size === 0) throw unsatisfiable(header, size);
    return { start: Math.max(0, size - suffix), end: size };
  }
  const start = Number(match[1]);
  const last = match[2] === '' ? size - 1 : Number(match[2]);
  if (last < start && match[2] !== '') return undefined;
  if (start >= size) throw unsatisfiable(header, size);
  return { start, end: Math.min(last + 1, size) };
}

function partAsked(call: S3Call, object: StoredObject): Part | undefined {
  const text = call.isEucalyptus ? undefined : call.query.get('partNumber');
  if (text === undefined) return undefined;
  const sizes = object.parts.length === 0 ? [object.body.length] : object.parts.map(({ size }) => size);
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 10_000)
    throw invalidArgument('Part number must be an integer between 1 and 10000, inclusive', 'partNumber', text);
  const size = sizes[number - 1];
  if (size === undefined)
    throw new S3Error(416, 'InvalidPartNumber', 'The requested partnumber is not satisfiable', {
      PartNumberRequested: text,
      ActualPartCount: String(sizes.length),
    });
  const start = sizes.slice(0, number - 1).reduce((sum, length) => sum + length, 0);
  return { start, end: start + size };
}

export async function getObject(call: S3Call): Promise<void> {
  const { bucket, object } = objectFor(call, 'READ');
  checkCustomerKey(call, object);
  const headers = { ...objectHeaders(call, object), ...expirationHeader(bucket, object), ...versionHeader(bucket, object) };
  const failed = failedCondition(readConditions(call), object);
  if (failed?.notModified === true) {
    reply(call.response, 304, { ETag: headers['ETag'], 'Last-Modified': headers['Last-Modified'], ...versionHeader(bucket, object) });
    return;
  }
  if (failed !== undefined) throw preconditionFailed(failed.header);
  if (call.request.method === 'GET') checkReadable(object, call.now);
  const range = call.caseSensitiveHeader('Range');
  const size = object.body.length;
  const part = partAsked(call, object);
  const chosen = part ?? (range === undefined ? undefined : parseRange(range, size));
  if (object.parts.length > 0 && part !== undefined) headers['x-amz-mp-parts-count'] = String(object.parts.length);
  if (object.checksum !== undefined && chosen === undefined && call.header('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED') {
    headers[`x-amz-checksum-${object.checksum.algorithm}`] = object.checksum.value;
    headers['x-amz-checksum-type'] = object.checksum.type;
  }
  if (chosen !== undefined) headers['Content-Range'] = `bytes ${chosen.start}-${chosen.end - 1}/${size}`;
  const body = chosen === undefined ? object.body : object.body.slice(chosen.start, chosen.end);
  for (const [name, value] of Object.entries(headers)) call.response.setHeader(name, value);
  call.response.setHeader('Content-Length', body.length);
  call.response.statusCode = chosen === undefined ? 200 : 206;
  if (call.request.method === 'HEAD') call.response.end();
  else await send(call, body);
}

async function send(call: S3Call, body: ObjectBody): Promise<void> {
  const { response } = call;
  for (const chunk of body.chunks) {
    if (response.destroyed) return;
    if (!response.write(chunk) && !response.destroyed) await drained(response);
  }
  response.end();
}
