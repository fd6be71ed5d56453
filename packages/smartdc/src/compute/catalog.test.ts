import { describe, expect, it } from 'vitest';
import { CloudapiClient } from '../client.ts';
import { bodyOfRequest, type FakeAnswer, type FakeConnection, fakeConnection, json, noAuth } from '../testing/fake-connection.ts';
import { SmartdcImages, toImage } from './images/images.ts';
import { SmartdcKeyPairs } from './key-pairs/key-pairs.ts';
import { SmartdcLocations } from './locations/locations.ts';
import { toNetwork } from './networks/networks.ts';
import { SmartdcSizes, toSizes } from './sizes/sizes.ts';

function cloud(answer: (call: string) => FakeAnswer): { client: CloudapiClient; connection: FakeConnection; asked: () => readonly string[] } {
  const call = (request: { method: string; target: string }): string => `${request.method} ${request.target.replace('/demo/', '')}`;
  const connection = fakeConnection((request) => answer(call(request)));
  const client = new CloudapiClient(connection, noAuth, { url: 'https://us-a.test', account: 'demo', apiVersion: '*' });
  return { client, connection, asked: () => connection.sent.map(call) };
}
const missing = json({ code: 'ResourceNotFound', message: 'no' }, 404);

describe('sizes', () => {
  // docs/index.md "ListPackages", and a package that has two versions.
  const small = {
    id: '7b17343c-94af-6266-e0e8-893a3b9993d0',
    name: 'sdc_128',
    memory: 128,
    disk: 12288,
    swap: 256,
    vcpus: 0,
    lwps: 1000,
    default: false,
    version: '1.0.0',
  };
  const old = { ...small, id: 'old', name: 'g4 1G', vcpus: 1, version: '1.2.0' };
  const recent = { ...old, id: 'recent', version: '1.10.0' };

  it('are called by the name of their package, which is what machines tell; an old version by its uuid', () => {
    expect(toSizes([small, old, recent]).map((size) => [size.id, size.name])).toEqual([
      ['sdc_128', 'sdc_128'],
      ['old', 'g4 1G'],
      ['g4 1G', 'g4 1G'],
    ]);
  });

  it('have no number of CPUs where the package sets none', () => {
    expect(toSizes([small])[0]).toEqual({ id: 'sdc_128', name: 'sdc_128', memoryMiB: 128, diskMiB: 12288, raw: small });
    expect(toSizes([old])[0]).toMatchObject({ cpus: 1 });
  });

  it('are got by name or uuid, and keep what they were asked by', async () => {
    const { client, asked } = cloud(() => json(old));
    expect((await new SmartdcSizes(client).get('old', {})).id).toBe('old');
    await new SmartdcSizes(client).get('g4 1G', {});
    expect(asked()[1]).toBe('GET packages/g4%201G');
  });

  it('that are no packages are a protocol error', async () => {
    await expect(new SmartdcSizes(cloud(() => json({})).client).listPage({})).rejects.toMatchObject({ code: 'protocol' });
    await expect(new SmartdcSizes(cloud(() => json([{ id: 1 }])).client).listPage({})).rejects.toMatchObject({ code: 'protocol' });
  });
});

describe('images', () => {
  const image = {
    id: '2b683a82',
    name: 'base64',
    version: '13.4.0',
    os: 'smartos',
    type: 'zone-dataset',
    requirements: { min_ram: 256 },
    published_at: '2014-02-28T10:50:42Z',
    state: 'active',
    public: true,
  };

  it('become images', () => {
    expect(toImage(image)).toEqual({
      id: '2b683a82',
      name: 'base64',
      state: 'available',
      nativeState: 'active',
      createdAt: new Date('2014-02-28T10:50:42Z'),
      minMemoryMiB: 256,
      os: 'smartos',
      raw: image,
    });
  });

  it.each([
    ['creating', 'pending'],
    ['unactivated', 'pending'],
    ['failed', 'error'],
    ['disabled', 'unknown'],
    ['news', 'unknown'],
    [undefined, 'available'],
  ])('state %s is %s', (state, expected) => {
    expect(toImage({ id: 'x', ...(state === undefined ? {} : { state }) }).state).toBe(expected);
  });

  it('of a server need a version, and are deleted once or twice', async () => {
    const { client, connection } = cloud((call) => (call.startsWith('DELETE') ? missing : json({ id: 'new', name: 'mine', state: 'creating' }, 201)));
    const images = new SmartdcImages(client);
    expect((await images.createFromServer({ serverId: 'm', name: 'mine' }, {})).state).toBe('pending');
    expect(bodyOfRequest(connection.sent[0])).toEqual({ machine: 'm', name: 'mine', version: '1.0.0' });
    await images.delete('new', {});
  });
});

describe('locations', () => {
  const datacenters = { 'us-a': 'https://us-a.test', 'us-b': 'https://us-b.test' };

  it('are data centers, of which the header tells the own', async () => {
    const { client } = cloud(() => json(datacenters, 200, { 'triton-datacenter-name': 'us-b' }));
    const { items } = await new SmartdcLocations(client, 'https://us-a.test').listPage({});
    expect(items.map(({ id, kind, current }) => [id, kind, current])).toEqual([
      ['us-a', 'region', false],
      ['us-b', 'region', true],
    ]);
  });

  it('old servers lack the header: the address tells', async () => {
    const { client } = cloud(() => json(datacenters));
    expect((await new SmartdcLocations(client, 'https://us-a.test').get('us-a', {})).current).toBe(true);
  });

  it('one that is not there is not-found, and there is no redirect to another server', async () => {
    const { client, asked } = cloud(() => json(datacenters));
    await expect(new SmartdcLocations(client, 'https://us-a.test').get('us-c', {})).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('us-a, us-b'),
    });
    expect(asked()).toEqual(['GET datacenters']);
  });
});

it('networks tell their range where they are fabric', () => {
  expect(toNetwork({ id: 'n', name: 'fab', public: false, fabric: true, subnet: '10.0.0.0/24' })).toMatchObject({ cidrs: ['10.0.0.0/24'], public: false });
  expect(toNetwork({ id: 'n' })).toMatchObject({ id: 'n', name: 'n', cidrs: [] });
});

describe('key pairs', () => {
  const line = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINYeLF+sGCsLoUdA+CaNOYmojAh7OUaWsjyiapQ5x+r5';
  const key = { name: 'laptop', fingerprint: 'aa:03', key: `${line} me@laptop\n` };
  const pairs = (keys: readonly object[], own = 'other'): { keyPairs: SmartdcKeyPairs; asked: () => readonly string[] } => {
    const { client, asked } = cloud((call) =>
      call === 'GET keys'
        ? json(keys)
        : call.startsWith('GET')
          ? keys[0] === undefined
            ? missing
            : json(keys[0])
          : call.startsWith('POST')
            ? json(key, 201)
            : { status: 204 },
    );
    return { keyPairs: new SmartdcKeyPairs(client, async () => own), asked };
  };

  it('import of the same key under the same name finds it', async () => {
    const { keyPairs, asked } = pairs([key]);
    expect(await keyPairs.import({ name: 'laptop', publicKey: `${line} another comment` }, {})).toMatchObject({
      id: 'aa:03',
      name: 'laptop',
      publicKey: `${line} me@laptop`,
    });
    expect(asked()).toEqual(['GET keys']);
  });

  it('import of another key under the name, or of the key under another name, is already-exists', async () => {
    await expect(pairs([key]).keyPairs.import({ name: 'laptop', publicKey: 'ssh-rsa AAAA' }, {})).rejects.toMatchObject({ code: 'already-exists' });
    await expect(pairs([key]).keyPairs.import({ name: 'desktop', publicKey: line }, {})).rejects.toMatchObject({
      code: 'already-exists',
      message: expect.stringContaining('laptop'),
    });
  });

  it('import of a new key makes it', async () => {
    const { keyPairs, asked } = pairs([]);
    await keyPairs.import({ name: 'laptop', publicKey: line }, {});
    expect(asked()).toEqual(['GET keys', 'POST keys']);
  });

  it('delete by name deletes that very key; absent is success; the key that signs is kept', async () => {
    const present = pairs([key]);
    await present.keyPairs.delete('laptop', {});
    expect(present.asked()).toEqual(['GET keys/laptop', 'DELETE keys/aa%3A03']);
    await pairs([]).keyPairs.delete('laptop', {});
    const own = pairs([key], 'aa:03');
    await expect(own.keyPairs.delete('laptop', {})).rejects.toMatchObject({ code: 'conflict' });
    expect(own.asked()).toEqual(['GET keys/laptop']);
  });
});
