import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ratios, spread, writtenSpread } from '../numbers.ts';
import { PUBLISHED } from '../process/child.ts';
import type { Scenario } from './scenario.ts';

const CONTENDERS = ['node-http', 'portolan', 'aws-sdk', 'minio', 's3mini', 'files-sdk'] as const;
const SCRIPT = fileURLToPath(new URL('../process/cold.js', import.meta.url));

interface Cold {
  readonly counted: number;
  /** Packages of ours that were loaded. */
  readonly drivers: readonly string[];
}

/** A fresh process, to its first signed answer. */
export const coldStart: Scenario = {
  name: 'cold-start',
  async run(bench) {
    const times = new Map<string, number[]>();
    const rounds = bench.quick ? 5 : 15;
    // The first round warms the machine's file cache.
    for (let round = -1; round < rounds; round += 1) {
      for (const name of CONTENDERS) {
        const began = process.hrtime.bigint();
        const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', PUBLISHED, SCRIPT, name, JSON.stringify(bench.arena(4))], {
          encoding: 'utf8',
        });
        const ms = Number(process.hrtime.bigint() - began) / 1e6;
        if (status !== 0) throw new Error(`${name}: ${stderr}`);
        const cold = JSON.parse(stdout) as Cold;
        if (cold.counted !== 4096) throw new Error(`${name}: ${cold.counted} bytes came`);
        if (round < 0) continue;
        const own = times.get(name) ?? [];
        own.push(ms);
        times.set(name, own);
      }
    }
    // Once more, watched: which costs time, and is not counted.
    const watched = spawnSync(process.execPath, ['--no-warnings', PUBLISHED, SCRIPT, 'portolan', JSON.stringify(bench.arena(4))], {
      encoding: 'utf8',
      env: { ...process.env, BENCH_LOADS: '1' },
    });
    const { drivers } = JSON.parse(watched.stdout) as Cold;
    const own = times.get('portolan') ?? [];
    const sdk = ratios(own, times.get('aws-sdk') ?? []);
    const others = drivers.filter((name) => !['core', 'ec2', 'portolan'].includes(name));
    return {
      title: 'Cold start',
      how: 'A fresh process of node, from its start to its end, with one signed get of 4 KiB.',
      columns: ['', 'ms', '× aws-sdk'],
      rows: CONTENDERS.map((name) => [
        name,
        writtenSpread(spread(times.get(name) ?? [])),
        writtenSpread(ratios(times.get(name) ?? [], times.get('aws-sdk') ?? [])),
      ]),
      verdicts: [
        { target: 'at most as long as `@aws-sdk/client-s3`', measured: writtenSpread(sdk), met: sdk.median <= 1 },
        {
          target: 'no module of another driver is loaded',
          measured: others.length === 0 ? `only ${drivers.join(', ')}` : others.join(', '),
          met: others.length === 0,
        },
      ],
    };
  },
};
