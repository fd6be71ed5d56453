/**
 * What a provider can do, as data: code, README tables and tests all read this. A group or operation that is absent or `false` is refused
 * with `unsupported` before a byte is sent. Numbers are limits: absent means none known.
 */
export interface Capabilities {
  readonly compute?: ComputeCapabilities | undefined;
  readonly storage?: StorageCapabilities | undefined;
}

export interface ComputeCapabilities {
  readonly locations?: LocationCapabilities | undefined;
  readonly images?: ImageCapabilities | undefined;
  readonly sizes?: SizeCapabilities | undefined;
  readonly servers?: ServerCapabilities | undefined;
  readonly keyPairs?: KeyPairCapabilities | undefined;
  readonly volumes?: VolumeCapabilities | undefined;
  readonly snapshots?: SnapshotCapabilities | undefined;
  readonly networks?: NetworkCapabilities | undefined;
  readonly firewalls?: FirewallCapabilities | undefined;
  readonly addresses?: AddressCapabilities | undefined;
}

export interface LocationCapabilities {
  readonly list: true;
}

export interface ImageCapabilities {
  readonly list: true;
  readonly createFromServer: boolean;
  readonly delete: boolean;
  /** Absent: `createFromServer` takes none, as below. */
  readonly idempotencyKey?: 'native' | 'mark' | false;
  /** `owner` of createFromServer. */
  readonly owner?: boolean;
  /** `plan`: shows what `createFromServer` would send. */
  readonly plan?: boolean;
}

export interface SizeCapabilities {
  readonly list: true;
}

export interface ServerCapabilities {
  readonly list: true;
  readonly create: boolean;
  readonly start: boolean;
  readonly stop: boolean;
  readonly reboot: boolean;
  readonly resize: boolean;
  readonly rename: boolean;
  readonly delete: boolean;
  /** `bootScript` at create. */
  readonly bootScript: boolean;
  /** `keyPair` at create. */
  readonly keyPair: boolean;
  /** `location` at create. */
  readonly location: boolean;
  /** `networks` at create. */
  readonly networks: boolean;
  /** `firewalls` at create. */
  readonly firewalls: boolean;
  /** Tags at create, `getTags`, `setTags`, list by tag. */
  readonly tags: boolean;
  /** Metadata at create, `getMetadata`, `setMetadata`. Readable from inside the server where the cloud does that. */
  readonly metadata: boolean;
  readonly consoleOutput: boolean;
  /**
   * How `idempotencyKey` works. `native`: the cloud itself refuses a second one. `mark`: the key is written with the create and searched
   * before any retry. `false`: not at all.
   */
  readonly idempotencyKey: 'native' | 'mark' | false;
  /** `plan`: shows what `create` would send. */
  readonly plan?: boolean;
  /** Names are unique in the account (or a part of it). */
  readonly uniqueNames: boolean;
  /** Bytes of a boot script. */
  readonly maxBootScriptBytes?: number;
  readonly maxTags?: number;
}

export interface KeyPairCapabilities {
  readonly list: true;
  readonly import: boolean;
  /** The cloud makes the key and tells the private half once. */
  readonly create: boolean;
  readonly delete: boolean;
  /** `owner` of import and create. Their name is their key. */
  readonly owner?: boolean;
}

export interface VolumeCapabilities {
  readonly list: true;
  readonly create: boolean;
  readonly extend: boolean;
  readonly attach: boolean;
  readonly detach: boolean;
  readonly delete: boolean;
  readonly idempotencyKey: 'native' | 'mark' | false;
  /** `owner` at create. Servers have theirs where they have tags. */
  readonly owner?: boolean;
  /** `plan`: shows what `create` would send. */
  readonly plan?: boolean;
}

export interface SnapshotCapabilities {
  readonly list: true;
  readonly ofServers: boolean;
  readonly ofVolumes: boolean;
  /** Puts the server or volume back to what it was. */
  readonly restore: boolean;
  readonly delete: boolean;
  /** Absent: `create` takes none. */
  readonly idempotencyKey?: 'native' | 'mark' | false;
  /** `owner` of create. */
  readonly owner?: boolean;
  /** `plan`: shows what `create` would send. */
  readonly plan?: boolean;
}

export interface NetworkCapabilities {
  readonly list: true;
  readonly create: boolean;
  readonly delete: boolean;
  /** Networks have ranges of addresses: `cidr` at create, `cidrs` of a network. Where not, they are layer 2 alone. */
  readonly ranges: boolean;
  /** Absent: `create` takes none. */
  readonly idempotencyKey?: 'native' | 'mark' | false;
  /** `owner` of create. */
  readonly owner?: boolean;
  /** `plan`: shows what `create` would send. */
  readonly plan?: boolean;
}

export interface FirewallCapabilities {
  readonly list: true;
  readonly create: boolean;
  readonly delete: boolean;
  readonly allow: boolean;
  readonly revoke: boolean;
  /** Rules for packets that leave the server. */
  readonly egress: boolean;
  /** Absent: `create` takes none. */
  readonly idempotencyKey?: 'native' | 'mark' | false;
  /** `owner` of create. */
  readonly owner?: boolean;
  /** `plan`: shows what `create` would send. */
  readonly plan?: boolean;
}

export interface AddressCapabilities {
  readonly list: true;
  readonly allocate: boolean;
  readonly associate: boolean;
  readonly disassociate: boolean;
  readonly release: boolean;
  /** Absent: `allocate` takes none. */
  readonly idempotencyKey?: 'native' | 'mark' | false;
  /** `owner` of allocate. */
  readonly owner?: boolean;
  /** `plan`: shows what `allocate` would send. */
  readonly plan?: boolean;
}

export interface StorageCapabilities {
  readonly buckets?: BucketCapabilities | undefined;
  readonly objects?: ObjectCapabilities | undefined;
}

export interface BucketCapabilities {
  readonly list: true;
  /** `make`: a new one. `adopt`: only finds one of that name that the cloud's administrator made. */
  readonly create: 'make' | 'adopt' | false;
  readonly delete: boolean;
  /** `owner` of create. */
  readonly owner?: boolean;
}

export interface ObjectCapabilities {
  readonly list: true;
  readonly put: boolean;
  readonly get: boolean;
  readonly delete: boolean;
  /** `range` of get. */
  readonly ranges: boolean;
  /** `ifMatch`, `ifNoneMatch`, `ifModifiedSince`, `ifUnmodifiedSince` of get. */
  readonly getConditions: boolean;
  /** `ifNoneMatch: '*'` of put: create, never overwrite. */
  readonly putIfAbsent: boolean;
  /** `ifMatch` of put. */
  readonly putIfMatch: boolean;
  /** Metadata of one's own, in put and head. */
  readonly metadata: boolean;
  /** Which content headers besides Content-Type are kept. */
  readonly contentHeaders: readonly ('cacheControl' | 'contentDisposition' | 'contentEncoding' | 'contentLanguage')[];
  readonly contentType: boolean;
  readonly updateMetadata: boolean;
  /** `server`: the cloud copies. `stream`: the bytes pass through this program. */
  readonly copy: 'server' | 'stream';
  /** Parts uploaded one by one, and streams of unknown length in bounded memory. */
  readonly multipart: boolean;
  /** The cloud tells which parts of an upload are there: another process can go on with it. */
  readonly resumeMultipart: boolean;
  /** A stream of unknown length may be put in one request. */
  readonly unknownLength: boolean;
  readonly presignGet: boolean;
  readonly presignPut: boolean;
  readonly delimiter: boolean;
  /** Keys that exist as they were given, at any length up to this many UTF-8 bytes. */
  readonly maxKeyBytes?: number;
  /** `any`: flat keys of any characters. `path`: keys are paths: no empty, `.` or `..` part, none both object and folder. `name`: one name without `/`. */
  readonly keys: 'any' | 'path' | 'name';
  /** Largest object of one request. */
  readonly maxPutBytes?: number;
  readonly maxObjectBytes?: number;
  /** Sizes come back rounded up to a multiple of this (0-padded) unless the driver keeps the true length. */
  readonly minPartBytes?: number;
  readonly maxParts?: number;
  /** Objects that vanish from lists and reads at once when deleted, and appear at once when put. */
  readonly consistent: boolean;
}

/** Whether `path` (`compute.servers.resize`, `storage.objects.multipart`, `compute.volumes`) is declared. */
export function supports(capabilities: Capabilities, path: string): boolean {
  let known = answers.get(capabilities);
  if (known === undefined) {
    known = new Map();
    answers.set(capabilities, known);
  }
  let answer = known.get(path);
  if (answer === undefined) {
    answer = isDeclared(capabilities, path);
    known.set(path, answer);
  }
  return answer;
}

/** Asked several times a call, of data that never changes. Paths are ours, and few. */
const answers = new WeakMap<Capabilities, Map<string, boolean>>();

function isDeclared(capabilities: Capabilities, path: string): boolean {
  let value: unknown = capabilities;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return false;
    value = (value as Record<string, unknown>)[part];
  }
  return value !== undefined && value !== false;
}

/** The same capabilities without this one; `undefined` when it is not declared in the first place. */
export function withoutCapability(capabilities: Capabilities, path: string): Capabilities | undefined {
  if (!supports(capabilities, path)) return undefined;
  const remove = (value: Readonly<Record<string, unknown>>, [name = '', ...rest]: readonly string[]): Record<string, unknown> => {
    if (rest.length > 0) return { ...value, [name]: remove(value[name] as Readonly<Record<string, unknown>>, rest) };
    // A group goes; an operation is false from now on.
    const { [name]: gone, ...others } = value;
    return typeof gone === 'object' ? others : { ...others, [name]: false };
  };
  return remove(capabilities as Readonly<Record<string, unknown>>, path.split('.')) as Capabilities;
}

/** Every path that is declared: groups and operations. */
export function declaredPaths(capabilities: Capabilities): string[] {
  const paths: string[] = [];
  const visit = (value: object, prefix: string): void => {
    for (const [name, inner] of Object.entries(value)) {
      if (inner === undefined || inner === false || typeof inner === 'number') continue;
      paths.push(prefix + name);
      if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) visit(inner as object, `${prefix}${name}.`);
    }
  };
  visit(capabilities, '');
  return paths;
}
