/**
 * Many things have neither tags nor metadata, but a text (a description, a comment): there marks stand as one piece of JSON behind whatever else is
 * written: `web servers {"portolan":{"key":"fw-1","owner":"ci"}}`.
 */
export type TextMarks = Readonly<Record<string, string | undefined>>;

const START = '{"portolan":';

/** Undefined when there is nothing to write. */
export function writeTextMarks(text: string | undefined, marks: TextMarks): string | undefined {
  if (Object.values(marks).every((mark) => mark === undefined)) return text;
  const own = JSON.stringify({ portolan: marks });
  return text === undefined || text === '' ? own : `${text} ${own}`;
}

/** `text`: what somebody else wrote. */
export function readTextMarks(written: string | undefined): { readonly text: string; readonly marks: TextMarks } {
  const whole = written ?? '';
  const at = whole.lastIndexOf(START);
  const nothing = { text: whole, marks: {} };
  if (at === -1 || (at > 0 && !/\s/.test(whole[at - 1] as string))) return nothing;
  try {
    const { portolan } = JSON.parse(whole.slice(at)) as { readonly portolan?: unknown };
    if (typeof portolan !== 'object' || portolan === null) return nothing;
    const marks = Object.entries(portolan).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
    return { text: whole.slice(0, Math.max(0, at - 1)), marks: Object.fromEntries(marks) };
  } catch {
    // Somebody edited it: then it is theirs.
    return nothing;
  }
}
