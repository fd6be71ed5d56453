// What `native.cdn` takes and answers, for users to name: `Cdn.…`.

export type * from './cdn.ts';
export type * from './cdn-containers.ts';
export type * from './wire.ts';
