import { readFile } from 'node:fs/promises';
import type { Harness } from '@portolan/conformance';
import { connect } from 'portolan';
import { readEnvFile } from './env-file.ts';

const STATE = process.env['OPENSTACK_STATE_DIR'] ?? '/var/tmp/openstack-dev';

/** Debian's OpenStack on this machine (test/real/openstack/up): Keystone, Nova, Glance, Neutron, Cinder, Swift. */
export async function openstackRealHarness(): Promise<Harness> {
  const env = readEnvFile(await readFile(`${STATE}/env`, 'utf8'));
  const profile = {
    provider: 'openstack' as const,
    authUrl: env['OS_AUTH_URL'] ?? '',
    username: env['OS_USERNAME'] ?? '',
    password: env['OS_PASSWORD'] ?? '',
    projectName: env['OS_PROJECT_NAME'] ?? '',
    userDomainName: 'Default',
    projectDomainName: 'Default',
    region: 'RegionOne',
  };
  return {
    name: 'openstack (real)',
    open: ({ fields, ...options }) => connect({ ...profile, ...fields }, { env: {}, ...options }),
    image: /^tiny$/,
    size: { memoryMiB: 256 },
    network: /^private$/,
    intervalMs: 300,
    waitMs: 120_000,
    wrongSecret: { password: 'not-the-password' },
    wrongRegion: { region: 'Atlantis' },
    at: (origin) => ({ authUrl: `${origin}/v3` }),
    refusedServerName: 'x'.repeat(300),
    close: async () => undefined,
  };
}

/** Swift alone, with its own users (TempAuth): no Keystone, no catalog. */
export async function swiftV1Harness(): Promise<Harness> {
  const env = readEnvFile(await readFile(`${STATE}/env`, 'utf8'));
  const profile = { provider: 'openstack' as const, authUrl: env['ST_AUTH'] ?? '', username: env['ST_USER'] ?? '', password: env['ST_KEY'] ?? '' };
  return {
    name: 'swift (its own sign-in)',
    open: ({ fields, ...options }) => connect({ ...profile, ...fields }, { env: {}, ...options }),
    image: /none/,
    wrongSecret: { password: 'not-the-key' },
    at: (origin) => ({ authUrl: `${origin}/auth/v1.0` }),
    close: async () => undefined,
  };
}
