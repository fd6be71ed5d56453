import { CloudError, encodePath, encodePathSegment } from '@portolan/core/driver';

/** Where buckets are: the account's private storage. `public` is readable by the world and another tree. */
const ROOT = '/stor';

/** The encoded path of the directory that is all buckets' parent. */
export const rootPath = (): string => ROOT;

/** The encoded path of a bucket, which is one directory. */
export function bucketPath(bucket: string): string {
  if (bucket.includes('/') || bucket === '.' || bucket === '..') {
    throw new CloudError('invalid-argument', `bucket: ${JSON.stringify(bucket)} is no name of a directory`, { outcome: 'not-done' });
  }
  return `${ROOT}/${encodePathSegment(bucket)}`;
}

/** The encoded path of a key: every part of it a segment of its own. */
export function objectPath(bucket: string, key: string): string {
  return `${bucketPath(bucket)}/${encodePath(key)}`;
}

/** The directories a key needs, the deepest first: `a/b` and `a` for `a/b/c`. */
export function foldersOf(key: string): readonly string[] {
  const parts = key.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}

/** The encoded path of a folder of a bucket; `''` is the bucket itself. */
export const folderPath = (bucket: string, folder: string): string => (folder === '' ? bucketPath(bucket) : objectPath(bucket, folder));

/** Whether keys can begin so: no part before the last slash is empty, `.` or `..`. */
export const isFolderPath = (folder: string): boolean => folder === '' || folder.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
