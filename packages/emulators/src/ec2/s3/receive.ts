import { createHash } from 'node:crypto';
import { AwsChunkedDecoder } from './aws-chunked.ts';
import { ObjectBody } from './body.ts';
import type { S3Call } from './call.ts';
import { CHECKSUM_ALGORITHMS, type ChecksumAlgorithm, isChecksumAlgorithm, runningChecksum } from './checksums.ts';
import { S3Error } from './s3-error.ts';
import type { StoredChecksum } from './store.ts';

export interface ReceivedBody {
  readonly body: ObjectBody;
  readonly md5: string;
  readonly checksum: StoredChecksum | undefined;
}

const MAX_PUT_BYTES = 5 * 1024 ** 3;
const HEX_SHA256 = /^[0-9a-f]{64}$/;

interface Framing {
  readonly decoder: AwsChunkedDecoder | undefined;
  readonly length: number;
}

function framing(call: S3Call): Framing {
  const payload = call.grant?.payload ?? 'UNSIGNED-PAYLOAD';
  const contentLength = call.header('content-length');
  if (!payload.startsWith('STREAMING-')) {
    if (contentLength === undefined) throw new S3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
    return { decoder: undefined, length: Number(contentLength) };
  }
  const signed = payload === 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' || payload === 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER';
  const trailer = payload.endsWith('-TRAILER');
  if ((!signed && payload !== 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') || (trailer && call.isEucalyptus)) {
    throw new S3Error(501, 'NotImplemented', 'Transferring payloads in multiple chunks in this way is not supported', { Header: 'x-amz-content-sha256' });
  }
  const decoded = call.header('x-amz-decoded-content-length');
  if (decoded === undefined || !/^\d+$/.test(decoded)) throw new S3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
  return { decoder: new AwsChunkedDecoder(signed ? call.grant?.v4 : undefined, signed && trailer), length: Number(decoded) };
}

function expectedMd5(call: S3Call): Buffer | undefined {
  const text = call.header('content-md5');
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 16 || bytes.toString('base64') !== text.trim())
    throw new S3Error(400, 'InvalidDigest', 'The Content-MD5 you specified was invalid.', { 'Content-MD5': text });
  return bytes;
}

/** The checksum the request announces: as header, as trailer, or only its algorithm. Eucalyptus knows none of it. */
function announced(call: S3Call): { algorithm: ChecksumAlgorithm; value: string | undefined } | undefined {
  if (call.isEucalyptus) return undefined;
  const given = CHECKSUM_ALGORITHMS.filter((name) => call.header(`x-amz-checksum-${name}`) !== undefined);
  if (given.length > 1) throw new S3Error(400, 'InvalidRequest', 'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.');
  const [algorithm] = given;
  if (algorithm !== undefined) return { algorithm, value: call.header(`x-amz-checksum-${algorithm}`) };
  const trailer = (call.header('x-amz-trailer') ?? '').trim().toLowerCase().replace('x-amz-checksum-', '');
  if (isChecksumAlgorithm(trailer)) return { algorithm: trailer, value: undefined };
  if (call.header('x-amz-sdk-checksum-algorithm') !== undefined) {
    throw new S3Error(
      400,
      'InvalidRequest',
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
  return undefined;
}

/** Reads the request's body to its end and proves it against everything the request said of it. A connection that breaks rejects. */
export async function receive(call: S3Call, limit: number = MAX_PUT_BYTES): Promise<ReceivedBody> {
  const { decoder, length } = framing(call);
  const md5Wanted = expectedMd5(call);
  const checksum = announced(call);
  if (length > limit)
    throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
      ProposedSize: String(length),
      MaxSizeAllowed: String(limit),
    });
  if (call.header('expect')?.toLowerCase() === '100-continue') call.response.writeContinue();
  const payload = call.grant?.payload ?? 'UNSIGNED-PAYLOAD';
  const sha256 = HEX_SHA256.test(payload) ? createHash('sha256') : undefined;
  if (sha256 === undefined && decoder === undefined && payload !== 'UNSIGNED-PAYLOAD') {
    throw new S3Error(400, 'InvalidArgument', 'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, or a valid sha256 value.', {
      ArgumentName: 'x-amz-content-sha256',
      ArgumentValue: payload,
    });
  }
  const md5 = createHash('md5');
  const running = checksum === undefined ? undefined : runningChecksum(checksum.algorithm);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const wire of call.request.stream as AsyncIterable<Buffer>) {
    for (const chunk of decoder?.push(wire) ?? [wire]) {
      size += chunk.length;
      if (size > limit) throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
      md5.update(chunk);
      sha256?.update(chunk);
      running?.update(chunk);
      chunks.push(chunk);
    }
  }
  decoder?.end();
  if (size !== length) throw new S3Error(400, 'IncompleteBody', 'You did not provide the number of bytes specified by the Content-Length HTTP header');
  const computed = sha256?.digest('hex');
  if (computed !== undefined && computed !== payload) {
    throw new S3Error(400, 'XAmzContentSHA256Mismatch', "The provided 'x-amz-content-sha256' header does not match what was computed.", {
      ClientComputedContentSHA256: payload,
      S3ComputedContentSHA256: computed,
    });
  }
  const digest = md5.digest();
  if (md5Wanted !== undefined && !md5Wanted.equals(digest)) {
    throw new S3Error(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.', {
      ExpectedDigest: md5Wanted.toString('hex'),
      CalculatedDigest: digest.toString('base64'),
    });
  }
  const value = running?.digest().toString('base64');
  if (checksum !== undefined && value !== undefined) {
    const claimed = checksum.value ?? decoder?.trailers.get(`x-amz-checksum-${checksum.algorithm}`);
    if (claimed !== value) throw new S3Error(400, 'BadDigest', `The ${checksum.algorithm.toUpperCase()} you specified did not match the calculated checksum.`);
  }
  return {
    body: new ObjectBody(chunks),
    md5: digest.toString('hex'),
    checksum: checksum === undefined || value === undefined ? undefined : { algorithm: checksum.algorithm, value, type: 'FULL_OBJECT' },
  };
}
