import { accessDenied, S3Error } from '../s3-error.ts';

type Condition = readonly [kind: string, name: unknown, value: unknown];

/** These fields prove the others and need no condition of their own. */
const FREE = new Set(['x-amz-signature', 'signature', 'awsaccesskeyid', 'policy', 'file', 'submit']);

const failed = (what: string): S3Error => accessDenied(`Invalid according to Policy: ${what}`);
const invalid = (message: string): S3Error => new S3Error(400, 'InvalidPolicyDocument', `Invalid Policy: ${message}`);

function readPolicy(encoded: string): { expiration: number; conditions: Condition[] } {
  let document: unknown;
  try {
    document = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
  } catch {
    throw invalid('Invalid JSON.');
  }
  if (typeof document !== 'object' || document === null) throw invalid('Invalid JSON.');
  const { expiration, conditions } = document as { expiration?: unknown; conditions?: unknown };
  if (typeof expiration !== 'string') throw invalid('Policy missing expiration.');
  const until = Date.parse(expiration);
  if (Number.isNaN(until)) throw invalid("Invalid 'expiration' value.");
  if (!Array.isArray(conditions)) throw invalid('Policy missing conditions.');
  const list = conditions.flatMap((condition: unknown): Condition[] => {
    if (Array.isArray(condition)) {
      if (condition.length !== 3) throw invalid('Invalid condition.');
      return [condition as unknown as Condition];
    }
    if (typeof condition !== 'object' || condition === null) throw invalid('Invalid condition.');
    return Object.entries(condition).map(([name, value]): Condition => ['eq', `$${name}`, value]);
  });
  return { expiration: until, conditions: list };
}

function checkLength(condition: Condition, size: number): void {
  const [, least, most] = condition;
  if (size < Number(least))
    throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
      ProposedSize: String(size),
      MinSizeAllowed: String(least),
    });
  if (size > Number(most))
    throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
      ProposedSize: String(size),
      MaxSizeAllowed: String(most),
    });
}

/** `starts-with` on Content-Type holds for each of a list of types. */
function startsWith(name: string, value: string, prefix: string): boolean {
  return name === 'content-type' ? value.split(',').every((type) => type.trim().startsWith(prefix)) : value.startsWith(prefix);
}

/** Holds the form against its policy: every condition met, and no field without one. */
export function checkPostPolicy(encoded: string, fields: ReadonlyMap<string, string>, bucket: string, size: number, now: number): void {
  const { expiration, conditions } = readPolicy(encoded);
  if (expiration <= now) throw failed('Policy expired.');
  const named = new Set<string>();
  for (const condition of conditions) {
    const [kind, rawName, wanted] = condition;
    if (kind === 'content-length-range') {
      checkLength([kind, rawName, wanted], size);
      continue;
    }
    const name = String(rawName).replace(/^\$/, '').toLowerCase();
    named.add(name);
    const value = name === 'bucket' ? bucket : (fields.get(name) ?? '');
    const holds = kind === 'eq' ? value === String(wanted) : kind === 'starts-with' ? startsWith(name, value, String(wanted)) : undefined;
    if (holds === undefined) throw invalid(`Invalid condition type: ${kind}`);
    if (!holds) throw failed(`Policy Condition failed: ${JSON.stringify(condition)}`);
  }
  const extra = [...fields.keys()].filter((name) => !named.has(name) && !FREE.has(name) && !name.startsWith('x-ignore-'));
  if (extra.length > 0) throw failed(`Extra input fields: ${extra.join(', ')}`);
}
