import { comment, document, wrapped } from './layout.mjs';
import { ascending, byName } from './model.mjs';
import { camel, PRIMITIVES, TAG_EXCEPTIONS } from './naming.mjs';

/** The TypeScript of a type of the model. */
export function typeText({ type, list }) {
  const one = PRIMITIVES[type] ?? type;
  return list ? `ListOf<${one}>` : one;
}

/** `name:Type[]`, or the name alone for a string: how tables of the runtime tell members. */
export function token({ name, type, list }) {
  return type === 'string' && !list ? camel(name) : `${camel(name)}:${type}${list ? '[]' : ''}`;
}

export function emitTypes(model, groups) {
  const enums = new Set(model.enums.map(({ name }) => name));
  const files = new Map();
  for (const group of [...new Set(groups.values())].sort(ascending)) {
    const types = model.types.filter(({ name }) => groups.get(name) === group);
    files.set(`types/${group}.ts`, document(model, [imports(types, group, groups, enums), ...types.map(emitStruct)]));
  }
  files.set('enums.ts', document(model, model.enums.map(emitEnum)));
  files.set('structs.ts', document(model, [emitTables(model)]));
  return files;
}

function imports(types, group, groups, enums) {
  const used = new Set(types.flatMap((type) => [type.base, ...[...type.attributes, ...type.links].map((one) => one.type)]));
  const members = types.flatMap((type) => [...type.attributes, ...type.links]);
  const runtime = [
    ...(members.some(({ type }) => type === 'integer64') ? ['Integer64'] : []),
    ...(members.some(({ list }) => list) ? ['ListOf'] : []),
    ...(types.some(({ base }) => base === undefined) ? ['Struct'] : []),
  ];
  const lines = [];
  const from = new Map();
  for (const name of [...used].sort(ascending)) {
    const file = enums.has(name) ? '../enums.ts' : groups.get(name) === undefined || groups.get(name) === group ? undefined : `./${groups.get(name)}.ts`;
    if (file !== undefined) from.set(file, [...(from.get(file) ?? []), name]);
  }
  if (runtime.length > 0) from.set('../../runtime/values.ts', runtime);
  for (const [file, names] of [...from].sort(([a], [b]) => (a < b ? -1 : 1))) lines.push(wrapped(`import type { `, names, `, `, ` } from '${file}';`));
  return lines.join('\n');
}

function emitStruct(type) {
  const lines = [...comment('', notes(type)), `export interface ${type.name} extends ${type.base ?? 'Struct'} {`];
  for (const part of ['attributes', 'links']) {
    for (const member of type[part]) {
      lines.push(...comment('  ', notes(member)), `  readonly ${camel(member.name)}?: ${typeText(member)} | undefined;`);
    }
  }
  return [...lines, '}'].join('\n');
}

function emitEnum({ name, values, ...rest }) {
  const deprecated = values.filter((one) => one.deprecated).map((one) => `\`${one.name}\``);
  const later = new Map();
  for (const { name: value, since } of values) if (since !== undefined && since !== rest.since) later.set(since, [...(later.get(since) ?? []), `\`${value}\``]);
  const parts = [...later].map(([since, names]) => `${names.join(', ')} since ${since}.`);
  if (deprecated.length > 0) parts.push(`Deprecated: ${deprecated.join(', ')}.`);
  return [
    ...comment('', [...notes(rest), ...parts]),
    wrapped(
      `export const ${name} = [`,
      values.map((one) => `'${one.name}'`),
      ', ',
      '] as const;',
    ),
    `export type ${name} = (typeof ${name})[number];`,
  ].join('\n');
}

export function notes({ since, deprecated }) {
  return [...(since === undefined ? [] : [`Since ${since}.`]), ...(deprecated ? ['@deprecated'] : [])];
}

function emitTables(model) {
  const rows = model.types.map((type) => {
    const parts = [type.attributes, type.links].map((members) => members.map(token));
    const inner = parts.map((tokens) => (tokens.length === 0 ? "    ''," : `${wrapped('    `', tokens, ' ', '`', '      ')},`));
    return `  ${type.name}: [\n    '${type.base ?? ''}',\n${inner.join('\n')}\n  ],`;
  });
  const wide = [
    '/** Base, attributes and links of every type: `member:Type`, a string where there is no type, `[]` for lists. */',
    'export const structs: Readonly<Record<string, readonly [base: string, attributes: string, links: string]>> = {',
    ...rows,
    '};',
    '',
    '/** Tags that are not the words of a name joined with `_`. */',
    'export const tagExceptions: Readonly<Record<string, string>> = {',
    ...Object.entries(TAG_EXCEPTIONS)
      .sort(([a], [b]) => byName({ name: a }, { name: b }))
      .map(([name, tag]) => `  ${name}: '${tag}',`),
    '};',
  ];
  return wide.join('\n');
}
