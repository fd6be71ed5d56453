import { incomplete } from '../wire/faults.ts';
import { child, idOf, type XmlElement } from '../wire/read-body.ts';

/**
 * Refuses a body in which something is missing: `Qos [name, type] required for add`. Alternatives are `storage_domain.id|storage_domain.name`;
 * `ranges[].from` wants at least one range, and `from` in each.
 */
export function requireMembers(body: XmlElement, type: string, verb: string, mandatory: readonly string[]): void {
  const missing = mandatory.filter((one) => !one.split('|').some((path) => has(body, path.split('.')))).map(spelled);
  if (missing.length > 0) throw incomplete(type, missing.join(', '), verb);
}

function has(at: XmlElement | undefined, path: readonly string[]): boolean {
  const [first, ...rest] = path;
  if (at === undefined) return false;
  if (first === undefined) return true;
  if (first === 'id' && rest.length === 0) return idOf(at) !== undefined;
  if (!first.endsWith('[]')) return has(child(at, first), rest);
  const wrapper = child(at, first.slice(0, -2));
  const items = wrapper?.children ?? [];
  return items.length > 0 && items.every((item) => has(item, rest));
}

/** `storage_domain.id|storage_domain.name` → `storageDomain.id|name` */
function spelled(alternatives: string): string {
  const [first = '', ...others] = alternatives.split('|');
  const camel = first.replaceAll('[]', '').replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  return [camel, ...others.map((one) => one.slice(one.lastIndexOf('.') + 1))].join('|');
}
