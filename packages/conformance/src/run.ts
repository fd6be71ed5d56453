import { randomBytes } from 'node:crypto';
import { type Cloud, supports } from '@portolan/core';
import type { Transport } from '@portolan/core/driver';
import type { CaseContext, ConformanceCase } from './case.ts';
import { ALL_CASES } from './cases/all.ts';
import type { Harness, OpenWith } from './harness.ts';
import { workBucket } from './work-bucket.ts';

export type Verdict = 'passed' | 'failed' | 'not declared' | 'not here';

export interface CaseResult {
  readonly id: string;
  readonly title: string;
  readonly verdict: Verdict;
  /** Why it is not declared, not here, or failed. */
  readonly reason?: string | undefined;
  readonly ms: number;
}

/** Whether a case applies: `undefined`, or why not. */
export function whyNot(
  one: ConformanceCase,
  cloud: Cloud,
  harness: Harness,
): { readonly verdict: 'not declared' | 'not here'; readonly reason: string } | undefined {
  const lacking = one.needs.filter((path) => !supports(cloud.capabilities, path));
  if (lacking.length > 0) return { verdict: 'not declared', reason: lacking.join(', ') };
  if (one.when !== undefined && !one.when(cloud)) return { verdict: 'not declared', reason: 'another value is declared' };
  const missing = (one.asks ?? []).filter((part) => harness[part] === undefined);
  if (missing.length > 0) return { verdict: 'not here', reason: `this back has no ${missing.join(', ')}` };
  const exempt = harness.exempt?.[one.id];
  return exempt === undefined ? undefined : { verdict: 'not here', reason: exempt };
}

/** One connection's session of cases. */
export class ConformanceSession {
  readonly cloud: Cloud;
  readonly #harness: Harness;
  readonly #counter: { requests: number };
  readonly #run = randomBytes(3).toString('hex');
  #names = 0;

  private constructor(cloud: Cloud, harness: Harness, counter: { requests: number }) {
    this.cloud = cloud;
    this.#harness = harness;
    this.#counter = counter;
  }

  static async open(harness: Harness): Promise<ConformanceSession> {
    const counter = { requests: 0 };
    const cloud = await harness.open({ transport: (standard) => counting(standard, counter) });
    return new ConformanceSession(cloud, harness, counter);
  }

  /** Runs one case and cleans up after it; rejects with what went wrong. */
  async run(one: ConformanceCase): Promise<void> {
    const cleanups: (() => Promise<unknown>)[] = [];
    const context: CaseContext = {
      cloud: this.cloud,
      harness: this.#harness,
      name: (hint) => {
        this.#names += 1;
        return `pt${this.#run}-${hint}-${this.#names}`.toLowerCase();
      },
      cleanup: (work) => {
        cleanups.push(work);
      },
      requests: () => this.#counter.requests,
      open: async (options: OpenWith = {}) => {
        const other = await this.#harness.open(options);
        cleanups.push(() => other.close());
        return other;
      },
      bucket: () => workBucket(context),
    };
    try {
      await one.run(context);
    } finally {
      for (const work of cleanups.reverse()) {
        try {
          await work();
        } catch (error) {
          // A cleanup that fails must not hide what the case found; what stays behind is told.
          console.warn(`${this.#harness.name}, ${one.id}: cleaning up failed: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    }
  }

  async close(): Promise<void> {
    await this.cloud.close();
  }
}

/** Runs the suite, one case after the other, without a test runner. */
export async function runConformance(
  harness: Harness,
  options: { readonly only?: RegExp; readonly onResult?: (result: CaseResult) => void } = {},
): Promise<readonly CaseResult[]> {
  const session = await ConformanceSession.open(harness);
  const results: CaseResult[] = [];
  try {
    for (const one of ALL_CASES) {
      if (options.only !== undefined && !options.only.test(one.id)) continue;
      const started = Date.now();
      const not = whyNot(one, session.cloud, harness);
      let result: CaseResult;
      if (not !== undefined) result = { id: one.id, title: one.title, ...not, ms: 0 };
      else {
        try {
          await session.run(one);
          result = { id: one.id, title: one.title, verdict: 'passed', ms: Date.now() - started };
        } catch (error) {
          result = {
            id: one.id,
            title: one.title,
            verdict: 'failed',
            reason: error instanceof Error ? error.message : String(error),
            ms: Date.now() - started,
          };
        }
      }
      results.push(result);
      options.onResult?.(result);
    }
  } finally {
    await session.close();
    await harness.close();
  }
  return results;
}

function counting(standard: Transport, counter: { requests: number }): Transport {
  return {
    send: (request, options) => {
      counter.requests += 1;
      return standard.send(request, options);
    },
    close: () => standard.close(),
  };
}
