/** What a body is made of: names and kinds, no values. Rows of a list are one shape, whatever there are of them. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [value.map(shapeOf).reduce(merged)];
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([name, member]): [string, unknown] => [isId(name) ? 'id' : name, shapeOf(member)]);
    return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }
  return value === null ? 'null' : typeof value;
}

const isId = (name: string): boolean => /^[0-9a-f]{32}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);

/** Of two rows: what either has. */
function merged(a: unknown, b: unknown): unknown {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === 0 ? b : a;
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null && !Array.isArray(a) && !Array.isArray(b)) {
    const all = { ...a, ...b } as Record<string, unknown>;
    for (const [name, member] of Object.entries(a)) all[name] = name in b ? merged(member, (b as Record<string, unknown>)[name]) : member;
    return Object.fromEntries(Object.entries(all).toSorted(([x], [y]) => (x < y ? -1 : 1)));
  }
  return a === 'null' ? b : a;
}

/** What one has and the other lacks, or has of another kind. Nothing is known of what is null or an empty list on one side. */
export function shapeDifferences(place: string, real: unknown, emulated: unknown): string[] {
  if (real === 'null' || emulated === 'null' || JSON.stringify(real) === JSON.stringify(emulated)) return [];
  if (Array.isArray(real) && Array.isArray(emulated))
    return real.length === 0 || emulated.length === 0 ? [] : shapeDifferences(`${place}[]`, real[0], emulated[0]);
  const objects = [real, emulated].every((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
  if (!objects) return [`${place}: ${kind(real)}, emulated ${kind(emulated)}`];
  const [a, b] = [real as Readonly<Record<string, unknown>>, emulated as Readonly<Record<string, unknown>>];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((name) => {
    if (!(name in b)) return [`${place}.${name}: only the real one has it`];
    if (!(name in a)) return [`${place}.${name}: only the emulated one has it`];
    return shapeDifferences(`${place}.${name}`, a[name], b[name]);
  });
}

const kind = (shape: unknown): string => (Array.isArray(shape) ? 'list' : typeof shape === 'object' && shape !== null ? 'object' : String(shape));
