import { once } from 'node:events';
import { get } from 'node:http';
import { XMLParser } from 'fast-xml-parser';
import { type Cloud, connect } from 'portolan';
import { LongestTurn } from '../longest-turn.ts';
import { COUNT, vmId, vmNumber } from '../ovirt-vm-document.ts';
import type { OvirtAsk, OvirtTold } from './ovirt-protocol.ts';

/** Lists the VMs of the benchmark's engine, with Portolan (`ours`) or with the parser alone (`plain`): a process each, with nobody else's garbage. */
const LAPS = 10;
let cloud: Cloud<'ovirt'> | undefined;

async function perform({ kind, url }: OvirtAsk): Promise<OvirtTold> {
  // The list before is garbage by now: what it takes to give its memory back to the system is not this one's.
  globalThis.gc?.();
  if (kind === 'plain') {
    const { ms, found } = await timed(() => listPlainly(`${url}/vms`));
    check(found.map((vm) => [vm.id, vm.name, vm.status, vm.memory, vm.sockets, vm.clusterId !== '', vm.links.length > 10]));
    return { ms };
  }
  cloud ??= await signedIn(url);
  const ours = cloud;
  if (kind === 'growth') return { slopeMB: await growth(ours) };
  const watch = new LongestTurn();
  const { ms, found } = await timed(() => ours.native.sdk.system().vmsService().list());
  const longestTurnMs = watch.stop();
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
  return { ms, longestTurnMs };
}

async function signedIn(url: string): Promise<Cloud<'ovirt'>> {
  const made = await connect({ provider: 'ovirt', url, username: 'admin@internal', password: 'secret' });
  await made.native.authenticate();
  return made;
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

async function listPlainly(url: string): Promise<PlainVm[]> {
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
  return found;
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
  const sizes: number[] = [];
  for (let lap = 0; lap < LAPS + 2; lap += 1) {
    let next = 0;
    for await (const { id } of cloud.compute.servers.list()) {
      if (vmNumber(id) !== next) throw new Error(`VM ${vmNumber(id)} where ${next} should be`);
      next += 1;
    }
    if (next !== COUNT) throw new Error(`${next} VMs instead of ${COUNT}`);
    globalThis.gc?.();
    if (lap >= 2) sizes.push(process.memoryUsage().rss / 2 ** 20);
  }
  return slope(sizes);
}

/** Of the line through these, by least squares. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const numerator = values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0);
  return numerator / values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
}

/** The list alone: what is checked of it is looked at afterwards, in one long turn that is not the list's. */
async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; found: T }> {
  const began = performance.now();
  const found = await work();
  return { ms: performance.now() - began, found };
}

process.on('message', (ask: OvirtAsk) => {
  perform(ask).then(
    (told) => process.send?.(told),
    (error: unknown) => process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies OvirtTold),
  );
});
process.on('disconnect', () => process.exit());
process.send?.({});
