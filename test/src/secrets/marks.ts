import { expect } from 'vitest';

/** Where a secret was found: its label, how it was written, and where that stood. Never the secret itself. */
export interface Finding {
  readonly mark: string;
  readonly as: string;
  readonly where: string;
  /** What stands around it, the secret blanked out. */
  readonly around: string;
}

interface Form {
  readonly as: string;
  readonly text: string;
}

/** Shorter ones are found by chance. */
const SHORTEST = 8;

/** Secrets to look for, each in every form that a printer, an URL or a header could give it. */
export class Marks {
  readonly #forms = new Map<string, readonly Form[]>();

  /** Several secrets may share a label (lines of a key). Adding one again changes nothing. */
  add(label: string, secret: string): void {
    if (secret.length < SHORTEST) throw new Error(`the secret ${label} is too short to be looked for`);
    const key = `${label}\n${secret}`;
    if (!this.#forms.has(key)) this.#forms.set(key, formsOf(secret));
  }

  get size(): number {
    return this.#forms.size;
  }

  find(text: string, where: string): Finding[] {
    const found: Finding[] = [];
    for (const [key, forms] of this.#forms) {
      for (const { as, text: form } of forms) {
        const at = text.indexOf(form);
        if (at === -1) continue;
        const around = text.slice(Math.max(0, at - 80), at + form.length + 40).replaceAll(form, '█');
        found.push({ mark: key.slice(0, key.indexOf('\n')), as, where, around });
        break;
      }
    }
    return found;
  }
}

function formsOf(secret: string): Form[] {
  const bytes = Buffer.from(secret, 'utf8');
  const forms: Form[] = [
    { as: 'raw', text: secret },
    { as: 'JSON', text: JSON.stringify(secret).slice(1, -1) },
    { as: 'URL', text: encodeURIComponent(secret) },
    { as: 'URL, strict', text: encodeURIComponent(secret).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`) },
    { as: 'form', text: new URLSearchParams({ '': secret }).toString().slice(1) },
    { as: 'hex', text: bytes.toString('hex') },
    { as: 'HEX', text: bytes.toString('hex').toUpperCase() },
    { as: 'latin1', text: bytes.toString('latin1') },
    { as: 'HTML', text: secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;') },
  ];
  for (const offset of [0, 1, 2]) {
    // The first and last characters depend on the neighbours.
    const whole = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const text = whole.slice(offset === 0 ? 0 : offset + 1, -1);
    forms.push({ as: `base64 at ${offset}`, text }, { as: `base64url at ${offset}`, text: text.replaceAll('+', '-').replaceAll('/', '_') });
  }
  const seen = new Set<string>();
  return forms.filter(({ text }) => !seen.has(text) && seen.add(text));
}

/** Fails with a table of what was found, without the secrets. */
export function expectClean(findings: readonly Finding[]): void {
  const lines = findings.map(({ mark, as, where, around }) => `${mark} (${as}) in ${where}: …${around.replace(/\s+/g, ' ')}…`);
  // One leak shows by every printer: enough is told by the first of each place.
  const places = new Map(lines.map((line, i) => [`${findings[i]?.mark} ${findings[i]?.where.split(',')[0]}`, line]));
  expect([...places.values()].slice(0, 30)).toEqual([]);
}
