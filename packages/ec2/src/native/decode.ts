import { Secret, unexpectedBody, type XmlNode, type XmlValue, xmlText } from '@portolan/core/driver';
import { isList } from './encode.ts';
import type { Code, Member, Shape } from './table.ts';

/** Members of an element as the table has them. Lists that are not there are empty; what the table does not know is left out. */
export function decodeShape(node: XmlNode, shape: Shape): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape)) {
    const value = member === 'A' ? node[`@${name}`] : node[name];
    const decoded = decode(value, member, name);
    if (decoded !== undefined) result[name] = decoded;
  }
  return result;
}

function decode(value: XmlValue | undefined, member: Member, name: string): unknown {
  if (isList(member)) {
    const [item, of] = member;
    return (item === '*' ? all(value) : itemsOf(value, item, name)).map((one) => decode(one, of, name));
  }
  if (value === undefined) return undefined;
  if (member === 'm') return mapOf(value);
  if (typeof member === 'string') return scalarOf(textOf(value, name), member, name);
  return decodeShape(nodeOf(value, name), member);
}

const all = (value: XmlValue | undefined): readonly (string | XmlNode)[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly (string | XmlNode)[]) : [value as string | XmlNode];

/** Spot's `<SecurityGroupId><SecurityGroupId>…` is the only list whose items are called like it. */
function itemsOf(value: XmlValue | undefined, item: string, name: string): readonly (string | XmlNode)[] {
  if (value === undefined || typeof value === 'string') return [];
  const node = nodeOf(value, name);
  return all(node[item] ?? node[name]);
}

function nodeOf(value: XmlValue, name: string): XmlNode {
  if (typeof value === 'string') {
    if (value.trim() === '') return {};
    throw unexpectedBody(`<${name}> holds text instead of elements`);
  }
  if (!Array.isArray(value)) return value as XmlNode;
  if (value.length === 1 && typeof value[0] === 'object') return value[0] as XmlNode;
  throw unexpectedBody(`<${name}> stands there ${value.length} times`);
}

const textOf = (value: XmlValue, name: string): string => xmlText({ [name]: value } as XmlNode, name) ?? '';

/** `<entry><key>Users</key><value>3</value></entry>` */
function mapOf(value: XmlValue): Record<string, string> {
  const entries = itemsOf(value, 'entry', 'entry') as readonly XmlNode[];
  return Object.fromEntries(entries.map((entry) => [xmlText(entry, 'key') ?? '', xmlText(entry, 'value') ?? '']));
}

/** Text keeps its blanks. Of everything else, nothing is not there: `<iops/>`. */
export function scalarOf(text: string, code: Code, name: string): unknown {
  if (code === 's' || code === 'A') return text;
  if (code === 'P') return policyText(text, name);
  if (code === 'S') return new Secret(text);
  const bare = text.trim();
  if (bare === '') return undefined;
  switch (code) {
    case 'b':
      if (!/^(?:true|false|0|1)$/i.test(bare)) throw unexpectedBody(`<${name}> is ${JSON.stringify(bare.slice(0, 40))} instead of true or false`);
      return /^(?:true|1)$/i.test(bare);
    case 't': {
      const ms = Date.parse(bare);
      if (Number.isNaN(ms)) throw unexpectedBody(`<${name}> is ${JSON.stringify(bare.slice(0, 40))} instead of a time`);
      return new Date(ms);
    }
    case 'B':
      return Buffer.from(bare, 'base64');
    default: {
      const number = Number(bare);
      if (!Number.isFinite(number)) throw unexpectedBody(`<${name}> is ${JSON.stringify(bare.slice(0, 40))} instead of a number`);
      return number;
    }
  }
}

/** Amazon sends policies percent-encoded (`%7B%22Version%22…`), Eucalyptus as they are. */
function policyText(text: string, name: string): string {
  if (text.trimStart().startsWith('{')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw unexpectedBody(`<${name}> is neither a policy nor a percent-encoded one`);
  }
}

/** Any answer as plain data, where no table says what it is: elements of `<member>` and `<item>` are lists, all else is records and text. */
export function decodeAny(value: XmlValue): unknown {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return (value as readonly (string | XmlNode)[]).map(decodeAny);
  const node = value as XmlNode;
  const names = Object.keys(node).filter((name) => !name.startsWith('@'));
  if (names.length === 0) return '';
  if (names.length === 1 && names[0] === '#text') return textOf(node, '#text');
  if (names.length === 1 && (names[0] === 'member' || names[0] === 'item')) return all(node[names[0]]).map(decodeAny);
  return Object.fromEntries(names.map((name) => [name, decodeAny(node[name] as XmlValue)]));
}
