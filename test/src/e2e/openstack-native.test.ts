import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '@portolan/emulators';
import { afterAll, vi } from 'vitest';

// What test/src/real asks of the real services, asked of the emulated ones: the same files, word for word.
const emulator = await startEmulator('openstack', { seed: { images: [{ name: 'tiny' }] } });
const state = mkdtempSync(join(tmpdir(), 'portolan-emulated-'));
const profile = emulator.profile as Readonly<Record<'authUrl' | 'username' | 'password' | 'projectName', string>>;
const { administrator } = emulator;
if (administrator === undefined) throw new Error('nobody may administer it');
const lines = {
  OS_AUTH_URL: profile.authUrl,
  OS_USERNAME: profile.username,
  OS_PASSWORD: profile.password,
  OS_PROJECT_NAME: profile.projectName,
  OPENSTACK_ADMIN_USERNAME: administrator.name,
  OPENSTACK_ADMIN_PASSWORD: administrator.password,
  OPENSTACK_ADMIN_PROJECT: administrator.projectName,
};
writeFileSync(
  join(state, 'env'),
  Object.entries(lines)
    .map(([name, value]) => `export ${name}='${value}'\n`)
    .join(''),
  { mode: 0o600 },
);
process.env['OPENSTACK_STATE_DIR'] = state;
afterAll(async () => {
  await emulator.close();
  rmSync(state, { recursive: true, force: true });
});

// Each closes the connections that it shares with no other.
const anew = async (load: () => Promise<unknown>): Promise<void> => {
  vi.resetModules();
  await load();
};
await anew(() => import('../real/openstack-native-identity.test.ts'));
await anew(() => import('../real/openstack-native-compute.test.ts'));
await anew(() => import('../real/openstack-native-server-actions.test.ts'));
await anew(() => import('../real/openstack-native-administration.test.ts'));
await anew(() => import('../real/openstack-native-image.test.ts'));
await anew(() => import('../real/openstack-native-volumes.test.ts'));
await anew(() => import('../real/openstack-native-network.test.ts'));
await anew(() => import('../real/openstack-native-object-storage.test.ts'));
