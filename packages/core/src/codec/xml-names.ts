/** A name of an element or attribute, as it is looked up and kept. */
export interface XmlName {
  /** With its prefix, as it must stand in the end tag. */
  readonly raw: string;
  /** Without it: the key of a child. */
  readonly local: string;
  /** The key of an attribute: `@name`. */
  readonly attribute: string;
  /** `xmlns:…`: declares a prefix and says nothing. */
  readonly declares: boolean;
}

/** 1: may stand in a name, 2: may begin one too. Beyond ASCII anything may. */
const CHARACTERS = new Uint8Array(128);
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_:') CHARACTERS[char.charCodeAt(0)] = 2;
for (const char of '0123456789.-') CHARACTERS[char.charCodeAt(0)] = 1;

const SLOTS = 4096;
const PROBES = 4;
const LONGEST_KEPT = 64;
/** Documents choose the names: what they may make us keep is bounded. */
const table: (XmlName | undefined)[] = Array.from({ length: SLOTS });

/**
 * The name that begins at `start`; undefined where none can. Documents repeat few names very often: each is made once and found again by its
 * characters, without a new string and its hash.
 */
export function nameAt(text: string, start: number): XmlName | undefined {
  const { length } = text;
  let hash = 0;
  let end = start;
  for (; end < length; end += 1) {
    const code = text.charCodeAt(end);
    if (code < 128 && CHARACTERS[code] === 0) break;
    hash = (hash * 31 + code) | 0;
  }
  const first = end === start ? 0 : text.charCodeAt(start);
  if (first < 128 && CHARACTERS[first] !== 2) return undefined;
  // Higher digits count too: many names end alike.
  const slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
  for (let probe = 0; probe < PROBES; probe += 1) {
    const found = table[(slot + probe) & (SLOTS - 1)];
    if (found === undefined) break;
    if (found.raw.length === end - start && standsAt(text, found.raw, start)) return found;
  }
  return keep(makeName(text.slice(start, end)), slot);
}

/** In the first free place, else in place of another. */
function keep(name: XmlName, slot: number): XmlName {
  if (name.raw.length > LONGEST_KEPT) return name;
  let place = slot;
  for (let probe = PROBES - 1; probe >= 0; probe -= 1) if (table[(slot + probe) & (SLOTS - 1)] === undefined) place = (slot + probe) & (SLOTS - 1);
  table[place] = name;
  return name;
}

/** Whether this stands there, character by character: names are short. */
export function standsAt(text: string, wanted: string, start: number): boolean {
  for (let index = 0; index < wanted.length; index += 1) if (text.charCodeAt(start + index) !== wanted.charCodeAt(index)) return false;
  return true;
}

export function localName(raw: string): string {
  const colon = raw.indexOf(':');
  return colon === -1 ? raw : raw.slice(colon + 1);
}

function makeName(raw: string): XmlName {
  const local = asKey(localName(raw));
  return { raw: asKey(raw), local, attribute: asKey(`@${local}`), declares: raw.startsWith('xmlns:') };
}

/** The string that objects have for this key: it is compared by identity, and does not hold on to the text it was cut from. */
function asKey(name: string): string {
  return Object.keys(Object.fromEntries([[name, 0]]))[0] as string;
}
