import type { HttpRequest } from '@portolan/core/driver';
import { beforeEach, describe, expect, it } from 'vitest';
import { CloudapiClient } from '../../client.ts';
import { bodyOfRequest, type FakeAnswer, type FakeConnection, fakeConnection, json, noAuth } from '../../testing/fake-connection.ts';
import { SmartdcNetworks } from './networks.ts';

let answers: (call: string, request: HttpRequest) => FakeAnswer;
let connection: FakeConnection;
let networks: SmartdcNetworks;
const callOf = (request: HttpRequest): string => `${request.method} ${request.target.replace('/demo/', '')}`;
beforeEach(() => {
  connection = fakeConnection((request) => answers(callOf(request), request));
  networks = new SmartdcNetworks(new CloudapiClient(connection, noAuth, { url: 'https://x.test', account: 'demo', apiVersion: '*' }));
});
const asked = (): readonly string[] => connection.sent.map(callOf);
const own = { id: 'n', name: 'net', public: false, fabric: true, vlan_id: 7, subnet: '10.1.0.0/24' };

describe('create', () => {
  it('plans the range on the lowest VLAN of the account', async () => {
    answers = (call) => (call.startsWith('GET') ? json([{ vlan_id: 9 }, { vlan_id: 7 }]) : json(own, 201));
    expect(await networks.create({ name: 'net', cidr: '10.1.0.0/24' }, {})).toMatchObject({ id: 'n', cidrs: ['10.1.0.0/24'], public: false });
    expect(asked()).toEqual(['GET fabrics/default/vlans', 'POST fabrics/default/vlans/7/networks']);
    expect(bodyOfRequest(connection.sent[1])).toEqual({
      name: 'net',
      subnet: '10.1.0.0/24',
      provision_start_ip: '10.1.0.2',
      provision_end_ip: '10.1.0.254',
      gateway: '10.1.0.1',
    });
  });

  it('lets native options say the VLAN and the rest', async () => {
    answers = () => json(own, 201);
    await networks.create({ name: 'net', cidr: '10.1.0.0/24', native: { vlan_id: 3, internet_nat: false, gateway: '10.1.0.9' } }, {});
    expect(asked()).toEqual(['POST fabrics/default/vlans/3/networks']);
    expect(bodyOfRequest(connection.sent[0])).toMatchObject({ internet_nat: false, gateway: '10.1.0.9' });
  });

  it.each([
    [{ name: 'net' }, 'invalid-argument', 'cidr is missing'],
    [{ name: 'net', cidr: 'fd00::/64' }, 'invalid-argument', 'no IPv4 range'],
    [{ name: 'net', cidr: '10.1.0.0/24', locationId: 'x' }, 'unsupported', 'location'],
    [{ name: 'net', cidr: '10.1.0.0/24', native: { vlanid: 3 } }, 'invalid-argument', 'did you mean "vlan_id"'],
  ])('%j is refused before anything is sent', async (request, code, said) => {
    await expect(networks.create(request, {})).rejects.toMatchObject({ code, message: expect.stringContaining(said), outcome: 'not-done' });
    expect(asked()).toEqual([]);
  });

  it('fabrics that are switched off are unsupported', async () => {
    answers = () => json({ code: 'NotImplementedError', message: 'Fabrics are not enabled' }, 501);
    await expect(networks.create({ name: 'net', cidr: '10.1.0.0/24' }, {})).rejects.toMatchObject({ code: 'unsupported' });
  });
});

describe('delete', () => {
  it('finds the VLAN by the network itself', async () => {
    answers = (call) => (call.startsWith('GET') ? json(own) : { status: 204 });
    await networks.delete('n', {});
    expect(asked()).toEqual(['GET networks/n', 'DELETE fabrics/default/vlans/7/networks/n']);
  });

  it('absent is success', async () => {
    answers = () => json({ code: 'ResourceNotFound', message: 'no' }, 404);
    await networks.delete('n', {});
    expect(asked()).toEqual(['GET networks/n']);
  });

  it('the operator’s networks are not the account’s to delete', async () => {
    answers = () => json({ id: 'n', name: 'external', public: true });
    await expect(networks.delete('n', {})).rejects.toMatchObject({ code: 'permission-denied' });
    expect(asked()).toEqual(['GET networks/n']);
  });

  it('in use is a conflict, though the server calls it a bad argument', async () => {
    answers = (call) => (call.startsWith('GET') ? json(own) : json({ code: 'InvalidArgument', message: 'network must have no NICs provisioned' }, 409));
    await expect(networks.delete('n', {})).rejects.toMatchObject({ code: 'conflict', providerCode: 'InvalidArgument', status: 409 });
  });
});
