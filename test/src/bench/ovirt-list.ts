import { fork } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { XMLParser } from 'fast-xml-parser';
import { type Cloud, connect } from 'portolan';
import { LongestTurn } from './longest-turn.ts';
import { vmId, vmNumber } from './ovirt-vm-document.ts';

const COUNT = 10_000;
const ROUNDS = 5;
const LAPS = 10;

/**
 * 10 000 VMs, 56 MB of XML, from a server in another process over loopback. Both sides sign in before and read the same answer, in turns.
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
    await using cloud = await connect({ provider: 'ovirt', url, username: 'admin@internal', password: 'secret' });
    await cloud.native.authenticate();
    const portolanMs: number[] = [];
    const plainMs: number[] = [];
    const longestTurnMs: number[] = [];
    // The first round warms up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const [plain] = await timed(() => listPlainly(`${url}/vms`));
      const watch = new LongestTurn();
      const [ours] = await timed(() => listOurs(cloud));
      const turn = watch.stop();
      if (round === 0) continue;
      plainMs.push(plain);
      portolanMs.push(ours);
      longestTurnMs.push(turn);
    }
    return { portolanMs, plainMs, longestTurnMs, rssSlopeMB: await growth(cloud), count: COUNT };
  } finally {
    server.disconnect();
  }
}

interface PlainVm {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly memory: number;
  readonly sockets: number;
  readonly createdAt: Date;
  readonly clusterId: string;
  readonly templateId: string;
  readonly links: readonly string[];
}

async function listPlainly(url: string): Promise<void> {
  const [response] = (await once(get(url), 'response')) as [AsyncIterable<Buffer>];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false, parseAttributeValue: false });
  // biome-ignore lint/suspicious/noExplicitAny: what the parser makes has no types
  const { vms } = parser.parse(Buffer.concat(chunks).toString('utf8')) as any;
  const found: PlainVm[] = [];
  for (const vm of vms.vm) {
    found.push({
      id: vm['@id'],
      name: vm.name,
      status: vm.status,
      memory: Number(vm.memory),
      sockets: Number(vm.cpu.topology.sockets),
      createdAt: new Date(vm.creation_time),
      clusterId: vm.cluster['@id'],
      templateId: vm.template['@id'],
      links: vm.link.map((link: Readonly<Record<string, string>>) => link['@rel']),
    });
  }
  check(found.map((vm) => [vm.id, vm.name, vm.status, vm.memory, vm.sockets, vm.clusterId !== '', vm.links.length > 10]));
}

async function listOurs(cloud: Cloud<'ovirt'>): Promise<void> {
  const found = await cloud.native.sdk.system().vmsService().list();
  check(
    found.map((vm) => [
      vm.id ?? '',
      vm.name,
      vm.status,
      vm.memory,
      vm.cpu?.topology?.sockets,
      vm.cluster?.id !== undefined,
      vm.nics?.href?.endsWith('nics') === true,
    ]),
  );
}

/** That all are there, in order, and are what they should be. */
function check(rows: readonly (readonly [id: string, ...rest: unknown[]])[]): void {
  if (rows.length !== COUNT) throw new Error(`${rows.length} VMs instead of ${COUNT}`);
  rows.forEach(([id, ...rest], number) => {
    const wanted = [`web-${number}`, 'up', 2_147_483_648, 1 + (number % 4), true, true];
    if (id !== vmId(number) || wanted.some((value, index) => rest[index] !== value)) throw new Error(`VM ${number} is ${JSON.stringify(rest)}`);
  });
}

async function growth(cloud: Cloud<'ovirt'>): Promise<number> {
  const collect = collector();
  const sizes: number[] = [];
  for (let lap = 0; lap < LAPS + 2; lap += 1) {
    let next = 0;
    for await (const { id } of cloud.compute.servers.list()) {
      if (vmNumber(id) !== next) throw new Error(`VM ${vmNumber(id)} where ${next} should be`);
      next += 1;
    }
    if (next !== COUNT) throw new Error(`${next} VMs instead of ${COUNT}`);
    collect();
    if (lap >= 2) sizes.push(process.memoryUsage().rss / 2 ** 20);
  }
  return slope(sizes);
}

/** The garbage collector, which is there only when it is asked for. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** Of the line through these, by least squares. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const numerator = values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0);
  return numerator / values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [milliseconds: number, result: T]> {
  const began = performance.now();
  const result = await work();
  return [performance.now() - began, result];
}
