import { encodePath, encodePathSegment } from '@portolan/core/driver';

/** Where a container is, behind the account's address. */
export const containerPath = (bucket: string): string => `/${encodePathSegment(bucket)}`;

/** Slashes in keys stay slashes; empty, `.` and `..` parts are themselves. */
export const objectPath = (bucket: string, key: string): string => `${containerPath(bucket)}/${encodePath(key)}`;

const SEGMENTS = '_segments';

/** Where the parts of a bucket's large objects are kept, as swift's own client does. */
export const segmentsOf = (bucket: string): string => `${bucket}${SEGMENTS}`;

export const isSegmentsBucket = (name: string): boolean => name.endsWith(SEGMENTS);

/** Folder of all parts we made, apart from other clients'. */
export const OUR_SEGMENTS = 'portolan/';

export const segmentPrefix = (uploadId: string): string => `${OUR_SEGMENTS}${uploadId}/`;

/** Five digits: Swift sorts names, not numbers. */
export const segmentKey = (uploadId: string, number: number): string => `${segmentPrefix(uploadId)}${String(number).padStart(5, '0')}`;
