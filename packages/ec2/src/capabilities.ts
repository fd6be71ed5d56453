import type { Capabilities } from '@portolan/core/driver';

// What is the same on Amazon and Eucalyptus.
const locations = { list: true } as const;
// Amazon takes tags with the create: with the key among them a lost create is found again. Eucalyptus tags what is there already, and neither
// addresses nor key pairs.
const awsImages = { list: true, createFromServer: true, delete: true, idempotencyKey: 'mark', owner: true, plan: true } as const;
const eucalyptusImages = { list: true, createFromServer: true, delete: true, owner: true, plan: true } as const;
const sizes = { list: true } as const;
const servers = {
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
  // EC2 has tags and nothing else; the guest does not see them.
  metadata: false,
  consoleOutput: true,
  idempotencyKey: 'native',
  plan: true,
  uniqueNames: false,
  maxBootScriptBytes: 16_384,
  // Fifty, and one of them is the name.
  maxTags: 49,
} as const;
const awsKeyPairs = { list: true, import: true, create: true, delete: true, owner: true } as const;
const eucalyptusKeyPairs = { list: true, import: true, create: true, delete: true } as const;
// Most Eucalyptus clouds have no VPC: nothing to cut networks from, and no rules for what leaves.
const awsNetworks = { list: true, create: true, delete: true, ranges: true, idempotencyKey: 'mark', owner: true, plan: true } as const;
const eucalyptusNetworks = { list: true, create: false, delete: false, ranges: true } as const;
const awsFirewalls = {
  list: true,
  create: true,
  delete: true,
  allow: true,
  revoke: true,
  egress: true,
  idempotencyKey: 'mark',
  owner: true,
  plan: true,
} as const;
const eucalyptusFirewalls = { list: true, create: true, delete: true, allow: true, revoke: true, egress: false, owner: true, plan: true } as const;
const awsAddresses = {
  list: true,
  allocate: true,
  associate: true,
  disassociate: true,
  release: true,
  idempotencyKey: 'mark',
  owner: true,
  plan: true,
} as const;
const eucalyptusAddresses = { list: true, allocate: true, associate: true, disassociate: true, release: true, plan: true } as const;
const awsSnapshots = { list: true, ofServers: false, ofVolumes: true, restore: false, delete: true, idempotencyKey: 'mark', owner: true, plan: true } as const;
const eucalyptusSnapshots = { list: true, ofServers: false, ofVolumes: true, restore: false, delete: true, owner: true, plan: true } as const;

// CreateVolume has a ClientToken in Amazon's present version. Eucalyptus has none, and tags a volume only once it is there: a lost answer is a lost volume.
const awsVolumes = {
  list: true,
  create: true,
  extend: true,
  attach: true,
  detach: true,
  delete: true,
  idempotencyKey: 'native',
  owner: true,
  plan: true,
} as const;
const eucalyptusVolumes = {
  list: true,
  create: true,
  extend: false,
  attach: true,
  detach: true,
  delete: true,
  idempotencyKey: false,
  owner: true,
  plan: true,
} as const;

const buckets = { list: true, create: 'make', delete: true, owner: true } as const;
const awsObjects = {
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
  maxKeyBytes: 1024,
  keys: 'any',
  // 5 GiB at once, 5 TiB in parts.
  maxPutBytes: 5_368_709_120,
  maxObjectBytes: 5_497_558_138_880,
  minPartBytes: 5_242_880,
  maxParts: 10_000,
  consistent: true,
} as const;
// Eucalyptus takes conditions of a put and ignores them without a word, and has no place for Content-Language: neither is promised.
const eucalyptusObjects = {
  list: true,
  put: true,
  get: true,
  delete: true,
  ranges: true,
  getConditions: true,
  putIfAbsent: false,
  putIfMatch: false,
  metadata: true,
  contentHeaders: ['cacheControl', 'contentDisposition', 'contentEncoding'],
  contentType: true,
  updateMetadata: true,
  copy: 'server',
  multipart: true,
  resumeMultipart: true,
  unknownLength: false,
  presignGet: true,
  presignPut: true,
  delimiter: true,
  maxKeyBytes: 1024,
  keys: 'any',
  maxPutBytes: 5_368_709_120,
  maxObjectBytes: 5_497_558_138_880,
  minPartBytes: 5_242_880,
  maxParts: 10_000,
  // Behind the gateway may be Riak CS.
  consistent: false,
} as const;

interface Common {
  readonly locations: typeof locations;
  readonly sizes: typeof sizes;
  readonly servers: typeof servers;
}

interface AwsCompute extends Common {
  readonly images: typeof awsImages;
  readonly keyPairs: typeof awsKeyPairs;
  readonly volumes: typeof awsVolumes;
  readonly snapshots: typeof awsSnapshots;
  readonly networks: typeof awsNetworks;
  readonly firewalls: typeof awsFirewalls;
  readonly addresses: typeof awsAddresses;
}

interface EucalyptusCompute extends Common {
  readonly images: typeof eucalyptusImages;
  readonly keyPairs: typeof eucalyptusKeyPairs;
  readonly volumes: typeof eucalyptusVolumes;
  readonly snapshots: typeof eucalyptusSnapshots;
  readonly networks: typeof eucalyptusNetworks;
  readonly firewalls: typeof eucalyptusFirewalls;
  readonly addresses: typeof eucalyptusAddresses;
}

interface Storage<O> {
  readonly buckets: typeof buckets;
  readonly objects: O;
}

/** All of it; an endpoint less in the profile is a half less. */
export interface AwsCapabilities extends Capabilities {
  readonly compute: AwsCompute;
  readonly storage: Storage<typeof awsObjects>;
}

export interface EucalyptusCapabilities extends Capabilities {
  readonly compute: EucalyptusCompute;
  readonly storage: Storage<typeof eucalyptusObjects>;
}

const common = { locations, sizes, servers };

export const awsCapabilities: AwsCapabilities = {
  compute: {
    ...common,
    images: awsImages,
    keyPairs: awsKeyPairs,
    volumes: awsVolumes,
    snapshots: awsSnapshots,
    networks: awsNetworks,
    firewalls: awsFirewalls,
    addresses: awsAddresses,
  },
  storage: { buckets, objects: awsObjects },
};
export const eucalyptusCapabilities: EucalyptusCapabilities = {
  compute: {
    ...common,
    images: eucalyptusImages,
    keyPairs: eucalyptusKeyPairs,
    volumes: eucalyptusVolumes,
    snapshots: eucalyptusSnapshots,
    networks: eucalyptusNetworks,
    firewalls: eucalyptusFirewalls,
    addresses: eucalyptusAddresses,
  },
  storage: { buckets, objects: eucalyptusObjects },
};

/** Of a cloud that is older than ClientToken. */
export const withoutClientTokens = (all: EucalyptusCapabilities): Capabilities => ({
  ...all,
  compute: { ...all.compute, servers: { ...servers, idempotencyKey: false } },
});

/** What is left of them with the endpoints that a profile has. */
export function withEndpoints(all: Capabilities, ec2Url: string | undefined, s3Url: string | undefined): Capabilities {
  return { ...(ec2Url === undefined ? {} : { compute: all.compute }), ...(s3Url === undefined ? {} : { storage: all.storage }) };
}
