import { catalogue } from '../catalogue/catalogue.ts';
import type { EngineState } from '../state/engine-state.ts';
import { API } from '../wire/call.ts';
import { type Element, element, part } from '../wire/element.ts';
import { EngineFault } from '../wire/faults.ts';
import { childText, idOf, type XmlElement } from '../wire/read-body.ts';

/** What references are looked up in. */
export interface World {
  readonly state: EngineState;
  /** The document of a path below the API; undefined where there is none. */
  readonly fetch: (path: string) => Element | undefined;
  /** Where it is asked for: `eth0` is the NIC of the host that the request is about. */
  readonly path: string;
}

/** Top level collections by what they hold: `Vm` is in `/vms`. */
let homes: ReadonlyMap<string, string> | undefined;
function homeOf(type: string): string | undefined {
  homes ??= new Map(
    [...catalogue().service('System').below]
      .flatMap(([segment, { service }]) => {
        const { type: held, item } = catalogue().service(service);
        return held === undefined || item === undefined ? [] : [[held, `/${segment}`] as const];
      })
      .reverse(),
  );
  return homes.get(type);
}

/** Types of what stands below other objects, and is referred to. All others without a collection at the top are described, not referred to. */
const NESTED: ReadonlySet<string> = new Set([
  'AffinityGroup',
  'ClusterFeature',
  'GlusterVolume',
  'HostDevice',
  'HostNic',
  'NetworkAttachment',
  'Qos',
  'Quota',
  'Snapshot',
]);

/** Whether objects of that type are referred to. */
export const refers = (type: string): boolean => homeOf(type) !== undefined || NESTED.has(type);

/**
 * `<cluster><name>Default</name></cluster>` or `<cluster id="…"/>` as the engine shows it, with href and id. The id wins; what does not exist is a 404
 * with a fault. Undefined when the body refers to nothing, but describes something.
 */
export function lookUpReference(world: World, item: XmlElement, tag: string, type: string): Element | undefined {
  const id = idOf(item);
  const name = childText(item, 'name');
  if (id === undefined && name === undefined) return undefined;
  const path = find(world, type, id, name);
  if (path !== undefined) return element(tag, { href: `${API}${path}`, id: path.slice(path.lastIndexOf('/') + 1) });
  if (!refers(type)) return undefined;
  throw new EngineFault(404, 'Operation Failed', `Entity not found: ${tag.replaceAll('_', ' ')}: ${id ?? name ?? ''}`);
}

/** The path of an object of that type. */
export function find(world: World, type: string, id: string | undefined, name: string | undefined): string | undefined {
  const home = homeOf(type);
  if (home !== undefined) {
    if (id !== undefined) return world.fetch(`${home}/${id}`) === undefined ? undefined : `${home}/${id}`;
    const found = world.fetch(home)?.children.find((one) => part(one, 'name')?.text === name);
    return found === undefined ? undefined : `${home}/${found.attributes['id'] ?? ''}`;
  }
  if (type === 'HostNic' || type === 'HostDevice') {
    const segment = type === 'HostNic' ? 'nics' : 'devices';
    for (const host of world.state.hosts.keys()) world.state.open.collection(`/hosts/${host}/${segment}`);
  }
  const near = world.path.split('/').slice(0, 3).join('/');
  const nested = world.state.open.find(type, id, name, near);
  if (nested !== undefined || type !== 'Snapshot' || id === undefined) return nested;
  const vm = [...world.state.vms.values()].find((one) => one.snapshots.has(id));
  return vm === undefined ? undefined : `/vms/${vm.id}/snapshots/${id}`;
}
