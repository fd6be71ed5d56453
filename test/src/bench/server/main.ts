import { createHash, type Hash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { crc32, holds, md5, sha256, stream } from '../content.ts';
import { AwsChunked } from './aws-chunked.ts';
import { listPage } from './listing.ts';
import { LongWay } from './long-way.ts';
import type { Ask, Told } from './protocol.ts';
import { isSigned } from './signature.ts';
import { Store } from './store.ts';

/**
 * The other end of the benchmark, in a process of its own: as much of S3 as the scenarios need, which checks signatures and digests of all that
 * comes and costs as little as that can. `/raw/…` is the same without signatures, for the bare floor.
 */
const store = new Store();
const way = new LongWay();
let awake = false;
let requests = 0;
let refused = 0;
let underway = 0;
let mostUnderway = 0;

interface Received {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly parameters: URLSearchParams;
  /** When its answer may go. */
  readonly arrived: Promise<void> | undefined;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const arrived = way.begin();
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const parameters = new URLSearchParams(query);
  const raw = path.startsWith('/raw/');
  if (!raw && !isSigned(request)) return refuse(request, response, 403, 'SignatureDoesNotMatch');
  if (request.method === 'PUT') return put({ request, response, path, parameters, arrived });
  if (request.method === 'POST') return post({ request, response, path, parameters, arrived });
  request.resume();
  await arrived;
  if (request.method === 'DELETE') {
    store.abort(parameters.get('uploadId') ?? '');
    response.writeHead(204).end();
    return;
  }
  if (parameters.has('uploads')) {
    // Nobody's uploads are left: `minio` looks for some to go on with.
    response
      .writeHead(200, { 'Content-Type': 'application/xml' })
      .end('<ListMultipartUploadsResult><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>');
    return;
  }
  const listing = /^\/list-(\d+)\/?$/.exec(path);
  if (listing !== null) {
    const body = listPage(Number(listing[1]), Number((parameters.get('continuation-token') ?? '0').replace('page-', '')));
    response.writeHead(200, { 'Content-Type': 'application/xml', 'Content-Length': body.length }).end(body);
    return;
  }
  await get(request, response, path);
}

/** `/…/size-N`: the first N bytes of the content. */
async function get(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  const size = Number(/size-(\d+)$/.exec(path)?.[1] ?? Number.NaN);
  if (Number.isNaN(size)) return refuse(request, response, 404, 'NoSuchKey');
  const etag = `"${digestOf(0, size)}"`;
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const from = range === null ? 0 : Number(range[1]);
  const to = range === null || range[2] === '' ? size : Math.min(size, Number(range[2]) + 1);
  response.writeHead(range === null ? 200 : 206, {
    'Content-Length': to - from,
    'Content-Type': 'application/octet-stream',
    ETag: etag,
    'Last-Modified': 'Sat, 21 Nov 2026 10:00:00 GMT',
    'Accept-Ranges': 'bytes',
    ...(range === null && request.headers['x-amz-checksum-mode'] === 'ENABLED' ? { 'x-amz-checksum-crc32': crcOf(0, size) } : {}),
    ...(range === null ? {} : { 'Content-Range': `bytes ${from}-${to - 1}/${size}` }),
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(stream(from, to), response);
}

/** How large the parts of contenders may be: with a part's number that tells its place, which its first bytes confirm. */
const PART_BYTES = [16, 64, 8, 5].map((mib) => mib * 1024 * 1024);
/** Of the large pieces of the content there are few, and each is digested once. */
function remembering(digest: (from: number, to: number) => Buffer, encoding: 'hex' | 'base64'): (from: number, sizeBytes: number) => string {
  const known = new Map<string, string>();
  return (from, sizeBytes) => {
    const place = `${from}+${sizeBytes}`;
    const found = known.get(place) ?? digest(from, from + sizeBytes).toString(encoding);
    known.set(place, found);
    return found;
  };
}

const digestOf = remembering(md5, 'hex');
/** As headers have them. */
const crcOf = remembering(crc32, 'base64');
const CHECKSUMS = { 'x-amz-checksum-crc32': crcOf, 'x-amz-checksum-sha256': remembering(sha256, 'base64') };

interface Checksum {
  readonly header: string;
  readonly value: string;
  readonly of: (from: number, sizeBytes: number) => string;
}

function checksumTold(request: IncomingMessage): Checksum | undefined {
  for (const [header, of] of Object.entries(CHECKSUMS)) {
    const value = request.headers[header];
    if (typeof value === 'string') return { header, value, of };
  }
  return undefined;
}

/** Every byte is compared with what it should be: the surest check and the cheapest, so that the server holds nobody back. */
async function put({ request, response, path, parameters, arrived }: Received): Promise<void> {
  const said = String(request.headers['x-amz-content-sha256'] ?? '');
  // What a signature covers is checked where it is small.
  const covered = /^[0-9a-f]{64}$/.test(said) && Number(request.headers['content-length']) <= 64 * 1024 ? createHash('sha256') : undefined;
  const framing = said.startsWith('STREAMING-') ? new AwsChunked() : undefined;
  const part = Number(parameters.get('partNumber') ?? '1');
  let from: number | undefined;
  // Where a part's number does not tell its place (minio leaves some out), it is digested, and looked at when the upload is complete.
  let hash: Hash | undefined;
  let sizeBytes = 0;
  let right = true;
  const take = (bytes: Buffer): void => {
    if (sizeBytes === 0) {
      from = PART_BYTES.map((size) => (part - 1) * size).find((place) => holds(place, bytes));
      if (from === undefined) hash = createHash('md5');
    }
    if (from !== undefined) right &&= holds(from + sizeBytes, bytes);
    hash?.update(bytes);
    sizeBytes += bytes.length;
    covered?.update(bytes);
  };
  for await (const bytes of request as AsyncIterable<Buffer>) {
    if (framing === undefined) take(bytes);
    else framing.push(bytes, take);
  }
  await arrived;
  if (!right) return refuse(request, response, 400, 'WrongContent');
  if (covered !== undefined && covered.digest('hex') !== said) return refuse(request, response, 400, 'XAmzContentSHA256Mismatch');
  const stored = { sizeBytes, md5: hash?.digest('hex') ?? digestOf(from ?? 0, sizeBytes) };
  const given = request.headers['content-md5'];
  if (given !== undefined && given !== Buffer.from(stored.md5, 'hex').toString('base64')) return refuse(request, response, 400, 'BadDigest');
  const checksum = checksumTold(request);
  if (checksum !== undefined && (from === undefined || checksum.value !== checksum.of(from, sizeBytes))) return refuse(request, response, 400, 'BadDigest');
  const id = parameters.get('uploadId');
  if (id === null) store.put(path, stored);
  else if (!store.putPart(id, part, stored)) return refuse(request, response, 404, 'NoSuchUpload');
  response.writeHead(200, { ETag: `"${stored.md5}"`, ...(checksum === undefined ? {} : { [checksum.header]: checksum.value }), 'Content-Length': 0 }).end();
}

async function post({ request, response, path, parameters, arrived }: Received): Promise<void> {
  for await (const _ of request) void _;
  await arrived;
  const id = parameters.get('uploadId');
  const etag = id === null ? undefined : store.complete(path, id);
  if (id !== null && etag === undefined) return refuse(request, response, 404, 'NoSuchUpload');
  const [, bucket = '', ...rest] = path.split('/');
  const where = `<Bucket>${bucket}</Bucket><Key>${rest.join('/')}</Key>`;
  const body =
    id === null
      ? `<InitiateMultipartUploadResult>${where}<UploadId>${store.begin()}</UploadId></InitiateMultipartUploadResult>`
      : `<CompleteMultipartUploadResult><Location>${path}</Location>${where}<ETag>&quot;${etag}&quot;</ETag></CompleteMultipartUploadResult>`;
  response.writeHead(200, { 'Content-Type': 'application/xml' }).end(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`);
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, code: string): void {
  refused += 1;
  request.resume();
  response.writeHead(status, { 'Content-Type': 'application/xml' }).end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

const listener = (request: IncomingMessage, response: ServerResponse): void => {
  requests += 1;
  underway += 1;
  mostUnderway = Math.max(mostUnderway, underway);
  response.once('close', () => {
    underway -= 1;
  });
  answer(request, response).catch(() => response.destroy());
};

function stayAwake(): void {
  if (awake) setImmediate(stayAwake);
}

function act(ask: Ask): Told {
  if (ask.kind === 'awake') {
    awake = ask.awake;
    stayAwake();
  }
  if (ask.kind === 'latency') way.latencyMs = ask.ms;
  if (ask.kind === 'verify') return { right: store.verify(ask.path, ask.sizeBytes) ? 1 : 0 };
  if (ask.kind === 'count') return { right: store.count(ask.prefix, { sizeBytes: ask.sizeBytes, md5: md5(0, ask.sizeBytes).toString('hex') }) };
  const told = { requests, refused, mostUnderway, openUploads: store.openUploads };
  requests = 0;
  refused = 0;
  mostUnderway = 0;
  return told;
}

process.on('message', (ask: Ask) => process.send?.(act(ask)));
process.on('disconnect', () => process.exit());

async function opened(): Promise<number> {
  const server = createServer({ keepAliveTimeout: 120_000 }, listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

process.send?.({ ports: [await opened(), await opened()] } satisfies Told);
