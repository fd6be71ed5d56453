export type { CaseContext, ConformanceCase } from './case.ts';
export { ALL_CASES } from './cases/all.ts';
export type { Harness, Mischief, OpenWith } from './harness.ts';
export { type CaseResult, ConformanceSession, runConformance, type Verdict, whyNot } from './run.ts';
export { describeConformance, type SuiteOptions, type TestRunner } from './suite.ts';
export { conformanceTable } from './table.ts';
