import { reply } from '../../kit/exchange.ts';
import { readRoleTags } from './authorize.ts';
import { isRoot, type MantaCall } from './call.ts';
import { listingLines } from './listing.ts';
import { directoryDoesNotExist, MantaError, parentNotDirectory, rootDirectory } from './manta-error.ts';
import { storedHeaders } from './stored-headers.ts';
import { DirectoryEntry, STORAGE_ROOTS } from './tree.ts';

export const DIRECTORY_TYPE = 'application/x-json-stream; type=directory';

/** The directory above, or the refusal of a write below nothing or below an object. */
export function parentDirectory(call: MantaCall): DirectoryEntry {
  const parent = call.store.tree.find(call.pieces.slice(0, -1));
  if (parent === undefined) throw directoryDoesNotExist(call.path);
  if (parent.type !== 'directory') throw parentNotDirectory(call.path);
  return parent;
}

/** 204 also when it is there already. Over an object it takes the object's place, without a word. */
export function makeDirectory(call: MantaCall): void {
  const roleTags = readRoleTags(call.owner, call.request.header('role-tag')) ?? call.roles.map((role) => role.name);
  const headers = storedHeaders(call.request.headers);
  const existing = call.entry;
  if (existing?.type === 'directory') {
    existing.headers = headers;
    existing.roleTags = roleTags;
    if (!isRoot(call.pieces)) existing.mtimeMs = call.now;
  } else {
    const parent = parentDirectory(call);
    const made = new DirectoryEntry(call.pieces.at(-1) ?? '', call.now);
    made.headers = headers;
    made.roleTags = roleTags;
    parent.set(made);
  }
  call.request.stream.resume();
  call.response.removeHeader('Last-Modified');
  call.response.removeHeader('Etag');
  reply(call.response, 204);
}

export function listDirectory(call: MantaCall, directory: DirectoryEntry): void {
  const { response, query } = call;
  const lines = call.request.method === 'HEAD' ? [] : listingLines(directory, query, call.store.options.defaultPageSize);
  for (const [name, value] of Object.entries(directory.headers)) response.setHeader(name, value);
  if (directory.roleTags.length > 0) response.setHeader('role-tag', directory.roleTags.join(', '));
  response.writeHead(200, { 'Content-Type': DIRECTORY_TYPE, 'Result-Set-Size': String(directory.size) });
  for (const line of lines) response.write(`${line}\n`);
  response.end();
}

/** `/:login` lists the storage areas. Here, unlike elsewhere, the marker is exclusive. */
export function listAccount(call: MantaCall): void {
  const { method } = call.request;
  if (method !== 'GET' && method !== 'HEAD') throw rootDirectory(method, call.path);
  const marker = call.query.get('marker');
  const names = STORAGE_ROOTS.filter((name) => !marker || name > marker);
  call.response.writeHead(200, { 'Content-Type': DIRECTORY_TYPE, 'Result-Set-Size': String(names.length) });
  if (method === 'GET') for (const name of names) call.response.write(`${JSON.stringify({ name, type: 'directory', mtime: '2013-05-22T17:39:43.714Z' })}\n`);
  call.response.end();
}

export function deleteDirectory(call: MantaCall, directory: DirectoryEntry): void {
  if (isRoot(call.pieces)) throw rootDirectory('DELETE', call.path);
  if (directory.size > 0) throw new MantaError(400, 'DirectoryNotEmpty', `${call.path} is not empty`);
  parentDirectory(call).delete(directory.name);
  reply(call.response, 204);
}
