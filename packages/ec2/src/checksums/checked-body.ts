import { type Readable, Transform } from 'node:stream';
import { CloudError } from '@portolan/core/driver';
import { CHECKSUM_ALGORITHMS, checksumHeader, runningChecksum } from './checksum.ts';

/**
 * The body of a whole object, compared with the checksum that the answer tells of it: another one is an error where the body ends.
 * `x-amz-checksum-crc32c: Ab12…==-3` is one of the parts' checksums, and says nothing of bytes that come in one piece.
 */
export function checkedBody(body: Readable, headers: Readonly<Record<string, string>>): Readable {
  const algorithm = CHECKSUM_ALGORITHMS.find((one) => /^[A-Za-z0-9+/]+=*$/.test(headers[checksumHeader(one)] ?? ''));
  if (algorithm === undefined || headers['x-amz-checksum-type'] === 'COMPOSITE') return body;
  const told = headers[checksumHeader(algorithm)] as string;
  const sum = runningChecksum(algorithm);
  const checked = new Transform({
    transform(chunk: Buffer, _encoding, done): void {
      sum.update(chunk);
      done(null, chunk);
    },
    flush(done): void {
      const found = sum.base64();
      const wrong = `the content is not what was stored: its ${algorithm} is ${found}, the cloud says ${told}`;
      done(found === told ? null : new CloudError('protocol', wrong, { retry: 'maybe' }));
    },
  });
  body.on('error', (error) => checked.destroy(error));
  // Cut off without a word: whoever reads counts the bytes.
  body.on('close', () => {
    if (!body.readableEnded && !checked.destroyed) checked.destroy();
  });
  checked.on('close', () => {
    if (!body.readableEnded) body.destroy();
  });
  return body.pipe(checked);
}
