import type { XmlNode } from '@portolan/core/driver';
import { lastName, markerOf } from '../../storage/objects/marker.ts';
import { metadataOf } from '../../storage/objects/metadata.ts';
import { decodeShape, scalarOf } from '../decode.ts';
import type { Fields, Member, S3Operation, Shape } from '../table.ts';

type Headers = Readonly<Record<string, string>>;

/** Headers of the answer as members of the result: `x-amz-version-id` is VersionId. */
export function headersOf(fields: Fields | undefined, headers: Headers): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, [wire, code]] of Object.entries(fields ?? {})) {
    if (code === 'm') {
      result[name] = metadataOf(headers);
      continue;
    }
    const text = headers[wire.toLowerCase()];
    // `Expires: 0` and the like are no times, and nothing that a reader of the object should fail on.
    if (text === undefined || (code === 't' && Number.isNaN(Date.parse(text)))) continue;
    const value = scalarOf(text, code, wire);
    if (value !== undefined) result[name] = value;
  }
  return result;
}

/** The document's members, and what the headers say besides. */
export function resultOf(operation: S3Operation, root: XmlNode, headers: Headers): Record<string, unknown> {
  const [name, content] = operation.result as readonly [string, Member];
  const said = headersOf(operation.resultHeaders, headers);
  if (typeof content === 'string') return { ...said, ...decodeShape({ [name]: root }, { [name]: content }) };
  return { ...said, ...decodeListing(root, content as Shape) };
}

const NAMES = new Set(['Key', 'Prefix', 'Delimiter', 'Marker', 'NextMarker', 'StartAfter', 'KeyMarker', 'NextKeyMarker']);

/** Where the server wrote keys percent-encoded, because it was asked to, they are what they were. */
function decodeListing(root: XmlNode, shape: Shape): Record<string, unknown> {
  const result = decodeShape(root, shape);
  if (result['EncodingType'] !== 'url') return result;
  const rows = decoded(result) as Record<string, unknown>;
  const last = lastName(Object.values(rows).flatMap((list) => (Array.isArray(list) ? list.map(nameOf) : [])));
  const markers = Object.entries(result).filter((entry): entry is [string, string] => NAMES.has(entry[0]) && typeof entry[1] === 'string');
  return { ...rows, ...Object.fromEntries(markers.map(([name, text]) => [name, markerOf(text, name.startsWith('Next') ? last : undefined)])) };
}

const nameOf = (row: unknown): string | undefined => {
  const { Key, Prefix } = row as { readonly Key?: string; readonly Prefix?: string };
  return Key ?? Prefix;
};

function decoded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      typeof one === 'string' && NAMES.has(name) ? decodeURIComponent(one.replaceAll('+', ' ')) : decoded(one),
    ]),
  );
}
