import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import type { ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';
import { opensshPublicKey } from '../openssh-public-key.ts';

export const keyPairCases: readonly ConformanceCase[] = [
  {
    id: 'keyPairs.import',
    title: 'an imported key is listed, got, and gone after delete, which may be repeated',
    needs: ['compute.keyPairs.import', 'compute.keyPairs.delete'],
    run: async ({ cloud, name, cleanup }) => {
      const wanted = name('key');
      const publicKey = opensshPublicKey();
      const made = await cloud.compute.keyPairs.import({ name: wanted, publicKey });
      cleanup(() => cloud.compute.keyPairs.delete(made));
      assert.equal(made.name, wanted);
      const listed = (await cloud.compute.keyPairs.list().toArray()).find(({ id }) => id === made.id);
      assert.equal(listed?.name, wanted);
      assert.equal((await cloud.compute.keyPairs.get(made)).name, wanted);
      await cloud.compute.keyPairs.delete(made);
      await cloud.compute.keyPairs.delete(made);
      await expectError(() => cloud.compute.keyPairs.get(made), 'not-found');
    },
  },
  {
    id: 'keyPairs.import-taken',
    title: 'importing another key under a taken name is already-exists',
    needs: ['compute.keyPairs.import', 'compute.keyPairs.delete'],
    run: async ({ cloud, name, cleanup }) => {
      const wanted = name('key');
      const made = await cloud.compute.keyPairs.import({ name: wanted, publicKey: opensshPublicKey() });
      cleanup(() => cloud.compute.keyPairs.delete(made));
      await expectError(() => cloud.compute.keyPairs.import({ name: wanted, publicKey: opensshPublicKey() }), 'already-exists');
    },
  },
  {
    id: 'keyPairs.import-refuses',
    title: 'a private key and nonsense are refused before anything is sent',
    needs: ['compute.keyPairs.import'],
    run: async ({ cloud, requests }) => {
      const before = requests();
      await expectError(() => cloud.compute.keyPairs.import({ name: 'k', publicKey: '-----BEGIN PRIVATE KEY-----' }), 'invalid-argument');
      await expectError(() => cloud.compute.keyPairs.import({ name: 'k', publicKey: 'hello' }), 'invalid-argument');
      assert.equal(requests(), before);
    },
  },
  {
    id: 'keyPairs.create',
    title: 'a created key tells its private half once, hidden from printing',
    needs: ['compute.keyPairs.create', 'compute.keyPairs.delete'],
    run: async ({ cloud, name, cleanup }) => {
      const { keyPair, privateKey } = await cloud.compute.keyPairs.create(name('key'));
      cleanup(() => cloud.compute.keyPairs.delete(keyPair));
      assert.equal(String(privateKey), '***');
      assert.equal(JSON.stringify({ privateKey }), '{"privateKey":"***"}');
      const text = privateKey.reveal();
      if (!text.includes('OPENSSH')) assert.ok(createPrivateKey(text).type === 'private');
      assert.equal((await cloud.compute.keyPairs.get(keyPair)).id, keyPair.id);
    },
  },
];
