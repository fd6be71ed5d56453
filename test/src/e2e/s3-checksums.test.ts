import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { startEmulator } from '@portolan/emulators';
import { connect } from 'portolan';
import { describe, expect, it } from 'vitest';
import { selfSigned } from '../harness/self-signed.ts';

const MIB = 1024 ** 2;
const ALGORITHMS = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;

describe.each([
  ['http', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER'],
  ['https', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'],
] as const)('checksums over %s', (scheme, streamed) => {
  it.each(ALGORITHMS)('%s goes before bytes, after streams and with parts, and is compared at both ends', async (checksum) => {
    const certificate = scheme === 'https' ? await selfSigned() : undefined;
    try {
      await using emulator = await startEmulator('aws', certificate === undefined ? {} : { tls: certificate.tls });
      const payloads = new Set<string | undefined>();
      await using cloud = await connect(
        { ...emulator.profile, provider: 'aws', checksum, ...(certificate === undefined ? {} : { caFile: certificate.caFile }) } as never,
        {
          env: {},
          transport: (standard) => ({
            send: (request, options) => {
              if (request.method === 'PUT') payloads.add(request.headers['x-amz-content-sha256']);
              return standard.send(request, options);
            },
            close: () => standard.close(),
          }),
        },
      );
      const { storage } = cloud;
      const bucket = await storage.buckets.create('sums');
      const bytes = randomBytes(9 * MIB + 1);
      await storage.objects.put(bucket, 'bytes', bytes);
      await storage.objects.put(bucket, 'stream', Readable.from([bytes.subarray(0, 5), bytes.subarray(5)]), { contentLength: bytes.byteLength });
      await storage.objects.put(bucket, 'parts', Readable.from([bytes, bytes]), { partSizeBytes: 5 * MIB });
      expect(payloads).toContain(streamed);
      const stored = { bytes, stream: bytes, parts: Buffer.concat([bytes, bytes]) };
      for (const [key, content] of Object.entries(stored)) expect((await (await storage.objects.get(bucket, key)).bytes()).equals(content), key).toBe(true);
    } finally {
      await certificate?.remove();
    }
  });
});
