import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT: string = fileURLToPath(new URL('../../../', import.meta.url));

export interface SourceFile {
  /** From the root, with `/`. */
  readonly path: string;
  readonly text: string;
  /** What it imports or re-exports, types included, static or dynamic. */
  readonly imports: readonly string[];
  /** What it imports for values, statically: what is loaded with it. */
  readonly eager: readonly string[];
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/g;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** All TypeScript below a folder, tests left out unless wanted. */
export function sources(folder: string, options: { readonly tests?: boolean } = {}): SourceFile[] {
  const found: SourceFile[] = [];
  const visit = (directory: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        if (!['node_modules', 'dist', 'fixtures'].includes(entry.name) && (options.tests === true || entry.name !== 'testing')) visit(path);
      } else if (entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts') && (options.tests === true || !entry.name.endsWith('.test.ts')))
        found.push(read(path));
    }
  };
  visit(join(ROOT, folder));
  return found;
}

function read(path: string): SourceFile {
  const text = readFileSync(path, 'utf8');
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;])\/\/.*$/gm, '$1');
  const statics = [...code.matchAll(IMPORT)];
  return {
    path: relative(ROOT, path).split(sep).join('/'),
    text,
    imports: [...statics.map((match) => match[2] ?? ''), ...[...code.matchAll(DYNAMIC)].map((match) => match[1] ?? '')],
    eager: statics.filter((match) => match[1] === undefined).map((match) => match[2] ?? ''),
  };
}

/** `@portolan/core/driver` → `@portolan/core`; `axios/lib` → `axios`; relative and `node:` ones are `undefined`. */
export function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('node:') || specifier.startsWith('data:')) return undefined;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
