import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type CaseResult, describeConformance, type Harness } from '@portolan/conformance';
import { afterAll, beforeAll, describe, it } from 'vitest';

const RESULTS = fileURLToPath(new URL('../../results/', import.meta.url));

/** Runs the suite under vitest and leaves the results for the table (`pnpm conformance:table`). */
export function conformance(name: string, create: () => Promise<Harness>, options: { readonly only?: RegExp; readonly timeoutMs?: number } = {}): void {
  describeConformance(
    {
      describe: (title, work) => {
        describe(title, work);
      },
      it: (title, work, timeoutMs) => {
        it(title, async (context) => work({ skip: (reason) => context.skip(reason) }), timeoutMs);
      },
      beforeAll: (work, timeoutMs) => {
        beforeAll(work, timeoutMs);
      },
      afterAll: (work, timeoutMs) => {
        afterAll(work, timeoutMs);
      },
    },
    name,
    create,
    { ...options, onResults: (label, results) => keep(label, results) },
  );
}

async function keep(name: string, results: readonly CaseResult[]): Promise<void> {
  await mkdir(RESULTS, { recursive: true });
  await writeFile(`${RESULTS}${name.replace(/[^a-z0-9]+/gi, '-')}.json`, `${JSON.stringify({ name, results }, undefined, 2)}\n`);
}
