import { BUILT_IN } from 'portolan';

const BEGIN = '<!-- capabilities: written by `pnpm docs:capabilities` -->';
const END = '<!-- end of capabilities -->';

/** What every provider declares, as a table: `✓`, a word that says how, or nothing. Numbers (limits) are in the packages' READMEs. */
export async function capabilityTable(): Promise<string> {
  const cells = new Map<string, Map<string, string>>();
  for (const { id, manifest } of BUILT_IN) {
    const { capabilities } = await manifest();
    for (const [group, features] of Object.entries({ ...capabilities.compute, ...capabilities.storage })) {
      for (const [feature, value] of Object.entries((features ?? {}) as Readonly<Record<string, unknown>>)) {
        const text = value === true ? '✓' : typeof value === 'string' ? value : value === false ? '' : undefined;
        if (text === undefined) continue;
        const path = `${group}.${feature}`;
        const row = cells.get(path) ?? new Map<string, string>();
        row.set(id, text);
        cells.set(path, row);
      }
    }
  }
  const ids = BUILT_IN.map(({ id }) => id);
  const groups = new Map<string, string[]>();
  for (const [path, row] of cells) {
    const group = path.split('.')[0] ?? '';
    const rows = groups.get(group) ?? [];
    rows.push(`| \`${path}\` | ${ids.map((id) => row.get(id) ?? '').join(' | ')} |`);
    groups.set(group, rows);
  }
  return [`| | ${ids.join(' | ')} |`, `|---|${ids.map(() => ':-:').join('|')}|`, ...[...groups.values()].flat()].join('\n');
}

/** A README with the table in its place. */
export function withTable(readme: string, table: string): string {
  const from = readme.indexOf(BEGIN);
  const to = readme.indexOf(END);
  if (from === -1 || to < from) throw new Error(`the README has no place for the table: ${BEGIN} … ${END}`);
  return `${readme.slice(0, from + BEGIN.length)}\n${table}\n${readme.slice(to)}`;
}
