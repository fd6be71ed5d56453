import { ratios, spread, written, writtenSpread } from '../numbers.ts';
import type { Measured } from '../process/protocol.ts';
import type { Scenario } from './scenario.ts';

const CONTENDERS = ['portolan', 'aws-sdk', 'minio', 's3mini'] as const;
const MIB = 1024 * 1024;

const wallOf = (rounds: readonly Measured[] | undefined): number[] => (rounds ?? []).map(({ wallMs }) => wallMs);
const growthOf = (rounds: readonly Measured[]): number[] => rounds.map(({ rssMostBytes, rssBeforeBytes }) => (rssMostBytes - rssBeforeBytes) / MIB);

/** A bucket listed to its end, key by key, and what a longer one takes of memory. */
export const listing: Scenario = {
  name: 'listing',
  async run(bench) {
    const keys = bench.quick ? 20_000 : 100_000;
    const long = keys * 10;
    const race = (contenders: readonly string[], count: number, rounds: number): ReturnType<typeof bench.race> =>
      bench.race({
        contenders,
        rounds,
        concurrency: 4,
        warmUp: () => [{ kind: 'list', bucket: `list-${keys / 2}` }],
        task: () => ({ kind: 'list', bucket: `list-${count}` }),
        async check(name, _round, { counted }) {
          if (counted !== count) throw new Error(`${name}: ${counted} of ${count} keys`);
        },
      });
    const results = await race(CONTENDERS, keys, bench.quick ? 3 : 7);
    // Fresh processes, for memory alone: one list of the length, then one ten times as long.
    const shorter = await race(['portolan'], keys, 3);
    const longer = await race(['portolan'], long, bench.quick ? 1 : 2);
    const own = wallOf(results.get('portolan'));
    const sdk = ratios(wallOf(results.get('aws-sdk')), own);
    const growth = [shorter, longer].map((result) => spread(growthOf(result.get('portolan') ?? [])).median);
    const slope = Math.max(0, ((growth[1] as number) - (growth[0] as number)) / ((long - keys) / 100_000));
    return {
      title: `Lists of ${keys.toLocaleString('en')} objects`,
      how: 'Time to the last key, pages of 1 000 from a server that has them ready. `s3mini` gives the keys as one array, and the others one after the other.',
      columns: ['', 'ms', '× Portolan', 'keys a second'],
      rows: CONTENDERS.map((name) => {
        const rounds = wallOf(results.get(name));
        return [name, writtenSpread(spread(rounds)), writtenSpread(ratios(rounds, own)), (keys / (spread(rounds).median / 1000)).toFixed(0)];
      }),
      verdicts: [
        { target: 'at least 3 × as fast as the AWS paginator', measured: writtenSpread(sdk), met: sdk.median >= 3 },
        {
          target: 'RSS grows by less than 1 MB for each 100 000 keys more',
          measured: `${written(slope)} MiB (from ${keys.toLocaleString('en')} to ${long.toLocaleString('en')} keys)`,
          met: slope < 1,
        },
      ],
    };
  },
};
