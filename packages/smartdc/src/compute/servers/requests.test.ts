import type { CreateServerRequest } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import * as requests from './requests.ts';

const base: CreateServerRequest = { name: 'web-1', imageId: 'img', sizeId: 'sdc_128', tags: {}, metadata: {} };

describe('create', () => {
  it('tags and metadata are flat keys: nested ones are ignored without a word', () => {
    const body = requests.createBody({
      ...base,
      bootScript: '#!/bin/sh\n',
      tags: { role: 'web' },
      metadata: { color: 'red' },
      networkIds: ['n1'],
      idempotencyKey: 'k1',
    });
    expect(body).toEqual({
      name: 'web-1',
      image: 'img',
      package: 'sdc_128',
      networks: ['n1'],
      'metadata.color': 'red',
      'metadata.user-script': '#!/bin/sh\n',
      'tag.role': 'web',
      'tag.portolan.key': 'k1',
    });
  });

  it('what is no script is for cloud-init', () => {
    expect(requests.createBody({ ...base, bootScript: '#cloud-config\n' })).toMatchObject({ 'metadata.cloud-init:user-data': '#cloud-config\n' });
  });

  it('is never sent twice by itself', () => {
    expect(requests.create(base).idempotent).toBe(false);
  });

  it('native options go in as CloudAPI spells them', () => {
    const native = { affinity: ['role!=db'], firewall_enabled: true, deletion_protection: false, metadata: { 'user-data': 'x' }, brand: undefined };
    expect(requests.createBody({ ...base, native })).toEqual({
      name: 'web-1',
      image: 'img',
      package: 'sdc_128',
      affinity: ['role!=db'],
      firewall_enabled: true,
      deletion_protection: false,
      'metadata.user-data': 'x',
    });
  });

  it.each([
    [{ firewall_enable: true }, 'did you mean "firewall_enabled"'],
    [{ deletion_protection: 'true' }, 'native.deletion_protection'],
    [{ affinity: 'x' }, 'native.affinity'],
    [{ disks: [1] }, 'native.disks'],
    ['text', 'native'],
  ])('native %j is refused', (native, message) => {
    expect(() => requests.createBody({ ...base, native })).toThrow(message);
  });

  it('firewalls are tags, and switch the firewall of the machine on', () => {
    expect(requests.createBody({ ...base, tags: { role: 'web' }, firewallIds: ['f', 'g'] })).toEqual({
      name: 'web-1',
      image: 'img',
      package: 'sdc_128',
      firewall_enabled: true,
      'tag.role': 'web',
      'tag.portolan.fw.f': 'true',
      'tag.portolan.fw.g': 'true',
    });
    expect(requests.createBody({ ...base, firewallIds: [] })).not.toHaveProperty('firewall_enabled');
    expect(() => requests.createBody({ ...base, firewallIds: ['f'], native: { firewall_enabled: false } })).toThrow('contradict');
  });

  it('networks are said once', () => {
    expect(() => requests.createBody({ ...base, networkIds: ['a'], native: { networks: [{ ipv4_uuid: 'a' }] } })).toThrow('say the same');
  });

  it.each(['account', 'machine', 'image', 'as-role'])('names that CloudAPI swallows are refused: %s', (name) => {
    expect(() => requests.createBody({ ...base, tags: { [name]: 'x' } })).toThrow(name);
    expect(() => requests.createBody({ ...base, metadata: { [name]: 'x' } })).toThrow(name);
  });

  it.each(['user-script', 'root_authorized_keys', 'credentials', 'admin_pw', 'user-data'])("the cloud's own metadata are not the user's: %s", (name) => {
    expect(() => requests.createBody({ ...base, metadata: { [name]: 'x' } })).toThrow(/bootScript/);
  });
});

describe('paths and queries', () => {
  it('ids and keys are one segment', () => {
    expect(requests.get('a/b').path).toBe('/machines/a%2Fb');
    expect(requests.removeMetadata('m', 'a b/c').path).toBe('/machines/m/metadata/a%20b%2Fc');
  });

  it('filters of a list', () => {
    const { query } = requests.list({ limit: 5, offset: 10, name: 'web', tags: { role: 'x' }, tombstone: true });
    expect([...(query as Iterable<readonly [string, unknown]>)].filter(([, value]) => value !== undefined)).toEqual([
      ['limit', 5],
      ['offset', 10],
      ['name', 'web'],
      ['tombstone', 'true'],
      ['tag.role', 'x'],
    ]);
  });

  it('roles are kept out of calls that store every parameter they get', () => {
    expect(requests.replaceTags('m', { a: 'b' })).toMatchObject({ roles: false, body: { a: 'b' } });
    expect(requests.addMetadata('m', { a: 'b' })).toMatchObject({ roles: false, body: { a: 'b' } });
  });

  it('a reboot is not repeated, starting and stopping may be', () => {
    expect(requests.action('m', 'reboot').idempotent).toBe(false);
    expect(requests.action('m', 'stop')).toMatchObject({ idempotent: true, body: { action: 'stop' }, operation: 'StopMachine' });
  });
});
