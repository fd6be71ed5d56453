import type { Socket } from 'node:net';
import type { Counts } from './protocol.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Since = Writable<Omit<Counts, 'segmentsNow' | 'objectsNow' | 'largeNow' | 'lists' | 'strange'>> & {
  readonly lists: Writable<Counts['lists']>;
  readonly strange: string[];
};

const nothing = (): Since => ({ lists: { source: 0, target: 0 }, reads: 0, readBytes: 0, writes: 0, writtenBytes: 0, again: 0, wrong: 0, strange: [] });

/** What both ends have seen, and the one connection that is to be broken. */
export class Counters {
  since: Since = nothing();
  cut: { readonly end: 'source' | 'target'; leftBytes: number } | undefined;

  /** The counts so far; they begin anew. */
  take(): Since {
    const taken = this.since;
    this.since = nothing();
    return taken;
  }

  /** Bytes pass: whether this connection was broken. */
  passes(end: 'source' | 'target', bytes: number, socket: Socket): boolean {
    if (end === 'source') this.since.readBytes += bytes;
    else this.since.writtenBytes += bytes;
    if (this.cut?.end !== end) return false;
    this.cut.leftBytes -= bytes;
    if (this.cut.leftBytes > 0) return false;
    this.cut = undefined;
    socket.resetAndDestroy();
    return true;
  }
}
