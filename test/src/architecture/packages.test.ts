import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './sources.ts';

interface PackageJson {
  readonly name: string;
  readonly license?: string;
  readonly engines?: { readonly node?: string };
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly sideEffects?: boolean;
}

const read = (folder: string): PackageJson => JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as PackageJson;
const names = readdirSync(join(ROOT, 'packages')).sort();

/** What each package depends on. A new dependency is a decision: docs/decisions says why. */
const DEPENDENCIES: Readonly<Record<string, readonly string[]>> = {
  cli: ['@portolan/core', '@portolan/emulators', 'cli-table3', 'commander', 'portolan'],
  conformance: ['@portolan/core'],
  core: ['@nodable/entities', 'axios', 'fast-xml-parser', 'inversify', 'mrmime', 'reflect-metadata'],
  ec2: ['@portolan/core', 'aws4', 'inversify'],
  emulators: ['saxes'],
  memory: ['@portolan/core', 'inversify'],
  openstack: ['@portolan/core', 'inversify', 'yaml'],
  ovirt: ['@portolan/core', 'inversify'],
  portolan: ['@portolan/core', '@portolan/ec2', '@portolan/memory', '@portolan/openstack', '@portolan/ovirt', '@portolan/smartdc', 'yaml'],
  smartdc: ['@portolan/core', 'inversify', 'sshpk'],
};

describe('packages', () => {
  it('are those of the design', () => {
    expect(names).toEqual(Object.keys(DEPENDENCIES).sort());
  });

  it.each(names)('%s depends on what was decided, by catalog or workspace', (name) => {
    const { dependencies = {} } = read(`packages/${name}`);
    expect(Object.keys(dependencies).sort()).toEqual(DEPENDENCIES[name]);
    for (const version of Object.values(dependencies)) expect(['catalog:', 'workspace:*']).toContain(version);
  });

  it.each(names)('%s is ESM for Node 20.19, MIT, without side effects, with the faces it should have', (name) => {
    const found = read(`packages/${name}`);
    expect(found.license).toBe('MIT');
    expect(found.engines?.node).toBe('>=20.19.0');
    expect(found.sideEffects).toBe(false);
    expect(Object.keys(found.exports ?? {})).toEqual(name === 'core' ? ['.', './driver', './package.json'] : ['.', './package.json']);
  });

  it('pins every third-party version in the catalog', () => {
    const catalog = readFileSync(join(ROOT, 'pnpm-workspace.yaml'), 'utf8').split('catalog:')[1]?.split('pmOnFail')[0] ?? '';
    for (const line of catalog.trim().split('\n')) expect(line.trim()).toMatch(/^"?[@a-z0-9/-]+"?: \d+\.\d+\.\d+$/);
  });
});
