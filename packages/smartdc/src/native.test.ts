import { Secret } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import type { SmartdcNative } from './native.ts';
import { bodyOfRequest, json } from './testing/fake-connection.ts';
import { callOf, fakeNative } from './testing/fake-native.ts';

const M = '5f3c8b1e-0000-4000-8000-000000000001';
const machine = { id: M, name: 'web', state: 'running' };

/** What is called, what goes out, and with which body. Paths and words: sdc-cloudapi docs/index.md. */
const CALLS: readonly (readonly [name: string, call: (native: SmartdcNative) => unknown, sent: string, body?: unknown])[] = [
  ['account.get', (n) => n.account.get(), 'GET '],
  ['account.update', (n) => n.account.update({ email: 'a@b.c', phone: '1' }), 'POST ', { email: 'a@b.c', phone: '1' }],
  ['account.limits', (n) => n.account.limits().toArray(), 'GET limits'],
  ['account.config', (n) => n.account.config(), 'GET config'],
  ['account.updateConfig', (n) => n.account.updateConfig({ default_network: 'u' }), 'PUT config', { default_network: 'u' }],
  ['keys.list', (n) => n.keys.list({ sync: true }).toArray(), 'GET keys?sync=true'],
  ['keys.get', (n) => n.keys.get({ fingerprint: 'a1:b2' }), 'GET keys/a1%3Ab2'],
  ['keys.add', (n) => n.keys.add({ name: 'k', key: 'ssh-rsa A' }), 'POST keys', { name: 'k', key: 'ssh-rsa A' }],
  ['keys.delete', (n) => n.keys.delete('my key'), 'DELETE keys/my%20key'],
  ['accessKeys.list', (n) => n.accessKeys.list().toArray(), 'GET accesskeys'],
  ['accessKeys.get', (n) => n.accessKeys.get('a'), 'GET accesskeys/a'],
  ['accessKeys.create', (n) => n.accessKeys.create(), 'POST accesskeys', {}],
  ['accessKeys.update', (n) => n.accessKeys.update('a', { status: 'Inactive' }), 'POST accesskeys/a', { status: 'Inactive' }],
  ['accessKeys.delete', (n) => n.accessKeys.delete({ accesskeyid: 'a' }), 'DELETE accesskeys/a'],
  ['datacenters.list', (n) => n.datacenters.list(), 'GET datacenters'],
  ['datacenters.ownName', (n) => n.datacenters.ownName(), 'GET datacenters'],
  ['services.list', (n) => n.services.list(), 'GET services'],
  [
    'images.list',
    (n) => n.images.list({ name: 'x', version: '1', os: 'linux', public: true, state: 'all', owner: 'o', type: 'zvol' }).toArray(),
    'GET images?name=x&version=1&os=linux&public=true&state=all&owner=o&type=zvol',
  ],
  ['images.get', (n) => n.images.get({ id: 'i' }), 'GET images/i'],
  [
    'images.createFromMachine',
    (n) => n.images.createFromMachine(M, { name: 'i', version: '2', acl: ['a'] }),
    'POST images',
    { machine: M, name: 'i', version: '2', acl: ['a'] },
  ],
  ['images.update', (n) => n.images.update('i', { description: 'd' }), 'POST images/i?action=update', { description: 'd' }],
  ['images.clone', (n) => n.images.clone('i'), 'POST images/i?action=clone'],
  ['images.export', (n) => n.images.export('i', '/demo/stor/i'), 'POST images/i?action=export&manta_path=%2Fdemo%2Fstor%2Fi'],
  ['images.importFromDatacenter', (n) => n.images.importFromDatacenter('i', 'east'), 'POST images?action=import-from-datacenter&datacenter=east&id=i'],
  ['images.delete', (n) => n.images.delete('i'), 'DELETE images/i'],
  [
    'packages.list',
    (n) => n.packages.list({ name: 'g*', memory: 1, disk: 2, swap: 3, lwps: 6, vcpus: 4, version: '1', group: 'g', flexible_disk: true, brand: 'b' }).toArray(),
    'GET packages?name=g%2A&memory=1&disk=2&swap=3&lwps=6&vcpus=4&version=1&group=g&flexible_disk=true&brand=b',
  ],
  ['packages.get', (n) => n.packages.get('Small 1GB'), 'GET packages/Small%201GB'],
  ['packages.default', (n) => n.packages.default(), 'GET packages'],
  [
    'machines.list',
    (n) =>
      n.machines
        .list({
          type: 'smartmachine',
          brand: 'lx',
          image: 'i',
          state: 'running',
          memory: 128,
          tombstone: true,
          docker: false,
          tags: { a: 1, b: true },
          credentials: true,
        })
        .toArray(),
    'GET machines?limit=1000&offset=0&state=running&tombstone=true&type=smartmachine&brand=lx&image=i&memory=128&docker=false&credentials=true&tag.a=1&tag.b=true',
  ],
  ['machines.list tagged', (n) => n.machines.list({ tags: '*' }).toArray(), 'GET machines?limit=1000&offset=0&tags=%2A'],
  ['machines.page', (n) => n.machines.page({ limit: 5, offset: 10, dataset: 'd' }), 'GET machines?limit=5&offset=10&dataset=d'],
  ['machines.count', (n) => n.machines.count({ tags: { role: 'web' } }), 'HEAD machines?limit=1000&offset=0&tag.role=web'],
  ['machines.get', (n) => n.machines.get(machine), `GET machines/${M}`],
  ['machines.credentials', (n) => n.machines.credentials(M), `GET machines/${M}?credentials=true`],
  ['machines.delete', (n) => n.machines.delete(M), `DELETE machines/${M}`],
  ['machines.start', (n) => n.machines.start(M), `POST machines/${M}`, { action: 'start' }],
  ['machines.stop', (n) => n.machines.stop(M), `POST machines/${M}`, { action: 'stop' }],
  ['machines.reboot', (n) => n.machines.reboot(M), `POST machines/${M}`, { action: 'reboot' }],
  ['machines.resize', (n) => n.machines.resize(M, { id: 'p' }), `POST machines/${M}`, { action: 'resize', package: 'p' }],
  ['machines.rename', (n) => n.machines.rename(M, 'db-{{shortId}}'), `POST machines/${M}`, { action: 'rename', name: 'db-{{shortId}}' }],
  ['machines.enableFirewall', (n) => n.machines.enableFirewall(M), `POST machines/${M}`, { action: 'enable_firewall' }],
  ['machines.disableFirewall', (n) => n.machines.disableFirewall(M), `POST machines/${M}`, { action: 'disable_firewall' }],
  ['machines.enableDeletionProtection', (n) => n.machines.enableDeletionProtection(M), `POST machines/${M}`, { action: 'enable_deletion_protection' }],
  ['machines.disableDeletionProtection', (n) => n.machines.disableDeletionProtection(M), `POST machines/${M}`, { action: 'disable_deletion_protection' }],
  ['machines.audit', (n) => n.machines.audit(M).toArray(), `GET machines/${M}/audit`],
  ['machines.metadata.list', (n) => n.machines.metadata.list(M, { credentials: true }), `GET machines/${M}/metadata?credentials=true`],
  ['machines.metadata.get', (n) => n.machines.metadata.get(M, 'a b'), `GET machines/${M}/metadata/a%20b`],
  ['machines.metadata.update', (n) => n.machines.metadata.update(M, { a: 'x' }), `POST machines/${M}/metadata`, { a: 'x' }],
  ['machines.metadata.delete', (n) => n.machines.metadata.delete(M, 'a'), `DELETE machines/${M}/metadata/a`],
  ['machines.metadata.deleteAll', (n) => n.machines.metadata.deleteAll(M), `DELETE machines/${M}/metadata`],
  ['machines.metadata.setBootScript', (n) => n.machines.metadata.setBootScript(M, '#!/bin/sh'), `POST machines/${M}/metadata`, { 'user-script': '#!/bin/sh' }],
  ['machines.metadata.deleteBootScript', (n) => n.machines.metadata.deleteBootScript(M), `DELETE machines/${M}/metadata/user-script`],
  ['machines.tags.list', (n) => n.machines.tags.list(M), `GET machines/${M}/tags`],
  ['machines.tags.get', (n) => n.machines.tags.get(M, 'a'), `GET machines/${M}/tags`],
  ['machines.tags.add', (n) => n.machines.tags.add(M, { a: 1, b: true, c: 'x' }), `POST machines/${M}/tags`, { a: 1, b: true, c: 'x' }],
  ['machines.tags.replace', (n) => n.machines.tags.replace(M, { a: 1 }), `PUT machines/${M}/tags`, { a: 1 }],
  ['machines.tags.replace by none', (n) => n.machines.tags.replace(M, {}), `DELETE machines/${M}/tags`],
  ['machines.tags.delete', (n) => n.machines.tags.delete(M, 'a/b'), `DELETE machines/${M}/tags/a%2Fb`],
  ['machines.tags.deleteAll', (n) => n.machines.tags.deleteAll(M), `DELETE machines/${M}/tags`],
  ['machines.snapshots.list', (n) => n.machines.snapshots.list(M).toArray(), `GET machines/${M}/snapshots`],
  ['machines.snapshots.get', (n) => n.machines.snapshots.get(M, { name: 's' }), `GET machines/${M}/snapshots/s`],
  ['machines.snapshots.create', (n) => n.machines.snapshots.create(M, 's'), `POST machines/${M}/snapshots`, { name: 's' }],
  ['machines.snapshots.create unnamed', (n) => n.machines.snapshots.create(M), `POST machines/${M}/snapshots`, {}],
  ['machines.snapshots.start', (n) => n.machines.snapshots.start(M, 's'), `POST machines/${M}/snapshots/s`, {}],
  ['machines.snapshots.delete', (n) => n.machines.snapshots.delete(M, 's'), `DELETE machines/${M}/snapshots/s`],
  ['machines.nics.list', (n) => n.machines.nics.list(M).toArray(), `GET machines/${M}/nics`],
  ['machines.nics.get', (n) => n.machines.nics.get(M, '90:B8:d0:2f:b8:f9'), `GET machines/${M}/nics/90b8d02fb8f9`],
  ['machines.nics.add', (n) => n.machines.nics.add(M, { network: 'n', primary: true }), `POST machines/${M}/nics`, { network: 'n', primary: true }],
  ['machines.nics.remove', (n) => n.machines.nics.remove(M, { mac: '90:b8:d0:2f:b8:f9' }), `DELETE machines/${M}/nics/90b8d02fb8f9`],
  ['machines.disks.list', (n) => n.machines.disks.list(M).toArray(), `GET machines/${M}/disks`],
  ['machines.disks.get', (n) => n.machines.disks.get(M, 'd'), `GET machines/${M}/disks/d`],
  [
    'machines.disks.create',
    (n) => n.machines.disks.create(M, { size: 'remaining', pci_slot: '0:4:1' }),
    `POST machines/${M}/disks`,
    { size: 'remaining', pci_slot: '0:4:1' },
  ],
  [
    'machines.disks.resize',
    (n) => n.machines.disks.resize(M, 'd', 9, { dangerousAllowShrink: true }),
    `POST machines/${M}/disks/d`,
    { size: 9, dangerous_allow_shrink: true },
  ],
  ['machines.disks.delete', (n) => n.machines.disks.delete(M, { id: 'd' }), `DELETE machines/${M}/disks/d`],
  ['migrations.list', (n) => n.migrations.list().toArray(), 'GET migrations'],
  ['migrations.get', (n) => n.migrations.get(M), `GET migrations/${M}`],
  ['migrations.estimate', (n) => n.migrations.estimate(M), `GET machines/${M}/migrate`],
  [
    'migrations.migrate',
    (n) => n.migrations.migrate(M, 'begin', { affinity: ['a!=b'] }),
    `POST machines/${M}/migrate`,
    { action: 'begin', affinity: ['a!=b'] },
  ],
  ['networks.list', (n) => n.networks.list({ fabric: true }).toArray(), 'GET networks?fabric=true'],
  ['networks.get', (n) => n.networks.get('n'), 'GET networks/n'],
  ['networks.ips.list', (n) => n.networks.ips.list('n').toArray(), 'GET networks/n/ips?limit=1000&offset=0'],
  ['networks.ips.get', (n) => n.networks.ips.get('n', '10.0.0.9'), 'GET networks/n/ips/10.0.0.9'],
  ['networks.ips.reserve', (n) => n.networks.ips.reserve('n', '10.0.0.9'), 'PUT networks/n/ips/10.0.0.9', { reserved: true }],
  ['networks.ips.release', (n) => n.networks.ips.release('n', '10.0.0.9'), 'PUT networks/n/ips/10.0.0.9', { reserved: false }],
  ['fabrics.vlans.list', (n) => n.fabrics.vlans.list().toArray(), 'GET fabrics/default/vlans'],
  ['fabrics.vlans.get', (n) => n.fabrics.vlans.get(2), 'GET fabrics/default/vlans/2'],
  ['fabrics.vlans.create', (n) => n.fabrics.vlans.create({ vlan_id: 3, name: 'v' }), 'POST fabrics/default/vlans', { vlan_id: 3, name: 'v' }],
  ['fabrics.vlans.update', (n) => n.fabrics.vlans.update({ vlan_id: 3 }, { name: 'w' }), 'PUT fabrics/default/vlans/3', { name: 'w' }],
  ['fabrics.vlans.delete', (n) => n.fabrics.vlans.delete(3), 'DELETE fabrics/default/vlans/3'],
  ['fabrics.networks.list', (n) => n.fabrics.networks.list(2).toArray(), 'GET fabrics/default/vlans/2/networks'],
  ['fabrics.networks.get', (n) => n.fabrics.networks.get(2, 'n'), 'GET fabrics/default/vlans/2/networks/n'],
  [
    'fabrics.networks.create',
    (n) => n.fabrics.networks.create(2, { name: 'n', subnet: '10.0.0.0/24', provision_start_ip: '10.0.0.2', provision_end_ip: '10.0.0.9' }),
    'POST fabrics/default/vlans/2/networks',
    { name: 'n', subnet: '10.0.0.0/24', provision_start_ip: '10.0.0.2', provision_end_ip: '10.0.0.9' },
  ],
  ['fabrics.networks.update', (n) => n.fabrics.networks.update(2, 'n', { name: 'm' }), 'PUT fabrics/default/vlans/2/networks/n', { name: 'm' }],
  ['fabrics.networks.delete', (n) => n.fabrics.networks.delete(2, 'n'), 'DELETE fabrics/default/vlans/2/networks/n'],
  ['firewallRules.list', (n) => n.firewallRules.list().toArray(), 'GET fwrules'],
  ['firewallRules.listOfMachine', (n) => n.firewallRules.listOfMachine(M).toArray(), `GET machines/${M}/fwrules`],
  ['firewallRules.machines', (n) => n.firewallRules.machines('f').toArray(), 'GET fwrules/f/machines'],
  ['firewallRules.get', (n) => n.firewallRules.get('f'), 'GET fwrules/f'],
  [
    'firewallRules.create',
    (n) => n.firewallRules.create({ rule: 'FROM any TO all vms ALLOW tcp PORT 22', enabled: true }),
    'POST fwrules',
    { rule: 'FROM any TO all vms ALLOW tcp PORT 22', enabled: true },
  ],
  ['firewallRules.update', (n) => n.firewallRules.update('f', { log: true }), 'POST fwrules/f', { log: true }],
  ['firewallRules.enable', (n) => n.firewallRules.enable('f'), 'POST fwrules/f/enable', {}],
  ['firewallRules.disable', (n) => n.firewallRules.disable('f'), 'POST fwrules/f/disable', {}],
  ['firewallRules.delete', (n) => n.firewallRules.delete('f'), 'DELETE fwrules/f'],
  [
    'volumes.list',
    (n) => n.volumes.list({ name: 'a*', size: 1, state: 'ready', type: 'tritonnfs' }).toArray(),
    'GET volumes?name=a%2A&size=1&state=ready&type=tritonnfs',
  ],
  ['volumes.get', (n) => n.volumes.get('v'), 'GET volumes/v'],
  ['volumes.create', (n) => n.volumes.create({ name: 'v', size: 10_240 }), 'POST volumes', { type: 'tritonnfs', name: 'v', size: 10_240 }],
  ['volumes.rename', (n) => n.volumes.rename('v', 'w'), 'POST volumes/v', { name: 'w' }],
  ['volumes.delete', (n) => n.volumes.delete('v'), 'DELETE volumes/v'],
  ['volumes.sizes', (n) => n.volumes.sizes({ type: 'tritonnfs' }).toArray(), 'GET volumesizes?type=tritonnfs'],
  ['users.list', (n) => n.users.list().toArray(), 'GET users'],
  ['users.get', (n) => n.users.get('bob', { membership: true }), 'GET users/bob?membership=true'],
  [
    'users.create',
    (n) => n.users.create({ login: 'bob', email: 'b@c.d', password: new Secret('hidden-1') }),
    'POST users',
    { login: 'bob', email: 'b@c.d', password: 'hidden-1' },
  ],
  ['users.update', (n) => n.users.update('bob', { phone: '' }), 'POST users/bob', { phone: '' }],
  [
    'users.changePassword',
    (n) => n.users.changePassword('bob', 'new-2'),
    'POST users/bob/change_password',
    { password: 'new-2', password_confirmation: 'new-2' },
  ],
  ['users.delete', (n) => n.users.delete('bob'), 'DELETE users/bob'],
  ['users.keys', (n) => n.users.keys('bob').add({ key: 'ssh-rsa A' }), 'POST users/bob/keys', { key: 'ssh-rsa A' }],
  ['users.accessKeys', (n) => n.users.accessKeys('bob').list().toArray(), 'GET users/bob/accesskeys'],
  ['roles.list', (n) => n.roles.list().toArray(), 'GET roles'],
  ['roles.get', (n) => n.roles.get('ops'), 'GET roles/ops'],
  ['roles.create', (n) => n.roles.create({ name: 'ops', policies: [{ name: 'p' }] }), 'POST roles', { name: 'ops', policies: [{ name: 'p' }] }],
  ['roles.update', (n) => n.roles.update('r', { members: [{ login: 'bob', default: true }] }), 'POST roles/r', { members: [{ login: 'bob', default: true }] }],
  ['roles.delete', (n) => n.roles.delete('r'), 'DELETE roles/r'],
  ['policies.create', (n) => n.policies.create({ name: 'p', rules: ['CAN getmachine'] }), 'POST policies', { name: 'p', rules: ['CAN getmachine'] }],
  ['policies.update', (n) => n.policies.update('p', { rules: [] }), 'POST policies/p', { rules: [] }],
  ['roleTags.get', (n) => n.roleTags.get('/machines'), 'GET machines'],
  ['roleTags.set', (n) => n.roleTags.set(`/machines/${M}`, ['ops']), `PUT machines/${M}`, { 'role-tag': ['ops'] }],
  ['cloudapi.request', (n) => n.cloudapi.request('POST', '/x y', { query: { a: 1 }, body: { b: 2 } }), 'POST x%20y?a=1', { b: 2 }],
];

const isList = (call: string): boolean =>
  call.startsWith('GET ') &&
  /^GET (machines|keys|accesskeys|images|packages|migrations|networks|volumes|volumesizes|fwrules|users|roles|limits|.*\/(audit|snapshots|nics|disks|ips|vlans|networks|machines|fwrules|accesskeys))(\?|$)/.test(
    call,
  );

describe('native calls', () => {
  for (const [name, call, sent, body] of CALLS)
    it(name, async () => {
      const { native, connection } = fakeNative((request, asked) => {
        if (request.method === 'HEAD') return { status: 200, headers: { 'x-resource-count': '3', 'x-query-limit': '1000' } };
        if (isList(asked)) return json([]);
        return json(asked.includes(`machines/${M}`) && !asked.includes('/metadata') ? machine : {});
      });
      await call(native);
      expect(connection.sent.map(callOf)).toEqual([sent]);
      if (body !== undefined) expect(bodyOfRequest(connection.sent[0])).toEqual(body);
      else expect(connection.sent[0]?.body).toBeUndefined();
    });

  it('every method of every resource is in the table above or below', () => {
    const { native } = fakeNative(() => json({}));
    const named = new Set(CALLS.map(([name]) => name.split(' ')[0]));
    const missing = methodsOf(native).filter((path) => !named.has(path) && !BELOW.has(path));
    expect(missing).toEqual([]);
  });
});

/** Tested by what they do, beside the resource they belong to. */
const BELOW: ReadonlySet<string> = new Set([
  'datacenters.connect',
  'images.share',
  'images.unshare',
  'images.pollUntilActive',
  'machines.create',
  'machines.state',
  'machines.pollUntil',
  'machines.pollWhile',
  'machines.pollAudit',
  'machines.ips',
  'machines.publicIps',
  'machines.privateIps',
  'machines.bootScript',
  'machines.snapshots.pollUntilCreated',
  'machines.nics.pollUntilRunning',
  'migrations.pollUntilStepDone',
  'migrations.watch',
  'volumes.pollUntilReady',
  'volumes.pollUntilDeleted',
  'consoles.vnc',
  'consoles.vncUrl',
  'consoles.changefeed',
  'consoles.changefeedMessage',
  // Kept as roles are.
  'policies.list',
  'policies.get',
  'policies.delete',
]);

function methodsOf(native: SmartdcNative): readonly string[] {
  const found: string[] = [];
  const visit = (value: object, path: string): void => {
    for (const [name, inner] of Object.entries(value))
      if (typeof inner === 'object' && inner !== null && name !== 'manta') visit(inner as object, `${path}${name}.`);
    if (value === native) return;
    for (let prototype = Object.getPrototypeOf(value) as object; prototype !== Object.prototype; prototype = Object.getPrototypeOf(prototype) as object) {
      for (const [name, { value: method }] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
        if (typeof method === 'function' && name !== 'constructor') found.push(`${path}${name}`);
    }
  };
  visit(native, '');
  return found;
}
