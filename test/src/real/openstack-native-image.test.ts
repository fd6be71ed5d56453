import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanups, openNative, uniqueName } from './openstack-native.ts';

const wait = { intervalMs: 300, timeoutMs: 120_000 };

describe('Glance by its own words', () => {
  const { cloud, admin, close } = openNative();
  const undo = cleanups();
  afterAll(async () => {
    await undo.run();
    await close();
  });

  it('takes an image through its life: properties, tags, data up and down, members, end', async () => {
    const { images, members } = await cloud.native.image;
    const name = uniqueName('image');
    const made = await images.create({
      name,
      disk_format: 'raw',
      container_format: 'bare',
      visibility: 'shared',
      tags: ['x'],
      properties: { os_distro: 'none', 'odd/na~me': '1' },
    });
    undo.add(() => images.delete(made));
    expect(made).toMatchObject({ name, status: 'queued', os_distro: 'none', 'odd/na~me': '1' });
    expect(await images.download(made)).toBeUndefined();
    const changed = await images.update(made, {
      name: `${name}-2`,
      min_disk: 1,
      properties: { os_distro: null, 'odd/na~me': '2', os_version: '7', never_there: null },
    });
    expect(changed).toMatchObject({ name: `${name}-2`, min_disk: 1, 'odd/na~me': '2', os_version: '7' });
    expect(changed).not.toHaveProperty('os_distro');
    await images.addTag(made, 'y');
    await images.deleteTag(made, 'x');
    await images.deleteTag(made, 'x');
    const data = Buffer.alloc(300_000, 'portolan');
    await images.upload(made, data);
    const active = await images.waitFor(made, 'active', wait);
    expect(active).toMatchObject({ size: data.length, tags: ['y'] });
    await expect(images.upload(made, data)).rejects.toMatchObject({ code: 'conflict' });
    const down = await images.download(made);
    const chunks: Buffer[] = [];
    for await (const chunk of down?.body ?? []) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).equals(data)).toBe(true);
    expect(down?.md5).toBe(active.checksum);
    const part = await images.download(made, { range: { first: 8, last: 15 } });
    const partChunks: Buffer[] = [];
    for await (const chunk of part?.body ?? []) partChunks.push(chunk as Buffer);
    expect(Buffer.concat(partChunks).toString()).toBe('portolan');
    expect((await images.list({ tag: 'y', limit: 1 }).toArray()).map((one) => one.id)).toEqual([made.id]);
    expect((await images.findByName(new RegExp(`^${name}`)).toArray()).map((one) => one.id)).toEqual([made.id]);
    expect((await images.list({ properties: { os_version: '7' }, name: `${name}-2` }).toArray()).length).toBe(1);

    const theirs = await admin.native.image;
    const project = (await admin.native.session()).projectId ?? '';
    await members.add(made, project);
    expect((await members.list(made).toArray()).map((one) => [one.member_id, one.status])).toEqual([[project, 'pending']]);
    expect((await theirs.members.setStatus(made, project, 'accepted')).status).toBe('accepted');
    expect((await members.get(made, project)).status).toBe('accepted');
    await members.remove(made, project);
    await members.remove(made, project);
    await theirs.images.deactivate(made);
    await expect(images.download(made)).rejects.toMatchObject({ code: 'permission-denied' });
    await theirs.images.reactivate(made);
    await images.update(made, { protected: true });
    await expect(images.delete(made)).rejects.toMatchObject({ code: 'conflict' });
    await images.update(made, { protected: false });
    await images.delete(made);
    await images.delete(made);
  });

  it('imports what was staged, and tells schemas and ways to import', async () => {
    const glance = await cloud.native.image;
    expect(await glance.importMethods()).toContain('glance-direct');
    expect((await glance.schema('image'))['name']).toBe('image');
    const made = await glance.images.create({ name: uniqueName('import'), disk_format: 'raw', container_format: 'bare' });
    undo.add(() => glance.images.delete(made));
    await glance.images.stage(made, Buffer.alloc(1000, 1));
    expect((await glance.images.get(made)).status).toBe('uploading');
    await glance.images.import(made);
    expect((await glance.images.waitFor(made, 'active', wait)).size).toBe(1000);
  });

  it('lets the cloud fetch an image, and tells a fetch that failed', async () => {
    const glance = await cloud.native.image;
    expect(await glance.importMethods()).toContain('web-download');
    const web = createServer((_request, response) => void response.end(Buffer.alloc(2000, 2)));
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    const { port } = web.address() as AddressInfo;
    try {
      const made = await glance.images.create({ name: uniqueName('web'), disk_format: 'raw', container_format: 'bare' });
      undo.add(() => glance.images.delete(made));
      await glance.images.importFrom(made, `http://127.0.0.1:${port}/image.raw`);
      expect((await glance.images.waitFor(made, 'active', wait)).size).toBe(2000);
      expect((await glance.images.tasks(made)).map((task) => [task.type, task.status])).toEqual([['api_image_import', 'success']]);
    } finally {
      web.close();
    }
    const failing = await glance.images.create({ name: uniqueName('web'), disk_format: 'raw', container_format: 'bare' });
    undo.add(() => glance.images.delete(failing));
    await glance.images.importFrom(failing, `http://127.0.0.1:${port}/gone`);
    await expect.poll(async () => (await glance.images.tasks(failing))[0]?.status, { timeout: 60_000 }).toBe('failure');
    expect((await glance.images.get(failing)).status).toBe('queued');
  });

  it('tells where data is kept, where there are several places', async () => {
    const glance = await cloud.native.image;
    await glance.stores().then(
      (stores) => expect(stores.length).toBeGreaterThan(0),
      (error: unknown) => expect(error).toMatchObject({ code: 'not-found' }),
    );
  });
});
