import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isCloudError } from '@portolan/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from './connect.ts';
import { registerProvider } from './providers.ts';

let root = '';
const files: Record<string, string> = {
  'project/portolan.yaml': `default: dev
profiles:
  dev: { provider: memory }
  slow: { provider: memory, transitionMs: 50, store: "\${STORE_NAME}" }
  typo: { provider: memory, transitonMs: 50, stroe: x }
  wrong: { provider: memory, transitionMs: soon, pageSize: 0, tlsVerify: perhaps }
  cloudy: { provider: opnstack }
  third: { provider: "@acme/portolan-acme", colour: blue }
  empty: { provider: "@acme/portolan-empty" }
`,
  'project/sub/deeper/.keep': '',
  'json/portolan.json': '{ "default": "one", "profiles": { "one": { "provider": "memory", "pageSize": 7 } } }',
  'bad-yaml/portolan.yaml': 'profiles:\n  dev: { provider: memory, password: hunter2hunter2\n',
  'bad-frame/portolan.yaml': 'defualt: x\nprofile:\n  dev: { provider: memory }\n',
  'bad-rows/portolan.yaml': 'default: nobody\nprofiles:\n  a: memory\n  b: { store: x }\n',
  'config/portolan/portolan.yaml': 'default: home\nprofiles:\n  home: { provider: memory }\n',
  'nothing/.keep': '',
  'project/node_modules/@acme/portolan-acme/package.json': '{ "name": "@acme/portolan-acme", "type": "module", "exports": "./index.js" }',
  'project/node_modules/@acme/portolan-acme/index.js': `export const manifest = {
    id: 'acme', capabilities: {}, fields: {},
    parseConfig: async (input) => { globalThis.acmeSaw = input; return {}; },
    load: async () => ({ id: Symbol('acme'), load() {} }),
  };`,
  'project/node_modules/@acme/portolan-empty/package.json': '{ "name": "@acme/portolan-empty", "type": "module", "exports": "./index.js" }',
  'project/node_modules/@acme/portolan-empty/index.js': 'export const nothing = 1;',
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'portolan-connect-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
  }
});

afterAll(async () => {
  await rm(root, { recursive: true });
});

const at = (folder: string, env: Record<string, string> = {}) => ({ cwd: join(root, folder), home: join(root, 'nobody'), env });

async function messageOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    expect(isCloudError(error, 'invalid-argument')).toBe(true);
    return (error as Error).message;
  }
  throw new Error('it was accepted');
}

describe('connect', () => {
  it('takes the default profile of the nearest file upwards', async () => {
    await using cloud = await connect(undefined, at('project/sub/deeper'));
    expect(cloud.provider).toBe('memory');
  });

  it('takes PORTOLAN_PROFILE before the default, and a name given before both', async () => {
    await using cloud = await connect(undefined, at('project', { PORTOLAN_PROFILE: 'slow', STORE_NAME: 'shared-store' }));
    if (!cloud.is('memory')) throw new Error('not memory');
    await using same = await connect({ provider: 'memory', store: 'shared-store' });
    expect(same.native).toBe(cloud.native);
    await using named = await connect('dev', at('project', { PORTOLAN_PROFILE: 'slow' }));
    expect(named.native).not.toBe(cloud.native);
  });

  it('takes PORTOLAN_CONFIG before any file found, and refuses one that is not there', async () => {
    await using cloud = await connect(undefined, at('project', { PORTOLAN_CONFIG: join(root, 'json/portolan.json') }));
    expect(cloud.provider).toBe('memory');
    expect(await messageOf(connect(undefined, at('project', { PORTOLAN_CONFIG: 'nowhere.yaml' })))).toContain('nowhere.yaml is not a file');
  });

  it('falls back to the user’s configuration folder', async () => {
    await using cloud = await connect(undefined, at('nothing', { XDG_CONFIG_HOME: join(root, 'config') }));
    expect(cloud.provider).toBe('memory');
  });

  it('says what to write when there is no file', async () => {
    expect(await messageOf(connect('dev', at('nothing')))).toMatch(/no portolan\.yaml.*PORTOLAN_CONFIG/s);
  });

  it('names the nearest profile for an unknown one', async () => {
    expect(await messageOf(connect('slwo', at('project')))).toMatch(/no profile "slwo"; did you mean "slow"\?/);
  });

  it('names the nearest provider for an unknown one', async () => {
    expect(await messageOf(connect('cloudy', at('project')))).toMatch(/unknown provider "opnstack"; did you mean "openstack"\?/);
  });

  it('tells all unknown fields at once, each with its file, profile and the nearest known field', async () => {
    const message = await messageOf(connect('typo', at('project')));
    expect(message).toContain(`${join(root, 'project/portolan.yaml')}, profile "typo": unknown field "transitonMs"; did you mean "transitionMs"?`);
    expect(message).toContain('unknown field "stroe"; did you mean "store"?');
  });

  it('tells all wrong values at once, with what was given and expected', async () => {
    const message = await messageOf(connect('wrong', at('project')));
    expect(message).toContain('field "transitionMs": got the string "soon", expected a whole number from 0');
    expect(message).toContain('field "pageSize"');
    expect(message).toContain('field "tlsVerify": got the string "perhaps", expected true or false');
  });

  it('tells a variable that is not set with its field', async () => {
    expect(await messageOf(connect('slow', at('project')))).toContain('field "store": the environment variable STORE_NAME is not set');
  });

  it('tells the line of malformed YAML, and none of its content', async () => {
    const message = await messageOf(connect('dev', at('bad-yaml')));
    expect(message).toMatch(/portolan\.yaml, line \d+, column \d+/);
    expect(message).not.toContain('hunter2');
  });

  it('tells what is wrong with the frame of the file', async () => {
    const frame = await messageOf(connect('dev', at('bad-frame')));
    expect(frame).toContain('unknown field "defualt"; did you mean "default"?');
    expect(frame).toContain('unknown field "profile"; did you mean "profiles"?');
    const rows = await messageOf(connect('a', at('bad-rows')));
    expect(rows).toContain('profile "a": expected fields');
    expect(rows).toContain('profile "b": field "provider" is missing');
    expect(rows).toContain('field "default": "nobody" is not the name of a profile');
  });

  it('loads a driver of somebody else’s by its package, as the configuration’s folder sees it', async () => {
    await using cloud = await connect('third', at('project/sub'));
    expect(cloud.provider).toBe('acme');
    expect((globalThis as { acmeSaw?: unknown }).acmeSaw).toEqual({ colour: 'blue' });
  });

  it('says that a package is no driver, and that one is not installed', async () => {
    expect(await messageOf(connect('empty', at('project')))).toContain('is no driver');
    expect(await messageOf(connect({ provider: '@acme/absent' }, at('project')))).toContain('npm install @acme/absent');
  });

  it('knows providers that a program registered', async () => {
    const { memoryManifest } = await import('@portolan/memory');
    registerProvider({ ...memoryManifest, id: 'mine' });
    await using cloud = await connect({ provider: 'mine' } as never);
    expect(cloud.provider).toBe('mine');
  });

  it('leaves out what an installation lacks, and refuses a capability that is none', async () => {
    await using cloud = await connect({ provider: 'memory', lacks: ['storage.objects.putIfAbsent', 'compute.volumes'] });
    expect(cloud.compute.volumes.supported).toBe(false);
    expect(cloud.compute.servers.supported).toBe(true);
    await cloud.storage.buckets.create('b');
    await expect(cloud.storage.objects.put('b', 'k', 'x', { ifNoneMatch: '*' })).rejects.toMatchObject({ code: 'unsupported' });
    expect(await messageOf(connect({ provider: 'memory', lacks: ['storage.objects.putIfAbsnt'] }))).toContain('did you mean "storage.objects.putIfAbsent"?');
  });

  it('keeps two connections of one provider apart', async () => {
    await using one = await connect({ provider: 'memory' });
    await using two = await connect({ provider: 'memory' });
    await one.storage.buckets.create('only-here');
    expect(await one.storage.buckets.exists('only-here')).toBe(true);
    expect(await two.storage.buckets.exists('only-here')).toBe(false);
  });
});
