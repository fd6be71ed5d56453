import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'portolan';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../run.ts';

let folder = '';
let out = '';
let err = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portolan-cli-'));
  await writeFile(
    join(folder, 'portolan.yaml'),
    'default: dev\nprofiles:\n  dev: { provider: memory, store: cli-dev, transitionMs: 0 }\n  other: { provider: memory, store: cli-other, lacks: [compute.servers.resize] }\n',
  );
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  out = '';
  err = '';
});

const portolan = (...args: readonly string[]): Promise<number> =>
  run(args, { out: (text) => (out += text), err: (text) => (err += text), env: {}, cwd: folder });

describe('portolan portability', () => {
  it('prints what is lost, by provider, with no account', async () => {
    expect(await portolan('portability', 'openstack', 'smartdc')).toBe(0);
    expect(out.split('\n')[0]).toMatch(/capability +openstack +smartdc/);
    expect(out).toMatch(/^lost +compute\.volumes\.attach/m);
    expect(out).not.toContain('gained');
  });

  it('keeps to the capabilities it is asked about, and speaks JSON', async () => {
    expect(await portolan('--json', 'portability', 'openstack', 'smartdc', '--only', 'servers.create', 'objects.put')).toBe(0);
    const report = JSON.parse(out) as { portable: boolean; rows: { path: string }[] };
    expect(report.portable).toBe(true);
    expect(report.rows.map(({ path }) => path)).toEqual(['compute.servers.create', 'storage.objects.put']);
  });

  it('compares profiles with what they lack, and reads their accounts when told to', async () => {
    expect(await portolan('portability', 'dev', 'other')).toBe(0);
    expect(out).toMatch(/^lost +compute\.servers\.resize/m);
    await using cloud = await connect({ provider: 'memory', store: 'cli-dev' }, { env: {} });
    await cloud.storage.buckets.create('a-bucket');
    out = '';
    expect(await portolan('portability', 'dev', 'other', '--live', '--all')).toBe(0);
    expect(out).toMatch(/same +bucket a-bucket/);
    await cloud.storage.buckets.create('b-bucket');
    out = '';
    expect(await portolan('portability', 'dev', 'other', '--live', '--all', '--bucket', 'b-bucket')).toBe(0);
    expect(out).toMatch(/same +bucket b-bucket/);
    expect(out).not.toContain('a-bucket');
  });

  it('fails for what is neither provider nor profile, and for a capability that is none', async () => {
    expect(await portolan('portability', 'dev', 'nowhere')).toBe(1);
    expect(await portolan('portability', 'aws', 'ovirt', '--only', 'servers.resise')).toBe(1);
    expect(err).toContain('did you mean servers.resize?');
  });
});

describe('portolan sweep', () => {
  it('tells and removes what an owner left', async () => {
    expect(await portolan('servers', 'create', 'left', '--image', 'ubuntu', '--owner', 'ci')).toBe(0);
    out = '';
    expect(await portolan('sweep', '--owner', 'ci', '--dry-run')).toBe(0);
    expect(out).toMatch(/^ *found +server .* left /m);
    out = '';
    expect(await portolan('sweep', '--owner', 'ci', '--older-than', '1h')).toBe(0);
    expect(out).toMatch(/^ *kept +server .*it was made \d+ s ago/m);
    out = '';
    expect(await portolan('--json', 'sweep', '--owner', 'ci')).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ kind: 'server', name: 'left', fate: 'removed' });
    out = '';
    expect(await portolan('sweep', '--owner', 'ci')).toBe(0);
    expect(out).toBe('none\n');
    expect(err).toBe('');
  });

  it('keeps buckets that are not empty, unless it is told to empty them', async () => {
    await writeFile(join(folder, 'a.txt'), 'hello');
    expect(await portolan('buckets', 'create', 'left', '--owner', 'ci')).toBe(0);
    expect(await portolan('objects', 'put', join(folder, 'a.txt'), 'left')).toBe(0);
    out = '';
    expect(await portolan('sweep', '--owner', 'ci')).toBe(0);
    expect(out).toMatch(/^ *kept +bucket .*it is not empty/m);
    out = '';
    expect(await portolan('sweep', '--owner', 'ci', '--empty-buckets')).toBe(0);
    expect(out).toMatch(/^ *removed +bucket/m);
  });

  it('tells the kinds that bear no owner', async () => {
    const lacking = 'default: dev\nprofiles:\n  dev: { provider: memory, store: cli-lacking, lacks: [compute.images.owner] }\n';
    await writeFile(join(folder, 'lacking.yaml'), lacking);
    const env = { PORTOLAN_CONFIG: join(folder, 'lacking.yaml') };
    expect(await run(['sweep', '--owner', 'ci'], { out: () => undefined, err: (text) => (err += text), env, cwd: folder })).toBe(0);
    expect(err).toContain('bear no owner here: images');
  });

  it('is not understood without an owner, or with a time that is none', async () => {
    expect(await portolan('sweep')).toBe(2);
    expect(await portolan('sweep', '--owner', 'ci', '--older-than', 'yesterday')).toBe(2);
  });
});
