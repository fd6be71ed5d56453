import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { SigV4 } from '../auth.ts';
import type { CredentialSpec } from '../config/credential-spec.ts';
import { type FakeConnection, FakeTransport, fakeConnection, type Play, type Sent } from '../testing/fake-connection.ts';
import { queryAnswer } from '../testing/native-bench.ts';
import { identitiesOf } from './credentials.ts';
import type { IdentitySource } from './identity.ts';
import { commandWords } from './process-credentials.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const keys: CredentialSpec = { kind: 'keys', accessKeyId: 'AKSOURCE', secretAccessKey: new Secret('source') };

function sourceFor(
  spec: CredentialSpec,
  plays: readonly Play[],
  metadata: readonly Play[] = [],
): { source: IdentitySource; connection: FakeConnection; asked: readonly Sent[] } {
  const connection = fakeConnection(plays);
  // Time limits are sleeps too: this clock's would be over at once.
  const { clock } = connection;
  const sleep = clock.sleep.bind(clock);
  clock.sleep = (ms, signal) => (ms < 1000 ? sleep(ms, signal) : new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))));
  const metadataTransport = new FakeTransport(metadata);
  const source = identitiesOf(spec, {
    connection,
    stsUrl: 'https://sts.eu-west-1.amazonaws.com',
    region: 'eu-west-1',
    clockToleranceMs: 240_000,
    signer: (options) => new SigV4(options),
    metadataTransport: () => metadataTransport,
  });
  return { source, connection, asked: metadataTransport.sent };
}

const roleAnswer = (id: string, minutes: number): Play =>
  queryAnswer(
    'AssumeRole',
    `<Credentials><AccessKeyId>${id}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${new Date(NOW + minutes * 60_000).toISOString()}</Expiration></Credentials>`,
  );

describe('keys of a role', () => {
  const role: CredentialSpec = { kind: 'role', roleArn: 'arn:aws:iam::1:role/r', source: keys, sessionName: 'me', externalId: 'x', durationSeconds: 900 };

  it('are asked for once, however many wait, signed with the keys they come from', async () => {
    const { source, connection } = sourceFor(role, [roleAnswer('ASIA1', 60)]);
    const all = await Promise.all(Array.from({ length: 20 }, () => source.get({})));
    expect(new Set(all.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['ASIA1']));
    expect(connection.transport.sent).toHaveLength(1);
    const [sent] = connection.transport.sent;
    expect(sent?.headers['Authorization']).toMatch(/Credential=AKSOURCE\/20261121\/eu-west-1\/sts\//);
    expect(sent?.text).toBe(
      'Action=AssumeRole&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr&RoleSessionName=me&DurationSeconds=900&ExternalId=x&Version=2011-06-15',
    );
  });

  it('are renewed before they end, while the old ones are used', async () => {
    const { source, connection } = sourceFor(role, [roleAnswer('ASIA1', 60), roleAnswer('ASIA2', 120)]);
    expect((await source.get({})).accessKeyId).toBe('ASIA1');
    connection.clock.time += 56 * 60_000;
    expect((await source.get({})).accessKeyId).toBe('ASIA1');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await source.get({})).accessKeyId).toBe('ASIA2');
    expect(connection.transport.sent).toHaveLength(2);
  });

  it('are forgotten when the server takes them no more, but not those that came after', async () => {
    const { source, connection } = sourceFor(role, [roleAnswer('ASIA1', 60), roleAnswer('ASIA2', 60)]);
    await source.get({});
    expect(source.forget('ASIA1')).toBe(true);
    expect((await source.get({})).accessKeyId).toBe('ASIA2');
    source.forget('ASIA1');
    expect((await source.get({})).accessKeyId).toBe('ASIA2');
    expect(connection.transport.sent).toHaveLength(2);
  });

  it('may come from another role', async () => {
    const { source, connection } = sourceFor({ ...role, source: { ...role, roleArn: 'arn:aws:iam::1:role/first' } } as CredentialSpec, [
      roleAnswer('ASIAFIRST', 60),
      roleAnswer('ASIASECOND', 60),
    ]);
    expect((await source.get({})).accessKeyId).toBe('ASIASECOND');
    expect(connection.transport.sent[1]?.headers['Authorization']).toContain('Credential=ASIAFIRST/');
    expect(connection.transport.sent[1]?.headers['X-Amz-Security-Token']).toBe('t');
  });

  it('are an error when the answer has none, and when they are refused', async () => {
    await expect(sourceFor(role, [queryAnswer('AssumeRole', '')]).source.get({})).rejects.toMatchObject({ code: 'protocol' });
    const refused = { status: 403, body: '<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>' };
    await expect(sourceFor(role, [refused]).source.get({})).rejects.toMatchObject({ code: 'permission-denied' });
  });
});

describe('keys of a role that wants a device’s code', () => {
  it('ask for a new code at each renewal, and send each once', async () => {
    let asked = 0;
    const code = async (): Promise<string> => ` 12345${asked++}\n`;
    const spec: CredentialSpec = { kind: 'role', roleArn: 'arn:r', source: keys, sessionName: 'me', mfa: { serial: 'arn:mfa', code } };
    const { source, connection } = sourceFor(spec, [roleAnswer('ASIA1', 15), roleAnswer('ASIA2', 60)]);
    await Promise.all([source.get({}), source.get({})]);
    connection.clock.time += 16 * 60_000;
    expect((await source.get({})).accessKeyId).toBe('ASIA2');
    expect(connection.transport.sent.map(({ text }) => /SerialNumber=arn%3Amfa&TokenCode=\d+/.exec(text)?.[0])).toEqual([
      'SerialNumber=arn%3Amfa&TokenCode=123450',
      'SerialNumber=arn%3Amfa&TokenCode=123451',
    ]);
    const refused = sourceFor(spec, [{ status: 500, body: '<ErrorResponse><Error><Code>InternalFailure</Code></Error></ErrorResponse>' }]);
    await expect(refused.source.get({})).rejects.toMatchObject({ code: 'unavailable' });
    expect(refused.connection.transport.sent).toHaveLength(1);
  });

  it('may be told by a program, and are an error where that is no code', async () => {
    const of = (process: string): CredentialSpec => ({
      kind: 'role',
      roleArn: 'arn:r',
      source: keys,
      sessionName: 'me',
      mfa: { serial: 's', code: { process } },
    });
    const { source, connection } = sourceFor(of(`${process.execPath} -p "'654321'"`), [roleAnswer('ASIA1', 60)]);
    await source.get({});
    expect(connection.transport.sent[0]?.text).toContain('TokenCode=654321');
    await expect(sourceFor(of(`${process.execPath} -p "'sesame'"`), []).source.get({})).rejects.toSatisfy(
      (error: Error) => /not six digits/.test(error.message) && !error.message.includes('sesame'),
    );
  });
});

describe('keys for a token', () => {
  const withFile = async (content: string, work: (path: string) => Promise<void>): Promise<void> => {
    const folder = await mkdtemp(join(tmpdir(), 'portolan-ec2-'));
    try {
      await writeFile(join(folder, 'token'), content);
      await work(join(folder, 'token'));
    } finally {
      await rm(folder, { recursive: true });
    }
  };

  it('of a web identity are asked for without a signature, the file read anew each time', async () => {
    await withFile('first\n', async (tokenFile) => {
      const answer =
        (id: string): Play =>
        (sent) => ({
          body: (roleAnswer(id, 15) as { body: string }).body.replaceAll(
            'AssumeRole',
            sent.text.includes('WithWebIdentity') ? 'AssumeRoleWithWebIdentity' : 'x',
          ),
        });
      const { source, connection } = sourceFor({ kind: 'web-identity', roleArn: 'arn:r', tokenFile, sessionName: 'me' }, [answer('ASIA1'), answer('ASIA2')]);
      expect((await source.get({})).accessKeyId).toBe('ASIA1');
      await writeFile(tokenFile, 'second');
      connection.clock.time += 16 * 60_000;
      expect((await source.get({})).accessKeyId).toBe('ASIA2');
      expect(connection.transport.sent.map(({ headers }) => headers['Authorization'])).toEqual([undefined, undefined]);
      expect(connection.transport.sent[0]?.text).toBe(
        'Action=AssumeRoleWithWebIdentity&RoleArn=arn%3Ar&RoleSessionName=me&WebIdentityToken=first&Version=2011-06-15',
      );
      expect(connection.transport.sent[1]?.text).toContain('WebIdentityToken=second');
      const stale = sourceFor({ kind: 'web-identity', roleArn: 'arn:r', tokenFile, sessionName: 'me' }, [
        { status: 400, body: '<ErrorResponse><Error><Code>ExpiredTokenException</Code><Message>m</Message></Error></ErrorResponse>' },
      ]);
      await expect(stale.source.get({})).rejects.toMatchObject({ code: 'unauthenticated' });
    });
    const gone: CredentialSpec = { kind: 'web-identity', roleArn: 'arn:r', tokenFile: '/no/such/token', sessionName: 'me' };
    await expect(sourceFor(gone, []).source.get({})).rejects.toMatchObject({ code: 'unauthenticated', message: expect.stringMatching(/\/no\/such\/token/) });
  });

  const sso = (tokenFile: string): CredentialSpec => ({
    kind: 'sso',
    name: 'session corp',
    tokenFile,
    portalUrl: 'https://portal.sso.eu-north-1.amazonaws.com',
    oidcUrl: 'https://oidc.eu-north-1.amazonaws.com',
    accountId: '012345678901',
    roleName: 'Dev & Ops',
    login: 'aws sso login --profile work',
  });
  const loggedIn = (expiresAt: string): string => JSON.stringify({ startUrl: 'u', region: 'eu-north-1', accessToken: 'BEARER', expiresAt });

  it('of a browser’s login are asked of the portal', async () => {
    const roleCredentials = { accessKeyId: 'ASIAS', secretAccessKey: 's', sessionToken: 't', expiration: NOW + 3_600_000 };
    await withFile(loggedIn('2026-11-21T20:00:00UTC'), async (file) => {
      const { source, connection } = sourceFor(sso(file), [{ body: JSON.stringify({ roleCredentials }) }]);
      const all = await Promise.all(Array.from({ length: 9 }, () => source.get({})));
      expect(all[8]).toMatchObject({ accessKeyId: 'ASIAS' });
      expect(connection.transport.sent).toHaveLength(1);
      expect(connection.transport.sent[0]).toMatchObject({
        method: 'GET',
        target: '/federation/credentials?role_name=Dev%20%26%20Ops&account_id=012345678901',
        headers: { 'x-amz-sso_bearer_token': 'BEARER' },
      });
    });
  });

  it('of a login that nears its end are got with another token, which is kept for the others', async () => {
    const roleCredentials = { accessKeyId: 'ASIAS', secretAccessKey: 's', sessionToken: 't', expiration: NOW + 3_600_000 };
    const login = {
      startUrl: 'u',
      region: 'eu-north-1',
      accessToken: 'OLD',
      expiresAt: '2026-11-21T12:02:00Z',
      clientId: 'c',
      clientSecret: 'cs',
      refreshToken: 'R1',
    };
    const renewed = { body: JSON.stringify({ accessToken: 'NEW', expiresIn: 3600, refreshToken: 'R2', tokenType: 'Bearer' }) };
    await withFile(JSON.stringify(login), async (file) => {
      const { source, connection } = sourceFor(sso(file), [renewed, { body: JSON.stringify({ roleCredentials }) }]);
      expect(await source.get({})).toMatchObject({ accessKeyId: 'ASIAS' });
      expect(connection.transport.sent.map(({ origin, target }) => `${origin}${target.split('?')[0]}`)).toEqual([
        'https://oidc.eu-north-1.amazonaws.com/token',
        'https://portal.sso.eu-north-1.amazonaws.com/federation/credentials',
      ]);
      expect(JSON.parse(connection.transport.sent[0]?.text ?? '')).toEqual({
        grantType: 'refresh_token',
        clientId: 'c',
        clientSecret: 'cs',
        refreshToken: 'R1',
      });
      expect(connection.transport.sent[1]?.headers['x-amz-sso_bearer_token']).toBe('NEW');
      expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ ...login, accessToken: 'NEW', refreshToken: 'R2', expiresAt: '2026-11-21T13:00:00Z' });
      expect((await stat(file)).mode & 0o777).toBe(0o600);
    });
    // Not to be had: the old one does while it lasts, and then somebody must log in.
    const refused = { status: 400, body: '{"error":"invalid_grant"}' };
    await withFile(JSON.stringify(login), async (file) => {
      const { source, connection } = sourceFor(sso(file), [refused, { body: JSON.stringify({ roleCredentials }) }]);
      await source.get({});
      expect(connection.transport.sent[1]?.headers['x-amz-sso_bearer_token']).toBe('OLD');
    });
    await withFile(JSON.stringify({ ...login, expiresAt: '2026-11-21T11:00:00Z' }), async (file) => {
      await expect(sourceFor(sso(file), [refused]).source.get({})).rejects.toMatchObject({
        code: 'unauthenticated',
        remedy: 'run: aws sso login --profile work',
      });
    });
  });

  it('of a login that has ended are an error that says how to log in again', async () => {
    const again = { code: 'unauthenticated', remedy: 'run: aws sso login --profile work' };
    await expect(sourceFor(sso('/no/such/file'), []).source.get({})).rejects.toMatchObject(again);
    await withFile(loggedIn('2026-11-21T11:59:59Z'), async (file) => {
      const { source, connection } = sourceFor(sso(file), []);
      await expect(source.get({})).rejects.toMatchObject(again);
      expect(connection.transport.sent).toHaveLength(0);
    });
    await withFile(loggedIn('2026-11-21T20:00:00Z'), async (file) => {
      const { source } = sourceFor(sso(file), [{ status: 401, body: '{"message":"Session token not found or invalid"}' }]);
      await expect(source.get({})).rejects.toMatchObject(again);
    });
    await withFile('BEARER', async (file) => {
      await expect(sourceFor(sso(file), []).source.get({})).rejects.toSatisfy(
        (error: Error) => /no JSON/.test(error.message) && !error.message.includes('BEARER'),
      );
    });
  });
});

describe('keys from a container’s service', () => {
  const answer = { AccessKeyId: 'ASIAC', SecretAccessKey: 's', Token: 't', Expiration: new Date(NOW + 3_600_000).toISOString(), RoleArn: 'arn:r' };

  it('are asked for past the proxy, with the token that is in the environment or a file', async () => {
    const spec: CredentialSpec = { kind: 'container', url: 'http://169.254.170.2/v2/credentials/x?y=1', token: new Secret('TOKEN') };
    const { source, asked, connection } = sourceFor(spec, [], [{ body: JSON.stringify(answer) }]);
    expect(await source.get({})).toMatchObject({ accessKeyId: 'ASIAC' });
    expect(asked[0]).toMatchObject({ origin: 'http://169.254.170.2', target: '/v2/credentials/x?y=1', headers: { Authorization: 'TOKEN' } });
    expect(connection.transport.sent).toHaveLength(0);
    const lost = sourceFor({ ...spec, tokenFile: '/no/such/file' }, [], []);
    await expect(lost.source.get({})).rejects.toMatchObject({ code: 'unauthenticated', message: expect.stringMatching(/TOKEN_FILE/) });
  });
});

describe('keys from the machine', () => {
  const spec: CredentialSpec = { kind: 'metadata', version: 'v2', url: 'http://169.254.169.254' };
  const answer = { Code: 'Success', AccessKeyId: 'ASIAM', SecretAccessKey: 's', Token: 't', Expiration: new Date(NOW + 3_600_000).toISOString() };

  it('take a token first', async () => {
    const { source, asked } = sourceFor(spec, [], [{ body: 'TOKEN' }, { body: 'my role\nother' }, { body: JSON.stringify(answer) }]);
    const identity = await source.get({});
    expect([identity.accessKeyId, identity.sessionToken?.reveal()]).toEqual(['ASIAM', 't']);
    expect(asked.map(({ method, target }) => `${method} ${target}`)).toEqual([
      'PUT /latest/api/token',
      'GET /latest/meta-data/iam/security-credentials/',
      'GET /latest/meta-data/iam/security-credentials/my%20role',
    ]);
    expect(asked[0]?.headers['x-aws-ec2-metadata-token-ttl-seconds']).toBe('21600');
    expect(asked[2]?.headers['x-aws-ec2-metadata-token']).toBe('TOKEN');
  });

  it('do without only where the profile says so', async () => {
    await expect(sourceFor(spec, [], [{ status: 404 }]).source.get({})).rejects.toMatchObject({ code: 'unsupported', remedy: expect.stringMatching(/v1/) });
    const { source, asked } = sourceFor({ ...spec, version: 'v1' }, [], [{ body: 'r' }, { body: JSON.stringify(answer) }]);
    expect((await source.get({})).accessKeyId).toBe('ASIAM');
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  it('are an error where the service has none', async () => {
    const { source } = sourceFor(spec, [], [{ body: 'T' }, { body: 'r' }, { body: '{"Code":"Failed"}' }]);
    await expect(source.get({})).rejects.toMatchObject({ code: 'unauthenticated', message: expect.stringMatching(/Failed/) });
    await expect(sourceFor(spec, [], [{ body: 'T' }, { body: '' }]).source.get({})).rejects.toMatchObject({
      remedy: expect.stringMatching(/instance profile/),
    });
  });
});

describe('keys from a program', () => {
  it('are what it prints', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portolan ec2-'));
    try {
      const script = join(folder, 'keys.mjs');
      await writeFile(
        script,
        'console.log(JSON.stringify({Version:1,AccessKeyId:process.argv[2],SecretAccessKey:"s",SessionToken:"t",Expiration:"2026-11-21T13:00:00Z"}))',
      );
      const { source } = sourceFor({ kind: 'process', command: `'${process.execPath}' "${script}" A\\ B` }, []);
      expect(await source.get({})).toMatchObject({ accessKeyId: 'A B' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('are errors that repeat nothing it said', async () => {
    const failing = `${process.execPath} -e "console.error('sesame');process.exit(3)"`;
    await expect(sourceFor({ kind: 'process', command: failing }, []).source.get({})).rejects.toSatisfy(
      (error: Error) => /failed \(3\)/.test(error.message) && !error.message.includes('sesame'),
    );
    const babbling = `${process.execPath} -e "console.log('sesame')"`;
    await expect(sourceFor({ kind: 'process', command: babbling }, []).source.get({})).rejects.toMatchObject({ message: expect.stringMatching(/no JSON/) });
    const partial = `${process.execPath} -p '"{\\"Version\\":1,\\"AccessKeyId\\":\\"x\\"}"'`;
    await expect(sourceFor({ kind: 'process', command: partial }, []).source.get({})).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(sourceFor({ kind: 'process', command: '/no/such/program' }, []).source.get({})).rejects.toMatchObject({
      message: expect.stringMatching(/ENOENT/),
    });
  });

  it('split their command as a shell would, and expand nothing', () => {
    expect(commandWords(`a  'b c' "d \\" $e" f\\ g''`)).toEqual(['a', 'b c', 'd " $e', 'f g']);
    expect(commandWords(`x '' "$(rm)"`)).toEqual(['x', '', '$(rm)']);
  });
});

describe('a signer with keys that end', () => {
  it('gets others when the server refuses them, once', async () => {
    let number = 0;
    const forgotten: string[] = [];
    const identity: IdentitySource = {
      get: async () => ({ accessKeyId: `AK${number}`, secretAccessKey: new Secret('s') }),
      forget: (id) => {
        forgotten.push(id);
        number += 1;
        return true;
      },
    };
    const connection = fakeConnection([]);
    const ec2 = { origin: 'http://h', authority: 'h', path: '' };
    const auth = new SigV4({ identity, region: 'r', clock: connection.clock, clockToleranceMs: 240_000, ec2, s3: undefined });
    const request = { method: 'POST', origin: 'http://h', target: '/', headers: {} };
    const signed = await auth.authorize(request, {});
    const rejected = (code: string): Parameters<typeof auth.refresh>[0] => ({
      request: signed,
      status: 403,
      headers: { date: new Date(connection.clock.now()).toUTCString() },
      body: Buffer.from(`<Response><Errors><Error><Code>${code}</Code><Message>m</Message></Error></Errors></Response>`),
      receivedAt: connection.clock.now(),
    });
    expect(await auth.refresh(rejected('UnauthorizedOperation'), {})).toBe(false);
    expect(await auth.refresh(rejected('ExpiredToken'), {})).toBe(true);
    expect(forgotten).toEqual(['AK0']);
    expect((await auth.authorize(request, {})).headers['Authorization']).toContain('Credential=AK1/');
  });
});
