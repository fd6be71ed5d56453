import type { MantaCall } from '../call.ts';
import { MantaError } from '../manta-error.ts';
import { decodePath } from '../path.ts';
import { sendMantaJson } from '../respond.ts';
import { DirectoryEntry } from '../tree.ts';
import { createProblem, newUploadId, partsDirectory, prefixOf, type Upload } from './upload.ts';

const CONDITIONS = ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'];

/** `POST /:login/uploads`. Durability and length are numbers in this JSON, not texts. */
export async function createUpload(call: MantaCall): Promise<void> {
  const { objectPath, headers: given } = readBody(await call.request.body());
  const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  const conditional = CONDITIONS.find((name) => headers[name] !== undefined);
  if (conditional !== undefined) throw createProblem(`data.headers should not have ${conditional}`);
  const length = headers['content-length'];
  if (length !== undefined && (typeof length !== 'number' || length < 0)) throw createProblem("data.headers['content-length'] should be number");
  const pieces = decodePath(objectPath);
  const target = call.store.options.accounts.get(pieces[0] ?? '');
  if (target === undefined) throw new MantaError(403, 'AccountDoesNotExist', `${pieces[0] ?? ''} does not exist`);
  const copies = headers['durability-level'] ?? headers['x-durability-level'] ?? 2;
  if (typeof copies !== 'number' || copies < 1 || copies > 9) throw new MantaError(400, 'InvalidDurabilityLevel', 'durability-level must be between 1 and 9');
  const id = newUploadId();
  const upload: Upload = {
    id,
    owner: call.owner,
    objectPath,
    headers,
    copies,
    createdMs: call.now,
    parts: new DirectoryEntry(id, call.now),
    result: undefined,
    partsMD5: undefined,
  };
  call.store.uploads.set(id, upload);
  const uploads = call.store.tree.find([call.owner.login, 'uploads']);
  if (uploads instanceof DirectoryEntry) {
    const existing = uploads.get(prefixOf(id));
    const prefix = existing instanceof DirectoryEntry ? existing : new DirectoryEntry(prefixOf(id), call.now);
    uploads.set(prefix);
    prefix.set(upload.parts);
  }
  sendMantaJson(call.response, 201, { id, partsDirectory: partsDirectory(upload) });
}

function readBody(bytes: Buffer): { objectPath: string; headers: Record<string, string | number> } {
  let body: { objectPath?: unknown; headers?: unknown } | null;
  try {
    body = JSON.parse(bytes.toString('utf8')) as { objectPath?: unknown; headers?: unknown } | null;
  } catch {
    throw new MantaError(400, 'InvalidContent', 'Invalid JSON');
  }
  if (typeof body !== 'object' || body === null) throw createProblem('data should be object');
  if (body.objectPath === undefined) throw createProblem("data should have required property 'objectPath'");
  if (typeof body.objectPath !== 'string') throw createProblem('data.objectPath should be string');
  if (body.objectPath === '') throw createProblem('data.objectPath should NOT be shorter than 1 characters');
  const { headers = {} } = body;
  if (typeof headers !== 'object' || headers === null) throw createProblem('data.headers should be object');
  return { objectPath: body.objectPath, headers: headers as Record<string, string | number> };
}
