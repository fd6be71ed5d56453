// What `native.monitoring` takes and answers, for users to name: `Monitoring.…`.

export type * from './agent-tokens.ts';
export type * from './checks.ts';
export type * from './crud.ts';
export type * from './monitoring.ts';
export type * from './monitoring-calls.ts';
export type * from './wire.ts';
