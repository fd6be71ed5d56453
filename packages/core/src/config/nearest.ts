/** The known word closest to a mistyped one, if any is close enough to be meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const [meant, given] = [fold(candidate), fold(word)];
    const distance = editDistance(given, meant);
    // As many changes as letters: nothing in common, as with "zz" and "id".
    if (distance < least && distance < Math.max(meant.length, given.length)) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** `access_key_id`, `access-key-id` and `accessKeyId` are the same word to a person. */
const fold = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Insertions, deletions, changes and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
