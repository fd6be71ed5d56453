import type { XMLParser as Parser, XMLValidator as Validator } from 'fast-xml-parser';
import { type BodyOrigin, unexpectedBody } from '../errors/unexpected-body.ts';
import { newNode } from './new-node.ts';
import type { XmlNode, XmlValue } from './xml-node.ts';

export interface ParseXmlOptions extends BodyOrigin {
  /** The names the document's element may have. Anything else (an error page, another document) is refused. */
  readonly root: string | readonly string[];
  /** Names of elements that are lists wherever they stand, even when there is one: `item`, `Contents`. */
  readonly arrays?: ReadonlySet<string> | undefined;
}

export interface XmlDocument {
  /** Which of the allowed roots it was. */
  readonly name: string;
  readonly root: XmlNode;
}

interface Library {
  readonly parserFor: (arrays: ReadonlySet<string>) => Parser;
  readonly validator: typeof Validator;
}

const NO_ARRAYS: ReadonlySet<string> = new Set();
const MOST_NESTED = 64;
let library: Promise<Library> | undefined;

/**
 * A document as plain records: children by name, attributes as `@name`, text as `#text` where there are attributes, else the value itself.
 * Names lose their namespace prefix; values stay the text they were. Documents that are hostile, cut off or not the expected one are `protocol` errors.
 */
export async function parseXml(text: string, options: ParseXmlOptions): Promise<XmlDocument> {
  library ??= loadLibrary();
  const { parserFor, validator } = await library;
  const document = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (document.trim() === '') throw unexpectedBody('it is empty instead of XML', options);
  // Entities are defined in a DOCTYPE: none of these APIs has one, and every entity attack needs one.
  if (/<!DOCTYPE/i.test(document)) throw unexpectedBody('it has a DOCTYPE', options, document);
  // The parser takes truncated documents for complete ones; the validator does not.
  const verdict = validator.validate(document);
  if (verdict !== true) throw unexpectedBody(`it is not XML (${verdict.err.msg.slice(0, 120)}, line ${verdict.err.line})`, options, document);
  let parsed: Record<string, unknown>;
  try {
    parsed = parserFor(options.arrays ?? NO_ARRAYS).parse(document) as Record<string, unknown>;
  } catch (error) {
    throw unexpectedBody(`it is not acceptable XML (${(error as Error).message.slice(0, 120)})`, options, document);
  }
  const names = Object.keys(parsed).filter((name) => name !== '#text');
  const allowed = typeof options.root === 'string' ? [options.root] : options.root;
  const [name] = names;
  if (name === undefined || names.length !== 1 || !allowed.includes(name)) {
    throw unexpectedBody(`<${name ?? ''}> instead of <${allowed.join('> or <')}>`, options, document);
  }
  const value = parsed[name];
  if (Array.isArray(value) && value.length > 1) throw unexpectedBody(`it has ${value.length} roots`, options, document);
  const root = safe(Array.isArray(value) ? value[0] : value);
  return { name, root: typeof root === 'string' ? record(root === '' ? {} : { '#text': root }) : (root as XmlNode) };
}

async function loadLibrary(): Promise<Library> {
  const [{ XMLParser, XMLValidator }, { EntityDecoder, XML }] = await Promise.all([import('fast-xml-parser'), import('@nodable/entities')]);
  const parsers = new WeakMap<ReadonlySet<string>, Parser>();
  const create = (arrays: ReadonlySet<string>): Parser => {
    // XML 1.1's rules for `&#1;`: S3 writes such references for keys with control characters, and 1.0's would drop them without a word.
    const decoder = new EntityDecoder({ namedEntities: XML, numericAllowed: true, ncr: { xmlVersion: 1.1, nullNCR: 'throw' } });
    return new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      parseTagValue: false,
      parseAttributeValue: false,
      trimValues: false,
      ignoreDeclaration: true,
      ignorePiTags: true,
      removeNSPrefix: true,
      maxNestedTags: MOST_NESTED,
      jPath: false,
      isArray: (name) => arrays.has(name),
      onDangerousProperty: (name) => {
        throw new Error(`the name ${name}`);
      },
      entityDecoder: {
        decode: (value) => decoder.decode(value),
        reset: () => void decoder.reset(),
        setXmlVersion: () => {},
        setExternalEntities: () => {},
        addInputEntities: () => {
          throw new Error('entities of its own');
        },
      },
    });
  };
  return {
    validator: XMLValidator,
    parserFor: (arrays) => {
      const before = parsers.get(arrays);
      if (before !== undefined) return before;
      const parser = create(arrays);
      parsers.set(arrays, parser);
      return parser;
    },
  };
}

/** Without a prototype, so that `node['constructor']` is what the document says and nothing else; and without the blanks of pretty printing. */
function safe(value: unknown): XmlValue {
  if (Array.isArray(value)) return value.map(safe) as XmlValue;
  // With no value parsing there are texts and elements alone.
  return typeof value === 'string' ? value : record(value as Record<string, unknown>);
}

function record(value: Record<string, unknown>): XmlNode {
  const node = newNode();
  const names = Object.keys(value);
  const hasChildren = names.some((name) => name !== '#text' && !name.startsWith('@'));
  for (const name of names) {
    if (name === '#text' && hasChildren && String(value[name]).trim() === '') continue;
    node[name] = safe(value[name]);
  }
  return node;
}
