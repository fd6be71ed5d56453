import { EngineFault } from '../wire/faults.ts';
import { referenceAt, type XmlElement } from '../wire/read-body.ts';

/** The object that a body refers to by id or name. The id wins; what does not exist is a 404 with a fault, a malformed id a 400. */
export function lookUp<T extends { readonly id: string; readonly name: string }>(
  body: XmlElement | undefined,
  member: string,
  known: ReadonlyMap<string, T>,
): T | undefined {
  const wanted = referenceAt(body, member);
  if (wanted === undefined || (wanted.id === undefined && wanted.name === undefined)) return undefined;
  if (wanted.id !== undefined && !isUuid(wanted.id)) throw malformed(wanted.id);
  const found = wanted.id === undefined ? [...known.values()].find((item) => item.name === wanted.name) : known.get(wanted.id);
  if (found === undefined)
    throw new EngineFault(404, 'Operation Failed', `Entity not found: ${member.replaceAll('_', ' ')}: ${wanted.id ?? wanted.name ?? ''}`);
  return found;
}

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

export const malformed = (id: string): EngineFault => new EngineFault(400, 'Invalid value', `Invalid UUID string: ${id}`);
