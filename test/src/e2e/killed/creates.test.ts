import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { mapConcurrently } from '@portolan/core/driver';
import { type EmulatedProvider, type FaultProxy, type ProxyEffect, type ProxyMatch, startEmulator, startFaultProxy } from '@portolan/emulators';
import { type AnyCloud, type Cloud, connect } from 'portolan';
import { describe, expect, it } from 'vitest';
import { changing } from '../../faults/once-subjects.ts';
import { type Made, OWNER, program } from './program.ts';

/** As it was built: the program runs in a process of its own. */
const PROGRAM = fileURLToPath(new URL('../../../dist/e2e/killed/program.js', import.meta.url));
const AT_ONCE = 3;

/** When the process dies, as seen from one request that changes something. */
const MOMENTS = {
  /** The request never arrives. */
  'before it is sent': { kind: 'silence' },
  /** It arrives when nobody waits for the answer any more. */
  'while it is on its way': { kind: 'latency', ms: 150 },
  'while the answer is on its way': { kind: 'slow', direction: 'response', bytes: 1, everyMs: 20 },
  /** All of the answer came, and nothing else was done. */
  'after the answer': { kind: 'latency', ms: 0 },
} as const satisfies Readonly<Record<string, ProxyEffect>>;
type Moment = keyof typeof MOMENTS;

/** Without `PORTOLAN_FAULTS=every` each request has two of them: the next one has the others. */
const momentsOf = (step: number): readonly Moment[] =>
  (Object.keys(MOMENTS) as Moment[]).filter((_, index) => process.env['PORTOLAN_FAULTS'] === 'every' || index % 2 === step % 2);

/** The program in a process, killed at this moment of its request number `step`. Says whether it lived to the end. */
async function killed(profile: object, proxy: FaultProxy, match: ProxyMatch, step: number, moment: Moment): Promise<void> {
  proxy.use({ faults: [{ match, skip: step, times: 1, effect: MOMENTS[moment] }] });
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify({ ...profile, proxy: proxy.url })], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  const of = async (condition: () => boolean): Promise<void> => {
    while (!condition() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  const hit = (): number => proxy.exchanges.findIndex(({ effect }) => effect !== undefined);
  await of(() => hit() >= 0);
  if (moment !== 'before it is sent' && moment !== 'while it is on its way') await of(() => proxy.exchanges[hit()]?.status !== undefined);
  if (moment === 'after the answer') {
    const at = hit();
    proxy.use({ faults: [{ effect: { kind: 'silence' } }] });
    await of(() => proxy.exchanges.length > at + 1);
  }
  child.kill('SIGKILL');
  const [code, signal] = await ended;
  // After the last answer there may be nothing left to do.
  if (signal !== 'SIGKILL' && !(moment === 'after the answer' && code === 0)) throw new Error(`it was not killed: ${code}`);
  proxy.use({ faults: [] });
  // What was on its way arrives, or does not.
  await new Promise((resolve) => setTimeout(resolve, moment === 'while it is on its way' ? 200 : 30));
}

/** What there is of the owner's, by group, as the cloud says. */
async function present(cloud: AnyCloud, groups: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> {
  const { servers, volumes, snapshots, networks, firewalls, addresses } = cloud.compute;
  const going = new Set(['terminated', 'stopping', 'deleting', 'deleted']);
  const there: Record<string, readonly string[]> = {};
  const add = async (group: string, list: () => AsyncIterable<{ readonly id: string; readonly state?: string }>): Promise<void> => {
    if (!groups.includes(group)) return;
    const ids: string[] = [];
    for await (const { id, state = '' } of list()) if (!going.has(state)) ids.push(id);
    there[group] = ids;
  };
  await add('servers', () => servers.list({ tags: { 'portolan-owner': OWNER } }));
  await add('volumes', () => volumes.list({ owner: OWNER }));
  await add('snapshots', () => snapshots.list({ owner: OWNER }));
  await add('networks', () => networks.list({ owner: OWNER }));
  await add('firewalls', () => firewalls.list({ owner: OWNER }));
  await add('addresses', () => addresses.list({ owner: OWNER }));
  return there;
}

const oneOfEach = (made: Made): Readonly<Record<string, readonly string[]>> => Object.fromEntries(Object.entries(made).map(([group, id]) => [group, [id]]));

async function direct(profile: object, provider: string): Promise<Cloud> {
  return connect({ ...profile, provider } as never, { env: {} });
}

/** How many requests of the program change something. */
async function stepsOf(provider: EmulatedProvider): Promise<{ readonly steps: number; readonly groups: readonly string[] }> {
  await using emulator = await startEmulator(provider);
  await using proxy = await startFaultProxy({ plan: { faults: [{ match: changing(provider), effect: { kind: 'latency', ms: 0 } }] } });
  await using cloud = await direct({ ...emulator.profile, proxy: proxy.url }, provider);
  const made = await program(cloud);
  expect(await present(cloud, Object.keys(made))).toEqual(oneOfEach(made));
  return { steps: proxy.exchanges.filter(({ effect, status = 0 }) => effect !== undefined && status < 400).length, groups: Object.keys(made) };
}

async function trial(provider: EmulatedProvider, step: number, moment: Moment, groups: readonly string[]): Promise<readonly string[]> {
  await using emulator = await startEmulator(provider);
  await using proxy = await startFaultProxy();
  await using cloud = await direct(emulator.profile, provider);
  const wrong: string[] = [];
  const tell = (said: string): void => void wrong.push(`request ${step + 1}, ${moment}: ${said}`);
  try {
    await killed({ ...emulator.profile, provider }, proxy, changing(provider), step, moment);
    const left = await present(cloud, groups);
    for (const [group, ids] of Object.entries(left)) if (ids.length > 1) tell(`${ids.length} ${group} left`);
    const made = await program(cloud);
    const then = await present(cloud, groups);
    if (!isDeepStrictEqual(then, oneOfEach(made))) tell(`the next run returned ${JSON.stringify(made)}, and there is ${JSON.stringify(then)}`);
    for (const [group, [id]] of Object.entries(left))
      if (id !== undefined && id !== made[group]) tell(`of ${group} ${id} was there, and ${made[group]} is returned`);
    const swept = await cloud.sweep({ owner: OWNER, timeoutMs: 30_000 });
    for (const { kind, fate, why } of swept.things) if (fate !== 'removed') tell(`the sweep left a ${kind}: ${fate}, ${why}`);
    if (!swept.things.some(({ kind }) => kind === 'server')) tell('the sweep found no server');
    // A disk of oVirt is locked while it goes, as it is while it comes.
    let after = await present(cloud, groups);
    for (let look = 0; look < 50 && Object.values(after).some(({ length }) => length > 0); look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      after = await present(cloud, groups);
    }
    for (const [group, ids] of Object.entries(after)) if (ids.length > 0) tell(`${ids.length} ${group} after the sweep`);
  } catch (error) {
    tell(String(error));
  }
  return wrong;
}

const PROVIDERS: readonly EmulatedProvider[] = ['smartdc', 'ovirt', 'openstack', 'rackspace', 'aws', 'eucalyptus'];

describe('a process that is killed at any of its requests', () => {
  it.each(PROVIDERS)('on %s: the next run makes no second one of anything, and the sweep finds all of it', async (provider) => {
    const { steps, groups } = await stepsOf(provider);
    const trials = Array.from({ length: steps }, (_, step) => momentsOf(step).map((moment) => ({ step, moment }))).flat();
    const wrong = await mapConcurrently(trials, AT_ONCE, ({ step, moment }) => trial(provider, step, moment, groups));
    console.info(`${provider}: ${trials.length} programs killed at ${steps} requests that make ${groups.join(', ')}`);
    expect(wrong.flat()).toEqual([]);
  });
});
