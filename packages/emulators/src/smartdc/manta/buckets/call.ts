import type { MantaCall } from '../call.ts';

/** One request to the Buckets API past authentication. */
export type BucketCall = Pick<MantaCall, 'store' | 'request' | 'response' | 'now' | 'caller' | 'roles' | 'owner' | 'path' | 'query'>;
