import { ask, type Said } from './wire.ts';

/** An OpenStack to talk to: a token of a plain user, and where its services are. */
export interface ApiBackend {
  readonly token: string;
  readonly projectId: string;
  readonly userId: string;
  readonly endpoints: Readonly<Record<string, string>>;
}

export interface ApiAsk {
  readonly method: string;
  /** Catalog type: `compute`. */
  readonly service: string;
  readonly path: string;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface Identity {
  readonly authUrl: string;
  readonly username: string;
  readonly password: string;
  readonly projectName: string;
}

interface TokenBody {
  readonly token: {
    readonly user: { readonly id: string };
    readonly project: { readonly id: string };
    readonly catalog: readonly {
      readonly type: string;
      readonly endpoints: readonly { readonly interface: string; readonly region_id: string; readonly url: string }[];
    }[];
  };
}

export async function signIn({ authUrl, username, password, projectName }: Identity): Promise<ApiBackend> {
  const domain = { name: 'Default' };
  const auth = {
    identity: { methods: ['password'], password: { user: { name: username, domain, password } } },
    scope: { project: { name: projectName, domain } },
  };
  const { origin, pathname } = new URL(authUrl);
  const said = await ask(origin, {
    method: 'POST',
    target: `${pathname}/auth/tokens`,
    body: JSON.stringify({ auth }),
    headers: { 'Content-Type': 'application/json' },
  });
  const { token } = JSON.parse(said.body.toString('utf8')) as TokenBody;
  const endpoints = token.catalog.flatMap(({ type, endpoints: all }) =>
    all.filter((one) => one.interface === 'public' && one.region_id === 'RegionOne').map(({ url }): [string, string] => [type, url.replace(/\/$/, '')]),
  );
  return {
    token: said.headers['x-subject-token'] ?? '',
    projectId: token.project.id,
    userId: token.user.id,
    endpoints: { ...Object.fromEntries(endpoints), identity: authUrl },
  };
}

/** One request to a service of it, with its token. */
export function askApi(backend: ApiBackend, { method, service, path, json, headers }: ApiAsk): Promise<Said> {
  const types = { 'block-storage': ['block-storage', 'volumev3', 'volume'] }[service] ?? [service];
  const base = types.map((type) => backend.endpoints[type]).find((url) => url !== undefined);
  if (base === undefined) throw new Error(`no ${service} in the catalog`);
  const { origin, pathname } = new URL(base);
  // Glance's and Neutron's endpoints have no version.
  const version = { image: '/v2', network: '/v2.0' }[service] ?? '';
  const prefix = /\/v2(\.0)?$/.test(pathname) || version === '' ? pathname.replace(/\/$/, '') : `${pathname.replace(/\/$/, '')}${version}`;
  return ask(origin, {
    method,
    target: `${prefix}${path}`,
    headers: { 'X-Auth-Token': backend.token, Accept: 'application/json', ...(json === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    body: json === undefined ? undefined : JSON.stringify(json),
  });
}
