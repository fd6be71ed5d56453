import type { ServerResponse } from 'node:http';
import { drained } from '../../kit/drained.ts';
import { type EmulatorRequest, reply } from '../../kit/exchange.ts';
import { BLOCK_BYTES } from '../state/block-store.ts';
import type { EngineState } from '../state/engine-state.ts';
import type { Transfer } from '../state/model.ts';
import { sweepTransfers, transferOfTicket } from '../state/transfers.ts';
import { blockChecksum, digestOf } from './checksum.ts';
import { ImageioError, outOfImage, replyPython, wholeNumber } from './replies.ts';

const VERSION = '2.5.3';
const WRITE_METHODS = ['PUT', 'PATCH'];
const CHECKSUM_BLOCK = 4 * 1024 * 1024;
const ZEROES = Buffer.alloc(BLOCK_BYTES);

/** The daemon of a host: the bytes of a transfer's image. There is no Authorization; the URL is the secret. */
export async function imageio(state: EngineState, request: EmulatorRequest, response: ServerResponse): Promise<void> {
  state.agenda.catchUp();
  sweepTransfers(state);
  response.setHeader('Server', `imageio/${VERSION}`);
  try {
    await route(state, request, response);
  } catch (error) {
    if (!(error instanceof ImageioError)) throw error;
    // A body that nobody reads would be taken for the next request.
    const unread = !request.stream.complete && request.header('content-length') !== '0' && request.header('content-length') !== undefined;
    const headers = { 'Content-Type': 'text/plain; charset=UTF-8', ...error.headers, ...(unread ? { Connection: 'close' } : {}) };
    reply(response, error.status, headers, `${error.message}\n`);
  }
}

async function route(state: EngineState, request: EmulatorRequest, response: ServerResponse): Promise<void> {
  const [, root, ticketId = '', resource, ...rest] = request.path.split('/');
  if (root === 'info' && ticketId === '') return replyPython(response, { version: VERSION });
  if (root !== 'images' || rest.length > 0) throw new ImageioError(404, `No handler for '${request.path}'`);
  if (resource !== undefined && resource !== 'extents' && resource !== 'checksum') throw new ImageioError(404, `No such resource '${resource}'`);
  if (ticketId === '') throw new ImageioError(400, 'Ticket id is required');
  const { method } = request;
  if (method === 'OPTIONS' && ticketId === '*')
    return replyPython(response, { features: ['checksum', 'extents', 'flush', 'zero'] }, { Allow: 'OPTIONS,GET,PUT,PATCH' });
  const allowed = resource === undefined ? ['OPTIONS', 'GET', ...WRITE_METHODS] : ['GET'];
  if (!allowed.includes(method)) throw new ImageioError(405, `Method '${method}' is not defined for this resource`);
  const transfer = transferOfTicket(state, ticketId);
  if (transfer === undefined) throw new ImageioError(403, `You are not allowed to access this resource: No such ticket ${ticketId}`, { Connection: 'close' });
  const writable = transfer.direction === 'upload';
  if (method === 'OPTIONS') return options(transfer, writable, response);
  if (WRITE_METHODS.includes(method) && !writable)
    throw new ImageioError(403, `You are not allowed to access this resource: Ticket ${ticketId} forbids write`, { Connection: 'close' });
  transfer.connections += 1;
  try {
    if (resource === 'extents') extents(transfer, request, response);
    else if (resource === 'checksum') checksum(transfer, request, response);
    else if (method === 'PUT') await put(transfer, request, response);
    else if (method === 'PATCH') await patch(transfer, request, response);
    else await get(transfer, request, response);
  } finally {
    transfer.connections -= 1;
    transfer.lastActivity = state.now();
  }
}

/** Through NBD (format raw) there can be many writers; a qcow2 file has one. */
function options(transfer: Transfer, writable: boolean, response: ServerResponse): void {
  const features = writable ? ['checksum', 'extents', 'flush', 'zero'] : ['checksum', 'extents'];
  replyPython(
    response,
    { features, max_readers: 8, max_writers: transfer.format === 'raw' ? 8 : 1 },
    { Allow: writable ? 'OPTIONS,GET,PUT,PATCH' : 'OPTIONS,GET' },
  );
}

async function get(transfer: Transfer, request: EmulatorRequest, response: ServerResponse): Promise<void> {
  const size = transfer.sizeBytes;
  const header = request.header('range');
  let first = 0;
  let end = size;
  if (header !== undefined) {
    const range = /^bytes=(\d+)-(\d*)$/.exec(header.trim());
    // Suffix ranges and several ranges are not served.
    if (range === null) throw new ImageioError(416, `Unsupported or invalid range: '${header}'`);
    first = Number(range[1]);
    end = range[2] === '' ? size : Number(range[2]) + 1;
    if (end > size || first >= end) throw outOfImage(size);
  }
  response.statusCode = header === undefined ? 200 : 206;
  response.setHeader('Content-Length', end - first);
  response.setHeader('Content-Type', 'application/octet-stream');
  response.setHeader('Content-Disposition', 'attachment');
  if (header !== undefined) response.setHeader('Content-Range', `bytes ${first}-${end - 1}/${size}`);
  for (let at = first; at < end; ) {
    const piece = transfer.store.peek(at, end - at);
    // A copy: the socket may send later what another connection has written by then.
    const bytes = piece.bytes === undefined ? ZEROES.subarray(0, piece.length) : Buffer.from(piece.bytes);
    if (response.destroyed) return;
    if (!response.write(bytes)) await drained(response);
    at += piece.length;
    transfer.transferred += piece.length;
  }
  response.end();
}

async function put(transfer: Transfer, request: EmulatorRequest, response: ServerResponse): Promise<void> {
  const length = wholeNumber(request.header('content-length') ?? '');
  if (length === undefined) throw new ImageioError(400, 'Content-Length header is required');
  const header = request.header('content-range');
  const range = /^bytes (\d+)-(?:\d*)\/(?:\*|\d+)$/.exec(header?.trim() ?? 'bytes 0-/*');
  if (range === null) throw new ImageioError(400, `Invalid Content-Range: '${header ?? ''}'`);
  booleanParameter(request, 'flush');
  const close = booleanParameter(request, 'close') === true;
  // Only the first number counts: how much is written is said by Content-Length.
  let at = Number(range[1]);
  if (at + length > transfer.sizeBytes) throw outOfImage(transfer.sizeBytes);
  if (request.header('expect') !== undefined) response.writeContinue();
  for await (const chunk of request.stream as AsyncIterable<Buffer>) {
    transfer.store.write(at, chunk);
    at += chunk.length;
    transfer.transferred += chunk.length;
  }
  reply(response, 200, close ? { Connection: 'close' } : {});
}

async function patch(transfer: Transfer, request: EmulatorRequest, response: ServerResponse): Promise<void> {
  if (request.header('expect') !== undefined) response.writeContinue();
  let message: Readonly<Record<string, unknown>>;
  try {
    message = JSON.parse((await request.body()).toString('utf8')) as Readonly<Record<string, unknown>>;
  } catch {
    throw new ImageioError(400, 'Cannot parse JSON message');
  }
  if (message['op'] === 'flush') return reply(response, 200);
  if (message['op'] !== 'zero') throw new ImageioError(400, `Unknown operation: ${JSON.stringify(message['op'])}`);
  const { offset = 0, size, flush = false } = message;
  if (size === undefined) throw new ImageioError(400, "Missing required value for 'size'");
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(offset) || Number(offset) < 0 || Number(size) < 0 || typeof flush !== 'boolean')
    throw new ImageioError(400, 'Invalid value in the message');
  if (Number(offset) + Number(size) > transfer.sizeBytes) throw outOfImage(transfer.sizeBytes);
  if (Number(size) > 0) transfer.store.zero(Number(offset), Number(size));
  transfer.transferred += Number(size);
  reply(response, 200);
}

/** NBD tells the truth about holes; a file is one run of data. */
function extents(transfer: Transfer, request: EmulatorRequest, response: ServerResponse): void {
  const context = request.queryValue('context') ?? 'zero';
  if (context === 'dirty') throw new ImageioError(404, 'Dirty extents are not available');
  if (context !== 'zero') throw new ImageioError(400, `Invalid value for 'context': '${context}'`);
  const runs = transfer.format === 'raw' ? transfer.store.extents(transfer.sizeBytes) : [{ start: 0, length: transfer.sizeBytes, zero: false }];
  replyPython(
    response,
    runs.map(({ start, length, zero }) => ({ start, length, zero, hole: zero && transfer.sparse })),
  );
}

function checksum(transfer: Transfer, request: EmulatorRequest, response: ServerResponse): void {
  const algorithm = request.queryValue('algorithm') ?? 'blake2b';
  const digest = digestOf(algorithm);
  if (digest === undefined) throw new ImageioError(400, `Unsupported checksum algorithm: '${algorithm}'`);
  const blockSize = wholeNumber(request.queryValue('block_size') ?? String(CHECKSUM_BLOCK));
  if (blockSize === undefined || blockSize === 0) throw new ImageioError(400, "Invalid value for 'block_size'");
  replyPython(response, { algorithm, block_size: blockSize, checksum: blockChecksum(transfer.store, transfer.sizeBytes, digest, blockSize) });
}

function booleanParameter(request: EmulatorRequest, name: string): boolean | undefined {
  const value = request.queryValue(name);
  if (value === undefined) return undefined;
  if (value !== 'y' && value !== 'n') throw new ImageioError(400, `Invalid value for '${name}': '${value}', expecting 'y' or 'n'`);
  return value === 'y';
}
