import { describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import type { Clock } from '../time/clock.ts';
import { createOnce } from './create-once.ts';
import type { Made } from './settle-on-one.ts';

const SEEDS = 400;
/** Each way, and for the work between: less than the shortest pause together. */
const LAG_MS = 450;

/** Time that goes from one event to the next, each after what the last one set off has come to rest. */
class EventClock implements Clock {
  time = Date.parse('2026-11-21T12:00:00Z');
  readonly #events: { readonly at: number; readonly happen: () => void }[] = [];

  now(): number {
    return this.time;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((happen) => void this.#events.push({ at: this.time + ms, happen }));
  }

  async run(): Promise<void> {
    for (;;) {
      await new Promise(setImmediate);
      this.#events.sort((a, b) => a.at - b.at);
      const next = this.#events.shift();
      if (next === undefined) return;
      this.time = next.at;
      next.happen();
    }
  }
}

interface Cloud {
  readonly create: () => Promise<Made>;
  readonly find: () => Promise<readonly Made[]>;
  readonly remove: (id: string) => Promise<void>;
}

type Fate = 'well' | 'doubled' | 'answer lost' | 'request lost';

/** Shows what it made some time after it stamped it, by one of several clocks, in whole seconds. */
class SlowCloud {
  readonly there = new Map<string, Made>();
  readonly #clock: EventClock;
  readonly #random: () => number;
  readonly #skewMs: number;
  #count = 0;

  constructor(clock: EventClock, random: () => number, skewMs: number) {
    this.#clock = clock;
    this.#random = random;
    this.#skewMs = skewMs;
  }

  /** As a program sees it whose first create meets this fate. */
  seenBy(first: Fate): Cloud {
    let fate = first;
    const lag = (): Promise<void> => this.#clock.sleep(this.#random() * LAG_MS);
    return {
      create: async () => {
        const met = fate;
        fate = 'well';
        await lag();
        if (met === 'request lost') throw new CloudError('unavailable', 'the connection broke', { outcome: 'unknown' });
        const all = await Promise.all((met === 'doubled' ? [lag, lag] : [lag]).map((work) => this.#make(work)));
        await lag();
        if (met === 'answer lost') throw new CloudError('unavailable', 'the connection broke', { outcome: 'unknown' });
        return all[0] as Made;
      },
      find: async () => {
        await lag();
        const seen = [...this.there.values()];
        await lag();
        return seen;
      },
      remove: async (id) => {
        await lag();
        this.there.delete(id);
        await lag();
      },
    };
  }

  async #make(work: () => Promise<void>): Promise<Made> {
    this.#count += 1;
    const stamp = this.#clock.now() + (this.#random() - 0.5) * 2 * this.#skewMs;
    const one = { id: `${Math.floor(this.#random() * 1000)}-${this.#count}`, createdAt: new Date(Math.floor(stamp / 1000) * 1000) };
    await work();
    this.there.set(one.id, one);
    return one;
  }
}

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What each program was given, and what there is in the end. */
async function race(
  seed: number,
  programs: number,
  skewMs: number,
  fates: readonly Fate[],
): Promise<{ readonly given: readonly string[]; readonly there: readonly string[] }> {
  const random = seeded(seed);
  const clock = new EventClock();
  const cloud = new SlowCloud(clock, random, skewMs);
  const results = Array.from({ length: programs }, async () => {
    const { create, find, remove } = cloud.seenBy(fates[Math.floor(random() * fates.length)] ?? 'well');
    await clock.sleep(random() * 2_500);
    return (await createOnce({ key: 'k', kind: 'mark', create, find, remove, what: 'server', clock, options: {} })).id;
  });
  const all = Promise.allSettled(results);
  await clock.run();
  const given = (await all).map((result) => (result.status === 'fulfilled' ? result.value : String(result.reason)));
  return { given, there: [...cloud.there.keys()] };
}

async function races(
  programs: number,
  skewMs: number,
  fates: readonly Fate[],
): Promise<{ readonly unequal: readonly string[]; readonly several: readonly string[] }> {
  const unequal: string[] = [];
  const several: string[] = [];
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { given, there } = await race(seed, programs, skewMs, fates);
    const said = `seed ${seed}: given ${given.join(', ')}; there ${there.join(', ')}`;
    if (there.length !== 1) several.push(said);
    if (given.some((id) => id !== there[0])) unequal.push(said);
  }
  return { unequal, several };
}

describe('createOnce by several programs in the same moment', () => {
  it.each([
    ['two, and one clock', 2, 0, ['well']],
    ['two, and clocks that differ', 2, 1_500, ['well']],
    ['three, and clocks that differ', 3, 1_500, ['well']],
    ['five, and clocks that differ', 5, 1_500, ['well']],
    ['one alone, whose request may go wrong', 1, 1_500, ['doubled', 'answer lost', 'request lost']],
  ] as const)('makes one, and gives it to all of them: %s', async (_what, programs, skewMs, fates) => {
    expect(await races(programs, skewMs, fates)).toEqual({ unequal: [], several: [] });
  });

  it('makes one where their requests go wrong besides, and hardly ever takes away what another was given', async () => {
    // Which of two is one's own cannot be told when the answer is lost and the other one is made in the same second.
    const { unequal, several } = await races(3, 1_500, ['well', 'doubled', 'answer lost', 'request lost']);
    expect(several).toEqual([]);
    expect(unequal.length).toBeLessThan(SEEDS / 40);
  });
});
