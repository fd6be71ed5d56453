// What `native.identity` takes and answers, for users to name: `Keystone.…`.

export type * from './accounts-v2.ts';
export type * from './credentials.ts';
export type * from './identity.ts';
export type * from './keystone-calls.ts';
export type * from './roles.ts';
export type * from './users.ts';
export type * from './wire.ts';
