import { compareWords, plural, segment, singular, words } from './names.ts';

/** `enum` and `struct` are of the model; the others are its primitives. */
export type FieldKind = 'string' | 'boolean' | 'integer' | 'integer64' | 'decimal' | 'date' | 'enum' | 'struct';

/** A member of a type, or a parameter of a method. */
export interface Field {
  /** In camel case, as in TypeScript. */
  readonly name: string;
  readonly tag: string;
  readonly kind: FieldKind;
  /** Of the model: `Vm`, `VmStatus`, `string`. */
  readonly type: string;
  readonly list: boolean;
  /** Tag of the items of a list. */
  readonly item: string;
  /** Written as an attribute: ids are. */
  readonly attribute: boolean;
  /** Values of an enum, by themselves: the string that is kept of an answer is ours, and not a piece of it. */
  readonly values: ReadonlyMap<string, string> | undefined;
}

/** A type of the model, ready for reading and writing. */
export interface Schema {
  readonly name: string;
  readonly base: string;
  readonly tag: string;
  /** Tag of a document that is a list of them. */
  readonly plural: string;
  /** In the order they are written: attributes by name, then links by name. */
  readonly fields: readonly Field[];
  readonly byTag: ReadonlyMap<string, Field>;
  readonly byName: ReadonlyMap<string, Field>;
  /** Lists that `<link rel="…">` may point to. */
  readonly byRelation: ReadonlyMap<string, Field>;
}

/** The generated tables. */
export interface Tables {
  readonly structs: Readonly<Record<string, readonly [base: string, attributes: string, links: string]>>;
  readonly tagExceptions: Readonly<Record<string, string>>;
  readonly enums: Readonly<Record<string, readonly string[] | undefined>>;
}

const PRIMITIVES: ReadonlySet<string> = new Set(['string', 'boolean', 'integer', 'integer64', 'decimal', 'date']);

/** Makes schemas of the tables, each when it is first needed. */
export class Schemas {
  readonly #tables: Tables;
  readonly #schemas = new Map<string, Schema>();
  readonly #lists = new Map<string, readonly Field[]>();
  #roots: Map<string, { readonly schema: Schema; readonly list: boolean }> | undefined;
  readonly #enums = new Map<string, ReadonlyMap<string, string>>();
  #heirs: Map<string, readonly Schema[]> | undefined;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  get(name: string): Schema {
    const before = this.#schemas.get(name);
    if (before !== undefined) return before;
    const made = this.#make(name);
    this.#schemas.set(name, made);
    return made;
  }

  /** All types that are this one or extend it: what a document of it may really be. */
  family(name: string): readonly Schema[] {
    if (this.#heirs === undefined) {
      const heirs = new Map<string, Schema[]>();
      for (const heir of Object.keys(this.#tables.structs)) {
        for (let one = heir; one !== ''; one = this.#tables.structs[one]?.[0] ?? '') heirs.set(one, [...(heirs.get(one) ?? []), this.get(heir)]);
      }
      this.#heirs = heirs;
    }
    return this.#heirs.get(name) ?? [];
  }

  /** What a document is, by the name of its element: `vm`, `vms`. */
  ofRoot(tag: string): { readonly schema: Schema; readonly list: boolean } | undefined {
    if (this.#roots === undefined) {
      const roots = new Map<string, { readonly schema: Schema; readonly list: boolean }>();
      const schemas = Object.keys(this.#tables.structs).map((name) => this.get(name));
      for (const schema of schemas) roots.set(schema.plural, { schema, list: true });
      // A few plurals are the tags of other types: the thing itself comes first.
      for (const schema of schemas) roots.set(schema.tag, { schema, list: false });
      this.#roots = roots;
    }
    return this.#roots.get(tag);
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#tables.structs, name);
  }

  /** `vm:Vm clone:boolean follow`: a list of members as the tables have them. */
  fields(tokens: string): readonly Field[] {
    const before = this.#lists.get(tokens);
    if (before !== undefined) return before;
    const list = tokens.trim();
    const fields = list === '' ? [] : list.split(/\s+/).map((token) => this.#field(token));
    this.#lists.set(tokens, fields);
    return fields;
  }

  tag(name: string): string {
    const rule = words(name);
    return this.#tables.tagExceptions[rule] ?? rule;
  }

  #make(name: string): Schema {
    const own = this.#tables.structs[name];
    if (own === undefined) throw new TypeError(`the model has no type ${name}`);
    const attributes: Field[] = [];
    const links: Field[] = [];
    for (let row: typeof own | undefined = own; row !== undefined; row = this.#tables.structs[row[0]]) {
      attributes.push(...this.fields(row[1]));
      links.push(...this.fields(row[2]));
    }
    const byName = (a: Field, b: Field): number => compareWords(words(a.name), words(b.name));
    const fields = [...attributes.sort(byName), ...links.sort(byName)];
    return {
      name,
      base: own[0],
      tag: this.tag(name),
      plural: this.#exception(plural(words(name))),
      fields,
      byTag: new Map(fields.map((field) => [field.attribute ? `@${field.tag}` : field.tag, field])),
      byName: new Map(fields.map((field) => [field.name, field])),
      byRelation: new Map(links.filter((field) => field.list).map((field) => [segment(field.name), field])),
    };
  }

  #field(token: string): Field {
    const [, word = '', type = 'string', brackets] = /^(\w+)(?::(\w+)(\[\])?)?$/.exec(token) ?? [];
    // The string that objects have for this key: setting members by it is much quicker than by an equal one.
    const [name = word] = Object.keys({ [word]: 0 });
    const values = this.#values(type);
    const kind = PRIMITIVES.has(type) ? (type as FieldKind) : values === undefined ? 'struct' : 'enum';
    return {
      name,
      type,
      kind,
      values,
      list: brackets !== undefined,
      tag: this.tag(name),
      item: kind === 'struct' ? this.tag(type) : this.#exception(singular(words(name))),
      attribute: name === 'id',
    };
  }

  #values(type: string): ReadonlyMap<string, string> | undefined {
    const before = this.#enums.get(type);
    if (before !== undefined) return before;
    const list = this.#tables.enums[type];
    if (list === undefined) return undefined;
    const values = new Map(list.map((value) => [value, value]));
    this.#enums.set(type, values);
    return values;
  }

  #exception(tag: string): string {
    return this.#tables.tagExceptions[tag] ?? tag;
  }
}
