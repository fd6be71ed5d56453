import { expect, it } from 'vitest';
import { readSigningKey } from '../auth.ts';
import { golden } from '../testing/golden-vectors.ts';
import { signedTarget } from './signed-url.ts';

it.each(golden.urls.map((url) => [url.methods.join(','), url] as const))(
  'methods %s: the published address, byte for byte',
  async (_, { methods, string, target }) => {
    const key = await readSigningKey(golden.keys.rsa.private, { where: 'rsa' });
    const signed: string[] = [];
    const result = await signedTarget(
      { methods, host: 'us-central.manta.example.test', path: '/demo/stor/a%20b.png', keyId: `/demo/keys/${golden.keys.rsa.md5}`, expires: 4_102_444_800 },
      { algorithm: key.algorithm, sign: (text) => key.sign(signed[signed.push(text) - 1] ?? '') },
    );
    expect(signed).toEqual([string]);
    expect(result).toBe(target);
  },
);

it('the order in which methods are named does not matter', async () => {
  const key = { algorithm: 'rsa-sha256', sign: async (text: string) => Buffer.from(text) };
  const request = { host: 'h', path: '/p', keyId: 'k', expires: 1 };
  expect(await signedTarget({ ...request, methods: ['PUT', 'GET'] }, key)).toBe(await signedTarget({ ...request, methods: ['GET', 'PUT'] }, key));
});
