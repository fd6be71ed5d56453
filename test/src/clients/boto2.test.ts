import { startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ClientHome, script, venv } from './client-home.ts';

let home: ClientHome;
beforeAll(async () => {
  home = await ClientHome.make();
});
afterAll(() => home?.close());

it('boto 2 runs instances with either signature and stores objects with the older one', async () => {
  await using emulator = await startEmulator('eucalyptus');
  const keys = emulator.profile as Record<'accessKeyId' | 'secretAccessKey' | 'ec2Url' | 's3Url', string>;
  const host = (url: string): string => new URL(url).host;
  const args = [script('boto2.py'), host(keys.ec2Url), host(keys.s3Url), keys.accessKeyId, keys.secretAccessKey];
  const stored = { metadata: { color: 'red' }, range: 'at', names: ['a b/é+c', 'parts'], parts: 5 * 1024 * 1024 + 1, deleted: 2 };
  const { id, ...seen } = await home.json<Record<string, unknown>>(venv('python'), args);
  expect(seen).toEqual({
    '/services/Eucalyptus': ['ec2', expect.arrayContaining([expect.any(String)])],
    '/services/compute': ['hmac-v4', expect.arrayContaining([expect.any(String)])],
    types: expect.arrayContaining(['m1.medium', 'm1.large']),
    location: expect.any(String),
    once: true,
    found: true,
    tags: { Name: 'x y' },
    console: true,
    volume: [3, true, true],
    type: 'm1.large',
    refused: expect.any(Number),
    '/services/Walrus': stored,
    '/services/objectstorage': stored,
  });
  expect(emulator.userData(id as string)?.toString()).toBe('hello');
});
