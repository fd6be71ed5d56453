import { MantaError } from './manta-error.ts';

const CORS = [
  'access-control-allow-headers',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'access-control-max-age',
  'access-control-allow-methods',
];
const MAX_CUSTOM_BYTES = 4 * 1024;

/**
 * The headers of a PUT that are kept and given back (muskie `lib/common.js` createMetadata()). Custom ones past 4 KB of values are
 * dropped without a word; content-encoding, content-language and expires are never kept.
 */
export function storedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of CORS) if (headers[name]) kept[name] = headers[name];
  if (headers['cache-control']) kept['Cache-Control'] = headers['cache-control'];
  if (headers['surrogate-key']) kept['Surrogate-Key'] = headers['surrogate-key'];
  let bytes = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (!/^m-\w+/.test(name)) continue;
    bytes += Buffer.byteLength(value, 'latin1');
    if (bytes < MAX_CUSTOM_BYTES) kept[name] = value;
  }
  return kept;
}

/** A malformed type is taken for a file name whose extension nobody knows. */
export const contentType = (header: string | undefined): string | undefined =>
  header === undefined || /.+\/.+/.test(header) ? header : 'application/octet-stream';

/** npm content-disposition, parse and format: `type; filename="…"`; other parameters get lost. */
export function contentDisposition(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const match = /^\s*([!#$%&'*+.^_`|~\w-]+)\s*((?:;\s*[\w!#$&+.^`|~*-]+\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;"]+)\s*)*)$/.exec(header);
  if (match === null) throw new MantaError(400, 'BadRequest', `invalid content-disposition header: "${header}"`);
  const [, type = '', parameters = ''] = match;
  const filename = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i.exec(parameters);
  const extended = /;\s*filename\*\s*=\s*([^\s;"]+)/i.exec(parameters)?.[1];
  const plain = filename === null ? '' : `; filename="${filename[1] ?? filename[2] ?? ''}"`;
  return `${type.toLowerCase()}${plain}${extended === undefined ? '' : `; filename*=${extended}`}`;
}

/** Whether an Accept header lets this type through; a type that is none counts as octets. */
export function accepts(accept: string | undefined, type: string): boolean {
  if (accept === undefined || accept === '') return true;
  const [full = ''] = (/^[\w.+-]+\/[\w.+-]+/.exec(type.toLowerCase())?.[0] ?? 'application/octet-stream').split(';');
  return accept.split(',').some((entry) => {
    const [range = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
    if (parameters.includes('q=0')) return false;
    return range === '*/*' || range === '*' || range === full || (range.endsWith('/*') && full.startsWith(range.slice(0, -1)));
  });
}
