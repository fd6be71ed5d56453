// How names become tags. The generator keeps the other half of these rules (generator/naming.mjs).

const PLURALS: Readonly<Record<string, string>> = { display: 'displays', erratum: 'errata', key: 'keys' };

/** `diskAttachments` or `DiskAttachments` → `disk_attachments` */
export const words = (name: string): string => name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

/** As in links and paths: `diskattachments` */
export const segment = (name: string): string => name.toLowerCase();

/** Of the last word. */
export function plural(name: string): string {
  return onLastWord(name, (word) => PLURALS[word] ?? (word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`));
}

export function singular(name: string): string {
  return onLastWord(name, (word) => (word === 'errata' ? 'erratum' : word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.replace(/s$/, '')));
}

function onLastWord(name: string, change: (word: string) => string): string {
  const start = name.lastIndexOf('_') + 1;
  return name.slice(0, start) + change(name.slice(start));
}

/** By words, not by characters: `cpu`, `cpu_shares`, `cpus`. */
export function compareWords(a: string, b: string): number {
  const [left, right] = [a.split('_'), b.split('_')];
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const [one, other] = [left[index] as string, right[index] as string];
    if (one !== other) return one < other ? -1 : 1;
  }
  return left.length - right.length;
}
