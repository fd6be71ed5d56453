import { child, children, childText, parseXml, type XmlElement } from '../../kit/xml.ts';
import { EngineFault, UsageFault } from './faults.ts';

/** An element as a client would send it, for what the engine asks of itself. */
export const sent = (name: string, children: readonly XmlElement[] = [], text = '', attributes: Readonly<Record<string, string>> = {}): XmlElement => ({
  name,
  attributes,
  children,
  text,
});

/** Parses a request's body, XML or JSON, into elements. A body that cannot be parsed is answered with the usage message. */
export function readBody(text: string, contentType: string, rootOfJson: string): XmlElement {
  try {
    if (contentType.startsWith('application/json')) return fromJson(rootOfJson, JSON.parse(text) as unknown);
    return parseXml(text);
  } catch {
    throw new UsageFault();
  }
}

function fromJson(name: string, value: unknown): XmlElement {
  if (typeof value !== 'object' || value === null)
    return { name, attributes: {}, children: [], text: value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value) };
  const attributes: Record<string, string> = {};
  const below: XmlElement[] = [];
  for (const [key, item] of Object.entries(value)) {
    if ((key === 'id' || key === 'href') && typeof item === 'string') attributes[key] = item;
    else if (Array.isArray(item)) below.push(...item.map((one) => fromJson(key, one)));
    else below.push(fromJson(key, item));
  }
  return { name, attributes, children: below, text: '' };
}

/** The scalar at a path of child names; absent when any element on the way is. */
export function textAt(root: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  let at = root;
  for (const name of path) at = child(at, name);
  return at?.text;
}

export function booleanAt(root: XmlElement | undefined, ...path: readonly string[]): boolean | undefined {
  const text = textAt(root, ...path)?.trim();
  if (text === undefined) return undefined;
  if (/^(true|1)$/i.test(text)) return true;
  if (/^(false|0)$/i.test(text)) return false;
  throw new UsageFault();
}

export function integerAt(root: XmlElement | undefined, ...path: readonly string[]): number | undefined {
  const text = textAt(root, ...path)?.trim();
  if (text === undefined) return undefined;
  if (!/^[+-]?\d+$/.test(text)) throw new UsageFault();
  return Number(text);
}

/** An enum member: a value outside the list is a 400 of its own. */
export function enumAt<T extends string>(root: XmlElement | undefined, values: readonly T[], ...path: readonly string[]): T | undefined {
  const text = textAt(root, ...path);
  if (text === undefined) return undefined;
  const found = values.find((value) => value === text.toLowerCase());
  if (found === undefined)
    throw new EngineFault(400, 'Invalid Enum value', `${text} is not a member of ${path.at(-1) ?? ''}; valid values: ${values.join(', ')}`);
  return found;
}

/** The id or name by which a body refers to an object: `<cluster id="…"/>`, `<cluster><id>…</id></cluster>` or `<cluster><name>…`. The id wins. */
export function referenceAt(root: XmlElement | undefined, name: string): { readonly id?: string; readonly name?: string } | undefined {
  const at = child(root, name);
  if (at === undefined) return undefined;
  const id = at.attributes['id'] ?? childText(at, 'id');
  const title = childText(at, 'name');
  return { ...(id === undefined ? {} : { id }), ...(title === undefined ? {} : { name: title }) };
}

export const idOf = (at: XmlElement | undefined): string | undefined => at?.attributes['id'] ?? childText(at, 'id');

export { child, children, childText, type XmlElement };
