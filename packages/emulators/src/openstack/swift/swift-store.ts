import { KeyIndex } from './key-index.ts';

export interface SloSegment {
  /** `/container/object`; empty of one that brings its bytes along. */
  readonly path: string;
  /** Bytes that stand in the manifest itself, in base64. */
  readonly data?: string | undefined;
  /** The segment is a static large object itself. */
  readonly nested?: true | undefined;
  readonly hash: string;
  readonly bytes: number;
  readonly contentType: string;
  readonly lastModified: string;
  /** Absolute `first-last`. */
  readonly range: string | undefined;
}

/** Where a symlink points, as it was sent: `container/object`, URL-encoded. */
export interface SymlinkTarget {
  readonly path: string;
  /** Of a static link: what the target had when it was made. */
  readonly etag?: string | undefined;
  readonly bytes?: number | undefined;
  /** What the link itself is taken for. */
  readonly contentType: string;
}

/** One of the versions of an object. Without an object it says that the object was deleted then. */
export interface ObjectVersion {
  readonly id: string;
  readonly timestamp: number;
  readonly object: StoredObject | undefined;
}

export interface StoredObject {
  readonly name: string;
  /** As they arrived; never joined, so a large upload is stored in linear time. */
  readonly chunks: readonly Buffer[];
  readonly size: number;
  /** MD5 of the bytes; of a static large object, of its stored manifest. */
  readonly etag: string;
  contentType: string;
  /** Title-case names, `X-Object-Meta-…` and the system headers a client may set. */
  headers: Map<string, string>;
  /** Milliseconds; the last PUT or POST. */
  timestamp: number;
  /** Seconds since the epoch. */
  deleteAt: number | undefined;
  readonly symlink?: SymlinkTarget | undefined;
  /** Of an object that was stored while its container kept versions. */
  versionId?: string | undefined;
  readonly slo: { readonly segments: readonly SloSegment[]; readonly etag: string; readonly size: number } | undefined;
}

export class Container {
  readonly name: string;
  readonly createdAt: number;
  updatedAt: number;
  readonly headers: Map<string, string> = new Map();
  readonly objects: Map<string, StoredObject> = new Map();
  readonly keys: KeyIndex = new KeyIndex();
  /** By name, oldest first. */
  readonly versions: Map<string, ObjectVersion[]> = new Map();
  /** Versions were kept once: its objects have one, be it `null`. */
  knowsVersions = false;
  readonly policy: string;
  #bytes = 0;

  constructor(name: string, now: number, policy: string) {
    this.name = name;
    this.policy = policy;
    this.createdAt = now;
    this.updatedAt = now;
  }

  get bytes(): number {
    return this.#bytes;
  }

  put(object: StoredObject): void {
    this.#bytes += object.size - (this.objects.get(object.name)?.size ?? 0);
    this.objects.set(object.name, object);
    this.keys.add(object.name);
  }

  delete(name: string): void {
    this.#bytes -= this.objects.get(name)?.size ?? 0;
    this.objects.delete(name);
    this.keys.remove(name);
  }
}

export class Account {
  readonly name: string;
  readonly createdAt: number;
  readonly headers: Map<string, string> = new Map();
  readonly containers: Map<string, Container> = new Map();
  readonly keys: KeyIndex = new KeyIndex();

  constructor(name: string, now: number) {
    this.name = name;
    this.createdAt = now;
  }

  add(container: Container): void {
    this.containers.set(container.name, container);
    this.keys.add(container.name);
  }

  delete(name: string): void {
    this.containers.delete(name);
    this.keys.remove(name);
  }
}

/** The objects of one region, by account. */
export class SwiftStore {
  readonly accounts: Map<string, Account> = new Map();
  #lastTick = 0;

  account(name: string): Account | undefined {
    return this.accounts.get(name);
  }

  /** Accounts appear with their first write. */
  accountForWrite(name: string, now: number): Account {
    const known = this.accounts.get(name);
    if (known !== undefined) return known;
    const account = new Account(name, now);
    this.accounts.set(name, account);
    return account;
  }

  /** A time no earlier write had, to a hundredth of a millisecond: Swift orders writes by it. */
  tick(nowMs: number): number {
    this.#lastTick = Math.max(nowMs, this.#lastTick + 0.01);
    return this.#lastTick;
  }
}

/** An expired object is gone at once for readers, though listings show it until the expirer came by. */
export function liveObject(container: Container | undefined, name: string, nowMs: number): StoredObject | undefined {
  const object = container?.objects.get(name);
  return object?.deleteAt !== undefined && object.deleteAt * 1000 <= nowMs ? undefined : object;
}
