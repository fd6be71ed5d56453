import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What readers, configuration, keys and what goes on the wire are tried with in one run. */
const LEAST = 10_000;

it(`the properties are tried with ${LEAST} cases a run, and with thousands each of readers, configuration and the wire`, () => {
  const counts = new Map<string, number>();
  const folder = new URL('.', import.meta.url);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.test.ts') && name !== 'count.test.ts')) {
    const runs = [...readFileSync(new URL(file, folder), 'utf8').matchAll(/\bruns\((?:[^()]*\? )?(\d+)(?: : (\d+))?\)/g)];
    counts.set(
      file,
      runs.reduce((sum, [, always = '0', others = '0']) => sum + Number(always) + Number(others), 0),
    );
  }
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(LEAST);
  for (const file of ['documents.test.ts', 'configuration.test.ts', 'wire.test.ts']) expect(counts.get(file), file).toBeGreaterThanOrEqual(3_000);
});
