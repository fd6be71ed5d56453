import { Readable } from 'node:stream';
import { type Connection, defaultRetryPolicy, type HttpRequest, type HttpResponse, Secret } from '@portolan/core/driver';
import { Sessions } from '../auth/sessions.ts';
import { KeystoneAuth } from '../auth.ts';
import { OpenstackClient, unsignedClient } from '../client.ts';
import { openstackDialect } from '../dialect.ts';
import type { OpenstackSettings } from '../settings.ts';

export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: unknown;
}

export type Script = (request: SeenRequest) => ScriptedAnswer | undefined;

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ScriptedCloud {
  readonly connection: Connection;
  readonly sessions: Sessions;
  readonly auth: KeystoneAuth;
  readonly client: OpenstackClient;
  /** Without those that sign in. */
  readonly seen: SeenRequest[];
  readonly signedIn: () => number;
  /** What Keystone answers from here on. */
  readonly signInWith: (answer: (request: SeenRequest) => ScriptedAnswer) => void;
  /** Lets time pass. */
  readonly advance: (ms: number) => void;
}

const START = Date.parse('2030-01-02T03:04:05Z');

/** A v3 token answer whose catalog has each service at `https://<type>.test`. */
export const tokenAnswer = (token: string, expiresAt = '2030-01-02T04:04:05.000000Z'): ScriptedAnswer => ({
  status: 201,
  headers: { 'x-subject-token': token },
  body: {
    token: {
      expires_at: expiresAt,
      user: { id: 'u-77' },
      project: { id: '8f4c0d', name: 'lab' },
      catalog: [
        ['compute', 'https://compute.test/v2.1'],
        ['image', 'https://image.test'],
        ['network', 'https://network.test'],
        ['volumev3', 'https://volume.test/v3/8f4c0d'],
        ['object-store', 'https://swift.test/v1/AUTH_8f4c0d'],
      ].map(([type, url]) => ({ type, name: type, endpoints: [{ interface: 'public', region: 'RegionOne', region_id: 'RegionOne', url }] })),
    },
  },
});

export const settingsOf = (overrides: Partial<OpenstackSettings> = {}): OpenstackSettings => ({
  dialect: openstackDialect,
  identity: {
    url: 'https://id.test/identity',
    version: 3,
    credentials: { kind: 'password', user: { name: 'ada', domain: { name: 'Default' } }, password: new Secret('s3cret') },
    scope: { project: { name: 'lab', domain: { name: 'Default' } } },
  },
  interface: 'public',
  endpointOverrides: {},
  ...overrides,
});

/** A driver's client over answers from a function instead of a network. What the script does not answer is 404. */
export function scriptedCloud(script: Script, settings: OpenstackSettings = settingsOf()): ScriptedCloud {
  let signIn: ((request: SeenRequest) => ScriptedAnswer) | undefined;
  const seen: SeenRequest[] = [];
  let tokens = 0;
  let now = START;
  const answer = (request: SeenRequest): ScriptedAnswer => {
    if (request.method === 'POST' && /\/tokens$/.test(request.url)) {
      tokens += 1;
      return signIn?.(request) ?? tokenAnswer(`token-${tokens}`);
    }
    seen.push(request);
    return script(request) ?? { status: 404 };
  };
  const connection: Connection = {
    provider: settings.dialect.provider,
    clock: {
      now: () => now,
      sleep: async (ms, signal) => {
        // The limit on a call is a sleep too, which ends with the call: it must not make time pass.
        for (let turn = 0; turn < 20; turn += 1) {
          signal?.throwIfAborted();
          await new Promise((resolve) => setImmediate(resolve));
        }
        signal?.throwIfAborted();
        now += ms;
      },
    },
    random: () => 0,
    retry: defaultRetryPolicy(),
    transport: {
      send: async (request) => responseOf(answer(await seenOf(request))),
      close: async () => {},
    },
  };
  const sessions = new Sessions(settings, connection, unsignedClient(connection, 'identity'));
  const auth = new KeystoneAuth(sessions, Object.values(settings.endpointOverrides));
  return {
    connection,
    sessions,
    auth,
    client: new OpenstackClient(settings, connection, sessions, auth),
    seen,
    signedIn: () => tokens,
    signInWith: (answer) => {
      signIn = answer;
    },
    advance: (ms) => {
      now += ms;
    },
  };
}

async function seenOf(request: HttpRequest): Promise<SeenRequest> {
  const chunks: Uint8Array[] = [];
  const source = request.body?.open();
  if (source instanceof Uint8Array) chunks.push(source);
  else if (source !== undefined) for await (const chunk of source as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return { method: request.method, url: `${request.origin}${request.target}`, headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
}

function responseOf({ status = 200, headers = {}, body }: ScriptedAnswer): HttpResponse {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: { 'content-length': String(Buffer.byteLength(text)), ...headers }, body: Readable.from(text === '' ? [] : [Buffer.from(text)]) };
}
