import type { CaseResult, Verdict } from './run.ts';

const MARKS: Readonly<Record<Verdict, string>> = { passed: '✓', failed: '✗', 'not declared': '·', 'not here': '–' };

/** Providers across, cases down, and a line of sums. `✓` passed, `✗` failed, `·` not declared, `–` cannot be shown on this back. */
export function conformanceTable(results: Readonly<Record<string, readonly CaseResult[]>>): string {
  const names = Object.keys(results);
  const ids = [...new Set(names.flatMap((name) => (results[name] ?? []).map(({ id }) => id)))];
  const width = Math.max(4, ...ids.map((id) => id.length));
  const rows = ids.map((id) => {
    const marks = names.map((name) => MARKS[results[name]?.find((result) => result.id === id)?.verdict ?? 'not here'].padEnd(name.length));
    return `${id.padEnd(width)}  ${marks.join('  ')}`;
  });
  const count = (name: string, verdict: Verdict): number => (results[name] ?? []).filter((result) => result.verdict === verdict).length;
  const sums = names.map(
    (name) =>
      `${name}: ${count(name, 'passed')} passed, ${count(name, 'failed')} failed, ${count(name, 'not declared')} not declared, ${count(name, 'not here')} not here`,
  );
  return [`${'case'.padEnd(width)}  ${names.join('  ')}`, ...rows, '', ...sums, '✓ passed  ✗ failed  · not declared  – cannot be shown on this back'].join(
    '\n',
  );
}
