import {
  type ConfigContext,
  type ConfigFields,
  type ConnectionConfig,
  configError,
  connectionFields,
  readConfig,
  type Secret,
  type SettingsOf,
} from '@portolan/core/driver';
import { readShellrc } from './shellrc.ts';

/** How to reach an oVirt engine. */
export interface OvirtConfig extends ConnectionConfig {
  /** `https://engine.example.com/ovirt-engine/api`; without a path, that one is meant. */
  readonly url?: string | undefined;
  /** `admin@internal`: user and profile. */
  readonly username?: string | undefined;
  readonly password?: string | Secret | undefined;
  /** A token of the engine's SSO, instead of or before user and password. It is not ended when the connection closes. */
  readonly token?: string | Secret | undefined;
  /** Cluster (name or id) that servers are made in. Default: the one called Default, else the first. */
  readonly location?: string | undefined;
  /** Data center (name or id) whose storage domains are the buckets. Default: the cluster's. */
  readonly dataCenter?: string | undefined;
  /** How long `servers.stop` lets a guest shut down before it is powered off. Default 60 000 ms; 0: power off at once. */
  readonly shutdownTimeoutMs?: number | undefined;
  /** Until the first look again at what the engine works on (disks, transfers, VMs on their way); looks grow rarer, to thirty times this. Default 100 ms. */
  readonly pollIntervalMs?: number | undefined;
  /** How to sign in. `sso`, the default: a session of the engine's SSO. `basic`: user and password on every request, for old set-ups. */
  readonly auth?: 'sso' | 'basic' | undefined;
  /** Where tokens are asked for, if it is not the engine’s own SSO: `https://sso.example.com/oauth/token`. User and password go there. */
  readonly ssoUrl?: string | undefined;
  /** Where sessions are ended, if it is not the engine’s own SSO. */
  readonly ssoRevokeUrl?: string | undefined;
  /** Member of the SSO’s answer that holds the token. Default `access_token`. */
  readonly ssoTokenName?: string | undefined;
  /** Ask the engine for packed answers. Default true. */
  readonly compress?: boolean | undefined;
  /** Sent with every request to the API, never to imageio or the SSO: what a gateway in front of the engine wants. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** true: act with the rights of a user, not of an administrator. Default: what the engine takes for the account. */
  readonly filter?: boolean | undefined;
}

/** A configuration that was read. */
export interface OvirtSettings extends SettingsOf<OvirtConfig> {
  /** Of the API, without a final slash. */
  readonly url: string;
  readonly shutdownTimeoutMs: number;
}

export const fields: ConfigFields<OvirtConfig> = {
  ...connectionFields,
  caFile: { ...connectionFields.caFile, env: ['OVIRT_CAFILE'] },
  url: { kind: 'url', required: true, doc: 'The engine’s API.', env: ['OVIRT_URL'], example: 'https://engine.example.com/ovirt-engine/api' },
  username: { kind: 'string', doc: 'User and profile.', env: ['OVIRT_USERNAME'], example: 'admin@internal' },
  password: { kind: 'secret', doc: 'Password of the user.', env: ['OVIRT_PASSWORD'] },
  token: { kind: 'secret', doc: 'A token of the engine’s SSO, instead of or before user and password.', env: ['OVIRT_TOKEN'] },
  location: { kind: 'string', doc: 'Cluster (name or id) that servers are made in. Default: the one called Default, else the first.', example: 'Default' },
  dataCenter: { kind: 'string', doc: 'Data center (name or id) whose storage domains are the buckets. Default: the cluster’s.', example: 'Default' },
  shutdownTimeoutMs: {
    kind: 'integer',
    min: 0,
    max: 3_600_000,
    default: 60_000,
    doc: 'How long servers.stop lets a guest shut down before it is powered off, in milliseconds. Default 60000; 0: power off at once.',
  },
  pollIntervalMs: {
    kind: 'integer',
    min: 1,
    max: 60_000,
    default: 100,
    doc: 'Milliseconds until the first look again at what the engine works on; looks grow rarer, to thirty times this. Default 100.',
  },
  auth: { kind: 'string', doc: 'How to sign in: sso (default), or basic for old set-ups.' },
  ssoUrl: {
    kind: 'url',
    doc: 'Where tokens are asked for, if it is not the engine’s own SSO. User and password go there.',
    example: 'https://sso.example.com/oauth/token',
  },
  ssoRevokeUrl: { kind: 'url', doc: 'Where sessions are ended, if it is not the engine’s own SSO.', example: 'https://sso.example.com/oauth/revoke' },
  ssoTokenName: { kind: 'string', doc: 'Member of the SSO’s answer that holds the token. Default access_token.' },
  compress: { kind: 'boolean', default: true, doc: 'Ask the engine for packed answers. Default true.' },
  headers: { kind: 'map', doc: 'Sent with every request to the API: what a gateway in front of the engine wants.' },
  filter: { kind: 'boolean', doc: 'true: act with the rights of a user, not of an administrator. Default: what the engine takes for the account.' },
};

type Given = Readonly<Record<string, unknown>>;

export async function parseConfig(input: unknown, context: ConfigContext): Promise<OvirtSettings> {
  const given: Given | undefined = typeof input === 'object' && input !== null && !Array.isArray(input) ? (input as Given) : undefined;
  // The shell's file names one engine: it is asked only where nobody else does, so that its password goes to no other.
  const named = (given?.['url'] ?? undefined) !== undefined || (context.env['OVIRT_URL'] ?? '') !== '';
  const shell = given === undefined || named ? {} : await readShellrc(context);
  const settings = readConfig(fields, given === undefined ? input : { ...shell, ...defined(given) }, context);
  const problems: string[] = [];
  const { username, password, token, auth } = settings;
  const said = (name: string, env: string): string => `field "${name}" (or ${env})`;
  if (token === undefined) {
    if (username === undefined && password === undefined)
      problems.push(`${context.source}: ${said('username', 'OVIRT_USERNAME')} and ${said('password', 'OVIRT_PASSWORD')} are missing; or give "token"`);
    else if (username === undefined) problems.push(`${context.source}: ${said('username', 'OVIRT_USERNAME')} is missing, e.g. admin@internal`);
    else if (password === undefined) problems.push(`${context.source}: ${said('password', 'OVIRT_PASSWORD')} is missing`);
  }
  problems.push(...authProblems(auth, settings, context.source), ...headerProblems(settings.headers ?? {}, context.source));
  if (username !== undefined && !/.@[^@]+$/.test(username))
    problems.push(`${context.source}: field "username": got ${JSON.stringify(username)}, expected user and profile, e.g. admin@internal`);
  if (problems.length > 0) throw configError(problems);
  return { ...settings, url: apiUrl(settings.url as string), shutdownTimeoutMs: settings.shutdownTimeoutMs as number };
}

/** Kerberos takes a GSSAPI library of the system's, which Node has not: said here, and not by a 401 later. */
function authProblems(auth: string | undefined, { username, token }: Pick<OvirtConfig, 'username' | 'token'>, source: string): readonly string[] {
  if (auth === undefined || auth === 'sso') return [];
  if (auth === 'kerberos')
    return [
      `${source}: field "auth": Kerberos is not supported: sign in with username and password, or get a token of the SSO with kinit’s ticket elsewhere and give it as "token"`,
    ];
  if (auth !== 'basic') return [`${source}: field "auth": got ${JSON.stringify(auth)}, expected sso or basic`];
  return token === undefined && username !== undefined ? [] : [`${source}: field "auth": basic takes username and password, and no token`];
}

/** These say what the request is, and are never another's to set. */
const OWN_HEADERS: ReadonlySet<string> = new Set(['accept', 'accept-encoding', 'authorization', 'content-length', 'content-type', 'filter', 'host', 'version']);

/** Values are not repeated: they may be secret. */
function headerProblems(headers: Readonly<Record<string, string>>, source: string): readonly string[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return [`${source}: field "headers": ${JSON.stringify(name)} is no name of a header`];
    if (OWN_HEADERS.has(name.toLowerCase())) return [`${source}: field "headers": ${name} is set by this library`];
    return /^[\t\x20-\x7e]*$/.test(value) ? [] : [`${source}: field "headers": the value of ${name} has characters that headers cannot carry`];
  });
}

/** People give the host alone, or the address of the welcome page. */
function apiUrl(url: string): string {
  if (/^https?:\/\/[^/]+$/i.test(url)) return `${url}/ovirt-engine/api`;
  return /\/ovirt-engine$/.test(url) ? `${url}/api` : url;
}

const defined = (given: Given): Given => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null));
