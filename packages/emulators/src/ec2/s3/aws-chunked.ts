import { createHash, type Hash } from 'node:crypto';
import { scopeText, sha256Hex, sign } from '../auth/canonical-request.ts';
import { type SigV4Grant, sameText } from '../auth/sigv4.ts';
import { S3Error } from './s3-error.ts';

const EMPTY_HASH = sha256Hex('');
/** On AWS every chunk but the last with data. */
const MIN_CHUNK = 8192;
const MAX_LINE = 16_384;

const incomplete = (): S3Error => new S3Error(400, 'IncompleteBody', 'The request body terminated unexpectedly');
const mismatch = (): S3Error =>
  new S3Error(
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  );

type Phase = 'header' | 'data' | 'data-end' | 'trailer' | 'done';

/** Takes an aws-chunked body apart as it arrives; with a signature chain each chunk is proven at its end. */
export class AwsChunkedDecoder {
  readonly trailers: Map<string, string> = new Map();
  readonly #grant: SigV4Grant | undefined;
  #previous: string;
  #phase: Phase = 'header';
  #rest: Buffer = Buffer.alloc(0);
  #left = 0;
  #claimed = '';
  #hash: Hash | undefined;
  #smallSeen = false;
  #trailerText = '';
  #trailerSignature: string | undefined;
  readonly #signedTrailer: boolean;

  /** `grant`: chunks are signed, starting from its signature. */
  constructor(grant: SigV4Grant | undefined, signedTrailer: boolean) {
    this.#grant = grant;
    this.#previous = grant?.signature ?? '';
    this.#signedTrailer = signedTrailer;
  }

  push(chunk: Buffer): Buffer[] {
    const out: Buffer[] = [];
    let input = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = Buffer.alloc(0);
    while (input.length > 0) {
      if (this.#phase === 'data') {
        const piece = input.subarray(0, this.#left);
        this.#hash?.update(piece);
        this.#left -= piece.length;
        if (piece.length > 0) out.push(piece);
        input = input.subarray(piece.length);
        if (this.#left > 0) break;
        this.#closeChunk();
        this.#phase = 'data-end';
        continue;
      }
      if (this.#phase === 'done') throw incomplete();
      const end = input.indexOf('\r\n');
      if (end === -1) {
        if (input.length > MAX_LINE) throw incomplete();
        this.#rest = input;
        break;
      }
      this.#line(input.toString('utf8', 0, end));
      input = input.subarray(end + 2);
    }
    return out;
  }

  end(): void {
    if (this.#phase !== 'done') throw incomplete();
  }

  #line(line: string): void {
    if (this.#phase === 'data-end') {
      if (line !== '') throw incomplete();
      this.#phase = 'header';
    } else if (this.#phase === 'header') this.#header(line);
    else this.#trailer(line);
  }

  #header(line: string): void {
    const match = /^([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line);
    if (match === null || (this.#grant !== undefined && match[2] === undefined)) throw incomplete();
    this.#left = Number.parseInt(match[1]!, 16);
    this.#claimed = match[2] ?? '';
    this.#hash = this.#grant === undefined ? undefined : createHash('sha256');
    if (this.#left === 0) {
      this.#closeChunk();
      this.#phase = 'trailer';
      return;
    }
    if (this.#smallSeen) throw new S3Error(403, 'InvalidChunkSizeError', 'Only the last chunk is allowed to have a size less than 8192 bytes');
    this.#smallSeen = this.#grant !== undefined && this.#left < MIN_CHUNK;
    this.#phase = 'data';
  }

  #closeChunk(): void {
    if (this.#grant === undefined || this.#hash === undefined) return;
    const text = ['AWS4-HMAC-SHA256-PAYLOAD', this.#grant.time, scopeText(this.#grant.scope), this.#previous, EMPTY_HASH, this.#hash.digest('hex')].join('\n');
    const expected = sign(this.#grant.key, text);
    if (!sameText(expected, this.#claimed)) throw mismatch();
    this.#previous = expected;
    this.#hash = undefined;
  }

  #trailer(line: string): void {
    if (line === '') {
      this.#closeTrailer();
      this.#phase = 'done';
      return;
    }
    const colon = line.indexOf(':');
    if (colon === -1) throw incomplete();
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'x-amz-trailer-signature') this.#trailerSignature = value;
    else {
      this.trailers.set(name, value);
      this.#trailerText += `${name}:${value}\n`;
    }
  }

  #closeTrailer(): void {
    if (!this.#signedTrailer || this.#grant === undefined) return;
    const text = ['AWS4-HMAC-SHA256-TRAILER', this.#grant.time, scopeText(this.#grant.scope), this.#previous, sha256Hex(this.#trailerText)].join('\n');
    if (this.#trailerSignature === undefined || !sameText(sign(this.#grant.key, text), this.#trailerSignature)) throw mismatch();
  }
}
