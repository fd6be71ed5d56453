import type { Ref } from '@portolan/core/driver';
import type { CloudapiRequest } from '../../client.ts';
import { type Calls, type NativeOptions, type NativeWaitOptions, refId } from '../calls.ts';

export interface WriteOptions extends NativeOptions {
  /** true: resolve when reads show it. A write is a job; its answer tells what will be. */
  readonly wait?: boolean | Pick<NativeWaitOptions, 'timeoutMs' | 'intervalMs' | 'maxIntervalMs'> | undefined;
}

type Entries = Readonly<Record<string, unknown>>;

/** Writes entries (tags, metadata), and waits on demand until `done` of what is read. */
export async function writeEntries<T extends object>(
  calls: Calls,
  machine: Ref,
  request: CloudapiRequest,
  read: (options: NativeOptions) => Promise<Entries>,
  done: (seen: Entries) => boolean,
  { wait, ...options }: WriteOptions,
): Promise<T> {
  const answer = await calls.answer(request, options);
  if (wait !== undefined && wait !== false) {
    const plan = { target: refId(machine, 'machine'), what: `${request.operation} to show` };
    await calls.wait(read, done, { ...options, timeoutMs: 60_000, intervalMs: 250, ...(wait === true ? {} : wait) }, plan);
  }
  return (answer.body ?? {}) as T;
}

export const holds = (seen: Entries, wanted: Entries): boolean =>
  Object.entries(wanted).every(([name, value]) => Object.hasOwn(seen, name) && seen[name] === value);

export const same = (seen: Entries, wanted: Entries): boolean => Object.keys(seen).length === Object.keys(wanted).length && holds(seen, wanted);
