// What `native.blockStorage` takes and answers, for users to name: `Cinder.…`.

export type * from './attachments.ts';
export type * from './backups.ts';
export type * from './block-storage.ts';
export type * from './cinder-calls.ts';
export type * from './groups.ts';
export type * from './qos-specs.ts';
export type * from './snapshots.ts';
export type * from './transfers.ts';
export type * from './volume-types.ts';
export type * from './volumes.ts';
