import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from './config.ts';
import { parseShellrc } from './shellrc.ts';

const GOOD = { url: 'https://engine.example.com/ovirt-engine/api', username: 'admin@internal', password: 'secret' };
let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'ovirt-'));
});
afterEach(async () => rm(home, { recursive: true }));

const context = (env: Readonly<Record<string, string>> = {}): Parameters<typeof parseConfig>[1] => ({ source: 'test', directory: home, home, env });
const problems = async (input: unknown, env?: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  try {
    await parseConfig(input, context(env));
  } catch (error) {
    return (error as { problems: readonly string[] }).problems;
  }
  return [];
};

describe('parseConfig', () => {
  it.each([
    ['https://engine.example.com', 'https://engine.example.com/ovirt-engine/api'],
    ['https://engine.example.com/', 'https://engine.example.com/ovirt-engine/api'],
    ['https://engine.example.com/ovirt-engine/', 'https://engine.example.com/ovirt-engine/api'],
    ['https://engine.example.com/ovirt-engine/api/', 'https://engine.example.com/ovirt-engine/api'],
    ['http://h:8080/ovirt-engine/api/v4', 'http://h:8080/ovirt-engine/api/v4'],
  ])('reads %s as %s', async (url, expected) => {
    expect((await parseConfig({ ...GOOD, url }, context())).url).toBe(expected);
  });

  it('takes headers for a gateway, and none that are its own to set', async () => {
    const headers = { 'X-Gateway': 'a b', 'x-tenant': '7' };
    expect((await parseConfig({ ...GOOD, headers }, context())).headers).toEqual(headers);
    const found = await problems({ ...GOOD, headers: { AUTHORIZATION: 'Bearer mine', 'a b': '1', 'X-Ü': '1', 'X-Secret': 'häsh' } });
    expect(found).toEqual([
      expect.stringMatching(/AUTHORIZATION is set by this library/),
      expect.stringMatching(/"a b" is no name/),
      expect.stringMatching(/"X-Ü" is no name/),
      expect.stringMatching(/the value of X-Secret/),
    ]);
    expect(found.join()).not.toMatch(/mine|häsh/);
  });

  it('takes another SSO, which must be an address', async () => {
    const sso = { ssoUrl: 'https://sso.example.com/oauth/token', ssoTokenName: 'id_token' };
    expect(await parseConfig({ ...GOOD, ...sso }, context())).toMatchObject(sso);
    expect(await problems({ ...GOOD, ssoUrl: 'sso.example.com' })).toEqual([expect.stringMatching(/ssoUrl/)]);
  });

  it('reads the environment, and hides the password', async () => {
    const settings = await parseConfig({}, context({ OVIRT_URL: GOOD.url, OVIRT_USERNAME: 'u@p', OVIRT_PASSWORD: 'hush', OVIRT_CAFILE: 'ca.pem' }));
    expect(settings).toMatchObject({ url: GOOD.url, username: 'u@p', caFile: join(home, 'ca.pem'), shutdownTimeoutMs: 60_000 });
    expect(JSON.stringify(settings)).not.toContain('hush');
    expect(settings.password?.reveal()).toBe('hush');
  });

  it('names what is missing, all at once', async () => {
    expect((await problems({ url: GOOD.url })).join()).toMatch(/username.*password|password.*username/);
    expect(await problems({ url: GOOD.url, username: 'admin@internal' })).toEqual([expect.stringMatching(/password/)]);
    expect(await problems({ ...GOOD, username: 'admin' })).toEqual([expect.stringMatching(/profile, e\.g\. admin@internal/)]);
    expect(await problems({ url: GOOD.url, token: 't' })).toEqual([]);
    expect(await problems({ ...GOOD, usernam: 'x', shutdownTimeoutMs: -1 })).toEqual([
      expect.stringMatching(/did you mean "username"/),
      expect.stringMatching(/shutdownTimeoutMs/),
    ]);
  });

  it('takes Basic with user and password alone, and says that Kerberos is not there', async () => {
    expect(await problems({ ...GOOD, auth: 'basic' })).toEqual([]);
    expect(await problems({ url: GOOD.url, token: 't', auth: 'basic' })).toEqual([expect.stringMatching(/no token/)]);
    expect(await problems({ ...GOOD, auth: 'kerberos' })).toEqual([expect.stringMatching(/Kerberos is not supported.*token/)]);
    expect(await problems({ ...GOOD, auth: 'ntlm' })).toEqual([expect.stringMatching(/expected sso or basic/)]);
  });

  it('reads ~/.ovirtshellrc where nobody else names an engine, and only there', async () => {
    await writeFile(
      join(home, '.ovirtshellrc'),
      `[cli]\nautopage = True\n[ovirt-shell]\nurl = ${GOOD.url}\nusername = shell@internal\npassword = a=b#c;d\nca_file = None\ninsecure = True\nfilter = False\n`,
    );
    const settings = await parseConfig({ location: 'east' }, context());
    expect(settings).toMatchObject({ url: GOOD.url, username: 'shell@internal', tlsVerify: false, location: 'east' });
    expect(settings.password?.reveal()).toBe('a=b#c;d');
    // The file's password belongs to the file's engine.
    expect((await problems({ url: 'https://other.example.com' })).join()).toMatch(/username/);
    expect((await problems({}, { OVIRT_URL: 'https://other.example.com' })).join()).toMatch(/username/);
    expect((await parseConfig({ tlsVerify: true }, context())).tlsVerify).toBe(true);
  });

  it('takes of the shell file what it set, in its own section', () => {
    expect(parseShellrc('[other]\nurl = https://no\n[ovirt-shell]\n# url = https://no\nusername=None\n; password = x\nca_file: /etc/ca.pem\n')).toEqual({
      caFile: '/etc/ca.pem',
    });
  });
});
