import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmulator } from '@portolan/emulators';
import { connect, type TransferToken } from 'portolan';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** A program as users write it, on the packages as they are built: uploads a file, and goes on with it when there is a token. */
const PROGRAM = `
import { connect } from 'portolan';
import { readFile, rename, writeFile } from 'node:fs/promises';
const [profile, file, saved] = process.argv.slice(1);
const cloud = await connect(JSON.parse(profile), { env: {} });
const bucket = process.argv[4] ?? 'killed';
const resume = await readFile(saved, 'utf8').then(JSON.parse, () => undefined);
const onToken = async (token) => {
  await writeFile(saved + '.new', JSON.stringify(token));
  await rename(saved + '.new', saved);
};
const result = await cloud.storage.upload(file, { bucket, key: 'large' }, { partSizeBytes: 5 * 1024 * 1024, concurrency: 2, resume, onToken });
process.stdout.write(JSON.stringify(result));
await cloud.close();
`;
const TEST_FOLDER = fileURLToPath(new URL('../..', import.meta.url));
const PARTS = 7;
const BYTES = randomBytes((PARTS - 1) * 5 * 1024 * 1024 + 1_000);
const isPart = ({ method, target }: { readonly method: string; readonly target: string }): boolean =>
  method === 'PUT' && /partNumber=|_segments\/portolan\/|\/uploads\//.test(target);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portolan-killed-'));
  await writeFile(join(folder, 'file'), BYTES);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const start = (profile: object, ...more: readonly string[]): ChildProcess =>
  spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, JSON.stringify(profile), join(folder, 'file'), join(folder, 'token.json'), ...more], {
    cwd: TEST_FOLDER,
    stdio: ['ignore', 'pipe', 'inherit'],
  });

describe('a process that is killed in the middle of an upload', () => {
  it.each(['smartdc', 'openstack', 'aws'] as const)('to %s: another one goes on from its token, and sends only what is missing', async (provider) => {
    await using emulator = await startEmulator(provider);
    await using cloud = await connect({ ...emulator.profile, provider } as never, { env: {} });
    await cloud.storage.buckets.create('killed');
    let begun = 0;
    // From the fifth part on they hang.
    const match = (request: { readonly method: string; readonly target: string }): boolean => {
      if (!isPart(request)) return false;
      begun += 1;
      return begun > 4;
    };
    emulator.faults.add({ match, times: 100, effect: { kind: 'delay', ms: 60_000 } });
    const first = start({ ...emulator.profile, provider });
    const ended = once(first, 'exit');
    while (begun < 6 && first.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    first.kill('SIGKILL');
    expect((await ended)[1]).toBe('SIGKILL');
    expect(await cloud.storage.objects.exists('killed', 'large')).toBe(false);
    const token = JSON.parse(await readFile(join(folder, 'token.json'), 'utf8')) as TransferToken;
    expect(token.open).toHaveLength(1);

    emulator.faults.clear();
    let again = 0;
    const count = (request: { readonly method: string; readonly target: string }): boolean => {
      if (isPart(request)) again += 1;
      return false;
    };
    emulator.faults.add({ match: count, times: 100, effect: { kind: 'delay', ms: 0 } });
    const second = start({ ...emulator.profile, provider });
    let said = '';
    second.stdout?.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
    expect((await once(second, 'close'))[0]).toBe(0);
    expect(JSON.parse(said)).toMatchObject({ objects: 1, bytes: BYTES.length });
    expect(again).toBe(PARTS - 4);
    const stored = await (await cloud.storage.objects.get('killed', 'large')).bytes();
    expect(createHash('sha256').update(stored).digest('hex')).toBe(createHash('sha256').update(BYTES).digest('hex'));
  });

  it('to ovirt, which has no parts: another one goes on in the middle of the disk, and a token that is given up takes the disk along', async () => {
    await using emulator = await startEmulator('ovirt');
    const profile = { ...emulator.profile, provider: 'ovirt' };
    await using cloud = await connect(profile as never, { env: {} });
    const place = { bucket: 'data', key: 'large' };
    // The engine gets on when it is asked.
    const openTransfers = async (): Promise<number> => {
      await cloud.storage.objects.exists('data', 'none');
      return emulator.openTransfers;
    };
    const writes: number[] = [];
    const isWrite = ({ method, target }: { readonly method: string; readonly target: string }): boolean => method === 'PUT' && target.startsWith('/images/');
    emulator.faults.add({ match: (request) => isWrite(request) && writes.push(1) > 2, times: 100, effect: { kind: 'delay', ms: 60_000 } });
    const first = start(profile, place.bucket);
    const ended = once(first, 'exit');
    while (writes.length < 3 && first.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    first.kill('SIGKILL');
    expect((await ended)[1]).toBe('SIGKILL');
    expect(await cloud.storage.objects.exists(place.bucket, place.key)).toBe(false);
    emulator.faults.clear();
    emulator.seen.length = 0;
    const second = start(profile, place.bucket);
    expect((await once(second, 'close'))[0]).toBe(0);
    // Pieces of 8 MiB: two were there, the third was on its way.
    expect(emulator.seen.filter(isWrite).length).toBe(2);
    const stored = await (await cloud.storage.objects.get(place.bucket, place.key)).bytes();
    expect(createHash('sha256').update(stored).digest('hex')).toBe(createHash('sha256').update(BYTES).digest('hex'));
    await expect.poll(openTransfers).toBe(0);

    const stop = new AbortController();
    let token: TransferToken | undefined;
    const onToken = (now: TransferToken): void => {
      token = now;
      if (now.open[0]?.upload.state?.['safe'] !== '0' && now.open.length > 0) stop.abort(new Error('enough'));
    };
    const again = cloud.storage.upload(join(folder, 'file'), { ...place, key: 'other' }, { partSizeBytes: PARTS * 1024 * 1024, onToken, signal: stop.signal });
    await expect(again).rejects.toThrow('enough');
    expect(await openTransfers()).toBe(1);
    if (token === undefined) throw new Error('there is no token');
    // Not another's disk, whatever a token says.
    const [open] = token.open;
    const forged = { ...token, open: [{ ...open, upload: { ...open?.upload, id: (await cloud.storage.objects.head(place.bucket, place.key)).etag } }] };
    await cloud.storage.abandon(forged as TransferToken);
    expect(await cloud.storage.objects.exists(place.bucket, place.key)).toBe(true);
    expect(await openTransfers()).toBe(1);
    await cloud.storage.abandon(token);
    await expect.poll(openTransfers).toBe(0);
    expect(await cloud.storage.objects.exists(place.bucket, 'other')).toBe(false);
  });

  it('a connection to an image that is cut costs one piece of it', async () => {
    await using emulator = await startEmulator('ovirt');
    await using cloud = await connect({ ...emulator.profile, provider: 'ovirt' } as never, { env: {} });
    const isWrite = ({ method, target }: { readonly method: string; readonly target: string }): boolean => method === 'PUT' && target.startsWith('/images/');
    let writes = 0;
    const match = (request: { readonly method: string; readonly target: string }): boolean => {
      if (isWrite(request)) writes += 1;
      return writes === 3;
    };
    emulator.faults.add({ match, times: 1, effect: { kind: 'cut-request', bytes: 1024 * 1024 } });
    await cloud.storage.upload(join(folder, 'file'), { bucket: 'data', key: 'cut' }, { partSizeBytes: 5 * 1024 * 1024 });
    expect(emulator.seen.filter(isWrite).length).toBe(Math.ceil(BYTES.length / (8 * 1024 * 1024)) + 1);
    expect((await cloud.storage.objects.head('data', 'cut')).sizeBytes).toBe(BYTES.length);
  });
});
