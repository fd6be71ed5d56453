import { type BodyOrigin, unexpectedBody } from '../errors/unexpected-body.ts';

export interface ParseJsonOptions {
  /**
   * What becomes of integers that a JavaScript number cannot hold (beyond 2^53): `round` as JSON.parse does, `string` keeps their digits,
   * `refuse` fails. Default `round`; take `string` where ids or checksums are numbers.
   */
  readonly bigIntegers?: 'round' | 'string' | 'refuse' | undefined;
}

/** JSON to what it says, of a shape unknown here. Anything else is a `protocol` error that shows the first bytes. */
export function parseJson(text: string, options: ParseJsonOptions & BodyOrigin = {}): unknown {
  // RFC 8259 lets a reader skip a byte order mark; IIS in front of a Keystone writes one.
  const bare = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (bare.trim() === '') throw unexpectedBody('it is empty instead of JSON', options);
  const exact = options.bigIntegers === undefined || options.bigIntegers === 'round' ? bare : keepBigIntegers(bare, options.bigIntegers === 'refuse', options);
  try {
    return JSON.parse(exact);
  } catch {
    throw unexpectedBody('it is not JSON', options, bare);
  }
}

// Strings are matched too, so that digits inside them are passed over.
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;

function keepBigIntegers(text: string, refuse: boolean, origin: BodyOrigin): string {
  if (!/\d{16}/.test(text)) return text;
  return text.replace(STRING_OR_NUMBER, (token) => {
    if (!LONG_INTEGER.test(token) || Number.isSafeInteger(Number(token))) return token;
    if (refuse) throw unexpectedBody(`the number ${token} is too large to be exact`, origin);
    return `"${token}"`;
  });
}
