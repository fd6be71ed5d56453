import { isCloudError } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { scriptedCloud } from '../../testing/scripted-cloud.ts';
import { OpenstackImages, toImage } from './images.ts';

describe('toImage', () => {
  it('maps sizes to MiB, zero to none, and the system by what is said of it', () => {
    const wire = { id: 'i', name: 'ubuntu', status: 'active', min_disk: 5, min_ram: 0, created_at: '2030-01-02T03:04:05Z', os_distro: 'ubuntu' };
    expect(toImage(wire)).toEqual({
      id: 'i',
      name: 'ubuntu',
      state: 'available',
      nativeState: 'active',
      createdAt: new Date('2030-01-02T03:04:05Z'),
      minDiskMiB: 5120,
      minMemoryMiB: undefined,
      owner: undefined,
      os: 'linux',
      raw: wire,
    });
    expect(toImage({ id: 'w', os_distro: 'com.microsoft.server' }).os).toBe('windows');
    expect(toImage({ id: 'x', name: null, status: 'deactivated' })).toMatchObject({ name: '', state: 'unknown', os: undefined });
  });
});

describe('images', () => {
  it('follow the path of the next page on the catalog’s host', async () => {
    const cloud = scriptedCloud((one) =>
      one.url.includes('marker=a')
        ? { body: { images: [{ id: 'b' }] } }
        : { body: { images: [{ id: 'a' }, { id: 'gone', status: 'deleted' }], next: '/v2/images?limit=1&marker=a' } },
    );
    const images = new OpenstackImages(cloud.client);
    const first = await images.listPage({ name: 'ubuntu 22.04' });
    expect(first.items.map((image) => image.id)).toEqual(['a']);
    expect((await images.listPage({}, first.next)).next).toBeUndefined();
    expect(cloud.seen.map((one) => one.url)).toEqual(['https://image.test/v2/images?name=ubuntu%2022.04', 'https://image.test/v2/images?limit=1&marker=a']);
  });

  it('do not filter by names that the filter would read as an operator', async () => {
    const cloud = scriptedCloud(() => ({ body: { images: [] } }));
    await new OpenstackImages(cloud.client).listPage({ name: 'in:a,b' });
    expect(cloud.seen[0]?.url).toBe('https://image.test/v2/images');
  });

  it('made from a server have the id in the answer’s address, whatever host that names', async () => {
    const cloud = scriptedCloud(() => ({ status: 202, headers: { location: 'http://127.0.0.1:9292/images/img-55' } }));
    expect(await new OpenstackImages(cloud.client).createFromServer({ serverId: 's', name: 'snap' }, {})).toMatchObject({
      id: 'img-55',
      name: 'snap',
      state: 'pending',
    });
    const silent = new OpenstackImages(scriptedCloud(() => ({ status: 202 })).client);
    const error = await silent.createFromServer({ serverId: 's', name: 'snap' }, {}).then(
      () => undefined,
      (caught: unknown) => caught,
    );
    expect(isCloudError(error, 'protocol')).toBe(true);
  });
});
