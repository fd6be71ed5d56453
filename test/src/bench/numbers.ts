/** The middle one, the least and the most of several rounds. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
  return { median, least: sorted[0] as number, most: sorted.at(-1) as number };
}

/** Round by round: what one took of what the other took in the same round. */
export function ratios(of: readonly number[], to: readonly number[]): Spread {
  return spread(of.map((value, round) => value / (to[round] as number)));
}

/**
 * Of what each took in the round that disturbed it least. For CPU time, to which a machine only ever adds: code with many objects takes twice as long
 * while somebody else is busy on the other half of its core, and a short loop no longer than before, so that no round is fair to both.
 */
export function undisturbed(of: readonly number[], to: readonly number[]): number {
  return Math.min(...of) / Math.min(...to);
}

export function written(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export const writtenSpread = ({ median, least, most }: Spread): string => `${written(median)} (${written(least)}–${written(most)})`;
