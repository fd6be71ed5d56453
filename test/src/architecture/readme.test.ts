import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { capabilityTable, withTable } from '../docs/capability-table.ts';
import { ROOT } from './sources.ts';

it('the README shows what the providers declare (pnpm docs:capabilities)', async () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  expect(readme).toBe(withTable(readme, await capabilityTable()));
});

it('the README names the package manager that package.json pins', () => {
  const { packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { packageManager: string };
  const named = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/npx -y (pnpm@[\d.]+)/g)].map((match) => match[1]);
  expect(named.length).toBeGreaterThan(1);
  expect(new Set(named)).toEqual(new Set([packageManager]));
});
