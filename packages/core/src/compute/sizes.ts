import type { CallOptions } from '../call-options.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { Group, type GroupContext } from '../group.ts';
import { List } from '../paging/list.ts';
import type { PageOptions } from '../paging/page.ts';
import type { Ref } from '../refs.ts';
import type { SizeDriver } from './compute-driver.ts';
import type { Image, Size } from './compute-types.ts';
import { type Considered, type Explanation, tellRejected } from './explain.ts';

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

/** As many as an error names. */
const SHOWN = 8;
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
   * Rejects with `not-found`, saying what the biggest ones have and what each lacks; `explain` says it of all.
   */
  async smallest(constraints: SizeConstraints = {}, options: CallOptions = {}): Promise<Size> {
    this.require('smallest');
    const wanted = this.#wanted(constraints, 'smallest');
    return this.run('smallest', tell(wanted), options.signal, async () => {
      const { chosen, candidates } = await this.#consider(wanted, options);
      if (chosen !== undefined) return chosen;
      const biggest = [...candidates].sort((x, y) => compare(x.candidate, y.candidate)).slice(-SHOWN);
      throw new CloudError(
        'not-found',
        `no size is big enough: ${candidates.length === 0 ? 'the account sees none' : tellRejected(biggest, ({ name }) => name, SHOWN)}`,
      );
    });
  }

  /** What `smallest` would choose, and what is wrong with each of the others. */
  async explain(constraints: SizeConstraints = {}, options: CallOptions = {}): Promise<Explanation<Size>> {
    this.require('explain');
    const wanted = this.#wanted(constraints, 'explain');
    return this.run('explain', tell(wanted), options.signal, () => this.#consider(wanted, options));
  }

  #wanted(constraints: SizeConstraints, operation: string): SizeConstraints {
    const { image, ...given } = constraints;
    for (const [name, value] of Object.entries(given)) {
      if (!KNOWN.some((known) => known === name)) throw this.invalid(operation, `unknown constraint ${name}; known: ${KNOWN.join(', ')}, image`);
      if (value !== undefined && !(Number.isFinite(value) && value >= 0))
        throw this.invalid(operation, `${name}: got ${String(value)}, expected a number from 0`);
    }
    return {
      memoryMiB: Math.max(given.memoryMiB ?? 0, image?.minMemoryMiB ?? 0),
      cpus: given.cpus,
      diskMiB: Math.max(given.diskMiB ?? 0, image?.minDiskMiB ?? 0),
    };
  }

  async #consider(wanted: SizeConstraints, options: CallOptions): Promise<Explanation<Size>> {
    const sizes = await this.list(options).toArray();
    const fitting = sizes.filter((size) => lacks(size, wanted).length === 0);
    const chosen = fitting.sort(compare)[0];
    const candidates = sizes.map((candidate): Considered<Size> => {
      const why = lacks(candidate, wanted);
      if (why.length > 0) return { candidate, verdict: 'rejected', why };
      return candidate === chosen ? { candidate, verdict: 'chosen', why: [] } : { candidate, verdict: 'fits', why: ['it is bigger'] };
    });
    return { chosen, candidates };
  }
}

/** All that it has too little of. */
function lacks(size: Size, wanted: SizeConstraints): string[] {
  const lacking: string[] = [];
  if (size.memoryMiB < (wanted.memoryMiB ?? 0)) lacking.push(`${size.memoryMiB} MiB of memory`);
  if (size.cpus !== undefined && size.cpus < (wanted.cpus ?? 0)) lacking.push(`${size.cpus} CPUs`);
  if (size.diskMiB !== undefined && size.diskMiB < (wanted.diskMiB ?? 0)) lacking.push(`${size.diskMiB} MiB of disk`);
  return lacking;
}

/** `memoryMiB 2048, cpus 2`; nothing when anything will do. */
const tell = (wanted: SizeConstraints): string | undefined =>
  Object.entries(wanted)
    .filter(([, value]) => value !== undefined && value !== 0)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ') || undefined;

const compare = (a: Size, b: Size): number =>
  a.memoryMiB - b.memoryMiB || (a.cpus ?? 0) - (b.cpus ?? 0) || (a.diskMiB ?? 0) - (b.diskMiB ?? 0) || (a.id < b.id ? -1 : 1);
