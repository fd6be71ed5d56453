import { Refusal } from '../answer.ts';

const TITLES: Readonly<Record<number, string>> = { 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 409: 'Conflict' };

const MALFORMED = 'The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.';

/** Keystone v3 writes its errors compactly, members in alphabetical order (seen on Zed). */
export function keystoneFault(status: number, message: string, extra: Readonly<Record<string, unknown>> = {}): Refusal {
  const error = { code: status, ...extra, message, title: TITLES[status] ?? 'Error' };
  return new Refusal({ status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ error }) });
}

/** What Keystone says to every wrong credential, so that none tells which part was wrong. */
export const unauthenticated = (): Refusal => keystoneFault(401, 'The request you have made requires authentication.');

export const expecting = (what: string, where: string): Refusal => keystoneFault(400, `Expecting to find ${what} in ${where}. ${MALFORMED}`);
