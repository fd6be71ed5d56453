import { readFileSync } from 'node:fs';
import { type OpenstackEmulator, startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvFile } from '../harness/env-file.ts';
import { type ApiBackend, signIn as signInToApi } from './differential/api-backend.ts';
import { ApiRun } from './differential/api-run.ts';
import { API_SCRIPTS } from './differential/api-scripts.ts';
import { differencesOf } from './differential/compare.ts';
import { API_DIFFERENCES, SWIFT_DIFFERENCES, withoutKnown } from './differential/known-differences.ts';
import { shapeDifferences } from './differential/shape.ts';
import { type SwiftBackend, SwiftRun } from './differential/swift-backend.ts';
import { randomScript } from './differential/swift-random.ts';
import { SCRIPTS } from './differential/swift-scripts.ts';
import { ask } from './differential/wire.ts';

const STATE = process.env['OPENSTACK_STATE_DIR'] ?? '/var/tmp/openstack-dev';

interface Identity {
  readonly authUrl: string;
  readonly username: string;
  readonly password: string;
  readonly projectName: string;
}

/** A token, and where the object store is. */
async function signIn({ authUrl, username, password, projectName }: Identity): Promise<SwiftBackend> {
  const domain = { name: 'Default' };
  const auth = {
    identity: { methods: ['password'], password: { user: { name: username, domain, password } } },
    scope: { project: { name: projectName, domain } },
  };
  const { origin, pathname } = new URL(authUrl);
  const said = await ask(origin, {
    method: 'POST',
    target: `${pathname}/auth/tokens`,
    body: JSON.stringify({ auth }),
    headers: { 'Content-Type': 'application/json' },
  });
  type Body = {
    readonly token: {
      readonly catalog: readonly { readonly type: string; readonly endpoints: readonly { readonly interface: string; readonly url: string }[] }[];
    };
  };
  const { token } = JSON.parse(said.body.toString('utf8')) as Body;
  const endpoint = token.catalog.find(({ type }) => type === 'object-store')?.endpoints.find((one) => one.interface === 'public')?.url ?? '';
  const url = new URL(endpoint);
  return { origin: url.origin, account: url.pathname.split('/')[2] ?? '', token: said.headers['x-subject-token'] ?? '' };
}

describe('Swift and its emulator answer the same', () => {
  let emulator: OpenstackEmulator;
  let real: SwiftBackend;
  let emulated: SwiftBackend;

  beforeAll(async () => {
    const env = readEnvFile(readFileSync(`${STATE}/env`, 'utf8'));
    emulator = await startEmulator('openstack');
    real = await signIn({
      authUrl: env['OS_AUTH_URL'] ?? '',
      username: env['OS_USERNAME'] ?? '',
      password: env['OS_PASSWORD'] ?? '',
      projectName: env['OS_PROJECT_NAME'] ?? '',
    });
    emulated = await signIn(emulator.profile as unknown as Identity);
  });
  afterAll(() => emulator?.close());

  const both = async (name: string, script: (run: SwiftRun) => Promise<void>): Promise<void> => {
    // One length on both sides, so that what counts bytes counts the same.
    const prefix = `diff-${process.pid.toString(36).padStart(4, '0')}-${Math.random().toString(36).slice(2, 8).padEnd(6, '0')}-`;
    const runs = [new SwiftRun(real, prefix), new SwiftRun(emulated, prefix)] as const;
    await Promise.all(
      runs.map(async (run) => {
        try {
          await script(run);
        } finally {
          await run.clean();
        }
      }),
    );
    const [wanted = [], found = []] = runs.map((run) => withoutKnown(SWIFT_DIFFERENCES, name, run.steps));
    expect(differencesOf(wanted, found)).toEqual([]);
  };

  it.each(Object.entries(SCRIPTS))('%s', both);

  it.each([1, 2, 3, 4])('anything in any order, seed %i', async (seed) => {
    await both(`random ${seed}`, randomScript(seed));
  });
});

describe('the services and their emulators answer in the same shape', () => {
  let emulator: OpenstackEmulator;
  let backends: readonly [ApiBackend, ApiBackend];

  beforeAll(async () => {
    const env = readEnvFile(readFileSync(`${STATE}/env`, 'utf8'));
    emulator = await startEmulator('openstack', { seed: { images: [{ name: 'tiny' }] } });
    const real = {
      authUrl: env['OS_AUTH_URL'] ?? '',
      username: env['OS_USERNAME'] ?? '',
      password: env['OS_PASSWORD'] ?? '',
      projectName: env['OS_PROJECT_NAME'] ?? '',
    };
    backends = [await signInToApi(real), await signInToApi(emulator.profile as unknown as Identity)];
  });
  afterAll(() => emulator?.close());

  it.each(Object.entries(API_SCRIPTS))('%s', async (service, script) => {
    const name = `diff-${process.pid}-${Math.random().toString(36).slice(2, 8)}`;
    const runs = backends.map((backend) => new ApiRun(backend));
    await Promise.all(
      runs.map(async (run) => {
        try {
          await script(name)(run);
        } finally {
          await run.clean();
        }
      }),
    );
    const [real, emulated] = runs.map(({ steps }) => steps);
    const found = (real ?? []).flatMap((step, index) => {
      const other = emulated?.[index];
      if (step.status !== other?.status) return [`${step.what}: ${step.status}, emulated ${other?.status}`];
      const headers =
        step.headers.join(' ') === other.headers.join(' ') ? [] : [`${step.what}: headers ${step.headers.join(' ')}, emulated ${other.headers.join(' ')}`];
      return [...headers, ...shapeDifferences(step.what, step.shape, other.shape)];
    });
    expect(found.filter((line) => !API_DIFFERENCES.some((one) => one.service === service && one.line.test(line)))).toEqual([]);
  });
});
