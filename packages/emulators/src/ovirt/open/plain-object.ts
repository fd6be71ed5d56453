import { catalogue, type Member, PRIMITIVES, type Struct } from '../catalogue/catalogue.ts';
import { API } from '../wire/call.ts';
import { type Element, element, leaf, list } from '../wire/element.ts';

type PlainValue = string | number | boolean | PlainObject | readonly PlainValue[];
/** Members by element name. A reference is the path of what it refers to: `{ cluster: '/clusters/ID' }`. `id` is an attribute. */
export interface PlainObject {
  readonly [tag: string]: PlainValue | undefined;
}

/** Plain data as elements of that type. A name that the type lacks is a mistake of ours. */
export function membersOf(struct: Struct, value: PlainObject): Map<string, Element> {
  const out = new Map<string, Element>();
  for (const [tag, given] of Object.entries(value)) {
    if (tag === 'id' || given === undefined) continue;
    const member = struct.members.get(tag);
    if (member === undefined) throw new Error(`${struct.name} has no ${tag}`);
    out.set(tag, memberElement(member, given));
  }
  return out;
}

function memberElement(member: Member, value: PlainValue): Element {
  if (member.item === undefined) return valueElement(member.tag, member, value);
  const { item } = member;
  return list(
    member.tag,
    (Array.isArray(value) ? (value as readonly PlainValue[]) : [value]).map((one) => valueElement(item, member, one)),
  );
}

function valueElement(tag: string, member: Member, value: PlainValue): Element {
  if (typeof value === 'object') {
    const struct = catalogue().struct(member.type);
    if (struct === undefined || Array.isArray(value)) throw new Error(`${tag} is no ${typeof value}`);
    const plain = value as PlainObject;
    const { id } = plain;
    return element(tag, id === undefined ? {} : { id: typeof id === 'object' ? '' : String(id) }, [...membersOf(struct, plain).values()]);
  }
  if (!PRIMITIVES.has(member.type) && !catalogue().enums.has(member.type) && typeof value === 'string')
    return element(tag, { href: `${API}${value}`, id: value.slice(value.lastIndexOf('/') + 1) });
  const values = catalogue().enums.get(member.type);
  if (values !== undefined && !values.includes(String(value))) throw new Error(`${tag} cannot be ${String(value)}`);
  return leaf(tag, value) ?? element(tag, {});
}
