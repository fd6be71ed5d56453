import { startEmulator } from '@portolan/emulators';
import { type Cloud, connect } from 'portolan';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let emulator: Awaited<ReturnType<typeof startEmulator<'ovirt'>>>;
let cloud: Cloud<'ovirt'>;

beforeEach(async () => {
  emulator = await startEmulator('ovirt', { transitionMs: 4 });
  cloud = await connect({ ...(emulator.profile as { url: string; username: string; password: string }), provider: 'ovirt', pollIntervalMs: 4 });
});
afterEach(async () => {
  await cloud.close();
  await emulator.close();
});

/** A server that runs, of the image whose template the emulator has. */
async function running(more: object = {}): Promise<string> {
  const { compute } = cloud;
  const [image, size] = [await compute.images.find({ name: /ubuntu.*22\.04/i }), await compute.sizes.smallest()];
  const { id } = await compute.servers.create({ name: `web-${Math.random().toString(36).slice(2, 8)}`, image, size, ...more });
  await compute.servers.waitUntil(id, 'running', { intervalMs: 10, timeoutMs: 30_000 });
  return id;
}

const diskOf = async (serverId: string): Promise<string> => {
  const [attachment] = await cloud.native.sdk.system().vmsService().vmService(serverId).diskAttachmentsService().list();
  return attachment?.disk?.id ?? '';
};

/** What a guest would write at the beginning of its disk. */
async function overwrite(diskId: string, text: string): Promise<void> {
  const transfers = cloud.native.sdk.system().imageTransfersService();
  const { id = '' } = await transfers.add({ imageTransfer: { disk: { id: diskId }, direction: 'upload', format: 'raw' } });
  const transfer = transfers.imageTransferService(id);
  await expect.poll(async () => (await transfer.get()).phase).toBe('transferring');
  const { transferUrl = '' } = await transfer.get();
  const { status } = await fetch(transferUrl, { method: 'PUT', body: text, headers: { 'Content-Range': `bytes 0-${text.length - 1}/*` } });
  expect(status).toBe(200);
  await transfer.finalize();
  await expect.poll(async () => (await cloud.native.sdk.service(`disks/${diskId}`).get()).status).toBe('ok');
}

describe('oVirt beyond the portable layer', () => {
  it('opens consoles of servers that run', async () => {
    const id = await running();
    const [console] = await cloud.native.consoles.list(id);
    expect(console).toMatchObject({ protocol: 'vnc', port: 5900 });
    const ticket = await cloud.native.consoles.ticket(id, { expirySeconds: 30 });
    expect([ticket.expiresInSeconds, ticket.password.reveal().length > 8]).toEqual([30, true]);
    expect((await cloud.native.consoles.viewerFile(id)).reveal()).toMatch(/^\[virt-viewer\]\ntype=vnc\n/);
    await cloud.compute.servers.stop(id);
    await cloud.compute.servers.waitUntil(id, 'stopped', { intervalMs: 10, timeoutMs: 30_000 });
    await expect(cloud.native.consoles.ticket(id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('restores a server to what its disk was, also by way of a look at it', async () => {
    const id = await running();
    const { compute, native } = cloud;
    const diskId = await diskOf(id);
    const content = (): string => emulator.diskBytes(diskId, 9).toString('latin1');
    const stopped = async (): Promise<void> => {
      await compute.servers.stop(id);
      await compute.servers.waitUntil(id, 'stopped', { intervalMs: 10, timeoutMs: 30_000 });
    };
    await stopped();
    await overwrite(diskId, 'the past!');
    const snapshot = await compute.snapshots.create({ server: id }, { name: 'before' });
    await expect.poll(async () => (await compute.snapshots.get(snapshot.id)).state).toBe('available');
    await overwrite(diskId, 'presently');
    await native.snapshots.preview(snapshot.id);
    expect([content(), (await compute.snapshots.get(snapshot.id)).nativeState]).toEqual(['the past!', 'in_preview']);
    await native.snapshots.undo(id);
    expect([content(), (await compute.snapshots.get(snapshot.id)).nativeState]).toEqual(['presently', 'ok']);
    await native.snapshots.preview(snapshot.id);
    await native.snapshots.commit(id);
    expect(content()).toBe('the past!');
    await overwrite(diskId, 'presently');
    await compute.servers.start(id);
    await compute.servers.waitUntil(id, 'running', { intervalMs: 10, timeoutMs: 30_000 });
    await compute.snapshots.restore(snapshot.id);
    await compute.servers.waitUntil(id, 'running', { intervalMs: 10, timeoutMs: 30_000 });
    expect(content()).toBe('the past!');
    await stopped();
    await expect(native.snapshots.commit(id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('finds the latest version of a template, and makes servers of that very version', async () => {
    const { compute, native } = cloud;
    const image = await compute.images.find({ name: 'rhel-9' });
    const wire = await native.sdk.system().templatesService().templateService(image.id).get();
    expect(wire.version?.versionNumber).toBe(2);
    expect((await compute.images.list({ name: 'rhel-9' }).toArray()).map(({ id }) => id)).toEqual([wire.version?.baseTemplate?.id, image.id]);
    const { id } = await compute.servers.create({ name: 'web-v2', image, size: await compute.sizes.smallest() });
    expect((await native.sdk.system().vmsService().vmService(id).get()).template?.id).toBe(image.id);
  });

  it('makes servers of any shape, which can follow an instance type later and leave it again', async () => {
    const { compute } = cloud;
    const image = await compute.images.find({ name: /ubuntu.*22\.04/i });
    const { id } = await compute.servers.create({ name: 'web-shape', image, size: 'custom:3072:2' });
    await compute.servers.waitUntil(id, 'running', { intervalMs: 10, timeoutMs: 30_000 });
    expect((await compute.servers.get(id)).sizeId).toBe('custom:3072:2');
    const small = (await compute.sizes.list().toArray()).find(({ name }) => name === 'Small');
    await compute.servers.resize(id, small ?? '');
    expect((await compute.servers.get(id)).sizeId).toBe(small?.id);
    await compute.servers.resize(id, 'custom:1024:1');
    expect(await compute.servers.get(id)).toMatchObject({ sizeId: 'custom:1024:1', nativeState: expect.stringMatching(/up|wait_for_launch/) });
  });

  it('gives a server the cards it was asked for, in their order, and finishes a create that was interrupted', async () => {
    const { compute, native } = cloud;
    const blue = await compute.networks.create({ name: 'blue', native: { vlan: 7 } });
    const green = await compute.networks.create({ name: 'green' });
    const id = await running({ networks: [green, blue] });
    const profiles = await native.sdk.system().vnicProfilesService().list();
    const nameOf = (profileId: string | undefined): string | undefined => profiles.find((one) => one.id === profileId)?.name;
    const cards = async (serverId: string): Promise<readonly (string | undefined)[]> =>
      (await native.sdk.system().vmsService().vmService(serverId).nicsService().list()).map(({ vnicProfile }) => nameOf(vnicProfile?.id));
    expect(await cards(id)).toEqual(['green', 'blue']);
    await expect(compute.networks.delete(blue)).rejects.toMatchObject({ code: 'conflict' });
    emulator.faults.add({ effect: { kind: 'respond', status: 403 }, match: ({ method, target }) => method === 'POST' && target.endsWith('/start') });
    const [image, size] = [await compute.images.find({ name: /ubuntu.*22\.04/i }), await compute.sizes.smallest()];
    const spec = { name: 'web-cut', image, size, networks: [blue] };
    await expect(compute.servers.create(spec, { idempotencyKey: 'k-1' })).rejects.toMatchObject({ code: 'permission-denied', leftover: { kind: 'server' } });
    emulator.faults.clear();
    const { id: finished } = await compute.servers.create(spec, { idempotencyKey: 'k-1' });
    expect(await cards(finished)).toEqual(['blue']);
    await compute.servers.delete(id);
    await compute.servers.delete(finished);
    await compute.servers.waitUntil([id, finished], 'terminated', { intervalMs: 10, timeoutMs: 30_000 });
    await compute.networks.delete(blue);
    await compute.networks.delete(blue);
  });
});
