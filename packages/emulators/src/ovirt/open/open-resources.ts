import { catalogue, type Method, type Parameter, type Place, PRIMITIVES, placeOf, type Service, type Struct } from '../catalogue/catalogue.ts';
import { type Answer, API, bodyOf, type Call, created, listing, must, ok, plainListing } from '../wire/call.ts';
import { type Element, element, leaf } from '../wire/element.ts';
import { conflict, EngineFault, immutable, incomplete, NotFound } from '../wire/faults.ts';
import { idOf, textAt, type XmlElement } from '../wire/read-body.ts';
import { openAction } from './actions.ts';
import { refuseInUse } from './in-use.ts';
import { requireMembers } from './mandatory.ts';
import type { OpenItem } from './open-store.ts';
import { membersOf } from './plain-object.ts';
import { mergeMembers, readMembers } from './read-members.ts';
import { find } from './references.ts';
import { type Rule, ruleOf } from './rules.ts';
import { searchableOf } from './searches.ts';

type Open = Omit<Call, 'ids'>;

/** What has no behaviour of its own: kept as it was sent, checked by the model, with the few rules that the engine has for it. */
export function openResource(method: string, place: Place, call: Open): Answer {
  const { service } = place;
  const last = place.way.at(-1);
  const here = last?.path ?? '';
  requireParent(place, call);
  if (place.action !== undefined) return method === 'POST' ? openAction(place, place.action, call, here) : notAllowed();
  if (last?.id === undefined) {
    const add = service.methods.get('add');
    if (method === 'GET' && service.methods.has('list')) return listItems(service, here, call);
    if (method === 'POST' && add !== undefined) return addItem(service, add, place, here, call);
    if (method === 'DELETE' && service.methods.has('remove')) return removeMany(service, here, call);
    if (method === 'GET' && service.methods.has('get'))
      return ok(must([...call.state.open.collection(here).values()].map((item) => itemElement(item, service, here, call))[0]));
    return notAllowed();
  }
  const collection = here.slice(0, here.lastIndexOf('/'));
  const item = must(call.state.open.collection(collection).get(last.id));
  switch (method) {
    case 'GET':
      // Some members can be taken away and not looked at, such as the VMs of an affinity group.
      return service.methods.has('get') ? ok(must(itemElement(item, service, collection, call))) : notAllowed();
    case 'PUT':
      return service.methods.has('update') ? updateItem(service, item, place, collection, call) : notAllowed();
    case 'DELETE':
      return service.methods.has('remove') ? removeItem(service, item, place, collection, call) : notAllowed();
    default:
      return notAllowed();
  }
}

const notAllowed = (): Answer => ({ status: 405 });

/** The nearest object above has to be there. */
function requireParent(place: Place, call: Open): void {
  const above = place.way.slice(0, -1).findLast((one) => one.id !== undefined);
  const self = place.way.at(-1);
  if (above !== undefined && above.path !== self?.path) must(call.fetch(above.path));
}

/** An object as it is shown. Of a membership that is what the member says of itself, with what the membership adds. */
function itemElement(item: OpenItem, service: Service, collection: string, call: Open): Element | undefined {
  const itemService = service.item === undefined ? service : catalogue().service(service.item.service);
  const struct = structOf(service) ?? structOf(itemService);
  if (struct === undefined) return undefined;
  // Some lists cannot be looked into: their items have an id and no address.
  const href = service.item === undefined ? undefined : `${API}${collection}/${item.id}`;
  if (item.target === undefined) {
    const live = ruleOf(service.name, collection).live?.(call, item, collection);
    const members = live === undefined ? item.members : mergeMembers(item.members, membersOf(struct, live));
    return element(struct.tag, { href, id: item.id }, ordered(members));
  }
  const shown = call.fetch(item.target);
  if (shown === undefined) return undefined;
  const plain = shown.children.filter((one) => one.name !== 'link' && one.name !== 'actions');
  const merged = mergeMembers(new Map(plain.map((one) => [one.name, one])), item.members);
  return element(struct.tag, { href: href !== undefined && itemService.methods.has('get') ? href : shown.attributes['href'], id: item.id }, ordered(merged));
}

const FIRST = ['name', 'description', 'comment'];

const ordered = (members: ReadonlyMap<string, Element>): Element[] => [
  ...FIRST.flatMap((name) => members.get(name) ?? []),
  ...[...members].filter(([name]) => !FIRST.includes(name)).map(([, one]) => one),
];

const structOf = (service: Service): Struct | undefined => (service.type === undefined ? undefined : catalogue().struct(service.type));

function listItems(service: Service, here: string, call: Open): Answer {
  const struct = must(structOf(service));
  const shown = [...call.state.open.collection(here).values()].flatMap((item) => itemElement(item, service, here, call) ?? []);
  const searchable = searchableOf(service.name, call);
  return searchable === undefined
    ? plainListing({ ...call, ids: {} }, struct.plural, shown, (one) => one)
    : listing({ ...call, ids: {} }, struct.plural, shown, searchable, (one) => one);
}

/** The parameter that is the object itself, not an option of the call. */
const subject = (method: Method): Parameter | undefined =>
  method.parameters.find((one) => one.in && !PRIMITIVES.has(one.type) && !catalogue().enums.has(one.type));

function addItem(service: Service, add: Method, place: Place, here: string, call: Open): Answer {
  const parameter = must(subject(add));
  const struct = must(catalogue().struct(parameter.type));
  const rule = ruleOf(service.name, here);
  if (parameter.list) {
    const body = bodyOf({ ...call, ids: {} }, struct.plural);
    const made = body.children.map((one) => addOne(service, add, place, here, { ...call, body: one }, struct, rule));
    return created(
      element(
        struct.plural,
        {},
        made.map((item) => itemElement(item, service, here, call)),
      ),
    );
  }
  bodyOf({ ...call, ids: {} }, struct.tag);
  const item = addOne(service, add, place, here, call, struct, rule);
  record(call, 'Adding', struct, item);
  return created(must(itemElement(item, service, here, call)));
}

function addOne(service: Service, add: Method, place: Place, here: string, call: Open, struct: Struct, rule: Rule): OpenItem {
  const body = call.body;
  if (body === undefined) throw new NotFound();
  const { open } = call.state;
  const mandatory = (rule.mandatory ?? add.mandatory).map((one) =>
    one
      .split('|')
      .map((path) => path.slice(path.indexOf('.') + 1))
      .join('|'),
  );
  requireMembers(body, struct.name, 'add', mandatory);
  if (rule.membership !== undefined) return join(service, rule.membership, here, call, body, struct);
  const members = readMembers(call, body, struct, subCollections(service, struct));
  const full = mergeMembers(mergeMembers(membersOf(struct, rule.defaults?.(call, members) ?? {}), members), parents(place, struct));
  refuseTwin(rule, struct, here, full, undefined, call, 'add');
  if (rule.single === true && open.collection(here).size > 0) throw conflict(`Cannot add ${title(struct)}. There is one already.`);
  rule.check?.(call, full, here);
  const id = rule.id?.(body, full);
  if (id !== undefined && open.collection(here).has(id)) throw conflict(`Cannot add ${title(struct)}. ${id} is there already.`);
  const item = open.add(here, full, id === undefined ? {} : { id });
  for (const [member, segment] of rule.inline ?? [])
    addInline(
      call,
      `${here}/${item.id}/${segment}`,
      body.children.find((one) => one.name === member),
    );
  rule.added?.(call, item, `${here}/${item.id}`);
  return item;
}

/** Members that came with the object and stand in a collection below it. */
function addInline(call: Open, path: string, wrapper: XmlElement | undefined): void {
  if (wrapper === undefined) return;
  const add = placeOf(path)?.service.methods.get('add');
  // Some collections take many at once, in the same wrapper.
  const bodies = add?.parameters.some((one) => one.list && one.out) === true ? [wrapper] : wrapper.children;
  for (const body of bodies) call.send('POST', path, body);
}

/** Lists that have a collection of their own below the object are not kept with it. */
function subCollections(service: Service, struct: Struct): ReadonlySet<string> {
  const itemService = service.item === undefined ? service : catalogue().service(service.item.service);
  return new Set(
    [...struct.members.values()]
      .filter((one) => one.link && one.item !== undefined && itemService.below.has(one.name.replaceAll('_', '')))
      .map((one) => one.tag),
  );
}

/** An object refers to those above it. */
function parents(place: Place, struct: Struct): Map<string, Element> {
  const out = new Map<string, Element>();
  for (const { service, path, id } of place.way) {
    const member = id === undefined ? undefined : [...struct.members.values()].find((one) => one.item === undefined && one.type === service.type);
    if (member !== undefined && id !== undefined) out.set(member.tag, element(member.tag, { href: `${API}${path}`, id }));
  }
  return out;
}

/** A job, which is over at once, and an event: by them a client finds what its request has done. */
function record(call: Open, verb: string, struct: Struct, item: OpenItem): void {
  const what = `${title(struct)} ${item.members.get('name')?.text ?? item.id}`;
  call.state.startJob(call.correlationId, `${verb} ${what}`).finish();
  call.state.addEvent(RECORDED, `${verb} ${what} by ${call.user.name} is done.`, call.correlationId);
}

/** The emulator has no code of its own for each of these. */
const RECORDED = 9999;

const title = (struct: Struct): string => struct.name.replace(/(?<!^)(?=[A-Z])/g, ' ');

function refuseTwin(rule: Rule, struct: Struct, here: string, members: ReadonlyMap<string, Element>, self: string | undefined, call: Open, verb: string): void {
  const names = rule.unique ?? ['name'];
  const key = (of: ReadonlyMap<string, Element>): string => names.map((name) => of.get(name)?.text ?? of.get(name)?.attributes['id'] ?? '').join('\n');
  const own = key(members);
  if (names.length === 0 || own.trim() === '') return;
  const twin = [...call.state.open.collection(here).values()].find((one) => one.id !== self && one.target === undefined && key(one.members) === own);
  if (twin !== undefined) throw conflict(`Cannot ${verb} ${title(struct)}. The ${title(struct)} ${names.join(', ').replaceAll('_', ' ')} is already in use.`);
}

/** Adds what is there already to a group. */
function join(service: Service, membership: NonNullable<Rule['membership']>, here: string, call: Open, body: XmlElement, struct: Struct): OpenItem {
  const [id, name] = [idOf(body), textAt(body, 'name')];
  const path = membership.known?.(call, id, name) ?? find(call, membership.type ?? struct.name, id, name);
  if (path === undefined) throw new EngineFault(404, 'Operation Failed', `Entity not found: ${title(struct)}: ${id ?? name ?? ''}`);
  const memberId = path.slice(path.lastIndexOf('/') + 1);
  const { open } = call.state;
  if (open.collection(here).has(memberId)) throw conflict(`Cannot add ${title(struct)}. It is there already.`);
  const own = new Map([...readMembers(call, body, struct, subCollections(service, struct))].filter(([tag]) => membership.own?.includes(tag) === true));
  const members = mergeMembers(membersOf(struct, membership.defaults ?? {}), own);
  const item = open.add(here, members, { id: memberId, target: path });
  const mirror = membership.mirror?.(here, memberId);
  if (mirror !== undefined) open.add(mirror.collection, new Map(), { id: mirror.id, target: mirror.target });
  return item;
}

function updateItem(service: Service, item: OpenItem, place: Place, collection: string, call: Open): Answer {
  const update = must(service.methods.get('update'));
  const parameter = must(subject(update));
  const struct = must(catalogue().struct(parameter.type));
  const body = bodyOf({ ...call, ids: {} }, struct.tag);
  const given = idOf(body);
  if (given !== undefined && given !== item.id) throw immutable('id');
  const rule = ruleOf(place.way.at(-2)?.service.name ?? '', collection);
  refuseLocked(rule, struct, item, 'edit');
  const read = readMembers(call, body, struct, subCollections(service, struct));
  const own = item.target === undefined ? read : new Map([...read].filter(([tag]) => rule.membership?.own?.includes(tag) === true));
  const merged = mergeMembers(mergeMembers(item.members, own), item.target === undefined ? parents(place, struct) : new Map<string, Element>());
  if (item.target === undefined) refuseTwin(rule, struct, collection, merged, item.id, call, 'edit');
  rule.changing?.(call, item, merged);
  item.members = merged;
  rule.changed?.(call, item);
  record(call, 'Editing', struct, item);
  const above = must(place.way.at(-2)).service;
  return ok(must(itemElement(item, above, collection, call)));
}

/** Of a volume's bricks, some are taken away at once: `DELETE …/glusterbricks` with `<action><bricks>…</bricks></action>`. */
function removeMany(service: Service, here: string, call: Open): Answer {
  const struct = must(structOf(service));
  const body = bodyOf({ ...call, ids: {} }, 'action');
  const wanted = body.children.find((one) => one.name === struct.plural)?.children ?? [];
  if (wanted.length === 0) throw incomplete(struct.name, `${struct.plural}.id`, 'remove');
  for (const one of wanted) call.send('DELETE', `${here}/${idOf(one) ?? ''}`);
  return ok(element('action', {}, [leaf('status', 'complete')]));
}

function refuseLocked(rule: Rule, struct: Struct, item: OpenItem, verb: string): void {
  const reason = rule.locked?.(item.members);
  if (reason !== undefined) throw conflict(`Cannot ${verb} ${title(struct)}. ${reason}`);
}

function removeItem(service: Service, item: OpenItem, place: Place, collection: string, call: Open): Answer {
  const rule = ruleOf(place.way.at(-2)?.service.name ?? '', collection);
  const struct = structOf(service) ?? must(structOf(must(place.way.at(-2)).service));
  const { open } = call.state;
  if (item.target === undefined) {
    refuseLocked(rule, struct, item, 'remove');
    refuseInUse(call, struct.name, item.id, title(struct));
    rule.removing?.(call, item);
  }
  open.collection(collection).delete(item.id);
  const mirror = rule.membership?.mirror?.(collection, item.id);
  if (mirror !== undefined) open.collection(mirror.collection).delete(mirror.id);
  open.forget(`${collection}/${item.id}`);
  record(call, 'Removing', struct, item);
  return ok(element('action', {}, [leaf('status', 'complete')]));
}
