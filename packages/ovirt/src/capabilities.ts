/** What an engine and its imageio daemons can do through this driver. That it is a `Capabilities` the manifest checks. */
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
      // Keys are given with `native.authorizedKeys`: the engine keeps none.
      keyPair: false,
      location: true,
      networks: true,
      firewalls: false,
      tags: true,
      metadata: true,
      consoleOutput: false,
      idempotencyKey: 'mark',
      plan: true,
      uniqueNames: true,
    },
    volumes: { list: true, create: true, extend: true, attach: true, detach: true, delete: true, idempotencyKey: 'mark', owner: true, plan: true },
    snapshots: { list: true, ofServers: true, ofVolumes: false, restore: true, delete: true, idempotencyKey: 'mark', owner: true, plan: true },
    // Layer 2: logical networks have no ranges of addresses. Making them takes an administrator's rights.
    networks: { list: true, create: true, delete: true, ranges: false, idempotencyKey: 'mark', owner: true, plan: true },
  },
  storage: {
    buckets: { list: true, create: 'adopt', delete: false },
    objects: {
      list: true,
      put: true,
      get: true,
      delete: true,
      ranges: true,
      getConditions: true,
      putIfAbsent: false,
      putIfMatch: false,
      // With the content headers at most what fits a disk's description: some 400 characters.
      metadata: true,
      contentHeaders: ['cacheControl', 'contentDisposition', 'contentEncoding', 'contentLanguage'],
      contentType: true,
      updateMetadata: true,
      copy: 'server',
      multipart: false,
      resumeMultipart: false,
      unknownLength: false,
      presignGet: false,
      presignPut: false,
      delimiter: true,
      // Of letters, digits, `.` and `-`; every other byte takes three (see alias.ts).
      maxKeyBytes: 255,
      keys: 'any',
      consistent: true,
    },
  },
} as const;

export type OvirtCapabilities = typeof capabilities;
