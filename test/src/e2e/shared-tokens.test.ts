import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type OpenstackEmulator, startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A program as users write it, on the packages as they are built: connects, lists its servers, says which token it used. */
const PROGRAM = `
import { connect } from 'portolan';
const cloud = await connect(JSON.parse(process.argv[1]), { env: {} });
await cloud.compute.servers.list().toArray();
process.stdout.write((await (await cloud.native.identity).token()).reveal());
await cloud.close();
`;
const FOLDER = fileURLToPath(new URL('../..', import.meta.url));

describe('processes that share a token store', () => {
  let cloud: OpenstackEmulator;
  let folder: string;
  beforeAll(async () => {
    cloud = await startEmulator('openstack');
    folder = await mkdtemp(join(tmpdir(), 'portolan-e2e-tokens-'));
  });
  afterAll(async () => {
    await cloud.close();
    await rm(folder, { recursive: true });
  });

  const run = async (fields: object = {}): Promise<string> => {
    const profile = { ...cloud.profile, provider: 'openstack', tokenStore: `file:${join(folder, 'tokens')}`, ...fields };
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', PROGRAM, JSON.stringify(profile)], { cwd: FOLDER });
    return stdout;
  };
  const signIns = (): number => cloud.seen.filter(({ method, target }) => method === 'POST' && target.endsWith('/auth/tokens')).length;

  it('sign in once, one after the other', async () => {
    const first = await run();
    expect(first).not.toBe('');
    expect([await run(), await run()]).toEqual([first, first]);
    expect(signIns()).toBe(1);
    expect(await readdir(join(folder, 'tokens'))).toHaveLength(1);
  });

  it('all get on when the token they share is ended, and share the next one', async () => {
    cloud.revokeTokens();
    const before = signIns();
    const next = await run();
    expect(await run()).toBe(next);
    expect(signIns() - before).toBe(1);
  });

  it('started together, each has a token that is good, and those after them have one of these', async () => {
    await rm(join(folder, 'tokens'), { recursive: true });
    const before = signIns();
    const tokens = await Promise.all(Array.from({ length: 4 }, () => run()));
    expect(signIns() - before).toBeLessThanOrEqual(4);
    expect(tokens).toContain(await run());
    expect(await readdir(join(folder, 'tokens'))).toHaveLength(1);
  });

  it('with another password gets nothing of it', async () => {
    await expect(run({ password: 'guess' })).rejects.toThrow(/unauthenticated|401/);
  });
});
