import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { md5Of } from '../testing/fake-objects.ts';
import { cloudError, rejection } from '../testing/rejection.ts';
import { httpServer, request, transportOf } from '../transport/testing/local-server.ts';
import { DownloadedObject } from './downloaded-object.ts';
import type { ContentDigest } from './storage-types.ts';

const context = { provider: 'fake', operation: 'objects.get', target: 'b/k' };
const MIB = 1024 * 1024;
const BYTES = randomBytes(5 * MIB + 3);
const crcOf = (bytes: Buffer): ContentDigest => ({ algorithm: 'crc32', hex: crc32(bytes).toString(16).padStart(8, '0') });

interface Given {
  readonly md5?: string;
  readonly digest?: ContentDigest;
  /** Bytes that are sent before the connection is cut. */
  readonly cutAfter?: number;
  readonly length?: number;
}

/** The transport's own body is looked at as it arrives, without a second stream. */
async function downloaded({ md5, digest, cutAfter, length = BYTES.length }: Given): Promise<DownloadedObject> {
  const server = await httpServer((_, response) => {
    response.writeHead(200, { 'Content-Length': BYTES.length });
    if (cutAfter === undefined) response.end(BYTES);
    else response.write(BYTES.subarray(0, cutAfter), () => response.destroy());
  });
  const { body } = await transportOf({}).send(request(server.origin), {});
  const info = { kind: 'object', bucket: 'b', key: 'k', sizeBytes: length, md5, digest, metadata: {}, raw: undefined } as const;
  const object = new DownloadedObject({ info, length, body }, { verify: true, context, signal: undefined });
  expect(object.body).toBe(body);
  return object;
}

describe('DownloadedObject over http', () => {
  it('gives the bytes whose digest is right, whichever it is, to slow readers too', async () => {
    expect((await (await downloaded({ md5: md5Of(BYTES) })).bytes()).equals(BYTES)).toBe(true);
    expect((await (await downloaded({ digest: crcOf(BYTES) })).bytes()).equals(BYTES)).toBe(true);
    const chunks: Buffer[] = [];
    for await (const chunk of (await downloaded({ digest: crcOf(BYTES) })).body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      if (chunks.length % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(Buffer.concat(chunks).equals(BYTES)).toBe(true);
  });

  it('writes them to where they are to be, and looks at them there', async () => {
    // Twice: of the first, nobody knows yet how it may be read.
    for (let round = 0; round < 2; round += 1) {
      const target = Buffer.alloc(BYTES.length + 5);
      let told = 0;
      await (await downloaded({ digest: crcOf(BYTES) })).into(target, (byteCount) => {
        told += byteCount;
      });
      expect([target.subarray(0, BYTES.length).equals(BYTES), told]).toEqual([true, BYTES.length]);
      expect(await cloudError((await downloaded({ md5: 'f'.repeat(32) })).into(target))).toMatchObject({ code: 'protocol', ...context });
      const cut = await cloudError((await downloaded({ cutAfter: 3 * MIB })).into(target));
      expect(cut).toMatchObject({ retry: 'maybe', ...context });
      expect(await cloudError((await downloaded({})).into(Buffer.alloc(MIB)))).toMatchObject({ code: 'invalid-argument', ...context });
      const thrown = new Error('enough');
      const throwing = (): never => {
        throw thrown;
      };
      expect(await rejection((await downloaded({})).into(target, throwing))).toBe(thrown);
      const given = await downloaded({});
      given.cancel();
      expect(await cloudError(given.into(target))).toMatchObject({ code: 'invalid-argument', remedy: 'get it anew' });
    }
  });

  it('looks at the surer digest before MD5', async () => {
    expect((await (await downloaded({ md5: 'f'.repeat(32), digest: crcOf(BYTES) })).bytes()).length).toBe(BYTES.length);
  });

  it('fails at the end where the digest is another, and says both', async () => {
    const error = await cloudError((await downloaded({ digest: { algorithm: 'crc32', hex: '00000001' } })).bytes());
    expect(error).toMatchObject({ code: 'protocol', retry: 'maybe', ...context });
    expect(error.message).toContain(`its CRC32 is ${crcOf(BYTES).hex}, the cloud says 00000001`);
    expect(await cloudError((await downloaded({ md5: 'f'.repeat(32) })).bytes())).toMatchObject({ code: 'protocol', ...context });
  });

  it('fails where it was cut, with the operation it belongs to', async () => {
    expect(await cloudError((await downloaded({ cutAfter: 2 * MIB, md5: md5Of(BYTES) })).bytes())).toMatchObject({
      code: 'protocol',
      retry: 'maybe',
      ...context,
    });
  });

  it('fails where other bytes were announced', async () => {
    expect(await cloudError((await downloaded({ length: BYTES.length + 1 })).bytes())).toMatchObject({ code: 'unavailable', ...context });
    expect(await cloudError((await downloaded({ length: BYTES.length - 1 })).bytes())).toMatchObject({ code: 'protocol', ...context });
  });

  it('is given up in the middle', async () => {
    const object = await downloaded({ md5: md5Of(BYTES) });
    for await (const _ of object.body) break;
    expect(object.body.destroyed).toBe(true);
  });
});
