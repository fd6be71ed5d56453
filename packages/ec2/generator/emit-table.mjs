// The tables that the codec reads.
import { HEAD } from './emit-types.mjs';

/** A member as the table says it: a code, an object of members, or [name of the items, what they are]. */
export class TableWriter {
  constructor(shapes, item) {
    this.shapes = shapes;
    this.item = item;
    this.used = new Set();
    this.order = [];
  }

  type(type) {
    if (type.kind === 'scalar') return `'${type.code}'`;
    if (type.kind === 'shape') {
      this.use(type.name);
      return type.name;
    }
    if (type.kind === 'list') return `['${type.flat === true ? '*' : (type.item ?? this.item)}', ${this.type(type.of)}]`;
    return this.members(type.members);
  }

  members(members) {
    if (members.length === 0) return '{}';
    const parts = members.map((member) => {
      if (member.name !== '') return `${key(member.name)}: ${this.type(member.type)}`;
      this.use(member.type.name);
      return `...${member.type.name}`;
    });
    return `{ ${parts.join(', ')} }`;
  }

  /** Each stands before what uses it. */
  use(name) {
    if (this.used.has(name)) return;
    this.used.add(name);
    const text = this.members(this.shapes.get(name));
    this.order.push(`const ${name}: Shape = ${text};\n`);
  }
}

const key = (name) => (/^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`);

export function tableText(actions, shapes, item, listName) {
  const writer = new TableWriter(shapes, item);
  const rows = actions.map((action) => {
    const newer = (action['>'] ?? []).filter(({ mark }) => mark === '+').map(({ name }) => name);
    const since = (action['>'] ?? []).filter(({ mark }) => mark === '~').map(({ name }) => name);
    const parts = [
      action.wire === action.name ? undefined : `wire: '${action.wire}'`,
      action.mark === '+' ? 'amazonOnly: true' : undefined,
      action['>'] === undefined ? undefined : `in: ${writer.members(action['>'])}`,
      newer.length === 0 ? undefined : `newer: [${newer.map((name) => `'${name}'`).join(', ')}]`,
      since.length === 0 ? undefined : `since2016: [${since.map((name) => `'${name}'`).join(', ')}]`,
      action['<'] === undefined ? undefined : `out: ${writer.members(action['<'])}`,
      listName(action) === undefined ? undefined : `list: '${listName(action)}'`,
    ].filter((part) => part !== undefined);
    return `  ${action.name}: { ${parts.join(', ')} },\n`;
  });
  return `${HEAD}import type { QueryTable${writer.order.length === 0 ? '' : ', Shape'} } from '../../table.ts';\n\n${writer.order.join('')}\nexport const table: QueryTable = {\n${rows.join('')}};\n`;
}
