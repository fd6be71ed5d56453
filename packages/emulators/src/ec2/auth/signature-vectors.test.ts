import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AwsChunkedDecoder } from '../s3/aws-chunked.ts';
import { canonicalRequest, type Scope, sha256Hex, sign, signingKey, stringToSign } from './canonical-request.ts';
import { hmacBase64, queryStringToSign, restStringToSign } from './sigv2.ts';
import type { SigV4Grant } from './sigv4.ts';

interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly method: string;
  readonly target: string;
  readonly headers: [string, string][];
  readonly body: string;
  readonly normalizePath?: boolean;
  readonly signBody?: boolean;
  readonly creq: string;
  readonly sts: string;
  readonly signature: string;
  readonly signedTarget?: string;
  readonly secretAccessKey: string;
  readonly host: string;
  readonly path: string;
  readonly params: Record<string, string>;
  readonly request: string;
  readonly chunks: { readonly bytes: number; readonly fill: string; readonly signature: string }[];
}

interface Defaults {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  readonly service: string;
  readonly date: string;
}

const file = JSON.parse(readFileSync(new URL('./fixtures/signature-vectors.json', import.meta.url), 'utf8')) as {
  defaults: Defaults;
  s3Defaults: Defaults;
  cases: Vector[];
};

const ofKind = (...kinds: string[]): Vector[] => file.cases.filter((vector) => kinds.includes(vector.kind));
const defaultsOf = (vector: Vector): Defaults => (vector.id.startsWith('s3') ? file.s3Defaults : file.defaults);
const scopeOf = ({ date, region, service }: Defaults): Scope => ({ date: date.slice(0, 8), region, service });
// Node hands headers over as latin1.
const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

describe('published SigV4 vectors', () => {
  for (const vector of ofKind('header', 'query', 'streaming')) {
    it(`verifies ${vector.id}`, () => {
      const defaults = defaultsOf(vector);
      const signedHeaders = (vector.creq.split('\n').at(-2) ?? '').split(';');
      const payloadHash = vector.creq.split('\n').at(-1) ?? '';
      // What is not among the request's own headers was added before signing: its value is in the canonical request.
      const added = signedHeaders
        .filter((name) => !vector.headers.some(([given]) => given.toLowerCase() === name))
        .map((name): [string, string] => [
          name,
          vector.creq
            .split('\n')
            .find((line) => line.startsWith(`${name}:`))
            ?.slice(name.length + 1) ?? '',
        ]);
      const target = vector.signedTarget ?? vector.target;
      const mark = target.indexOf('?');
      const canonical = canonicalRequest(
        {
          method: vector.method,
          path: mark === -1 ? target : target.slice(0, mark),
          query: vector.id === 's3/presigned-get' ? (vector.creq.split('\n')[2] ?? '') : mark === -1 ? '' : target.slice(mark + 1),
          rawHeaders: [...vector.headers.map(([name, value]): [string, string] => [name, latin1(value)]), ...added],
          signedHeaders,
          payloadHash,
        },
        { path: vector.normalizePath === true ? 'service' : 's3' },
        'X-Amz-Signature',
      );
      expect(canonical).toBe(vector.creq);
      const text = stringToSign(defaults.date, scopeOf(defaults), canonical);
      expect(text).toBe(vector.sts);
      expect(sign(signingKey(defaults.secretAccessKey, scopeOf(defaults)), text)).toBe(vector.signature);
      if (vector.kind === 'header' && !payloadHash.startsWith('STREAMING')) expect(sha256Hex(vector.body)).toBe(payloadHash);
    });
  }

  it('follows the chain of signed chunks, and refuses one flipped byte', () => {
    const [vector] = ofKind('streaming');
    const scope = scopeOf(file.s3Defaults);
    const grant = { time: file.s3Defaults.date, scope, key: signingKey(file.s3Defaults.secretAccessKey, scope), signature: vector!.signature } as SigV4Grant;
    const body = Buffer.concat(
      vector!.chunks.flatMap((chunk) => [
        Buffer.from(`${chunk.bytes.toString(16)};chunk-signature=${chunk.signature}\r\n`),
        Buffer.alloc(chunk.bytes, chunk.fill),
        Buffer.from('\r\n'),
      ]),
    );
    const decoder = new AwsChunkedDecoder(grant, false);
    const hash = createHash('sha256');
    for (let at = 0; at < body.length; at += 1000) for (const piece of decoder.push(body.subarray(at, at + 1000))) hash.update(piece);
    decoder.end();
    expect(hash.digest('hex')).toBe(sha256Hex('a'.repeat(66_560)));
    body[70_00] = 98;
    const second = new AwsChunkedDecoder(grant, false);
    expect(() => second.push(body)).toThrow(/signature/);
  });
});

describe('published version 2 vectors', () => {
  for (const vector of ofKind('sigv2')) {
    it(`verifies ${vector.id}`, () => {
      const text = queryStringToSign(vector.method, vector.host, vector.path, Object.entries(vector.params));
      expect(text).toBe(vector.sts);
      // All of them HmacSHA256, also the one that does not say so.
      expect(hmacBase64('sha256', vector.secretAccessKey, text)).toBe(vector.signature);
    });
  }

  for (const vector of ofKind('s3v2')) {
    it(`verifies ${vector.id}`, () => {
      const [method = '', , type = '', date = '', resource = ''] = vector.sts.split('\n');
      const text = restStringToSign({ method, rawHeaders: type === '' ? [] : [['Content-Type', type]], date, resource, query: [], withContentType: true });
      expect(text).toBe(vector.sts);
      expect(hmacBase64('sha1', file.s3Defaults.secretAccessKey, text)).toBe(vector.signature);
    });
  }
});
