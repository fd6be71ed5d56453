import { join } from 'node:path';
import {
  assertHeader,
  type ConfigContext,
  type ConfigFields,
  type ConnectionConfig,
  configError,
  connectionFields,
  isCloudError,
  readConfig,
  type Secret,
  type SettingsOf,
} from '@portolan/core/driver';
import { isBrokenFingerprint, readFingerprint } from './auth/fingerprint.ts';
import { locate } from './known-locations.ts';
import { readTritonProfile } from './triton-profile.ts';

/** How to reach an account of a Triton (SmartDataCenter) cloud and its Manta. */
export interface SmartdcConfig extends ConnectionConfig {
  /** CloudAPI of one data center: `https://us-central-1.api.mnx.io`. Without it (and without `location`) there is no compute. */
  readonly url?: string | undefined;
  /** Instead of `url`: a known data center (`us-sw-1`, `us-central-1`) or a host name. */
  readonly location?: string | undefined;
  /** A profile of the `triton` command: `~/.triton/profiles.d/NAME.json`. What is said here wins over what it says. */
  readonly tritonProfile?: string | undefined;
  /** Manta: `https://us-central.manta.mnx.io`. Without it there is no storage. */
  readonly mantaUrl?: string | undefined;
  /** Login of the account. Required here, in the profile or in the environment. */
  readonly account?: string | undefined;
  /** Login of a subuser of the account, who signs instead of it. */
  readonly user?: string | undefined;
  /** Roles to take on, instead of the subuser's default ones. */
  readonly roles?: readonly string[] | undefined;
  /** Operators: work in this account, signing as one's own. */
  readonly actAsAccount?: string | undefined;
  /** Fingerprint of the key, MD5 (`a1:b2:…`) or `SHA256:…`; or its name in the account, where the key itself is given. Needed when neither `keyFile` nor `privateKey` is given: then `~/.ssh` and the ssh-agent are searched for it. */
  readonly keyId?: string | undefined;
  /** Private key file: PEM, PKCS#8 or OpenSSH. */
  readonly keyFile?: string | undefined;
  /** The private key itself. */
  readonly privateKey?: string | Secret | undefined;
  /** Passphrase of the private key. */
  readonly passphrase?: string | Secret | undefined;
  /** Asked for the passphrase when the key turns out to need one and `passphrase` is absent: once for a key, `where` says which. */
  readonly askPassphrase?: ((where: string) => string | Secret | Promise<string | Secret>) | undefined;
  /** Versions of CloudAPI to ask for, a semver range. Default `~9||~8||~7`. */
  readonly apiVersion?: string | undefined;
  /** `legacy`: sign for CloudAPI as py-smartdc did, for servers that know nothing newer. Default `modern`. */
  readonly signatureGrammar?: 'modern' | 'legacy' | undefined;
  /** Headers added to every request of CloudAPI. They are not signed. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A configuration that was read: where things are is settled. */
export interface SmartdcSettings extends SettingsOf<SmartdcConfig> {
  readonly account: string;
  readonly apiVersion: string;
  /** Where keys are looked for. */
  readonly sshDirectory: string;
  /** Socket of the ssh-agent, asked when the key is not there. */
  readonly agentSocket?: string | undefined;
}

export const fields: ConfigFields<SmartdcConfig> = {
  ...connectionFields,
  url: {
    kind: 'url',
    doc: 'CloudAPI of one data center. Without it there is no compute.',
    env: ['TRITON_URL', 'SDC_URL'],
    example: 'https://us-central-1.api.mnx.io',
  },
  location: { kind: 'string', doc: 'Instead of url: a known data center or a host name.', example: 'us-central-1' },
  tritonProfile: {
    kind: 'string',
    doc: 'A profile of the triton command (~/.triton/profiles.d/NAME.json). TRITON_PROFILE names one when url, location and account are absent.',
  },
  mantaUrl: { kind: 'url', doc: 'Manta. Without it there is no storage.', env: ['MANTA_URL'], example: 'https://us-central.manta.mnx.io' },
  account: { kind: 'string', required: true, doc: 'Login of the account.', env: ['TRITON_ACCOUNT', 'SDC_ACCOUNT', 'MANTA_USER'], example: 'acme' },
  user: { kind: 'string', doc: 'Login of a subuser, who signs instead of the account.', env: ['TRITON_USER', 'SDC_USER', 'MANTA_SUBUSER'] },
  roles: { kind: 'strings', doc: 'Roles to take on instead of the subuser’s default ones.', env: ['TRITON_ROLE', 'MANTA_ROLE'] },
  actAsAccount: { kind: 'string', doc: 'For operators: the account to work in, signing as one’s own.', env: ['TRITON_ACT_AS'] },
  keyId: {
    kind: 'string',
    doc: 'Fingerprint of the key, MD5 or SHA256. Without keyFile and privateKey it is searched for in ~/.ssh, then in the ssh-agent.',
    env: ['TRITON_KEY_ID', 'SDC_KEY_ID', 'MANTA_KEY_ID'],
    example: 'a1:b2:c3:d4:e5:f6:07:18:29:3a:4b:5c:6d:7e:8f:90',
  },
  keyFile: { kind: 'path', doc: 'Private key file: PEM, PKCS#8 or OpenSSH.', example: '~/.ssh/id_rsa' },
  privateKey: { kind: 'secret', doc: 'The private key itself, instead of a file.' },
  passphrase: { kind: 'secret', doc: 'Passphrase of the private key.' },
  askPassphrase: { kind: 'any', doc: 'A function that is asked for the passphrase, once, when the key needs one. Only in code.' },
  signatureGrammar: {
    kind: 'choice',
    choices: ['modern', 'legacy'],
    doc: 'legacy: sign for CloudAPI as py-smartdc did, for servers that know nothing newer. Default modern.',
  },
  headers: { kind: 'map', doc: 'Headers added to every request of CloudAPI.' },
  apiVersion: { kind: 'string', doc: 'Versions of CloudAPI to ask for, a semver range.', default: '~9||~8||~7', env: ['SDC_API_VERSION'], example: '~7.2' },
};

type Given = Readonly<Record<string, unknown>>;

export async function parseConfig(input: unknown, context: ConfigContext): Promise<SmartdcSettings> {
  const given: Given | undefined = typeof input === 'object' && input !== null && !Array.isArray(input) ? (input as Given) : undefined;
  const { profile, problems } = given === undefined ? { profile: {}, problems: [] } : await profileOf(given, context);
  // A profile that cannot be read must not be followed by complaints about what it would have said.
  const known =
    problems.length > 0 ? { account: 'unread', url: 'https://unread.invalid', keyId: '/unread/keys/unread' } : withoutOverridden(profile, given ?? {});
  const merged = given === undefined ? input : { ...environmentTls(given, known, context), ...known, ...defined(given) };
  let settings: SettingsOf<SmartdcConfig>;
  try {
    settings = readConfig(
      fields,
      merged,
      placeSaid(given ?? {}) ? { ...context, env: { ...context.env, TRITON_URL: undefined, SDC_URL: undefined } } : context,
    );
  } catch (error) {
    if (problems.length === 0 || !isCloudError(error)) throw error;
    throw configError([...problems, ...error.problems]);
  }
  const all = [...problems, ...(problems.length > 0 ? [] : contradictions(settings, context.source))];
  if (all.length > 0) throw configError(all);
  const place = settings.location === undefined ? undefined : locate(settings.location);
  return {
    ...settings,
    account: settings.account as string, // Required by its field.
    apiVersion: settings.apiVersion as string, // Has a default.
    ...(place === undefined ? {} : { url: place.url }),
    ...(settings.mantaUrl === undefined && place?.mantaUrl !== undefined ? { mantaUrl: place.mantaUrl } : {}),
    sshDirectory: join(context.home, '.ssh'),
    ...((context.env['SSH_AUTH_SOCK'] ?? '') === '' ? {} : { agentSocket: context.env['SSH_AUTH_SOCK'] }),
  };
}

const defined = (given: Given): Given => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null));

/** `location` names the place as `url` does: then the environment's URL is another place. */
const placeSaid = (given: Given): boolean => given['location'] !== undefined && given['location'] !== null;

async function profileOf(given: Given, context: ConfigContext): Promise<{ profile: Given; problems: readonly string[] }> {
  const own = given['tritonProfile'];
  if (own !== undefined && own !== null) {
    // Another kind of value is readConfig's to complain about.
    return typeof own === 'string' && own !== ''
      ? ({ ...(await readTritonProfile(own, context)) } as { profile: Given; problems: readonly string[] })
      : { profile: {}, problems: [] };
  }
  const fromEnv = context.env['TRITON_PROFILE'] ?? '';
  const saysItself = ['url', 'location', 'account'].some((name) => given[name] !== undefined && given[name] !== null);
  if (fromEnv === '' || saysItself) return { profile: {}, problems: [] };
  const { profile, problems } = await readTritonProfile(fromEnv, context);
  return { profile: { ...profile }, problems: problems.map((problem) => problem.replace('field "tritonProfile"', 'variable TRITON_PROFILE')) };
}

/** A place said here is not the profile's; a key given here need not be the one the profile names. */
function withoutOverridden(profile: Given, given: Given): Given {
  const { url, keyId, ...rest } = profile;
  const ownKey = given['keyFile'] !== undefined || given['privateKey'] !== undefined;
  return { ...rest, ...(url === undefined || placeSaid(given) ? {} : { url }), ...(keyId === undefined || ownKey ? {} : { keyId }) };
}

/**
 * triton: `TRITON_TLS_INSECURE`, `SDC_TLS_INSECURE` (true, false, 1, 0) and `SDC_TESTING` (anything). `MANTA_TLS_INSECURE` counts
 * only where there is no CloudAPI: one connection has one answer.
 */
function environmentTls(given: Given, profile: Given, context: ConfigContext): Given {
  const { env } = context;
  const cloudapi = placeSaid(given) || (given['url'] ?? profile['url'] ?? env['TRITON_URL'] ?? env['SDC_URL'] ?? '') !== '';
  const names = cloudapi ? ['TRITON_TLS_INSECURE', 'SDC_TLS_INSECURE'] : ['MANTA_TLS_INSECURE'];
  const said = names.map((name) => env[name] ?? '').find((value) => value !== '');
  if (said !== undefined) return /^(true|1)$/i.test(said) ? { tlsVerify: false } : {};
  return cloudapi && (env['SDC_TESTING'] ?? '') !== '' ? { tlsVerify: false } : {};
}

function contradictions(settings: SettingsOf<SmartdcConfig>, source: string): readonly string[] {
  const problems: string[] = [];
  const { url, location, mantaUrl, account, user, keyId, keyFile, privateKey } = settings;
  if (url !== undefined && location !== undefined) problems.push(`${source}: fields "url" and "location" say the same: give one`);
  if (location !== undefined && locate(location) === undefined)
    problems.push(`${source}: field "location": ${JSON.stringify(location)} is no name of a data center or host`);
  if (url === undefined && location === undefined && mantaUrl === undefined)
    problems.push(
      `${source}: field "url" is missing: give "url", "location" or "tritonProfile" for CloudAPI (or set TRITON_URL or SDC_URL), "mantaUrl" for Manta`,
    );
  for (const [name, value] of [
    ['account', account],
    ['user', user],
    ['actAsAccount', settings.actAsAccount],
  ] as const) {
    if (value !== undefined && /[/\s"]/.test(value)) problems.push(`${source}: field "${name}": ${JSON.stringify(value)} is no login`);
  }
  if (keyId !== undefined && isBrokenFingerprint(keyId))
    problems.push(`${source}: field "keyId": ${JSON.stringify(keyId)} is no whole fingerprint: SHA256 has 43 characters behind the colon, MD5 16 pairs`);
  if (settings.askPassphrase !== undefined && typeof settings.askPassphrase !== 'function')
    problems.push(`${source}: field "askPassphrase": expected a function`);
  for (const [name, value] of Object.entries(settings.headers ?? {})) problems.push(...headerProblems(name, value, source));
  if (keyFile !== undefined && privateKey !== undefined) problems.push(`${source}: fields "keyFile" and "privateKey" say the same: give one`);
  if (keyFile === undefined && privateKey === undefined) {
    if (keyId === undefined)
      problems.push(
        `${source}: field "keyId" is missing: give the fingerprint of a key in ~/.ssh (or set TRITON_KEY_ID or SDC_KEY_ID), or "keyFile", or "privateKey"`,
      );
    else if (readFingerprint(keyId) === undefined && !isBrokenFingerprint(keyId))
      problems.push(
        `${source}: field "keyId": ${JSON.stringify(keyId)} is no fingerprint (MD5 "a1:b2:…" or "SHA256:…"), so the key cannot be found in ~/.ssh: give "keyFile"`,
      );
  }
  return problems;
}

/** What the requests themselves say, or what frames them. */
const OWN_HEADERS = /^(authorization|date|host|connection|content-length|content-type|transfer-encoding|expect|accept|accept-version)$/i;

function headerProblems(name: string, value: string, source: string): readonly string[] {
  if (OWN_HEADERS.test(name)) return [`${source}: field "headers": ${JSON.stringify(name)} is set by this library`];
  try {
    assertHeader(name, value);
    return [];
  } catch (error) {
    return [`${source}: field "headers": ${isCloudError(error) ? error.message : String(error)}`];
  }
}
