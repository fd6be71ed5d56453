import { closeSync, openSync, readSync } from 'node:fs';

/**
 * The longest turn of the event loop, in ms, as seen by a timer that is due each millisecond. Where the system tells (Linux: `/proc/self/schedstat`), the time
 * is taken off that this thread stood in line for a CPU which others had: it is theirs.
 */
export class LongestTurn {
  readonly #buffer = Buffer.alloc(128);
  readonly #file: number | undefined;
  readonly #timer: NodeJS.Timeout;
  #at: number;
  #waited: number;
  #longest = 0;

  constructor() {
    this.#file = open('/proc/self/schedstat');
    this.#at = performance.now();
    this.#waited = this.#inLine();
    this.#timer = setInterval(() => this.#look(), 1);
  }

  /** Ends the watch. */
  stop(): number {
    this.#look();
    clearInterval(this.#timer);
    if (this.#file !== undefined) closeSync(this.#file);
    return this.#longest;
  }

  #look(): void {
    const [now, waited] = [performance.now(), this.#inLine()];
    this.#longest = Math.max(this.#longest, now - this.#at - (waited - this.#waited));
    this.#at = now;
    this.#waited = waited;
  }

  /** `311507303 182831167 132`: nanoseconds on a CPU, nanoseconds in line for one, how often. */
  #inLine(): number {
    if (this.#file === undefined) return 0;
    const length = readSync(this.#file, this.#buffer, 0, this.#buffer.byteLength, 0);
    return Number(this.#buffer.toString('latin1', 0, length).split(' ')[1]) / 1e6;
  }
}

function open(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined;
  }
}
