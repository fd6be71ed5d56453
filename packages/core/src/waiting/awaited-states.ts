/**
 * What a wait was asked for, as a list: one state, several at rest of which any will do, or being gone, which goes with none of the others.
 * `undefined`: neither.
 */
export function awaitedStates(given: unknown, resting: readonly string[], gone: string): readonly string[] | undefined {
  if (given === gone) return [gone];
  const states: readonly unknown[] = Array.isArray(given) ? given : [given];
  return states.length > 0 && states.every((state) => resting.includes(state as string)) ? (states as readonly string[]) : undefined;
}

/** `running or stopped` */
export const anyOf = (states: readonly string[]): string => states.join(' or ');
