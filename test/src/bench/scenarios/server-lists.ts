import { ratios, spread, writtenSpread } from '../numbers.ts';
import { Child } from '../process/child.ts';
import type { Listed, ListTask } from '../process/server-list-protocol.ts';
import type { Scenario } from './scenario.ts';

const PAIRS = [
  ['aws', '@aws-sdk/client-ec2'],
  ['openstack', 'pkgcloud'],
  ['smartdc', 'smartdc'],
] as const;
const TIMES = 5;

/** All servers of an account, with Portolan and with what its users had. */
export const serverLists: Scenario = {
  name: 'server-lists',
  async run(bench) {
    const count = bench.quick ? 200 : 900;
    const rounds = bench.quick ? 3 : 9;
    const rows: string[][] = [];
    for (const [provider, library] of PAIRS) {
      const { child: server, first } = await Child.start<object, { profile: Record<string, string> }>('server/emulator.js', [provider, String(count)]);
      const times = new Map<string, number[]>();
      const children = new Map<string, Child<ListTask, Listed>>();
      try {
        for (const lister of ['portolan', library]) {
          const { child } = await Child.start<ListTask, Listed>('process/server-list.js');
          children.set(lister, child);
          await told(lister, child, { kind: 'open', lister, profile: first.profile });
          await told(lister, child, { kind: 'list', times: 4 * TIMES });
        }
        for (let round = 0; round < rounds; round += 1) {
          for (const [lister, child] of children) {
            const { cpuMs, counted } = await told(lister, child, { kind: 'list', times: TIMES });
            if (counted !== count) throw new Error(`${lister}: ${counted} of ${count} servers of ${provider}`);
            times.set(lister, [...(times.get(lister) ?? []), cpuMs]);
          }
        }
      } finally {
        for (const child of [server, ...children.values()]) child[Symbol.dispose]();
      }
      const own = times.get('portolan') ?? [];
      const theirs = times.get(library) ?? [];
      rows.push([provider, writtenSpread(spread(own)), library, writtenSpread(spread(theirs)), writtenSpread(ratios(theirs, own))]);
    }
    return {
      title: `Lists of ${count} servers`,
      how: 'CPU time in ms of one list of all, every server mapped to its type, from an emulator in another process. There is no target: it is here to be seen.',
      columns: ['', 'Portolan, ms', 'peer', 'ms', '× Portolan'],
      rows,
      verdicts: [],
    };
  },
};

async function told(lister: string, child: Child<ListTask, Listed>, task: ListTask): Promise<Listed> {
  const listed = await child.ask(task);
  if (listed.error !== undefined) throw new Error(`${lister}: ${listed.error}`);
  return listed;
}
