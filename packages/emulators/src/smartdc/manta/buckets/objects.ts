import { reply } from '../../../kit/exchange.ts';
import { readRoleTags } from '../authorize.ts';
import { invalidUpdate, MantaError } from '../manta-error.ts';
import { readCopies, sendObject } from '../objects.ts';
import { announcedSize, receive } from '../receive.ts';
import { storedHeaders } from '../stored-headers.ts';
import { newEtag, type ObjectEntry } from '../tree.ts';
import { type Bucket, findObject } from './buckets.ts';
import type { BucketCall } from './call.ts';
import { checkBucketConditions } from './conditions.ts';

const FIXED = ['content-length', 'content-md5', 'durability-level'] as const;

export const objectNotFound = (name: string): MantaError => new MantaError(404, 'ObjectNotFound', `${name} was not found`);

const rolesFor = (call: BucketCall): readonly string[] => readRoleTags(call.owner, call.request.header('role-tag')) ?? call.roles.map((role) => role.name);

/** Documented as 204; the newest sources answer 200. */
export async function putBucketObject(call: BucketCall, bucket: Bucket, name: string): Promise<void> {
  const { request, response } = call;
  const size = announcedSize(call);
  const copies = readCopies(call);
  checkBucketConditions(request, findObject(bucket, name));
  const roleTags = rolesFor(call);
  const { body, md5 } = await receive(call, size.bytes);
  // Once more when the bytes are there: somebody else may have been faster.
  checkBucketConditions(request, findObject(bucket, name));
  const stored: ObjectEntry = {
    type: 'object',
    name,
    mtimeMs: call.store.options.clock.now(),
    headers: storedHeaders(request.headers),
    roleTags,
    etag: newEtag(),
    body,
    contentMD5: md5,
    contentType: request.header('content-type') ?? 'application/octet-stream',
    contentDisposition: undefined,
    copies: body.length === 0 ? 0 : copies,
  };
  bucket.objects.set(stored);
  reply(response, 204, { Etag: stored.etag, 'Last-Modified': new Date(stored.mtimeMs).toUTCString(), 'Computed-MD5': md5 });
}

export function getBucketObject(call: BucketCall, bucket: Bucket, name: string): void {
  const object = findObject(bucket, name);
  if (object === undefined) throw objectNotFound(name);
  const { response } = call;
  response.setHeader('Etag', object.etag);
  response.setHeader('Last-Modified', new Date(object.mtimeMs).toUTCString());
  if (checkBucketConditions(call.request, object)) reply(response, 304);
  else sendObject(call, object);
}

export function deleteBucketObject(call: BucketCall, bucket: Bucket, name: string): void {
  const object = findObject(bucket, name);
  if (object === undefined) throw objectNotFound(name);
  checkBucketConditions(call.request, object);
  bucket.objects.delete(name);
  reply(call.response, 204);
}

/** `PUT …/metadata`: new headers in place of the old, under a new etag. As with directories a Content-Length is refused, even 0. */
export function updateBucketObject(call: BucketCall, bucket: Bucket, name: string): void {
  const { request, response } = call;
  const fixed = FIXED.find((header) => request.header(header));
  if (fixed !== undefined) throw invalidUpdate(fixed);
  const object = findObject(bucket, name);
  if (object === undefined) throw objectNotFound(name);
  checkBucketConditions(request, object);
  request.stream.resume();
  const stored: ObjectEntry = {
    ...object,
    etag: newEtag(),
    mtimeMs: call.now,
    headers: storedHeaders(request.headers),
    roleTags: rolesFor(call),
    contentType: request.header('content-type') ?? 'application/octet-stream',
  };
  bucket.objects.set(stored);
  const custom = Object.fromEntries(Object.entries(stored.headers).filter(([header]) => /^m-\w+/.test(header)));
  reply(response, 204, { ...custom, Etag: stored.etag, 'Last-Modified': new Date(stored.mtimeMs).toUTCString(), 'Durability-Level': stored.copies });
}
