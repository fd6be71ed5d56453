import { CloudError } from '../errors/cloud-error.ts';

/** An element to write. Make it with `xml`. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, XmlScalar>>;
  readonly children: readonly XmlChild[];
}

export type XmlScalar = string | number | boolean | bigint | undefined;
/** `undefined` writes nothing, so that optional children need no `if`. */
export type XmlChild = XmlElement | XmlScalar | readonly XmlChild[];

const NAME = /^[A-Za-z_][\w.-]*(:[A-Za-z_][\w.-]*)?$/;
// All but tab, line feed and carriage return below U+0020, lone surrogates, U+FFFE and U+FFFF: XML 1.0 has no way to write them.
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const UNWRITABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const SPECIAL = /[&<>"'\r\n\t]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}; // prettier-ignore

/** `xml('vm', { id }, xml('name', {}, name), description && xml('description', {}, description))` */
export function xml(name: string, attributes: Readonly<Record<string, XmlScalar>> = {}, ...children: readonly XmlChild[]): XmlElement {
  return { name, attributes, children };
}

/** The document as text, with a declaration. Characters that XML cannot carry are refused, not dropped. */
export function buildXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${write(root)}`;
}

function write(child: XmlChild): string {
  if (child === undefined) return '';
  if (isList(child)) return child.map(write).join('');
  if (typeof child !== 'object') return escapeText(String(child));
  const { name, attributes, children } = child;
  assertName(name);
  let open = name;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    assertName(key);
    open += ` ${key}="${escapeAttribute(String(value))}"`;
  }
  const content = children.map(write).join('');
  return content === '' ? `<${open}/>` : `<${open}>${content}</${name}>`;
}

/** In text only `\r` among the blanks is changed by readers. */
function escapeText(text: string): string {
  assertWritable(text);
  return text.replace(SPECIAL, (char) => (char === '\n' || char === '\t' ? char : (ESCAPES[char] as string)));
}

function escapeAttribute(text: string): string {
  assertWritable(text);
  return text.replace(SPECIAL, (char) => ESCAPES[char] as string);
}

function assertWritable(text: string): void {
  const found = UNWRITABLE.exec(text);
  if (found === null) return;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  throw new CloudError('invalid-argument', `the character U+${code} cannot be written in XML`, { outcome: 'not-done' });
}

function assertName(name: string): void {
  if (!NAME.test(name)) throw new CloudError('invalid-argument', `${JSON.stringify(name)} is no name of an element`, { outcome: 'not-done' });
}

function isList(child: XmlChild): child is readonly XmlChild[] {
  return Array.isArray(child);
}
