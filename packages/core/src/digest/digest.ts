import { type DigestAlgorithm, DigestSession } from './digest-workers.ts';
import { type Hash, hashOf } from './hash.ts';

export type { DigestAlgorithm } from './digest-workers.ts';

/** What is shorter is digested where it is: telling another thread would take as long. */
const WORTH_A_THREAD_BYTES = 1024 * 1024;
const BLOCK_BYTES = 1024 * 1024;
const BLOCKS = 4;

/**
 * A buffer in memory that threads share, so that it is digested elsewhere without a copy while it is sent from here.
 * For parts of uploads; for all else `Buffer` does.
 */
export function sharedBuffer(byteLength: number): Buffer {
  return Buffer.from(new SharedArrayBuffer(byteLength));
}

/** V8 copies into shared memory byte by byte where the ends are not aligned alike: 2 GB/s. Node's own fill takes memcpy: 16. */
export function copyInto(target: Buffer, at: number, bytes: Uint8Array): void {
  if (bytes.byteLength > 0) target.fill(bytes, at, at + bytes.byteLength);
}

const isShared = (bytes: Uint8Array): boolean => bytes.buffer instanceof SharedArrayBuffer;

/** The digest of bytes that stay as they are meanwhile. Long ones are digested in another thread: MD5 alone would hold a gigabit line back. */
export async function digestOf(algorithm: DigestAlgorithm, bytes: Uint8Array): Promise<Buffer> {
  const session = bytes.byteLength < WORTH_A_THREAD_BYTES ? undefined : DigestSession.open(algorithm);
  if (session === undefined) return digestHere(algorithm, bytes);
  try {
    if (isShared(bytes)) return await session.digest(bytes);
  } catch {
    return digestHere(algorithm, bytes);
  }
  session.forget();
  const digest = new RunningDigest(algorithm);
  for (let at = 0; at < bytes.byteLength; at += BLOCK_BYTES) await digest.update(bytes.subarray(at, at + BLOCK_BYTES));
  return digest.digest();
}

/** The digest of bytes that are short enough not to hold anybody up; undefined for others, which `digestOf` takes. */
export function digestNow(algorithm: DigestAlgorithm, bytes: Uint8Array): Buffer | undefined {
  return bytes.byteLength < WORTH_A_THREAD_BYTES ? digestHere(algorithm, bytes) : undefined;
}

function digestHere(algorithm: DigestAlgorithm, bytes: Uint8Array): Buffer {
  const hash = hashOf(algorithm);
  hash.update(bytes);
  return hash.digest();
}

/** A digest of what passes. Short streams are digested here, long ones in another thread, in bounded memory. */
export class RunningDigest {
  readonly #algorithm: DigestAlgorithm;
  /** What came, as long as it is short. */
  #begun: Uint8Array[] = [];
  #begunBytes = 0;
  #session: DigestSession | undefined;
  /** Where no thread is to be had. */
  #here: Hash | undefined;
  readonly #free: Buffer[] = [];
  #blocks = 0;
  #block: Buffer | undefined;
  #filled = 0;
  #wake: (() => void) | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(algorithm: DigestAlgorithm) {
    this.#algorithm = algorithm;
  }

  /** With a promise: the bytes must stay as they are until it resolves, and no more may come before. Without one, they may be changed at once. */
  update(bytes: Uint8Array): Promise<void> | undefined {
    if (this.#session !== undefined) return this.#pass(this.#session, bytes);
    if (this.#here !== undefined) {
      this.#here.update(bytes);
      return undefined;
    }
    this.#begunBytes += bytes.byteLength;
    if (this.#begunBytes < WORTH_A_THREAD_BYTES) {
      this.#begun.push(Uint8Array.from(bytes));
      return undefined;
    }
    return this.#move(bytes);
  }

  async digest(): Promise<Buffer> {
    if (this.#session === undefined) {
      const hash = this.#here ?? hashOf(this.#algorithm);
      for (const bytes of this.#begun) hash.update(bytes);
      return hash.digest();
    }
    const digest = await this.#session.digest(this.#block?.subarray(0, this.#filled));
    if (this.#failure !== undefined) throw this.#failure.error;
    return digest;
  }

  /** Nobody wants it any more. */
  forget(): void {
    this.#session?.forget();
    this.#session = undefined;
    this.#begun = [];
  }

  #move(bytes: Uint8Array): Promise<void> | undefined {
    const begun = this.#begun;
    this.#begun = [];
    const session = DigestSession.open(this.#algorithm);
    if (session === undefined) {
      const here = hashOf(this.#algorithm);
      for (const piece of [...begun, bytes]) here.update(piece);
      this.#here = here;
      return undefined;
    }
    this.#session = session;
    // Shorter than the blocks there are.
    for (const piece of begun) void this.#pass(session, piece);
    return this.#pass(session, bytes);
  }

  #pass(session: DigestSession, bytes: Uint8Array): Promise<void> | undefined {
    if (isShared(bytes) && bytes.byteLength >= BLOCK_BYTES) {
      if (this.#block !== undefined) this.#send(session, this.#block);
      return session.update(bytes);
    }
    for (let at = 0; at < bytes.byteLength; ) {
      this.#block ??= this.#nextBlock();
      if (this.#block === undefined) return this.#passLater(session, bytes.subarray(at));
      const piece = bytes.subarray(at, at + BLOCK_BYTES - this.#filled);
      copyInto(this.#block, this.#filled, piece);
      this.#filled += piece.byteLength;
      at += piece.byteLength;
      if (this.#filled === BLOCK_BYTES) this.#send(session, this.#block);
    }
    return undefined;
  }

  async #passLater(session: DigestSession, bytes: Uint8Array): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    if (this.#failure !== undefined) throw this.#failure.error;
    await this.#pass(session, bytes);
  }

  #nextBlock(): Buffer | undefined {
    const free = this.#free.pop();
    if (free !== undefined || this.#blocks === BLOCKS) return free;
    this.#blocks += 1;
    return sharedBuffer(BLOCK_BYTES);
  }

  #send(session: DigestSession, block: Buffer): void {
    const filled = block.subarray(0, this.#filled);
    this.#block = undefined;
    this.#filled = 0;
    session
      .update(filled)
      .then(
        () => this.#free.push(block),
        (error: unknown) => {
          this.#failure ??= { error };
        },
      )
      .finally(() => {
        this.#wake?.();
        this.#wake = undefined;
      });
  }
}
