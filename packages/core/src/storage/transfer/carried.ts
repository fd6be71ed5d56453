import { metadataProblem } from '../object-metadata.ts';
import type { Objects } from '../objects.ts';
import type { ContentHeaders } from '../storage-types.ts';
import type { SourceFacts } from './ends.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export interface Carried {
  readonly kept: ContentHeaders & { readonly metadata: Readonly<Record<string, string>> };
  /** `contentEncoding`, `metadata`, `metadata.a.b` */
  readonly dropped: readonly string[];
}

/** What of type, headers and metadata the target can keep, and what not. */
export function carried(facts: SourceFacts, target: Objects): Carried {
  const declared = target.capabilities;
  const dropped: string[] = [];
  const kept: Writable<ContentHeaders> & { metadata: Readonly<Record<string, string>> } = { metadata: {} };
  if (facts.contentType !== undefined) {
    if (declared?.contentType === true) kept.contentType = facts.contentType;
    else dropped.push('contentType');
  }
  for (const name of ['cacheControl', 'contentDisposition', 'contentEncoding', 'contentLanguage'] as const) {
    const value = facts[name];
    if (value === undefined) continue;
    if (declared?.contentHeaders.includes(name) === true) kept[name] = value;
    else dropped.push(name);
  }
  const entries = Object.entries(facts.metadata);
  if (entries.length > 0 && declared?.metadata !== true) dropped.push('metadata');
  else if (entries.length > 0) {
    // Some clouds take names that others cannot: `a.b`.
    const odd = new Set(entries.filter(([name, value]) => metadataProblem(name, value) !== undefined).map(([name]) => name));
    dropped.push(...[...odd].map((name) => `metadata.${name}`));
    kept.metadata = Object.fromEntries(entries.filter(([name]) => !odd.has(name)));
  }
  return { kept, dropped };
}
