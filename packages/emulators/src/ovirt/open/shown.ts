import { catalogue, type Place, placeOf, type Service } from '../catalogue/catalogue.ts';
import { type Answer, API, actions, type Call, flag } from '../wire/call.ts';
import { type Element, link, mapped } from '../wire/element.ts';
import { type OwnedBy, owned, ownedInside } from './owned.ts';
import { mergeMembers, readMembers } from './read-members.ts';

type Open = Omit<Call, 'ids'>;
/** Members that take the engine more queries, and are shown only when all is asked for. */
const COSTLY: ReadonlySet<string> = new Set(['console', 'rng_device', 'soundcard_enabled', 'tpm_enabled', 'virtio_scsi']);
const COSTLY_TYPES: ReadonlySet<string> = new Set(['InstanceType', 'Template', 'Vm', 'VmPool']);
const FIRST: ReadonlySet<string> = new Set(['name', 'description', 'comment']);

/** Every object of an answer with its actions, its links to what is below it, and the members that were kept for it. */
export function shown(answer: Answer, call: Open): Answer {
  const { element } = answer;
  if (element === undefined) return answer;
  const nextRun = flag({ ...call, ids: {} }, 'next_run') === true;
  const all = flag({ ...call, ids: {} }, 'all_content') === true;
  const one = (item: Element): Element => complete(item, call, nextRun, all);
  return { ...answer, element: element.list === true ? mapped(element, one) : one(element) };
}

function complete(item: Element, call: Open, nextRun: boolean, all: boolean): Element {
  const { href, id } = item.attributes;
  if (href === undefined || id === undefined) return item;
  const service = serviceAt(href.slice(API.length));
  if (service === undefined) return item;
  const kept = (nextRun ? call.state.open.keptForNextRun(id) : undefined) ?? call.state.open.kept(id);
  const plain = item.children.filter((one) => one.name !== 'link' && one.name !== 'actions');
  const whole = kept === undefined ? plain : overlay(plain, kept, owned(service.type));
  const merged = all || !COSTLY_TYPES.has(service.type ?? '') ? whole : whole.filter((one) => !COSTLY.has(one.name));
  const names = [...service.actions.keys()];
  return {
    ...item,
    children: [
      ...(names.length === 0 ? [] : [actions(href, names)]),
      ...merged.filter((one) => FIRST.has(one.name)),
      ...[...service.below.keys()].map((segment) => link(`${href}/${segment}`, segment)),
      ...merged.filter((one) => !FIRST.has(one.name)),
    ],
  };
}

const SERVICES = new Map<string, Service | undefined>();

/** By the path's shape: ids are every second segment. */
function serviceAt(path: string): Service | undefined {
  const shape = path
    .split('/')
    .map((segment, index) => (index > 0 && index % 2 === 0 ? '{}' : segment))
    .join('/'); // prettier-ignore
  if (!SERVICES.has(shape)) SERVICES.set(shape, placeOf(path)?.service);
  return SERVICES.get(shape);
}

/** Kept members in place of those of the answer, except where the object's own handler knows better. */
function overlay(plain: readonly Element[], kept: ReadonlyMap<string, Element>, by: OwnedBy): Element[] {
  const before = new Map(plain.map((one) => [one.name, one]));
  return [...mergeMembers(before, new Map([...kept].filter(([name]) => !by.has(name)))).values()];
}

/**
 * Members of a body that the object's own handler does not care for are kept beside it, once the handler has let the request through. They are
 * read before: what is wrong with them refuses the request.
 */
export function keepMembers(method: string, place: Place | undefined, call: Open): (answer: Answer) => Answer {
  const adds = method === 'POST' && place?.action === undefined;
  if (place === undefined || call.body === undefined || !(adds || method === 'PUT')) return (answer) => answer;
  const struct = catalogue().struct(place.service.type ?? '');
  if (adds && place.service.item === undefined) return (answer) => answer;
  if (struct === undefined || call.body.name !== struct.tag) return (answer) => answer;
  const itemService = adds && place.service.item !== undefined ? catalogue().service(place.service.item.service) : place.service;
  const below = [...struct.members.values()].filter((one) => one.item !== undefined && one.link && itemService.below.has(one.name.replaceAll('_', '')));
  const skip = new Set([...owned(struct.name), ...below.map((one) => one.tag)]);
  const members = new Map([...readMembers(call, call.body, struct, skip)].flatMap(([name, one]) => without(one, name, ownedInside(struct.name, name))));
  return (answer) => {
    const id = answer.element?.attributes['id'];
    if (id === undefined || members.size === 0 || answer.status >= 300) return answer;
    const { open } = call.state;
    const vm = struct.name === 'Vm' && !adds ? call.state.vms.get(id) : undefined;
    const waits = vm !== undefined && !['down', 'image_locked'].includes(vm.status);
    if (waits) {
      open.keepForNextRun(id, mergeMembers(open.keptForNextRun(id) ?? open.kept(id) ?? new Map(), members));
      vm.nextRun ??= {};
    } else open.keep(id, mergeMembers(open.kept(id) ?? new Map(), members));
    return answer;
  };
}

/** A member without what is somebody else's in it; nothing when nothing is left. */
function without(member: Element, name: string, parts: readonly string[]): [string, Element][] {
  if (parts.length === 0) return [[name, member]];
  const children = member.children.filter((one) => !parts.includes(one.name));
  return children.length === 0 ? [] : [[name, { ...member, children }]];
}
