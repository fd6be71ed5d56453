import { escapeXml } from '../../kit/xml.ts';

/** An element of an answer. The engine's XML has text or children, never both. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text?: string;
  /** A list wrapper such as `<vms>`; decides on the shape of the JSON. */
  readonly list?: boolean;
}

export type Part = Element | undefined;
type Scalar = string | number | bigint | boolean | undefined;

const present = (parts: readonly Part[]): Element[] => parts.filter((part) => part !== undefined);

/** `<name href="…" id="…">children</name>`; absent attributes and children are left out. */
export function element(name: string, attributes: Readonly<Record<string, string | undefined>>, parts: readonly Part[] = []): Element {
  const given: Record<string, string> = {};
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) given[key] = value;
  return { name, attributes: given, children: present(parts) };
}

/** A list wrapper. */
export const list = (name: string, items: readonly Part[]): Element => ({ name, attributes: {}, children: present(items), list: true });

/** `<name>value</name>`, or nothing when the value is undefined. */
export const leaf = (name: string, value: Scalar): Part => (value === undefined ? undefined : { name, attributes: {}, children: [], text: String(value) });

/** Children under a wrapper that is left out when it would be empty. */
export function group(name: string, parts: readonly Part[]): Part {
  const children = present(parts);
  return children.length === 0 ? undefined : { name, attributes: {}, children };
}

/** `<link href="…" rel="…"/>` */
export const link = (href: string, rel: string): Element => element('link', { href, rel });

/** The engine's dates: `2016-09-08T09:53:35.138+02:00`. This engine stands in UTC and writes the offset all the same. */
export const dateText = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : new Date(ms).toISOString().replace('Z', '+00:00'));

export const date = (name: string, ms: number | undefined): Part => leaf(name, dateText(ms));

/** The child of that name. */
export const part = (of: Element, name: string): Part => of.children.find((item) => item.name === name);

export function toXml(root: Element): string {
  const out: string[] = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'];
  write(root, '', out);
  return out.join('');
}

function write(item: Element, indent: string, out: string[]): void {
  let open = `${indent}<${item.name}`;
  for (const [name, value] of Object.entries(item.attributes)) open += ` ${name}="${escapeXml(value).replaceAll('\n', '&#10;')}"`;
  if (item.text !== undefined) out.push(`${open}>${escapeXml(item.text)}</${item.name}>\n`);
  else if (item.children.length === 0) out.push(`${open}/>\n`);
  else {
    out.push(`${open}>\n`);
    for (const below of item.children) write(below, `${indent}    `, out);
    out.push(`${indent}</${item.name}>\n`);
  }
}

/** The engine's JSON of the same document: scalars are text, a list wrapper is `{ "item": [ … ] }`, links and actions are `link` arrays. */
export function toJson(root: Element): string {
  return JSON.stringify(jsonValue(root));
}

function jsonValue(item: Element): unknown {
  if (item.text !== undefined) return item.text;
  const out: Record<string, unknown> = {};
  for (const below of item.children) {
    const value = jsonValue(below);
    const known = out[below.name];
    if (item.list === true || below.name === 'link') out[below.name] = known === undefined ? [value] : [...(known as unknown[]), value];
    else out[below.name] = value;
  }
  return { ...out, ...item.attributes };
}
