import type { S3Call } from '../call.ts';
import { S3Error } from '../s3-error.ts';
import { type ConditionBlock, conditionsHold } from './conditions.ts';

type OneOrMany = string | readonly string[];

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: string | Readonly<Record<string, OneOrMany>>;
  readonly NotPrincipal?: string | Readonly<Record<string, OneOrMany>>;
  readonly Action?: OneOrMany;
  readonly NotAction?: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly NotResource?: OneOrMany;
  readonly Condition?: ConditionBlock;
}

export interface Policy {
  readonly statements: readonly Statement[];
}

const list = (value: OneOrMany | undefined): readonly string[] => (value === undefined ? [] : typeof value === 'string' ? [value] : value);

const malformed = (message: string): S3Error => new S3Error(400, 'MalformedPolicy', message);

/** `*` and `?` as policies mean them. */
export function likes(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[\\s\\S]*')
    .replaceAll('?', '[\\s\\S]');
  return new RegExp(`^${source}$`).test(text);
}

const isWords = (value: unknown): boolean => typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'));

function checkStatement(statement: Record<string, unknown>, bucket: string): void {
  if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny') throw malformed('Policy has invalid effect');
  if (statement['Principal'] === undefined && statement['NotPrincipal'] === undefined) throw malformed('Missing required field Principal');
  const actions = statement['Action'] ?? statement['NotAction'];
  if (!isWords(actions)) throw malformed('Missing required field Action');
  if (!list(actions as OneOrMany).every((action) => action === '*' || /^s3:/i.test(action))) throw malformed('Policy has invalid action');
  const resources = statement['Resource'] ?? statement['NotResource'];
  if (!isWords(resources)) throw malformed('Missing required field Resource');
  const arn = `arn:aws:s3:::${bucket}`;
  const ours = (resource: string): boolean => resource === arn || resource.startsWith(`${arn}/`) || (resource.startsWith(arn) && resource.endsWith('*'));
  if (!list(resources as OneOrMany).every(ours)) throw malformed('Policy has invalid resource');
}

/** Reads a bucket's policy; what could not take effect is refused when it is put. */
export function parsePolicy(body: Buffer, bucket: string): Policy {
  let document: unknown;
  try {
    document = JSON.parse(body.toString('utf8'));
  } catch {
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  const { Statement: given } = document as { Statement?: unknown };
  const statements: unknown[] = given === undefined ? [] : Array.isArray(given) ? given : [given];
  if (statements.length === 0) throw malformed('Missing required field Statement');
  for (const statement of statements) {
    if (typeof statement !== 'object' || statement === null) throw malformed('Policy has invalid statement');
    checkStatement(statement as Record<string, unknown>, bucket);
  }
  return { statements: statements as Statement[] };
}

function namesCaller(principal: Statement['Principal'], call: S3Call): boolean {
  if (principal === undefined) return false;
  if (typeof principal === 'string') return principal === '*';
  const account = call.grant?.credential.accountId;
  const aws = list(principal['AWS']).some((name) => {
    if (name === '*') return true;
    if (account === undefined) return false;
    return name === account || new RegExp(`^arn:aws:(?:iam|sts)::${account}:`).test(name);
  });
  return aws || (call.callerId !== undefined && list(principal['CanonicalUser']).includes(call.callerId));
}

function speaksOf(statement: Statement, call: S3Call, action: string, resource: string): boolean {
  const principal = statement.NotPrincipal === undefined ? namesCaller(statement.Principal, call) : !namesCaller(statement.NotPrincipal, call);
  if (!principal) return false;
  const actions = list(statement.Action ?? statement.NotAction).some((pattern) => likes(pattern.toLowerCase(), action.toLowerCase()));
  if (actions === (statement.Action === undefined)) return false;
  const resources = list(statement.Resource ?? statement.NotResource).some((pattern) => likes(pattern, resource));
  if (resources === (statement.Resource === undefined)) return false;
  return conditionsHold(statement.Condition ?? {}, call);
}

/** What the policy says: a denial counts before any permission. */
export function decide(policy: Policy, call: S3Call, action: string, resource: string): 'allow' | 'deny' | undefined {
  const effects = policy.statements.filter((statement) => speaksOf(statement, call, action, resource)).map(({ Effect }) => Effect);
  if (effects.includes('Deny')) return 'deny';
  return effects.includes('Allow') ? 'allow' : undefined;
}

/** Lets everybody in: a wildcard principal, and no condition that narrows it. */
export const isPublic = (policy: Policy): boolean =>
  policy.statements.some(({ Effect, Principal, Condition }) => {
    const everybody = Principal === '*' || (typeof Principal === 'object' && list(Principal['AWS']).includes('*'));
    return Effect === 'Allow' && everybody && Object.keys(Condition ?? {}).length === 0;
  });
