import { randomUUID } from 'node:crypto';
import { DirectoryEntry, type ObjectEntry } from '../tree.ts';

export interface Bucket {
  readonly id: string;
  readonly name: string;
  readonly createdMs: number;
  /** Names with slashes in them, and in the order of their bytes: a directory of the other service without the hierarchy. */
  readonly objects: DirectoryEntry;
}

/** Buckets of every account. */
export class Buckets {
  readonly #accounts = new Map<string, Map<string, Bucket>>();

  of(accountId: string): Map<string, Bucket> {
    const buckets = this.#accounts.get(accountId) ?? new Map<string, Bucket>();
    this.#accounts.set(accountId, buckets);
    return buckets;
  }
}

export const newBucket = (name: string, nowMs: number): Bucket => ({ id: randomUUID(), name, createdMs: nowMs, objects: new DirectoryEntry(name, nowMs) });

export function findObject(bucket: Bucket, name: string): ObjectEntry | undefined {
  const entry = bucket.objects.get(name);
  return entry?.type === 'object' ? entry : undefined;
}

const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const BUCKET_NAME = new RegExp(`^(?:${LABEL}\\.)*${LABEL}$`);

export const isBucketName = (name: string): boolean =>
  BUCKET_NAME.test(name) && !/^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name) && name.length >= 3 && name.length <= 63;

export const isObjectName = (name: string): boolean => !name.includes('\0') && Buffer.byteLength(name) >= 1 && Buffer.byteLength(name) <= 1024;
