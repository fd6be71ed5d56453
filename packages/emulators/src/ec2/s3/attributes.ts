import { restoreHeader } from './archive.ts';
import type { S3Call } from './call.ts';
import { lockHeaders } from './configuration/object-lock.ts';
import { encryptionFrom, encryptionHeaders } from './encryption.ts';
import { invalidArgument, S3Error } from './s3-error.ts';
import type { Bucket, ObjectAttributes, StoredObject } from './store.ts';

const STORED = ['Cache-Control', 'Content-Disposition', 'Content-Encoding', 'Content-Language', 'Expires'] as const;
const MAX_METADATA = 2048;
const STORAGE_CLASSES = ['STANDARD', 'REDUCED_REDUNDANCY', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER', 'DEEP_ARCHIVE', 'GLACIER_IR'];
const RESPONSE_OVERRIDES: Readonly<Record<string, string>> = {
  'response-content-type': 'Content-Type',
  'response-content-language': 'Content-Language',
  'response-content-disposition': 'Content-Disposition',
  'response-content-encoding': 'Content-Encoding',
  'response-cache-control': 'Cache-Control',
  'response-expires': 'Expires',
};

/** `aws-chunked` is the transfer's business; what else the header lists is the object's. */
const withoutChunked = (value: string): string =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== 'aws-chunked' && item !== '')
    .join(',');

/** What a PUT or CreateMultipartUpload says about the object to be. */
export function attributesFrom(call: S3Call, bucket: Bucket): ObjectAttributes {
  const headers: Record<string, string> = {};
  for (const name of STORED) {
    // Eucalyptus' list is shorter, and it looks for just this spelling.
    if (call.isEucalyptus && name === 'Content-Language') continue;
    const value = call.caseSensitiveHeader(name);
    const kept = value !== undefined && name === 'Content-Encoding' ? withoutChunked(value) : value;
    if (kept !== undefined && kept !== '') headers[name] = kept;
  }
  const redirect = call.header('x-amz-website-redirect-location');
  if (redirect !== undefined && !call.isEucalyptus) headers['x-amz-website-redirect-location'] = redirect;
  const metadata: Record<string, string> = {};
  let size = 0;
  for (const [name, value] of Object.entries(call.headers)) {
    if (!name.startsWith('x-amz-meta-')) continue;
    const short = name.slice('x-amz-meta-'.length);
    metadata[short] = value.replace(/, /g, ',') === value ? value : joined(call, name, value);
    size += Buffer.byteLength(short) + Buffer.byteLength(value, 'latin1');
  }
  if (size > MAX_METADATA)
    throw new S3Error(400, 'MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', {
      Size: String(size),
      MaxSizeAllowed: String(MAX_METADATA),
    });
  const storageClass = call.header('x-amz-storage-class') ?? 'STANDARD';
  if (!STORAGE_CLASSES.includes(storageClass))
    throw new S3Error(400, 'InvalidStorageClass', 'The storage class you specified is not valid', { StorageClassRequested: storageClass });
  const encryption = encryptionFrom(call, bucket);
  return {
    contentType: call.caseSensitiveHeader('Content-Type') ?? 'binary/octet-stream',
    metadata,
    storageClass,
    ...encryption,
    headers: { ...headers, ...encryption.headers },
  };
}

/** Repeated metadata headers are joined with a bare comma; one header's own `, ` stays. */
function joined(call: S3Call, name: string, value: string): string {
  const given = call.rawHeaders.filter(([raw]) => raw.toLowerCase() === name);
  return given.length > 1 ? given.map(([, text]) => text).join(',') : value;
}

// oxlint-disable-next-line no-control-regex -- the range of ASCII
const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);

/** What AWS makes of a value that is not ASCII when it sends it back. */
const rfc2047 = (latin1: string): string => `=?UTF-8?B?${Buffer.from(latin1, 'latin1').toString('base64')}?=`;

/** The headers of GET and HEAD, with the `response-*` overrides of a signed request. */
export function objectHeaders(call: S3Call, object: StoredObject): Record<string, string> {
  const headers: Record<string, string> = {
    'Last-Modified': new Date(object.modifiedAt).toUTCString(),
    ETag: `"${object.etag}"`,
    'Accept-Ranges': 'bytes',
    'Content-Type': object.contentType,
    ...object.headers,
    ...encryptionHeaders(object),
    ...lockHeaders(object),
    ...restoreHeader(object, call.now),
  };
  for (const [name, value] of Object.entries(object.metadata)) headers[`x-amz-meta-${name}`] = call.isEucalyptus || isAscii(value) ? value : rfc2047(value);
  if (object.storageClass !== 'STANDARD') headers['x-amz-storage-class'] = object.storageClass;
  if (object.tags.length > 0 && !call.isEucalyptus) headers['x-amz-tagging-count'] = String(object.tags.length);
  for (const [parameter, header] of Object.entries(RESPONSE_OVERRIDES)) {
    const value = call.query.get(parameter);
    if (value === undefined) continue;
    if (call.grant === undefined) throw new S3Error(400, 'InvalidRequest', 'Request specific response headers cannot be used for anonymous GET requests.');
    headers[header] = value;
  }
  return headers;
}

const MAX_OBJECT_TAGS = 10;

export function checkTags(tags: readonly (readonly [string, string])[]): void {
  if (tags.length > MAX_OBJECT_TAGS) throw new S3Error(400, 'BadRequest', 'Object tags cannot be greater than 10');
  for (const [key, value] of tags)
    if (key === '' || key.length > 128 || value.length > 256) throw new S3Error(400, 'InvalidTag', 'The TagKey you have provided is invalid', { TagKey: key });
  if (new Set(tags.map(([key]) => key)).size !== tags.length) throw new S3Error(400, 'InvalidTag', 'Cannot provide multiple Tags with the same key');
}

/** `x-amz-tagging: a=1&b=2` */
export function tagsFromHeader(call: S3Call): (readonly [string, string])[] {
  const text = call.isEucalyptus ? undefined : call.header('x-amz-tagging');
  if (text === undefined || text === '') return [];
  let tags: [string, string][];
  try {
    tags = text.split('&').map((pair) => {
      const [key = '', value = ''] = pair.split('=');
      return [decodeURIComponent(key.replaceAll('+', ' ')), decodeURIComponent(value.replaceAll('+', ' '))];
    });
  } catch {
    throw invalidArgument(
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
      'x-amz-tagging',
      text,
    );
  }
  checkTags(tags);
  return tags;
}
