import { isCloudError } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { type Catalog, chooseRegion, findEndpoint, parseEndpoint, regionsOf } from './catalog.ts';

const catalog: Catalog = [
  { type: 'compute', name: 'cloudServers', endpoints: [{ interface: 'public', url: 'https://servers.example.test/v1.0/1' }] },
  {
    type: 'compute',
    name: 'cloudServersOpenStack',
    endpoints: [
      { interface: 'public', region: 'ORD', url: 'https://ord.servers.example.test/v2/1' },
      { interface: 'public', region: 'DFW', url: 'https://dfw.servers.example.test/v2/1' },
    ],
  },
  { type: 'volumev3', name: 'cinderv3', endpoints: [{ interface: 'public', region: 'DFW', url: 'https://volume3.example.test/v3/1' }] },
  { type: 'volume', name: 'cinder', endpoints: [{ interface: 'public', region: 'DFW', url: 'https://volume1.example.test/v1/1' }] },
  { type: 'object-store', name: 'swift', endpoints: [] },
];

const failure = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('findEndpoint', () => {
  it('prefers the row of the asked name where two rows have one type', () => {
    expect(findEndpoint(catalog, { service: 'compute', serviceName: 'cloudServersOpenStack', region: 'DFW', interface: 'public' })).toBe(
      'https://dfw.servers.example.test/v2/1',
    );
  });

  it('takes an alias, the newest first', () => {
    expect(findEndpoint(catalog, { service: 'block-storage', region: 'DFW', interface: 'public' })).toBe('https://volume3.example.test/v3/1');
  });

  it('says unsupported, with what there is, for a service that is elsewhere', () => {
    const error = failure(() => findEndpoint(catalog, { service: 'block-storage', region: 'ORD', interface: 'public' }));
    expect(isCloudError(error, 'unsupported')).toBe(true);
    expect(String(error)).toContain('public in DFW');
  });

  it('says unsupported for a row without addresses and for a service that is not there', () => {
    expect(String(failure(() => findEndpoint(catalog, { service: 'object-store', interface: 'public' })))).toContain('without any address');
    expect(String(failure(() => findEndpoint(catalog, { service: 'image', interface: 'public' })))).toContain('only compute, object-store, volume, volumev3');
  });
});

it('an empty catalog asks for a project', () => {
  expect(String(failure(() => findEndpoint([], { service: 'compute', interface: 'public' })))).toContain('give projectName or projectId');
});

describe('chooseRegion', () => {
  it('names the regions there are for one that is not', () => {
    const error = failure(() => chooseRegion(catalog, 'dfw', undefined));
    expect(isCloudError(error, 'invalid-argument')).toBe(true);
    expect(String(error)).toContain('DFW, ORD');
  });

  it('takes the account’s default, and refuses to guess without one', () => {
    expect(chooseRegion(catalog, undefined, 'ORD')).toBe('ORD');
    expect(isCloudError(failure(() => chooseRegion(catalog, undefined, 'LON')))).toBe(true);
  });

  it('takes the only region, and none where none is named', () => {
    expect(chooseRegion([catalog[2] as Catalog[number]], undefined, undefined)).toBe('DFW');
    expect(chooseRegion([catalog[0] as Catalog[number]], undefined, undefined)).toBeUndefined();
    expect(regionsOf(catalog)).toEqual(['DFW', 'ORD']);
  });
});

describe('parseEndpoint', () => {
  it.each([
    ['https://h:9292', 'image', 'https://h:9292', '/v2'],
    ['https://h:9292/v2/', 'image', 'https://h:9292', '/v2'],
    ['https://h/image', 'image', 'https://h', '/image/v2'],
    ['https://h:9696/', 'network', 'https://h:9696', '/v2.0'],
    ['https://h:9696/networking', 'network', 'https://h:9696', '/networking/v2.0'],
    ['https://H:8774/v2.1/8f4c', 'compute', 'https://h:8774', '/v2.1/8f4c'],
    ['https://h:8080/v1/AUTH_x', 'object-store', 'https://h:8080', '/v1/AUTH_x'],
  ] as const)('reads %s of %s', (url, service, origin, path) => {
    expect(parseEndpoint(url, service)).toEqual({ origin, path });
  });

  it('refuses what is no address', () => {
    expect(
      isCloudError(
        failure(() => parseEndpoint('httpis://h/v2', 'image')),
        'protocol',
      ),
    ).toBe(true);
    expect(
      isCloudError(
        failure(() => parseEndpoint('https://user@h/v2', 'image')),
        'protocol',
      ),
    ).toBe(true);
  });
});
