import type { List } from '@portolan/core/driver';
import type { PackageWire } from '../compute/sizes/sizes.ts';
import * as requests from '../compute/sizes/sizes.ts';
import { type Calls, given, type NativeListOptions, type NativeOptions } from './calls.ts';

/** Filters of the server, all of which must fit; texts may hold `*`. Source: sdc-cloudapi docs "ListPackages". */
export interface ListPackagesOptions extends NativeListOptions {
  readonly name?: string | undefined;
  readonly memory?: number | undefined;
  readonly disk?: number | undefined;
  readonly swap?: number | undefined;
  readonly lwps?: number | undefined;
  readonly vcpus?: number | undefined;
  readonly version?: string | undefined;
  readonly group?: string | undefined;
  readonly flexible_disk?: boolean | undefined;
  readonly brand?: string | undefined;
}

/** A name (the highest version of it), an id, or the package. */
export type PackageRef = string | { readonly id: string };

export const packageId = (ref: PackageRef): string => given(typeof ref === 'string' ? ref : ref.id, 'package');

export class NativePackages {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  list(options: ListPackagesOptions = {}): List<PackageWire> {
    const { name, memory, disk, swap, lwps, vcpus, version, group, flexible_disk, brand } = options;
    const query = { name, memory, disk, swap, lwps, vcpus, version, group, flexible_disk, brand };
    return this.#calls.list<PackageWire>({ ...requests.list(), query }, options, ['name', 'description', 'group']);
  }

  async get(ref: PackageRef, options: NativeOptions = {}): Promise<PackageWire> {
    return this.#calls.json<PackageWire>(requests.get(packageId(ref)), options);
  }

  /** The one marked so; newer clouds mark none. */
  async default(options: NativeOptions = {}): Promise<PackageWire | undefined> {
    // `"true"` before 7.0.
    return (await this.list(options).toArray()).find((wire) => wire.default === true || wire.default === 'true');
  }
}
