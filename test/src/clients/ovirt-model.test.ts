import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startEmulator } from '@portolan/emulators';
import { expect, it } from 'vitest';
import { ClientHome } from './client-home.ts';

const OVIRT = new URL('../../../packages/ovirt/', import.meta.url);
const RUNTIME = ['structs.ts', 'enums.ts', 'tree.ts', 'services/vm.ts', 'services/hosts.ts', 'services/gluster-bricks.ts'];

it.each(['json', 'xml'])('our SDK can be generated from the model that the emulator publishes as %s', { timeout: 60_000 }, async (form) => {
  const emulator = await startEmulator('ovirt');
  const home = await ClientHome.make();
  try {
    const { url, username, password } = emulator.profile as { url: string; username: string; password: string };
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    const model = await home.write(`model.${form}`, await (await fetch(`${url}/model.${form}`, { headers: { authorization } })).text());
    const generate = fileURLToPath(new URL('generator/generate.mjs', OVIRT));
    const { stdout } = await promisify(execFile)(process.execPath, [generate, '--model', model, '--out', home.at('generated')]);
    expect(stdout).toContain('220 types, 115 enums, 288 services, 686 methods');
    for (const path of RUNTIME) {
      const committed = await readFile(new URL(`src/sdk/generated/${path}`, OVIRT), 'utf8');
      expect([path, bare((await home.read(`generated/${path}`)).toString())]).toEqual([path, bare(committed)]);
    }
  } finally {
    await home.close();
    await emulator.close();
  }
});

/** Without comments: an engine does not publish since when something is there, nor what has to be sent. */
const bare = (text: string): string => text.replace(/^[ \t]*(?:\/\/|\/?\*).*\n/gm, '').replace(/\n{2,}/g, '\n');
