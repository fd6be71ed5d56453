import { type MutableNode, newNode } from './new-node.ts';
import type { XmlNode, XmlValue } from './xml-node.ts';

/** Thrown when the text ends inside what is being read: there may be more to come. */
export const INCOMPLETE: unique symbol = Symbol('incomplete');

/** What is not XML, with the place. */
export class XmlFault extends Error {
  override readonly name: string = 'XmlFault';
}

const MOST_NESTED = 64;
const GT = 62;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;
const EQUALS = 61;
const QUOTE = 34;
const APOSTROPHE = 39;

/** 1: may stand in a name, 2: may begin one too. Beyond ASCII anything may. */
const NAME_CHARACTERS = new Uint8Array(128);
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_:') NAME_CHARACTERS[char.charCodeAt(0)] = 2;
for (const char of '0123456789.-') NAME_CHARACTERS[char.charCodeAt(0)] = 1;

export interface OpenTag {
  /** With its prefix. */
  readonly raw: string;
  /** Attributes as `@name`; undefined when there are none. */
  readonly node: MutableNode | undefined;
  readonly closed: boolean;
}

/**
 * Reads elements out of a text that may not be all there yet. Makes the records `parseXml` makes and is as strict, many times faster:
 * no validation beforehand, no path bookkeeping, one pass. A test holds the two against each other.
 */
export class XmlScanner {
  text = '';
  position = 0;
  readonly #arrays: ReadonlySet<string>;

  constructor(arrays: ReadonlySet<string>) {
    this.#arrays = arrays;
  }

  /** A whole element, from its `<` to behind its end tag. */
  element(depth = 1): string | MutableNode {
    if (depth > MOST_NESTED) throw new XmlFault(`elements are nested more than ${MOST_NESTED} deep`);
    const { raw, node: attributes, closed } = this.openTag();
    if (closed) return attributes ?? '';
    let node = attributes;
    let content = '';
    let hasChildren = false;
    for (;;) {
      const next = this.text.indexOf('<', this.position);
      if (next === -1) throw INCOMPLETE;
      if (next > this.position) content += decode(this.text.slice(this.position, next));
      this.position = next;
      const kind = this.#at(next + 1);
      if (kind === SLASH) {
        this.closeTag(raw);
        if (node === undefined) return content;
        if (content !== '' && !(hasChildren && content.trim() === '')) node['#text'] = content;
        return node;
      }
      if (kind === BANG || kind === QUESTION) {
        content += this.aside();
        continue;
      }
      node ??= newNode();
      hasChildren = true;
      const name = localName(this.peekName());
      this.add(node, name, this.element(depth + 1));
    }
  }

  /** `<name a="b">` or `<name/>`, from its `<` to behind its `>`. */
  openTag(): OpenTag {
    this.position += 1;
    const raw = this.#name();
    let node: MutableNode | undefined;
    for (;;) {
      const blanks = this.#skipBlanks();
      const code = this.#at(this.position);
      if (code === GT) {
        this.position += 1;
        return { raw, node, closed: false };
      }
      if (code === SLASH) {
        if (this.#at(this.position + 1) !== GT) throw this.#fault('a tag that ends in /');
        this.position += 2;
        return { raw, node, closed: true };
      }
      if (blanks === 0) throw this.#fault(`something in the tag <${raw}>`);
      node ??= newNode();
      this.#attribute(node);
    }
  }

  /** `</name>`, which must be that of `raw`. */
  closeTag(raw: string): void {
    const end = this.text.indexOf('>', this.position);
    if (end === -1) throw INCOMPLETE;
    const name = this.text.slice(this.position + 2, end);
    if (name !== raw && name.trimEnd() !== raw) throw new XmlFault(`</${name.slice(0, 60)}> where </${raw.slice(0, 60)}> should stand`);
    this.position = end + 1;
  }

  /** A comment or processing instruction is `''`, a CDATA section its text. Anything else with `<!` is refused: a DOCTYPE defines entities. */
  aside(): string {
    const { text, position } = this;
    if (text.charCodeAt(position + 1) === QUESTION) {
      this.#after('?>', position + 2);
      return '';
    }
    if (text.startsWith('<!--', position)) {
      this.#after('-->', position + 4);
      return '';
    }
    if (text.startsWith('<![CDATA[', position)) {
      const end = this.#after(']]>', position + 9);
      return normalLines(text.slice(position + 9, end));
    }
    if (text.length - position < 9) throw INCOMPLETE;
    throw new XmlFault('a DOCTYPE or other declaration');
  }

  add(node: MutableNode, name: string, value: XmlValue): void {
    const before = node[name];
    if (before === undefined) node[name] = this.#arrays.has(name) ? [value as string | XmlNode] : value;
    else if (Array.isArray(before)) (before as unknown[]).push(value);
    else node[name] = [before as string | XmlNode, value as string | XmlNode];
  }

  /** The name behind the `<` at `position`, without moving on. */
  peekName(): string {
    const { position } = this;
    this.position += 1;
    const name = this.#name();
    this.position = position;
    return name;
  }

  #attribute(node: MutableNode): void {
    const raw = this.#name();
    this.#skipBlanks();
    if (this.#at(this.position) !== EQUALS) throw this.#fault(`the attribute ${raw} without a value`);
    this.position += 1;
    this.#skipBlanks();
    const quote = this.#at(this.position);
    if (quote !== QUOTE && quote !== APOSTROPHE) throw this.#fault(`the attribute ${raw} without quotes`);
    const start = this.position + 1;
    const end = this.text.indexOf(quote === QUOTE ? '"' : "'", start);
    if (end === -1) throw INCOMPLETE;
    const value = this.text.slice(start, end);
    if (value.includes('<')) throw this.#fault(`a < in the attribute ${raw}`);
    this.position = end + 1;
    if (raw.startsWith('xmlns:')) return;
    const key = `@${localName(raw)}`;
    if (key in node) throw this.#fault(`the attribute ${raw} twice`);
    node[key] = decode(value);
  }

  #name(): string {
    const { text } = this;
    const start = this.position;
    let end = start;
    for (;;) {
      const code = text.charCodeAt(end);
      // Behind the end the code is NaN, which is not less than anything.
      if (code < 128 ? NAME_CHARACTERS[code] === 0 : end >= text.length) break;
      end += 1;
    }
    if (end >= text.length) throw INCOMPLETE;
    const first = text.charCodeAt(start);
    if (end === start || (first < 128 && NAME_CHARACTERS[first] !== 2)) throw this.#fault('no name');
    this.position = end;
    return text.slice(start, end);
  }

  #skipBlanks(): number {
    const start = this.position;
    for (;;) {
      const code = this.text.charCodeAt(this.position);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return this.position - start;
      this.position += 1;
    }
  }

  #at(index: number): number {
    const code = this.text.charCodeAt(index);
    if (Number.isNaN(code)) throw INCOMPLETE;
    return code;
  }

  #after(mark: string, from: number): number {
    const end = this.text.indexOf(mark, from);
    if (end === -1) throw INCOMPLETE;
    this.position = end + mark.length;
    return end;
  }

  #fault(what: string): XmlFault {
    return new XmlFault(`${what.slice(0, 100)} before ${JSON.stringify(this.text.slice(this.position, this.position + 20))}`);
  }
}

export function localName(raw: string): string {
  const colon = raw.indexOf(':');
  return colon === -1 ? raw : raw.slice(colon + 1);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(text: string): string {
  const lines = normalLines(text);
  return lines.includes('&') ? lines.replace(/&([^;&]{0,40});?/g, entity) : lines;
}

function entity(reference: string, name: string): string {
  if (reference.endsWith(';')) {
    const known = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    if (known !== undefined) return known;
    const digits = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(name);
    const code = digits === null ? 0 : digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
    if (code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code);
  }
  throw new XmlFault(`the entity ${reference.slice(0, 20)}`);
}

/** XML's line ends are `\n`, however they are written. */
function normalLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
