import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { startEmulator } from '@portolan/emulators';
import type { ImageToken, OvirtNative } from '@portolan/ovirt';
import { connect } from 'portolan';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const MIB = 1024 * 1024;
const SIZE = 40 * MIB + 8192;
let emulator: Awaited<ReturnType<typeof startEmulator<'ovirt'>>>;
let cloud: Awaited<ReturnType<typeof connect>>;
let native: OvirtNative;
let folder: string;
const image = Buffer.alloc(SIZE);
randomBytes(300_000).copy(image);
randomBytes(MIB).copy(image, 17 * MIB);
randomBytes(64).copy(image, SIZE - 64);

beforeEach(async () => {
  emulator = await startEmulator('ovirt');
  cloud = await connect({ ...emulator.profile, provider: 'ovirt', maxAttempts: 1 } as never);
  if (!cloud.is('ovirt')) throw new Error('not oVirt');
  native = cloud.native;
  folder = await mkdtemp(join(tmpdir(), 'portolan-images-'));
  await writeFile(join(folder, 'source.raw'), image);
});
afterEach(async () => {
  await cloud.close();
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
});
const at = (name: string): string => join(folder, name);
/** What the daemon was sent of the disk: runs of data and of zeroes. */
const written = async (diskId: string): Promise<number> =>
  (await native.images.extents(diskId)).reduce((sum, { zero, length }) => sum + (zero ? 0 : length), 0);
const puts = (): number => emulator.seen.filter(({ method, target }) => method === 'PUT' && target.startsWith('/images')).length;
/** The emulated engine's time passes with requests. */
const openTransfers = async (): Promise<number> => {
  await native.test();
  return emulator.openTransfers;
};
const disks = async (): Promise<number> => (await native.sdk.system().disksService().list({ search: 'name=image*' })).length;

describe('images of oVirt', () => {
  it('goes up without its zeroes and comes down with holes, checked at both ends', async () => {
    const told: number[] = [];
    const up = await native.images.upload(
      { file: at('source.raw') },
      { name: 'image-1', storageDomain: 'backups', verify: true, onProgress: ({ transferredBytes }) => void told.push(transferredBytes) },
    );
    expect(emulator.diskBytes(up.diskId, SIZE).equals(image)).toBe(true);
    expect(await written(up.diskId)).toBeLessThan(2 * MIB);
    expect(puts()).toBe(3);
    expect(told.at(-1)).toBe(SIZE);
    expect((await native.sdk.service(`disks/${up.diskId}`).get()).status).toBe('ok');
    const down = await native.images.download(up.diskId, at('target.raw'), { verify: true });
    expect(down).toMatchObject({ sizeBytes: SIZE, checksum: up.checksum });
    expect(down.readBytes).toBeLessThan(2 * MIB);
    expect((await readFile(at('target.raw'))).equals(image)).toBe(true);
    expect((await stat(at('target.raw'))).blocks * 512).toBeLessThan(4 * MIB);
    expect(await native.images.checksum(up.diskId)).toMatchObject({ checksum: up.checksum, algorithm: 'sha256' });
    expect((await native.images.extents(up.diskId)).some(({ zero, length }) => zero && length > 10 * MIB)).toBe(true);
    expect(emulator.openTransfers).toBe(0);
  });

  it('writes zeroes over what volumes of blocks held before', async () => {
    await native.images.upload({ content: image }, { name: 'image-1', storageDomain: 'data' });
    expect(emulator.seen.filter(({ method, target }) => method === 'PATCH' && target.startsWith('/images')).length).toBeGreaterThan(2);
  });

  it('takes a stream, and reads a range as one', async () => {
    const content = Readable.from([image.subarray(0, 5 * MIB), image.subarray(5 * MIB)]);
    const { diskId } = await native.images.upload({ content, sizeBytes: SIZE }, { name: 'image-1', storageDomain: 'backups', verify: true });
    const { body, length, sizeBytes } = await native.images.read(diskId, { start: 17 * MIB, end: 17 * MIB + 99_999 });
    expect([length, sizeBytes]).toEqual([100_000, SIZE]);
    const got = Buffer.concat(await body.toArray());
    expect(got.equals(image.subarray(17 * MIB, 17 * MIB + 100_000))).toBe(true);
    await expect.poll(openTransfers).toBe(0);
  });

  it('makes a qcow2 disk of a raw file, and sends a qcow2 file as it is, into a disk as large as its header says', async () => {
    const first = await native.images.upload({ file: at('source.raw') }, { name: 'image-1', storageDomain: 'data', format: 'cow', verify: true });
    const { sizeBytes } = await native.images.download(first.diskId, at('target.qcow2'), { format: 'cow' });
    expect(sizeBytes).toBeLessThan(3 * MIB);
    const { diskId } = await native.images.upload({ file: at('target.qcow2') }, { name: 'image-2', storageDomain: 'data' });
    expect(await native.sdk.service(`disks/${diskId}`).get()).toMatchObject({ format: 'cow', provisionedSize: SIZE, status: 'ok' });
    expect(emulator.diskBytes(diskId, SIZE).equals(image)).toBe(true);
    const raw = { name: 'image-3', storageDomain: 'data', format: 'raw' } as const;
    await expect(native.images.upload({ file: at('target.qcow2') }, raw)).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('leaves neither disk nor transfer of an upload that failed', async () => {
    const failing = Readable.from(
      (async function* () {
        yield image.subarray(0, 20 * MIB);
        throw new Error('the source broke');
      })(),
    );
    await expect(native.images.upload({ content: failing, sizeBytes: SIZE }, { name: 'image-1', storageDomain: 'backups' })).rejects.toThrow(/source broke/);
    await expect.poll(openTransfers).toBe(0);
    await expect.poll(disks).toBe(0);
  });

  it('finds its disk when the answer to its making is lost, and says what it is for while it is not whole', async () => {
    emulator.faults.add({ effect: { kind: 'reset-after' }, match: ({ method, target }) => method === 'POST' && target.endsWith('/disks') });
    const all = native.sdk.system().disksService();
    const during: (string | undefined)[] = [];
    const { diskId } = await native.images.upload(
      { content: Buffer.from('x'.repeat(4096)) },
      {
        name: 'image-1',
        storageDomain: 'data',
        description: 'mine',
        onToken: async () => void during.push(...(await all.list({ search: 'name=image*' })).map(({ description }) => description)),
      },
    );
    expect(during[0]).toMatch(/^portolan: upload /);
    expect((await all.list({ search: 'name=image*' })).map(({ id, description }) => [id, description])).toEqual([[diskId, 'mine']]);
  });

  it('leaves no disk behind when it is aborted while the engine makes one', async () => {
    emulator.faults.add({ effect: { kind: 'reset-after' }, match: ({ method, target }) => method === 'POST' && target.endsWith('/disks') });
    const stop = new AbortController();
    // The search for the disk is where it stops: what was made is then found by the tidying up alone.
    emulator.faults.add({ effect: { kind: 'delay', ms: 200 }, match: ({ target }) => target.includes('description') });
    const upload = native.images.upload({ content: Buffer.alloc(4096) }, { name: 'image-1', storageDomain: 'data', signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 100);
    await expect(upload).rejects.toThrow();
    await expect.poll(disks).toBe(0);
  });

  it('goes on where it was cut, from a token that was kept as JSON', async () => {
    const tokens: string[] = [];
    const onToken = (token: ImageToken): void => void tokens.push(JSON.stringify(token));
    const stop = new AbortController();
    const source = { file: at('source.raw') };
    const options = { name: 'image-1', storageDomain: 'data', onToken, tokenEveryBytes: 8 * MIB };
    const first = native.images.upload(source, {
      ...options,
      signal: stop.signal,
      onProgress: ({ transferredBytes }) => (transferredBytes > 20 * MIB ? stop.abort(new Error('cut')) : undefined),
    });
    await expect(first).rejects.toThrow('cut');
    const token = JSON.parse(tokens.at(-1) ?? '') as ImageToken;
    expect(token.safeBytes).toBeGreaterThanOrEqual(16 * MIB);
    expect(emulator.openTransfers).toBe(1);
    emulator.seen.length = 0;
    const { diskId } = await native.images.upload(source, { ...options, resume: token, verify: true });
    expect(diskId).toBe(token.diskId);
    expect(emulator.diskBytes(diskId, SIZE).equals(image)).toBe(true);
    // What had arrived is not sent again.
    expect(puts()).toBeLessThanOrEqual(2);
    expect(emulator.openTransfers).toBe(0);
    await expect(native.images.upload({ content: Buffer.alloc(4096) }, { ...options, resume: token })).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('cancels a paused upload, disk and all', async () => {
    let token: ImageToken | undefined;
    const stop = new AbortController();
    const onToken = (one: ImageToken): void => {
      token = one;
      stop.abort(new Error('cut'));
    };
    await expect(native.images.upload({ content: image }, { name: 'image-1', storageDomain: 'backups', signal: stop.signal, onToken })).rejects.toThrow('cut');
    expect(await disks()).toBe(1);
    await native.images.cancel(token as ImageToken);
    expect(await disks()).toBe(0);
    expect(emulator.openTransfers).toBe(0);
  });

  it('resumes a download into the unfinished file', async () => {
    const { diskId } = await native.images.upload({ content: image }, { name: 'image-1', storageDomain: 'backups' });
    const tokens: ImageToken[] = [];
    const stop = new AbortController();
    const onToken = (token: ImageToken): void => {
      tokens.push(token);
      if (token.safeBytes > 0) stop.abort(new Error('cut'));
    };
    await expect(native.images.download(diskId, at('target.raw'), { onToken, tokenEveryBytes: 8 * MIB, signal: stop.signal })).rejects.toThrow('cut');
    const part = await open(at('target.raw.part'));
    await part.close();
    await expect.poll(openTransfers).toBe(0);
    const got = await native.images.download(diskId, at('target.raw'), { resume: tokens.at(-1), verify: true });
    expect(got.readBytes).toBeLessThan(image.length - (tokens.at(-1)?.safeBytes ?? 0));
    expect((await readFile(at('target.raw'))).equals(image)).toBe(true);
  });
});
