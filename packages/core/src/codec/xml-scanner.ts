import { type MutableNode, newNode } from './new-node.ts';
import { nameAt, standsAt, type XmlName } from './xml-names.ts';
import type { XmlNode, XmlValue } from './xml-node.ts';

/** Thrown when the text ends inside what is being read: there may be more to come. */
export const INCOMPLETE: unique symbol = Symbol('incomplete');

/** What is not XML, with the place. */
export class XmlFault extends Error {
  override readonly name: string = 'XmlFault';
}

const MOST_NESTED = 64;
const LT = 60;
const GT = 62;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;
const EQUALS = 61;
const QUOTE = 34;
const APOSTROPHE = 39;

/**
 * V8 copies shorter strings out of a text; longer ones are cut out of it and keep all of it in memory, however little of it they are. So what programs keep of
 * items (ids, names, times) is copied. Addresses, which are longer and mostly forgotten, are not.
 */
const SHORTEST_CUT = 13;
const LONGEST_COPIED = 56;

/**
 * Reads elements out of a text that may not be all there yet. Makes the records `parseXml` makes and is as strict, many times faster:
 * no validation beforehand, no path bookkeeping, one pass, in which each character is looked at once. A test holds the two against each other.
 */
export class XmlScanner {
  text = '';
  position = 0;
  /** Of the tag read last: attributes as `@name`, undefined when there are none. */
  attributes: MutableNode | undefined;
  /** Of the tag read last: whether it ended in `/>`. */
  closed = false;
  readonly #arrays: ReadonlySet<string>;
  /** Where the next `<`, `&` and `\r` stand, as far as they were looked for. */
  #nextTag = -1;
  #nextReference = -1;
  #nextReturn = -1;
  /** Beginnings and ends of texts of blanks, of the elements that are open. */
  readonly #blanks: number[] = [];
  #noted = 0;

  constructor(arrays: ReadonlySet<string>) {
    this.#arrays = arrays;
  }

  /** Goes on with what was not read, and more. */
  feed(more: readonly string[]): void {
    // Joined, not added: `join` makes a flat string, which is quicker to look at character by character.
    const left = this.position === this.text.length ? [] : [this.text.slice(this.position)];
    this.text = left.length + more.length === 1 ? (left[0] ?? more[0] ?? '') : [...left, ...more].join('');
    this.position = 0;
    this.#nextTag = -1;
    this.#nextReference = -1;
    this.#nextReturn = -1;
  }

  /** Back to where something begins that is not there whole. */
  rewind(position: number): void {
    this.position = position;
    this.#noted = 0;
    this.#nextTag = -1;
    this.#nextReference = -1;
    this.#nextReturn = -1;
  }

  /** A whole element, from its `<` to behind its end tag. */
  element(depth = 1): string | MutableNode {
    return this.#content(this.openTag(), depth);
  }

  /** `<name a="b">` or `<name/>`, from its `<` to behind its `>`. */
  openTag(): XmlName {
    this.position += 1;
    const name = this.#name();
    this.attributes = undefined;
    for (;;) {
      const blanks = this.#skipBlanks();
      const code = this.#at(this.position);
      if (code === GT) {
        this.position += 1;
        this.closed = false;
        return name;
      }
      if (code === SLASH) {
        if (this.#at(this.position + 1) !== GT) throw this.#fault('a tag that ends in /');
        this.position += 2;
        this.closed = true;
        return name;
      }
      if (blanks === 0) throw this.#fault(`something in the tag <${name.raw}>`);
      this.#attribute();
    }
  }

  /** `</name>`, which must be that of `raw`. */
  closeTag(raw: string): void {
    const { text } = this;
    const behind = this.position + 2 + raw.length;
    if (text.charCodeAt(behind) === GT && standsAt(text, raw, this.position + 2)) {
      this.position = behind + 1;
      return;
    }
    const end = text.indexOf('>', this.position);
    if (end === -1) throw INCOMPLETE;
    const name = text.slice(this.position + 2, end);
    if (name.trimEnd() !== raw) throw new XmlFault(`</${name.slice(0, 60)}> where </${raw.slice(0, 60)}> should stand`);
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
  peekName(): XmlName {
    const { position } = this;
    this.position += 1;
    const name = this.#name();
    this.position = position;
    return name;
  }

  /** What stands between a tag and its end tag, and that. */
  #content({ raw }: XmlName, depth: number): string | MutableNode {
    if (depth > MOST_NESTED) throw new XmlFault(`elements are nested more than ${MOST_NESTED} deep`);
    let node = this.attributes;
    if (this.closed) return node ?? '';
    const blanksBefore = this.#noted;
    let content = '';
    let hasChildren = false;
    for (;;) {
      if (!this.#skipBlankText()) content += this.#blanksSince(blanksBefore) + this.#textBefore();
      const kind = this.#at(this.position + 1);
      if (kind === SLASH) {
        this.closeTag(raw);
        if (hasChildren && (content === '' || content.trim() === '')) {
          this.#noted = blanksBefore;
          return node as MutableNode;
        }
        content += this.#blanksSince(blanksBefore);
        if (node === undefined) return content;
        if (content !== '') node['#text'] = content;
        return node;
      }
      if (kind === BANG || kind === QUESTION) {
        content += this.#blanksSince(blanksBefore) + this.aside();
        continue;
      }
      node ??= newNode();
      hasChildren = true;
      const name = this.openTag();
      this.add(node, name.local, this.#content(name, depth + 1));
    }
  }

  /**
   * Blanks between tags are the most frequent text of all and mostly mean nothing: only where they stand is noted. False, and nothing is skipped,
   * when there is more than blanks before the next tag.
   */
  #skipBlankText(): boolean {
    const start = this.position;
    if (this.#skipBlanks() > 0 && this.#at(this.position) === LT) {
      this.#blanks[this.#noted] = start;
      this.#blanks[this.#noted + 1] = this.position;
      this.#noted += 2;
      return true;
    }
    this.position = start;
    return this.#at(start) === LT;
  }

  /** The blanks that were noted from there on, for where they do mean something; they are noted no more. */
  #blanksSince(before: number): string {
    if (this.#noted === before) return '';
    let found = '';
    for (let index = before; index < this.#noted; index += 2) found += normalLines(this.text.slice(this.#blanks[index], this.#blanks[index + 1]));
    this.#noted = before;
    return found;
  }

  /** What stands before the next `<`. */
  #textBefore(): string {
    const { text, position } = this;
    const end = text.indexOf('<', position);
    if (end === -1) throw INCOMPLETE;
    this.position = end;
    return this.#value(position, end);
  }

  #attribute(): void {
    const name = this.#name();
    this.#skipBlanks();
    if (this.#at(this.position) !== EQUALS) throw this.#fault(`the attribute ${name.raw} without a value`);
    this.position += 1;
    this.#skipBlanks();
    const quote = this.#at(this.position);
    if (quote !== QUOTE && quote !== APOSTROPHE) throw this.#fault(`the attribute ${name.raw} without quotes`);
    const { text } = this;
    const start = this.position + 1;
    const end = text.indexOf(quote === QUOTE ? '"' : "'", start);
    if (end === -1) throw INCOMPLETE;
    if (this.#nextTag < start) this.#nextTag = indexOrEnd(text, '<', start);
    if (this.#nextTag < end) throw this.#fault(`a < in the attribute ${name.raw}`);
    this.position = end + 1;
    if (name.declares) return;
    const node = this.attributes ?? newNode();
    this.attributes = node;
    const key = name.attribute;
    if (node[key] !== undefined) throw this.#fault(`the attribute ${name.raw} twice`);
    node[key] = this.#value(start, end);
  }

  /** A piece of the text, with its references and line ends read. Where the next of those stand is found once, not looked for in every piece. */
  #value(start: number, end: number): string {
    const { text } = this;
    if (this.#nextReference < start) this.#nextReference = indexOrEnd(text, '&', start);
    if (this.#nextReturn < start) this.#nextReturn = indexOrEnd(text, '\r', start);
    const value = text.slice(start, end);
    if (this.#nextReference < end || this.#nextReturn < end) return decode(value);
    return end - start < SHORTEST_CUT || end - start > LONGEST_COPIED ? value : copied(value);
  }

  #name(): XmlName {
    const name = nameAt(this.text, this.position);
    const end = this.position + (name === undefined ? 0 : name.raw.length);
    if (end >= this.text.length) throw INCOMPLETE;
    if (name === undefined) throw this.#fault('no name');
    this.position = end;
    return name;
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
    if (index >= this.text.length) throw INCOMPLETE;
    return this.text.charCodeAt(index);
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

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(text: string): string {
  const lines = normalLines(text);
  let at = lines.indexOf('&');
  if (at === -1) return lines;
  let read = '';
  let from = 0;
  while (at !== -1) {
    const end = lines.indexOf(';', at);
    read += lines.slice(from, at) + character(end === -1 ? lines.slice(at, at + 41) : lines.slice(at + 1, end), end !== -1);
    from = end + 1;
    at = lines.indexOf('&', from);
  }
  return read + lines.slice(from);
}

/** What stands between `&` and `;`. */
function character(name: string, closed: boolean): string {
  if (closed) {
    const known = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    if (known !== undefined) return known;
    const digits = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(name);
    const code = digits === null ? 0 : digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
    if (code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code);
  }
  throw new XmlFault(`the entity &${name.slice(0, 20)}`);
}

/** A string that stands for itself. */
const copied = (text: string): string => ` ${text}`.slice(1);

function indexOrEnd(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found;
}

/** XML's line ends are `\n`, however they are written. */
function normalLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
