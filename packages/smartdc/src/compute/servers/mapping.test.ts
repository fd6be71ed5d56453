import { describe, expect, it } from 'vitest';
import { isPrivateAddress } from './address-scope.ts';
import { assertMachine, assertMachines, stateOf, toServer } from './mapping.ts';
import type { MachineWire } from './wire.ts';

// As CloudAPI 9 sends it (docs/index.md "GetMachine", and lib/machines.js for what the example leaves out).
const machine: MachineWire = {
  id: 'b6979942-7d5d-4fe6-a2ec-b812e950625a',
  name: 'test',
  type: 'smartmachine',
  brand: 'joyent',
  state: 'running',
  image: '2b683a82-a066-11e3-97ab-2faa44701c5a',
  ips: ['10.88.88.26', '192.168.128.5', '203.0.113.7', 'dhcp', '2001:db8::7'],
  memory: 128,
  disk: 12288,
  metadata: { root_authorized_keys: 'ssh-rsa …', 'user-script': '#!/bin/sh\n', credentials: { root: 'pw' }, administrator_pw: 'pw', color: 'red' },
  tags: { role: 'web', count: 7, live: true, 'portolan.key': 'k1' },
  created: '2016-01-04T12:55:50.539Z',
  updated: '2016-01-21T08:56:59.000Z',
  networks: ['a9c130da-e3ba-40e9-8b18-112aba2d3ba7', null],
  dns_names: [],
  firewall_enabled: false,
  compute_node: '564da914-5047-a4f7-2b6c-3f1d8f3f6f20',
  package: 'sdc_128',
};

it('a machine becomes a server', () => {
  expect(toServer(machine)).toEqual({
    id: machine.id,
    name: 'test',
    state: 'running',
    nativeState: 'running',
    createdAt: new Date('2016-01-04T12:55:50.539Z'),
    imageId: machine.image,
    sizeId: 'sdc_128',
    publicAddresses: ['203.0.113.7', '2001:db8::7'],
    privateAddresses: ['10.88.88.26', '192.168.128.5'],
    tags: { role: 'web', count: '7', live: 'true' },
    metadata: { color: 'red' },
    raw: machine,
  });
});

it('members that are missing are missing, and no TypeError', () => {
  expect(toServer({ id: 'x' })).toMatchObject({ id: 'x', name: '', state: 'unknown', nativeState: 'unknown', publicAddresses: [], tags: {}, metadata: {} });
  expect(toServer({ id: 'x', package: '', dataset: 'sdc:sdc:base64:13.4.0', created: 'nonsense' })).not.toHaveProperty('sizeId');
  expect(toServer({ id: 'x', dataset: 'sdc:sdc:base64:13.4.0' }).imageId).toBe('sdc:sdc:base64:13.4.0');
});

it.each([
  ['provisioning', 'pending'],
  ['ready', 'pending'],
  ['running', 'running'],
  ['stopping', 'stopping'],
  ['stopped', 'stopped'],
  ['offline', 'unknown'],
  ['deleted', 'terminated'],
  ['failed', 'error'],
  ['unknown', 'unknown'],
  ['meditating', 'unknown'],
  ['constructor', 'unknown'],
])('state %s is %s', (native, state) => {
  expect(stateOf(native)).toBe(state);
});

it('a body that is no machine is a protocol error', () => {
  for (const body of [null, 'x', {}, { id: 7 }, []]) expect(() => assertMachine(body)).toThrow(expect.objectContaining({ code: 'protocol' }));
  for (const body of [null, {}, [{}]]) expect(() => assertMachines(body)).toThrow(expect.objectContaining({ code: 'protocol' }));
});

describe('addresses', () => {
  it.each(['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '169.254.1.1', 'fd00::1', 'fe80::1'])('%s is private', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });
  it.each(['172.32.0.1', '203.0.113.7', '100.128.0.1', '8.8.8.8', '2001:db8::1', 'dhcp', ''])('%s is not', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });
});
