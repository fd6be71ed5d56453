/** One target of the design and what was measured of it. */
export interface Verdict {
  readonly target: string;
  readonly measured: string;
  readonly met: boolean;
}

/** What a scenario gives: a table of what was measured, and how that stands to the targets. */
export interface Section {
  readonly title: string;
  /** What was done, in a sentence or two. */
  readonly how: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly verdicts: readonly Verdict[];
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

export function asMarkdown(section: Section): string {
  const { title, how, columns, rows, verdicts } = section;
  const lines = [`## ${title}`, '', how, ''];
  if (rows.length > 0) lines.push(line(columns), line(columns.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line), '');
  if (verdicts.length === 0) return lines.join('\n').trimEnd();
  lines.push(line(['target', 'measured', '']), line(['---', '---', '---']));
  lines.push(...verdicts.map(({ target, measured, met }) => line([target, measured, met ? 'met' : '**missed**'])));
  return lines.join('\n');
}
