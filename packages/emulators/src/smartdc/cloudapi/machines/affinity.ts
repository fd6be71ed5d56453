import { invalidArgument } from '../api-error.ts';

const RULE = /^(instance|container|[a-z_][a-z0-9\-_.]+)(==~|!=~|==|!=)(.+)$/i;

/** `affinity: ["instance!=db*"]`: checked for form only; where a machine lands shows nowhere. */
export function checkAffinity(params: Readonly<Record<string, unknown>>): void {
  const asked = params['affinity'];
  if (asked === undefined || asked === '') return;
  if (params['locality'] !== undefined) throw invalidArgument('cannot specify both "locality" and "affinity"');
  for (const rule of Array.isArray(asked) ? (asked as unknown[]) : [asked]) {
    if (typeof rule !== 'string' || !RULE.test(rule)) throw invalidArgument(`invalid affinity: ${JSON.stringify(rule)}`);
  }
}
