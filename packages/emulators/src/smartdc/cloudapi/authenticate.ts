import type { EmulatorRequest } from '../../kit/exchange.ts';
import type { Account, Accounts, Caller } from '../identity/accounts.ts';
import { PRESIGNED_PARAMETERS, PresignedProblem, parsePresigned } from '../identity/presigned.ts';
import { type ParsedSignature, parseLegacy, parseModern, SIGNING_ALGORITHMS, SignatureHeaderProblem, verifySignature } from '../identity/signature.ts';
import { ApiError, invalidCredentials, notAuthorized, notFound } from './api-error.ts';
import { atLeast } from './version.ts';

const INVALID = 'Invalid authorization credentials supplied';
const CLOCK_SKEW_MS = 300_000;

/**
 * The Authorization header, read before any credential is looked at: a malformed one and a stale Date are 400 InvalidHeader.
 * Both grammars, the modern one first (CloudAPI `lib/authorization.js`). Other schemes are passed over and end as "no credentials".
 */
export function readAuthorization(request: EmulatorRequest, nowMs: number): ParsedSignature | undefined {
  const header = request.header('authorization');
  if (header === undefined || header === '') return undefined;
  if (!header.includes(' ')) throw invalidHeader('BasicAuth content is invalid.');
  if (header.slice(0, header.indexOf(' ')).toLowerCase() !== 'signature') return undefined;
  const message = { method: request.method, target: request.target, httpVersion: request.stream.httpVersion, headers: request.headers };
  try {
    return parseModern(header, message, nowMs);
  } catch (problem) {
    if (!(problem instanceof SignatureHeaderProblem)) throw problem;
    try {
      return parseLegacy(header, message, nowMs);
    } catch {
      throw invalidHeader(`Authorization header invalid: ${problem.message}`);
    }
  }
}

const invalidHeader = (message: string): ApiError => new ApiError(400, 'InvalidHeader', message);

/** restify's date parser: reached with a good header, or with none. Only the past is refused here. */
export function checkDate(request: EmulatorRequest, nowMs: number): void {
  const date = request.header('date');
  if (date !== undefined && nowMs - Date.parse(date) > CLOCK_SKEW_MS) throw new ApiError(400, 'RequestExpired', `Date header ${date} is too old`);
}

/** A pre-signed URL in place of the header. Looks at `?method=` of every request, so an unrelated parameter of that name breaks it. */
export function readPresigned(request: EmulatorRequest, nowMs: number): ParsedSignature | undefined {
  const query = new Map(request.queryPairs());
  const methods = (query.get('method') || request.method).split(/\s*,\s*/);
  const some = PRESIGNED_PARAMETERS.some((name) => query.get(name));
  if (!some && methods.includes(request.method)) return undefined;
  try {
    return parsePresigned({ method: request.method, host: request.header('host') ?? '', path: request.path, query }, nowMs);
  } catch (problem) {
    if (!(problem instanceof PresignedProblem)) throw problem;
    // `next(new Error(…))`: no REST error, so restify answers 500 with the text alone.
    throw new ApiError(500, 'InternalError', problem.message);
  }
}

/** Finds the account, subuser and key of a keyId and checks the signature; one text for all that may be wrong with them. */
export function authenticate(accounts: Accounts, signature: ParsedSignature | undefined, version: string): Caller {
  if (signature === undefined) throw invalidCredentials('You must make authenticated requests to use CloudAPI');
  if (!SIGNING_ALGORITHMS.includes(signature.algorithm)) throw invalidCredentials(`${signature.algorithm} is not a supported signing algorithm`);
  const pieces = signature.keyId.split('/');
  const forAccount = pieces.length === 4 && pieces[2] === 'keys';
  const forUser = atLeast(version, '7.2.0') && pieces.length === 6 && pieces[4] === 'keys';
  if (!forAccount && !forUser) throw invalidCredentials(`Invalid KeyId ${signature.keyId} in authorization header`);
  const account = accounts.get(pieces[1] ?? '');
  if (account === undefined) throw invalidCredentials(INVALID);
  const user = forUser ? account.users.find((candidate) => candidate.login === pieces[3] || candidate.id === pieces[3]) : undefined;
  if (forUser && user === undefined) throw invalidCredentials(INVALID);
  const wanted = pieces.at(-1);
  const key = (user ?? account).keys.find((candidate) => candidate.name === wanted || candidate.ssh.fingerprint === wanted);
  if (key === undefined || !verifySignature(signature, key.ssh)) throw invalidCredentials(INVALID);
  if (account.disabled) throw notAuthorized('Account or user is disabled');
  return user === undefined ? { account, keyId: signature.keyId } : { account, user, keyId: signature.keyId };
}

/** The account a path is about: `my` and the caller's own login are the caller; a subuser's is its account whatever the path says. */
export function pathAccount(accounts: Accounts, caller: Caller, login: string): Account {
  if (caller.user !== undefined || login === 'my' || login === caller.account.login) return caller.account;
  const account = accounts.get(login);
  if (account === undefined) throw notFound(`${login} does not exist`);
  return account;
}
