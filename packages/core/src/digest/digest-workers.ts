import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** Names of node's, and the CRC of zip, four bytes, the most significant first. */
export type DigestAlgorithm = 'md5' | 'sha1' | 'sha256' | 'crc32';

interface Job {
  readonly session: number;
  /** Begins the session's digest. */
  readonly algorithm?: DigestAlgorithm;
  /** Memory that both threads see: nothing is copied. */
  readonly bytes?: Uint8Array;
  /** Ends it: answered with the digest. */
  readonly end?: true;
}

type Answer = Uint8Array | undefined;

/**
 * What the other thread does. A text, and no file: it has to be found again in bundles, in sources under test and in packages alike.
 * A job is answered when its bytes are not needed any more.
 */
const SCRIPT = `
const { createHash } = require('node:crypto');
const { parentPort } = require('node:worker_threads');
const { crc32 } = require('node:zlib');
const hashes = new Map();
const hashOf = (algorithm) => {
  if (algorithm !== 'crc32') return createHash(algorithm);
  let sum = 0;
  return {
    update: (bytes) => {
      sum = crc32(bytes, sum);
    },
    digest: () => {
      const digest = new Uint8Array(4);
      new DataView(digest.buffer).setUint32(0, sum);
      return digest;
    },
  };
};
parentPort.on('message', ({ session, algorithm, bytes, end }) => {
  if (algorithm !== undefined) hashes.set(session, hashOf(algorithm));
  const hash = hashes.get(session);
  if (bytes !== undefined) hash.update(bytes);
  if (end) hashes.delete(session);
  parentPort.postMessage(end ? hash.digest() : undefined);
});`;

/** A thread that digests. The program may end while it has nothing to do. */
class DigestWorker {
  readonly #worker: Worker;
  readonly #waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void; readonly byteCount: number }[] = [];
  #failure: Error | undefined;
  /** Bytes that were given and are not digested. */
  pendingBytes = 0;

  constructor() {
    // Not this process's flags, which may be meant for what it runs.
    this.#worker = new Worker(SCRIPT, { eval: true, execArgv: [], name: 'portolan-digest' });
    this.#worker.unref();
    this.#worker.on('message', (answer: Answer) => this.#next()?.resolve(answer));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the thread that digests has ended')));
  }

  get failed(): boolean {
    return this.#failure !== undefined;
  }

  ask(job: Job): Promise<Answer> {
    const byteCount = job.bytes?.byteLength ?? 0;
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) {
        reject(this.#failure);
        return;
      }
      if (this.#waiting.length === 0) this.#worker.ref();
      this.pendingBytes += byteCount;
      this.#waiting.push({ resolve, reject, byteCount });
      this.#worker.postMessage(job);
    });
  }

  /** It answers in the order it was asked. */
  #next(): { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void } | undefined {
    const asked = this.#waiting.shift();
    this.pendingBytes -= asked?.byteCount ?? 0;
    if (this.#waiting.length === 0) this.#worker.unref();
    return asked;
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (let asked = this.#next(); asked !== undefined; asked = this.#next()) asked.reject(error);
  }
}

const MOST_WORKERS = 3;
const workers: DigestWorker[] = [];
let sessions = 0;
let unavailable = false;

/** A digest under way in another thread. */
export class DigestSession {
  readonly #worker: DigestWorker;
  readonly #session: number;
  #algorithm: DigestAlgorithm | undefined;
  #ended = false;

  private constructor(worker: DigestWorker, session: number, algorithm: DigestAlgorithm) {
    this.#worker = worker;
    this.#session = session;
    this.#algorithm = algorithm;
  }

  /** Undefined where there are no threads to be had: the caller digests by itself. */
  static open(algorithm: DigestAlgorithm): DigestSession | undefined {
    const worker = leastBusy();
    return worker === undefined ? undefined : new DigestSession(worker, ++sessions, algorithm);
  }

  /** Resolves when the bytes, which must be in shared memory, may be changed again. */
  async update(bytes: Uint8Array): Promise<void> {
    await this.#worker.ask({ ...this.#begun(), session: this.#session, bytes });
  }

  /** Once. With the last `bytes`, if there are any: by themselves, their end would stand in line behind what others gave meanwhile. */
  async digest(bytes?: Uint8Array): Promise<Buffer> {
    this.#ended = true;
    const last = bytes === undefined ? {} : { bytes };
    const digest = (await this.#worker.ask({ ...this.#begun(), session: this.#session, ...last, end: true })) as Uint8Array;
    return Buffer.from(digest.buffer, digest.byteOffset, digest.byteLength);
  }

  /** Nobody wants it any more. After its end, too: a stream is closed when it was digested. */
  forget(): void {
    if (!this.#ended) this.digest().catch(() => undefined);
  }

  #begun(): { readonly algorithm?: DigestAlgorithm } {
    const algorithm = this.#algorithm;
    this.#algorithm = undefined;
    return algorithm === undefined ? {} : { algorithm };
  }
}

function leastBusy(): DigestWorker | undefined {
  for (let index = workers.length - 1; index >= 0; index -= 1) if (workers[index]?.failed === true) workers.splice(index, 1);
  const idle = workers.find(({ pendingBytes }) => pendingBytes === 0);
  if (idle !== undefined) return idle;
  const room = workers.length < Math.min(MOST_WORKERS, Math.max(1, availableParallelism() - 1));
  if (room && !unavailable) {
    try {
      const worker = new DigestWorker();
      workers.push(worker);
      return worker;
    } catch {
      // Forbidden (`--experimental-permission`) or exhausted.
      unavailable = true;
    }
  }
  return workers.reduce<DigestWorker | undefined>((least, one) => (least === undefined || one.pendingBytes < least.pendingBytes ? one : least), undefined);
}
