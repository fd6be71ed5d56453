import Table from 'cli-table3';
import type { Io } from './run.ts';

/** Columns of a table: heading, and what of a row stands under it. */
export type Columns<T> = Readonly<Record<string, (row: T) => string | number | undefined>>;

/** Rows as they come: JSON line by line, or one table at the end. */
export async function printRows<T>(io: Io, json: boolean, rows: AsyncIterable<T> | Iterable<T>, columns: Columns<T>): Promise<void> {
  if (json) {
    for await (const row of rows) io.out(`${JSON.stringify(withoutRaw(row))}\n`);
    return;
  }
  const table = new Table({ head: Object.keys(columns), style: { head: [], border: [] }, chars: PLAIN });
  for await (const row of rows) table.push(Object.values(columns).map((cell) => String(cell(row) ?? '')));
  io.out(table.length === 0 ? 'none\n' : `${table.toString()}\n`);
}

export function printOne(io: Io, value: unknown): void {
  io.out(`${JSON.stringify(withoutRaw(value), undefined, 2)}\n`);
}

/** `raw` is the provider's whole answer: for programs, not for people. */
const withoutRaw = (value: unknown): unknown => (typeof value === 'object' && value !== null && 'raw' in value ? { ...value, raw: undefined } : value);

const PLAIN = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' ',
};
