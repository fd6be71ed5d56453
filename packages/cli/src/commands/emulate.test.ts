import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'portolan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../run.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portolan-emulate-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('portolan emulate --fault', { timeout: 30_000 }, () => {
  it('puts the plan between the emulator and whoever connects by the profile it prints', async () => {
    await writeFile(
      join(folder, 'plan.json'),
      '{"faults":[{"match":{"target":"/vms"},"effect":{"kind":"answer","status":503,"headers":{"Retry-After":"0"}}}]}',
    );
    const stop = new AbortController();
    let said = '';
    const told = new Promise<void>((resolve) => {
      void run(['--json', 'emulate', 'ovirt', '--fault', 'plan.json', '--seed', '3'], {
        out: (text) => {
          said += text;
          resolve();
        },
        err: () => undefined,
        env: {},
        cwd: folder,
        signal: stop.signal,
      });
    });
    await told;
    const { profile } = JSON.parse(said) as { profile: { proxy: string } };
    expect(profile.proxy).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await using cloud = await connect({ ...profile, provider: 'ovirt', maxAttempts: 2 } as never, { env: {} });
    await expect(cloud.compute.servers.list().toArray()).rejects.toMatchObject({ code: 'unavailable', status: 503 });
    expect((await cloud.compute.images.list().toArray()).length).toBeGreaterThan(0);
    stop.abort();
  });

  it.each([
    ['nothing.json', undefined, 'nothing.json'],
    ['no.json', 'x', 'no.json'],
    ['wrong.json', '{"faults":[{"effect":{"kind":"latency"}}]}', 'faults[0].effect.ms: is missing'],
  ])('refuses %s, and says why', async (file, text, why) => {
    if (text !== undefined) await writeFile(join(folder, file), text);
    let err = '';
    expect(await run(['emulate', 'ovirt', '--fault', file], { out: () => undefined, err: (said) => (err += said), env: {}, cwd: folder })).toBe(1);
    expect(err).toContain(why);
  });
});
