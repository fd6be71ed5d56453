import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, sources } from './sources.ts';

const DRIVERS = ['smartdc', 'ovirt', 'openstack', 'ec2'] as const;

/** The rooms that every driver has. */
const SKELETON = [
  'README.md',
  'src/index.ts',
  'src/module.ts',
  'src/config.ts',
  'src/capabilities.ts',
  'src/auth.ts',
  'src/errors.ts',
  'src/client.ts',
  'src/compute/driver.ts',
  'src/compute/servers/requests.ts',
  'src/compute/servers/wire.ts',
  'src/compute/servers/mapping.ts',
  'src/compute/servers/servers.ts',
  'src/compute/images/images.ts',
  'src/compute/sizes/sizes.ts',
  'src/compute/locations/locations.ts',
  'src/storage/driver.ts',
  'src/storage/buckets/buckets.ts',
  'src/storage/objects/requests.ts',
  'src/storage/objects/wire.ts',
  'src/storage/objects/mapping.ts',
  'src/storage/objects/objects.ts',
] as const;

describe('the house', () => {
  it.each(DRIVERS)('%s has every room of a driver', (driver) => {
    expect(SKELETON.filter((path) => !existsSync(join(ROOT, 'packages', driver, path)))).toEqual([]);
  });

  it.each(DRIVERS)('in %s only client.ts sends', (driver) => {
    const senders = sources(`packages/${driver}/src`).filter(({ text }) => /new HttpClient\(/.test(text));
    expect(senders.map(({ path }) => path)).toEqual([`packages/${driver}/src/client.ts`]);
  });

  it.each(DRIVERS)('requests and mappings of %s are pure: they know neither clients nor time', (driver) => {
    const impure = sources(`packages/${driver}/src`)
      .filter(({ path }) => /\/(requests|mapping|wire)\.ts$/.test(path))
      .filter(({ text }) => /\bawait\b|Date\.now\(|Math\.random\(|process\.env/.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')));
    expect(impure.map(({ path }) => path)).toEqual([]);
  });

  it('files are named after what they do, in kebab-case', () => {
    const all = ['packages', 'examples/src', 'test/src'].flatMap((folder) => sources(folder, { tests: true })).map(({ path }) => path);
    const wrong = all.filter((path) => {
      const name = path.split('/').at(-1) ?? '';
      return /^(utils?|common|helpers?|misc|stuff)\.ts$/.test(name) || !/^[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.ts$/.test(name);
    });
    expect(wrong).toEqual([]);
  });

  it('no source file that people write grew past 400 lines', () => {
    const long = sources('packages').filter(({ path, text }) => !path.includes('/generated/') && text.split('\n').length > 400);
    expect(long.map(({ path, text }) => `${path}: ${text.split('\n').length}`)).toEqual([]);
  });

  it('the lock file names no registry', () => {
    expect(readFileSync(join(ROOT, 'pnpm-lock.yaml'), 'utf8')).not.toMatch(/https?:\/\//);
  });
});
