import { lookup } from 'mrmime';

/** The type a key's ending suggests, for uploads that state none. */
export const contentTypeOf = (key: string): string => lookup(key) ?? 'application/octet-stream';
