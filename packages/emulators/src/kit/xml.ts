import { SaxesParser } from 'saxes';

/** An element as the emulators read it from a request. Namespaces are dropped, text is kept exactly. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface Building {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Parses one document; throws on anything that is not well formed, and on a DOCTYPE. */
export function parseXml(text: string): XmlElement {
  const stack: Building[] = [];
  let root: XmlElement | undefined;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('DOCTYPE is refused');
  });
  parser.on('opentag', (tag) => {
    const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
    for (const [name, value] of Object.entries(tag.attributes)) attributes[local(name)] = String(value);
    stack.push({ name: local(tag.name), attributes, children: [], text: '' });
  });
  const addText = (piece: string): void => {
    const top = stack.at(-1);
    if (top !== undefined) top.text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const done = stack.pop();
    if (done === undefined) return;
    const parent = stack.at(-1);
    if (parent === undefined) root = done;
    else parent.children.push(done);
  });
  parser.write(text).close();
  if (root === undefined) throw new Error('no root element');
  return root;
}

export const child = (element: XmlElement | undefined, name: string): XmlElement | undefined => element?.children.find((item) => item.name === name);

export const children = (element: XmlElement | undefined, name: string): XmlElement[] => element?.children.filter((item) => item.name === name) ?? [];

export const childText = (element: XmlElement | undefined, name: string): string | undefined => child(element, name)?.text;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

export const escapeXml = (text: string): string => text.replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character);
