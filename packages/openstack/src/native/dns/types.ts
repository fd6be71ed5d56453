// What `native.dns` takes and answers, for users to name: `Dns.…`.

export type * from './dns.ts';
export type * from './domains.ts';
export type * from './jobs.ts';
export type * from './records.ts';
export type * from './reverse-records.ts';
export type * from './wire.ts';
