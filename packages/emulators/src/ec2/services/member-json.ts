import { Entries, type MemberValue } from './member-xml.ts';

const isList = (value: MemberValue): value is readonly MemberValue[] => Array.isArray(value);

function plain(value: MemberValue): unknown {
  if (value === undefined) return undefined;
  if (isList(value)) return value.map(plain);
  // Seconds since the epoch.
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Entries) return Object.fromEntries(value.pairs);
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
  return value;
}

/** The same answer for who asks with `ContentType=JSON`, as boto 2 does of CloudFormation. */
export function memberJson(action: string, requestId: string, result: { readonly [name: string]: MemberValue } | undefined): string {
  const inner = result === undefined ? {} : { [`${action}Result`]: plain(result) };
  return JSON.stringify({ [`${action}Response`]: { ...inner, ResponseMetadata: { RequestId: requestId } } });
}

export const memberErrorJson = (type: 'Sender' | 'Receiver', code: string, message: string, requestId: string): string =>
  JSON.stringify({ Error: { Code: code, Message: message, Type: type }, RequestId: requestId });
