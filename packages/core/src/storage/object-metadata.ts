import { describe } from '../group.ts';

/** What is wrong with one entry of an object's metadata, when something is. Names go into header names, values into header values. */
export function metadataProblem(name: string, value: unknown): string | undefined {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(name)) return `metadata: got the name ${JSON.stringify(name)}, expected letters, digits, "-" and "_"`;
  if (typeof value !== 'string') return `metadata.${name}: got ${describe(value)}, expected a string`;
  if (/[\r\n\0]/.test(value)) return `metadata.${name}: has a line break`;
  // HTTP cuts blanks off a header's ends: they would not come back.
  return /^[ \t]|[ \t]$/.test(value) ? `metadata.${name}: begins or ends with a blank` : undefined;
}

/** Metadata with names in lower case, as every cloud gives them back; or what is wrong with them. */
export function readMetadata(metadata: Readonly<Record<string, string>>): { readonly value: Readonly<Record<string, string>> } | { readonly problem: string } {
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata))
    return { problem: `metadata: got ${describe(metadata)}, expected an object of strings` };
  const value: Record<string, string> = {};
  for (const [name, text] of Object.entries(metadata)) {
    const problem = metadataProblem(name, text);
    if (problem !== undefined) return { problem };
    const lower = name.toLowerCase();
    if (Object.hasOwn(value, lower)) return { problem: `metadata: the name ${lower} comes twice (case does not count)` };
    value[lower] = text;
  }
  return { value };
}
