import { type CreateServerRequest, Secret } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { openstackDialect, rackspaceDialect } from '../../dialect.ts';
import { stateOf, toCreatedServer, toServer } from './mapping.ts';
import type { ServerWire } from './wire.ts';

// As Nova (Zed, 2.1) sends it, ids changed.
const active: ServerWire = {
  id: 'srv-1',
  name: 'web-1',
  status: 'ACTIVE',
  tenant_id: '8f4c0d',
  user_id: 'u-77',
  metadata: { plain: '1', 'portolan.tag.role': 'web', 'portolan.tag.a:2Fb': 'x', 'portolan.key': 'k-1', 'portolan.other': 'hidden' },
  image: { id: 'img-1' },
  flavor: { id: '2' },
  created: '2030-01-02T03:05:00Z',
  addresses: {
    'lab-net': [
      { addr: '10.0.0.7', version: 4, 'OS-EXT-IPS:type': 'fixed' },
      { addr: '172.16.17.9', version: 4, 'OS-EXT-IPS:type': 'floating' },
      { addr: '2001:db8::7', version: 6, 'OS-EXT-IPS:type': 'fixed' },
      { addr: 'fd00::7', version: 6, 'OS-EXT-IPS:type': 'fixed' },
    ],
  },
  accessIPv4: '',
  accessIPv6: '',
  key_name: 'ada',
  'OS-EXT-AZ:availability_zone': 'nova',
  'OS-EXT-STS:task_state': null,
  'OS-EXT-STS:vm_state': 'active',
  'OS-EXT-STS:power_state': 1,
};

describe('toServer', () => {
  it('maps what Nova sends, tags and marks taken out of the metadata', () => {
    expect(toServer(active, openstackDialect)).toEqual({
      id: 'srv-1',
      name: 'web-1',
      state: 'running',
      nativeState: 'ACTIVE',
      stateReason: undefined,
      createdAt: new Date('2030-01-02T03:05:00Z'),
      imageId: 'img-1',
      sizeId: '2',
      locationId: 'nova',
      publicAddresses: ['172.16.17.9', '2001:db8::7'],
      privateAddresses: ['10.0.0.7', 'fd00::7'],
      tags: { role: 'web', 'a/b': 'x' },
      metadata: { plain: '1' },
      keyPairId: 'ada',
      raw: active,
    });
  });

  it('goes by the provider’s labels where those are the provider’s', () => {
    const addresses = {
      public: [{ addr: '198.51.100.4', version: 4 }],
      private: [{ addr: '203.0.113.4', version: 4 }],
      mine: [{ addr: '192.168.3.4', version: 4 }],
    };
    const wire = { id: 'r', addresses, accessIPv4: '198.51.100.4', accessIPv6: '2001:db8::4' };
    expect(toServer(wire, rackspaceDialect)).toMatchObject({
      publicAddresses: ['198.51.100.4', '2001:db8::4'],
      privateAddresses: ['203.0.113.4', '192.168.3.4'],
    });
    expect(toServer(wire, openstackDialect).publicAddresses).toContain('203.0.113.4');
  });

  it('takes a server with nothing but its id', () => {
    expect(toServer({ id: 'x' }, openstackDialect)).toMatchObject({ id: 'x', name: '', state: 'unknown', nativeState: '', tags: {}, publicAddresses: [] });
    expect(toServer({ id: 'x', image: '', key_name: null, addresses: { a: null } } as never, openstackDialect)).toMatchObject({
      imageId: undefined,
      keyPairId: undefined,
    });
  });

  it('says why a server is in error', () => {
    const wire: ServerWire = { id: 'x', status: 'ERROR', fault: { code: 500, message: 'No valid host was found.' } };
    expect(toServer(wire, openstackDialect)).toMatchObject({ state: 'error', stateReason: 'No valid host was found.' });
    expect(toServer({ ...wire, status: 'ACTIVE' }, openstackDialect).stateReason).toBeUndefined();
  });
});

describe('stateOf', () => {
  it.each<[string, string | null, number | undefined, string]>([
    ['ACTIVE', null, 1, 'running'],
    ['ACTIVE', 'powering-off', 1, 'stopping'],
    ['ACTIVE', 'deleting', 1, 'stopping'],
    ['ERROR', 'deleting', 1, 'stopping'],
    ['ACTIVE', 'image_snapshot', 1, 'running'],
    ['BUILD', 'spawning', 0, 'pending'],
    ['REBOOT', 'rebooting', 1, 'pending'],
    ['SHUTOFF', null, 4, 'stopped'],
    ['SHUTOFF', 'powering-on', 4, 'pending'],
    ['VERIFY_RESIZE', null, 1, 'running'],
    ['VERIFY_RESIZE', null, 4, 'stopped'],
    ['RESIZE', 'resize_migrating', 1, 'pending'],
    ['SHELVED_OFFLOADED', null, 4, 'stopped'],
    ['PAUSED', null, 3, 'suspended'],
    ['SOFT_DELETED', null, 4, 'terminated'],
    ['SOMETHING_NEW', null, 1, 'unknown'],
    ['constructor', null, 1, 'unknown'],
  ])('%s with task %s and power %s is %s', (status, task, power, state) => {
    const wire: ServerWire = { id: 'x', status, 'OS-EXT-STS:task_state': task, ...(power === undefined ? {} : { 'OS-EXT-STS:power_state': power }) };
    expect(stateOf(wire)).toBe(state);
  });
});

it('a created server is what was asked for, its password hidden', () => {
  const request: CreateServerRequest = { name: 'web-1', imageId: 'i', sizeId: 's', tags: { a: 'b' }, metadata: {} };
  const server = toCreatedServer({ id: 'srv-1', adminPass: 'hUnt3r' }, request);
  expect(server).toMatchObject({ id: 'srv-1', name: 'web-1', state: 'pending', imageId: 'i', sizeId: 's', tags: { a: 'b' } });
  expect(JSON.stringify(server)).not.toContain('hUnt3r');
  expect((server.raw as { adminPass: Secret }).adminPass).toBeInstanceOf(Secret);
});
