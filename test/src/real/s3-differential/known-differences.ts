import type { Comparable } from './comparable.ts';
import type { Operation } from './operation.ts';
import type { Tree } from './xml-tree.ts';

export interface KnownDifference {
  readonly id: string;
  /** What Amazon does, which the emulator follows, and what radosgw does instead. */
  readonly reason: string;
  /** The emulator's answer as radosgw would have given it; the same one where this has no bearing. */
  readonly asRadosgw: (operation: Operation, emulator: Comparable, radosgw: Comparable) => Comparable;
}

const outcome = ({ status, code }: Comparable): string => `${status} ${code ?? ''}`.trim();

/** Another status or code for a refusal that both agree on. */
const otherwise =
  (applies: (operation: Operation) => boolean, ours: string, theirs: string): KnownDifference['asRadosgw'] =>
  (operation, emulator, radosgw) =>
    applies(operation) && outcome(emulator) === ours && outcome(radosgw) === theirs ? radosgw : emulator;

/** One element of the document as radosgw has it. */
function withElement(tree: Tree | undefined, name: string, theirs: Tree | undefined): Tree | undefined {
  if (tree === undefined || typeof tree === 'string' || theirs === undefined || typeof theirs === 'string') return tree;
  const [root] = tree;
  const [other] = theirs;
  if (root === undefined || other === undefined || typeof root[1] === 'string' || typeof other[1] === 'string') return tree;
  const instead = other[1].filter(([child]) => child === name);
  const rest = root[1].filter(([child]) => child !== name);
  return [[root[0], [...rest, ...instead].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))]];
}

const element =
  (applies: (operation: Operation) => boolean, name: string): KnownDifference['asRadosgw'] =>
  (operation, emulator, radosgw) =>
    applies(operation) ? { ...emulator, document: withElement(emulator.document, name, radosgw.document) } : emulator;

/** Rows of a bulk delete without the markers that the other side has not made. */
function withoutMarkers(tree: Tree | undefined, theirs: Tree | undefined): Tree | undefined {
  if (tree === undefined || typeof tree === 'string' || theirs === undefined || typeof theirs === 'string') return tree;
  const [root] = tree;
  const [other] = theirs;
  if (root === undefined || other === undefined || typeof root[1] === 'string' || typeof other[1] === 'string') return tree;
  const rows = other[1].map((row) => JSON.stringify(row));
  const kept = root[1].map(([name, row]) => {
    if (typeof row === 'string' || rows.includes(JSON.stringify([name, row]))) return [name, row] as const;
    return [name, row.filter(([child]) => !child.startsWith('DeleteMarker'))] as const;
  });
  return [[root[0], kept.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))]];
}

/** ETags that the other side has empty, in rows of the same place. */
function withEmptyEtags(tree: Tree | undefined, theirs: Tree | undefined): Tree | undefined {
  if (tree === undefined || theirs === undefined || typeof tree === 'string' || typeof theirs === 'string') return tree;
  return tree.map(([name, inner], index) => {
    const other = theirs[index];
    if (other === undefined || other[0] !== name) return [name, inner] as const;
    if (name === 'ETag' && other[1] === '') return [name, ''] as const;
    return [name, withEmptyEtags(inner, other[1]) ?? ''] as const;
  });
}

const any = (): boolean => true;
const VERSION_HEADERS = ['x-amz-version-id', 'x-amz-copy-source-version-id', 'x-amz-delete-marker'];

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    id: 'bucket-tagging-status',
    reason: 'PutBucketTagging and DeleteBucketTagging answer 204 at Amazon, 200 at radosgw',
    asRadosgw: (operation, emulator, radosgw) =>
      operation.kind.endsWith('-tagging') && operation.key === '' && emulator.status === 204
        ? { ...emulator, status: radosgw.status === 200 ? 200 : 204 }
        : emulator,
  },
  {
    id: 'if-match-missing',
    reason: 'If-Match on a key that is not there: Amazon 404 NoSuchKey, radosgw 412',
    asRadosgw: otherwise(({ headers }) => headers['if-match'] !== undefined, '404 NoSuchKey', '412 PreconditionFailed'),
  },
  {
    id: 'no-such-version',
    reason: 'A version that is not there: Amazon NoSuchVersion, radosgw NoSuchKey',
    asRadosgw: otherwise(any, '404 NoSuchVersion', '404 NoSuchKey'),
  },
  {
    id: 'errors-without-body',
    reason: 'DeleteObjects with a document that is none: radosgw answers 400 without a body',
    asRadosgw: otherwise(({ kind }) => kind === 'delete-many', '400 MalformedXML', '400'),
  },
  {
    id: 'fewer-version-headers',
    reason: 'Amazon tells the version, and of a delete marker that it is one, in more answers: copies, tagging, ACLs, deletes of absent versions, 404',
    asRadosgw: (_operation, emulator, radosgw) => ({
      ...emulator,
      headers: Object.fromEntries(Object.entries(emulator.headers).filter(([name]) => !VERSION_HEADERS.includes(name) || radosgw.headers[name] !== undefined)),
    }),
  },
  {
    id: 'version-marker-of-prefix',
    reason: 'NextVersionIdMarker where the page ends in a common prefix: radosgw says null',
    asRadosgw: element(({ kind }) => kind === 'list-versions', 'NextVersionIdMarker'),
  },
  {
    id: 'one-marker-is-enough',
    reason: 'Deleting a key that already lies under a delete marker: Amazon puts another marker, radosgw none',
    asRadosgw: (operation, emulator, radosgw) => {
      const named = operation.query.some(([name]) => name === 'versionId');
      if (operation.kind !== 'delete-many' || named) return emulator;
      const bare = withoutMarkers(emulator.document, radosgw.document);
      return { ...emulator, document: bare };
    },
  },
  {
    id: 'no-prefixes-of-uploads',
    reason: 'ListMultipartUploads of radosgw 16 leaves out the common prefixes',
    asRadosgw: element(({ kind }) => kind === 'list-uploads', 'CommonPrefixes'),
  },
  {
    id: 'etag-of-copied-parts',
    reason: 'The copy of an object made of parts is one piece: Amazon gives it the MD5 for ETag, radosgw 16 keeps the one of parts',
    asRadosgw: (operation, emulator, radosgw) => {
      const [theirs] = JSON.stringify(radosgw.document ?? '').match(/[0-9a-f]{32}-\d+/) ?? [];
      return operation.kind === 'copy' && theirs !== undefined ? { ...emulator, document: withElement(emulator.document, 'ETag', radosgw.document) } : emulator;
    },
  },
  {
    id: 'marker-by-its-id',
    reason: 'Reading a delete marker by its own version: Amazon 405, radosgw 404 as if it were not there',
    asRadosgw: (_operation, emulator, radosgw) => (emulator.status === 405 && radosgw.status === 404 ? radosgw : emulator),
  },
  {
    id: 'too-many-tags',
    reason: 'More than ten tags: Amazon BadRequest, radosgw InvalidTag',
    asRadosgw: otherwise(({ kind }) => kind === 'put-tagging', '400 BadRequest', '400 InvalidTag'),
  },
  {
    id: 'parts-of-no-upload',
    reason: 'ListParts of an upload that is not there: Amazon NoSuchUpload, radosgw NoSuchKey',
    asRadosgw: otherwise(({ kind }) => kind === 'list-parts', '404 NoSuchUpload', '404 NoSuchKey'),
  },
  {
    id: 'version-null-told',
    reason: 'radosgw tells the version null when it was asked for, in buckets without versioning, too',
    asRadosgw: (operation, emulator, radosgw) =>
      operation.query.some(([name, value]) => name === 'versionId' && value === 'null') && radosgw.headers['x-amz-version-id'] === 'null'
        ? { ...emulator, headers: radosgw.headers }
        : emulator,
  },
  {
    id: 'no-tags-counted',
    reason: 'x-amz-tagging-count: Amazon leaves it out of an object whose tags were taken away, radosgw says 0',
    asRadosgw: (_operation, emulator, radosgw) =>
      radosgw.headers['x-amz-tagging-count'] === '0' && emulator.headers['x-amz-tagging-count'] === undefined
        ? { ...emulator, headers: Object.fromEntries(Object.entries({ ...emulator.headers, 'x-amz-tagging-count': '0' }).sort(([a], [b]) => (a < b ? -1 : 1))) }
        : emulator,
  },
  {
    id: 'empty-etag-in-list',
    reason: 'radosgw 16 lists some objects with an empty ETag after their tags or grants were changed',
    asRadosgw: (operation, emulator, radosgw) =>
      operation.kind.startsWith('list-') ? { ...emulator, document: withEmptyEtags(emulator.document, radosgw.document) } : emulator,
  },
  {
    id: 'mfa-delete',
    reason: 'GetBucketVersioning of radosgw always has MfaDelete',
    asRadosgw: element(({ kind }) => kind === 'get-versioning', 'MfaDelete'),
  },
  {
    id: 'plain-next-key',
    reason: 'ListObjectVersions with encoding-type=url: radosgw writes NextKeyMarker as it is',
    asRadosgw: element(({ kind, query }) => kind === 'list-versions' && query.some(([name]) => name === 'encoding-type'), 'NextKeyMarker'),
  },
  {
    id: 'small-before-wrong',
    reason: 'A list of parts that are too small and wrong: Amazon says InvalidPart, radosgw EntityTooSmall',
    asRadosgw: otherwise(({ kind }) => kind === 'complete-upload', '400 InvalidPart', '400 EntityTooSmall'),
  },
  {
    id: 'next-marker',
    reason: 'ListObjects: Amazon tells NextMarker only where a delimiter was given, radosgw in every cut page',
    asRadosgw: element(({ kind }) => kind === 'list-v1', 'NextMarker'),
  },
  {
    id: 'next-upload-marker',
    reason: 'ListMultipartUploads of radosgw tells the next markers in the last page, too',
    asRadosgw: (operation, emulator, radosgw) => {
      if (operation.kind !== 'list-uploads') return emulator;
      const document = withElement(withElement(emulator.document, 'NextKeyMarker', radosgw.document), 'NextUploadIdMarker', radosgw.document);
      return { ...emulator, document };
    },
  },
  {
    id: 'full-page-of-parts',
    reason: 'ListParts of radosgw calls a full page truncated even when it is the last',
    asRadosgw: element(({ kind, query }) => kind === 'list-parts' && query.some(([name]) => name === 'max-parts'), 'IsTruncated'),
  },
  {
    id: 'bare-not-modified',
    reason: '304 of radosgw has no ETag',
    asRadosgw: (_operation, emulator, radosgw) => (emulator.status === 304 && radosgw.status === 304 ? { ...emulator, headers: radosgw.headers } : emulator),
  },
  {
    id: 'complete-without-etag',
    reason: 'CompleteMultipartUpload of radosgw may have an empty ETag',
    asRadosgw: element(({ kind }) => kind === 'complete-upload', 'ETag'),
  },
];

/** What the sequences leave out, since after it the two sides would hold different things. */
export const AVOIDED: Readonly<Record<string, string>> = {
  'part numbers 0 and 10001': 'radosgw takes them; Amazon and the emulator answer 400 InvalidArgument',
  'ListObjectVersions behind a key that is there': 'key-marker alone: Amazon starts behind that key, radosgw 16 with its versions',
  'new metadata by a copy onto itself': 'radosgw 16 leaves such an object with an empty ETag, in lists and for conditions',
  'new metadata and old tags in a copy': 'radosgw 16 drops the tags with the metadata; Amazon copies them unless x-amz-tagging-directive says otherwise',
  'conditions on the source of a copy': 'radosgw 16 lets them pass or not, by where source and target are',
};
