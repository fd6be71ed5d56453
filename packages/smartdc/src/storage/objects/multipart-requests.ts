import { encodePath, jsonBody, type RequestBody, unexpectedBody } from '@portolan/core/driver';
import type { MantaRequest } from '../../client.ts';

// An upload in parts. Source: muskie docs "Multipart uploads"; lib/uploads/.

/** Conditions are refused here. `target`: path of the object, account included. Names of headers are lower case in this JSON. */
export const create = (target: string, headers: Readonly<Record<string, string | number>>): MantaRequest => ({
  operation: 'CreateUpload',
  method: 'POST',
  path: '/uploads',
  headers: { 'Content-Type': 'application/json' },
  body: jsonBody({ objectPath: target, headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])) }),
});

/** `index` from 0. */
export const putPart = (directory: string, index: number, body: RequestBody, md5: Uint8Array | undefined): MantaRequest => ({
  operation: 'UploadPart',
  method: 'PUT',
  path: `${directory}/${index}`,
  headers: { 'Content-Type': 'application/octet-stream', ...(md5 === undefined ? {} : { 'Content-MD5': Buffer.from(md5).toString('base64') }) },
  body,
});

/** The same commit again is answered the same. */
export const commit = (directory: string, etags: readonly string[]): MantaRequest => ({
  operation: 'CommitUpload',
  method: 'POST',
  path: `${directory}/commit`,
  headers: { 'Content-Type': 'application/json' },
  body: jsonBody({ parts: etags }),
  idempotent: true,
});

export const abort = (directory: string): MantaRequest => ({ operation: 'AbortUpload', method: 'POST', path: `${directory}/abort`, idempotent: true });

export const getState = (directory: string): MantaRequest => ({ operation: 'GetUpload', method: 'GET', path: `${directory}/state` });

/** `/acme/uploads/0f7/0f7ae9a5-…` below the account, as requests are written. */
export function belowAccount(partsDirectory: string): string {
  const [, , ...rest] = partsDirectory.split('/');
  if (rest[0] !== 'uploads' || rest.length < 2) throw unexpectedBody('the directory of the parts is nowhere below uploads', {}, partsDirectory);
  return `/${encodePath(rest.map((part) => decodeURIComponent(part)).join('/'))}`;
}

/** The last hex digit of the id says how many characters of it name the directory above. */
export const prefixLength = (id: string): number => Number.parseInt(id.at(-1) ?? '', 16) || 0;
