import { startEmulator } from '@portolan/emulators';
import { connect } from 'portolan';
import { written } from '../numbers.ts';
import type { Scenario } from './scenario.ts';

const TRANSITION_MS = 4000;

/** How many requests it takes to wait for many servers. */
export const waiting: Scenario = {
  name: 'waiting',
  async run(bench) {
    const rows: string[][] = [];
    const requests: number[] = [];
    const counts = bench.quick ? [1, 10, 100] : [1, 10, 100, 1000];
    for (const count of counts) {
      const names = Array.from({ length: count }, (_, index) => `web-${index}`);
      await using emulator = await startEmulator('aws', { transitionMs: TRANSITION_MS, seed: { servers: names } });
      const cloud = await connect(emulator.profile as { provider: 'aws' });
      const servers = (await cloud.compute.servers.list().toArray()).filter(({ name }) => name?.startsWith('web-') === true);
      if (servers.length !== count) throw new Error(`${servers.length} of ${count} servers`);
      await Promise.all(servers.map((server) => cloud.compute.servers.stop(server)));
      emulator.seen.length = 0;
      const began = performance.now();
      const stopped = await cloud.compute.servers.waitUntil(servers, 'stopped', { timeoutMs: 120_000 });
      const seconds = (performance.now() - began) / 1000;
      if (stopped.length !== count) throw new Error(`${stopped.length} of ${count} servers stopped`);
      requests.push(emulator.seen.length);
      rows.push([String(count), String(emulator.seen.length), written(seconds)]);
      await cloud.close();
    }
    const [few = 0, many = 0] = [requests[1], requests.at(-1)];
    return {
      title: 'Waiting for servers',
      how: `Until all are stopped, which takes each ${TRANSITION_MS / 1000} s. The list has pages of 1 000.`,
      columns: ['servers', 'requests', 'seconds'],
      rows,
      verdicts: [
        {
          target: 'requests grow with the time waited, not with the number of servers',
          measured: `${few} for ${counts[1]}, ${many} for ${counts.at(-1)}`,
          met: many <= 3 * few,
        },
      ],
    };
  },
};
