import { type CallOptions, encodePathSegment, type ListDriverOptions, type Page, type Size, type SizeDriver, unexpectedBody } from '@portolan/core/driver';
import type { CloudapiClient, CloudapiRequest } from '../../client.ts';

// ---- wire ----

/** Source: sdc-cloudapi docs/index.md "ListPackages"; lib/packages.js. */
export interface PackageWire {
  readonly id: string;
  readonly name: string;
  readonly version?: string;
  /** MiB */
  readonly memory?: number;
  /** MiB */
  readonly disk?: number;
  /** MiB */
  readonly swap?: number;
  readonly lwps?: number;
  /** 0 where it is not set. */
  readonly vcpus?: number;
  readonly group?: string;
  readonly description?: string;
  readonly brand?: string;
  /** `"true"` in 6.5, a boolean later. */
  readonly default?: boolean | string;
  readonly flexible_disk?: boolean;
}

// ---- requests ----

export const list = (): CloudapiRequest => ({ operation: 'ListPackages', method: 'GET', path: '/packages' });
/** By uuid or name; a name means the highest version of it. */
export const get = (id: string): CloudapiRequest => ({ operation: 'GetPackage', method: 'GET', path: `/packages/${encodePathSegment(id)}` });

// ---- mapping ----

/**
 * A size is called by its package's name, since that is all a machine tells of its package, and wherever a package is asked for the name will do.
 * `id` says otherwise for an old version, which the name does not lead to.
 */
export function toSize(wire: PackageWire, id: string = wire.name): Size {
  return {
    id,
    name: wire.name,
    memoryMiB: wire.memory ?? 0,
    ...(typeof wire.vcpus === 'number' && wire.vcpus > 0 ? { cpus: wire.vcpus } : {}),
    ...(typeof wire.disk === 'number' ? { diskMiB: wire.disk } : {}),
    raw: wire,
  };
}

/** Old versions of a package keep their uuid as id. */
export function toSizes(packages: readonly PackageWire[]): readonly Size[] {
  const highest = new Map<string, PackageWire>();
  for (const wire of packages) {
    const other = highest.get(wire.name);
    if (other === undefined || compareVersions(wire.version, other.version) > 0) highest.set(wire.name, wire);
  }
  return packages.map((wire) => toSize(wire, highest.get(wire.name) === wire ? wire.name : wire.id));
}

function compareVersions(a = '', b = ''): number {
  const [left, right] = [a.split('.'), b.split('.')];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (Number.parseInt(left[index] ?? '', 10) || 0) - (Number.parseInt(right[index] ?? '', 10) || 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function assertPackage(body: unknown): PackageWire {
  const { id, name } = (body ?? {}) as { id?: unknown; name?: unknown };
  if (typeof id !== 'string' || typeof name !== 'string') throw unexpectedBody('it is no package', {}, JSON.stringify(body));
  return body as PackageWire;
}

// ---- sizes ----

export class SmartdcSizes implements SizeDriver {
  readonly #client: CloudapiClient;

  constructor(client: CloudapiClient) {
    this.#client = client;
  }

  async listPage(options: ListDriverOptions): Promise<Page<Size>> {
    const packages = await this.#client.json<unknown>(list(), options);
    if (!Array.isArray(packages)) throw unexpectedBody('it is no list of packages', {}, JSON.stringify(packages));
    return { items: toSizes(packages.map(assertPackage)) };
  }

  /** Keeps the id it was asked by. */
  async get(id: string, options: CallOptions): Promise<Size> {
    return toSize(assertPackage(await this.#client.json<unknown>(get(id), options)), id);
  }
}
