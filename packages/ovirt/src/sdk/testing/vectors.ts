import { readFileSync } from 'node:fs';
import { EngineDate } from '../runtime/values.ts';

/*
 * The vectors were recorded from ovirtsdk4 4.6.3. In them an absent member is absent, `$href` is the href of an object, a list with an href is
 * `{ $href, $items }`, a date is `{ $date }`, and names are those of the model: `disk_attachments`.
 */

export function vectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/vectors-${name}.json`, import.meta.url), 'utf8')) as T;
}

export const camel = (name: string): string => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What the SDK read, as the vectors say it. */
export function toVector(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(toVector);
    const { href } = value as { readonly href?: string };
    return href === undefined ? items : { $href: href, $items: items };
  }
  if (value instanceof EngineDate) return { $date: plainDate(value.text) };
  if (value instanceof Date) return { $date: plainDate(value.toISOString()) };
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name === 'href' ? '$href' : snake(name), toVector(member)]));
}

/** What a vector says, as it is given to the SDK. */
export function fromVector(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromVector);
  if (typeof value !== 'object' || value === null) return value;
  const { $date, $items, $href } = value as { readonly $date?: string; readonly $items?: unknown[]; readonly $href?: string };
  if ($date !== undefined) return new EngineDate(Date.parse($date), $date);
  if ($items !== undefined) return Object.assign($items.map(fromVector), { href: $href });
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name === '$href' ? 'href' : camel(name), fromVector(member)]));
}

/** One spelling for a date: microseconds unless they are none, `+00:00` for `Z`. */
function plainDate(text: string): string {
  return text.replace('Z', '+00:00').replace(/\.(\d+)/, (_, digits: string) => (/^0+$/.test(digits) ? '' : `.${digits.padEnd(6, '0')}`));
}

/** Dates in the vectors, the same. */
export function plainDates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainDates);
  if (typeof value !== 'object' || value === null) return value;
  const { $date } = value as { readonly $date?: string };
  if ($date !== undefined) return { $date: plainDate($date) };
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainDates(member)]));
}

/** Documents that differ in spelling alone become one: declaration, indentation, `<a></a>` for `<a/>`, escapes that text does not need. */
export function plainXml(text: string): string {
  return text
    .replace(/^<\?xml[^>]*\?>/, '')
    .replace(/>\s+</g, '><')
    .replace(/<([\w-]+)((?: [^<>]*)?)><\/\1>/g, '<$1$2/>')
    .replaceAll('&apos;', "'")
    .trim();
}
