import type { S3Call } from './call.ts';
import { invalidArgument, noSuchKey, S3Error } from './s3-error.ts';
import { type Bucket, type DeleteMarker, isMarker, type StoredObject, type Version, versionIdOf } from './store.ts';

/** Could be a version's id, whether there is one or not. */
export const isWellFormed = (versionId: string): boolean => /^(?:null|[A-Za-z0-9._-]{32,})$/.test(versionId);

/** The `versionId` of the call's query; one that cannot be any version's is refused. */
export function versionAsked(call: S3Call): string | undefined {
  const versionId = call.query.get('versionId');
  if (versionId === '') throw invalidArgument('Version id cannot be the empty string', 'versionId', '');
  if (versionId !== undefined && !isWellFormed(versionId)) throw invalidArgument('Invalid version id specified', 'versionId', versionId);
  return versionId;
}

export const noSuchVersion = (key: string, versionId: string): S3Error =>
  new S3Error(404, 'NoSuchVersion', 'The specified version does not exist.', { Key: key, VersionId: versionId });

function markerAnswer(marker: DeleteMarker, named: boolean): S3Error {
  const headers = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker.versionId };
  if (!named) return new S3Error(404, 'NoSuchKey', 'The specified key does not exist.', { Key: marker.key }, headers);
  return new S3Error(
    405,
    'MethodNotAllowed',
    'The specified method is not allowed against this resource.',
    { Method: 'GET', ResourceType: 'DeleteMarker' },
    { ...headers, Allow: 'DELETE', 'Last-Modified': new Date(marker.modifiedAt).toUTCString() },
  );
}

/** The object of that key and version; says of a delete marker what it is. */
export function versionOf(bucket: Bucket, key: string, versionId: string | undefined): StoredObject {
  if (versionId !== undefined) {
    const version = bucket.version(key, versionId);
    if (version === undefined) throw noSuchVersion(key, versionId);
    if (isMarker(version)) throw markerAnswer(version, true);
    return version;
  }
  const [newest] = bucket.versions(key);
  if (newest === undefined) throw noSuchKey(key);
  if (isMarker(newest)) throw markerAnswer(newest, false);
  return newest;
}

/** `x-amz-version-id`, which only buckets with versioning send. */
export const versionHeader = (bucket: Bucket, version: Version, name = 'x-amz-version-id'): Record<string, string> =>
  bucket.versioning === undefined ? {} : { [name]: versionIdOf(version) };
