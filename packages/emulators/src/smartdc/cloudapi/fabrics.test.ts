import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../testing/signed-client.ts';
import { startTestBed, type TestBed } from '../testing/start.ts';

let bed: TestBed;
beforeEach(async () => {
  bed = await startTestBed();
});
afterEach(() => bed.emulator.close());

const VLANS = '/demo/fabrics/default/vlans';
const send = (method: string, path: string, body?: object): Promise<Reply> => bed.cloud.send(method, path, body === undefined ? {} : { body });
const fails = (reply: Reply): unknown => [reply.status, reply.json().code, reply.json().message];
const NETWORK = {
  name: 'inner',
  subnet: '10.1.0.0/24',
  provision_start_ip: '10.1.0.10',
  provision_end_ip: '10.1.0.20',
  gateway: '10.1.0.1',
  resolvers: ['8.8.8.8'],
};

describe('VLANs', () => {
  it('are made, changed (202 with the object) and deleted when empty', async () => {
    const made = await send('POST', VLANS, { vlan_id: 7, name: 'lab' });
    expect([made.status, made.json()]).toEqual([201, { vlan_id: 7, name: 'lab' }]);
    expect(fails(await send('POST', VLANS, { vlan_id: 7, name: 'lab2' }))).toEqual([409, 'InvalidArgument', expect.stringContaining('vlan_id')]);
    const changed = await send('PUT', `${VLANS}/7`, { description: 'd' });
    expect([changed.status, changed.json()]).toEqual([202, { vlan_id: 7, name: 'lab', description: 'd' }]);
    await send('POST', `${VLANS}/7/networks`, NETWORK);
    expect((await send('DELETE', `${VLANS}/7`)).status).toBe(409);
    expect((await send('DELETE', `${VLANS}/2`)).status).toBe(409);
    expect((await send('GET', `${VLANS}/8`)).status).toBe(404);
  });
});

describe('fabric networks', () => {
  it('carry machines, whose addresses are listed, and are deleted once unused', async () => {
    const made = await send('POST', `${VLANS}/2/networks`, NETWORK);
    const network = made.json<{ id: string }>();
    expect(made.status).toBe(201);
    expect(network).toMatchObject({ ...NETWORK, fabric: true, public: false, vlan_id: 2, internet_nat: true });
    expect((await send('GET', `/demo/networks/${network.id}`)).json()).toEqual(network);
    const images = (await send('GET', '/demo/images')).json<{ id: string }[]>();
    const machine = (await send('POST', '/demo/machines', { image: images[0]?.id, package: 'sdc_128', networks: [network.id] })).json<{ id: string }>();
    bed.clock.advance(1000);
    expect((await send('GET', `/demo/machines/${machine.id}`)).json()).toMatchObject({
      ips: ['10.1.0.10'],
      nics: [{ netmask: '255.255.255.0', gateway: '10.1.0.1' }],
    });
    expect((await send('GET', `/demo/networks/${network.id}/ips`)).json()).toEqual([
      { ip: '10.1.0.0', reserved: true, managed: true },
      { ip: '10.1.0.1', reserved: true, managed: true },
      { ip: '10.1.0.10', reserved: false, managed: false, owner_uuid: expect.any(String) as string, belongs_to_uuid: machine.id },
      { ip: '10.1.0.255', reserved: true, managed: true },
    ]);
    expect((await send('DELETE', `${VLANS}/2/networks/${network.id}`)).status).toBe(409);
    await send('DELETE', `/demo/machines/${machine.id}`);
    bed.clock.advance(1000);
    expect((await send('DELETE', `${VLANS}/2/networks/${network.id}`)).status).toBe(204);
    expect((await send('GET', `/demo/networks/${network.id}`)).status).toBe(404);
  });

  it('are checked', async () => {
    const create = async (change: object): Promise<unknown> => fails(await send('POST', `${VLANS}/2/networks`, { ...NETWORK, ...change }));
    const invalid = (start: string): unknown => [409, 'InvalidArgument', expect.stringContaining(start)];
    expect(await create({ subnet: '10.1.0.1/24' })).toEqual(invalid('property "subnet"'));
    expect(await create({ provision_start_ip: '10.2.0.1' })).toEqual(invalid('property "provision_start_ip"'));
    expect(await create({ provision_end_ip: 'x' })).toEqual(invalid('property "provision_end_ip": must be an IPv4 address'));
    expect(await create({ name: '1x' })).toEqual(invalid('property "name"'));
    expect(await create({ color: 'red' })).toEqual(invalid('property "color": unsupported property'));
    expect(await create({ subnet: '192.168.128.0/24', provision_start_ip: '192.168.128.9', provision_end_ip: '192.168.128.20', gateway: undefined })).toEqual(
      invalid('overlaps'),
    );
  });

  it('the default one stays', async () => {
    const [network] = (await send('GET', `${VLANS}/2/networks`)).json<{ id: string }[]>();
    expect(fails(await send('DELETE', `${VLANS}/2/networks/${network?.id}`))).toEqual([409, 'InvalidArgument', 'cannot delete the default network']);
  });
});
