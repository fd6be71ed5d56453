import { escapeXml } from '../../kit/xml.ts';

/** What an answer is made of. A list becomes `<name><item>…</item></name>`; `undefined` is left out; a `Date` has milliseconds. */
export type XmlValue = string | number | boolean | Date | undefined | readonly XmlValue[] | { readonly [name: string]: XmlValue };

const isList = (value: XmlValue): value is readonly XmlValue[] => Array.isArray(value);

function content(value: Exclude<XmlValue, undefined>): string {
  if (isList(value)) return value.map((item) => element('item', item)).join('');
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object') return members(value);
  return escapeXml(String(value));
}

function element(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  const inner = content(value);
  return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}

function members(value: { readonly [name: string]: XmlValue }): string {
  return Object.entries(value)
    .map(([name, member]) => element(name, member))
    .join('');
}

/** `<ActionResponse xmlns=…><requestId>…</requestId>…</ActionResponse>` */
export const responseBody = (action: string, version: string, requestId: string, result: { readonly [name: string]: XmlValue }): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${action}Response xmlns="http://ec2.amazonaws.com/doc/${version}/"><requestId>${requestId}</requestId>${members(result)}</${action}Response>`;
