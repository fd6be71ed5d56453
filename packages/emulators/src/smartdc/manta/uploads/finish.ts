import { createHash } from 'node:crypto';
import { reply } from '../../../kit/exchange.ts';
import type { MantaCall } from '../call.ts';
import { directoryDoesNotExist, directoryOperation, MantaError, parentNotDirectory } from '../manta-error.ts';
import { decodePath } from '../path.ts';
import { contentDisposition, contentType, storedHeaders } from '../stored-headers.ts';
import { type DirectoryEntry, newEtag, type ObjectEntry } from '../tree.ts';
import { argumentProblem, MAX_PARTS, stateProblem, type Upload } from './upload.ts';

/** `POST partsDirectory/commit` with the parts' etags in order. The same commit again is answered the same. */
export async function commitUpload(call: MantaCall, upload: Upload): Promise<void> {
  const etags = readEtags(await call.request.body(), upload.id);
  const summary = createHash('md5').update(etags.join('')).digest('base64');
  if (upload.result === 'aborted') throw stateProblem(upload.id, 'already aborted');
  if (upload.result === 'committed') {
    if (upload.partsMD5 !== summary) throw stateProblem(upload.id, 'already has a commit in progress');
    answer(call, upload, undefined);
    return;
  }
  const parts = etags.map((etag, index) => checkedPart(call, upload, etag, index, index === etags.length - 1));
  const body = Buffer.concat(parts.map((part) => part.body));
  const length = upload.headers['content-length'];
  if (length && Number(length) !== body.length) throw argumentProblem(upload.id, `expected content-length ${length}, but object was ${body.length}`);
  const md5 = createHash('md5').update(body).digest('base64');
  const wanted = upload.headers['content-md5'];
  if (wanted !== undefined && wanted !== md5) throw argumentProblem(upload.id, `expected content-md5 "${wanted}", but object was "${md5}"`);
  const { parent, name } = target(call, upload);
  const object = makeObject(call, upload, name, body, md5);
  parent.set(object);
  upload.result = 'committed';
  upload.partsMD5 = summary;
  for (const part of upload.parts.names()) upload.parts.delete(part);
  answer(call, upload, md5);
}

function readEtags(bytes: Buffer, id: string): string[] {
  let parts: unknown;
  try {
    parts = (JSON.parse(bytes.toString('utf8')) as { parts?: unknown } | null)?.parts;
  } catch {
    throw new MantaError(400, 'InvalidContent', 'Invalid JSON');
  }
  if (!Array.isArray(parts)) throw argumentProblem(id, "data should have required property 'parts'");
  if (parts.length > MAX_PARTS) throw argumentProblem(id, `data.parts should NOT have more than ${MAX_PARTS} items`);
  return parts.map((part, index) => {
    if (typeof part !== 'string' || part === '') throw argumentProblem(id, `data.parts[${index}] should be string`);
    return part;
  });
}

function checkedPart(call: MantaCall, upload: Upload, etag: string, index: number, last: boolean): ObjectEntry {
  const part = upload.parts.get(String(index));
  if (part?.type !== 'object') throw argumentProblem(upload.id, `[part ${index}] part does not exist`);
  if (part.etag !== etag) throw argumentProblem(upload.id, `[part ${index}] invalid etag "${etag}"`);
  if (!last && part.body.length < call.store.options.minPartBytes)
    throw argumentProblem(upload.id, `[part ${index}] part is too small (size ${part.body.length})`);
  return part;
}

/** The parent must exist by now; at creation it need not. */
function target(call: MantaCall, upload: Upload): { parent: DirectoryEntry; name: string } {
  const pieces = decodePath(upload.objectPath);
  const parent = call.store.tree.find(pieces.slice(0, -1));
  if (parent === undefined) throw directoryDoesNotExist(upload.objectPath);
  if (parent.type !== 'directory') throw parentNotDirectory(upload.objectPath);
  const name = pieces.at(-1) ?? '';
  if (pieces.length <= 2 || parent.get(name)?.type === 'directory') throw directoryOperation('POST', upload.objectPath);
  return { parent, name };
}

function makeObject(call: MantaCall, upload: Upload, name: string, body: Buffer, md5: string): ObjectEntry {
  const headers = Object.fromEntries(Object.entries(upload.headers).map(([key, value]) => [key, String(value)]));
  return {
    type: 'object',
    name,
    mtimeMs: call.now,
    headers: storedHeaders(headers),
    roleTags: [],
    etag: newEtag(),
    body,
    contentMD5: md5,
    contentType: contentType(headers['content-type']) ?? 'application/octet-stream',
    contentDisposition: contentDisposition(headers['content-disposition']),
    copies: body.length === 0 ? 0 : upload.copies,
  };
}

function answer(call: MantaCall, upload: Upload, md5: string | undefined): void {
  reply(call.response, 201, { Location: upload.objectPath, 'Computed-MD5': md5 });
}

/** `POST partsDirectory/abort`; again is as good as once. */
export function abortUpload(call: MantaCall, upload: Upload): void {
  if (upload.result === 'committed') throw stateProblem(upload.id, 'already committed');
  upload.result = 'aborted';
  for (const part of upload.parts.names()) upload.parts.delete(part);
  call.request.stream.resume();
  reply(call.response, 204);
}
