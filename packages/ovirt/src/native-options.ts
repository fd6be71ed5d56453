import { CloudError, nearest } from '@portolan/core/driver';

/** What a `native` option may be. */
export type OptionKind = 'string' | 'strings' | 'boolean' | 'positive' | 'map';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const KINDS: Readonly<Record<OptionKind, { readonly fits: (value: unknown) => boolean; readonly says: string }>> = {
  string: { fits: (value) => typeof value === 'string' && value !== '', says: 'text' },
  strings: {
    fits: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '' && !/[\r\n]/.test(one)),
    says: 'a list of texts of one line',
  },
  boolean: { fits: (value) => typeof value === 'boolean', says: 'true or false' },
  positive: { fits: (value) => Number.isSafeInteger(value) && Number(value) > 0, says: 'a whole number from 1' },
  map: { fits: (value) => isRecord(value) && Object.values(value).every((one) => typeof one === 'string'), says: 'names with texts' },
};

/** Misspelt options are refused: the engine passes over elements it does not know. */
export function readOptions<T>(native: unknown, known: Readonly<Record<keyof T & string, OptionKind>>): Partial<T> {
  if (native === undefined) return {};
  if (!isRecord(native)) throw invalid('native: expected an object');
  for (const [name, value] of Object.entries(native)) {
    if (value === undefined) continue;
    const kind = Object.hasOwn(known, name) ? known[name as keyof T & string] : undefined;
    if (kind === undefined) {
      const close = nearest(name, Object.keys(known));
      throw invalid(
        `native: unknown option ${JSON.stringify(name)}${close === undefined ? `; known: ${Object.keys(known).join(', ')}` : `; did you mean ${JSON.stringify(close)}?`}`,
      );
    }
    if (!KINDS[kind].fits(value)) throw invalid(`native.${name}: expected ${KINDS[kind].says}`);
  }
  return native as Partial<T>;
}

const invalid = (said: string): CloudError => new CloudError('invalid-argument', said, { outcome: 'not-done' });
