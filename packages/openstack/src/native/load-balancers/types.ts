// What `native.loadBalancers` takes and answers, for users to name: `LoadBalancers.…`.

export type * from './access-list.ts';
export type * from './changes.ts';
export type * from './features.ts';
export type * from './load-balancers.ts';
export type * from './metadata.ts';
export type * from './nodes.ts';
export type * from './ssl-termination.ts';
export type * from './usage.ts';
export type * from './virtual-ips.ts';
export type * from './wire.ts';
