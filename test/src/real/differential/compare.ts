import type { Step } from './swift-backend.ts';

/** One line for each thing that differs: `003 suffix: headers.etag: "a", emulated "b"`. */
export function differencesOf(real: readonly Step[], emulated: readonly Step[]): string[] {
  return real.flatMap((step, index) => within(step.what, step.said, emulated[index]?.said));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members in the order of their names: theirs says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}

function within(place: string, real: unknown, emulated: unknown): string[] {
  if (isRecord(real) && isRecord(emulated))
    return [...new Set([...Object.keys(real), ...Object.keys(emulated)])].flatMap((name) => within(`${place}: ${name}`, real[name], emulated[name]));
  const [wanted, found] = [JSON.stringify(sorted(real)), JSON.stringify(sorted(emulated))];
  return wanted === found ? [] : [`${place}: ${wanted}, emulated ${found}`];
}
