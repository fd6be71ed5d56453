import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parityRows, whyNot } from './testing/parity-table.ts';

const rows = parityRows(readFileSync(new URL('../PARITY.md', import.meta.url), 'utf8'));

describe('PARITY.md', () => {
  it('has a row for all that pyrax had in identity, core, servers, networks, volumes and images', () => {
    const count = (section: string): string =>
      `${section}: ${['★', '◆'].map((mark) => rows.filter((row) => row.section === section && row.mark === mark).length).join(' ')}`;
    expect([...new Set(rows.map((row) => row.section))].map(count)).toEqual([
      'Identity: 8 13',
      'Core: 14 15',
      'Servers (novaclient): 23 30',
      'Networks: 4 3',
      'Block storage: 8 5',
      'Images: 11 4',
    ]);
  });

  it.each(rows.map((row) => [`${row.section}: ${row.old}`, row] as const))('has a call for %s', async (_, { names, notes }) => {
    if (names.length === 0) return expect(notes).toMatch(/^not here: ./);
    const problems: string[] = [];
    for (const name of names) {
      const problem = await whyNot(name);
      if (problem !== undefined) problems.push(`${name}: ${problem}`);
    }
    expect(problems).toEqual([]);
  });

  it('is checked by a look that can fail', async () => {
    expect(await whyNot('native.compute.servers.list')).toBeUndefined();
    expect(await whyNot('native.compute.servers.explode')).toBe('there is no explode');
    expect(await whyNot('native.compute.machines.list')).toBe('there is no machines');
    expect(await whyNot('config.colour')).toBe('no such field');
    expect(await whyNot('core.Nothing')).toBe('no such export');
    expect(await whyNot('cloud.open')).toBe('there is no open');
    expect(await whyNot('elsewhere.list')).toBe('nothing is called elsewhere');
  });
});
