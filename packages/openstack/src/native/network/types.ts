// What `native.network` takes and answers, for users to name: `Neutron.…`.

export type * from './floating-ips.ts';
export type * from './network.ts';
export type * from './neutron-collection.ts';
export type * from './qos-policies.ts';
export type * from './routers.ts';
export type * from './trunks.ts';
export type * from './wire.ts';
