import type { PlainObject } from '../plain-object.ts';
import { type SeedContext, type Seeds, stableId } from './seed-context.ts';

type Row = readonly [name: string, description: string, unit: string, type: 'integer' | 'decimal', kind: 'gauge' | 'counter', datum: number];

const GIB = 1024 ** 3;
const TRAFFIC: readonly Row[] = [
  ['data.current.rx', 'Receive data rate', 'bytes_per_second', 'decimal', 'gauge', 0],
  ['data.current.tx', 'Transmit data rate', 'bytes_per_second', 'decimal', 'gauge', 0],
  ['errors.total.rx', 'Total Receive errors', 'none', 'integer', 'counter', 0],
  ['errors.total.tx', 'Total transmit errors', 'none', 'integer', 'counter', 0],
];
const DISK: readonly Row[] = [
  ['data.current.read', 'Read data rate', 'bytes_per_second', 'decimal', 'gauge', 0],
  ['data.current.write', 'Write data rate', 'bytes_per_second', 'decimal', 'gauge', 0],
  ['disk.read.latency', 'Read latency', 'seconds', 'decimal', 'gauge', 0],
  ['disk.write.latency', 'Write latency', 'seconds', 'decimal', 'gauge', 0],
];
const HOST: readonly Row[] = [
  ['memory.total', 'Total memory', 'bytes', 'integer', 'gauge', 256 * GIB],
  ['memory.used', 'Used memory', 'bytes', 'integer', 'gauge', 32 * GIB],
  ['memory.free', 'Free memory', 'bytes', 'integer', 'gauge', 224 * GIB],
  ['swap.total', 'Total swap', 'bytes', 'integer', 'gauge', 4 * GIB],
  ['cpu.current.user', 'User CPU usage', 'percent', 'decimal', 'gauge', 4.5],
  ['cpu.current.system', 'System CPU usage', 'percent', 'decimal', 'gauge', 1.5],
  ['cpu.current.idle', 'Idle CPU usage', 'percent', 'decimal', 'gauge', 94],
  ['cpu.load.avg.5m', 'CPU 5 minute load average', 'percent', 'decimal', 'gauge', 6],
  ['boot.time', 'Boot time of the machine', 'none', 'integer', 'gauge', 1_767_225_600],
];
const NODE: readonly Row[] = [
  ['memory.total', 'Total memory', 'bytes', 'integer', 'gauge', 128 * GIB],
  ['memory.used', 'Used memory', 'bytes', 'integer', 'gauge', 16 * GIB],
  ['cpu.current.idle', 'Idle CPU usage', 'percent', 'decimal', 'gauge', 94],
];
const BRICK: readonly Row[] = [
  ['memory.total.size', 'Total size', 'bytes', 'integer', 'gauge', 100 * GIB],
  ['memory.free.size', 'Free size', 'bytes', 'integer', 'gauge', 60 * GIB],
];
const STEP: readonly Row[] = [['elapsed.time', 'Time since the step began', 'seconds', 'integer', 'counter', 0]];

const table =
  (member: string, rows: readonly Row[]) =>
  ({ path }: SeedContext): PlainObject[] =>
    rows.map(([name, description, unit, type, kind, datum]) => ({
      id: stableId(`${path} ${name}`),
      name,
      description,
      kind,
      type,
      unit,
      values: [{ datum: type === 'decimal' ? datum.toFixed(1) : datum }],
      [member]: path.replace(/\/statistics$/, ''),
    }));

export const STATISTICS: Seeds = {
  '/hosts/{}/statistics': table('host', HOST),
  '/hosts/{}/nics/{}/statistics': table('host_nic', TRAFFIC),
  '/hosts/{}/numanodes/{}/statistics': table('host_numa_node', NODE),
  '/vms/{}/nics/{}/statistics': table('nic', TRAFFIC),
  '/disks/{}/statistics': table('disk', DISK),
  '/clusters/{}/glustervolumes/{}/statistics': table('gluster_volume', BRICK),
  '/clusters/{}/glustervolumes/{}/glusterbricks/{}/statistics': table('brick', BRICK),
  '/jobs/{}/steps/{}/statistics': table('step', STEP),
};
