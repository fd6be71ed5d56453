import { escapeXml } from '../../kit/xml.ts';

export const S3_NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Control characters become references that XML 1.0 forbids; the real servers write just these. */
export function xmlText(text: string): string {
  // Most text needs nothing: a listing has thousands of these.
  // oxlint-disable-next-line no-control-regex -- they are the point
  if (!/[&<>"\x00-\x1f]/.test(text)) return text;
  // oxlint-disable-next-line no-control-regex -- they are the point
  return escapeXml(text).replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`);
}

export const tag = (name: string, text: string | number | boolean | undefined): string => {
  if (text === undefined) return '';
  const inner = xmlText(String(text));
  return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
};

export const wrap = (name: string, ...inner: readonly string[]): string => `<${name}>${inner.join('')}</${name}>`;

export const document = (root: string, ...inner: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${S3_NAMESPACE}">${inner.join('')}</${root}>`;

/** Whole seconds, written with milliseconds. */
export const listTime = (ms: number): string => new Date(Math.floor(ms / 1000) * 1000).toISOString();

/** The `encoding-type=url` form: blanks as `+`, slashes kept. */
export const urlEncoded = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
    .replaceAll('%2F', '/');
