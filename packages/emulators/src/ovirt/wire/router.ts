import type { Handler } from './call.ts';

interface Node {
  readonly fixed: Map<string, Node>;
  wild: { readonly name: string; readonly node: Node } | undefined;
  readonly handlers: Map<string, Handler>;
}

const node = (): Node => ({ fixed: new Map(), wild: undefined, handlers: new Map() });

export type Found = { readonly handler: Handler; readonly ids: Readonly<Record<string, string>> } | 'no-path' | 'no-method';

/** Routes as `GET /vms/{vm}/nics`. Segments are compared as sent; ids are not decoded. */
export class Router {
  readonly #root = node();

  on(route: string, handler: Handler): this {
    const [method = '', path = ''] = route.split(' ');
    let at = this.#root;
    for (const segment of path.split('/').filter((one) => one !== '')) {
      if (segment.startsWith('{')) {
        at.wild ??= { name: segment.slice(1, -1), node: node() };
        if (at.wild.name !== segment.slice(1, -1)) throw new Error(`${route}: the id is called ${at.wild.name} elsewhere`);
        at = at.wild.node;
      } else {
        const known = at.fixed.get(segment) ?? node();
        at.fixed.set(segment, known);
        at = known;
      }
    }
    at.handlers.set(method, handler);
    return this;
  }

  find(method: string, path: string): Found {
    const ids: Record<string, string> = {};
    let at = this.#root;
    for (const segment of path.split('/').filter((one) => one !== '')) {
      const fixed = at.fixed.get(segment);
      if (fixed !== undefined) at = fixed;
      else if (at.wild !== undefined) {
        ids[at.wild.name] = segment;
        at = at.wild.node;
      } else return 'no-path';
    }
    const handler = at.handlers.get(method);
    if (handler !== undefined) return { handler, ids };
    return at.handlers.size === 0 ? 'no-path' : 'no-method';
  }
}
