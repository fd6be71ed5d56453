import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type EmulatorRequest, reply } from '../../kit/exchange.ts';
import type { EmulatorHandler } from '../../kit/server.ts';
import { authenticate } from './authenticate.ts';
import { authorizeManta, rolesOf } from './authorize.ts';
import { BUCKETS_ROUTE, serveBuckets } from './buckets/service.ts';
import type { MantaCall } from './call.ts';
import { preflight } from './cors.ts';
import { deleteDirectory, listAccount, listDirectory, makeDirectory } from './directories.ts';
import { authorizationFailed, directoryDoesNotExist, MantaError, resourceNotFound } from './manta-error.ts';
import { deleteObject, getObject, putObject } from './objects.ts';
import { decodePath, sanitizeTarget } from './path.ts';
import { sendMantaError, sendMantaJson, setCommonHeaders } from './respond.ts';
import type { Store } from './store.ts';
import { serveUploads } from './uploads/route.ts';

const ROUTE = /^\/([a-zA-Z][a-zA-Z0-9_\-.@%]+)(?:\/(stor|public|reports|uploads|tokens)(?:\/(.*))?)?$/s;

/** One Manta endpoint. `secure`: it is served over TLS. */
export function manta(store: Store, secure: boolean): EmulatorHandler {
  return async (request, response) => {
    setCommonHeaders(response, request.header('x-request-id'));
    try {
      await serve(store, request, response, secure);
    } catch (error) {
      if (!(error instanceof MantaError)) throw error;
      // Not read any further; drained, so that the connection lives on.
      request.stream.resume();
      sendMantaError(response, error);
    }
  };
}

async function serve(store: Store, request: EmulatorRequest, response: ServerResponse, secure: boolean): Promise<void> {
  const target = sanitizeTarget(request.target);
  const [path = '/'] = target.split('?', 1);
  if (path === '/ping') return reply(response, 200, { Connection: 'close' });
  if (path === '/') return reply(response, 302, { Location: 'http://apidocs.joyent.com/manta/', 'Content-Length': 0 });
  if (store.options.buckets && BUCKETS_ROUTE.test(path)) return serveBuckets(store, request, response, target, secure);
  const route = ROUTE.exec(path);
  if (route === null) throw new MantaError(404, 'ResourceNotFound', `${target} does not exist`);
  checkMethod(request.method, route[2]);
  const query = new Map(request.queryPairs());
  const reading = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  const isPublicRead = reading && route[2] === 'public';
  const { caller, roles: asked } = authenticate(store, request, target, query, isPublicRead, secure);
  const login = decodePath(`/${route[1] ?? ''}`)[0] ?? '';
  const owner = store.options.accounts.get(login);
  if (owner === undefined) throw new MantaError(403, 'AccountDoesNotExist', `${login} does not exist`);
  if (caller === undefined && route[2] !== 'public') throw authorizationFailed('anonymous', path);
  const roles = rolesOf(caller, asked);
  const pieces = decodePath(path);
  const entry = store.tree.find(pieces);
  const call: MantaCall = { store, request, response, now: store.options.clock.now(), caller, roles, owner, path, pieces, query, entry };
  if (entry?.type === 'object') response.setHeader('Etag', entry.etag);
  if (entry !== undefined && pieces.length > 2) response.setHeader('Last-Modified', new Date(entry.mtimeMs).toUTCString());
  if (route[2] === 'tokens') return issueToken(call);
  if (route[2] === undefined) {
    authorizeManta(owner, caller, roles, [], 'getdirectory', path, false);
    return listAccount(call);
  }
  authorizeManta(owner, caller, roles, tagsFor(call), actionOf(call), path, isPublicRead);
  if (route[2] === 'uploads') return serveUploads(call);
  if (route[2] === 'reports' && !reading) throw authorizationFailed(login, path);
  return serveStorage(call);
}

function checkMethod(method: string, area: string | undefined): void {
  const allowed =
    area === 'tokens'
      ? ['POST']
      : area === 'stor' || area === 'public' || area === 'reports'
        ? ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']
        : ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'];
  if (!allowed.includes(method)) throw new MantaError(405, 'MethodNotAllowed', `${method} is not allowed`, { Allow: allowed.join(', ') });
}

/** Role tags that decide: the entry's own, or for something new its parent's. Missing parents and things are reported before permission. */
function tagsFor(call: MantaCall): readonly string[] {
  if (call.entry !== undefined) return call.entry.roleTags;
  if (call.pieces[1] === 'uploads') return [];
  const { method } = call.request;
  if (method === 'OPTIONS') return [];
  if (method !== 'PUT') throw resourceNotFound(call.path);
  const parent = call.store.tree.find(call.pieces.slice(0, -1));
  if (parent === undefined) throw directoryDoesNotExist(call.path);
  return parent.roleTags;
}

const isDirectoryType = (type: string | undefined): boolean => /^application\/json\s*;\s*type="?directory"?\s*$/i.test(type ?? '');
const isLinkType = (type: string | undefined): boolean => /^application\/json\s*;\s*type="?link"?\s*$/i.test(type ?? '');

function actionOf(call: MantaCall): string {
  const { method } = call.request;
  const kind = call.entry?.type ?? 'object';
  if (method === 'PUT') return isDirectoryType(call.request.header('content-type')) ? 'putdirectory' : 'putobject';
  return method === 'DELETE' ? `delete${kind}` : `get${kind}`;
}

async function serveStorage(call: MantaCall): Promise<void> {
  const { request, entry } = call;
  switch (request.method) {
    case 'PUT': {
      const type = request.header('content-type');
      if (isDirectoryType(type)) return makeDirectory(call);
      if (isLinkType(type)) throw new MantaError(403, 'SnaplinksDisabledError', 'Manta v2 does not support SnapLinks.');
      return putObject(call);
    }
    case 'OPTIONS':
      return preflight(call);
    case 'DELETE':
      if (entry?.type === 'directory') return deleteDirectory(call, entry);
      return deleteObject(call);
    default:
      if (entry?.type === 'directory') return listDirectory(call, entry);
      if (entry === undefined) throw resourceNotFound(call.path);
      return getObject(call, entry);
  }
}

/** `POST /:login/tokens`. */
function issueToken(call: MantaCall): void {
  if (call.caller === undefined) throw authorizationFailed('anonymous', call.path);
  const token = randomBytes(96).toString('base64');
  call.store.tokens.set(token, { caller: call.caller, issuedMs: call.now });
  call.request.stream.resume();
  sendMantaJson(call.response, 201, { token });
}
