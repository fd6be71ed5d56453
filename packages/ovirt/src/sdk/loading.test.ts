import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What is loaded with a file: what it imports for values, and so on. */
function loadedWith(file: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  for (const [statement, specifier = ''] of text.matchAll(/^(?:import|export) [^;]*? from '(\.[^']+)';/gm)) {
    const typesOnly = /^(import|export) type /.test(statement);
    if (!typesOnly) loadedWith(`./${new URL(specifier, new URL(file, 'file:///')).pathname.slice(1)}`, seen);
  }
  return seen;
}

describe('what is loaded', () => {
  it('with the SDK: its surface and the tree of services, and nothing else that was generated', () => {
    const loaded = loadedWith('./index.ts');
    expect([...loaded].filter((file) => file.includes('/generated/'))).toEqual(['./generated/tree.ts']);
    expect(loaded.size).toBeLessThan(10);
    expect([...loaded]).not.toContain('./calls.ts');
  });

  it('with the first call: the tables of types, and the methods of the services called', () => {
    const services = readFileSync(new URL('./generated/loaders.ts', import.meta.url), 'utf8');
    expect([...services.matchAll(/=> import\('\.\/services\//g)]).toHaveLength(288);
    expect(loadedWith('./generated/loaders.ts').size).toBe(1);
    expect(loadedWith('./generated/services/vm.ts').size).toBe(1);
    expect([...loadedWith('./calls.ts')].filter((file) => file.includes('/generated/'))).toEqual([]);
  });
});
