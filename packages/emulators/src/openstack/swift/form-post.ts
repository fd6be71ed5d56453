import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Answer } from '../answer.ts';
import { contentTypeFor } from './content-types.ts';
import { store } from './object-write.ts';
import { findAccount, HTML, type SwiftCall } from './swift-call.ts';

// Uploads by a web form, allowed by its signature. Source: formpost.py as it answers in 2.30.1.

interface Part {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

const REASONS: Readonly<Record<number, string>> = { 201: 'Created', 400: 'Bad Request', 401: 'Unauthorized' };

class FormFault extends Error {
  readonly status: number;
  /** Whether the status stands above the words. */
  readonly titled: boolean;

  constructor(status: number, message: string, titled: boolean) {
    super(`FormPost: ${message}`);
    this.status = status;
    this.titled = titled;
  }
}

export const isFormPost = (call: SwiftCall): boolean =>
  call.request.method === 'POST' && /^multipart\/form-data\s*;/i.test(call.request.header('content-type') ?? '');

const quoted = (header: string, name: string): string | undefined => {
  const found = new RegExp(`(?:^|[;\\s])${name}=(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(header);
  return found?.[1] ?? found?.[2];
};

function partsOf(body: Buffer, boundary: string): Part[] {
  const mark = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  for (let at = body.indexOf(mark); at !== -1; ) {
    const start = at + mark.length + 2;
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), mark]), start);
    if (next === -1) return parts;
    const piece = body.subarray(start, next);
    const gap = piece.indexOf('\r\n\r\n');
    const lines = piece.subarray(0, gap).toString('utf8').split('\r\n');
    const headers = new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
    const disposition = headers.get('content-disposition') ?? '';
    parts.push({ name: quoted(disposition, 'name') ?? '', fileName: quoted(disposition, 'filename'), headers, body: piece.subarray(gap + 4) });
    at = next + 2;
  }
  return parts;
}

function checkSignature(call: SwiftCall, path: string, fields: ReadonlyMap<string, string>, container: string): void {
  const field = (name: string): string => fields.get(name) ?? '';
  const expires = Number(field('expires'));
  if (!(expires * 1000 > call.now)) throw new FormFault(401, 'Form Expired', false);
  const account = findAccount(call);
  const home = account?.containers.get(container);
  const keys = ['Temp-Url-Key', 'Temp-Url-Key-2']
    .flatMap((name) => [account?.headers.get(`X-Account-Meta-${name}`), home?.headers.get(`X-Container-Meta-${name}`)])
    .filter((key) => key !== undefined);
  const said = field('signature');
  const digest = { 40: 'sha1', 64: 'sha256', 128: 'sha512' }[said.length];
  const text = [path, field('redirect'), field('max_file_size'), field('max_file_count'), field('expires')].join('\n');
  const given = Buffer.from(said, 'hex');
  const fits = keys.some((key) => {
    const wanted = createHmac(digest ?? 'sha256', key)
      .update(text)
      .digest();
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  });
  if (digest === undefined || !fits) throw new FormFault(401, 'Invalid Signature', false);
}

interface Limits {
  readonly size: number;
  readonly count: number;
}

function limitsOf(fields: ReadonlyMap<string, string>): Limits {
  const whole = (name: string): number => {
    const text = (fields.get(name) ?? '').trim();
    if (!/^[+-]?\d+$/.test(text)) throw new FormFault(400, `${name} not an integer`, false);
    return Number(text);
  };
  return { size: whole('max_file_size'), count: whole('max_file_count') };
}

function storeFile(call: SwiftCall, container: string, name: string, part: Part, fields: ReadonlyMap<string, string>): void {
  const after = fields.get('x_delete_after');
  const at = fields.get('x_delete_at');
  const encoding = part.headers.get('content-encoding') ?? fields.get('content-encoding');
  const etag = createHash('md5').update(part.body).digest('hex');
  store(call, container, {
    name,
    chunks: [Buffer.from(part.body)],
    size: part.body.length,
    etag,
    contentType: part.headers.get('content-type') ?? fields.get('content-type') ?? contentTypeFor(name),
    headers: new Map(encoding === undefined ? [] : [['Content-Encoding', encoding]]),
    timestamp: call.region.objects.tick(call.now),
    deleteAt: after !== undefined ? Math.floor(call.now / 1000) + Number(after) : at === undefined ? undefined : Number(at),
    slo: undefined,
  });
}

/** Fields count for the files behind them; what is wrong ends the form where it is found. */
function carryOut(call: SwiftCall, container: string, prefix: string, parts: readonly Part[]): void {
  const path = `/v1/${call.accountName}/${container}/${prefix}`;
  const fields = new Map<string, string>();
  let files = 0;
  for (const part of parts) {
    if (part.fileName === undefined) {
      fields.set(part.name.toLowerCase(), part.body.toString('utf8'));
      continue;
    }
    if (part.fileName === '') continue;
    const limits = limitsOf(fields);
    files += 1;
    if (files > limits.count) throw new FormFault(400, 'Max File Count Exceeded', true);
    checkSignature(call, path, fields, container);
    if (part.body.length > limits.size) throw new FormFault(400, 'max_file_size exceeded', false);
    storeFile(call, container, `${prefix}${part.fileName}`, part, fields);
  }
  if (files === 0) throw new FormFault(400, 'No Files To Process', true);
}

export async function formPost(call: SwiftCall, container: string, prefix: string): Promise<Answer> {
  const boundary = quoted(call.request.header('content-type') ?? '', 'boundary');
  const parts = boundary === undefined ? [] : partsOf(await call.request.body(), boundary);
  const redirect = parts.find(({ name }) => name.toLowerCase() === 'redirect')?.body.toString('utf8') ?? '';
  let status = 201;
  let message = '';
  try {
    carryOut(call, container, prefix, parts);
  } catch (error) {
    if (!(error instanceof FormFault)) throw error;
    if (error.status === 401) return { status: 401, headers: { 'Content-Type': HTML, 'Www-Authenticate': 'Swift realm="unknown"' }, body: error.message };
    if (!error.titled) return { status: error.status, headers: { 'Content-Type': 'text/plain' }, body: error.message };
    status = error.status;
    message = error.message;
  }
  if (redirect !== '') {
    const location = `${redirect}${redirect.includes('?') ? '&' : '?'}status=${status}&message=${encodeURIComponent(message)}`;
    return { status: 303, headers: { Location: location }, body: `<html><body><p><a href="${location}">Click to continue...</a></p></body></html>` };
  }
  const title = `${status} ${REASONS[status] ?? ''}`;
  return { status, headers: { 'Content-Type': 'text/plain' }, body: message === '' ? title : `${title}\r\n${message}` };
}
