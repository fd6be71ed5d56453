import { CloudError } from '@portolan/core/driver';

/** What a disk's alias may be long, in UTF-16 units. */
export const MAX_ALIAS = 255;

// Letters of any script, digits, `_`, `.` and `-`; `_` begins an escape. Source: ovirt-engine ValidationUtils, NO_SPECIAL_CHARACTERS_I18N.
const PLAIN = /[\p{L}0-9.-]/u;

/**
 * The alias of the disk that holds a key: all but letters, digits, `.` and `-` is `_` and two hex digits for each byte of its UTF-8:
 * `2026/db dump.tar` is `2026_2Fdb_20dump.tar`. Reversible, and no two keys share an alias.
 */
export function aliasOf(key: string): string {
  let alias = '';
  for (const char of key) {
    if (PLAIN.test(char)) alias += char;
    else for (const byte of Buffer.from(char, 'utf8')) alias += `_${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  if (alias.length > MAX_ALIAS) {
    throw new CloudError('invalid-argument', `key: written as the alias of a disk it has ${alias.length} characters, the engine takes ${MAX_ALIAS}`, {
      outcome: 'not-done',
      remedy: 'letters, digits, "." and "-" take one character, all else three a byte',
    });
  }
  return alias;
}

/** The key of an alias; undefined for one that `aliasOf` does not write. */
export function keyOf(alias: string): string | undefined {
  const bytes: Buffer[] = [];
  for (const [piece] of alias.matchAll(/(?:_[0-9A-F]{2})+|[^_]+|_/g)) {
    if (piece === '_') return undefined;
    bytes.push(piece.startsWith('_') ? Buffer.from(piece.replaceAll('_', ''), 'hex') : Buffer.from(piece, 'utf8'));
  }
  const key = Buffer.concat(bytes).toString('utf8');
  try {
    return key !== '' && aliasOf(key) === alias ? key : undefined;
  } catch {
    return undefined;
  }
}
