import { randomUUID } from 'node:crypto';
import { placeOf } from '../catalogue/catalogue.ts';
import type { Element } from '../wire/element.ts';

/** An object of a collection that has no rules of its own. */
export interface OpenItem {
  readonly id: string;
  /** By element name. */
  members: ReadonlyMap<string, Element>;
  /** For a membership: the path of what is a member. It is shown with what it says of itself. */
  readonly target?: string;
}

export type OpenCollection = Map<string, OpenItem>;

/** The plain collections of the engine, by their path: `/clusters/ID/affinitygroups`. What stands in one at first is made when it is first looked at. */
export class OpenStore {
  readonly #collections = new Map<string, OpenCollection>();
  /** The same, by the type of what they hold. */
  readonly #byType = new Map<string, Map<string, OpenCollection>>();
  /** What a behaving object was told besides what it cares for, by its id. */
  readonly #kept = new Map<string, ReadonlyMap<string, Element>>();
  readonly #keptForNextRun = new Map<string, ReadonlyMap<string, Element>>();
  readonly seed: (path: string) => Iterable<OpenItem>;

  constructor(seed: (path: string) => Iterable<OpenItem>) {
    this.seed = seed;
  }

  collection(path: string): OpenCollection {
    let found = this.#collections.get(path);
    if (found === undefined) {
      found = new Map();
      // In place before it is filled: what it is filled with may refer to it.
      this.#collections.set(path, found);
      const type = placeOf(path)?.service.type ?? '';
      const alike = this.#byType.get(type) ?? new Map<string, OpenCollection>();
      this.#byType.set(type, alike.set(path, found));
      for (const item of this.seed(path)) found.set(item.id, item);
    }
    return found;
  }

  add(path: string, members: ReadonlyMap<string, Element>, more: { readonly id?: string; readonly target?: string } = {}): OpenItem {
    const item: OpenItem = { id: more.id ?? randomUUID(), members, ...(more.target === undefined ? {} : { target: more.target }) };
    this.collection(path).set(item.id, item);
    return item;
  }

  /** Forgets all that stood below an object. */
  forget(path: string): void {
    for (const known of this.#collections.keys()) {
      if (!known.startsWith(`${path}/`)) continue;
      this.#collections.delete(known);
      this.#byType.get(placeOf(known)?.service.type ?? '')?.delete(known);
    }
    this.#kept.delete(path.slice(path.lastIndexOf('/') + 1));
  }

  /** The path of an object of that type, wherever it is; what is below `near` is looked at first. */
  find(type: string, id: string | undefined, name: string | undefined, near: string): string | undefined {
    const all = this.#of(type);
    const isNear = ([path]: [string, OpenCollection]): boolean => path.startsWith(`${near}/`);
    for (const [path, items] of [...all.filter(isNear), ...all.filter((one) => !isNear(one))]) {
      for (const item of items.values()) {
        if (item.target === undefined && (id === undefined ? item.members.get('name')?.text === name : item.id === id)) return `${path}/${item.id}`;
      }
    }
    return undefined;
  }

  /** All objects of that type, with their paths. */
  all(type: string): { readonly path: string; readonly item: OpenItem }[] {
    return this.#of(type).flatMap(([path, items]) => [...items.values()].map((item) => ({ path: `${path}/${item.id}`, item })));
  }

  #of(type: string): [string, OpenCollection][] {
    return [...(this.#byType.get(type) ?? [])];
  }

  kept(id: string): ReadonlyMap<string, Element> | undefined {
    return this.#kept.get(id);
  }

  keep(id: string, members: ReadonlyMap<string, Element>): void {
    this.#kept.set(id, members);
  }

  keptForNextRun(id: string): ReadonlyMap<string, Element> | undefined {
    return this.#keptForNextRun.get(id);
  }

  keepForNextRun(id: string, members: ReadonlyMap<string, Element>): void {
    this.#keptForNextRun.set(id, members);
  }

  /** A virtual machine is down: what waited for that is true now. */
  promote(id: string): void {
    const waiting = this.#keptForNextRun.get(id);
    if (waiting === undefined) return;
    this.#keptForNextRun.delete(id);
    this.#kept.set(id, waiting);
  }
}
