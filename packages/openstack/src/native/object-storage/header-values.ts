import { nameFromHeader, nameToHeader, valueFromHeader, valueToHeader } from '../../storage/objects/metadata-headers.ts';

export type Headers = Readonly<Record<string, string>>;
export type Metadata = Readonly<Record<string, string>>;

export const ACCOUNT_META = 'X-Account-Meta-';
export const CONTAINER_META = 'X-Container-Meta-';

/** Names as the portable layer writes them: `_`, which servers and proxies lose, as `-x5f`. */
export function metaHeaders(prefix: string, metadata: Metadata): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`${prefix}${nameToHeader(name)}`, valueToHeader(value)]));
}

/** `X-Container-Meta-Color` is taken away by `X-Remove-Container-Meta-Color`: proxies drop headers without a value. */
export function removeHeaders(prefix: string, names: readonly string[]): Record<string, string> {
  const remove = prefix.replace(/^X-/i, 'X-Remove-');
  return Object.fromEntries(names.map((name) => [`${remove}${nameToHeader(name)}`, 'x']));
}

/** Of an answer, whose header names are in lower case. */
export function metaOf(prefix: string, headers: Headers, hidden: RegExp = /^$/): Record<string, string> {
  const start = prefix.toLowerCase();
  const metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const rest = name.startsWith(start) ? name.slice(start.length) : '';
    if (rest !== '' && !hidden.test(rest)) metadata[nameFromHeader(rest)] = valueFromHeader(value);
  }
  return metadata;
}

export function numberOf(headers: Headers, name: string): number | undefined {
  const text = headers[name];
  const number = Number(text);
  return text === undefined || text === '' || Number.isNaN(number) ? undefined : number;
}

/** `Last-Modified`, or Swift's own seconds since the epoch. */
export function dateOf(text: string | undefined): Date | undefined {
  if (text === undefined || text === '') return undefined;
  const date = /^\d+(\.\d+)?$/.test(text) ? new Date(Number(text) * 1000) : new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
