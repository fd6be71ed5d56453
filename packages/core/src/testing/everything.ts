import type { Capabilities, ComputeCapabilities, ObjectCapabilities, StorageCapabilities } from '../capabilities.ts';
import type { GroupContext } from '../group.ts';
import { FakeClock } from '../transport/testing/fake-connection.ts';

interface Everything {
  readonly compute: { readonly [K in keyof ComputeCapabilities]-?: NonNullable<ComputeCapabilities[K]> };
  readonly storage: { readonly [K in keyof StorageCapabilities]-?: NonNullable<StorageCapabilities[K]> };
}

/** A cloud that can do all there is. Tests take away what they are about. */
export const everything: Everything = {
  compute: {
    locations: { list: true },
    images: { list: true, createFromServer: true, delete: true, idempotencyKey: 'mark', owner: true, plan: true },
    sizes: { list: true },
    servers: {
      list: true,
      create: true,
      start: true,
      stop: true,
      reboot: true,
      resize: true,
      rename: true,
      delete: true,
      bootScript: true,
      keyPair: true,
      location: true,
      networks: true,
      firewalls: true,
      tags: true,
      metadata: true,
      consoleOutput: true,
      idempotencyKey: 'mark',
      plan: true,
      uniqueNames: false,
    },
    keyPairs: { list: true, import: true, create: true, delete: true, owner: true },
    volumes: { list: true, create: true, extend: true, attach: true, detach: true, delete: true, idempotencyKey: 'mark', owner: true, plan: true },
    snapshots: { list: true, ofServers: true, ofVolumes: true, restore: true, delete: true, idempotencyKey: 'mark', owner: true, plan: true },
    networks: { list: true, create: true, delete: true, ranges: true, idempotencyKey: 'mark', owner: true, plan: true },
    firewalls: { list: true, create: true, delete: true, allow: true, revoke: true, egress: true, idempotencyKey: 'mark', owner: true, plan: true },
    addresses: { list: true, allocate: true, associate: true, disassociate: true, release: true, idempotencyKey: 'mark', owner: true, plan: true },
  },
  storage: {
    buckets: { list: true, create: 'make', delete: true, owner: true },
    objects: {
      list: true,
      put: true,
      get: true,
      delete: true,
      ranges: true,
      getConditions: true,
      putIfAbsent: true,
      putIfMatch: true,
      metadata: true,
      contentHeaders: ['cacheControl', 'contentDisposition', 'contentEncoding', 'contentLanguage'],
      contentType: true,
      updateMetadata: true,
      copy: 'server',
      multipart: true,
      resumeMultipart: true,
      unknownLength: false,
      presignGet: true,
      presignPut: true,
      delimiter: true,
      keys: 'any',
      consistent: true,
    },
  },
};

export function context(capabilities: Capabilities = everything, clock: FakeClock = new FakeClock()): GroupContext & { readonly clock: FakeClock } {
  return { provider: 'fake', capabilities, clock, random: () => 0.5 };
}

/** A context whose compute is all there is, with these groups changed. */
export const computeContext = (changed: Partial<ComputeCapabilities>, clock?: FakeClock): GroupContext & { readonly clock: FakeClock } =>
  context({ ...everything, compute: { ...everything.compute, ...changed } }, clock);

export const storageContext = (changed: Partial<StorageCapabilities>): GroupContext =>
  context({ ...everything, storage: { ...everything.storage, ...changed } });

/** A context whose objects are all there is, but for these. */
export const objectsContext = (changed: Partial<ObjectCapabilities>): GroupContext =>
  storageContext({ objects: { ...everything.storage.objects, ...changed } });
