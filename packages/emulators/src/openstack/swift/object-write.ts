import { createHash } from 'node:crypto';
import { type Answer, empty } from '../answer.ts';
import { archiveCurrent } from './archived-versions.ts';
import { contentTypeFor } from './content-types.ts';
import { putVersion, refusePostToVersion, restoreVersion } from './object-versions.ts';
import { putManifest } from './slo-manifest.ts';
import { findAccount, findContainer, HTML, httpDate, refuse, refuseWith, type SwiftCall, statusPage } from './swift-call.ts';
import { deleteAtOf, metadataOf, objectSettings } from './swift-metadata.ts';
import { type Container, liveObject, type StoredObject } from './swift-store.ts';
import { postedToLink, symlinkOf } from './symlinks.ts';

/** Checks that come before the body is read, in Swift's order. */
export function checkPut(call: SwiftCall, containerName: string, name: string): Container {
  const bytes = Buffer.byteLength(name);
  if (bytes > 1024) throw refuseWith(400, `Object name length of ${bytes} longer than 1024`, 'text/plain');
  const ifNoneMatch = call.request.header('if-none-match');
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') throw refuseWith(400, 'If-None-Match only supports *', 'text/plain');
  const container = findContainer(call, containerName);
  if (ifNoneMatch === '*' && liveObject(container, name, call.now) !== undefined) throw refuse(412);
  return container;
}

function checkLength(call: SwiftCall, container: Container): void {
  const length = call.request.header('content-length');
  if (length === undefined && !(call.request.header('transfer-encoding') ?? '').includes('chunked')) throw refuse(411);
  if (Number(length ?? 0) > call.cloud.maxObjectBytes) throw refuse(413);
  checkQuota(call, container, Number(length ?? 0));
}

export function checkQuota(call: SwiftCall, container: Container, size: number): void {
  const quota = container.headers.get('X-Container-Meta-Quota-Bytes');
  if (quota !== undefined && container.bytes + size > Number(quota)) throw refuseWith(413, 'Upload exceeds quota.');
  const count = container.headers.get('X-Container-Meta-Quota-Count');
  if (count !== undefined && container.objects.size >= Number(count)) throw refuseWith(413, 'Upload exceeds quota.');
  const account = findAccount(call);
  const whole = account?.headers.get('X-Account-Meta-Quota-Bytes');
  if (account === undefined || whole === undefined) return;
  const used = [...account.containers.values()].reduce((total, one) => total + one.bytes, 0);
  if (used + size > Number(whole)) throw refuseWith(413, 'Upload exceeds quota.');
}

export async function putObject(call: SwiftCall, containerName: string, name: string): Promise<Answer> {
  const { request } = call;
  if (call.query.get('multipart-manifest') === 'put') return putManifest(call, checkPut(call, containerName, name), name, store);
  const container = checkPut(call, containerName, name);
  const restored = restoreVersion(call, container, name);
  if (restored !== undefined) return restored;
  checkLength(call, container);
  const symlink = symlinkOf(call, containerName, name);
  const headers = new Map([...objectSettings(request), ...setOnly(metadataOf(request, 'Object'))]);
  const deleteAt = deleteAtOf(request, call.now);
  if (request.header('expect')?.toLowerCase() === '100-continue') call.response.writeContinue();
  const body = await receive(call);
  const wanted = request.header('etag')?.replaceAll('"', '').toLowerCase();
  const timestamp = call.region.objects.tick(call.cloud.clock.now());
  if (wanted !== undefined && wanted !== '' && wanted !== body.etag) throw refuse(422, { 'Last-Modified': httpDate(timestamp) });
  const object: StoredObject = {
    name,
    chunks: body.chunks,
    size: body.size,
    etag: body.etag,
    contentType: request.header('content-type') === undefined ? (symlink?.contentType ?? contentTypeOf(call, name)) : contentTypeOf(call, name),
    headers,
    timestamp,
    deleteAt,
    symlink,
    slo: undefined,
  };
  const version = store(call, containerName, object);
  return empty(201, { 'Content-Type': HTML, Etag: object.etag, 'Last-Modified': httpDate(timestamp), ...version });
}

/** Stores it, and what was there before where the container keeps that. The container may have gone while the body came in. */
export function store(call: SwiftCall, containerName: string, object: StoredObject): Record<string, string> {
  const container = findContainer(call, containerName);
  archiveCurrent(call, container, object.name);
  return putVersion(container, object);
}

export const setOnly = (metadata: ReadonlyMap<string, string>): [string, string][] => [...metadata].filter(([, value]) => value !== '');

export function contentTypeOf(call: SwiftCall, name: string): string {
  const given = call.request.header('content-type');
  const detect = ['true', '1', 'yes', 'on'].includes((call.request.header('x-detect-content-type') ?? '').toLowerCase());
  return given === undefined || given === '' || detect ? contentTypeFor(name) : given;
}

/** The body piece by piece. A connection cut before its end throws, and nothing is stored. */
async function receive(call: SwiftCall): Promise<{ readonly chunks: Buffer[]; readonly size: number; readonly etag: string }> {
  const chunks: Buffer[] = [];
  const digest = createHash('md5');
  let size = 0;
  for await (const chunk of call.request.stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > call.cloud.maxObjectBytes) throw refuse(413);
    chunks.push(chunk);
    digest.update(chunk);
  }
  return { chunks, size, etag: digest.digest('hex') };
}

/** POST replaces all metadata, and drops Content-Encoding, Content-Disposition and X-Delete-At unless resent. A static large object stays one. */
export function postObject(call: SwiftCall, containerName: string, name: string): Answer {
  refusePostToVersion(call);
  const object = liveObject(findContainer(call, containerName), name, call.now);
  if (object === undefined) throw refuse(404);
  const metadata = metadataOf(call.request, 'Object');
  const deleteAt = deleteAtOf(call.request, call.now);
  object.headers = new Map([...objectSettings(call.request), ...setOnly(metadata)]);
  object.deleteAt = deleteAt;
  const type = call.request.header('content-type');
  if (type !== undefined && type !== '') object.contentType = type;
  object.timestamp = call.region.objects.tick(call.now);
  if (object.symlink !== undefined) return postedToLink(call, object.symlink);
  return { status: 202, headers: { 'Content-Type': HTML }, body: statusPage(202) };
}
