import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientHome, script, venv } from './client-home.ts';

interface Refusal {
  readonly code: number | null;
  readonly kind: string;
  readonly text: string;
}

interface VmLife {
  readonly id: string;
  readonly sameName: Refusal;
  readonly [seen: string]: unknown;
}

interface ImageMoved {
  readonly id: string;
  readonly locked: string;
  readonly size: number;
  /** Checksums as the client counts them from the file, and the daemon from the disk. */
  readonly local: object;
  readonly remote: object;
  /** Start, length, whether zero. */
  readonly extents: readonly [number, number, boolean][];
}

const MIB = 1024 * 1024;
const IMAGE_BYTES = 10 * MIB + 8192;

describe('the oVirt Python SDK', () => {
  let emulator: Awaited<ReturnType<typeof startEmulator<'ovirt'>>>;
  let home: ClientHome;
  const story = <T>(name: string, answer?: (line: string) => string | undefined): Promise<T> =>
    home
      .run(venv('python'), [script('ovirt-sdk.py'), name], answer === undefined ? {} : { answer })
      .then((text) => JSON.parse(text.trim().split('\n').at(-1) ?? '') as T);

  beforeAll(async () => {
    // Over TLS, as the SDK and the imageio client want it.
    const maker = await ClientHome.make();
    const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    await maker.run('/usr/bin/openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key', '-out', 'cert', '-days', '1', ...subject]);
    const [key, cert] = [(await maker.read('key')).toString(), (await maker.read('cert')).toString()];
    await maker.close();
    emulator = await startEmulator('ovirt', { tls: { key, cert } });
    const { url, username, password } = emulator.profile as { url: string; username: string; password: string };
    home = await ClientHome.make({ OVIRT_URL: url, OVIRT_USERNAME: username, OVIRT_PASSWORD: password });
    await home.write('ca.pem', cert);
    home = home.with({ OVIRT_CA: home.at('ca.pem') });
  });
  afterAll(async () => {
    await home?.close();
    await emulator?.close();
  });

  it('lists what a fresh engine has', async () => {
    const seen = await story<Record<string, unknown>>('lists');
    expect(seen).toMatchObject({
      product: expect.stringMatching(/oVirt/),
      templates: expect.arrayContaining(['Blank', 'ubuntu-22.04']),
      clusters: expect.arrayContaining(['Default']),
      domains: { data: 'data', backups: 'data' },
      instanceTypes: expect.arrayContaining(['Small', 'Large']),
      networks: expect.arrayContaining(['ovirtmgmt']),
      profiles: expect.arrayContaining(['ovirtmgmt']),
      account: expect.stringMatching(/^admin/),
    });
  });

  it('takes a VM through its life: cloud-init, search, tags, disks, snapshots, templates', async () => {
    const { id, sameName, ...seen } = await story<VmLife>('vm-life');
    expect(seen).toEqual({
      made: 'image_locked',
      locked: 409,
      removedWhileUp: expect.stringMatching(/VM is running/),
      found: ['web-1'],
      comment: 'hé & <x>',
      disk: expect.any(Number),
      addresses: expect.arrayContaining([expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/)]),
      jobs: ['finished'],
      tagged: ['web-1'],
      untagged: [],
      renamed: 'web-2',
      nextRun: true,
      detached: ['data-1'],
      removedWhilePlugged: 409,
      nics: expect.arrayContaining(['nic2']),
      resized: true,
      left: [],
    });
    expect(sameName).toMatchObject({ code: 409, text: expect.stringMatching(/name is already in use/i) });
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(emulator.openSessions).toBe(0);
  });

  it('renews a revoked token without its caller noticing', async () => {
    let asked = 0;
    const seen = await story<{ before: string; after: string }>('renewal', (line) => {
      if (line !== 'revoke') return undefined;
      emulator.revokeTokens();
      emulator.seen.length = 0;
      asked += 1;
      return 'done\n';
    });
    expect(asked).toBe(1);
    expect(seen.after).toBe(seen.before);
    expect(emulator.seen.filter(({ target }) => target.includes('/sso/oauth/token'))).toHaveLength(1);
  });

  it('is refused as it expects to be', async () => {
    const seen = await story<Record<string, Refusal>>('refusals');
    expect(seen['password']).toMatchObject({ kind: 'AuthError', text: expect.stringMatching(/access_denied/) });
    expect(seen['missing']).toMatchObject({ kind: 'NotFoundError', code: 404 });
    expect(seen['unnamed']).toMatchObject({ code: 400 });
    expect(seen['badFollow']?.code).toBeGreaterThanOrEqual(400);
  });

  it('moves disk images byte for byte with the imageio client, and holes stay holes', async () => {
    const image = Buffer.alloc(IMAGE_BYTES);
    randomBytes(300_000).copy(image);
    randomBytes(MIB).copy(image, 5 * MIB);
    const file = await open(home.at('source.raw'), 'w');
    await file.truncate(IMAGE_BYTES);
    for (const [at, length] of [[0, 300_000] as const, [5 * MIB, MIB] as const]) await file.write(image, at, length, at);
    await file.close();
    const args = [script('ovirt-imageio.py'), 'source.raw', 'target.raw'];
    const seen = await home.json<ImageMoved>(venv('python'), args);
    expect(seen).toMatchObject({ locked: 'locked', size: IMAGE_BYTES });
    expect(emulator.diskBytes(seen.id, IMAGE_BYTES).equals(image)).toBe(true);
    expect((await home.read('target.raw')).equals(image)).toBe(true);
    expect(seen.remote).toEqual(seen.local);
    expect(seen.extents.some(([start, length, zero]) => zero && start < 4 * MIB && start + length >= 4 * MIB)).toBe(true);
    expect(seen.extents.reduce((total, [, length]) => total + length, 0)).toBe(IMAGE_BYTES);
    await expect.poll(() => emulator.openTransfers).toBe(0);
  });
});
