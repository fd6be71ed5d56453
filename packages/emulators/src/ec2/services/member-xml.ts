import { escapeXml } from '../../kit/xml.ts';

/** `<entry><key/><value/></entry>`, as these services write maps. */
export class Entries {
  readonly pairs: readonly (readonly [key: string, value: string | number])[];

  constructor(pairs: readonly (readonly [string, string | number])[]) {
    this.pairs = pairs;
  }
}

/** What an answer is made of. A list becomes `<name><member>…</member></name>`; `undefined` is left out. */
export type MemberValue = string | number | boolean | Date | undefined | Entries | readonly MemberValue[] | { readonly [name: string]: MemberValue };

const isList = (value: MemberValue): value is readonly MemberValue[] => Array.isArray(value);

function content(value: Exclude<MemberValue, undefined>): string {
  if (isList(value)) return value.map((item) => element('member', item)).join('');
  // Whole seconds without a fraction, as CloudWatch and IAM write them: boto 2 reads their times no other way.
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z');
  if (value instanceof Entries)
    return value.pairs.map((pair) => `<entry><key>${escapeXml(pair[0])}</key><value>${escapeXml(String(pair[1]))}</value></entry>`).join('');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, member]) => element(name, member))
      .join('');
  return escapeXml(String(value));
}

function element(name: string, value: MemberValue): string {
  if (value === undefined) return '';
  const inner = content(value);
  return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}

/** `<ActionResponse><ActionResult>…</ActionResult><ResponseMetadata>…</ResponseMetadata></ActionResponse>` */
export function memberBody(action: string, namespace: string, requestId: string, result: { readonly [name: string]: MemberValue } | undefined): string {
  const inner = result === undefined ? '' : element(`${action}Result`, result);
  return `<${action}Response xmlns="${namespace}">${inner}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`;
}

export const memberErrorBody = (namespace: string, type: 'Sender' | 'Receiver', code: string, message: string, requestId: string): string =>
  `<ErrorResponse xmlns="${namespace}"><Error><Type>${type}</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
