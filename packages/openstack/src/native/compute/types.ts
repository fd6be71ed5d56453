// What `native.compute` takes and answers, for users to name: `Nova.…`.

export type * from './account.ts';
export type * from './administration.ts';
export type * from './attachments.ts';
export type * from './compute.ts';
export type * from './flavors.ts';
export type * from './instance-actions.ts';
export type * from './key-pairs.ts';
export type * from './nova-calls.ts';
export type * from './rackspace-networks.ts';
export type * from './server-groups.ts';
export type * from './servers/actions.ts';
export type * from './servers/servers.ts';
export type * from './servers/wire.ts';
