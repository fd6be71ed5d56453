import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type EmulatedProvider, type FaultProxy, type ProxyEffect, startEmulator, startFaultProxy } from '@portolan/emulators';
import { type Cloud, connect } from 'portolan';
import { describe, expect, it } from 'vitest';

/** A program as users write it, on the packages as they are built: makes one server and one volume, each under a key, and says their ids. */
const PROGRAM = `
import { connect } from 'portolan';
const cloud = await connect(JSON.parse(process.argv[1]), { env: {} });
const { images, sizes, servers, volumes } = cloud.compute;
const image = await images.find({ name: /ubuntu.*22\\.04/i });
const size = await sizes.smallest({ image });
const server = await servers.create({ name: 'killed', image, size }, { idempotencyKey: 'killed-server' });
const keyed = cloud.capabilities.compute.volumes.idempotencyKey !== false;
const volume = keyed ? await volumes.create({ name: 'killed', sizeMiB: 102400 }, { idempotencyKey: 'killed-volume' }) : undefined;
process.stdout.write(server.id + ' ' + (volume?.id ?? ''));
await cloud.close();
`;
const FOLDER = fileURLToPath(new URL('../..', import.meta.url));

/** Requests that make something. */
const MAKING: Readonly<Record<EmulatedProvider, readonly string[]>> = {
  smartdc: ['/machines$', '/volumes$'],
  ovirt: ['/vms$', '/vms/[^/]+/start$', '/disks$'],
  openstack: ['/servers$', '/volumes$'],
  rackspace: ['/servers$', '/volumes$'],
  aws: ['Action=RunInstances', 'Action=CreateVolume'],
  eucalyptus: ['Action=RunInstances'],
};

/** The process dies while its request is on its way, or while the answer is. */
const MOMENTS: Readonly<Record<'before' | 'after', ProxyEffect>> = {
  before: { kind: 'latency', ms: 150 },
  after: { kind: 'slow', direction: 'response', bytes: 1, everyMs: 20 },
};

const CASES = Object.entries(MAKING).flatMap(([provider, steps]) =>
  steps.flatMap((step) => (['before', 'after'] as const).map((moment) => [provider as EmulatedProvider, step, moment] as const)),
);

const start = (profile: object, proxy: FaultProxy): ChildProcess =>
  spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, JSON.stringify({ ...profile, proxy: proxy.url })], {
    cwd: FOLDER,
    stdio: ['ignore', 'pipe', 'inherit'],
  });

async function counts(cloud: Cloud): Promise<readonly [servers: string[], volumes: string[]]> {
  const servers = await cloud.compute.servers.list({ name: 'killed' }).toArray();
  const volumes = await cloud.compute.volumes.list({ name: 'killed' }).toArray();
  return [servers.map(({ id }) => id), volumes.map(({ id }) => id)];
}

describe('a process that is killed while it makes something', { timeout: 60_000 }, () => {
  it.each(CASES)('on %s, in the middle of %s, %s the work: the next run makes no second one', async (provider, step, moment) => {
    await using emulator = await startEmulator(provider);
    const match = step.startsWith('/') ? { method: 'POST', target: step } : { body: step };
    await using proxy = await startFaultProxy({ plan: { faults: [{ match, times: 1, effect: MOMENTS[moment] }] } });
    await using cloud = await connect({ ...emulator.profile, provider } as never, { env: {} });

    const first = start(emulator.profile, proxy);
    const ended = once(first, 'exit');
    const hit = (): boolean => proxy.exchanges.some(({ effect, status }) => effect !== undefined && (moment === 'before' || status !== undefined));
    while (!hit() && first.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2));
    first.kill('SIGKILL');
    expect((await ended)[1]).toBe('SIGKILL');

    // What was on its way arrives, or does not.
    await new Promise((resolve) => setTimeout(resolve, 250));
    const [left] = await counts(cloud);
    expect(left.length).toBeLessThanOrEqual(1);

    const second = start(emulator.profile, proxy);
    let said = '';
    second.stdout?.on('data', (piece: Buffer) => (said += piece.toString()));
    expect((await once(second, 'close'))[0]).toBe(0);
    const [server = '', volume = ''] = said.split(' ');
    expect(await counts(cloud)).toEqual([[server], volume === '' ? [] : [volume]]);
    if (left[0] !== undefined) expect(server).toBe(left[0]);
    await cloud.compute.servers.waitUntil(server, 'running', { intervalMs: 20 });
  });
});
