/** Sections of an INI file, by name, with their values as they stand: `%`, `;` and `#` are part of them. Keys in small letters, as Python's reader has them. */
export function readIni(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let inside: Map<string, string> | undefined;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    const header = /^\[(.*)\]$/.exec(trimmed)?.[1]?.trim();
    if (header !== undefined) {
      inside = sections.get(header) ?? new Map<string, string>();
      sections.set(header, inside);
      continue;
    }
    const pair = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(trimmed);
    if (pair !== null) inside?.set((pair[1] as string).toLowerCase(), pair[2] as string);
  }
  return sections;
}
