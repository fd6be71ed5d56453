import { arrayAt, isObject, type JsonObject, stringAt } from '../../values.ts';

type Json = JsonObject | readonly unknown[];

const tokens = (path: string): string[] =>
  path
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The value with one operation done in it; undefined where the path leads nowhere. */
function operate(value: unknown, path: readonly string[], op: string, given: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return op === 'remove' ? undefined : given;
  if (Array.isArray(value)) {
    const items: unknown[] = [...(value as unknown[])];
    const index = head === '-' ? items.length : Number(head);
    if (!Number.isInteger(index) || index < 0 || index > items.length) return undefined;
    if (rest.length > 0) items[index] = operate(items[index], rest, op, given);
    else if (op === 'add') items.splice(index, 0, given);
    else if (index === items.length) return undefined;
    else if (op === 'remove') items.splice(index, 1);
    else items[index] = given;
    return items;
  }
  if (!isObject(value)) return undefined;
  if (op !== 'add' && value[head] === undefined) return undefined;
  const { [head]: there, ...others } = value;
  const changed = operate(there, rest, op, given);
  if (changed === undefined && !(op === 'remove' && rest.length === 0)) return undefined;
  return op === 'remove' && rest.length === 0 ? others : { ...others, [head]: changed };
}

/** RFC 6902's add, remove and replace; undefined for anything else, and for a path that leads nowhere. */
export function patched(body: JsonObject, patch: unknown): JsonObject | undefined {
  const operations = arrayAt({ patch }, 'patch');
  if (operations === undefined || operations.length === 0) return undefined;
  let result: Json = body;
  for (const operation of operations) {
    const op = stringAt(operation, 'op');
    const path = stringAt(operation, 'path');
    if (path === undefined || !path.startsWith('/') || (op !== 'add' && op !== 'remove' && op !== 'replace')) return undefined;
    const next = operate(result, tokens(path), op, isObject(operation) ? operation['value'] : undefined);
    if (!isObject(next)) return undefined;
    result = next;
  }
  return result;
}
