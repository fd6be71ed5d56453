import { buildXml, type CreateServerRequest } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import * as requests from './requests.ts';

const BASE: CreateServerRequest = { name: 'web-1', imageId: 't1', sizeId: 'i1', tags: {}, metadata: {} };
const bodyOf = (request: CreateServerRequest): string => {
  const { body } = requests.create(request, 'c1');
  return body === undefined ? '' : buildXml(body).replace(/^<\?xml[^>]*\?>/, '');
};

describe('requests of servers', () => {
  it('say no more than was asked for', () => {
    expect(bodyOf(BASE)).toBe('<vm><name>web-1</name><cluster id="c1"/><instance_type id="i1"/><template id="t1"/></vm>');
  });

  it('write tags, metadata and the mark with the create, so that they are there from the first moment', () => {
    expect(bodyOf({ ...BASE, tags: { role: 'web' }, idempotencyKey: 'k' })).toContain(
      '<comment>{&quot;portolan&quot;:{&quot;tags&quot;:{&quot;role&quot;:&quot;web&quot;},&quot;key&quot;:&quot;k&quot;}}</comment>',
    );
  });

  it('use cloud-init when there is something to tell it, and name the guest where its name can be one', () => {
    expect(bodyOf({ ...BASE, bootScript: '#!/bin/sh\n' })).toMatch(
      /<initialization><custom_script>write_files:[^<]*<\/custom_script><host_name>web-1<\/host_name><\/initialization>/,
    );
    expect(bodyOf({ ...BASE, name: 'with_underscore', bootScript: '#!/bin/sh\n' })).not.toContain('host_name');
    expect(bodyOf({ ...BASE, native: { authorizedKeys: ['ssh-ed25519 A one', 'ssh-ed25519 B two'], userName: 'root' } })).toContain(
      '<initialization><authorized_ssh_keys>ssh-ed25519 A one\nssh-ed25519 B two</authorized_ssh_keys><host_name>web-1</host_name><user_name>root</user_name></initialization>',
    );
  });

  it('write a shape of its own in place of an instance type', () => {
    expect(bodyOf({ ...BASE, sizeId: 'custom:3072:2' })).toBe(
      '<vm><cpu><topology><cores>1</cores><sockets>2</sockets><threads>1</threads></topology></cpu><memory>3221225472</memory><name>web-1</name><cluster id="c1"/><template id="t1"/></vm>',
    );
    const { body, query } = requests.resize('v1', 'custom:1024:1', true);
    expect(body === undefined ? '' : buildXml(body)).toContain(
      '<instance_type/><memory>1073741824</memory><memory_policy><guaranteed>1073741824</guaranteed><max>4294967296</max></memory_policy>',
    );
    expect(query).toEqual({ next_run: true });
  });

  it('take the options of this provider, and refuse misspelt ones', () => {
    expect(bodyOf({ ...BASE, native: { memoryMiB: 2048, cpus: 2, customProperties: { hugepages: '4' }, deleteProtected: true } })).toMatch(
      /<cores>1<\/cores><sockets>2<\/sockets>.*<custom_property><name>hugepages<\/name><value>4<\/value>.*<delete_protected>true<.*<memory>2147483648<\/memory>/,
    );
    expect(requests.create({ ...BASE, native: { clone: true } }, 'c1').query).toEqual({ clone: true });
    expect(() => bodyOf({ ...BASE, native: { clon: true } })).toThrow(/did you mean "clone"/);
    expect(() => bodyOf({ ...BASE, native: { authorizedKeys: ['a\nb'] } })).toThrow(/authorizedKeys/);
    expect(() => bodyOf({ ...BASE, native: { cpus: 0 } })).toThrow(/whole number from 1/);
    expect(() => bodyOf({ ...BASE, native: ['x'] })).toThrow(/expected an object/);
  });

  it('encode ids, so that one cannot be a path', () => {
    expect(requests.look('../disks/1').path).toBe('/vms/..%2Fdisks%2F1');
    expect(requests.remove('a b?c').path).toBe('/vms/a%20b%3Fc');
  });

  it('are repeated only where twice is once', () => {
    expect(requests.create(BASE, 'c1').idempotent).toBeUndefined();
    expect([requests.act('1', 'start').idempotent, requests.act('1', 'stop').idempotent, requests.act('1', 'reboot').idempotent]).toEqual([true, true, false]);
  });
});
