import type { CallOptions } from '../call-options.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { Group, type GroupContext } from '../group.ts';
import { List } from '../paging/list.ts';
import type { PageOptions } from '../paging/page.ts';
import type { Ref } from '../refs.ts';
import type { SizeDriver } from './compute-driver.ts';
import type { Image, Size } from './compute-types.ts';

export interface ListSizesOptions extends CallOptions, PageOptions {}

/** The least that will do; what is absent does not matter. */
export interface SizeConstraints {
  readonly memoryMiB?: number | undefined;
  readonly cpus?: number | undefined;
  /** Sizes whose disk is separate (`diskMiB` undefined) always fit. */
  readonly diskMiB?: number | undefined;
  /** What it is for: the memory and disk that the image says it needs count too. */
  readonly image?: Image | undefined;
}

const KNOWN = ['memoryMiB', 'cpus', 'diskMiB'] as const;

/** How big servers can be. */
export class Sizes extends Group<SizeDriver> {
  constructor(context: GroupContext, driver: SizeDriver | undefined) {
    super(context, 'compute.sizes', driver);
  }

  list(options: ListSizesOptions = {}): List<Size> {
    const driver = this.require('list');
    return new List<Size>({
      context: { provider: this.context.provider, operation: this.operation('list') },
      signal: options.signal,
      fetch: (cursor, signal) => driver.listPage({ ...options, signal }, cursor),
    });
  }

  async get(size: Ref, options: CallOptions = {}): Promise<Size> {
    const driver = this.require('get');
    const id = this.idOf(size, 'get', 'size');
    return this.run('get', id, options.signal, () => driver.get(id, options));
  }

  /**
   * The size that fits with the least memory, then the fewest CPUs, then the smallest disk. A size whose CPUs the cloud does not tell fits any number.
   * Rejects with `not-found`, saying what the biggest ones have and what each lacks.
   */
  async smallest(constraints: SizeConstraints = {}, options: CallOptions = {}): Promise<Size> {
    this.require('smallest');
    const { image, ...given } = constraints;
    for (const [name, value] of Object.entries(given)) {
      if (!KNOWN.some((known) => known === name)) throw this.invalid('smallest', `unknown constraint ${name}; known: ${KNOWN.join(', ')}, image`);
      if (value !== undefined && !(Number.isFinite(value) && value >= 0))
        throw this.invalid('smallest', `${name}: got ${String(value)}, expected a number from 0`);
    }
    const wanted: SizeConstraints = {
      memoryMiB: Math.max(given.memoryMiB ?? 0, image?.minMemoryMiB ?? 0),
      cpus: given.cpus,
      diskMiB: Math.max(given.diskMiB ?? 0, image?.minDiskMiB ?? 0),
    };
    return this.run('smallest', tell(wanted), options.signal, async () => {
      const rejected: Size[] = [];
      let best: Size | undefined;
      for await (const size of this.list(options)) {
        if (lacks(size, wanted) !== undefined) rejected.push(size);
        else if (best === undefined || compare(size, best) < 0) best = size;
      }
      if (best !== undefined) return best;
      const biggest = rejected.sort(compare).slice(-8);
      const told = biggest.map((size) => `${size.name} (${lacks(size, wanted)})`).join(', ');
      throw new CloudError('not-found', `no size is big enough: ${told === '' ? 'the account sees none' : told}`);
    });
  }
}

function lacks(size: Size, wanted: SizeConstraints): string | undefined {
  if (size.memoryMiB < (wanted.memoryMiB ?? 0)) return `${size.memoryMiB} MiB of memory`;
  if (size.cpus !== undefined && size.cpus < (wanted.cpus ?? 0)) return `${size.cpus} CPUs`;
  if (size.diskMiB !== undefined && size.diskMiB < (wanted.diskMiB ?? 0)) return `${size.diskMiB} MiB of disk`;
  return undefined;
}

/** `memoryMiB 2048, cpus 2`; nothing when anything will do. */
const tell = (wanted: SizeConstraints): string | undefined =>
  Object.entries(wanted)
    .filter(([, value]) => value !== undefined && value !== 0)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ') || undefined;

const compare = (a: Size, b: Size): number =>
  a.memoryMiB - b.memoryMiB || (a.cpus ?? 0) - (b.cpus ?? 0) || (a.diskMiB ?? 0) - (b.diskMiB ?? 0) || (a.id < b.id ? -1 : 1);
