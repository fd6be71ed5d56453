import { ALL_CASES } from './cases/all.ts';
import type { Harness } from './harness.ts';
import { type CaseResult, ConformanceSession, whyNot } from './run.ts';

/** The part of a test runner that the suite needs: vitest, node:test with small wrappers, jest. */
export interface TestRunner {
  readonly describe: (name: string, work: () => void) => void;
  readonly it: (name: string, work: (context: { skip: (reason?: string) => void }) => Promise<void>, timeoutMs?: number) => void;
  readonly beforeAll: (work: () => Promise<void>, timeoutMs?: number) => void;
  readonly afterAll: (work: () => Promise<void>, timeoutMs?: number) => void;
}

export interface SuiteOptions {
  readonly only?: RegExp;
  readonly timeoutMs?: number;
  /** Called once, when all cases have run. */
  readonly onResults?: (name: string, results: readonly CaseResult[]) => Promise<void>;
}

/** Registers the suite with a test runner: a test a case; what is not declared is skipped and counted so. */
export function describeConformance(runner: TestRunner, name: string, create: () => Promise<Harness>, options: SuiteOptions = {}): void {
  const timeoutMs = options.timeoutMs ?? 60_000;
  runner.describe(`conformance: ${name}`, () => {
    let harness: Harness | undefined;
    let session: ConformanceSession | undefined;
    const results: CaseResult[] = [];
    runner.beforeAll(async () => {
      harness = await create();
      session = await ConformanceSession.open(harness);
    }, timeoutMs);
    runner.afterAll(async () => {
      await session?.close();
      await harness?.close();
      await options.onResults?.(name, results);
    }, timeoutMs);
    for (const one of ALL_CASES) {
      if (options.only !== undefined && !options.only.test(one.id)) continue;
      runner.it(
        `${one.id}: ${one.title}`,
        async (test) => {
          if (harness === undefined || session === undefined) throw new Error('the harness did not start');
          const started = Date.now();
          const not = whyNot(one, session.cloud, harness);
          if (not !== undefined) {
            results.push({ id: one.id, title: one.title, ...not, ms: 0 });
            test.skip(`${not.verdict}: ${not.reason}`);
            return;
          }
          try {
            await session.run(one);
            results.push({ id: one.id, title: one.title, verdict: 'passed', ms: Date.now() - started });
          } catch (error) {
            results.push({
              id: one.id,
              title: one.title,
              verdict: 'failed',
              reason: error instanceof Error ? error.message : String(error),
              ms: Date.now() - started,
            });
            throw error;
          }
        },
        timeoutMs,
      );
    }
  });
}
