import type { GroupContext } from '../group.ts';
import type { BucketRef } from '../refs.ts';
import type { Gate } from './gate.ts';
import { PartMemory } from './part-memory.ts';
import type { PutOptions, PutRequest } from './put-object.ts';
import type { ObjectDriver } from './storage-driver.ts';

/** What transfers need of `Objects` besides what everybody may: the driver, and a put's checks without the put. */
export interface ObjectAccess {
  readonly context: GroupContext;
  readonly driver: ObjectDriver | undefined;
  /** For all parts that wait to be sent, of all calls. */
  readonly memory: PartMemory;
  /**
   * For reading what is sent elsewhere while it comes: each holds a connection until its target has taken it all, so that there must always be others left for
   * the targets. Absent: there is but one connection, and nothing may be read so.
   */
  readonly streams: Gate | undefined;
  /** Checks place, headers and metadata as `put` does; throws what it would. */
  readonly request: (bucket: BucketRef, key: string, options: PutOptions) => PutRequest;
}

const known = new WeakMap<object, ObjectAccess>();

export const exposeObjects = (objects: object, access: ObjectAccess): void => {
  known.set(objects, access);
};

/** Undefined for `Objects` of another copy of this library. */
export const accessOf = (objects: object): ObjectAccess | undefined => known.get(objects);

/** What is moved to these, or from them to this machine, is held in. */
export const memoryOf = (objects: object): PartMemory => accessOf(objects)?.memory ?? new PartMemory();
