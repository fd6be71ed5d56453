import type { EmulatorRequest } from '../../kit/exchange.ts';
import type { Caller } from '../identity/accounts.ts';
import { PRESIGNED_PARAMETERS, PresignedProblem, type PresignedSignature, parsePresigned } from '../identity/presigned.ts';
import { parseModern, SIGNING_ALGORITHMS, SignatureHeaderProblem, verifySignature } from '../identity/signature.ts';
import { MantaError } from './manta-error.ts';
import type { Store } from './store.ts';

const CLOCK_SKEW_MS = 300_000;

export interface Credentials {
  readonly caller: Caller | undefined;
  readonly presigned: boolean;
  /** Role names asked for by header or, in a pre-signed URL, by query. */
  readonly roles: string | undefined;
}

/**
 * muskie's chain in its order: date parser, authorization parser, pre-signed URL, scheme, key id, account, key, signature.
 * Bad credentials are 403 here where CloudAPI has 401.
 */
export function authenticate(
  store: Store,
  request: EmulatorRequest,
  target: string,
  query: ReadonlyMap<string, string>,
  isPublicRead: boolean,
  secure: boolean,
): Credentials {
  const now = store.options.clock.now();
  checkDate(request, now);
  const header = request.header('authorization');
  const [scheme, credentials] = splitHeader(header);
  const signed = scheme === 'signature' ? parseSignature(header ?? '', request, target, now) : undefined;
  const presigned = header === undefined && PRESIGNED_PARAMETERS.some((name) => query.get(name));
  if (store.options.requiresTls && !secure && !presigned && !isPublicRead) {
    throw new MantaError(403, 'SecureTransportRequired', 'Manta requires a secure transport (SSL/TLS)');
  }
  const roles = presigned ? query.get('role') : request.header('role');
  if (presigned) return { caller: verified(store, presignedSignature(request, query, now)), presigned, roles };
  if (header === undefined) return { caller: undefined, presigned, roles };
  if (scheme === 'token') return { caller: tokenCaller(store, credentials, now), presigned, roles };
  if (signed === undefined) throw new MantaError(403, 'AuthorizationSchemeNotAllowed', `${scheme || 'unknown scheme'} is not allowed (use 'signature')`);
  if (!SIGNING_ALGORITHMS.includes(signed.algorithm)) {
    const known = SIGNING_ALGORITHMS.join(', ');
    throw new MantaError(401, 'InvalidAlgorithm', `${signed.algorithm} is not a supported signing algorithm. Supported algorithms are ${known}`);
  }
  return { caller: verified(store, signed), presigned, roles };
}

function checkDate(request: EmulatorRequest, now: number): void {
  const date = request.header('date');
  if (date !== undefined && now - Date.parse(date) > CLOCK_SKEW_MS) throw new MantaError(400, 'RequestExpired', `Date header ${date} is too old`);
}

function splitHeader(header: string | undefined): [scheme: string, credentials: string] {
  if (header === undefined) return ['', ''];
  const [scheme, credentials] = header.split(' ', 2);
  if (scheme === undefined || credentials === undefined) throw new MantaError(400, 'InvalidHeader', 'Invalid Authorization header');
  return [scheme.toLowerCase(), credentials];
}

function parseSignature(header: string, request: EmulatorRequest, target: string, now: number): PresignedSignature {
  try {
    return parseModern(header, { method: request.method, target, httpVersion: request.stream.httpVersion, headers: request.headers }, now);
  } catch (problem) {
    if (!(problem instanceof SignatureHeaderProblem)) throw problem;
    throw new MantaError(400, 'InvalidHeader', `Invalid Signature Authorization header: ${problem.message}`);
  }
}

function presignedSignature(request: EmulatorRequest, query: ReadonlyMap<string, string>, now: number): PresignedSignature {
  try {
    return parsePresigned({ method: request.method, host: request.header('host') ?? '', path: request.path, query }, now);
  } catch (problem) {
    if (!(problem instanceof PresignedProblem)) throw problem;
    throw new MantaError(403, 'InvalidQueryStringAuthentication', problem.message);
  }
}

function tokenCaller(store: Store, token: string, now: number): Caller {
  const issued = store.tokens.get(token);
  if (issued === undefined || now - issued.issuedMs > store.options.tokenLifetimeMs) {
    throw new MantaError(403, 'InvalidAuthenticationToken', 'the authentication token you provided is malformed');
  }
  return issued.caller;
}

/** `/:login/keys/:md5` or `/:login/:user/keys/:md5`, each piece percent-decoded; keys go by fingerprint alone, never by name. */
function verified(store: Store, signature: PresignedSignature): Caller {
  const invalid = new MantaError(403, 'InvalidKeyId', 'the KeyId token you provided is invalid');
  const pieces = signature.keyId.split('/').map((piece) => {
    try {
      return decodeURIComponent(piece);
    } catch {
      throw invalid;
    }
  });
  const forUser = pieces.length === 5;
  if ((pieces.length !== 4 && !forUser) || pieces.at(-2) !== 'keys') throw invalid;
  const [, login = '', userLogin = ''] = pieces;
  const fingerprint = pieces.at(-1) ?? '';
  if (login === '' || fingerprint === '' || (forUser && userLogin === '')) throw invalid;
  const account = store.options.accounts.get(login);
  if (account === undefined) throw new MantaError(403, 'AccountDoesNotExist', `${login} does not exist`);
  const user = forUser ? account.users.find((candidate) => candidate.login === userLogin) : undefined;
  if (forUser && user === undefined) throw new MantaError(403, 'UserDoesNotExist', `${login}/${userLogin} does not exist`);
  if (account.disabled) throw new MantaError(403, 'AccountBlocked', `${login} is not an active account`);
  const key = (user ?? account).keys.find((candidate) => candidate.ssh.fingerprint === fingerprint);
  if (key === undefined) {
    const path = user === undefined ? `/${login}/keys/${fingerprint}` : `/${login}/${user.login}/keys/${fingerprint}`;
    throw new MantaError(403, 'KeyDoesNotExist', `${path} does not exist`);
  }
  if (!verifySignature(signature, key.ssh)) {
    throw new MantaError(403, 'InvalidSignature', 'The signature we calculated does not match the one you sent');
  }
  return user === undefined ? { account, keyId: signature.keyId } : { account, user, keyId: signature.keyId };
}
