import { describe, expect, it } from 'vitest';
import { CloudapiClient, endpointOf, MantaClient } from './client.ts';
import { bodyOfRequest, fakeConnection, json, noAuth } from './testing/fake-connection.ts';

const connection = (): ReturnType<typeof fakeConnection> => fakeConnection(() => json({}));
const get = { operation: 'GetMachine', method: 'GET', path: '/machines/9f' } as const;

describe('CloudAPI', () => {
  it('puts the account in front, asks for versions, and sends JSON', async () => {
    const fake = connection();
    const client = new CloudapiClient(fake, noAuth, { url: 'https://x.test:8443/base', account: 'a@b', apiVersion: '~9||~8' });
    await client.json({ ...get, method: 'POST', body: { a: 'ü' } }, {});
    expect(fake.sent[0]).toMatchObject({
      method: 'POST',
      origin: 'https://x.test:8443',
      target: '/base/a%40b/machines/9f',
      headers: {
        Accept: 'application/json',
        'Accept-Version': '~9||~8',
        'Content-Type': 'application/json',
        'User-Agent': expect.stringMatching(/^portolan\/\S+ smartdc$/),
      },
    });
    expect(bodyOfRequest(fake.sent[0])).toEqual({ a: 'ü' });
  });

  it('names roles in the target, commas as they are, and leaves them out where they would be stored', async () => {
    const fake = connection();
    const client = new CloudapiClient(fake, noAuth, { url: 'https://x.test', account: 'acme', roles: ['ops', 'a b'], apiVersion: '*' });
    await client.json(get, {});
    await client.json({ ...get, query: { limit: 1 } }, {});
    await client.json({ ...get, roles: false }, {});
    expect(fake.sent.map((request) => request.target)).toEqual([
      '/acme/machines/9f?as-role=ops,a%20b',
      '/acme/machines/9f?limit=1&as-role=ops,a%20b',
      '/acme/machines/9f',
    ]);
  });

  it('adds the headers of the profile to every request, and lets a call ask for other versions and roles', async () => {
    const fake = connection();
    const options = { url: 'https://x.test', account: 'acme', roles: ['ops'], apiVersion: '*', headers: { 'X-Mine': '1', 'User-Agent': 'mine' } };
    const client = new CloudapiClient(fake, noAuth, options);
    await client.read(get, {}, async () => undefined);
    await client.json({ ...get, apiVersion: '~7.2', roles: ['dev'], headers: { 'role-tag': 'a' } }, {});
    expect(fake.sent[0]).toMatchObject({ target: '/acme/machines/9f?as-role=ops', headers: { 'X-Mine': '1', 'User-Agent': 'mine', 'Accept-Version': '*' } });
    expect(fake.sent[1]).toMatchObject({ target: '/acme/machines/9f?as-role=dev', headers: { 'X-Mine': '1', 'role-tag': 'a', 'Accept-Version': '~7.2' } });
  });

  it('refuses a body that the server would refuse, before it is sent', async () => {
    const fake = connection();
    const client = new CloudapiClient(fake, noAuth, { url: 'https://x.test', account: 'acme', apiVersion: '*' });
    await expect(client.json({ ...get, method: 'POST', body: { script: 'x'.repeat(100_000) } }, {})).rejects.toMatchObject({
      code: 'invalid-argument',
      outcome: 'not-done',
    });
    expect(fake.sent).toEqual([]);
  });
});

describe('Manta', () => {
  it('puts the account in front, names roles in a header, and asks for bytes as they are', async () => {
    const fake = connection();
    const client = new MantaClient(fake, noAuth, { url: 'https://m.test', account: 'acme', roles: ['a', 'b'] });
    await client.empty({ operation: 'x', method: 'GET', path: '/stor/%20', query: { limit: 2 } }, {});
    expect(fake.sent[0]).toMatchObject({ target: '/acme/stor/%20?limit=2', headers: { Role: 'a,b', 'Accept-Encoding': 'identity' } });
  });
});

it('Manta: a HEAD that is refused without a reason is asked again by a GET, which tells it', async () => {
  const fake = fakeConnection((request) => (request.method === 'HEAD' ? { status: 403 } : json({ code: 'KeyDoesNotExist', message: 'no such key' }, 403)));
  const client = new MantaClient(fake, noAuth, { url: 'https://m.test', account: 'acme' });
  const head = { operation: 'x', method: 'HEAD', path: '/stor/x' } as const;
  await expect(client.head(head, {})).rejects.toMatchObject({ code: 'unauthenticated', providerCode: 'KeyDoesNotExist' });
  const missing = new MantaClient(
    fakeConnection(() => ({ status: 404 })),
    noAuth,
    { url: 'https://m.test', account: 'acme' },
  );
  await expect(missing.head(head, {})).rejects.toMatchObject({ code: 'not-found' });
});

it.each([
  ['https://x.test', { origin: 'https://x.test', basePath: '' }],
  ['https://x.test/', { origin: 'https://x.test', basePath: '' }],
  ['http://x.test:81/a/b/', { origin: 'http://x.test:81', basePath: '/a/b' }],
])('%s', (url, expected) => {
  expect(endpointOf(url)).toEqual(expected);
});
