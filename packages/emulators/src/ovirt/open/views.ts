import { type Answer, type Call, must, ok } from '../wire/call.ts';
import { type Element, list, part } from '../wire/element.ts';
import { NotFound } from '../wire/faults.ts';
import type { XmlElement } from '../wire/read-body.ts';

interface View {
  /** The segments up to and with the collection; `{}` for an id. */
  readonly segments: readonly string[];
  /** Where its objects really are; `{0}` is the first id of the path. */
  readonly target: string;
  /** What an object of it says of the one it is looked at from; undefined when all are seen from everywhere. */
  readonly member: string | undefined;
  /** The member is a list. */
  readonly wrapper?: string;
}

const view = (path: string, target: string, member: string | undefined, wrapper?: string): View => ({
  segments: path.split('/').slice(1),
  target,
  member,
  ...(wrapper === undefined ? {} : { wrapper }),
});

/** Collections that are another one, seen from an object: what is below them has its address there. The longer ones first. */
const VIEWS: readonly View[] = [
  view('/datacenters/{}/storagedomains/{}/disks', '/disks', 'storage_domain', 'storage_domains'),
  view('/storagedomains/{}/disks', '/disks', 'storage_domain', 'storage_domains'),
  view('/datacenters/{}/clusters', '/clusters', 'data_center'),
  view('/datacenters/{}/networks', '/networks', 'data_center'),
  view('/networks/{}/vnicprofiles', '/vnicprofiles', 'network'),
  view('/hosts/{}/nics/{}/networkattachments', '/hosts/{0}/networkattachments', 'host_nic'),
  view('/clusters/{}/cpuprofiles', '/cpuprofiles', 'cluster'),
  view('/clusters/{}/networkfilters', '/networkfilters', undefined),
  view('/storagedomains/{}/diskprofiles', '/diskprofiles', 'storage_domain'),
];
/** Objects below what they are a member of: what is below such a member is really below the object. */
const MEMBERS: readonly { readonly segments: readonly string[]; readonly target: string }[] = [
  { segments: ['datacenters', '{}', 'iscsibonds', '{}', 'networks', '{}'], target: '/networks' },
  { segments: ['datacenters', '{}', 'iscsibonds', '{}', 'storageserverconnections', '{}'], target: '/storageconnections' },
  { segments: ['users', '{}', 'roles', '{}'], target: '/roles' },
  { segments: ['groups', '{}', 'roles', '{}'], target: '/roles' },
];

type Go = (method: string, path: string, call: Omit<Call, 'ids'>) => Answer;

/** Answers a request for a view by one for what it is a view of; undefined when the path is no view. */
export function throughView(method: string, call: Omit<Call, 'ids'>, go: Go): Answer | undefined {
  const segments = call.path.split('/').filter((one) => one !== '');
  const matches = (pattern: readonly string[]): boolean =>
    segments.length >= pattern.length && pattern.every((one, index) => one === '{}' || one === segments[index]);
  for (const { segments: pattern, target } of MEMBERS) {
    // Seen from here it is got and taken out; changed it is where it is.
    if (!matches(pattern) || (segments.length === pattern.length && method !== 'PUT')) continue;
    must(call.fetch(`/${segments.slice(0, pattern.length).join('/')}`));
    return go(method, [target, ...segments.slice(pattern.length - 1)].join('/'), call);
  }
  const found = VIEWS.find((one) => matches(one.segments));
  if (found === undefined) return undefined;
  const parent = segments.slice(0, found.segments.length - 1);
  const parentId = parent.at(-1) ?? '';
  must(call.fetch(`/${parent.join('/')}`));
  const refers = (item: Element): boolean => {
    if (found.member === undefined) return true;
    const at = found.wrapper === undefined ? [part(item, found.member)] : (part(item, found.wrapper)?.children ?? []);
    return at.some((one) => one?.attributes['id'] === parentId);
  };
  const target = found.target.replace('{0}', segments[1] ?? '');
  const below = segments.slice(found.segments.length);
  const [id] = below;
  if (id !== undefined) {
    const item = call.fetch(`${target}/${id}`);
    if (item === undefined || !refers(item)) throw new NotFound();
    return go(method, [target, ...below].join('/'), call);
  }
  if (method === 'POST') return go(method, target, { ...call, body: call.body === undefined ? undefined : referring(call.body, found, parentId) });
  const { max: _, ...rest } = Object.fromEntries(call.parameters);
  const all = go(method, target, { ...call, parameters: new Map(Object.entries(rest)) }).element;
  const max = Number(call.parameters.get('max') ?? Number.POSITIVE_INFINITY);
  return ok(list(all?.name ?? '', (all?.children ?? []).filter(refers).slice(0, Number.isNaN(max) ? undefined : max)));
}

/** A body to which the reference to the parent is added, in place of what it may say itself. */
function referring(body: XmlElement, found: View, id: string): XmlElement {
  if (found.member === undefined) return body;
  const reference: XmlElement = { name: found.member, attributes: { id }, children: [], text: '' };
  const added = found.wrapper === undefined ? reference : { name: found.wrapper, attributes: {}, children: [reference], text: '' };
  return { ...body, children: [...body.children.filter((one) => one.name !== added.name), added] };
}
