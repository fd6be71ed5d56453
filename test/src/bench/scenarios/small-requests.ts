import type { Bench, Results } from '../bench.ts';
import { ratios, spread, undisturbed, written, writtenSpread } from '../numbers.ts';
import type { Measured } from '../process/protocol.ts';
import type { Section, Verdict } from '../report.ts';
import type { Scenario } from './scenario.ts';

const CONTENDERS = ['node-http', 'portolan-driver', 'portolan', 'aws-sdk', 'minio', 's3mini', 'files-sdk'] as const;
const SIZE_BYTES = 4096;
const CONCURRENCY = 16;

/** CPU of one signed request of 4 KiB, put and got. */
export const smallRequests: Scenario = {
  name: 'small-requests',
  async run(bench) {
    // Whoever sends seldom finds the server asleep, and pays for waking it: in a virtual machine as much as for the request.
    await bench.ask({ kind: 'awake', awake: true });
    const put = await races(bench, 'put');
    const get = await races(bench, 'get');
    await bench.ask({ kind: 'awake', awake: false });
    return section(put, get, countOf(bench), processesOf(bench));
  },
};

const countOf = (bench: Bench): number => (bench.quick ? 500 : 1000);
const processesOf = (bench: Bench): number => (bench.quick ? 1 : 3);

/** In several processes one after the other: how the pages of one lie in the caches is luck, which lasts as long as the process. */
async function races(bench: Bench, kind: 'put' | 'get'): Promise<Results> {
  const all = new Map<string, Measured[]>();
  for (let process = 0; process < processesOf(bench); process += 1)
    for (const [name, rounds] of await race(bench, kind, process)) all.set(name, [...(all.get(name) ?? []), ...rounds]);
  return all;
}

function race(bench: Bench, kind: 'put' | 'get', process: number): Promise<Results> {
  const count = countOf(bench);
  const task = (prefix: string, operations: number): { kind: 'put' | 'get'; prefix: string; count: number; sizeBytes: number; concurrency: number } => ({
    kind,
    prefix,
    count: operations,
    sizeBytes: SIZE_BYTES,
    concurrency: CONCURRENCY,
  });
  return bench.race({
    contenders: CONTENDERS,
    rounds: bench.quick ? 5 : 15,
    concurrency: CONCURRENCY,
    // V8 takes as many to compile for good what is larger than the floor.
    warmUp: (name) => Array.from({ length: 3 }, () => task(`warm-${name}-`, 4000)),
    awaken: (name) => task(`warm-${name}-`, 250),
    task: (name, round) => task(`${name}-${process}-${round}-`, count),
    async check(name, round, measured) {
      const expected = kind === 'put' ? count : count * SIZE_BYTES;
      if (measured.counted !== expected) throw new Error(`${name}: counted ${measured.counted} of ${expected}`);
      if (kind === 'get') return;
      const place = name === 'node-http' ? '/raw/' : '/bench/';
      const { right } = await bench.ask({ kind: 'count', prefix: `${place}${name}-${process}-${round}-`, sizeBytes: SIZE_BYTES });
      if (right !== count) throw new Error(`${name}: ${right} of ${count} objects are right`);
    },
  });
}

const cpuOf = (rounds: readonly Measured[] | undefined): number[] => (rounds ?? []).map(({ cpuMs }) => cpuMs);

function section(put: Results, get: Results, count: number, processes: number): Section {
  const rows = CONTENDERS.map((name) => [
    name,
    ...[put, get].flatMap((results) => {
      const own = cpuOf(results.get(name));
      if (own.length === 0) return ['–', '–'];
      return [writtenSpread(spread(own.map((ms) => (ms / count) * 1000))), written(undisturbed(own, cpuOf(results.get('node-http'))))];
    }),
  ]);
  const verdict = (target: string, of: string, to: string, results: Results, met: (ratio: number) => boolean): Verdict => {
    const [own, others] = [cpuOf(results.get(of)), cpuOf(results.get(to))];
    const measured = undisturbed(own, others);
    return { target, measured: `${written(measured)}; round by round ${writtenSpread(ratios(own, others))}`, met: met(measured) };
  };
  const both = (['put', 'get'] as const).flatMap((kind) => {
    const results = kind === 'put' ? put : get;
    return [
      verdict(`${kind}: at most 3 × bare node:http`, 'portolan', 'node-http', results, (ratio) => ratio <= 3),
      verdict(`${kind}: \`@aws-sdk/client-s3\` takes at least 4 ×`, 'aws-sdk', 'portolan', results, (ratio) => ratio >= 4),
      verdict(`${kind}: at most 1.15 × the driver called directly`, 'portolan', 'portolan-driver', results, (ratio) => ratio <= 1.15),
    ];
  });
  return {
    title: 'Signed requests of 4 KiB',
    how: `CPU time of the client's process for one request, ${count} a round after 250 that are not counted, ${CONCURRENCY} at once, in ${processes === 1 ? 'one process' : `${processes} processes one after the other`}; µs, median (least–most) of the rounds; ratios are those of the least, which the machine disturbed least (it doubles what code with many objects takes, for seconds, and leaves a short loop as it was). The server never sleeps, so that nobody pays for waking it. The floor signs nothing.`,
    columns: ['', 'put, µs', '× floor', 'get, µs', '× floor'],
    rows,
    verdicts: both,
  };
}
