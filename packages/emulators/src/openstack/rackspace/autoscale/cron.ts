const FIELDS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

/** What one field allows; undefined: it is no such field. `1-5`, `*\/15`, `1,3`. */
function allowed(field: string, [low, high]: readonly [number, number]): Set<number> | undefined {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const found = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (found === null) return undefined;
    const [, first, last, step] = found;
    const from = first === undefined ? low : Number(first);
    const to = first === undefined || (last === undefined && step !== undefined) ? high : Number(last ?? first);
    if (from < low || to > high || from > to || step === '0') return undefined;
    for (let value = from; value <= to; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}

const parse = (text: string): (Set<number> | undefined)[] => {
  const parts = text.trim().split(/\s+/);
  return parts.length === FIELDS.length ? FIELDS.map((range, index) => allowed(parts[index] ?? '', range)) : [undefined];
};

export const isCron = (text: string): boolean => parse(text).every((field) => field !== undefined);

const MINUTE_MS = 60_000;
/** Of a clock that was moved far: no more than this is made up for. */
const LONGEST_MS = 7 * 86_400_000;

/** Whether it was due in a minute after `from`, up to `to`. In UTC. */
export function wasDue(text: string, from: number, to: number): boolean {
  const [minutes, hours, days, months, weekdays] = parse(text);
  const start = Math.floor(Math.max(from, to - LONGEST_MS) / MINUTE_MS) + 1;
  for (let minute = start; minute * MINUTE_MS <= to; minute += 1) {
    const at = new Date(minute * MINUTE_MS);
    const weekday = at.getUTCDay();
    const fits =
      minutes?.has(at.getUTCMinutes()) === true &&
      hours?.has(at.getUTCHours()) === true &&
      days?.has(at.getUTCDate()) === true &&
      months?.has(at.getUTCMonth() + 1) === true &&
      (weekdays?.has(weekday) === true || (weekday === 0 && weekdays?.has(7) === true));
    if (fits) return true;
  }
  return false;
}
