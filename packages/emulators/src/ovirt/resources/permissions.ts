import type { OpenItem } from '../open/open-store.ts';
import { type Answer, API, bodyOf, type Call, must, ok, plainListing } from '../wire/call.ts';
import type { Element } from '../wire/element.ts';
import { incomplete } from '../wire/faults.ts';
import { child, idOf, type XmlElement } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';

/** What a permission can be for, and where that is. */
const OBJECTS: Readonly<Record<string, string>> = {
  data_center: '/datacenters',
  cluster: '/clusters',
  host: '/hosts',
  storage_domain: '/storagedomains',
  vm: '/vms',
  vm_pool: '/vmpools',
  template: '/templates',
  disk: '/disks',
};

/** Permissions stand with what they are for. Those of a user or a group are looked up from there, and so are the roles they give. */
export function permissionRoutes(router: Router): void {
  for (const [plural, kind] of [
    ['users', 'user'],
    ['groups', 'group'],
  ] as const) {
    const owner = (call: Call): string => {
      const id = call.ids[kind] ?? '';
      must(call.state.open.collection(`/${plural}`).get(id));
      return id;
    };
    const found = (call: Call): { readonly path: string; readonly item: OpenItem }[] => {
      const id = owner(call);
      return call.state.open.all('Permission').filter(({ item }) => item.members.get(kind)?.attributes['id'] === id);
    };
    const one = (call: Call): { readonly path: string } => must(found(call).find(({ item }) => item.id === call.ids['permission']));
    const shown = (call: Call, path: string): Element => must(call.fetch(path));
    router
      .on(`GET /${plural}/{${kind}}/permissions`, (call) => plainListing(call, 'permissions', found(call), ({ path }) => shown(call, path)))
      .on(`POST /${plural}/{${kind}}/permissions`, (call) => add(call, kind, owner(call)))
      .on(`GET /${plural}/{${kind}}/permissions/{permission}`, (call) => ok(shown(call, one(call).path)))
      .on(`DELETE /${plural}/{${kind}}/permissions/{permission}`, (call) => call.send('DELETE', one(call).path))
      .on(`GET /${plural}/{${kind}}/roles`, (call) =>
        plainListing(call, 'roles', roles(call, found(call)), (path) => below(call, plural, owner(call), shown(call, path))),
      )
      .on(`GET /${plural}/{${kind}}/roles/{role}`, (call) => {
        const path = must(roles(call, found(call)).find((each) => each.endsWith(`/${call.ids['role'] ?? ''}`)));
        return ok(below(call, plural, owner(call), shown(call, path)));
      });
  }
}

function add(call: Call, kind: string, ownerId: string): Answer {
  const body = bodyOf(call, 'permission');
  const object = Object.keys(OBJECTS).find((name) => child(body, name) !== undefined);
  const reference: XmlElement = { name: kind, attributes: { id: ownerId }, children: [], text: '' };
  const whole = { ...body, children: [...body.children.filter((one) => one.name !== kind), reference] };
  if (object === undefined) return call.send('POST', '/permissions', whole);
  const id = idOf(child(body, object));
  if (id === undefined) throw incomplete('Permission', `${object.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())}.id`, 'add');
  return call.send('POST', `${OBJECTS[object] ?? ''}/${id}/permissions`, whole);
}

/** Paths of the roles, each once. */
const roles = (_: Call, found: readonly { readonly item: OpenItem }[]): string[] => [
  ...new Set(found.flatMap(({ item }) => item.members.get('role')?.attributes['href']?.slice(API.length) ?? [])),
];

const below = (_: Call, plural: string, id: string, shown: Element): Element => ({
  ...shown,
  attributes: { ...shown.attributes, href: `${API}/${plural}/${id}/roles/${shown.attributes['id'] ?? ''}` },
});
