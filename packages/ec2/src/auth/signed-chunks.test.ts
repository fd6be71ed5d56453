import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { bodyOf, type RequestBody } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { chunkedLength, signedChunks, signingKey } from './signed-chunks.ts';

interface Streaming {
  readonly id: string;
  readonly signature: string;
  readonly chunks: readonly { readonly bytes: number; readonly fill: string; readonly signature: string }[];
}

const vectors = JSON.parse(readFileSync(new URL('../fixtures/signature-vectors.json', import.meta.url), 'utf8')) as {
  readonly s3Defaults: { readonly secretAccessKey: string; readonly date: string };
  readonly cases: readonly Streaming[];
};
const vector = vectors.cases.find((one) => one.id === 's3/streaming-signed') as Streaming;
const seed = {
  signature: vector.signature,
  signingKey: signingKey(vectors.s3Defaults.secretAccessKey, '20130524', 'us-east-1', 's3'),
  time: vectors.s3Defaults.date,
  scope: '20130524/us-east-1/s3/aws4_request',
};

async function framed(body: RequestBody, chunkBytes?: number): Promise<Buffer> {
  const chunks = signedChunks(body, seed, chunkBytes);
  const bytes = Buffer.concat(await Readable.from(chunks.open() as Readable).toArray());
  expect(bytes.byteLength).toBe(chunks.length);
  return bytes;
}

describe('signedChunks', () => {
  it.each([
    ['at hand', (bytes: Buffer) => bodyOf(bytes)],
    [
      'in pieces of odd sizes',
      (bytes: Buffer) => bodyOf(Readable.from([bytes.subarray(0, 7), bytes.subarray(7, 65_537), bytes.subarray(65_537)]), { length: bytes.byteLength }),
    ],
  ])('signs the documented example, its bytes %s', async (_, make) => {
    const content = Buffer.alloc(66_560, 'a');
    const text = (await framed(make(content))).toString();
    expect(text).toHaveLength(66_824);
    expect([...text.matchAll(/chunk-signature=([0-9a-f]{64})/g)].map((match) => match[1])).toEqual(vector.chunks.map((chunk) => chunk.signature));
  });

  it('frames nothing as one empty chunk', async () => {
    expect((await framed(bodyOf(new Uint8Array(0)))).toString()).toMatch(/^0;chunk-signature=[0-9a-f]{64}\r\n\r\n$/);
  });

  it.each([0, 1, 15, 16, 17, 8191, 8192, 8193, 16_384, 40_000])('knows beforehand how long %i bytes become', async (length) => {
    const bytes = await framed(bodyOf(Buffer.alloc(length)), 8192);
    expect(bytes.byteLength).toBe(chunkedLength(length, 8192));
  });

  it('opens its source when it is read, not before', async () => {
    let opened = 0;
    const body: RequestBody = {
      length: 1,
      replayable: false,
      open: () => {
        opened += 1;
        return Readable.from([Buffer.from('x')]);
      },
    };
    const stream = signedChunks(body, seed).open() as Readable;
    stream.destroy();
    await new Promise((resolve) => stream.once('close', resolve));
    expect(opened).toBe(0);
  });
});
