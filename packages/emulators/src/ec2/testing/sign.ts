import { createHash, createHmac } from 'node:crypto';

// Written from the specification on its own, so that a mistake in the verifier is not repeated here.

export interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export const EXAMPLE_KEY: Key = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

export interface Signable {
  readonly method: string;
  readonly host: string;
  /** As sent: path and query, already strictly encoded and in order. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Name in the scope. */
  readonly service: string;
  readonly region: string;
  readonly timeMs: number;
  readonly key?: Key;
  /** In place of the body's hash. */
  readonly payload?: string;
}

const sha = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export const amzTime = (ms: number): string => new Date(ms).toISOString().replace(/[:-]|\.\d\d\d/g, '');

const canonicalQueryOf = (query: string): string =>
  query
    .split('&')
    .filter(Boolean)
    .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
    .sort()
    .join('&');

function keyFor(secret: string, date: string, region: string, service: string): Buffer {
  return mac(mac(mac(mac(`AWS4${secret}`, date), region), service), 'aws4_request');
}

export interface Signed {
  readonly headers: Record<string, string>;
  readonly signature: string;
  readonly signingKey: Buffer;
  readonly scope: string;
  readonly time: string;
}

/** Authorization header, version 4. */
export function signV4(input: Signable): Signed {
  const key = input.key ?? EXAMPLE_KEY;
  const time = amzTime(input.timeMs);
  const payload = input.payload ?? sha(input.body ?? '');
  const headers: Record<string, string> = { host: input.host, 'x-amz-date': time, ...input.headers };
  if (input.service === 's3') headers['x-amz-content-sha256'] = payload;
  if (key.sessionToken !== undefined) headers['x-amz-security-token'] = key.sessionToken;
  const names = Object.keys(headers).sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  const signed = names.map((name) => name.toLowerCase()).join(';');
  const [path = '/', query = ''] = input.target.split('?');
  const lines = names.map((name) => `${name.toLowerCase()}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}`);
  const canonical = [input.method, path, canonicalQueryOf(query), ...lines, '', signed, payload].join('\n');
  const scope = `${time.slice(0, 8)}/${input.region}/${input.service}/aws4_request`;
  const signingKey = keyFor(key.secretAccessKey, time.slice(0, 8), input.region, input.service);
  const signature = mac(signingKey, ['AWS4-HMAC-SHA256', time, scope, sha(canonical)].join('\n')).toString('hex');
  headers['authorization'] = `AWS4-HMAC-SHA256 Credential=${key.accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
  return { headers, signature, signingKey, scope, time };
}

/** A presigned target. */
export function presignV4(input: Signable & { readonly expires: number }): string {
  const key = input.key ?? EXAMPLE_KEY;
  const time = amzTime(input.timeMs);
  const scope = `${time.slice(0, 8)}/${input.region}/${input.service}/aws4_request`;
  const [path = '/', query = ''] = input.target.split('?');
  const parts = [
    ...query.split('&').filter(Boolean),
    'X-Amz-Algorithm=AWS4-HMAC-SHA256',
    `X-Amz-Credential=${encodeURIComponent(`${key.accessKeyId}/${scope}`)}`,
    `X-Amz-Date=${time}`,
    `X-Amz-Expires=${input.expires}`,
    ...(key.sessionToken === undefined ? [] : [`X-Amz-Security-Token=${encodeURIComponent(key.sessionToken)}`]),
    'X-Amz-SignedHeaders=host',
  ];
  const canonical = [
    input.method,
    path,
    canonicalQueryOf(parts.join('&')),
    `host:${input.host}`,
    '',
    'host',
    input.service === 's3' ? 'UNSIGNED-PAYLOAD' : sha(''),
  ].join('\n');
  const signingKey = keyFor(key.secretAccessKey, time.slice(0, 8), input.region, input.service);
  return `${path}?${parts.join('&')}&X-Amz-Signature=${mac(signingKey, ['AWS4-HMAC-SHA256', time, scope, sha(canonical)].join('\n')).toString('hex')}`;
}

/** An aws-chunked body with a signature for each chunk. */
export function signChunks(seed: Signed, chunks: readonly Buffer[], trailer?: string): Buffer {
  let previous = seed.signature;
  const out: Buffer[] = [];
  for (const chunk of [...chunks, Buffer.alloc(0)]) {
    previous = mac(seed.signingKey, ['AWS4-HMAC-SHA256-PAYLOAD', seed.time, seed.scope, previous, sha(''), sha(chunk)].join('\n')).toString('hex');
    out.push(Buffer.from(`${chunk.length.toString(16)};chunk-signature=${previous}\r\n`), chunk);
    if (chunk.length > 0 || trailer === undefined) out.push(Buffer.from('\r\n'));
  }
  if (trailer !== undefined) {
    const signature = mac(seed.signingKey, ['AWS4-HMAC-SHA256-TRAILER', seed.time, seed.scope, previous, sha(`${trailer}\n`)].join('\n')).toString('hex');
    out.push(Buffer.from(`${trailer}\r\nx-amz-trailer-signature:${signature}\r\n\r\n`));
  }
  return Buffer.concat(out);
}
