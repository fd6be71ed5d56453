import { describe, expect, it } from 'vitest';
import { scriptedCloud } from '../../testing/scripted-cloud.ts';
import { ImageNative } from './image.ts';
import { patchOf } from './patch.ts';
import { propertiesOf } from './wire.ts';

const image = { id: 'i', name: 'old', min_disk: 0, tags: ['t'], os_distro: 'ubuntu', 'a/b': '1' };

describe('a patch', () => {
  it('replaces what is there, adds what is not, and takes away what is', () => {
    expect(patchOf(image, { name: 'new', properties: { os_distro: null, 'a/b': '2', 'c~d': '3', never: null } })).toEqual([
      { op: 'replace', path: '/name', value: 'new' },
      { op: 'remove', path: '/os_distro' },
      { op: 'replace', path: '/a~1b', value: '2' },
      { op: 'add', path: '/c~0d', value: '3' },
    ]);
  });

  it('is not sent when nothing changes', async () => {
    const cloud = scriptedCloud(() => ({ body: image }));
    expect(await new ImageNative(cloud.client).images.update('i', { properties: { never: null } })).toEqual(image);
    expect(cloud.seen.map((one) => one.method)).toEqual(['GET']);
    await new ImageNative(cloud.client).images.rename('i', 'new');
    expect(cloud.seen.at(-1)).toMatchObject({
      method: 'PATCH',
      headers: { 'Content-Type': 'application/openstack-images-v2.1-json-patch' },
      body: '[{"op":"replace","path":"/name","value":"new"}]',
    });
  });
});

it('properties are what Glance itself does not have', () => {
  expect(propertiesOf(image)).toEqual({ os_distro: 'ubuntu', 'a/b': '1' });
});

describe('waiting', () => {
  it('fails at once when an import failed, though the image stays queued', async () => {
    const cloud = scriptedCloud(() => ({ body: { id: 'i', status: 'queued', os_glance_failed_import: 'ceph' } }));
    await expect(new ImageNative(cloud.client).images.waitFor('i')).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('ceph') });
  });

  it('fails at once when a task failed, with its reason', async () => {
    const cloud = scriptedCloud(() => ({ body: { id: 't', type: 'import', status: 'failure', message: 'no such object' } }));
    await expect(new ImageNative(cloud.client).tasks.waitFor('t')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('no such object'),
    });
  });

  it('imports and exports by tasks, in Rackspace’s words', async () => {
    const cloud = scriptedCloud(() => ({ status: 201, body: { id: 't', type: 'import', status: 'pending' } }));
    const { tasks } = new ImageNative(cloud.client);
    await tasks.import('box/a.vhd', 'mine');
    await tasks.export('i', 'box');
    expect(cloud.seen.map((one) => JSON.parse(one.body))).toEqual([
      { type: 'import', input: { image_properties: { name: 'mine' }, import_from: 'box/a.vhd' } },
      { type: 'export', input: { image_uuid: 'i', receiving_swift_container: 'box' } },
    ]);
  });
});
