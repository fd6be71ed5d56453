// TypeScript types of parameters and results, and the interface of a service's client.
const SCALARS = {
  s: 'string',
  i: 'number',
  l: 'number',
  f: 'number',
  b: 'boolean',
  t: 'Date',
  m: 'Readonly<Record<string, string>>',
  F: 'Filters',
  A: 'string',
  P: 'string',
  S: 'Secret',
};

export const HEAD = '// Written by generator/generate.mjs from generator/services. Do not edit.\n';

/** Everywhere the same, whatever the language of the machine. */
export const ascending = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

export const camel = (name) => name[0].toLowerCase() + name.slice(1);

export class TypeWriter {
  constructor(shapes) {
    this.shapes = shapes;
    /** Shapes by direction: sent ones may leave lists out, received ones have them always. */
    this.used = { in: new Set(), out: new Set() };
  }

  text(type, direction, indent) {
    if (type.kind === 'scalar') return type.code === 'B' ? (direction === 'in' ? 'Uint8Array | string' : 'Uint8Array') : SCALARS[type.code];
    if (type.kind === 'shape') {
      this.use(type.name, direction);
      return this.nameOf(type.name, direction);
    }
    if (type.kind === 'list') {
      const of = this.text(type.of, direction, indent);
      return `readonly ${of.includes(' | ') && !of.startsWith('{') ? `(${of})` : of}[]`;
    }
    if (type.members.length === 0) return 'Readonly<Record<string, never>>';
    return `{\n${this.members(type.members, direction, `${indent}  `)}${indent}}`;
  }

  members(members, direction, indent) {
    return this.flat(members)
      .map(({ name, type, required, mark }) => {
        const sure = direction === 'in' ? required : type.kind === 'list';
        const doc = mark === '+' && direction === 'in' ? `${indent}/** Amazon's alone. */\n` : '';
        return `${doc}${indent}readonly ${name}${sure ? '' : '?'}: ${this.text(type, direction, indent)}${sure ? '' : ' | undefined'};\n`;
      })
      .join('');
  }

  /** With the members of shapes that stand in place. */
  flat(members) {
    return members.flatMap((member) => (member.name === '' ? this.flat(this.shapes.get(member.type.name)) : [member]));
  }

  use(name, direction) {
    if (!this.shapes.has(name)) throw new Error(`no shape @${name}`);
    if (this.used[direction].has(name)) return;
    this.used[direction].add(name);
    this.text({ kind: 'struct', members: this.shapes.get(name) }, direction, '');
  }

  nameOf(name, direction) {
    return direction === 'in' && this.used.out.has(name) ? `${name}Input` : name;
  }

  /** To be called when everything has been used. */
  shapeTypes() {
    return [...this.shapes.keys()]
      .sort(ascending)
      .flatMap((name) =>
        ['out', 'in']
          .filter((direction) => this.used[direction].has(name))
          .map(
            (direction) => `export interface ${this.nameOf(name, direction)} ${this.text({ kind: 'struct', members: this.shapes.get(name) }, direction, '')}\n`,
          ),
      );
  }
}
