import assert from 'node:assert/strict';
import { type Cloud, supports } from '@portolan/core';
import type { ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';

const SHAPE = { name: 'n', image: 'i', size: 's' };
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGp1c3QtYS10ZXN0LWtleS1vZi0zMi1ieXRlcyEh';
const RULE = { direction: 'ingress', protocol: 'tcp', fromPort: 1, toPort: 2, cidr: '10.0.0.0/8' } as const;

/** Every operation, and the capability it stands under. A new one without a line here does not compile in the drivers' architecture test. */
export const OPERATIONS: Readonly<Record<string, (cloud: Cloud) => Promise<unknown>>> = {
  'compute.locations': ({ compute }) => compute.locations.list().toArray(),
  'compute.images': ({ compute }) => compute.images.find({ name: 'x' }),
  'compute.images.createFromServer': ({ compute }) => compute.images.createFromServer('s', { name: 'n' }),
  'compute.images.idempotencyKey': ({ compute }) => compute.images.createFromServer('s', { name: 'n', idempotencyKey: 'k' }),
  'compute.images.owner': ({ compute }) => compute.images.createFromServer('s', { name: 'n', owner: 'o' }),
  'compute.images.plan': ({ compute }) => compute.images.plan('s', { name: 'n' }),
  'compute.images.delete': ({ compute }) => compute.images.delete('i'),
  'compute.sizes': ({ compute }) => compute.sizes.smallest(),
  'compute.servers': async ({ compute }) => compute.servers.list().toArray(),
  'compute.servers.create': ({ compute }) => compute.servers.create(SHAPE),
  'compute.servers.start': ({ compute }) => compute.servers.start('s'),
  'compute.servers.stop': ({ compute }) => compute.servers.stop('s'),
  'compute.servers.reboot': ({ compute }) => compute.servers.reboot('s'),
  'compute.servers.resize': ({ compute }) => compute.servers.resize('s', 'x'),
  'compute.servers.rename': ({ compute }) => compute.servers.rename('s', 'n'),
  'compute.servers.delete': ({ compute }) => compute.servers.delete('s'),
  'compute.servers.bootScript': ({ compute }) => compute.servers.create({ ...SHAPE, bootScript: '#!/bin/sh\n' }),
  'compute.servers.keyPair': ({ compute }) => compute.servers.create({ ...SHAPE, keyPair: 'k' }),
  'compute.servers.location': ({ compute }) => compute.servers.create({ ...SHAPE, location: 'l' }),
  'compute.servers.networks': ({ compute }) => compute.servers.create({ ...SHAPE, networks: ['n'] }),
  'compute.servers.firewalls': ({ compute }) => compute.servers.create({ ...SHAPE, firewalls: ['f'] }),
  'compute.servers.tags': ({ compute }) => compute.servers.setTags('s', {}),
  'compute.servers.metadata': ({ compute }) => compute.servers.setMetadata('s', {}),
  'compute.servers.idempotencyKey': ({ compute }) => compute.servers.create(SHAPE, { idempotencyKey: 'k' }),
  'compute.servers.plan': ({ compute }) => compute.servers.plan(SHAPE),
  'compute.servers.consoleOutput': ({ compute }) => compute.servers.consoleOutput('s'),
  'compute.keyPairs': async ({ compute }) => compute.keyPairs.list().toArray(),
  'compute.keyPairs.import': ({ compute }) => compute.keyPairs.import({ name: 'k', publicKey: KEY }),
  'compute.keyPairs.create': ({ compute }) => compute.keyPairs.create('k'),
  'compute.keyPairs.owner': ({ compute }) => compute.keyPairs.import({ name: 'k', publicKey: KEY, owner: 'o' }),
  'compute.keyPairs.delete': ({ compute }) => compute.keyPairs.delete('k'),
  'compute.volumes': async ({ compute }) => compute.volumes.list().toArray(),
  'compute.volumes.create': ({ compute }) => compute.volumes.create({ name: 'v', sizeMiB: 1024 }),
  'compute.volumes.idempotencyKey': ({ compute }) => compute.volumes.create({ name: 'v', sizeMiB: 1024 }, { idempotencyKey: 'k' }),
  'compute.volumes.owner': ({ compute }) => compute.volumes.create({ name: 'v', sizeMiB: 1024 }, { owner: 'o' }),
  'compute.volumes.plan': ({ compute }) => compute.volumes.plan({ name: 'v', sizeMiB: 1024 }),
  'compute.volumes.extend': ({ compute }) => compute.volumes.extend('v', 2048),
  'compute.volumes.attach': ({ compute }) => compute.volumes.attach('v', 's'),
  'compute.volumes.detach': ({ compute }) => compute.volumes.detach('v'),
  'compute.volumes.delete': ({ compute }) => compute.volumes.delete('v'),
  'compute.snapshots': async ({ compute }) => compute.snapshots.list().toArray(),
  'compute.snapshots.ofServers': ({ compute }) => compute.snapshots.create({ server: 's' }, { name: 'n' }),
  'compute.snapshots.ofVolumes': ({ compute }) => compute.snapshots.create({ volume: 'v' }, { name: 'n' }),
  'compute.snapshots.idempotencyKey': ({ compute }) => compute.snapshots.create({ server: 's' }, { name: 'n', idempotencyKey: 'k' }),
  'compute.snapshots.owner': ({ compute }) => compute.snapshots.create({ server: 's' }, { name: 'n', owner: 'o' }),
  'compute.snapshots.plan': ({ compute }) => compute.snapshots.plan({ server: 's' }, { name: 'n' }),
  'compute.snapshots.restore': ({ compute }) => compute.snapshots.restore('s'),
  'compute.snapshots.delete': ({ compute }) => compute.snapshots.delete('s'),
  'compute.networks': async ({ compute }) => compute.networks.list().toArray(),
  'compute.networks.create': ({ compute }) => compute.networks.create({ name: 'n' }),
  'compute.networks.ranges': ({ compute }) => compute.networks.create({ name: 'n', cidr: '10.0.0.0/8' }),
  'compute.networks.idempotencyKey': ({ compute }) => compute.networks.create({ name: 'n' }, { idempotencyKey: 'k' }),
  'compute.networks.owner': ({ compute }) => compute.networks.create({ name: 'n' }, { owner: 'o' }),
  'compute.networks.plan': ({ compute }) => compute.networks.plan({ name: 'n' }),
  'compute.networks.delete': ({ compute }) => compute.networks.delete('n'),
  'compute.firewalls': async ({ compute }) => compute.firewalls.list().toArray(),
  'compute.firewalls.create': ({ compute }) => compute.firewalls.create({ name: 'f' }),
  'compute.firewalls.idempotencyKey': ({ compute }) => compute.firewalls.create({ name: 'f' }, { idempotencyKey: 'k' }),
  'compute.firewalls.owner': ({ compute }) => compute.firewalls.create({ name: 'f' }, { owner: 'o' }),
  'compute.firewalls.plan': ({ compute }) => compute.firewalls.plan({ name: 'f' }),
  'compute.firewalls.delete': ({ compute }) => compute.firewalls.delete('f'),
  'compute.firewalls.allow': ({ compute }) => compute.firewalls.allow('f', RULE),
  'compute.firewalls.revoke': ({ compute }) => compute.firewalls.revoke('f', RULE),
  'compute.firewalls.egress': ({ compute }) => compute.firewalls.allow('f', { ...RULE, direction: 'egress' }),
  'compute.addresses': async ({ compute }) => compute.addresses.list().toArray(),
  'compute.addresses.allocate': ({ compute }) => compute.addresses.allocate(),
  'compute.addresses.idempotencyKey': ({ compute }) => compute.addresses.allocate({ idempotencyKey: 'k' }),
  'compute.addresses.owner': ({ compute }) => compute.addresses.allocate({ owner: 'o' }),
  'compute.addresses.plan': ({ compute }) => compute.addresses.plan(),
  'compute.addresses.associate': ({ compute }) => compute.addresses.associate('a', 's'),
  'compute.addresses.disassociate': ({ compute }) => compute.addresses.disassociate('a'),
  'compute.addresses.release': ({ compute }) => compute.addresses.release('a'),
  'storage.buckets': async ({ storage }) => storage.buckets.list().toArray(),
  'storage.buckets.create': ({ storage }) => storage.buckets.create('b'),
  'storage.buckets.owner': ({ storage }) => storage.buckets.create('b', { owner: 'o' }),
  'storage.buckets.delete': ({ storage }) => storage.buckets.delete('b'),
  'storage.objects': async ({ storage }) => storage.objects.list('b').toArray(),
  'storage.objects.delimiter': async ({ storage }) => storage.objects.list('b', { delimiter: '/' }).toArray(),
  'storage.objects.put': ({ storage }) => storage.objects.put('b', 'k', 'x'),
  'storage.objects.get': ({ storage }) => storage.objects.get('b', 'k'),
  'storage.objects.delete': ({ storage }) => storage.objects.delete('b', 'k'),
  'storage.objects.ranges': ({ storage }) => storage.objects.get('b', 'k', { range: { start: 0 } }),
  'storage.objects.getConditions': ({ storage }) => storage.objects.get('b', 'k', { ifMatch: 'e' }),
  'storage.objects.putIfAbsent': ({ storage }) => storage.objects.put('b', 'k', 'x', { ifNoneMatch: '*' }),
  'storage.objects.putIfMatch': ({ storage }) => storage.objects.put('b', 'k', 'x', { ifMatch: 'e' }),
  'storage.objects.metadata': ({ storage }) => storage.objects.put('b', 'k', 'x', { metadata: { a: 'b' } }),
  'storage.objects.contentType': ({ storage }) => storage.objects.put('b', 'k', 'x', { contentType: 'text/plain' }),
  'storage.objects.updateMetadata': ({ storage }) => storage.objects.updateMetadata('b', 'k', { metadata: {} }),
  'storage.objects.presignGet': ({ storage }) => storage.objects.presign('b', 'k'),
  'storage.objects.presignPut': ({ storage }) => storage.objects.presign('b', 'k', { method: 'put' }),
};

/** What is not declared says so, and nothing is sent: one case for each operation. */
export const undeclaredCases: readonly ConformanceCase[] = [
  {
    id: 'undeclared.refused',
    title: 'every operation that is not declared is refused with unsupported before a byte is sent',
    needs: [],
    run: async ({ cloud, requests }) => {
      for (const [path, call] of Object.entries(OPERATIONS)) {
        if (supports(cloud.capabilities, path)) continue;
        const before = requests();
        const error = await expectError(async () => call(cloud), 'unsupported');
        assert.equal(requests(), before, `${path}: ${requests() - before} requests were sent`);
        assert.equal(error.outcome, 'not-done');
        assert.equal(error.provider, cloud.provider);
      }
    },
  },
  {
    id: 'undeclared.nothing-on-connect',
    title: 'opening a connection sends nothing',
    needs: [],
    run: async ({ open }) => {
      let sent = 0;
      const other = await open({
        transport: (standard) => ({
          send: (request, options) => {
            sent += 1;
            return standard.send(request, options);
          },
          close: () => standard.close(),
        }),
      });
      assert.equal(sent, 0);
      await other.close();
      await other.close();
    },
  },
];
