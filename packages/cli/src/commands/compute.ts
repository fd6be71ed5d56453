import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { AwaitedServerState, Cloud, CreatePlan, CreateServerSpec, Image, Location, Server, Size } from 'portolan';
import { type Columns, printOne, printRows } from '../output.ts';
import type { Io } from '../run.ts';
import { withCloud } from '../with-cloud.ts';

const SERVER: Columns<Server> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  state: ({ state, nativeState }) => (state === nativeState ? state : `${state} (${nativeState})`),
  addresses: ({ publicAddresses, privateAddresses }) => [...publicAddresses, ...privateAddresses].join(' '),
  made: ({ createdAt }) => createdAt?.toISOString().slice(0, 19),
};
const IMAGE: Columns<Image> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  state: ({ state }) => state,
  made: ({ createdAt }) => createdAt?.toISOString().slice(0, 10),
};
const SIZE: Columns<Size> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  'memory MiB': ({ memoryMiB }) => memoryMiB,
  CPUs: ({ cpus }) => cpus,
  'disk MiB': ({ diskMiB }) => diskMiB,
};
const LOCATION: Columns<Location> = { id: ({ id }) => id, name: ({ name }) => name, kind: ({ kind }) => kind, '': ({ current }) => (current ? 'here' : '') };

export function addComputeCommands(program: Command, io: Io): void {
  const listed = <T>(name: string, description: string, rows: (cloud: Cloud) => AsyncIterable<T>, columns: Columns<T>): void => {
    program
      .command(name)
      .description(description)
      .action(async (_options: unknown, command: Command) => {
        await withCloud(command, io, (cloud, { json }) => printRows(io, json === true, rows(cloud), columns));
      });
  };
  listed('locations', 'regions and zones', ({ compute }) => compute.locations.list(), LOCATION);
  listed('images', 'what servers are made from', ({ compute }) => compute.images.list(), IMAGE);
  listed('sizes', 'how big servers can be', ({ compute }) => compute.sizes.list(), SIZE);
  addServerCommands(program.command('servers').description('virtual machines'), io);
}

interface CreateFlags {
  readonly image: string;
  readonly size?: string;
  readonly memory?: string;
  readonly script?: string;
  readonly key?: string;
  readonly tag?: readonly string[];
  readonly once?: string;
  readonly owner?: string;
  readonly plan?: boolean;
  readonly wait?: boolean;
}

function addServerCommands(servers: Command, io: Io): void {
  servers
    .command('list')
    .description('all of the account')
    .option('--name <name>', 'only of this name')
    .action(async ({ name }: { name?: string }, command: Command) => {
      await withCloud(command, io, (cloud, { json }) => printRows(io, json === true, cloud.compute.servers.list({ name }), SERVER));
    });
  servers
    .command('get <id>')
    .description('one')
    .action(async (id: string, _options: unknown, command: Command) => {
      await withCloud(command, io, async ({ compute }) => printOne(io, await compute.servers.get(id)));
    });
  servers
    .command('create <name>')
    .description('make one')
    .requiredOption('--image <text>', 'part of an image’s name: the newest that matches')
    .option('--size <id>', 'size; else the smallest with --memory')
    .option('--memory <MiB>', 'memory at least', '1024')
    .option('--script <file>', 'run at its first boot')
    .option('--key <name>', 'key pair')
    .option('--tag <name=value...>', 'tags')
    .option('--once <key>', 'idempotency key: never makes two')
    .option('--owner <name>', 'whose it is: `sweep --owner` finds it')
    .option('--plan', 'show what would be sent, and make nothing')
    .option('--wait', 'until it runs')
    .action(async (name: string, flags: CreateFlags, command: Command) => {
      await withCloud(command, io, async (cloud) => printOne(io, await createServer(cloud, name, flags)));
    });
  for (const action of ['start', 'stop', 'reboot', 'delete'] as const) {
    servers
      .command(`${action} <id>`)
      .description(action === 'delete' ? 'be gone; absent is success' : `${action} it`)
      .action(async (id: string, _options: unknown, command: Command) => {
        await withCloud(command, io, ({ compute }) => compute.servers[action](id));
      });
  }
  servers
    .command('wait <id> <state>')
    .description('until it is running, stopped or terminated')
    .option('--timeout <seconds>', 'give up after', '600')
    .action(async (id: string, state: AwaitedServerState, { timeout }: { timeout: string }, command: Command) => {
      await withCloud(command, io, async ({ compute }) => {
        const server = await compute.servers.waitUntil(id, state, {
          timeoutMs: Number(timeout) * 1000,
          onState: ({ nativeState, at }) => io.err(`${at.toISOString().slice(11, 19)} ${nativeState}\n`),
        });
        printOne(io, server);
      });
    });
}

async function createServer(cloud: Cloud, name: string, flags: CreateFlags): Promise<Server | CreatePlan<Server>> {
  const { compute } = cloud;
  const pattern = new RegExp(flags.image.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i');
  const image = await compute.images.find({ name: pattern });
  const size = flags.size ?? (await compute.sizes.smallest({ memoryMiB: Number(flags.memory ?? 0) }));
  const spec: CreateServerSpec = {
    name,
    image,
    size,
    ...(flags.script === undefined ? {} : { bootScript: await readFile(flags.script, 'utf8') }),
    ...(flags.key === undefined ? {} : { keyPair: flags.key }),
    ...(flags.tag === undefined ? {} : { tags: Object.fromEntries(flags.tag.map((pair) => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)])) }),
  };
  const options = {
    ...(flags.once === undefined ? {} : { idempotencyKey: flags.once }),
    ...(flags.owner === undefined ? {} : { owner: flags.owner }),
  };
  if (flags.plan === true) return compute.servers.plan(spec, options);
  const server = await compute.servers.create(spec, options);
  return flags.wait === true ? compute.servers.waitUntil(server, 'running') : server;
}
