import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { OpenstackEmulator } from '../index.ts';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests reach into whatever came.
  readonly json: any;
}

export interface SendOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | object;
}

/** One request, its target sent exactly as given: no URL class touches the path. */
export function send(origin: string, target: string, options: SendOptions = {}): Promise<Reply> {
  const { hostname, port } = new URL(origin);
  const isText = typeof options.body === 'string' || Buffer.isBuffer(options.body);
  const body = options.body === undefined ? undefined : isText ? (options.body as string | Buffer) : JSON.stringify(options.body);
  const headers = { ...(options.body !== undefined && !isText ? { 'Content-Type': 'application/json' } : {}), ...options.headers };
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { hostname, port, path: target, method: options.method ?? (body === undefined ? 'GET' : 'POST'), headers, agent: false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          let json: unknown;
          try {
            json = JSON.parse(text);
          } catch {
            json = undefined;
          }
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, json });
        });
      },
    );
    outgoing.on('error', reject);
    if (body !== undefined && outgoing.getHeader('transfer-encoding') === undefined) outgoing.setHeader('Content-Length', Buffer.byteLength(body));
    outgoing.end(body);
  });
}

export const passwordAuth = (username: string, password: string, projectName?: string): object => ({
  auth: {
    identity: { methods: ['password'], password: { user: { name: username, domain: { name: 'Default' }, password } } },
    ...(projectName === undefined ? {} : { scope: { project: { name: projectName, domain: { name: 'Default' } } } }),
  },
});

/** A token of the profile's user (v3), or of the profile's API key on Rackspace (v2). */
export async function login(emulator: OpenstackEmulator): Promise<string> {
  const profile = emulator.profile as Readonly<Record<string, string>>;
  if (emulator.provider === 'rackspace') {
    const apiKey = { username: profile['username'], apiKey: profile['apiKey'] };
    const answer = await send(emulator.url, '/v2.0/tokens', { body: { auth: { 'RAX-KSKEY:apiKeyCredentials': apiKey } } });
    return String(answer.json.access.token.id);
  }
  const body = passwordAuth(profile['username'] ?? '', profile['password'] ?? '', profile['projectName']);
  const answer = await send(emulator.url, '/identity/v3/auth/tokens', { body });
  return String(answer.headers['x-subject-token']);
}

/** `send` with a token, to the first region. */
export async function session(emulator: OpenstackEmulator): Promise<(target: string, options?: SendOptions) => Promise<Reply>> {
  const token = await login(emulator);
  return (target, options = {}) => send(emulator.url, target, { ...options, headers: { 'X-Auth-Token': token, ...options.headers } });
}
