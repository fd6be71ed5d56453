import { CloudError, nearest } from '@portolan/core/driver';
import type { Parameter } from '../compute/query.ts';
import type { Filters } from './query-types.ts';
import type { Code, Member, Shape } from './table.ts';

/** How a service writes lists: EC2 `InstanceId.1`, the others `Listeners.member.1`, and nothing in a list as `Listeners=`. */
export interface QueryDialect {
  readonly members: boolean;
}

/** Parameters as a form's fields, in the order given. A name that the action does not have is refused: a misspelt filter must not list everything. */
export function encodeParameters(action: string, shape: Shape, parameters: object, dialect: QueryDialect): Record<string, Parameter> {
  const fields: Record<string, Parameter> = {};
  writeMembers(fields, '', shape, parameters, dialect, action);
  return fields;
}

function writeMembers(fields: Record<string, Parameter>, prefix: string, shape: Shape, values: object, dialect: QueryDialect, where: string): void {
  for (const [name, value] of Object.entries(values) as [string, unknown][]) {
    if (value === undefined) continue;
    const member = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (member === undefined) throw unknownMember(where, name, Object.keys(shape));
    write(fields, `${prefix}${name}`, member, value, dialect, `${where}.${name}`);
  }
}

function write(fields: Record<string, Parameter>, name: string, member: Member, value: unknown, dialect: QueryDialect, where: string): void {
  if (member === 'F') {
    writeFilters(fields, name, value as Filters, dialect);
  } else if (typeof member === 'string') {
    fields[name] = scalarText(value, member, where);
  } else if (isList(member)) {
    if (!Array.isArray(value)) throw invalid(where, 'a list', value);
    if (value.length === 0 && dialect.members) fields[name] = '';
    const infix = dialect.members ? '.member' : '';
    for (const [index, item] of (value as readonly unknown[]).entries()) write(fields, `${name}${infix}.${index + 1}`, member[1], item, dialect, where);
  } else {
    if (typeof value !== 'object' || value === null) throw invalid(where, 'an object', value);
    writeMembers(fields, `${name}.`, member, value, dialect, where);
  }
}

function writeFilters(fields: Record<string, Parameter>, name: string, filters: Filters, dialect: QueryDialect): void {
  const infix = dialect.members ? '.member' : '';
  const list = Array.isArray(filters)
    ? (filters as readonly { readonly Name: string; readonly Value: readonly string[] }[])
    : Object.entries(filters as Readonly<Record<string, string | readonly string[]>>).map(([key, value]) => ({
        Name: key,
        Value: typeof value === 'string' ? [value] : value,
      }));
  for (const [index, { Name, Value }] of list.entries()) {
    fields[`${name}${infix}.${index + 1}.Name`] = Name;
    for (const [at, value] of Value.entries()) fields[`${name}${infix}.${index + 1}.Value${infix}.${at + 1}`] = value;
  }
}

/** `2014-01-01T00:00:00Z`, `true`, base64: as queries, headers and documents have it. */
export function scalarText(value: unknown, code: Code, where: string): string {
  switch (code) {
    case 'i':
    case 'l':
    case 'f':
      if (typeof value !== 'number' || !Number.isFinite(value) || (code !== 'f' && !Number.isSafeInteger(value))) {
        throw invalid(where, code === 'f' ? 'a number' : 'a whole number', value);
      }
      return String(value);
    case 'b':
      if (typeof value !== 'boolean') throw invalid(where, 'true or false', value);
      return String(value);
    case 't':
      if (!(value instanceof Date) || Number.isNaN(value.getTime())) throw invalid(where, 'a Date', value);
      return value.toISOString().replace(/\.000Z$/, 'Z');
    case 'B':
      if (typeof value === 'string') return Buffer.from(value, 'utf8').toString('base64');
      if (!(value instanceof Uint8Array)) throw invalid(where, 'bytes or text', value);
      return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
    default:
      if (typeof value !== 'string') throw invalid(where, 'text', value);
      return value;
  }
}

export const isList = (member: Member): member is readonly [string, Code | Shape] => Array.isArray(member);

export function unknownMember(where: string, name: string, known: readonly string[]): CloudError {
  const like = nearest(name, known);
  return new CloudError('invalid-argument', `${where} has no ${name}`, {
    outcome: 'not-done',
    remedy: like === undefined ? undefined : `did you mean ${like}?`,
  });
}

/** The value is not shown: it may be a secret. */
const invalid = (where: string, wanted: string, value: unknown): CloudError =>
  new CloudError('invalid-argument', `${where}: expected ${wanted}, got ${value === null ? 'null' : typeof value}`, { outcome: 'not-done' });
