import { randomUUID } from 'node:crypto';
import {
  asJson,
  type CallOptions,
  CloudError,
  type ContentHeaders,
  type CopyObjectRequest,
  isCloudError,
  mapConcurrently,
  type PutResult,
  type RequestBody,
} from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import type { LargeObjects } from './large-objects.ts';
import { isLarge, toInfo, unquoted } from './mapping.ts';
import type { SwiftMultipart } from './multipart.ts';
import { containerPath, segmentKey, segmentsOf } from './paths.ts';
import * as requests from './requests.ts';
import type { SegmentPutWire, SegmentWire } from './wire.ts';

const CONCURRENT_COPIES = 4;
const CLEANUP_MS = 30_000;

export interface CopyContext {
  readonly client: OpenstackClient;
  readonly large: LargeObjects;
  readonly multipart: SwiftMultipart;
  /** What one object may hold without segments. */
  readonly maxPlainBytes: number;
}

/**
 * Copies inside Swift. The source is looked at first: its size, what it is made of, and the headers that are not replaced.
 * Up to 5 GiB the copy is a plain object, whatever the source is made of; above, its segments are copied one by one.
 */
export async function copyObject(
  { client, large, multipart, maxPlainBytes }: CopyContext,
  request: CopyObjectRequest,
  options: CallOptions,
): Promise<PutResult> {
  const { from, to } = request;
  const source = await client.empty(requests.head(from.bucket, from.key, from.ifMatch === undefined ? {} : { ifMatch: from.ifMatch }), options);
  const info = toInfo(from.bucket, from.key, source.headers);
  const headers: ContentHeaders = {
    contentType: request.headers?.contentType ?? info.contentType,
    cacheControl: request.headers?.cacheControl ?? info.cacheControl,
    contentDisposition: request.headers?.contentDisposition ?? info.contentDisposition,
    contentEncoding: request.headers?.contentEncoding ?? info.contentEncoding,
    contentLanguage: request.headers?.contentLanguage ?? info.contentLanguage,
  };
  const metadata = request.metadata ?? info.metadata;
  const write = { ...to, ...headers, contentType: headers.contentType ?? 'application/octet-stream', metadata, ifNoneMatch: request.ifNoneMatch };
  if (info.sizeBytes > maxPlainBytes) {
    if (request.ifNoneMatch !== undefined) await multipart.assertAbsent(to.bucket, to.key, options);
    const etag = await copyInParts(client, multipart, request, options, (segments) =>
      large.replacing(to.bucket, to.key, options, () => multipart.putManifest(write, segments, options)),
    );
    return { key: to.key, etag, sizeBytes: info.sizeBytes };
  }
  // A copy's conditions are about its source; only a put can say "only if there is none".
  if (request.ifNoneMatch !== undefined) return throughHere(client, write, from, info.etag, options);
  const answer = await large.replacing(to.bucket, to.key, options, () => client.empty(requests.copy(request, { headers, metadata }), options));
  return {
    key: to.key,
    etag: unquoted(answer.headers['etag']),
    sizeBytes: info.sizeBytes,
    ...(info.md5 === undefined || isLarge(source.headers) ? {} : { md5: info.md5 }),
  };
}

async function throughHere(
  client: OpenstackClient,
  write: Omit<Parameters<typeof requests.put>[0], 'body'>,
  from: CopyObjectRequest['from'],
  etag: string | undefined,
  options: CallOptions,
): Promise<PutResult> {
  const content = await client.send(requests.get(from.bucket, from.key, etag === undefined ? {} : { ifMatch: etag }), options);
  const length = Number(content.headers['content-length'] ?? Number.NaN);
  const body: RequestBody = { length: Number.isNaN(length) ? undefined : length, replayable: false, open: () => content.body };
  try {
    const answer = await client.empty(requests.put({ ...write, body }), options);
    return { key: write.key, etag: unquoted(answer.headers['etag']), sizeBytes: Number.isNaN(length) ? 0 : length };
  } finally {
    content.body.destroy();
  }
}

/** Segments of the source, copied to where ours of the target belong, and then made one. When anything fails, they go. */
async function copyInParts<T>(
  client: OpenstackClient,
  multipart: SwiftMultipart,
  request: CopyObjectRequest,
  options: CallOptions,
  join: (segments: readonly SegmentPutWire[]) => Promise<T>,
): Promise<T> {
  const { from, to } = request;
  const { body } = await client.read(requests.getManifest(from.bucket, from.key), options, asJson<readonly SegmentWire[]>({ allowEmpty: true }));
  const sources = Array.isArray(body) ? (body as readonly SegmentWire[]) : [];
  if (sources.length === 0 || sources.some((segment) => segment.range !== undefined || segment.sub_slo === true || segment.name === undefined)) {
    throw new CloudError('unsupported', 'the source is larger than one object may be and made of parts of other objects, which Swift does not copy', {
      outcome: 'not-done',
    });
  }
  const target = await client.empty({ service: 'object-store', method: 'HEAD', path: containerPath(to.bucket), operation: 'HeadContainer' }, options);
  await multipart.prepare(to.bucket, target.headers['x-storage-policy'], options);
  const upload = { bucket: to.bucket, key: to.key, id: randomUUID() };
  const container = segmentsOf(to.bucket);
  try {
    const copies = await mapConcurrently([...sources.entries()], CONCURRENT_COPIES, async ([index, segment]): Promise<SegmentPutWire> => {
      const [bucket = '', ...rest] = (segment.name as string).slice(1).split('/');
      const key = segmentKey(upload.id, index + 1);
      const one = { from: { bucket, key: rest.join('/') }, to: { bucket: container, key } };
      const { headers } = await client.empty(requests.copy(one, { headers: { contentType: 'application/octet-stream' }, metadata: {} }), options);
      return { path: `/${container}/${key}`, etag: unquoted(headers['etag']) ?? segment.hash ?? '', size_bytes: segment.bytes ?? 0 };
    });
    return await join(copies);
  } catch (error) {
    await multipart.abort(upload, { signal: AbortSignal.timeout(CLEANUP_MS) }).catch(() => {
      if (isCloudError(error)) error.leftover ??= { kind: 'multipart-upload', id: upload.id };
    });
    throw error;
  }
}
