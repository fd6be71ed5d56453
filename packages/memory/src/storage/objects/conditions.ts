import type { ReadConditions, WriteConditions } from '@portolan/core/driver';
import { preconditionFailed } from '../../errors.ts';
import type { StoredObject } from '../../store.ts';

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);

/** As RFC 9110 §13 orders them: If-Match, If-Unmodified-Since, If-None-Match, If-Modified-Since. */
export function checkRead(object: StoredObject, conditions: ReadConditions): void {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== object.etag) throw preconditionFailed(`its etag is ${object.etag}`, 412);
  if (ifMatch === undefined && ifUnmodifiedSince !== undefined && seconds(object.lastModified) > seconds(ifUnmodifiedSince))
    throw preconditionFailed('it was modified', 412);
  if (ifNoneMatch !== undefined && (ifNoneMatch === '*' || ifNoneMatch === object.etag)) throw preconditionFailed('its etag is still the same', 304);
  if (ifNoneMatch === undefined && ifModifiedSince !== undefined && seconds(object.lastModified) <= seconds(ifModifiedSince))
    throw preconditionFailed('it was not modified', 304);
}

export function checkWrite(object: StoredObject | undefined, conditions: WriteConditions): void {
  if (conditions.ifNoneMatch !== undefined && object !== undefined) throw preconditionFailed('the object exists', 412);
  if (conditions.ifMatch !== undefined && conditions.ifMatch !== object?.etag)
    throw preconditionFailed(object === undefined ? 'there is no such object' : `its etag is ${object.etag}`, 412);
}
