import { child } from '../../../kit/xml.ts';
import { bucketFor, objectFor } from '../access.ts';
import { answerEmpty, answerXml } from '../answer.ts';
import type { S3Call } from '../call.ts';
import { accessDenied, invalidArgument, malformedXml, noSubresource, S3Error } from '../s3-error.ts';
import { document, tag, wrap } from '../s3-xml.ts';
import { type Bucket, type DefaultRetention, type Hold, isMarker, type Retention, type Version } from '../store.ts';
import { versionHeader } from '../versions.ts';
import { configurationBody, rootElement, trimmed } from './xml-body.ts';

const DAY = 86_400_000;

const invalidState = (message: string): S3Error => new S3Error(409, 'InvalidBucketState', message);
const notLocking = (): S3Error => new S3Error(400, 'InvalidRequest', 'Bucket is missing Object Lock Configuration');

const isMode = (text: string | undefined): text is Retention['mode'] => text === 'GOVERNANCE' || text === 'COMPLIANCE';

function wholeDays(text: string | undefined): number {
  if (text === undefined) return 0;
  if (!/^\d+$/.test(text)) throw malformedXml();
  if (Number(text) === 0) throw new S3Error(400, 'InvalidArgument', 'Default retention period must be a positive integer value');
  return Number(text);
}

function defaultRetention(body: Buffer): DefaultRetention | undefined {
  const root = rootElement(body, 'ObjectLockConfiguration');
  if (trimmed(root, 'ObjectLockEnabled') !== 'Enabled') throw malformedXml();
  const rule = child(root, 'Rule');
  if (rule === undefined) return undefined;
  const given = child(rule, 'DefaultRetention');
  const mode = trimmed(given, 'Mode');
  const [days, years] = [trimmed(given, 'Days'), trimmed(given, 'Years')];
  if (!isMode(mode) || (days === undefined) === (years === undefined)) throw malformedXml();
  return { mode, days: wholeDays(days), years: wholeDays(years) };
}

export async function lockConfiguration(call: S3Call): Promise<void> {
  if (call.isEucalyptus) throw noSubresource('object-lock');
  const bucket = bucketFor(call, 'OWN');
  if (call.request.method === 'GET') {
    if (bucket.objectLock === undefined)
      throw new S3Error(404, 'ObjectLockConfigurationNotFoundError', 'Object Lock configuration does not exist for this bucket', { BucketName: bucket.name });
    const { retention } = bucket.objectLock;
    const period = retention === undefined ? '' : retention.years > 0 ? tag('Years', retention.years) : tag('Days', retention.days);
    const rule = retention === undefined ? '' : wrap('Rule', wrap('DefaultRetention', tag('Mode', retention.mode), period));
    answerXml(call, document('ObjectLockConfiguration', tag('ObjectLockEnabled', 'Enabled'), rule));
    return;
  }
  const retention = defaultRetention(await configurationBody(call, true));
  if (bucket.versioning !== 'Enabled') throw invalidState("Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
  bucket.objectLock = { retention };
  answerEmpty(call);
}

function futureDate(text: string | undefined, now: number): number {
  const until = text === undefined ? Number.NaN : Date.parse(text);
  if (Number.isNaN(until))
    throw invalidArgument('The retain until date must be provided in ISO 8601 format', 'x-amz-object-lock-retain-until-date', text ?? '');
  if (until <= now) throw new S3Error(400, 'InvalidArgument', 'The retain until date must be in the future!');
  return until;
}

/** The lock a write asks for in its headers, or else the bucket's own for new objects. */
export function holdFrom(call: S3Call, bucket: Bucket): Hold {
  const none: Hold = { retention: undefined, legalHold: undefined };
  if (call.isEucalyptus) return none;
  const mode = call.header('x-amz-object-lock-mode');
  const until = call.header('x-amz-object-lock-retain-until-date');
  const legal = call.header('x-amz-object-lock-legal-hold');
  if (mode === undefined && until === undefined && legal === undefined) {
    const standard = bucket.objectLock?.retention;
    if (standard === undefined) return none;
    const date = new Date(call.now + standard.days * DAY);
    date.setUTCFullYear(date.getUTCFullYear() + standard.years);
    return { retention: { mode: standard.mode, until: date.getTime() }, legalHold: undefined };
  }
  if (bucket.objectLock === undefined) throw notLocking();
  if ((mode === undefined) !== (until === undefined))
    throw new S3Error(400, 'InvalidArgument', 'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied');
  if (mode !== undefined && !isMode(mode)) throw invalidArgument('Unknown wormMode directive.', 'x-amz-object-lock-mode', mode);
  if (legal !== undefined && legal !== 'ON' && legal !== 'OFF')
    throw invalidArgument('Legal Hold must be either of "ON" or "OFF"', 'x-amz-object-lock-legal-hold', legal);
  return {
    retention: isMode(mode) ? { mode, until: futureDate(until, call.now) } : undefined,
    legalHold: legal === undefined ? undefined : legal === 'ON',
  };
}

/** The same, spelt as fields of an object to be. */
export const heldFields = (hold: Hold): { retention?: Retention; legalHold?: boolean } => ({
  ...(hold.retention === undefined ? {} : { retention: hold.retention }),
  ...(hold.legalHold === undefined ? {} : { legalHold: hold.legalHold }),
});

export function lockHeaders(version: Version): Record<string, string> {
  if (isMarker(version)) return {};
  const { retention, legalHold } = version;
  return {
    ...(retention === undefined
      ? {}
      : { 'x-amz-object-lock-mode': retention.mode, 'x-amz-object-lock-retain-until-date': new Date(retention.until).toISOString() }),
    ...(legalHold === undefined ? {} : { 'x-amz-object-lock-legal-hold': legalHold ? 'ON' : 'OFF' }),
  };
}

const bypasses = (call: S3Call): boolean => call.header('x-amz-bypass-governance-retention')?.toLowerCase() === 'true';

/** Whether a version may not go: held, or retained and not lawfully bypassed. */
export function isProtected(call: S3Call, version: Version | undefined): boolean {
  if (version === undefined || isMarker(version)) return false;
  if (version.legalHold === true) return true;
  const { retention } = version;
  if (retention === undefined || retention.until <= call.now) return false;
  return retention.mode === 'COMPLIANCE' || !bypasses(call);
}

export const lockedAway = (): S3Error => accessDenied('Access Denied because object protected by object lock.');

const notSet = (key: string): S3Error =>
  new S3Error(404, 'NoSuchObjectLockConfiguration', 'The specified object does not have a ObjectLock configuration', { Key: key });

export async function objectRetention(call: S3Call): Promise<void> {
  if (call.isEucalyptus) throw noSubresource('retention');
  const put = call.request.method === 'PUT';
  const { bucket, object } = objectFor(call, put ? 'WRITE_ACP' : 'READ');
  if (bucket.objectLock === undefined) throw notLocking();
  if (!put) {
    if (object.retention === undefined) throw notSet(object.key);
    const { mode, until } = object.retention;
    answerXml(call, document('Retention', tag('Mode', mode), tag('RetainUntilDate', new Date(until).toISOString())), versionHeader(bucket, object));
    return;
  }
  const root = rootElement(await configurationBody(call, true), 'Retention');
  const mode = trimmed(root, 'Mode');
  const date = trimmed(root, 'RetainUntilDate');
  // An empty document takes the retention away.
  const wanted = mode === undefined && date === undefined ? undefined : { mode, until: futureDate(date, call.now) };
  if (wanted !== undefined && !isMode(wanted.mode)) throw malformedXml();
  const present = object.retention;
  if (present !== undefined && present.until > call.now) {
    const longer = wanted !== undefined && wanted.mode === present.mode && wanted.until >= present.until;
    const stricter = wanted?.mode === 'COMPLIANCE' && wanted.until >= present.until;
    if (!longer && !stricter && (present.mode === 'COMPLIANCE' || !bypasses(call))) throw lockedAway();
  }
  if (wanted === undefined) delete object.retention;
  else object.retention = { mode: wanted.mode as Retention['mode'], until: wanted.until };
  answerEmpty(call, 200, versionHeader(bucket, object));
}

export async function objectLegalHold(call: S3Call): Promise<void> {
  if (call.isEucalyptus) throw noSubresource('legal-hold');
  const put = call.request.method === 'PUT';
  const { bucket, object } = objectFor(call, put ? 'WRITE_ACP' : 'READ');
  if (bucket.objectLock === undefined) throw notLocking();
  if (!put) {
    if (object.legalHold === undefined) throw notSet(object.key);
    answerXml(call, document('LegalHold', tag('Status', object.legalHold ? 'ON' : 'OFF')), versionHeader(bucket, object));
    return;
  }
  const status = trimmed(rootElement(await configurationBody(call, true), 'LegalHold'), 'Status');
  if (status !== 'ON' && status !== 'OFF') throw malformedXml();
  object.legalHold = status === 'ON';
  answerEmpty(call, 200, versionHeader(bucket, object));
}
