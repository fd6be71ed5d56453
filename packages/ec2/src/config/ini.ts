/** A section's keys in lower case. A nested block (`s3 =` with indented lines under it) is read as `s3.addressing_style`. */
export type IniSection = ReadonlyMap<string, string>;

export interface IniOptions {
  /** `key: value` as well, which Python's own reader takes. */
  readonly colons?: boolean | undefined;
}

/**
 * Files of the AWS command line: `[section]`, `key = value`, comments at the start of a line, nested blocks by indentation.
 * A value goes to the end of its line: `#` and `;` in it belong to it, since secrets hold anything.
 */
export function parseIni(text: string, options: IniOptions = {}): ReadonlyMap<string, IniSection> {
  const separator = options.colons === true ? /[=:]/ : /=/;
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let block: string | undefined;
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    if (line.trim() === '' || /^\s*[#;]/.test(line)) continue;
    const head = /^\s*\[([^\]]+)\]/.exec(line);
    if (head !== null) {
      const name = (head[1] as string).trim();
      section = sections.get(name) ?? new Map<string, string>();
      sections.set(name, section);
      block = undefined;
      continue;
    }
    const cut = line.search(separator);
    if (section === undefined || cut === -1) continue;
    const key = line.slice(0, cut).trim().toLowerCase();
    const value = line.slice(cut + 1).trim();
    if (/^\s/.test(line) && block !== undefined) {
      section.set(`${block}.${key}`, value);
      continue;
    }
    block = value === '' ? key : undefined;
    section.set(key, value);
  }
  return sections;
}
