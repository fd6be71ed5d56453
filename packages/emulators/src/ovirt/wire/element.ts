import { escapeXml } from '../../kit/xml.ts';

/** An element of an answer. The engine's XML has text or children, never both. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text?: string;
  /** A list wrapper such as `<vms>`; decides on the shape of the JSON. */
  readonly list?: boolean;
  /** Writes the children without keeping them. */
  readonly rendered?: (indent: string) => string;
  /** The same list with its items changed. */
  readonly each?: (change: (item: Element) => Element) => Element;
}

export type Part = Element | undefined;
const NONE: Readonly<Record<string, string>> = {};
const EMPTY: readonly Element[] = [];

type Scalar = string | number | bigint | boolean | undefined;

const present = (parts: readonly Part[]): Element[] => parts.filter((part) => part !== undefined);

/** `<name href="…" id="…">children</name>`; absent attributes and children are left out. */
export function element(name: string, attributes: Readonly<Record<string, string | undefined>>, parts: readonly Part[] = []): Element {
  return { name, attributes: given(attributes), children: present(parts) };
}

function given(attributes: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const out: Record<string, string> = {};
  for (const key in attributes) {
    const value = attributes[key];
    if (value !== undefined) out[key] = value;
  }
  return out;
}

/** A list wrapper. */
export const list = (name: string, items: readonly Part[]): Element => ({ name, attributes: {}, children: present(items), list: true });

/** A list wrapper whose items are made one by one while it is written: ten thousand VMs would be a million elements at once. */
export function lazyList<T>(name: string, items: readonly T[], toElement: (item: T) => Element): Element {
  let made: readonly Element[] | undefined;
  return {
    name,
    attributes: NONE,
    list: true,
    get children() {
      made ??= items.map(toElement);
      return made;
    },
    rendered: (indent) => {
      let out = '';
      for (const item of items) out += rendered(toElement(item), indent);
      return out;
    },
    each: (change) => lazyList(name, items, (item) => change(toElement(item))),
  };
}

/** The same list with each item made into another, still one by one where it was made so. */
export function mapped(of: Element, change: (item: Element) => Element): Element {
  if (of.each === undefined) return { ...of, children: of.children.map(change) };
  return of.each(change);
}

/** `<name>value</name>`, or nothing when the value is undefined. */
export const leaf = (name: string, value: Scalar): Part => (value === undefined ? undefined : { name, attributes: NONE, children: EMPTY, text: String(value) });

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
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${rendered(root, '')}`;
}

const SPECIAL = /[&<>"\r\n]/;
const escaped = (text: string): string => (SPECIAL.test(text) ? escapeXml(text) : text);

// Lists of ten thousand VMs are some 70 MB: strings are added up, which V8 does without copying.
function rendered(item: Element, indent: string): string {
  let out = `${indent}<${item.name}`;
  for (const name in item.attributes) out += ` ${name}="${escaped(item.attributes[name] ?? '').replaceAll('\n', '&#10;')}"`;
  if (item.text !== undefined) return `${out}>${escaped(item.text)}</${item.name}>\n`;
  const deeper = `${indent}    `;
  if (item.rendered !== undefined) {
    const inner = item.rendered(deeper);
    return inner === '' ? `${out}/>\n` : `${out}>\n${inner}${indent}</${item.name}>\n`;
  }
  if (item.children.length === 0) return `${out}/>\n`;
  out += '>\n';
  for (const below of item.children) out += rendered(below, deeper);
  return `${out}${indent}</${item.name}>\n`;
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
