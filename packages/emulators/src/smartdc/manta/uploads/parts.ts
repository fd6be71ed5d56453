import { reply } from '../../../kit/exchange.ts';
import type { MantaCall } from '../call.ts';
import { announcedSize, receive } from '../receive.ts';
import { newEtag, type ObjectEntry } from '../tree.ts';
import { argumentProblem, MAX_PARTS, stateProblem, type Upload } from './upload.ts';

/** `PUT partsDirectory/N`. A part put again takes the place of the one before. */
export async function putPart(call: MantaCall, upload: Upload, number: string): Promise<void> {
  if (!/^(\d|[1-9]\d{1,2})$/.test(number) || Number(number) >= MAX_PARTS) throw argumentProblem(call.path, `${number} is not a valid part number`);
  if (upload.result !== undefined) throw stateProblem(upload.id, 'already finalized');
  if (call.request.header('durability-level') !== undefined || call.request.header('x-durability-level') !== undefined) {
    throw argumentProblem(upload.id, 'cannot change durability level for multipart uploads');
  }
  const { body, md5 } = await receive(call, announcedSize(call).bytes);
  if (upload.result !== undefined) throw stateProblem(upload.id, 'already finalized');
  const part: ObjectEntry = {
    type: 'object',
    name: number,
    mtimeMs: call.now,
    headers: {},
    roleTags: [],
    etag: newEtag(),
    body,
    contentMD5: md5,
    contentType: call.request.header('content-type') ?? 'application/octet-stream',
    contentDisposition: undefined,
    copies: upload.copies,
  };
  upload.parts.set(part);
  reply(call.response, 204, { Etag: part.etag, 'Last-Modified': new Date(call.now).toUTCString(), 'Computed-MD5': md5 });
}
