import type { ServerResponse } from 'node:http';
import { type EmulatorRequest, parsePairs, replyJson } from '../kit/exchange.ts';
import type { Sessions } from './sessions.ts';

// Long.MAX: what the SSO answers when the directory sets no limit. Milliseconds, as text.
const NEVER = '9223372036854775807';
const SCOPE = 'ovirt-app-api';

/** `POST /ovirt-engine/sso/oauth/token` with the password grant. */
export async function token(request: EmulatorRequest, response: ServerResponse, sessions: Sessions): Promise<void> {
  const form = await readForm(request);
  const scope = form.get('scope') ?? '';
  const words = scope.split(' ').filter((word) => word !== '');
  const fail = (code: string, text: string): void =>
    // With other scopes, and OIDC, the members have other names.
    replyJson(response, 400, scope === SCOPE ? { error_code: code, error: text } : { error: code, error_description: text });
  // The server compares the header with exactly this text.
  if (request.header('accept') !== 'application/json') return fail('invalid_request', 'The request must accept application/json.');
  const grant = form.get('grant_type') ?? request.queryValue('grant_type');
  if (grant === undefined) return fail('invalid_request', "Missing parameter: 'grant_type'");
  if (grant !== 'password') return fail('unsupported_grant_type', `Unsupported grant type ${grant}`);
  if (!words.includes(SCOPE) && !words.includes('openid')) return fail('invalid_scope', 'The requested scope is invalid.');
  const user = sessions.login(form.get('username') ?? '', form.get('password') ?? '');
  if (user === 'no-profile') return fail('access_denied', 'Cannot authenticate user: No valid profile found in credentials.');
  if (user === 'bad-credentials') return fail('access_denied', 'Cannot authenticate user: Invalid user credentials.');
  replyJson(response, 200, { access_token: sessions.issue(user), scope, exp: NEVER, token_type: 'bearer' });
}

/** `POST /ovirt-engine/services/sso-logout`: `{}`, or an object with `error`. */
export async function logout(request: EmulatorRequest, response: ServerResponse, sessions: Sessions): Promise<void> {
  const form = await readForm(request);
  const given = form.get('token');
  if (given === undefined) return replyJson(response, 400, { error_code: 'invalid_request', error: "Missing parameter: 'token'" });
  if (!sessions.revoke(given))
    return replyJson(response, 400, { error_code: 'invalid_grant', error: 'The provided authorization grant is invalid, expired or revoked.' });
  replyJson(response, 200, {});
}

async function readForm(request: EmulatorRequest): Promise<Map<string, string>> {
  return new Map(parsePairs((await request.body()).toString('utf8')));
}
