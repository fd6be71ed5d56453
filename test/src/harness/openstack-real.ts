import { readFile } from 'node:fs/promises';
import type { Harness, Mischief } from '@portolan/conformance';
import type { Transport } from '@portolan/core/driver';
import { type ProxyEffect, startFaultProxy } from '@portolan/emulators';
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
  const trouble = await onTheWay();
  return {
    name: 'openstack (real)',
    open: ({ fields, transport, ...options }) =>
      connect(
        { ...profile, ...(fields?.['authUrl'] === undefined ? trouble.fields : {}), ...fields },
        { env: {}, ...options, transport: (standard) => trouble.watched(transport?.(standard) ?? standard) },
      ),
    mischief: trouble.mischief,
    image: /^tiny$/,
    size: { memoryMiB: 256 },
    network: /^private$/,
    intervalMs: 300,
    waitMs: 120_000,
    wrongSecret: { password: 'not-the-password' },
    wrongRegion: { region: 'Atlantis' },
    at: (origin) => ({ authUrl: `${origin}/v3` }),
    refusedServerName: 'x'.repeat(300),
    close: trouble.close,
  };
}

/** A proxy between us and all services, which spoils the request that the suite asks for: armed by our own transport, just before that request leaves. */
async function onTheWay(): Promise<
  Pick<Harness, 'close'> & Required<Pick<Harness, 'mischief'>> & { readonly fields: object; readonly watched: (one: Transport) => Transport }
> {
  const proxy = await startFaultProxy();
  let armed: { readonly effect: ProxyEffect; readonly when: Parameters<NonNullable<Harness['mischief']>>[1] } | undefined;
  return {
    fields: { proxy: proxy.url },
    mischief: (what, when) => {
      proxy.use({ faults: [] });
      armed = { effect: effectOf(what), when };
    },
    watched: (transport) => ({
      send: (request, options) => {
        if (armed?.when(request) === true) {
          proxy.use({ faults: [{ times: 1, match: { method: request.method, target: `^${literal(request.target)}$` }, effect: armed.effect }] });
          armed = undefined;
        }
        return transport.send(request, options);
      },
      close: () => transport.close(),
    }),
    close: () => proxy.close(),
  };
}

const effectOf = (what: Mischief): ProxyEffect =>
  what.kind === 'reset-after' ? { kind: 'cut-response', bytes: 0 } : what.kind === 'respond' ? { ...what, kind: 'answer' } : what;

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

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
