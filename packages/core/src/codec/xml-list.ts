import { StringDecoder } from 'node:string_decoder';
import { setImmediate } from 'node:timers/promises';
import { type BodyOrigin, unexpectedBody } from '../errors/unexpected-body.ts';
import { type MutableNode, newNode } from './new-node.ts';
import type { XmlDocument } from './xml.ts';
import { localName } from './xml-names.ts';
import { asNode, type XmlNode } from './xml-node.ts';
import { INCOMPLETE, XmlFault, XmlScanner } from './xml-scanner.ts';

export interface XmlListOptions extends BodyOrigin {
  /** The names the document's element may have. */
  readonly root: string | readonly string[];
  /** Where the items stand under the root: `vm`, `Contents`, `reservationSet/item`; several for listings of several kinds. */
  readonly items: string | readonly string[];
  /** Names of elements that are lists wherever they stand inside items and elsewhere. */
  readonly arrays?: ReadonlySet<string> | undefined;
}

/** What stands around the items (`IsTruncated`, `nextToken`, …), as `parseXml` would give it, and the items as they were mapped. */
export interface XmlList<T> extends XmlDocument {
  readonly items: readonly T[];
}

const NO_ARRAYS: ReadonlySet<string> = new Set();
/** The event loop is let breathe after this long, to which a garbage collection may come that is as long or longer. */
const TURN_MS = 2;
/**
 * So much is scanned at once, when it is there. Long values are pieces of this text, which keep it as a whole as long as they are kept: texts of more than
 * 128 KiB are never moved by V8's garbage collector, while it would copy smaller ones twice.
 */
const GATHER_CHARACTERS = 256 * 1024;
const MOST_PENDING_CHARACTERS = 64 * 1024 * 1024;

interface Container {
  readonly raw: string;
  /** `''` for the root, then `reservationSet`, … */
  readonly path: string;
  readonly node: MutableNode;
  text: string;
}

/**
 * Reads a listing item by item as it arrives: an item is mapped and its XML forgotten before the next is read, so memory holds what the mapping keeps,
 * and ten thousand VMs do not stop the event loop. Truncated, hostile or other documents are `protocol` errors, as with `parseXml`; what was
 * mapped by then is lost with them, for a cut listing must not look complete. What `map` throws goes to the caller.
 */
export async function readXmlList<T>(
  source: string | AsyncIterable<Uint8Array>,
  options: XmlListOptions,
  map: (item: XmlNode, path: string) => T,
): Promise<XmlList<T>> {
  const reader = new ListReader(options, map);
  if (typeof source === 'string') await reader.take(source);
  else {
    const decoder = new StringDecoder('utf8');
    for await (const chunk of source) await reader.take(decoder.write(chunk as Buffer));
    await reader.take(decoder.end());
  }
  return await reader.end();
}

class ListReader<T> {
  readonly #options: XmlListOptions;
  readonly #map: (item: XmlNode, path: string) => T;
  readonly #scanner: XmlScanner;
  readonly #roots: readonly string[];
  readonly #paths: ReadonlySet<string>;
  /** What must be opened to come to the items: `reservationSet` of `reservationSet/item`. */
  readonly #onTheWay: ReadonlySet<string>;
  readonly #open: Container[] = [];
  readonly #items: T[] = [];
  /** For the error: the parts read are forgotten. */
  #beginning = '';
  #gathered: string[] = [];
  #gatheredCharacters = 0;
  #retryAt = 0;
  #turnBegan = performance.now();
  #done: XmlDocument | undefined;

  constructor(options: XmlListOptions, map: (item: XmlNode, path: string) => T) {
    this.#options = options;
    this.#map = map;
    this.#scanner = new XmlScanner(options.arrays ?? NO_ARRAYS);
    this.#roots = typeof options.root === 'string' ? [options.root] : options.root;
    this.#paths = new Set(typeof options.items === 'string' ? [options.items] : options.items);
    this.#onTheWay = new Set([...this.#paths].flatMap((path) => parentsOf(path)));
  }

  async take(piece: string): Promise<void> {
    const text = this.#beginning === '' && piece.startsWith('\ufeff') ? piece.slice(1) : piece;
    if (this.#beginning.length < 1000) this.#beginning += text.slice(0, 1000);
    this.#gathered.push(text);
    this.#gatheredCharacters += text.length;
    if (this.#gatheredCharacters >= GATHER_CHARACTERS) await this.#read();
  }

  async end(): Promise<XmlList<T>> {
    this.#retryAt = 0;
    await this.#read();
    const scanner = this.#scanner;
    if (this.#done === undefined || scanner.text.slice(scanner.position).trim() !== '') {
      const what = this.#beginning.trim() === '' ? 'it is empty instead of XML' : this.#open.length > 0 ? 'it is cut off' : 'it is not XML';
      throw unexpectedBody(what, this.#options, this.#beginning);
    }
    return { ...this.#done, items: this.#items };
  }

  async #read(): Promise<void> {
    const scanner = this.#scanner;
    const pending = scanner.text.length - scanner.position + this.#gatheredCharacters;
    // An item larger than what arrives at once is neither copied nor begun anew with every piece of it.
    if (pending < this.#retryAt && pending <= MOST_PENDING_CHARACTERS) return;
    scanner.feed(this.#gathered);
    this.#gathered = [];
    this.#gatheredCharacters = 0;
    for (;;) {
      if (!this.#guarded(() => this.#steps())) break;
      await setImmediate();
      this.#turnBegan = performance.now();
    }
    const left = scanner.text.length - scanner.position;
    if (left > MOST_PENDING_CHARACTERS) throw unexpectedBody('one item of it is too large', this.#options, this.#beginning);
    this.#retryAt = scanner.position === 0 ? left * 2 : 0;
  }

  #guarded(work: () => boolean): boolean {
    try {
      return work();
    } catch (error) {
      if (error instanceof XmlFault) throw unexpectedBody(`it is not acceptable XML (${error.message})`, this.#options, this.#beginning);
      throw error;
    }
  }

  /** Until the turn is over (true), or more text is needed. By the clock, not by count: items are of all sizes. */
  #steps(): boolean {
    do if (!this.#step()) return false;
    while (performance.now() - this.#turnBegan < TURN_MS);
    return true;
  }

  /** One thing at the level of the containers: an item, a sibling of items, a tag, a comment. False: more text is needed. */
  #step(): boolean {
    const scanner = this.#scanner;
    const start = scanner.position;
    try {
      return this.#stepFrom(start);
    } catch (error) {
      if (error !== INCOMPLETE) throw error;
      scanner.rewind(start);
      return false;
    }
  }

  #stepFrom(start: number): boolean {
    const scanner = this.#scanner;
    const next = scanner.text.indexOf('<', start);
    if (next === -1 || next + 1 >= scanner.text.length) return false;
    const container = this.#open.at(-1);
    const between = scanner.text.slice(start, next);
    if (between.trim() !== '') {
      if (container === undefined) throw new XmlFault('text outside the document');
      container.text += between;
    }
    scanner.position = next;
    const kind = scanner.text.charCodeAt(next + 1);
    if (kind === 0x21 || kind === 0x3f) {
      scanner.aside();
      return true;
    }
    if (kind === 0x2f) {
      if (container === undefined) throw new XmlFault('an end tag outside the document');
      scanner.closeTag(container.raw);
      this.#close();
      return true;
    }
    if (this.#done !== undefined) throw new XmlFault('two roots');
    const { local: name } = scanner.peekName();
    if (container === undefined) this.#openRoot(name);
    else this.#child(container, name);
    return true;
  }

  #openRoot(name: string): void {
    if (!this.#roots.includes(name)) throw unexpectedBody(`<${name}> instead of <${this.#roots.join('> or <')}>`, this.#options, this.#beginning);
    this.#push('');
  }

  #child(container: Container, name: string): void {
    const path = container.path === '' ? name : `${container.path}/${name}`;
    if (this.#onTheWay.has(path) && !this.#paths.has(path)) {
      this.#push(path);
      return;
    }
    const value = this.#scanner.element(this.#open.length + 1);
    if (!this.#paths.has(path)) {
      this.#scanner.add(container.node, name, value);
      return;
    }
    this.#items.push(this.#map(asNode(value), path));
  }

  #push(path: string): void {
    const { raw } = this.#scanner.openTag();
    const { attributes, closed } = this.#scanner;
    this.#open.push({ raw, path, node: attributes ?? newNode(), text: '' });
    if (closed) this.#close();
  }

  #close(): void {
    const container = this.#open.pop() as Container;
    if (container.text !== '') container.node['#text'] = container.text.trim();
    const name = localName(container.raw);
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#done = { name, root: container.node };
    else this.#scanner.add(parent.node, name, container.node);
  }
}

function parentsOf(path: string): string[] {
  const names = path.split('/');
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'));
}
