import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { COUNT } from './ovirt-vm-document.ts';
import { Child } from './process/child.ts';
import type { OvirtAsk, OvirtTold } from './process/ovirt-protocol.ts';

const ROUNDS = 15;
/** Until what is called a thousand times is compiled. */
const WARM_UP = 2;

/**
 * 10 000 VMs, 56 MB of XML, from a server in another process over loopback, in turns.
 *
 * - `portolanMs`: `sdk.system().vmsService().list()`: all there is of every VM, in the model's types.
 * - `plainMs`: the text gathered, `XMLParser.parse` as fast as it goes (no value parsing), and nine members of every VM made into an object.
 * - `longestTurnMs`: of the event loop, in each of our rounds.
 * - `rssSlopeMB`: by how much the process grows with every 10 000 VMs that `cloud.compute.servers.list()` goes through, after two laps to warm up.
 */
export async function ovirtList(): Promise<{ portolanMs: number[]; plainMs: number[]; longestTurnMs: number[]; rssSlopeMB: number; count: number }> {
  const server = fork(fileURLToPath(new URL('./ovirt-list-server.js', import.meta.url)), [String(COUNT)]);
  try {
    const [port] = (await once(server, 'message')) as [number];
    const url = `http://127.0.0.1:${port}/ovirt-engine/api`;
    const { child: ours } = await Child.start<OvirtAsk, OvirtTold>('process/ovirt-list.js');
    using _ours = ours;
    const { child: plain } = await Child.start<OvirtAsk, OvirtTold>('process/ovirt-list.js');
    using _plain = plain;
    const portolanMs: number[] = [];
    const plainMs: number[] = [];
    const longestTurnMs: number[] = [];
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      const parsed = right(await plain.ask({ kind: 'plain', url }));
      const listed = right(await ours.ask({ kind: 'ours', url }));
      if (round < 0) continue;
      plainMs.push(parsed.ms ?? Number.NaN);
      portolanMs.push(listed.ms ?? Number.NaN);
      longestTurnMs.push(listed.longestTurnMs ?? Number.NaN);
    }
    const { slopeMB = Number.NaN } = right(await ours.ask({ kind: 'growth', url }));
    return { portolanMs, plainMs, longestTurnMs, rssSlopeMB: slopeMB, count: COUNT };
  } finally {
    server.disconnect();
  }
}

function right(told: OvirtTold): OvirtTold {
  if (told.error !== undefined) throw new Error(told.error);
  return told;
}
