import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConfigContext, isCloudError, Secret } from '@portolan/core/driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig, type SmartdcSettings } from './config.ts';
import { smartdcManifest } from './index.ts';

const keyId = 'b3:3f:13:a0:d8:28:c1:1e:d1:ff:e5:ce:0a:02:d1:96';
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'smartdc-home-'));
  const folder = join(home, '.triton', 'profiles.d');
  await mkdir(folder, { recursive: true });
  const profile = { url: 'https://triton.example.test', account: 'acme', keyId, user: 'bob', roles: ['ops', 'dev'], actAsAccount: 'other', insecure: true };
  await writeFile(join(folder, 'work.json'), JSON.stringify(profile));
  await writeFile(join(folder, 'plain.json'), JSON.stringify({ url: 'https://plain.example.test/', account: 'plain', keyId }));
  await writeFile(join(folder, 'bad.json'), JSON.stringify({ url: 7, account: 'x', insecure: 'yes' }));
  await writeFile(join(folder, 'broken.json'), '{');
});
afterAll(() => rm(home, { recursive: true }));

const context = (env: Readonly<Record<string, string>> = {}): ConfigContext => ({ source: 'test', directory: '/work', home, env });
const parse = (input: unknown, env?: Readonly<Record<string, string>>): Promise<SmartdcSettings> => parseConfig(input, context(env));
const base = { url: 'https://cloudapi.example.test', account: 'acme', keyId };

async function problemsOf(input: unknown, env?: Readonly<Record<string, string>>): Promise<readonly string[]> {
  try {
    await parse(input, env);
  } catch (error) {
    if (isCloudError(error, 'invalid-argument')) return error.problems;
    throw error;
  }
  return [];
}

describe('places', () => {
  it.each([
    ['us-sw-1', 'https://us-sw-1.api.joyentcloud.com'],
    ['London', 'https://api-eu-lon-1.instantservers.telefonica.com'],
    ['us-central-1', 'https://us-central-1.api.mnx.io'],
    ['my-dc', 'https://my-dc.api.joyentcloud.com'],
    ['cloudapi.example.test', 'https://cloudapi.example.test'],
    ['localhost:8443', 'https://localhost:8443'],
  ])('location %s is %s', async (location, url) => {
    expect((await parse({ location, account: 'acme', keyId })).url).toBe(url);
  });

  it('a known location brings its Manta along, unless another is named', async () => {
    expect((await parse({ location: 'us-central-1', account: 'acme', keyId })).mantaUrl).toBe('https://us-central.manta.mnx.io');
    expect((await parse({ location: 'us-central-1', mantaUrl: 'https://m.example.test', account: 'acme', keyId })).mantaUrl).toBe('https://m.example.test');
  });

  it('location wins over the URL of the environment', async () => {
    expect((await parse({ location: 'us-sw-1', account: 'acme', keyId }, { TRITON_URL: 'https://env.example.test' })).url).toBe(
      'https://us-sw-1.api.joyentcloud.com',
    );
  });

  it('what is not configured is not among the capabilities', async () => {
    const capabilitiesOf = async (input: object): Promise<readonly string[]> =>
      Object.keys(smartdcManifest.capabilitiesFor?.(await parse({ account: 'acme', keyId, ...input })) ?? {});
    expect(await capabilitiesOf({ url: 'https://a.test' })).toEqual(['compute']);
    expect(await capabilitiesOf({ mantaUrl: 'https://a.test' })).toEqual(['storage']);
    expect(await capabilitiesOf({ url: 'https://a.test', mantaUrl: 'https://b.test' })).toEqual(['compute', 'storage']);
  });

  it('a subuser cannot upload in parts', async () => {
    const settings = await parse({ ...base, mantaUrl: 'https://m.test', user: 'bob' });
    expect(smartdcManifest.capabilitiesFor?.(settings).storage?.objects?.multipart).toBe(false);
  });
});

describe('the environment', () => {
  it.each([
    ['triton', { TRITON_URL: 'https://e.test', TRITON_ACCOUNT: 'a', TRITON_KEY_ID: keyId, TRITON_USER: 'u', TRITON_ROLE: 'x,y' }],
    ['smartdc', { SDC_URL: 'https://e.test', SDC_ACCOUNT: 'a', SDC_KEY_ID: keyId, SDC_USER: 'u', TRITON_ROLE: 'x,y' }],
  ])('as %s reads it', async (_, env) => {
    expect(await parse({}, env)).toMatchObject({ url: 'https://e.test', account: 'a', keyId, user: 'u', roles: ['x', 'y'] });
  });

  it('as manta reads it', async () => {
    const env = { MANTA_URL: 'https://m.test', MANTA_USER: 'a', MANTA_KEY_ID: keyId, MANTA_SUBUSER: 'u', MANTA_ROLE: 'x' };
    expect(await parse({}, env)).toMatchObject({ mantaUrl: 'https://m.test', account: 'a', keyId, user: 'u', roles: ['x'] });
  });

  it("triton's names win over smartdc's", async () => {
    expect((await parse({ keyId }, { TRITON_URL: 'https://t.test', SDC_URL: 'https://s.test', TRITON_ACCOUNT: 't', SDC_ACCOUNT: 's' })).account).toBe('t');
  });

  it.each([
    [{ TRITON_TLS_INSECURE: '1' }, false],
    [{ SDC_TLS_INSECURE: 'true' }, false],
    [{ SDC_TESTING: 'anything' }, false],
    [{ TRITON_TLS_INSECURE: '0', SDC_TESTING: '1' }, undefined],
    [{ MANTA_TLS_INSECURE: '1' }, undefined],
    [{}, undefined],
  ])('%j: certificates', async (env, expected) => {
    expect((await parse(base, env)).tlsVerify).toBe(expected);
  });

  it('MANTA_TLS_INSECURE counts where there is Manta alone', async () => {
    expect((await parse({ mantaUrl: 'https://m.test', account: 'a', keyId }, { MANTA_TLS_INSECURE: '1' })).tlsVerify).toBe(false);
  });

  it('what the profile says wins over it', async () => {
    expect(await parse({ ...base, tlsVerify: true }, { TRITON_TLS_INSECURE: '1', TRITON_ACCOUNT: 'other' })).toMatchObject({
      tlsVerify: true,
      account: 'acme',
    });
  });
});

describe("triton's profiles", () => {
  it('are read whole', async () => {
    expect(await parse({ tritonProfile: 'work' })).toMatchObject({
      url: 'https://triton.example.test',
      account: 'acme',
      keyId,
      user: 'bob',
      roles: ['ops', 'dev'],
      actAsAccount: 'other',
      tlsVerify: false,
    });
  });

  it('give way to what is said beside them, and go before the environment', async () => {
    const settings = await parse({ tritonProfile: 'plain', account: 'mine' }, { TRITON_URL: 'https://env.test', TRITON_ACCOUNT: 'env' });
    expect(settings).toMatchObject({ url: 'https://plain.example.test', account: 'mine' });
  });

  it('name no key when one is given', async () => {
    expect((await parse({ tritonProfile: 'plain', privateKey: 'pem' })).keyId).toBeUndefined();
  });

  it('give no place when a location is said', async () => {
    expect((await parse({ tritonProfile: 'plain', location: 'us-sw-1' })).url).toBe('https://us-sw-1.api.joyentcloud.com');
  });

  it('are named by TRITON_PROFILE for a configuration that says nothing itself', async () => {
    expect((await parse({}, { TRITON_PROFILE: 'plain' })).account).toBe('plain');
    expect((await parse(base, { TRITON_PROFILE: 'plain' })).account).toBe('acme');
  });

  it('called env are the environment', async () => {
    expect((await parse({ tritonProfile: 'env' }, { SDC_URL: 'https://e.test', SDC_ACCOUNT: 'a', SDC_KEY_ID: keyId })).url).toBe('https://e.test');
  });

  it('that are missing say which there are, and nothing else is complained about', async () => {
    expect(await problemsOf({ tritonProfile: 'nope' })).toEqual([
      expect.stringMatching(/^test: field "tritonProfile": no profile "nope" in .*profiles there: bad, broken, plain, work$/),
    ]);
    expect(await problemsOf({}, { TRITON_PROFILE: 'nope' })).toEqual([expect.stringContaining('variable TRITON_PROFILE')]);
  });

  it('that are bad name file and field, all at once', async () => {
    const problems = await problemsOf({ tritonProfile: 'bad' });
    expect(problems).toHaveLength(3);
    for (const word of ['"url" is not a text', '"keyId" is missing', '"insecure" is neither']) expect(problems.join('\n')).toContain(`bad.json: ${word}`);
    expect(await problemsOf({ tritonProfile: 'broken' })).toEqual([expect.stringContaining('broken.json: is not JSON')]);
    expect(await problemsOf({ tritonProfile: '../../etc/passwd' })).toEqual([expect.stringContaining('expected the name of a profile')]);
  });

  it('and misspelt fields are told together', async () => {
    expect(await problemsOf({ tritonProfile: 'broken', acount: 'x' })).toHaveLength(2);
  });
});

describe('problems', () => {
  it('all at once: what is missing', async () => {
    const problems = await problemsOf({ account: 'acme' });
    expect(problems.map((problem) => /field "(\w+)"/.exec(problem)?.[1])).toEqual(['url', 'keyId']);
  });

  it.each([
    [{ ...base, location: 'us-sw-1' }, '"url" and "location"'],
    [{ ...base, keyFile: 'k', privateKey: 'k' }, '"keyFile" and "privateKey"'],
    [{ ...base, keyId: 'SHA256:8lJ', keyFile: '~/.ssh/id_rsa' }, 'is no whole fingerprint'],
    [{ ...base, keyId: '/acme/keys/MD5:b3:3f', keyFile: '~/.ssh/id_rsa' }, 'is no whole fingerprint'],
    [{ ...base, signatureGrammar: 'old' }, 'expected one of modern, legacy'],
    [{ ...base, askPassphrase: 'secret' }, 'expected a function'],
    [{ ...base, headers: { Authorization: 'x' } }, 'is set by this library'],
    [{ ...base, headers: { 'X-Bad': 'a\nb' } }, 'X-Bad'],
    [{ ...base, keyId: 'laptop' }, 'is no fingerprint'],
    [{ ...base, account: 'a/b' }, 'is no login'],
    [{ ...base, user: 'a b' }, 'is no login'],
    [{ location: 'a b', account: 'acme', keyId }, 'is no name of a data center'],
    [{ ...base, key_id: 'x' }, 'did you mean "keyId"'],
    [{ ...base, url: 'https://user:pw@x.test' }, 'user or password'],
  ])('%j', async (input, expected) => {
    expect((await problemsOf(input)).join('\n')).toContain(expected);
  });

  it('a key by name is fine when the key itself is given', async () => {
    expect((await parse({ ...base, keyId: '/acme/keys/laptop', keyFile: '~/.ssh/laptop' })).keyFile).toBe(join(home, '.ssh', 'laptop'));
  });

  it('secrets become secrets and are in no message', async () => {
    const settings = await parse({ ...base, privateKey: 'very-secret', passphrase: 'also-secret' });
    expect(settings.privateKey).toBeInstanceOf(Secret);
    expect(JSON.stringify(settings)).not.toContain('secret"');
    expect((await problemsOf({ ...base, url: 'nonsense', privateKey: 'very-secret' })).join()).not.toContain('very-secret');
  });
});
