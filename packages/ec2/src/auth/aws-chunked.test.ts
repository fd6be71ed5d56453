import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { bodyOf, type RequestBody } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { CHECKSUM_ALGORITHMS } from '../checksums/checksum.ts';
import { awsChunked, type ChunkSeed, chunkedLength, type Framing, signingKey } from './aws-chunked.ts';

interface Streaming {
  readonly id: string;
  readonly signature: string;
  readonly chunks: readonly { readonly bytes: number; readonly fill: string; readonly signature: string }[];
  readonly trailer?: string;
  readonly trailerSignature?: string;
}

const vectors = JSON.parse(readFileSync(new URL('../fixtures/signature-vectors.json', import.meta.url), 'utf8')) as {
  readonly s3Defaults: { readonly secretAccessKey: string; readonly date: string };
  readonly cases: readonly Streaming[];
};
const vectorOf = (id: string): Streaming => vectors.cases.find((one) => one.id === id) as Streaming;
const vector = vectorOf('s3/streaming-signed');
const withTrailer = vectorOf('s3/streaming-signed-trailer');
const seedOf = ({ signature }: Streaming): ChunkSeed => ({
  signature,
  signingKey: signingKey(vectors.s3Defaults.secretAccessKey, '20130524', 'us-east-1', 's3'),
  time: vectors.s3Defaults.date,
  scope: '20130524/us-east-1/s3/aws4_request',
});
const seed = seedOf(vector);

async function framed(body: RequestBody, framing: Framing = { seed }): Promise<Buffer> {
  const chunks = awsChunked(body, framing);
  const bytes = Buffer.concat(await Readable.from(chunks.open() as Readable).toArray());
  expect(bytes.byteLength).toBe(chunks.length);
  return bytes;
}

describe('awsChunked', () => {
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

  it('signs the documented example with its checksum after it', async () => {
    const text = (await framed(bodyOf(Buffer.alloc(66_560, 'a')), { seed: seedOf(withTrailer), checksum: 'crc32c' })).toString();
    expect([...text.matchAll(/chunk-signature=([0-9a-f]{64})/g)].map((match) => match[1])).toEqual(withTrailer.chunks.map((chunk) => chunk.signature));
    const [last] = withTrailer.chunks.slice(-1);
    expect(text.slice(text.lastIndexOf('0;chunk-signature='))).toBe(
      `0;chunk-signature=${last?.signature}\r\n${withTrailer.trailer}\r\nx-amz-trailer-signature:${withTrailer.trailerSignature}\r\n\r\n`,
    );
  });

  it('frames without signatures as the AWS SDK for JavaScript does', async () => {
    // Captured from @aws-sdk/client-s3 3.1169, which sends each piece of its source as a chunk.
    const text = (await framed(bodyOf('hello world'), { checksum: 'crc32', chunkBytes: 6 })).toString();
    expect(text).toBe('6\r\nhello \r\n5\r\nworld\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n');
  });

  it.each(CHECKSUM_ALGORITHMS)('knows beforehand how long a body is with its %s', async (checksum) => {
    for (const length of [0, 1, 100]) {
      await framed(bodyOf(Buffer.alloc(length)), { checksum, chunkBytes: 16 });
      await framed(bodyOf(Buffer.alloc(length)), { seed, checksum, chunkBytes: 16 });
    }
  });

  it('frames nothing as one empty chunk', async () => {
    expect((await framed(bodyOf(new Uint8Array(0)))).toString()).toMatch(/^0;chunk-signature=[0-9a-f]{64}\r\n\r\n$/);
  });

  it.each([0, 1, 15, 16, 17, 8191, 8192, 8193, 16_384, 40_000])('knows beforehand how long %i bytes become', async (length) => {
    const bytes = await framed(bodyOf(Buffer.alloc(length)), { seed, chunkBytes: 8192 });
    expect(bytes.byteLength).toBe(chunkedLength(length, { seed, chunkBytes: 8192 }));
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
    const stream = awsChunked(body, { seed }).open() as Readable;
    stream.destroy();
    await new Promise((resolve) => stream.once('close', resolve));
    expect(opened).toBe(0);
  });
});
