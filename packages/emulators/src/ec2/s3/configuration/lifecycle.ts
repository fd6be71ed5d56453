import { child, children, type XmlElement } from '../../../kit/xml.ts';
import { invalidArgument, malformedXml, S3Error } from '../s3-error.ts';
import { type Bucket, isMarker, type StoredObject, type Tags, type Version, versionIdOf } from '../store.ts';
import { rootElement, tagsOf, trimmed } from './xml-body.ts';

const DAY = 86_400_000;
const MAX_RULES = 1000;

interface Timing {
  readonly days: number | undefined;
  readonly date: number | undefined;
}

interface LifecycleRule {
  readonly id: string;
  readonly prefix: string;
  readonly tags: Tags;
  readonly largerThan: number;
  readonly smallerThan: number;
  readonly expiration: Timing | undefined;
  readonly dropsLoneMarkers: boolean;
  readonly transitions: readonly (Timing & { readonly storageClass: string })[];
  readonly noncurrentDays: number | undefined;
  readonly newerNoncurrent: number;
  readonly abortAfterDays: number | undefined;
}

function whole(element: XmlElement | undefined, name: string): number | undefined {
  const text = trimmed(element, name);
  if (text === undefined) return undefined;
  if (!/^-?\d+$/.test(text)) throw malformedXml();
  return Number(text);
}

function timing(element: XmlElement | undefined): Timing {
  const date = trimmed(element, 'Date');
  const parsed = date === undefined ? undefined : Date.parse(date);
  if (Number.isNaN(parsed)) throw malformedXml();
  return { days: whole(element, 'Days'), date: parsed };
}

function ruleOf(rule: XmlElement): LifecycleRule {
  const filter = child(rule, 'Filter');
  const and = child(filter, 'And') ?? filter;
  const expiration = child(rule, 'Expiration');
  const noncurrent = child(rule, 'NoncurrentVersionExpiration');
  const abort = child(rule, 'AbortIncompleteMultipartUpload');
  return {
    id: trimmed(rule, 'ID') ?? '',
    prefix: trimmed(rule, 'Prefix') ?? trimmed(and, 'Prefix') ?? '',
    tags: tagsOf(and),
    largerThan: whole(and, 'ObjectSizeGreaterThan') ?? -1,
    smallerThan: whole(and, 'ObjectSizeLessThan') ?? Number.POSITIVE_INFINITY,
    expiration: expiration === undefined ? undefined : timing(expiration),
    dropsLoneMarkers: trimmed(expiration, 'ExpiredObjectDeleteMarker') === 'true',
    transitions: children(rule, 'Transition').map((item) => ({ ...timing(item), storageClass: trimmed(item, 'StorageClass') ?? '' })),
    noncurrentDays: whole(noncurrent, 'NoncurrentDays'),
    newerNoncurrent: whole(noncurrent, 'NewerNoncurrentVersions') ?? 0,
    abortAfterDays: whole(abort, 'DaysAfterInitiation'),
  };
}

const positive = (name: string, days: number | undefined): void => {
  if (days !== undefined && days <= 0) throw new S3Error(400, 'InvalidArgument', `'Days' for ${name} action must be a positive integer`);
};

const midnight = (date: number | undefined): void => {
  if (date !== undefined && date % DAY !== 0) throw new S3Error(400, 'InvalidArgument', "'Date' must be at midnight GMT");
};

/** Refuses what Amazon's checks refuse: no action, two rules of one name, days that are none. */
export function checkLifecycle(root: XmlElement): void {
  const elements = children(root, 'Rule');
  if (elements.length === 0 || elements.length > MAX_RULES) throw malformedXml();
  const ids = new Set<string>();
  for (const element of elements) {
    const status = trimmed(element, 'Status');
    if (status !== 'Enabled' && status !== 'Disabled') throw malformedXml();
    if ((child(element, 'Filter') === undefined) === (child(element, 'Prefix') === undefined)) throw malformedXml();
    const rule = ruleOf(element);
    if (rule.id.length > 255) throw invalidArgument('ID length should not exceed allowed limit of 255', 'ID', rule.id);
    if (rule.id !== '' && ids.has(rule.id)) throw new S3Error(400, 'InvalidArgument', 'Rule ID must be unique. Found same ID for more than one rule');
    ids.add(rule.id);
    const acts = rule.expiration !== undefined || rule.transitions.length > 0 || rule.noncurrentDays !== undefined || rule.abortAfterDays !== undefined;
    if (!acts && child(element, 'NoncurrentVersionTransition') === undefined)
      throw new S3Error(400, 'InvalidRequest', 'At least one action needs to be specified in a rule');
    positive('Expiration', rule.expiration?.days);
    midnight(rule.expiration?.date);
    for (const transition of rule.transitions) midnight(transition.date);
  }
}

/** Enabled rules; none where there is no configuration. */
function rulesOf(bucket: Bucket): LifecycleRule[] {
  const stored = bucket.documents.get('lifecycle');
  if (stored === undefined) return [];
  return children(rootElement(stored, 'LifecycleConfiguration'), 'Rule')
    .filter((rule) => trimmed(rule, 'Status') === 'Enabled')
    .map(ruleOf);
}

// Days count from the write, and the deed is done at the midnight after they are over.
const dueAfter = (from: number, days: number): number => Math.ceil((from + days * DAY) / DAY) * DAY;

const dueAt = (object: StoredObject, when: Timing): number => when.date ?? dueAfter(object.modifiedAt, when.days ?? 0);

const covers = (rule: LifecycleRule, object: StoredObject): boolean =>
  object.key.startsWith(rule.prefix) &&
  object.body.length > rule.largerThan &&
  object.body.length < rule.smallerThan &&
  rule.tags.every(([key, value]) => object.tags.some((tag) => tag[0] === key && tag[1] === value));

/** `x-amz-expiration` of an object that a rule will take away. */
export function expirationHeader(bucket: Bucket, object: StoredObject): Record<string, string> {
  let soonest: { readonly due: number; readonly id: string } | undefined;
  for (const rule of rulesOf(bucket)) {
    if (rule.expiration === undefined || (rule.expiration.days ?? rule.expiration.date) === undefined || !covers(rule, object)) continue;
    const due = dueAt(object, rule.expiration);
    if (soonest === undefined || due < soonest.due) soonest = { due, id: rule.id };
  }
  if (soonest === undefined) return {};
  return { 'x-amz-expiration': `expiry-date="${new Date(soonest.due).toUTCString()}", rule-id="${encodeURIComponent(soonest.id)}"` };
}

function settleCurrent(bucket: Bucket, rules: readonly LifecycleRule[], now: number): void {
  for (const object of [...bucket.objects.values()]) {
    for (const rule of rules.filter((candidate) => covers(candidate, object))) {
      const { expiration } = rule;
      if (expiration !== undefined && (expiration.days ?? expiration.date) !== undefined && dueAt(object, expiration) <= now) {
        bucket.delete(object.key, now);
        break;
      }
      const moved = rule.transitions.filter((transition) => dueAt(object, transition) <= now).at(-1);
      if (moved !== undefined && moved.storageClass !== '' && object.storageClass !== moved.storageClass) bucket.reclass(object, moved.storageClass);
    }
  }
}

const isHeld = (version: Version, now: number): boolean =>
  !isMarker(version) && (version.legalHold === true || (version.retention !== undefined && version.retention.until > now));

function settleNoncurrent(bucket: Bucket, rules: readonly LifecycleRule[], now: number): void {
  for (const [key, versions] of [...bucket.history]) {
    for (const rule of rules.filter((candidate) => key.startsWith(candidate.prefix))) {
      const days = rule.noncurrentDays;
      // A version stopped being the current one when the next was written.
      for (const [index, version] of days === undefined ? [] : [...versions.entries()]) {
        const successor = versions[index - 1];
        if (successor === undefined || index <= rule.newerNoncurrent || isHeld(version, now)) continue;
        if (dueAfter(successor.modifiedAt, days ?? 0) <= now) bucket.deleteVersion(key, versionIdOf(version));
      }
      const [only, ...more] = bucket.versions(key);
      if (rule.dropsLoneMarkers && only !== undefined && more.length === 0 && isMarker(only)) bucket.deleteVersion(key, only.versionId);
    }
  }
}

/** Does what the rules have due by now; all of them fall due at midnight. */
export function settleLifecycle(bucket: Bucket, now: number): void {
  const day = Math.floor(now / DAY);
  if (day === bucket.settledDay) return;
  bucket.settledDay = day;
  const rules = rulesOf(bucket);
  if (rules.length === 0) return;
  settleCurrent(bucket, rules, now);
  settleNoncurrent(bucket, rules, now);
  for (const upload of [...bucket.uploads.values()]) {
    const overdue = rules.some(
      (rule) => rule.abortAfterDays !== undefined && upload.key.startsWith(rule.prefix) && dueAfter(upload.initiatedAt, rule.abortAfterDays) <= now,
    );
    if (overdue) bucket.uploads.delete(upload.id);
  }
}
