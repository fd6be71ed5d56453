import { describe, expect, it } from 'vitest';
import { rackspaceDialect } from '../../dialect.ts';
import { type Script, scriptedCloud, settingsOf } from '../../testing/scripted-cloud.ts';
import { BlockStorageNative } from './block-storage.ts';

const v1 = (script: Script) => {
  const cloud = scriptedCloud(script, settingsOf({ dialect: rackspaceDialect, endpointOverrides: { 'block-storage': 'https://cbs.test/v1/100200' } }));
  return { cloud, cinder: new BlockStorageNative(cloud.client) };
};

describe('Cloud Block Storage, which is v1', () => {
  it('is asked in its words and answers in ours', async () => {
    const { cloud, cinder } = v1(() => ({ body: { volume: { id: 'v', display_name: 'd1', display_description: 'text', size: 100 } } }));
    const made = await cinder.volumes.create({ name: 'd1', description: 'text', size: 100, volume_type: 'SSD' });
    expect(made).toMatchObject({ name: 'd1', description: 'text' });
    expect(JSON.parse(cloud.seen[0]?.body ?? '')).toEqual({ volume: { display_name: 'd1', display_description: 'text', size: 100, volume_type: 'SSD' } });
  });

  it('lists all snapshots whatever is asked, and of them those of the volume are taken', async () => {
    const snapshots = [
      { id: 'a', volume_id: 'v', display_name: 'one' },
      { id: 'b', volume_id: 'other', name: 'two' },
    ];
    const { cinder } = v1(() => ({ body: { snapshots } }));
    expect((await cinder.snapshots.list({ volume: 'v' }).toArray()).map((one) => one.name)).toEqual(['one']);
    expect((await cinder.snapshots.list().toArray()).map((one) => one.name)).toEqual(['one', 'two']);
  });

  it('has no microversions', async () => {
    const { cinder } = v1(() => ({ status: 404 }));
    expect(await cinder.microversions()).toEqual({ min: undefined, max: undefined });
    expect(await cinder.negotiate('3.59')).toBeUndefined();
  });
});

describe('attaching and detaching', () => {
  const attachment = { server_id: 's', volume_id: 'v' };

  it('asks Nova and waits for Cinder', async () => {
    const looks = [{ status: 'attaching' }, { status: 'in-use', attachments: [attachment] }];
    const cloud = scriptedCloud(({ method, url }) =>
      method === 'POST'
        ? { body: { volumeAttachment: { id: 'v', volumeId: 'v', serverId: 's' } } }
        : url.includes('volume.test')
          ? { body: { volume: { id: 'v', ...looks.shift() } } }
          : {},
    );
    const volume = await new BlockStorageNative(cloud.client).volumes.attach('v', 's', { device: '/dev/vdb' });
    expect(volume.status).toBe('in-use');
    expect(cloud.seen.map((one) => `${one.method} ${one.url}`)).toEqual([
      'POST https://compute.test/v2.1/servers/s/os-volume_attachments',
      'GET https://volume.test/v3/8f4c0d/volumes/v',
      'GET https://volume.test/v3/8f4c0d/volumes/v',
    ]);
    expect(JSON.parse(cloud.seen[0]?.body ?? '')).toEqual({ volumeAttachment: { volumeId: 'v', device: '/dev/vdb' } });
  });

  it('takes it off the servers it is on, or that one alone, and not attached is success', async () => {
    const run = async (attachments: readonly object[], server?: string) => {
      const looks = [
        { status: 'in-use', attachments },
        { status: 'detaching', attachments: [] },
        { status: 'available', attachments: [] },
      ];
      const cloud = scriptedCloud(({ method }) =>
        method === 'DELETE' ? { status: 202 } : { body: { volume: { id: 'v', ...(looks.length > 1 ? looks.shift() : looks[0]) } } },
      );
      const volume = await new BlockStorageNative(cloud.client).volumes.detach('v', { server });
      return [volume?.status, cloud.seen.filter((one) => one.method === 'DELETE').map((one) => one.url.split('/')[5])];
    };
    expect(await run([attachment, { server_id: 't' }])).toEqual(['available', ['s', 't']]);
    expect(await run([attachment, { server_id: 't' }], 't')).toEqual(['available', ['t']]);
    expect(await run([])).toEqual(['in-use', []]);
  });

  it('fails at once when the volume ends in error', async () => {
    const cloud = scriptedCloud(({ method }) =>
      method === 'POST' ? { body: { volumeAttachment: {} } } : { body: { volume: { id: 'v', status: 'error_attaching' } } },
    );
    await expect(new BlockStorageNative(cloud.client).volumes.attach('v', 's')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('error_attaching'),
    });
  });
});
