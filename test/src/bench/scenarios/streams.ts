import type { Bench, Results } from '../bench.ts';
import { ratios, spread, writtenSpread } from '../numbers.ts';
import type { Measured, Task } from '../process/protocol.ts';
import type { Section, Verdict } from '../report.ts';
import type { Scenario } from './scenario.ts';

const CONTENDERS = ['node-http', 'portolan', 'aws-sdk', 'minio'] as const;
const MIB = 1024 * 1024;
const CONCURRENCY = 4;
const PART_BYTES = 16 * MIB;
/** What a process of node needs for a stream besides parts: code, sockets' buffers, what the collector has not come to. */
const BASE_BYTES = 48 * MIB;

type Kind = 'upload' | 'download' | 'transfer';

const timedRounds = (bench: Bench): number => (bench.quick ? 3 : 7);
/** After those that are timed. */
const MEMORY_ROUNDS = 3;

/** One large object up, down and across. */
export const streams: Scenario = {
  name: 'streams',
  async run(bench) {
    const sizeBytes = (bench.quick ? 128 : 512) * MIB;
    const results = new Map<Kind, Results>();
    for (const kind of ['upload', 'download', 'transfer'] as const) {
      await bench.renew();
      results.set(kind, await race(bench, kind, sizeBytes));
    }
    return section(results, sizeBytes, timedRounds(bench));
  },
};

function race(bench: Bench, kind: Kind, sizeBytes: number): Promise<Results> {
  const timed = timedRounds(bench);
  const task = (name: string, round: number | 'warm'): Task => {
    const key = `${name}-${kind}-${round}`;
    const how = { sizeBytes, collected: round !== 'warm' && round >= timed };
    if (kind === 'download') return { kind, ...how };
    return kind === 'upload' ? { kind, key, ...how } : { kind, to: key, ...how };
  };
  return bench.race({
    contenders: CONTENDERS,
    rounds: timed + MEMORY_ROUNDS,
    concurrency: CONCURRENCY,
    // Of the whole size: the server knows its digests from then on.
    warmUp: (name) => [task(name, 'warm'), task(name, 'warm')],
    task,
    async check(name, round, { counted }) {
      if (counted !== sizeBytes) throw new Error(`${name}: ${counted} of ${sizeBytes} bytes`);
      if (kind === 'download') return;
      const { right } = await bench.ask({ kind: 'verify', path: `${name === 'node-http' ? '/raw/' : '/bench/'}${name}-${kind}-${round}`, sizeBytes });
      if (right !== 1) throw new Error(`${name}: what the server has is not what was sent`);
    },
  });
}

const memoryOf = (rounds: readonly Measured[] | undefined): number[] =>
  (rounds ?? []).slice(-MEMORY_ROUNDS).map(({ rssMostBytes, rssBeforeBytes }) => (rssMostBytes - rssBeforeBytes) / MIB);

function section(results: ReadonlyMap<Kind, Results>, sizeBytes: number, timed: number): Section {
  const wallOf = (rounds: readonly Measured[] | undefined): number[] => (rounds ?? []).slice(0, timed).map(({ wallMs }) => wallMs);
  const of = (kind: Kind, name: string): readonly Measured[] | undefined => results.get(kind)?.get(name);
  const kinds: readonly Kind[] = ['upload', 'download', 'transfer'];
  const rows = CONTENDERS.map((name) => [
    name,
    ...kinds.flatMap((kind) => {
      const own = wallOf(of(kind, name));
      if (own.length === 0) return ['–', '–'];
      const speed = own.map((ms) => sizeBytes / MIB / (ms / 1000));
      return [writtenSpread(spread(speed)), writtenSpread(spread(memoryOf(of(kind, name))))];
    }),
  ]);
  const verdicts = kinds.flatMap((kind): Verdict[] => {
    const floor = ratios(wallOf(of(kind, 'node-http')), wallOf(of(kind, 'portolan')));
    const sdk = ratios(wallOf(of(kind, 'aws-sdk')), wallOf(of(kind, 'portolan')));
    const least = spread(memoryOf(of(kind, 'portolan'))).most;
    const bound = ((kind === 'download' ? 0 : PART_BYTES * (CONCURRENCY + 1)) + BASE_BYTES) / MIB;
    return [
      { target: `${kind}: at least 0.8 × the raw pipe`, measured: writtenSpread(floor), met: floor.median >= 0.8 },
      { target: `${kind}: at least 2 × \`@aws-sdk/lib-storage\``, measured: writtenSpread(sdk), met: sdk.median >= 2 },
      {
        target: `${kind}: RSS grows by at most ${kind === 'download' ? 'base' : 'part × (concurrency + 1) + base'}`,
        measured: `${least.toFixed(0)} of ${bound.toFixed(0)} MiB`,
        met: least <= bound,
      },
    ];
  });
  return {
    title: `One stream of ${sizeBytes / MIB} MiB`,
    how: `MiB a second, and in rounds of their own MiB by which the process grew at most. Up from a stream, down to nothing, and from one connection to another. Parts of ${PART_BYTES / MIB} MiB, ${CONCURRENCY} at once; the raw pipe sends one request of no parts, signs and digests nothing. The server compares every byte with what it should be. Plain http: what is signed is hashed.`,
    columns: ['', ...kinds.flatMap((kind) => [`${kind}, MiB/s`, 'RSS, MiB'])],
    rows,
    verdicts,
  };
}
