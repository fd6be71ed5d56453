import { CloudError, nearest, type XmlChild, type XmlElement, xml } from '@portolan/core/driver';
import { writeScalar } from './scalars.ts';
import type { Field, Schema, Schemas } from './schemas.ts';

const MOST_NESTED = 60;

/** Makes XML of objects: what is set is written, nothing else. All that is wrong with an argument is said at once. */
export class StructWriter {
  readonly #schemas: Schemas;
  readonly #problems: string[] = [];

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  /** `<vm id="…"><name>…`: `place` is how the caller calls it, for errors. */
  struct(schema: Schema, value: unknown, tag: string, place: string, depth = 0): XmlElement {
    const attributes: Record<string, string> = {};
    const children: XmlChild[] = [];
    if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date) {
      this.#problems.push(`${place} should be an object of type ${schema.name}, not ${kindOf(value)}`);
      return xml(tag);
    }
    if (depth > MOST_NESTED) {
      this.#problems.push(`${place} is nested too deep: does it hold itself?`);
      return xml(tag);
    }
    const given = value as Readonly<Record<string, unknown>>;
    this.#refuseUnknown(schema, given, place);
    if (typeof given['href'] === 'string') attributes['href'] = given['href'];
    for (const field of schema.fields) {
      const one = given[field.name];
      if (one === undefined) continue;
      if (field.attribute) attributes[field.tag] = this.scalar(field, one, `${place}.${field.name}`);
      else children.push(this.member(field, one, `${place}.${field.name}`, depth + 1));
    }
    return xml(tag, attributes, ...children);
  }

  member(field: Field, value: unknown, place: string, depth = 0): XmlElement {
    if (field.list) return this.list(field, value, field.tag, place, depth);
    if (field.kind === 'struct') return this.struct(this.#schemas.get(field.type), value, field.tag, place, depth);
    return xml(field.tag, {}, this.scalar(field, value, place));
  }

  list(field: Field, value: unknown, tag: string, place: string, depth = 0): XmlElement {
    if (!Array.isArray(value)) {
      this.#problems.push(`${place} should be a list, not ${kindOf(value)}`);
      return xml(tag);
    }
    const { href } = value as { readonly href?: string | undefined };
    const items = value.map((item: unknown, index) => this.member({ ...field, list: false, tag: field.item }, item, `${place}[${index}]`, depth + 1));
    return xml(tag, { href }, ...items);
  }

  scalar(field: Field, value: unknown, place: string): string {
    const text = writeScalar(field, value);
    if (text === undefined) this.#problems.push(`${place} should be ${ARTICLES[field.kind] ?? field.type}, not ${kindOf(value)}`);
    return text ?? '';
  }

  problem(text: string): void {
    this.#problems.push(text);
  }

  /** Throws what was found. */
  check(): void {
    if (this.#problems.length > 0) throw new CloudError('invalid-argument', this.#problems.join('; '), { outcome: 'not-done' });
  }

  #refuseUnknown(schema: Schema, given: Readonly<Record<string, unknown>>, place: string): void {
    for (const name of Object.keys(given)) {
      if (schema.byName.has(name) || name === 'href' || given[name] === undefined) continue;
      const meant = nearest(name, [...schema.byName.keys()]);
      this.#problems.push(`${schema.name} has no member ${name} (${place})${meant === undefined ? '' : `: ${meant}?`}`);
    }
  }
}

const ARTICLES: Readonly<Record<string, string>> = {
  string: 'a string',
  enum: 'a string',
  boolean: 'a boolean',
  integer: 'an integer',
  integer64: 'an integer',
  decimal: 'a number',
  date: 'a Date',
};

/** Never the value itself: it may be a password. */
function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'a Date';
  return typeof value === 'number' && !Number.isSafeInteger(value) ? 'such a number' : `a ${typeof value}`;
}
