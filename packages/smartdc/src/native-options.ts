import { CloudError, nearest } from '@portolan/core/driver';

/** Options of this provider alone: misspelt ones are refused, CloudAPI would ignore them without a word. `what`: how they are called, for messages. */
export function knownOptions<T extends object>(native: unknown, known: readonly (keyof T & string)[], what: string = 'native'): T {
  if (native === undefined) return {} as T;
  if (typeof native !== 'object' || native === null || Array.isArray(native)) throw invalid(`${what}: expected an object`);
  for (const name of Object.keys(native)) {
    if ((known as readonly string[]).includes(name)) continue;
    const close = nearest(name, known);
    throw invalid(`${what}: unknown option ${JSON.stringify(name)}${close === undefined ? `; known: ${known.join(', ')}` : `; did you mean "${close}"?`}`);
  }
  return native as T;
}

const invalid = (said: string): CloudError => new CloudError('invalid-argument', said, { outcome: 'not-done' });
