import { child } from '../../kit/xml.ts';
import { objectFor } from './access.ts';
import { answerEmpty } from './answer.ts';
import type { S3Call } from './call.ts';
import { configurationBody, rootElement, trimmed } from './configuration/xml-body.ts';
import { malformedXml, noSubresource, S3Error } from './s3-error.ts';
import type { StoredObject } from './store.ts';

const DAY = 86_400_000;
const ARCHIVED = ['GLACIER', 'DEEP_ARCHIVE'];
const TIERS = ['Expedited', 'Standard', 'Bulk'];

const isArchived = (object: StoredObject): boolean => ARCHIVED.includes(object.storageClass);

function state(object: StoredObject, now: number): 'archived' | 'restoring' | 'restored' {
  const { restored } = object;
  if (restored === undefined || restored.until <= now) return 'archived';
  return restored.readyAt > now ? 'restoring' : 'restored';
}

/** `x-amz-restore` of an archived object that is on its way back, or is back. */
export function restoreHeader(object: StoredObject, now: number): Record<string, string> {
  if (!isArchived(object) || object.restored === undefined) return {};
  const found = state(object, now);
  if (found === 'archived') return {};
  const text = found === 'restoring' ? 'ongoing-request="true"' : `ongoing-request="false", expiry-date="${new Date(object.restored.until).toUTCString()}"`;
  return { 'x-amz-restore': text };
}

/** The bytes of an archived object are out of reach until it is restored. */
export function checkReadable(object: StoredObject, now: number): void {
  if (isArchived(object) && state(object, now) !== 'restored')
    throw new S3Error(403, 'InvalidObjectState', "The operation is not valid for the object's storage class", { StorageClass: object.storageClass });
}

export async function restoreObject(call: S3Call): Promise<void> {
  if (call.isEucalyptus) throw noSubresource('restore');
  const { object } = objectFor(call, 'WRITE');
  const root = rootElement(await configurationBody(call, false), 'RestoreRequest');
  const days = Number(trimmed(root, 'Days') ?? 'NaN');
  const tier = trimmed(child(root, 'GlacierJobParameters'), 'Tier') ?? 'Standard';
  if (!Number.isInteger(days) || days < 1 || !TIERS.includes(tier)) throw malformedXml();
  if (!isArchived(object))
    throw new S3Error(403, 'InvalidObjectState', "Restore is not allowed for the object's current storage class", { StorageClass: object.storageClass });
  const found = state(object, call.now);
  if (found === 'restoring') throw new S3Error(409, 'RestoreAlreadyInProgress', 'Object restore is already in progress');
  const readyAt = found === 'restored' ? (object.restored?.readyAt ?? call.now) : call.now + call.settings.restoreMs;
  // The copy lives whole days, to the midnight after.
  object.restored = { readyAt, until: Math.ceil((readyAt + days * DAY) / DAY) * DAY };
  answerEmpty(call, found === 'restored' ? 200 : 202);
}
