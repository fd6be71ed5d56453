import { readFileSync } from 'node:fs';
import { type Cloud, connect } from 'portolan';
import { readEnvFile } from '../harness/env-file.ts';

const STATE = process.env['OPENSTACK_STATE_DIR'] ?? '/var/tmp/openstack-dev';

const connectAs = (
  env: Readonly<Record<string, string>>,
  who: { readonly username: string; readonly password: string; readonly project: string },
): Promise<Cloud<'openstack'>> =>
  connect(
    {
      provider: 'openstack',
      authUrl: env['OS_AUTH_URL'] ?? '',
      username: who.username,
      password: who.password,
      projectName: who.project,
      userDomainName: 'Default',
      projectDomainName: 'Default',
      region: 'RegionOne',
    },
    { env: {} },
  );

const env = readEnvFile(readFileSync(`${STATE}/env`, 'utf8'));
const demo = await connectAs(env, { username: env['OS_USERNAME'] ?? '', password: env['OS_PASSWORD'] ?? '', project: env['OS_PROJECT_NAME'] ?? '' });
const administrator = await connectAs(env, {
  username: env['OPENSTACK_ADMIN_USERNAME'] ?? '',
  password: env['OPENSTACK_ADMIN_PASSWORD'] ?? '',
  project: env['OPENSTACK_ADMIN_PROJECT'] ?? '',
});

/** The real servers, as a plain user and as an administrator. */
export const openNative = (): { readonly cloud: Cloud<'openstack'>; readonly admin: Cloud<'openstack'>; readonly close: () => Promise<void> } => ({
  cloud: demo,
  admin: administrator,
  close: async () => {
    await demo.close();
    await administrator.close();
  },
});

export const uniqueName = (what: string): string => `portolan-${what}-${process.pid}-${Math.random().toString(36).slice(2, 8)}`;

/** What tests made is undone, last first, whatever became of them. */
export function cleanups(): { readonly add: (undo: () => Promise<unknown>) => unknown; readonly run: () => Promise<void> } {
  const all: (() => Promise<unknown>)[] = [];
  return {
    add: (undo) => all.push(undo),
    run: async () => {
      const failures: unknown[] = [];
      for (const undo of all.reverse()) await undo().catch((error: unknown) => failures.push(error));
      if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('\n'));
    },
  };
}
