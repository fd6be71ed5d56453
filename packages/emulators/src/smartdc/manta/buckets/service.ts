import type { ServerResponse } from 'node:http';
import { type EmulatorRequest, reply } from '../../../kit/exchange.ts';
import { authenticate } from '../authenticate.ts';
import { authorizeManta, rolesOf } from '../authorize.ts';
import { authorizationFailed, invalidResource, MantaError } from '../manta-error.ts';
import type { Store } from '../store.ts';
import { type Bucket, findObject, isBucketName, isObjectName, newBucket } from './buckets.ts';
import type { BucketCall } from './call.ts';
import { pageOfNames } from './listing.ts';
import { deleteBucketObject, getBucketObject, putBucketObject, updateBucketObject } from './objects.ts';

/** Slashes of object names come as `%2F`: an unencoded one ends the name. */
export const BUCKETS_ROUTE: RegExp = /^\/([a-zA-Z][a-zA-Z0-9_\-.@%]+)\/buckets(?:\/([^/]+)(?:\/(objects)(?:\/([^/]+)(?:\/(metadata))?)?)?)?$/;

const bucketNotFound = (name: string): MantaError => new MantaError(404, 'BucketNotFound', `${name} was not found`);

/** The Buckets API (manta-buckets-api): flat names in buckets, beside the directories. */
export async function serveBuckets(store: Store, request: EmulatorRequest, response: ServerResponse, target: string, secure: boolean): Promise<void> {
  const [path = ''] = target.split('?', 1);
  const [, loginPart = '', bucketPart, objects, objectPart, metadata] = BUCKETS_ROUTE.exec(path) ?? [];
  const query = new Map(request.queryPairs());
  const { caller, roles: asked } = authenticate(store, request, target, query, false, secure);
  const [login, bucketName, objectName] = [loginPart, bucketPart, objectPart].map((part) => decode(part, path));
  const owner = store.options.accounts.get(login ?? '');
  if (owner === undefined) throw new MantaError(403, 'AccountDoesNotExist', `${login} does not exist`);
  if (caller === undefined) throw authorizationFailed('anonymous', path);
  const call: BucketCall = { store, request, response, now: store.options.clock.now(), caller, roles: rolesOf(caller, asked), owner, path, query };
  if (bucketName !== undefined && !isBucketName(bucketName)) {
    throw new MantaError(422, 'InvalidBucketName', `${JSON.stringify(bucketName)} is not a valid bucket name`);
  }
  if (objectName !== undefined && !isObjectName(objectName)) {
    throw new MantaError(422, 'InvalidBucketObjectName', `${JSON.stringify(objectName)} is not a valid bucket object name`);
  }
  const buckets = store.buckets.of(owner.id);
  if (bucketName === undefined) return serveRoot(call, buckets);
  if (objects === undefined) return serveBucket(call, buckets, bucketName);
  const bucket = buckets.get(bucketName);
  if (bucket === undefined) throw bucketNotFound(bucketName);
  if (objectName === undefined) {
    if (request.method !== 'GET') return refuseMethod(call);
    authorize(call, 'getbucket');
    return sendPage(call, bucket.objects.names(), (name) => objectView(bucket, name));
  }
  return serveObject(call, bucket, objectName, metadata !== undefined);
}

function decode(part: string | undefined, path: string): string | undefined {
  try {
    return part === undefined ? undefined : decodeURIComponent(part);
  } catch {
    throw invalidResource(path);
  }
}

function authorize(call: BucketCall, action: string, tags: readonly string[] = []): void {
  authorizeManta(call.owner, call.caller, call.roles, tags, action, call.path, false);
}

/** 405 without a body or an Allow header. */
function refuseMethod(call: BucketCall): void {
  call.request.stream.resume();
  reply(call.response, 405);
}

function serveRoot(call: BucketCall, buckets: ReadonlyMap<string, Bucket>): void {
  const { method } = call.request;
  // How a client learns that the service is there.
  if (method === 'OPTIONS') {
    authorize(call, 'optsdirectory');
    reply(call.response, 204, { Allow: 'OPTIONS, GET' });
  } else if (method === 'GET') {
    authorize(call, 'getdirectory');
    const names = [...buckets.keys()].sort();
    sendPage(call, names, (name) => ({ name, type: 'bucket', mtime: new Date(buckets.get(name)?.createdMs ?? 0).toISOString() }));
  } else refuseMethod(call);
}

function serveBucket(call: BucketCall, buckets: Map<string, Bucket>, name: string): void {
  const { response, request } = call;
  const bucket = buckets.get(name);
  switch (request.method) {
    case 'PUT':
      authorize(call, 'putbucket');
      request.stream.resume();
      if (bucket !== undefined) throw new MantaError(409, 'BucketAlreadyExists', `${name} already exists`);
      buckets.set(name, newBucket(name, call.now));
      reply(response, 204);
      break;
    case 'HEAD':
      // Looked for before it is asked who may know.
      if (bucket === undefined) throw bucketNotFound(name);
      authorize(call, 'getbucket');
      reply(response, 200);
      break;
    case 'DELETE':
      authorize(call, 'deletebucket');
      if (bucket === undefined) throw bucketNotFound(name);
      if (bucket.objects.size > 0) throw new MantaError(409, 'BucketNotEmpty', `The bucket you tried to delete is not empty: ${name}`);
      buckets.delete(name);
      reply(response, 204);
      break;
    default:
      refuseMethod(call);
  }
}

async function serveObject(call: BucketCall, bucket: Bucket, name: string, metadata: boolean): Promise<void> {
  const { method } = call.request;
  const tags = findObject(bucket, name)?.roleTags ?? [];
  if (metadata) {
    if (method !== 'PUT') return refuseMethod(call);
    authorize(call, 'putobject', tags);
    return updateBucketObject(call, bucket, name);
  }
  switch (method) {
    case 'PUT':
      authorize(call, 'putobject', tags);
      return putBucketObject(call, bucket, name);
    case 'GET':
    case 'HEAD':
      authorize(call, 'getobject', tags);
      return getBucketObject(call, bucket, name);
    case 'DELETE':
      authorize(call, 'deleteobject', tags);
      return deleteBucketObject(call, bucket, name);
    default:
      return refuseMethod(call);
  }
}

function sendPage(call: BucketCall, names: readonly string[], view: (name: string) => unknown): void {
  const { entries, next } = pageOfNames(names, call.query, call.store.options.bucketPageSize);
  const lines = entries.map((entry) => `${JSON.stringify('group' in entry ? { name: entry.group, type: 'group' } : view(entry.name))}\n`);
  reply(call.response, 200, { 'Next-Marker': next === undefined ? undefined : encodeMarker(next) }, lines.join(''));
}

/** Node writes headers as latin1 and refuses what lies beyond; the bytes of the name go out as they are. */
const encodeMarker = (marker: string): string => Buffer.from(marker, 'utf8').toString('latin1');

function objectView(bucket: Bucket, name: string): unknown {
  const object = findObject(bucket, name);
  if (object === undefined) return undefined;
  return {
    name,
    etag: object.etag,
    size: object.body.length,
    contentType: object.contentType,
    contentMD5: object.contentMD5,
    mtime: new Date(object.mtimeMs).toISOString(),
    type: 'bucketobject',
  };
}
