import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type OpenstackEmulator, startEmulator } from '@portolan/emulators';
import { connect } from 'portolan';
import { describe, expect, it } from 'vitest';

const README = readFileSync(fileURLToPath(new URL('../../../packages/openstack/README.md', import.meta.url)), 'utf8');

/** The program of a section "Coming from …". */
function programOf(client: string): string {
  const section = README.split(/^## /m).find((text) => text.startsWith(`Coming from ${client}\n`));
  const program = /```ts\n([\s\S]*?)```/.exec(section ?? '')?.[1];
  if (program === undefined) throw new Error(`the README has no program for ${client}`);
  return program;
}

type Program = (
  connect: (profile: object) => Promise<unknown>,
  stream: typeof Readable,
  console: { readonly log: (...said: unknown[]) => void },
) => Promise<void>;
const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as new (...source: string[]) => Program;

/** Runs it as it stands, with the emulator in place of the cloud that its profile names. */
async function run(client: string, emulator: OpenstackEmulator): Promise<unknown[][]> {
  const said: unknown[][] = [];
  const names = new Set(['authUrl', 'cloud', 'credentialFile', 'username', 'password', 'projectName', 'region']);
  const open = (given: object): Promise<unknown> => {
    const own = Object.fromEntries(Object.entries(given).filter(([field]) => !names.has(field)));
    return connect({ ...emulator.profile, ...own } as never, { env: {} });
  };
  await new AsyncFunction('connect', 'Readable', 'console', programOf(client))(open, Readable, { log: (...words) => said.push(words) });
  return said;
}

describe('the programs of OpenStack’s README', () => {
  it.each([
    ['pyrax', 'rackspace', [[expect.stringMatching(/^[\d.]+$/)], [expect.stringMatching(/^http/)]]],
    ['openstacksdk', 'openstack', [['ACTIVE', expect.any(Number)]]],
    ['pkgcloud', 'openstack', [['a stream of any length']]],
  ] as const)('do what they say for those who come from %s', async (client, provider, expected) => {
    const emulator = (await startEmulator(provider)) as OpenstackEmulator;
    try {
      expect(await run(client, emulator)).toEqual(expected);
      // What they made they took away, but for what they put into containers.
      expect(emulator.seen.filter(({ method, target }) => method === 'POST' && /\/tokens$/.test(target)).length).toBeLessThanOrEqual(1);
    } finally {
      await emulator.close();
    }
  });
});
