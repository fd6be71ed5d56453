import { catalogue, type Member, PRIMITIVES, type Struct } from '../catalogue/catalogue.ts';
import { API } from '../wire/call.ts';
import { type Element, element, leaf, list } from '../wire/element.ts';
import { EngineFault, UsageFault } from '../wire/faults.ts';
import { childText, idOf, type XmlElement } from '../wire/read-body.ts';
import { find, lookUpReference, refers, type World } from './references.ts';

/** What was sent is kept and shown again, except for these: secrets, and what the engine alone decides. */
const NEVER_KEPT: ReadonlySet<string> = new Set(['password', 'root_password', 'status', 'creation_time', 'start_time', 'stop_time']);

/**
 * The members of a body that the type has, checked and in the engine's spelling; references are looked up. What the type does not have is skipped,
 * as the engine's readers do. `skip` names members that somebody else takes care of.
 */
export function readMembers(world: World, body: XmlElement, struct: Struct, skip: ReadonlySet<string> = new Set()): Map<string, Element> {
  const found = new Map<string, Element>();
  for (const item of body.children) {
    const member = struct.members.get(item.name);
    if (member === undefined || member.xmlAttribute || skip.has(item.name) || NEVER_KEPT.has(item.name)) continue;
    found.set(item.name, readMember(world, item, member));
  }
  return found;
}

function readMember(world: World, item: XmlElement, member: Member): Element {
  if (member.item === undefined) return readValue(world, item, member.tag, member.type, member.link);
  return list(
    member.tag,
    item.children.map((one) => readValue(world, one, member.item ?? one.name, member.type, member.link)),
  );
}

function readValue(world: World, item: XmlElement, tag: string, type: string, link: boolean): Element {
  if (PRIMITIVES.has(type)) return scalar(tag, readPrimitive(item.text, type));
  const values = catalogue().enums.get(type);
  if (values !== undefined) return scalar(tag, readEnum(item.text, values, tag));
  const struct = catalogue().struct(type);
  if (struct === undefined) return scalar(tag, item.text);
  const reference = link ? lookUpReference(world, item, tag, type) : plainReference(world, item, tag, type);
  if (reference !== undefined) return reference;
  const attributes: Record<string, string> = {};
  const id = idOf(item);
  if (id !== undefined && struct.members.has('id')) attributes['id'] = checkedId(struct, id);
  return element(tag, attributes, [...readMembers(world, item, struct).values()]);
}

/** Some references are no links in the model: `<small_icon id="…"/>`, the slaves of a bond. Nobody minds if nothing has that id or name. */
function plainReference(world: World, item: XmlElement, tag: string, type: string): Element | undefined {
  if (!refers(type) || item.children.some((one) => one.name !== 'id' && one.name !== 'name')) return undefined;
  const [id, name] = [idOf(item), childText(item, 'name')];
  const path = id === undefined && name === undefined ? undefined : find(world, type, id, name);
  return path === undefined ? undefined : element(tag, { href: `${API}${path}`, id: path.slice(path.lastIndexOf('/') + 1) });
}

function checkedId(struct: Struct, id: string): string {
  const member = struct.members.get('id');
  const values = catalogue().enums.get(member?.type ?? '');
  return values === undefined ? readPrimitive(id, member?.type ?? 'string') : readEnum(id, values, 'id');
}

const scalar = (tag: string, text: string): Element => leaf(tag, text) ?? element(tag, {});

function readPrimitive(text: string, type: string): string {
  const trimmed = text.trim();
  switch (type) {
    case 'boolean':
      if (/^(true|1)$/i.test(trimmed)) return 'true';
      if (/^(false|0)$/i.test(trimmed)) return 'false';
      throw new UsageFault();
    case 'integer':
      if (!/^[+-]?\d+$/.test(trimmed)) throw new UsageFault();
      return String(BigInt(trimmed.replace(/^\+/, '')));
    case 'decimal':
      if (trimmed === '' || !Number.isFinite(Number(trimmed))) throw new UsageFault();
      return trimmed;
    case 'date':
      if (Number.isNaN(Date.parse(trimmed))) throw new UsageFault();
      return trimmed;
    default:
      return text;
  }
}

function readEnum(text: string, values: readonly string[], name: string): string {
  const found = values.find((value) => value === text.trim().toLowerCase());
  if (found === undefined) throw new EngineFault(400, 'Invalid Enum value', `${text} is not a member of ${name}; valid values: ${values.join(', ')}`);
  return found;
}

/** Later values over earlier ones: structures member by member, all else as a whole. An empty reference takes the member away. */
export function mergeMembers(earlier: ReadonlyMap<string, Element>, later: ReadonlyMap<string, Element>): Map<string, Element> {
  const merged = new Map(earlier);
  for (const [name, given] of later) {
    const known = merged.get(name);
    const structured = given.text === undefined && given.list !== true && given.attributes['id'] === undefined;
    if (structured && given.children.length === 0) merged.delete(name);
    else if (structured && known !== undefined && known.children.length > 0)
      merged.set(name, { ...known, children: mergeChildren(known.children, given.children) });
    else merged.set(name, given);
  }
  return merged;
}

const mergeChildren = (earlier: readonly Element[], later: readonly Element[]): Element[] => [
  ...mergeMembers(new Map(earlier.map((one) => [one.name, one])), new Map(later.map((one) => [one.name, one]))).values(),
];
