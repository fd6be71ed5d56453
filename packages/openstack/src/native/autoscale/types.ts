// What `native.autoscale` takes and answers, for users to name: `Autoscale.…`.

export type * from './autoscale.ts';
export type * from './policies.ts';
export type * from './webhooks.ts';
export type * from './wire.ts';
