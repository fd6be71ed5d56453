import { ratios, spread, written, writtenSpread } from '../numbers.ts';
import { ovirtList } from '../ovirt-list.ts';
import type { Scenario } from './scenario.ts';

/** A long list of VMs in XML. */
export const ovirt: Scenario = {
  name: 'ovirt',
  async run() {
    const { portolanMs, plainMs, longestTurnMs, rssSlopeMB, count } = await ovirtList();
    const faster = ratios(plainMs, portolanMs);
    const turn = spread(longestTurnMs);
    return {
      title: `A list of ${count.toLocaleString('en')} VMs of oVirt`,
      how: 'From the first byte asked for to the last VM as a typed object, all its members; against the text gathered, parsed by fast-xml-parser at its fastest, and nine members of each mapped.',
      columns: ['', 'ms'],
      rows: [
        ['portolan', writtenSpread(spread(portolanMs))],
        ['fast-xml-parser', writtenSpread(spread(plainMs))],
      ],
      verdicts: [
        { target: 'at least 4 × as fast as plain fast-xml-parser', measured: writtenSpread(faster), met: faster.median >= 4 },
        { target: 'the event loop is never blocked for more than 20 ms', measured: `${writtenSpread(turn)} ms`, met: turn.most <= 20 },
        { target: 'flat memory', measured: `${written(Math.max(0, rssSlopeMB))} MB for each list more`, met: rssSlopeMB < 1 },
      ],
    };
  },
};
