import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { type Emulator, type EmulatorOptions, startEmulator } from '@portolan/emulators';
import type { Marks } from './marks.ts';

/** A cloud with credentials that are known to be secret. */
export interface Subject {
  readonly emulator: Emulator | undefined;
  readonly profile: Readonly<Record<string, unknown>>;
  /** Its secrets, by label. */
  readonly secrets: readonly (readonly [label: string, secret: string])[];
  /** Fields with other secrets, that the cloud refuses, and those secrets. */
  readonly wrong: { readonly fields: Readonly<Record<string, unknown>>; readonly secrets: Subject['secrets'] } | undefined;
  /** Fields that lead to another server. */
  readonly at: (origin: string) => Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

/** Every character that some encoding changes. */
const hushed = (what: string): string => `hush?${what}&p@ss=w0rd+é/~"%`;

async function password(emulator: Emulator, field: string, at: Subject['at'], wrongToo: Readonly<Record<string, unknown>> = {}): Promise<Subject> {
  const wrong = hushed(`wrong-${field}`);
  return {
    emulator,
    profile: emulator.profile,
    secrets: [[field, String(emulator.profile[field])]],
    wrong: { fields: { [field]: wrong, ...wrongToo }, secrets: [[`wrong ${field}`, wrong]] },
    at,
    close: () => emulator.close(),
  };
}

async function ec2(provider: 'aws' | 'eucalyptus', options?: EmulatorOptions): Promise<Subject> {
  const emulator = await startEmulator(provider, { ...options, maxAddresses: 50, secretAccessKey: 'hush/secret+access/key+hush/secret+acces' });
  return password(emulator, 'secretAccessKey', provider === 'aws' ? (origin) => ({ ec2Url: origin, s3Url: origin }) : atEucalyptus);
}

const atEucalyptus = (origin: string): Readonly<Record<string, unknown>> => ({
  ec2Url: `${origin}/services/compute`,
  s3Url: `${origin}/services/objectstorage`,
});

/** Lines of a PEM text: each is enough to be a leak. */
const linesOf = (label: string, pem: unknown): Subject['secrets'] =>
  String(pem)
    .split('\n')
    .filter((line) => line.length >= 40 && !line.startsWith('-----'))
    .map((line) => [label, line] as const);

export const SUBJECTS: Readonly<Record<string, (options?: EmulatorOptions) => Promise<Subject>>> = {
  memory: async () => ({
    emulator: undefined,
    profile: { provider: 'memory', store: `secrets-${Math.random()}`, transitionMs: 5 },
    secrets: [],
    wrong: undefined,
    at: () => ({}),
    close: async () => undefined,
  }),

  smartdc: async (options) => {
    const emulator = await startEmulator('smartdc', options);
    const passphrase = hushed('passphrase');
    const plain = createPrivateKey(emulator.profile.privateKey);
    const privateKey = plain.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString();
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' });
    return {
      emulator,
      profile: { ...emulator.profile, privateKey, passphrase },
      secrets: [['passphrase', passphrase], ...linesOf('encrypted key', privateKey), ...linesOf('key', plain.export({ type: 'pkcs8', format: 'pem' }))],
      wrong: { fields: { keyId: undefined, passphrase: undefined, privateKey: stranger }, secrets: linesOf('unknown key', stranger) },
      at: (origin) => ({ url: origin, mantaUrl: origin }),
      close: () => emulator.close(),
    };
  },

  ovirt: async (options) =>
    password(await startEmulator('ovirt', { ...options, password: hushed('password') }), 'password', (origin) => ({ url: `${origin}/ovirt-engine/api` })),

  openstack: async (options) => password(await startEmulator('openstack', options), 'password', (origin) => ({ authUrl: `${origin}/identity/v3` })),

  'openstack, Keystone v2': async () => {
    const emulator = await startEmulator('openstack');
    const { authUrl, username, password: secret, projectName, region } = emulator.profile;
    const profile = { provider: 'openstack', authUrl: String(authUrl).replace(/\/v3$/, '/v2.0'), username, password: secret, projectName, region };
    const base = await password(emulator, 'password', (origin) => ({ authUrl: `${origin}/identity/v2.0` }));
    return { ...base, profile };
  },

  'openstack, application credential': async () => {
    const emulator = await startEmulator('openstack');
    const profile = emulator.applicationCredentialProfile ?? {};
    const wrong = hushed('wrong-application-credential');
    return {
      emulator,
      profile,
      secrets: [['applicationCredentialSecret', String(profile['applicationCredentialSecret'])]],
      wrong: { fields: { applicationCredentialSecret: wrong }, secrets: [['wrong applicationCredentialSecret', wrong]] },
      at: (origin) => ({ authUrl: `${origin}/identity/v3` }),
      close: () => emulator.close(),
    };
  },

  rackspace: async (options) => password(await startEmulator('rackspace', options), 'apiKey', (origin) => ({ authUrl: `${origin}/v2.0` })),

  aws: (options) => ec2('aws', options),

  eucalyptus: (options) => ec2('eucalyptus', options),

  'aws, temporary key': async () => {
    const emulator = await startEmulator('aws');
    const { accessKeyId, secretAccessKey, sessionToken } = emulator.issueSession();
    const wrong = `${hushed('wrong-session-token').replaceAll(/[^\x20-\x7e]/g, 'e')}`;
    return {
      emulator,
      profile: { ...emulator.profile, accessKeyId, secretAccessKey, sessionToken },
      secrets: [
        ['secretAccessKey', secretAccessKey],
        ['sessionToken', sessionToken],
      ],
      wrong: { fields: { sessionToken: wrong }, secrets: [['wrong sessionToken', wrong]] },
      at: (origin) => ({ ec2Url: origin, s3Url: origin }),
      close: () => emulator.close(),
    };
  },
};

export function marksOf(subject: Subject, marks: Marks): void {
  for (const [label, secret] of [...subject.secrets, ...(subject.wrong?.secrets ?? [])]) marks.add(label, secret);
}
