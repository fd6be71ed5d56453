import { type CreateServerRequest, isCloudError } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import * as requests from './requests.ts';

const asked: CreateServerRequest = { name: 'web-1', imageId: 'img-1', sizeId: 'c1', tags: {}, metadata: {} };
const context: requests.CreateContext = { zone: undefined, networkIds: undefined, configDrive: false };

describe('create', () => {
  it('sends no more than what was asked for', () => {
    expect(requests.create(asked, context)).toEqual({
      service: 'compute',
      method: 'POST',
      path: '/servers',
      json: { server: { name: 'web-1', flavorRef: 'c1', imageRef: 'img-1', metadata: {} } },
      operation: 'CreateServer',
    });
  });

  it('sends script, key, tags, mark, zone, networks and firewalls', () => {
    const request: CreateServerRequest = {
      ...asked,
      bootScript: '#cloud-config\n',
      tags: { 'a/b': 'x' },
      metadata: { m: '1' },
      keyPairId: 'ada',
      firewallIds: ['sg-1'],
      idempotencyKey: '6d1f',
    };
    expect(requests.create(request, { zone: 'az1', networkIds: ['net-a', 'net-b'], configDrive: false }).json).toEqual({
      server: {
        name: 'web-1',
        flavorRef: 'c1',
        imageRef: 'img-1',
        metadata: { m: '1', 'portolan.tag.a:2Fb': 'x', 'portolan.key': '6d1f' },
        user_data: 'I2Nsb3VkLWNvbmZpZwo=',
        key_name: 'ada',
        availability_zone: 'az1',
        networks: [{ uuid: 'net-a' }, { uuid: 'net-b' }],
        security_groups: [{ name: 'sg-1' }],
      },
    });
  });

  it('boots from a volume, with its own interfaces and beside it the hints', () => {
    const native = {
      bootVolume: { sizeGiB: 20 },
      groupId: 'grp-1',
      interfaces: [{ portId: 'p-1' }, { networkId: 'n-1', fixedAddress: '10.0.0.9' }],
      configDrive: true,
    };
    expect(requests.create({ ...asked, native }, context).json).toEqual({
      server: {
        name: 'web-1',
        flavorRef: 'c1',
        metadata: {},
        block_device_mapping_v2: [
          { boot_index: 0, uuid: 'img-1', source_type: 'image', destination_type: 'volume', volume_size: 20, delete_on_termination: true },
        ],
        networks: [{ port: 'p-1' }, { uuid: 'n-1', fixed_ip: '10.0.0.9' }],
        config_drive: true,
      },
      'os:scheduler_hints': { group: 'grp-1' },
    });
  });

  it('hands scripts over on a config drive where there is no other way', () => {
    const made = requests.create({ ...asked, bootScript: 'x' }, { ...context, configDrive: true }).json as { server: Record<string, unknown> };
    expect(made.server['config_drive']).toBe(true);
    expect((requests.create(asked, { ...context, configDrive: true }).json as { server: Record<string, unknown> }).server).not.toHaveProperty('config_drive');
  });

  it.each([
    [{ bootVolum: {} }, /did you mean "bootVolume"/],
    [{ bootVolume: { sizeGiB: 0 } }, /sizeGiB/],
    ['x', /object/],
    [{ interfaces: [{}] }, /interfaces/],
  ])('refuses the native options %j', (native, said) => {
    let error: unknown;
    try {
      requests.create({ ...asked, native }, context);
    } catch (caught) {
      error = caught;
    }
    expect(isCloudError(error, 'invalid-argument')).toBe(true);
    expect(String(error)).toMatch(said);
  });
});

describe('list', () => {
  it('filters by name only where the filter, a regular expression, cannot find less', () => {
    expect(requests.list({ name: 'web-1.example', pageSize: 5 }).query).toEqual({ limit: 5, name: 'web-1.example' });
    expect(requests.list({ name: 'web(1' }).query).toEqual({ limit: undefined, name: undefined });
  });
});

it('ids are path segments', () => {
  expect(requests.get('../os-keypairs').path).toBe('/servers/..%2Fos-keypairs');
  expect(requests.removeMetadata('a', 'x/y').path).toBe('/servers/a/metadata/x%2Fy');
});

it('only actions that do no harm twice may be sent twice', () => {
  expect(requests.act('a', { 'os-start': null })).toMatchObject({ path: '/servers/a/action', json: { 'os-start': null }, idempotent: true });
  expect(requests.act('a', { reboot: { type: 'SOFT' } }).idempotent).toBe(false);
  expect(requests.act('a', { resize: { flavorRef: '2' } }).idempotent).toBe(false);
});
