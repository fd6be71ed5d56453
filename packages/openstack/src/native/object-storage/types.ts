// What `native.objectStorage` takes and answers, for users to name: `Swift.…`.

export type * from './account.ts';
export type * from './bulk.ts';
export type * from './container-settings.ts';
export type * from './containers.ts';
export type * from './folder-sync.ts';
export type * from './large-objects.ts';
export type * from './object-storage.ts';
export type * from './objects.ts';
export type * from './signed-urls.ts';
export type * from './wire.ts';
