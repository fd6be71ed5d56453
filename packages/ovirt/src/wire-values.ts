import { type XmlElement, type XmlNode, xml, xmlChild, xmlText } from '@portolan/core/driver';

/** The engine's dates: `2016-09-08T09:53:35.138+02:00`. */
export function dateOf(node: XmlNode, name: string): Date | undefined {
  const text = xmlText(node, name);
  const date = text === undefined || text === '' ? undefined : new Date(text);
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date;
}

export function numberOf(node: XmlNode | undefined, name: string): number | undefined {
  const text = node === undefined ? undefined : xmlText(node, name)?.trim();
  const number = text === undefined || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** `<cluster href="…" id="…"/>`: the id. */
export function refOf(node: XmlNode, name: string): string | undefined {
  const child = xmlChild(node, name);
  return child === undefined ? undefined : xmlText(child, '@id');
}

/** An empty element says as much as none. */
export function textOf(node: XmlNode, name: string): string | undefined {
  const text = xmlText(node, name);
  return text === '' ? undefined : text;
}

export const idOf = (node: XmlNode): string => xmlText(node, '@id') ?? '';

/** `<name id="…"/>` */
export const refTo = (name: string, id: string): XmlElement => xml(name, { id });

/** `<name>value</name>`; nothing when there is no value. */
export const leaf = (name: string, value: string | number | boolean | undefined): XmlElement | undefined =>
  value === undefined ? undefined : xml(name, {}, value);
