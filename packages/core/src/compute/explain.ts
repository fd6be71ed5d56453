/** What a choice made of one candidate. */
export interface Considered<T> {
  readonly candidate: T;
  /** `chosen`, `fits` (it would do, another does better), or `rejected`. */
  readonly verdict: 'chosen' | 'fits' | 'rejected';
  /** Why it was rejected, or what the chosen one has over it; everything that is wrong, not the first thing. */
  readonly why: readonly string[];
}

/** A choice, and what became of every candidate, in the provider's order. */
export interface Explanation<T> {
  readonly chosen: T | undefined;
  readonly candidates: readonly Considered<T>[];
}

/** For an error: some of the candidates and what is wrong with each. */
export function tellRejected<T>(candidates: readonly Considered<T>[], nameOf: (candidate: T) => string, most: number): string {
  const told = candidates.slice(0, most).map(({ candidate, why }) => `${nameOf(candidate)} (${why.join(', ')})`);
  const left = candidates.length - told.length;
  return `${told.join(', ')}${left > 0 ? `, and ${left} more` : ''}`;
}
