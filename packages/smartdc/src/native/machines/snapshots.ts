import type { List, Ref } from '@portolan/core/driver';
import type { SnapshotWire } from '../../compute/snapshots/snapshots.ts';
import * as requests from '../../compute/snapshots/snapshots.ts';
import { type Calls, given, invalid, type NativeListOptions, type NativeOptions, type NativeWaitOptions, refId } from '../calls.ts';

/** A name within its machine, or the snapshot. */
export type SnapshotRef = string | { readonly name: string };

const nameOf = (ref: SnapshotRef): string => given(typeof ref === 'string' ? ref : ref.name, 'snapshot');

/** Snapshots of a machine's disks. There are none of kvm, and of bhyve only where the operator allows them. */
export class NativeSnapshots {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  list(machine: Ref, options: NativeListOptions = {}): List<SnapshotWire> {
    return this.#calls.list<SnapshotWire>(requests.list(refId(machine, 'machine')), options);
  }

  /** `state: 'deleted'` is told while the job that made it is remembered. */
  async get(machine: Ref, snapshot: SnapshotRef, options: NativeOptions = {}): Promise<SnapshotWire> {
    return this.#calls.json<SnapshotWire>(requests.get(refId(machine, 'machine'), nameOf(snapshot)), options);
  }

  /** Default name: the time. The answer has name and state (`queued`) alone. */
  async create(machine: Ref, name?: string, options: NativeOptions = {}): Promise<SnapshotWire> {
    if (name?.includes('/') === true) throw invalid('name: a snapshot’s name is a part of a path, it can have no "/"');
    const request = requests.create(refId(machine, 'machine'), name ?? '');
    return this.#calls.json<SnapshotWire>(name === undefined ? { ...request, body: {} } : request, options);
  }

  /** Rolls back and boots. The machine should be stopped. */
  async start(machine: Ref, snapshot: SnapshotRef, options: NativeOptions = {}): Promise<void> {
    await this.#calls.empty(requests.restore(refId(machine, 'machine'), nameOf(snapshot)), options);
  }

  /** A job. Absent is success. */
  async delete(machine: Ref, snapshot: SnapshotRef, options: NativeOptions = {}): Promise<void> {
    await this.#calls.empty({ ...requests.remove(refId(machine, 'machine'), nameOf(snapshot)), accept: [404] }, options);
  }

  /** Until it is made; ends at once when making it failed. */
  async pollUntilCreated(machine: Ref, snapshot: SnapshotRef, options: NativeWaitOptions = {}): Promise<SnapshotWire> {
    return this.#calls.wait(
      (each) => this.get(machine, snapshot, each),
      (seen) => seen.state === 'created',
      options,
      {
        target: `${refId(machine, 'machine')}/${nameOf(snapshot)}`,
        what: 'the snapshot to be made',
        describe: (seen) => seen.state ?? 'no state',
        hopeless: ({ state }) => (state === 'failed' || state === 'canceled' || state === 'deleted' ? `it is ${state}` : undefined),
      },
    );
  }
}
