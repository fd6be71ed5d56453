import { unexpectedBody, type XmlNode, type XmlValue } from '@portolan/core/driver';
import { readScalar } from './scalars.ts';
import type { Field, Schema, Schemas } from './schemas.ts';

/** Told of what an engine newer than the model sends. */
export interface UnknownValue {
  readonly type: string;
  readonly member: string;
  readonly value: string;
}

export type OnUnknownValue = (unknown: UnknownValue) => void;

type MutableStruct = Record<string, unknown>;
type MutableList = unknown[] & { href?: string };

/**
 * Makes objects of XML. What the model does not know (elements, attributes, links, values of enums) is passed over: engines are newer than models.
 * A repeated element counts once, the last.
 */
export class StructReader {
  readonly #schemas: Schemas;
  readonly #onUnknownValue: OnUnknownValue | undefined;

  constructor(schemas: Schemas, onUnknownValue?: OnUnknownValue) {
    this.#schemas = schemas;
    this.#onUnknownValue = onUnknownValue;
  }

  struct(schema: Schema, node: XmlNode): MutableStruct {
    const struct: MutableStruct = {};
    const href = node['@href'];
    if (typeof href === 'string') struct['href'] = href;
    for (const tag in node) {
      const field = schema.byTag.get(tag);
      if (field === undefined) continue;
      const value = this.member(schema, field, last(node[tag] as XmlValue));
      if (value !== undefined) struct[field.name] = value;
    }
    if (node['link'] !== undefined) readLinks(schema, struct, node['link']);
    // V8 makes a hash table of what has many members set one by one, six times as large; of a copy it does not.
    return { ...struct };
  }

  /** A member, or what an action answers. */
  member(schema: Schema, field: Field, value: string | XmlNode): unknown {
    if (field.list) return this.#list(schema, field, value);
    if (field.kind === 'struct') return this.struct(this.#schemas.get(field.type), nodeOf(value));
    return this.#scalar(schema, field, value);
  }

  /** The items of a wrapper are read whatever their tags. */
  #list(schema: Schema, field: Field, wrapper: string | XmlNode): MutableList {
    const list: MutableList = [];
    if (typeof wrapper === 'string') return list;
    if (typeof wrapper['@href'] === 'string') list.href = wrapper['@href'];
    for (const item of itemsOf(wrapper, field.item)) {
      const value = field.kind === 'struct' ? this.struct(this.#schemas.get(field.type), nodeOf(item)) : this.#scalar(schema, field, item);
      if (value !== undefined) list.push(value);
    }
    return list;
  }

  #scalar(schema: Schema, field: Field, value: string | XmlNode): unknown {
    const text = textOf(field, value);
    const read = readScalar(field, text);
    if (read === undefined && field.kind === 'enum' && text !== '') this.#onUnknownValue?.({ type: schema.name, member: field.name, value: text });
    return read;
  }
}

/** Elements of a wrapper or of a document that is a list, but for what the engine puts beside items. */
export function* itemsOf(wrapper: XmlNode, expected: string): Generator<string | XmlNode, void, undefined> {
  for (const tag in wrapper) {
    if (tag.startsWith('@') || tag === '#text' || ((tag === 'actions' || tag === 'link') && tag !== expected)) continue;
    const value = wrapper[tag] as XmlValue;
    if (Array.isArray(value)) yield* value as readonly (string | XmlNode)[];
    else yield value as string | XmlNode;
  }
}

const EMPTY: XmlNode = Object.freeze(Object.create(null) as XmlNode);

export function nodeOf(value: string | XmlNode): XmlNode {
  return typeof value === 'string' ? EMPTY : value;
}

function last(value: XmlValue): string | XmlNode {
  return Array.isArray(value) ? (value.at(-1) as string | XmlNode) : (value as string | XmlNode);
}

function textOf(field: Field, value: string | XmlNode): string {
  if (typeof value === 'string') return value;
  const text = value['#text'];
  if (typeof text === 'string') return text;
  for (const key in value) if (!key.startsWith('@')) throw unexpectedBody(`<${field.tag}> holds elements instead of text`);
  return '';
}

/** `<link rel="nics" href="…"/>` tells where a list is, wherever it stands. Other links are actions and what the model does not know. */
function readLinks(schema: Schema, struct: MutableStruct, value: XmlValue): void {
  for (const link of Array.isArray(value) ? (value as readonly (string | XmlNode)[]) : [value as string | XmlNode]) {
    const { '@rel': relation, '@href': href } = nodeOf(link);
    const field = typeof relation === 'string' ? schema.byRelation.get(relation) : undefined;
    if (field === undefined || typeof href !== 'string') continue;
    const list = (struct[field.name] ?? []) as MutableList;
    list.href = href;
    struct[field.name] = list;
  }
}
