/**
 * The shell file that a Eucalyptus cloud generates: lines `export NAME=value`, quotes, `${OTHER}`, comments. It is read, never run:
 * aliases, command substitution and everything else a shell could do are passed over.
 *
 * `directory`: the file's own, which `EUCA_KEY_DIR=$(cd $(dirname ${BASH_SOURCE:-$0}); pwd -P)` is.
 */
export function parseEucarc(text: string, directory: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const found = /^\s*(?:export\s+)?([A-Za-z_]\w*)=(.*)$/.exec(line);
    if (found === null) continue;
    const [, name = '', rest = ''] = found;
    if (name === 'EUCA_KEY_DIR') values.set(name, directory);
    else {
      const value = valueIn(rest.trim(), values);
      if (value !== undefined) values.set(name, value);
    }
  }
  return values;
}

/** Undefined where a shell would be needed to know. */
function valueIn(text: string, known: ReadonlyMap<string, string>): string | undefined {
  const literal = /^'([^']*)'/.exec(text);
  if (literal !== null) return literal[1];
  const raw =
    /^"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ??
    text
      .replace(/\s+#.*$/, '')
      .replace(/;\s*$/, '')
      .trim();
  if (/`|\$\(/.test(raw)) return undefined;
  return raw.replace(/\$\{(\w+)\}|\$(\w+)/g, (_, braced: string | undefined, bare: string | undefined) => known.get(braced ?? bare ?? '') ?? '');
}
