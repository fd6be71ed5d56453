import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { golden } from '../testing/golden-vectors.ts';
import { findKeyFile } from './find-key-file.ts';
import { readFingerprint } from './fingerprint.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'smartdc-ssh-'));
});
afterEach(() => rm(directory, { recursive: true }));

const put = (name: string, text: string): Promise<void> => writeFile(join(directory, name), text);
const find = (text: string, asked: string[] = []): ReturnType<typeof findKeyFile> => {
  const wanted = readFingerprint(text);
  if (wanted === undefined) throw new Error('no fingerprint');
  return findKeyFile(directory, wanted, async ({ path }) => {
    asked.push(path);
    return path.endsWith('id_old') ? golden.keys.rsa : undefined;
  });
};

it('a .pub with its private key beside it is found, whatever it is called', async () => {
  await put('known_hosts', 'host ssh-rsa AAAA');
  await put('work.pub', `${golden.keys.ec256.public}\n`);
  await put('work', golden.keys.ec256.private);
  const asked: string[] = [];
  expect(await find(golden.keys.ec256.sha256, asked)).toEqual({ path: join(directory, 'work'), text: golden.keys.ec256.private });
  expect(asked).toEqual([]);
});

it('an OpenSSH file with id_ in its name is known by its public half, passphrase or not', async () => {
  await put('id_other', golden.keys.ed.private);
  await put('my_id_key', golden.keys.enced.private);
  expect((await find(golden.keys.enced.md5)).path).toBe(join(directory, 'my_id_key'));
});

it('an old PEM with id_ in its name is asked for its fingerprint', async () => {
  await put('id_old', golden.keys.rsa.private);
  await put('other', golden.keys.rsa.private);
  const asked: string[] = [];
  expect((await find(golden.keys.rsa.md5, asked)).path).toBe(join(directory, 'id_old'));
  expect(asked).toEqual([join(directory, 'id_old')]);
});

it('none found says how many were looked at, and what to do', async () => {
  await put('id_other', golden.keys.ed.private);
  await expect(find(golden.keys.rsa.md5)).rejects.toMatchObject({
    code: 'invalid-argument',
    message: expect.stringMatching(/none of the 1 keys/),
    remedy: expect.stringContaining('set keyFile or privateKey'),
  });
});

it('a .pub alone is told as such', async () => {
  await put('agent.pub', golden.keys.rsa.public);
  await expect(find(golden.keys.rsa.md5)).rejects.toThrow(/agent\.pub has this fingerprint, but its private key is not beside it/);
});

it('a folder that is not there holds no keys, and folders in it are passed over', async () => {
  await mkdir(join(directory, 'id_folder'));
  await expect(find(golden.keys.rsa.md5)).rejects.toThrow(/none of the 0 keys/);
  await expect(findKeyFile(join(directory, 'nowhere'), { hash: 'md5', value: golden.keys.rsa.md5 }, async () => undefined)).rejects.toThrow(
    /none of the 0 keys/,
  );
});
