import { unexpectedBody } from '../errors/unexpected-body.ts';
import { newNode } from './new-node.ts';

/** An element: its text when it has neither attributes nor children, else a record; a list where it was declared or repeated. */
export type XmlValue = string | XmlNode | readonly (string | XmlNode)[];

/** Children by name, attributes as `@name`, text as `#text`. It inherits nothing. */
export interface XmlNode {
  readonly [name: string]: XmlValue | undefined;
}

const EMPTY: XmlNode = Object.freeze(newNode());

/** The text of a child or of an attribute (`@name`); undefined when there is none. An empty element is `''`. */
export function xmlText(node: XmlNode, name: string): string | undefined {
  const value = node[name];
  if (value === undefined || typeof value === 'string') return value;
  if (isList(value)) throw unexpectedBody(`<${name}> stands there ${value.length} times`);
  const text = value['#text'];
  if (typeof text === 'string') return text;
  if (Object.keys(value).every((key) => key.startsWith('@'))) return '';
  throw unexpectedBody(`<${name}> holds elements instead of text`);
}

/** The text of a child that must be there. */
export function xmlRequired(node: XmlNode, name: string): string {
  const text = xmlText(node, name);
  if (text === undefined) throw unexpectedBody(`<${name}> is missing`);
  return text;
}

/** A child as a record; undefined when there is none. An empty element is an empty record. */
export function xmlChild(node: XmlNode, name: string): XmlNode | undefined {
  const value = node[name];
  if (value === undefined) return undefined;
  if (isList(value)) throw unexpectedBody(`<${name}> stands there ${value.length} times`);
  return asNode(value);
}

/** All children of a name as records: none, one or many. */
export function xmlChildren(node: XmlNode, name: string): readonly XmlNode[] {
  const value = node[name];
  if (value === undefined) return [];
  return isList(value) ? value.map(asNode) : [asNode(value)];
}

/** All children of a name as texts. */
export function xmlTexts(node: XmlNode, name: string): readonly string[] {
  const value = node[name];
  if (value === undefined) return [];
  return (isList(value) ? value : [value]).map((one) => xmlText({ [name]: one } as XmlNode, name) ?? '');
}

/** Of an element that is text alone, too. */
export function asNode(value: string | XmlNode): XmlNode {
  if (typeof value !== 'string') return value;
  if (value.trim() === '') return EMPTY;
  const node = newNode();
  node['#text'] = value;
  return node;
}

function isList(value: XmlValue): value is readonly (string | XmlNode)[] {
  return Array.isArray(value);
}
