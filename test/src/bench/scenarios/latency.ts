import { spread, written, writtenSpread } from '../numbers.ts';
import type { Section, Verdict } from '../report.ts';
import type { Scenario } from './scenario.ts';

/** `node-http`: what can be had, signing nothing. */
const CONTENDERS = ['node-http', 'portolan', 'aws-sdk', 'minio', 's3mini'] as const;
const CONCURRENCY = 32;
const SIZE_BYTES = 4096;

/** Many small objects where the way is long: how much of the best that concurrency and latency allow is reached. */
export const latency: Scenario = {
  name: 'latency',
  async run(bench) {
    const rows: string[][] = [];
    const verdicts: Verdict[] = [];
    for (const ms of [10, 50]) {
      const count = bench.quick ? 2_000 : 10_000;
      await bench.ask({ kind: 'latency', ms });
      const results = await bench.race({
        contenders: CONTENDERS,
        rounds: bench.quick || ms === 50 ? 1 : 3,
        concurrency: CONCURRENCY,
        warmUp: (name) => [{ kind: 'put', prefix: `warm-${name}-`, count: 1_000, sizeBytes: SIZE_BYTES, concurrency: CONCURRENCY }],
        task: (name, round) => ({ kind: 'put', prefix: `late-${ms}-${name}-${round}-`, count, sizeBytes: SIZE_BYTES, concurrency: CONCURRENCY }),
        async check(name, round) {
          const place = name === 'node-http' ? '/raw/' : '/bench/';
          const { right } = await bench.ask({ kind: 'count', prefix: `${place}late-${ms}-${name}-${round}-`, sizeBytes: SIZE_BYTES });
          if (right !== count) throw new Error(`${name}: ${right} of ${count} objects are right`);
        },
      });
      await bench.ask({ kind: 'latency', ms: 0 });
      const ideal = (count / CONCURRENCY) * ms;
      for (const name of CONTENDERS) {
        const reached = spread((results.get(name) ?? []).map(({ wallMs }) => (ideal / wallMs) * 100));
        rows.push([name, `${ms} ms`, `${writtenSpread(reached)} %`]);
        if (name === 'portolan')
          verdicts.push({ target: `at ${ms} ms: at least 95 % of concurrency ÷ latency`, measured: `${written(reached.median)} %`, met: reached.median >= 95 });
      }
    }
    return section(rows, verdicts, bench.quick ? 2_000 : 10_000);
  },
};

const section = (rows: readonly (readonly string[])[], verdicts: readonly Verdict[], count: number): Section => ({
  title: `${count.toLocaleString('en')} small objects over a long way`,
  how: `Puts of 4 KiB, ${CONCURRENCY} at once; an answer goes out so long after its request came in. 100 % is ${CONCURRENCY} ÷ latency. The floor, which signs nothing, shows what of it can be had.`,
  columns: ['', 'latency', 'of the best'],
  rows,
  verdicts,
});
