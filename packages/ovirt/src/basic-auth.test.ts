import { inspect } from 'node:util';
import { Secret } from '@portolan/core/driver';
import { expect, it } from 'vitest';
import { BasicAuth } from './basic-auth.ts';

const request = { method: 'GET', origin: 'https://engine.example.com', target: '/ovirt-engine/api', headers: {} } as const;

it('sends user and password in UTF-8 on every request, to the engine alone', async () => {
  const auth = new BasicAuth(request.origin, 'jürgen@internal', new Secret('p:ss'));
  expect((await auth.authorize(request)).headers['Authorization']).toBe(`Basic ${Buffer.from('jürgen@internal:p:ss').toString('base64')}`);
  expect(request.headers).toEqual({});
  await expect(auth.authorize({ ...request, origin: 'https://host1.example.com:54322' })).rejects.toMatchObject({ code: 'protocol' });
  expect(await auth.token()).toBeUndefined();
  expect(inspect(auth, { depth: 9, showHidden: true })).not.toContain('p:ss');
});
