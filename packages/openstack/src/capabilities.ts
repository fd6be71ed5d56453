import type { Capabilities } from '@portolan/core/driver';
import type { OpenstackSettings } from './settings.ts';

// That these are `Capabilities` is checked where the manifests take them: `as const satisfies` has no declaration under isolatedDeclarations.

/** What this driver does on any OpenStack whose catalog has the service. */
export const capabilities = {
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
      maxBootScriptBytes: 49_149, // Nova takes 65 535 bytes of base64.
    },
    // Nova keeps nothing of a key but its name.
    keyPairs: { list: true, import: true, create: true, delete: true },
    volumes: { list: true, create: true, extend: true, attach: true, detach: true, delete: true, idempotencyKey: 'mark', owner: true, plan: true },
    snapshots: { list: true, ofServers: false, ofVolumes: true, restore: true, delete: true, idempotencyKey: 'mark', owner: true, plan: true },
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
      putIfMatch: false, // Swift knows no If-Match on PUT.
      metadata: true,
      contentHeaders: ['cacheControl', 'contentDisposition', 'contentEncoding', 'contentLanguage'],
      contentType: true,
      updateMetadata: true,
      copy: 'server',
      multipart: true,
      resumeMultipart: true,
      unknownLength: true,
      presignGet: true,
      presignPut: true,
      delimiter: true,
      maxKeyBytes: 1024,
      keys: 'any',
      maxPutBytes: 5_368_709_120, // 5 GiB
      maxObjectBytes: 5_368_709_120_000, // 1 000 parts
      minPartBytes: 1_048_576,
      maxParts: 1000,
      consistent: false, // Lists follow within seconds.
    },
  },
} as const;

export type OpenstackCapabilities = typeof capabilities;

/** Rackspace has no console, zones or security groups in its compute API. */
export const rackspaceCapabilities = {
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
      location: false,
      networks: true,
      firewalls: false,
      tags: true,
      metadata: true,
      consoleOutput: false,
      idempotencyKey: 'mark',
      plan: true,
      uniqueNames: false,
      maxBootScriptBytes: 49_149, // Nova takes 65 535 bytes of base64.
    },
    keyPairs: { list: true, import: true, create: true, delete: true },
    volumes: { list: true, create: true, extend: false, attach: true, detach: true, delete: true, idempotencyKey: 'mark', owner: true, plan: true },
    snapshots: { list: true, ofServers: false, ofVolumes: true, restore: false, delete: true, idempotencyKey: 'mark', owner: true, plan: true },
    networks: { list: true, create: true, delete: true, ranges: true, plan: true },
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
      putIfMatch: false, // Swift knows no If-Match on PUT.
      metadata: true,
      contentHeaders: ['contentDisposition', 'contentEncoding'], // What Cloud Files keeps.
      contentType: true,
      updateMetadata: true,
      copy: 'server',
      multipart: true,
      resumeMultipart: true,
      unknownLength: true,
      presignGet: true,
      presignPut: true,
      delimiter: true,
      maxKeyBytes: 1024,
      keys: 'any',
      maxPutBytes: 5_368_709_120, // 5 GiB
      maxObjectBytes: 5_368_709_120_000, // 1 000 parts
      minPartBytes: 1_048_576,
      maxParts: 1000,
      consistent: false, // Lists follow within seconds.
    },
  },
} as const;

export type RackspaceCapabilities = typeof rackspaceCapabilities;

/** Without a Keystone there is no catalog: the services are those whose addresses are known. */
export function capabilitiesFor({ identity, endpointOverrides }: Pick<OpenstackSettings, 'identity' | 'endpointOverrides'>): Capabilities {
  if (identity.version !== 1) return capabilities;
  const { compute, storage } = capabilities;
  return {
    ...(endpointOverrides['compute'] === undefined ? {} : { compute }),
    ...(identity.credentials.kind === 'v1' || endpointOverrides['object-store'] !== undefined ? { storage } : {}),
  };
}
