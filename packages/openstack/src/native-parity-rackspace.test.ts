import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parityRows, whyNot } from './testing/parity-table.ts';

const rows = parityRows(readFileSync(new URL('../PARITY-rackspace.md', import.meta.url), 'utf8'));

describe('PARITY-rackspace.md', () => {
  it('has a row for all that pyrax had for Cloud Files and Rackspace’s own services', () => {
    const count = (section: string): string =>
      `${section}: ${['★', '◆'].map((mark) => rows.filter((row) => row.section === section && row.mark === mark).flatMap((row) => row.old.split(', ')).length).join(' ')}`;
    // Essential and useful names of pyrax 1.10, counted in its source.
    expect([...new Set(rows.map((row) => row.section))].map(count)).toEqual([
      'Object storage (Cloud Files): 47 36',
      'Load balancers: 23 24',
      'DNS: 26 8',
      'Databases: 27 4',
      'Monitoring: 28 15',
      'Autoscale: 20 8',
      'Queues: 13 11',
      'CDN: 0 6',
    ]);
  });

  it('names no call of pyrax twice with one mark', () => {
    const names = rows.flatMap((row) => row.old.split(', ').map((name) => `${row.section} ${name}`));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each(rows.map((row) => [`${row.section}: ${row.old}`, row] as const))('has a call for %s', async (_, { names }) => {
    expect(names).not.toEqual([]);
    const problems: string[] = [];
    for (const name of names) {
      const problem = await whyNot(name);
      if (problem !== undefined) problems.push(`${name}: ${problem}`);
    }
    expect(problems).toEqual([]);
  });

  it('is checked by a look that can fail, in the portable layer too', async () => {
    expect(await whyNot('storage.objects.put')).toBeUndefined();
    expect(await whyNot('storage.objects.explode')).toBe('there is no explode');
    expect(await whyNot('native.loadBalancers.nodes.explode')).toBe('there is no explode');
  });
});
