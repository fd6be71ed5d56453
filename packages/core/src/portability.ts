import { type Capabilities, supports } from './capabilities.ts';
import { nearest } from './config/nearest.ts';
import { CloudError } from './errors/cloud-error.ts';

/**
 * | verdict | meaning |
 * |---|---|
 * | `same` | as good on the other side |
 * | `lost` | the other side refuses it |
 * | `less` | it works, with a tighter limit or weaker promise: see `note` |
 * | `differs` | it works in another way: see `note` |
 * | `gained` | only the other side has it |
 */
export type PortabilityVerdict = 'same' | 'lost' | 'less' | 'differs' | 'gained';

export interface PortabilityRow {
  /** `compute.servers.resize`, `storage.objects.maxKeyBytes` */
  readonly path: string;
  readonly verdict: PortabilityVerdict;
  /** What each side declares. */
  readonly from: unknown;
  readonly to: unknown;
  readonly note?: string | undefined;
}

export interface PortabilityReport {
  readonly from: string;
  readonly to: string;
  readonly rows: readonly PortabilityRow[];
  /** Nothing that was asked about is lost or less. */
  readonly portable: boolean;
  /** What a look at both accounts added; empty without one. */
  readonly findings: readonly PortabilityFinding[];
}

/** Something of the account on the one side, and what the other has for it. */
export interface PortabilityFinding {
  /** `unknown`: it could not be looked at, or nobody can tell. */
  readonly verdict: 'same' | 'lost' | 'unknown';
  readonly what: string;
  readonly note: string;
}

/** Words of capabilities from the most to the least that they promise; by the path, or by its end. */
const RANKS: Readonly<Record<string, readonly unknown[]>> = {
  idempotencyKey: ['native', 'mark', false],
  'storage.buckets.create': ['make', 'adopt', false],
  'storage.objects.copy': ['server', 'stream', false],
  'storage.objects.keys': ['any', 'path', 'name'],
};

const NOTES: Readonly<Record<string, string>> = {
  'idempotencyKey lost': 'a create whose answer is lost may be made twice when it is repeated',
  'storage.objects.consistent lost': 'lists and reads may lag behind what was put and deleted',
  'storage.objects.multipart lost': 'an object is one request, of a known length',
  'idempotencyKey mark': 'the key is written with what is made and searched: two lists more a create',
  'storage.buckets.create adopt': 'buckets are found, not made: an administrator makes them',
  'storage.objects.copy stream': 'copies pass through this program',
  'storage.objects.keys path': 'keys are paths: none may be both object and folder, no empty, . or .. part',
  'storage.objects.keys name': 'keys are single names, without /',
};

/** Where more is a burden: names that must be unique, parts that must be that big, the step of sizes. */
const BURDENS: ReadonlySet<string> = new Set(['compute.servers.uniqueNames', 'storage.objects.minPartBytes']);

/**
 * What a program that uses the one would lose on the other, from what both declare. `operations`: only these groups, operations or limits
 * (`servers.resize`, `storage.objects`); absent: all that the one has.
 */
export function comparePortability(
  from: { readonly name: string; readonly capabilities: Capabilities },
  to: { readonly name: string; readonly capabilities: Capabilities },
  operations?: readonly string[],
): PortabilityReport {
  const paths = [...new Set([...leavesOf(from.capabilities), ...leavesOf(to.capabilities)])].sort();
  const wanted = operations?.map((operation) => fullPath(operation, paths));
  const rows = paths
    .filter((path) => wanted?.some((one) => isWithin(path, one)) ?? true)
    .map((path) => rowOf(path, valueAt(from.capabilities, path), valueAt(to.capabilities, path)));
  const told = rows.filter((row): row is PortabilityRow => row !== undefined);
  return { from: from.name, to: to.name, rows: told, portable: told.every(({ verdict }) => verdict !== 'lost' && verdict !== 'less'), findings: [] };
}

function rowOf(path: string, from: unknown, to: unknown): PortabilityRow | undefined {
  const row = (verdict: PortabilityVerdict, note?: string): PortabilityRow => ({ path, from, to, verdict, ...(note === undefined ? {} : { note }) });
  if (Array.isArray(from) || Array.isArray(to)) {
    const kept: readonly unknown[] = Array.isArray(to) ? to : [];
    const gone = (Array.isArray(from) ? (from as unknown[]) : []).filter((one) => !kept.includes(one));
    return gone.length === 0 ? row('same') : row('less', `without ${gone.join(', ')}`);
  }
  if (typeof from === 'number' || typeof to === 'number') return limitRow(path, from, to, row);
  if (BURDENS.has(path))
    return from === to || (isNo(from) && isNo(to)) ? row('same') : to === true ? row('less', 'the other side insists on it') : row('gained');
  if (isNo(from)) return isNo(to) ? undefined : row('gained');
  const [, end = ''] = /\.([^.]*)$/.exec(path) ?? [];
  if (isNo(to)) return row('lost', NOTES[`${path} lost`] ?? NOTES[`${end} lost`]);
  if (from === to) return row('same');
  const ranks = RANKS[path] ?? RANKS[end];
  const note = NOTES[`${path} ${String(to)}`] ?? NOTES[`${end} ${String(to)}`];
  if (ranks === undefined) return row('differs', note);
  return ranks.indexOf(to) > ranks.indexOf(from) ? row('less', note) : row('gained', note);
}

function limitRow(path: string, from: unknown, to: unknown, row: (verdict: PortabilityVerdict, note?: string) => PortabilityRow): PortabilityRow {
  // Absent is no limit that is known.
  const [one, other] = BURDENS.has(path)
    ? [-(typeof from === 'number' ? from : 0), -(typeof to === 'number' ? to : 0)]
    : [typeof from === 'number' ? from : Number.POSITIVE_INFINITY, typeof to === 'number' ? to : Number.POSITIVE_INFINITY];
  if (other < one) return row('less', `${typeof to === 'number' ? String(to) : 'no limit'} instead of ${typeof from === 'number' ? String(from) : 'no limit'}`);
  return row(other === one ? 'same' : 'gained');
}

/** Whether a group is asked about, itself or by something of it. */
export function askedFor(from: Capabilities, to: Capabilities, operations: readonly string[] | undefined): (group: string) => boolean {
  const paths = [...leavesOf(from), ...leavesOf(to)];
  const wanted = operations?.map((operation) => fullPath(operation, paths));
  return (group) => wanted?.some((one) => isWithin(one, group) || isWithin(group, one)) ?? true;
}

const isWithin = (path: string, group: string): boolean => path === group || path.startsWith(`${group}.`);

const isNo = (value: unknown): boolean => value === undefined || value === false;

/** Everything below the groups: operations, words and limits. */
function leavesOf(capabilities: Capabilities): string[] {
  return Object.entries(capabilities as Readonly<Record<string, object | undefined>>).flatMap(([area, groups]) =>
    Object.entries((groups ?? {}) as Readonly<Record<string, object | undefined>>).flatMap(([group, leaves]) =>
      Object.keys(leaves ?? {}).map((leaf) => `${area}.${group}.${leaf}`),
    ),
  );
}

function valueAt(capabilities: Capabilities, path: string): unknown {
  let value: unknown = capabilities;
  for (const part of path.split('.')) value = (value as Readonly<Record<string, unknown>> | undefined)?.[part];
  return value;
}

/** `servers.resize` for `compute.servers.resize`; a word that is none is refused, with what may have been meant. */
function fullPath(operation: string, paths: readonly string[]): string {
  const candidates = [operation, `compute.${operation}`, `storage.${operation}`];
  const found = candidates.find((path) => paths.some((one) => one === path || one.startsWith(`${path}.`)));
  if (found !== undefined) return found;
  const close = nearest(operation, [...paths, ...paths.map((path) => path.slice(path.indexOf('.') + 1))]);
  throw new CloudError('invalid-argument', `${JSON.stringify(operation)} is no capability of either`, {
    operation: 'portability',
    outcome: 'not-done',
    remedy: close === undefined ? undefined : `did you mean ${close}?`,
  });
}

/** The rows that need attention first, as a table for people; `all` shows the others too. */
export function portabilityTable({ from, to, rows, findings }: PortabilityReport, options: { readonly all?: boolean } = {}): string {
  const ORDER: readonly PortabilityVerdict[] = ['lost', 'less', 'differs', 'gained', 'same'];
  const shown = rows
    .filter(({ verdict }) => options.all === true || verdict === 'lost' || verdict === 'less' || verdict === 'differs')
    .sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || (a.path < b.path ? -1 : 1));
  const say = (value: unknown): string =>
    value === undefined || value === false ? '–' : value === true ? '✓' : Array.isArray(value) ? `${value.length} of them` : String(value as string);
  const cells = [
    ['', 'capability', from, to, ''],
    ...shown.map(({ verdict, path, from: one, to: other, note }) => [verdict, path, say(one), say(other), note ?? '']),
    ...findings.filter(({ verdict }) => options.all === true || verdict !== 'same').map(({ verdict, what, note }) => [verdict, what, '', '', note]),
  ];
  if (cells.length === 1) return `Nothing of ${from} is lost on ${to}.\n`;
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return `${cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n`;
}

/** Whether a group or operation is there at all on both sides. */
export const supportedByBoth = (from: Capabilities, to: Capabilities, path: string): boolean => supports(from, path) && supports(to, path);
