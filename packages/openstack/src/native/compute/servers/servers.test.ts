import { Secret } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { type Script, type ScriptedCloud, scriptedCloud } from '../../../testing/scripted-cloud.ts';
import { ComputeNative } from '../compute.ts';
import * as requests from './requests.ts';

const nova = (script: Script): { readonly cloud: ScriptedCloud; readonly compute: ComputeNative } => {
  const cloud = scriptedCloud((request) =>
    request.url === 'https://compute.test/v2.1/' ? { body: { version: { id: 'v2.1', version: '2.96' } } } : script(request),
  );
  return { cloud, compute: new ComputeNative(cloud.client) };
};

const sent = (call: { readonly json?: unknown }): Record<string, unknown> => call.json as Record<string, unknown>;

describe('a create', () => {
  const fields = { name: 'web-1', flavorRef: 'f', imageRef: 'i' };

  it('says nothing that was not asked for', () => {
    expect(sent(requests.create(fields))).toEqual({ server: fields });
    expect(requests.create(fields).need).toBeUndefined();
  });

  it('writes hints beside the server, contents in base64, and secrets in clear', () => {
    const call = requests.create({
      ...fields,
      userData: '#!',
      files: { '/etc/motd': 'hi' },
      adminPass: new Secret('pw'),
      schedulerHints: { group: 'g' },
      diskConfig: 'MANUAL',
    });
    expect(sent(call)).toEqual({
      server: {
        ...fields,
        user_data: 'IyE=',
        personality: [{ path: '/etc/motd', contents: 'aGk=' }],
        adminPass: 'pw',
        'OS-DCF:diskConfig': 'MANUAL',
      },
      'os:scheduler_hints': { group: 'g' },
    });
  });

  it('leaves the choice of network to Nova in the way of the microversion', () => {
    expect(sent(requests.create({ ...fields, tags: ['a'] }))['server']).toMatchObject({ networks: 'auto', tags: ['a'] });
    expect(requests.create({ ...fields, tags: ['a'], description: 'd' }).need).toBe('2.52');
    expect(sent(requests.create(fields, undefined, '2.79'))['server']).toMatchObject({ networks: 'auto' });
    expect(sent(requests.create({ ...fields, networks: [{ uuid: 'n' }] }, undefined, '2.79'))['server']).toMatchObject({ networks: [{ uuid: 'n' }] });
    expect(requests.create({ ...fields, networks: 'none' }).need).toBe('2.37');
  });

  it('refuses files where Nova does not take them any more', () => {
    expect(() => requests.create({ ...fields, files: { a: 'b' }, hostname: 'h' })).toThrow(/files cannot be sent with microversion 2.90/);
  });

  it('tells the password as a secret', async () => {
    const { compute } = nova(() => ({ status: 202, body: { server: { id: 's', adminPass: 'told-once' } } }));
    const made = await compute.servers.create(fields);
    expect(made.adminPass?.reveal()).toBe('told-once');
    expect(JSON.stringify(made)).not.toContain('told-once');
  });

  it('of several gives their reservation', async () => {
    const { cloud, compute } = nova(() => ({ status: 202, body: { reservation_id: 'r-1' } }));
    expect(await compute.servers.createMany(fields, { min: 2, max: 3 })).toBe('r-1');
    expect(JSON.parse(cloud.seen[0]?.body ?? '')).toEqual({ server: { ...fields, min_count: 2, max_count: 3, return_reservation_id: true } });
  });
});

describe('an image of a server', () => {
  it('has its id from the header before 2.45, and from the body since', async () => {
    const old = nova(() => ({ status: 202, headers: { location: 'http://127.0.0.1:9292/images/img-1' } }));
    expect(await old.compute.servers.createImage('s', 'n')).toBe('img-1');
    const modern = nova(() => ({ status: 202, body: { image_id: 'img-2' } }));
    expect(await modern.compute.servers.createImage('s', 'n', { microversion: '2.79' })).toBe('img-2');
    expect(modern.cloud.seen[0]?.headers['OpenStack-API-Version']).toBe('compute 2.79');
  });
});

describe('a console', () => {
  it('is asked for in the old way where there are no microversions, and in the new where there are', async () => {
    const { cloud, compute } = nova(() => ({ body: { remote_console: { url: 'u', type: 'novnc', protocol: 'vnc' } } }));
    await compute.servers.console('s');
    expect(cloud.seen.at(-1)).toMatchObject({
      url: 'https://compute.test/v2.1/servers/s/remote-consoles',
      headers: { 'OpenStack-API-Version': 'compute 2.6' },
    });
    const old = scriptedCloud(({ method }) => (method === 'GET' ? { status: 404 } : { body: { console: { url: 'u', type: 'novnc' } } }));
    await new ComputeNative(old.client).servers.console('s');
    expect(old.seen.at(-1)).toMatchObject({ url: 'https://compute.test/v2.1/servers/s/action', body: '{"os-getVNCConsole":{"type":"novnc"}}' });
  });
});

describe('a wait', () => {
  const states = (...all: readonly object[]): Script => {
    let looks = 0;
    return () => ({ body: { server: { id: 's', ...all[Math.min(looks++, all.length - 1)] } } });
  };

  it('is over when the status is right and no task is under way', async () => {
    const { cloud, compute } = nova(
      states({ status: 'BUILD' }, { status: 'ACTIVE', 'OS-EXT-STS:task_state': 'powering-on' }, { status: 'ACTIVE', 'OS-EXT-STS:task_state': null }),
    );
    await compute.servers.waitFor('s');
    expect(cloud.seen.length).toBe(3);
  });

  it('fails at once in ERROR, with Nova’s reason', async () => {
    const { cloud, compute } = nova(states({ status: 'BUILD' }, { status: 'ERROR', fault: { message: 'No valid host was found.' } }));
    await expect(compute.servers.waitFor('s')).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('No valid host was found.') });
    expect(cloud.seen.length).toBe(2);
    await expect(nova(states({ status: 'ERROR' })).compute.servers.waitFor('s', 'ERROR')).resolves.toMatchObject({ status: 'ERROR' });
  });

  it('fails at once when the server is gone, unless that is waited for', async () => {
    const { compute } = nova(() => ({ status: 404 }));
    await expect(compute.servers.waitFor('s')).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('gone') });
    await expect(compute.servers.waitForGone('s')).resolves.toBeUndefined();
  });

  it('is a timeout error when time runs out', async () => {
    const { compute } = nova(states({ status: 'BUILD' }));
    await expect(compute.servers.waitFor('s', 'ACTIVE', { timeoutMs: 5_000 })).rejects.toMatchObject({ code: 'timeout' });
  });
});

describe('an id', () => {
  it.each(['', '.', '..'])('%j is refused before anything is sent', async (id) => {
    const { cloud, compute } = nova(() => ({}));
    await expect(compute.servers.delete(id)).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(compute.flavors.get(id)).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(cloud.seen).toEqual([]);
  });

  it('is one segment of a path, whatever is in it', async () => {
    const { cloud, compute } = nova(() => ({ body: { keypair: { name: 'a/b c' } } }));
    await compute.keyPairs.get('a/b c');
    expect(cloud.seen[0]?.url).toBe('https://compute.test/v2.1/os-keypairs/a%2Fb%20c');
  });
});

describe('what is asked twice', () => {
  it('is done once: orders that must not be repeated are not sent again', () => {
    const isSafe = (name: string): boolean | undefined => requests.action('s', name, null).idempotent;
    expect(['os-start', 'lock', 'confirmResize', 'unrescue'].map(isSafe)).toEqual([true, true, true, true]);
    expect(['reboot', 'resize', 'rebuild', 'createImage', 'createBackup', 'rescue', 'migrate', 'revertResize'].map(isSafe)).toEqual(Array(8).fill(false));
  });
});

describe('Rackspace’s networks', () => {
  it('know the two that no list shows, and name each network of a server once', async () => {
    const { cloud, compute } = nova(() => ({ body: { network: { id: 'n', label: 'mine', cidr: '10.0.0.0/24' } } }));
    const { isolatedNetworks } = compute;
    expect(await isolatedNetworks.get('11111111-1111-1111-1111-111111111111')).toMatchObject({ label: 'private' });
    expect(cloud.seen).toEqual([]);
    expect(isolatedNetworks.isIsolated('00000000-0000-0000-0000-000000000000')).toBe(false);
    expect(isolatedNetworks.serverNetworks(['n', { id: 'n' }], { public: true, serviceNet: true })).toEqual([
      { uuid: 'n' },
      { uuid: '00000000-0000-0000-0000-000000000000' },
      { uuid: '11111111-1111-1111-1111-111111111111' },
    ]);
    await isolatedNetworks.create('mine', '10.0.0.0/24');
    expect(cloud.seen[0]).toMatchObject({ url: 'https://compute.test/v2.1/os-networksv2', body: '{"network":{"label":"mine","cidr":"10.0.0.0/24"}}' });
    await expect(isolatedNetworks.delete('00000000-0000-0000-0000-000000000000')).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('are in conflict while servers are on them', async () => {
    const { compute } = nova(() => ({ status: 403, body: { forbidden: { code: 403, message: 'Network n is in use.' } } }));
    await expect(compute.isolatedNetworks.delete('n')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('make one interface, which is answered as a list', async () => {
    const { compute } = nova(() => ({ body: { virtual_interfaces: [{ id: 'v', mac_address: 'm', ip_addresses: [] }] } }));
    expect((await compute.virtualInterfaces.create('s', 'n')).id).toBe('v');
  });
});
