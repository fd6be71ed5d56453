import { randomBytes } from 'node:crypto';
import { startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientHome, npm } from './client-home.ts';

interface Entry {
  readonly name: string;
  readonly type: string;
  readonly size?: number;
}

describe('node-manta', () => {
  let emulator: Awaited<ReturnType<typeof startEmulator<'smartdc'>>>;
  let home: ClientHome;
  const manta = (tool: string, ...args: string[]): Promise<string> => home.run(process.execPath, [npm(`manta/bin/${tool}`), ...args]);
  const list = (path: string): Promise<Entry[]> => home.lines(process.execPath, [npm('manta/bin/mls'), '-j', path]);

  beforeAll(async () => {
    emulator = await startEmulator('smartdc');
    const { account, keyId, privateKey } = emulator.profile;
    home = await ClientHome.make({ MANTA_URL: emulator.mantaUrl, MANTA_USER: account, MANTA_KEY_ID: keyId });
    await home.write('.ssh/id_rsa', privateKey);
  });
  afterAll(async () => {
    await home?.close();
    await emulator?.close();
  });

  it('puts, lists, reads and removes objects byte for byte', async () => {
    const content = randomBytes(3_000_000);
    await home.write('big.bin', content);
    await manta('mmkdir', '-p', '~~/stor/a/b');
    await manta('mput', '-q', '-f', 'big.bin', '-H', 'm-color: red', '~~/stor/a/big.bin');
    expect(emulator.storedObject('/demo/stor/a/big.bin')?.equals(content)).toBe(true);
    await manta('mget', '-q', '-o', 'out.bin', '~~/stor/a/big.bin');
    expect((await home.read('out.bin')).equals(content)).toBe(true);
    expect(await list('~~/stor/a')).toMatchObject([
      { name: 'b', type: 'directory' },
      { name: 'big.bin', type: 'object', size: 3_000_000 },
    ]);
    expect(await manta('minfo', '~~/stor/a/big.bin')).toMatch(/m-color: red/);
    await manta('mrm', '-r', '~~/stor/a');
    expect(await list('~~/stor')).toEqual([]);
  });

  it('keeps names with blanks and letters of other alphabets', async () => {
    const name = 'h llo é+%41 日本.txt';
    await home.write('hello', 'hello');
    await manta('mput', '-q', '-f', 'hello', `~~/stor/${name}`);
    expect(emulator.storedObject(`/demo/stor/${name}`)?.toString()).toBe('hello');
    expect((await list('~~/stor')).map((entry) => entry.name)).toContain(name);
    expect(await manta('mget', '-q', `~~/stor/${name}`)).toBe('hello');
  });

  it('finds what is in folders of folders, and makes no links, as Manta 2 does not', async () => {
    await home.write('x', 'x');
    await manta('mmkdir', '-p', '~~/stor/many/deep');
    await manta('mput', '-q', '-f', 'x', '~~/stor/many/one');
    await manta('mput', '-q', '-f', 'x', '~~/stor/many/deep/two');
    expect((await manta('mfind', '-t', 'o', '~~/stor/many')).trim().split('\n').sort()).toEqual(['/demo/stor/many/deep/two', '/demo/stor/many/one']);
    const link = [npm('manta/bin/mln'), '~~/stor/many/one', '~~/stor/many/three'];
    expect(await home.refused(process.execPath, link)).toContain('SnaplinksDisabledError');
  });

  it('uploads in parts', async () => {
    const [first, last] = [randomBytes(5 * 1024 * 1024), randomBytes(1000)];
    await home.write('part0', first);
    await home.write('part1', last);
    const id = (await manta('mmpu', 'create', '~~/stor/parts.bin')).trim();
    const etags = [];
    for (const [index, file] of ['part0', 'part1'].entries()) etags.push((await manta('mmpu', 'upload', '-f', file, id, String(index))).trim());
    expect(await home.json(process.execPath, [npm('manta/bin/mmpu'), 'get', id])).toMatchObject({ id, state: 'created' });
    await manta('mmpu', 'commit', id, ...etags);
    expect(emulator.storedObject('/demo/stor/parts.bin')?.equals(Buffer.concat([first, last]))).toBe(true);
  });

  it('signs links that anybody may follow until they expire', async () => {
    await home.write('secret', 'for you');
    await manta('mput', '-q', '-f', 'secret', '~~/stor/secret');
    const link = (await manta('msign', '-m', 'GET', '-e', String(Math.floor(Date.now() / 1000) + 60), '~~/stor/secret')).trim();
    const url = link.replace(/^https:\/\/127\.0\.0\.1:\d+|^http:\/\/127\.0\.0\.1:\d+/, emulator.mantaUrl);
    expect(await (await fetch(url)).text()).toBe('for you');
    expect((await fetch(url.replace('/secret?', '/secret2?'))).status).toBe(403);
    expect((await fetch(`${emulator.mantaUrl}/demo/stor/secret`)).ok).toBe(false);
  });

  it('reports a missing object and refuses an unknown key', async () => {
    expect(await home.refused(process.execPath, [npm('manta/bin/mget'), '-q', '~~/stor/none'])).toMatch(/ResourceNotFound/);
    await home.run('/usr/bin/ssh-keygen', ['-q', '-t', 'rsa', '-b', '2048', '-m', 'PEM', '-N', '', '-f', home.at('.ssh/id_other')]);
    const print = (await home.run('/usr/bin/ssh-keygen', ['-l', '-E', 'md5', '-f', home.at('.ssh/id_other')])).split(' ')[1]?.replace(/^MD5:/, '') ?? '';
    expect(await home.refused(process.execPath, [npm('manta/bin/mls'), '~~/stor'], { env: { MANTA_KEY_ID: print } })).toMatch(/InvalidKeyId|KeyDoesNotExist/);
  });
});
