import { createHash } from 'node:crypto';
import type { Operation } from './operation.ts';
import type { Side, SideAnswer } from './side.ts';
import { findText, readTree, type Tree } from './xml-tree.ts';

/** An answer without what may differ between two servers that agree: times, ids, owners. */
export interface Comparable {
  readonly status: number;
  readonly code: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly document: Tree | undefined;
  readonly bytes: string;
}

const HEADERS = [
  'etag', 'content-type', 'content-range', 'content-encoding', 'content-language', 'content-disposition', 'cache-control', 'expires',
  'x-amz-version-id', 'x-amz-delete-marker', 'x-amz-copy-source-version-id', 'x-amz-tagging-count', 'x-amz-storage-class',
]; // biome-ignore format: a word list

/** Elements that are times, names of people, or the server's own business. */
const LEFT_OUT = new Set([
  'LastModified', 'RequestId', 'HostId', 'Owner', 'Initiator', 'Initiated', 'CreationDate', 'StorageClass', 'NextContinuationToken', 'ContinuationToken', 'Location',
  // radosgw's own.
  'Type',
  'Message', 'ChecksumAlgorithm', 'ChecksumType', 'DisplayName', 'ID',
]); // biome-ignore format: a word list

/** Empty means the same as not there. */
const OPTIONAL = new Set([
  'Prefix',
  'Marker',
  'NextMarker',
  'Delimiter',
  'KeyMarker',
  'VersionIdMarker',
  'UploadIdMarker',
  'NextKeyMarker',
  'NextUploadIdMarker',
  'StartAfter',
  'TagSet',
  'ID',
]);

function tidy(tree: Tree, side: Side): Tree {
  if (typeof tree === 'string') return side.symbolise(tree.trim().replace(/^"(.*)"$/, '$1'));
  const kept = tree
    .filter(([name, inner]) => !LEFT_OUT.has(name) && !(OPTIONAL.has(name) && inner === ''))
    .map(([name, inner]) => [name, tidy(inner, side)] as const);
  // Order matters among equals only: keys come in order, but elements of different names as the server likes.
  const names = [...new Set(kept.map(([name]) => name))].sort();
  const ordered = names.flatMap((name) => kept.filter(([other]) => other === name));
  // The rows of a bulk delete, grants and tags come in any order.
  return ['Deleted', 'Error', 'Grant', 'Tag', 'Upload'].some((name) => names.includes(name))
    ? ordered.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    : ordered;
}

/** Names in a listing may come encoded in more than one way. */
function decoded(tree: Tree, encodes: boolean): Tree {
  if (typeof tree === 'string' || !encodes) return tree;
  return tree.map(([name, inner]) => {
    const text = ['Key', 'Prefix', 'Delimiter', 'Marker', 'NextMarker', 'StartAfter', 'KeyMarker', 'NextKeyMarker'].includes(name) && typeof inner === 'string';
    return [name, text ? decodeURIComponent(inner.replaceAll('+', ' ')) : decoded(inner, encodes)] as const;
  });
}

export function comparable(operation: Operation, answer: SideAnswer, side: Side): Comparable {
  const xml = answer.body.length > 0 && (answer.headers['content-type'] ?? '').includes('xml') && !(operation.kind === 'get' && answer.status < 300);
  const [root, tree] = xml ? readTree(answer.body.toString('utf8')) : ['', ''];
  const failed = answer.status >= 300;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    const counts = HEADERS.includes(name) || name.startsWith('x-amz-meta-');
    if (counts && !(name === 'content-type' && (xml || failed || answer.body.length === 0) && operation.kind !== 'head')) headers[name] = side.symbolise(value);
  }
  if (failed) for (const name of Object.keys(headers)) if (!['x-amz-delete-marker', 'x-amz-version-id', 'etag'].includes(name)) delete headers[name];
  const encodes = findText(tree, 'EncodingType') === 'url';
  return {
    status: answer.status,
    code: failed ? findText(tree, 'Code') : undefined,
    headers: Object.fromEntries(Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1))),
    document: failed || !xml ? undefined : [[root, tidy(decoded(tree, encodes), side)]],
    bytes: xml || failed ? '' : `${answer.body.length} ${createHash('sha256').update(answer.body).digest('hex').slice(0, 16)}`,
  };
}
