// What `native.queues` takes and answers, for users to name: `Queues.…`.

export type * from './claims.ts';
export type * from './messages.ts';
export type * from './queues.ts';
export type * from './wire.ts';
