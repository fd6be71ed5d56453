import { ratios, spread, writtenSpread } from '../numbers.ts';
import type { Measured } from '../process/protocol.ts';
import type { Scenario } from './scenario.ts';

const CONTENDERS = ['portolan', 'aws-sdk', 'minio', 's3mini'] as const;
const MIB = 1024 * 1024;

const wallOf = (rounds: readonly Measured[] | undefined): number[] => (rounds ?? []).map(({ wallMs }) => wallMs);

const WINDOWS = 20;

/**
 * MiB by which the process grows over a whole list: the line through its second half, doubled. In the first half node's own pools come to their size.
 * Of each window of time the least counts: what lies above it is garbage that the collector has not come to, a saw whose teeth are larger than what is looked for.
 */
function growthOf({ rssBytes }: Measured): number {
  const half = rssBytes.slice(rssBytes.length >> 1);
  const size = Math.max(1, Math.floor(half.length / WINDOWS));
  const values = Array.from({ length: Math.floor(half.length / size) }, (_, window) => Math.min(...half.slice(window * size, (window + 1) * size)));
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const numerator = values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0);
  const slope = numerator / values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  return (slope * values.length * 2) / MIB;
}

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
    // A fresh process, for memory alone.
    const longer = await race(['portolan'], long, bench.quick ? 1 : 5);
    const own = wallOf(results.get('portolan'));
    const sdk = ratios(wallOf(results.get('aws-sdk')), own);
    const slope = spread((longer.get('portolan') ?? []).map((measured) => growthOf(measured) / (long / 100_000)));
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
          measured: `${writtenSpread(slope)} MiB, over ${long.toLocaleString('en')} keys`,
          met: slope.median < 1,
        },
      ],
    };
  },
};
