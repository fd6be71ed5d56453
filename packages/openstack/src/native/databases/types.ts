// What `native.databases` takes and answers, for users to name: `Databases.…`.

export type * from './backups.ts';
export type * from './databases.ts';
export type * from './instances.ts';
export type * from './paths.ts';
export type * from './users.ts';
export type * from './wire.ts';
