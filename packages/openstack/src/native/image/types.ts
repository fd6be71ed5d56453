// What `native.image` takes and answers, for users to name: `Glance.…`.

export type * from './image.ts';
export type * from './images.ts';
export type * from './members.ts';
export type * from './tasks.ts';
export type * from './wire.ts';
