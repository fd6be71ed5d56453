import { reply } from '../../../kit/exchange.ts';
import type { MantaCall } from '../call.ts';
import { listDirectory } from '../directories.ts';
import { authorizationFailed, resourceNotFound } from '../manta-error.ts';
import { getObject } from '../objects.ts';
import { sendMantaJson } from '../respond.ts';
import { createUpload } from './create.ts';
import { abortUpload, commitUpload } from './finish.ts';
import { putPart } from './parts.ts';
import { partsDirectory, prefixOf, type Upload, uploadView } from './upload.ts';

const UUID = /^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/;

/** Everything under `/:login/uploads`. For accounts only: subusers are turned away. */
export async function serveUploads(call: MantaCall): Promise<void> {
  const { user } = call.caller ?? {};
  if (user !== undefined) throw authorizationFailed(user.login, call.path);
  const [, , first, second, last] = call.pieces;
  const { method } = call.request;
  if (first === undefined) {
    if (method === 'POST') return createUpload(call);
    return browse(call);
  }
  if (UUID.test(first)) {
    redirect(call, first, second);
    return;
  }
  const upload = second === undefined ? undefined : call.store.uploads.get(second);
  if (upload === undefined) return browse(call);
  if (upload.owner !== call.owner || prefixOf(upload.id) !== first || call.pieces.length > 5) throw resourceNotFound(call.path);
  if (last === undefined) return browse(call);
  return serveUpload(call, upload, last);
}

async function serveUpload(call: MantaCall, upload: Upload, last: string): Promise<void> {
  const { method } = call.request;
  if (last === 'state' && method === 'GET') return sendMantaJson(call.response, 200, uploadView(upload));
  if (last === 'commit' && method === 'POST') return commitUpload(call, upload);
  if (last === 'abort' && method === 'POST') return abortUpload(call, upload);
  if (method === 'PUT') return putPart(call, upload, last);
  if (method === 'HEAD' && call.entry?.type === 'object') return getObject(call, call.entry);
  // Parts are not to be read back.
  return disallowed(call);
}

function browse(call: MantaCall): void {
  const { method } = call.request;
  if (method !== 'GET' && method !== 'HEAD') {
    disallowed(call);
    return;
  }
  if (call.entry?.type !== 'directory') throw resourceNotFound(call.path);
  listDirectory(call, call.entry);
}

/** muskie's forbiddenHandler: a bare 405. */
function disallowed(call: MantaCall): void {
  call.request.stream.resume();
  reply(call.response, 405);
}

/** `/:login/uploads/:id[/part]`, whatever the method: 301 to the directory with the prefix. */
function redirect(call: MantaCall, id: string, part: string | undefined): void {
  const upload = call.store.uploads.get(id);
  if (upload === undefined || upload.owner !== call.owner) throw resourceNotFound(call.path);
  call.request.stream.resume();
  reply(call.response, 301, { Location: partsDirectory(upload) + (part === undefined ? '' : `/${part}`) });
}
