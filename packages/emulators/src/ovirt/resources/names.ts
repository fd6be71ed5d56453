import { refused } from '../wire/faults.ts';

// NO_SPECIAL_CHARACTERS_I18N of the engine's ValidationUtils: letters of any script, digits, `_`, `.` and `-`.
const NAME = /^[\p{L}0-9._-]*$/u;
// ONLY_I18N_ASCII_OR_NONE: no emoji, no typographic dash.
const DESCRIPTION = /^[\p{ASCII}\p{L}]*$/u;

export function checkName(what: string, verb: string, name: string, longest = 255): void {
  if (!NAME.test(name)) {
    throw refused(
      `Cannot ${verb} ${what}. The given name contains special characters. Only lower-case and upper-case letters, numbers, '_', '-', '.' are allowed.`,
      'Attribute: name',
    );
  }
  if (name.length > longest) throw refused(`Cannot ${verb} ${what}. The name is longer than ${longest} characters.`, `size must be between 1 and ${longest}`);
}

export function checkDescription(what: string, verb: string, text: string, longest: number): void {
  if (!DESCRIPTION.test(text)) throw refused(`Cannot ${verb} ${what}. The description may contain ASCII characters and letters only.`);
  if (text.length > longest) throw refused(`Cannot ${verb} ${what}. The description is too long.`, `size must be between 0 and ${longest}`);
}
