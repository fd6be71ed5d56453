import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EMULATED, startEmulator } from '@portolan/emulators';
import { type Cloud, connect } from 'portolan';
import { describe, expect, it } from 'vitest';

const FOLDER = fileURLToPath(new URL('../../../examples/src/', import.meta.url));
/** What every example should say, somewhere. */
const SAYS: Readonly<Record<string, RegExp>> = {
  'boot-and-wait': /^hello-1 is running/,
  'many-servers': /^3 running, 0 failed$/,
  'store-and-read': /^8890 bytes, beginning with "line 0\\nline 1\\nli"$/,
  'copy-between-clouds': /^1 object, 100000 bytes/,
  'sync-a-folder': /^3 files, then 1 changed, 1 the same, 1 deleted$/,
  'resume-a-transfer': /^power failure; then 1 object of 3 parts$/,
  'handle-errors': /^not-found: \w+ servers\.get "00000000-/,
  'what-can-it-do': /compute\.servers\.resize: (yes|no)/,
};

describe('examples', () => {
  it('are all tried here', () => {
    const names = readdirSync(FOLDER, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name.replace(/\.ts$/, ''));
    expect(names.filter((name) => !['demo', 'first-light', 'run'].includes(name)).sort()).toEqual(Object.keys(SAYS).sort());
  });

  it.each(['memory', ...EMULATED] as const)('run on %s', async (provider) => {
    const emulator = provider === 'memory' ? undefined : await startEmulator(provider);
    try {
      await using cloud: Cloud = await connect((emulator === undefined ? { provider } : { ...emulator.profile, provider }) as never);
      for (const [name, expected] of Object.entries(SAYS)) {
        const { example } = (await import(`${FOLDER}${name}.ts`)) as { example: (cloud: Cloud) => Promise<string> };
        expect(await example(cloud), name).toMatch(expected);
      }
      // They clean up after themselves: what is left is on its way out.
      const left = await cloud.compute.servers.list().toArray();
      await cloud.compute.servers.waitUntil(left, 'terminated', { timeoutMs: 30_000, intervalMs: 50 });
    } finally {
      await emulator?.close();
    }
  });
});
