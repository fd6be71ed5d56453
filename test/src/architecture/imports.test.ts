import { describe, expect, it } from 'vitest';
import { packageOf, sources } from './sources.ts';

const DRIVERS = ['smartdc', 'ovirt', 'openstack', 'ec2', 'memory'] as const;

/** Who may know whom. Tests beside the code are held to it too, but for test tools. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  ...Object.fromEntries(DRIVERS.map((driver) => [driver, ['@portolan/core']])),
  emulators: [],
  conformance: ['@portolan/core'],
  portolan: ['@portolan/core', ...DRIVERS.map((driver) => `@portolan/${driver}`)],
  cli: ['portolan', '@portolan/emulators'],
};

const isOurs = (name = ''): boolean => name === 'portolan' || name.startsWith('@portolan/');

describe('import directions', () => {
  for (const [name, allowed] of Object.entries(MAY_IMPORT)) {
    it(`${name} imports ${allowed.length === 0 ? 'nothing of ours' : allowed.join(', ')}`, () => {
      const files = sources(`packages/${name}/src`, { tests: true });
      expect(files.length).toBeGreaterThan(3);
      const wrong = files.flatMap((file) =>
        file.imports
          .filter((specifier) => isOurs(packageOf(specifier)) && !allowed.includes(packageOf(specifier) ?? ''))
          .map((specifier) => `${file.path} imports ${specifier}`),
      );
      expect(wrong).toEqual([]);
    });
  }

  it('nobody imports past the faces of core', () => {
    const faces = ['@portolan/core', '@portolan/core/driver'];
    const wrong = ['packages', 'examples/src', 'test/src']
      .flatMap((folder) => sources(folder, { tests: true }))
      .flatMap((file) =>
        file.imports
          .filter((specifier) => packageOf(specifier) === '@portolan/core' && !faces.includes(specifier))
          .map((specifier) => `${file.path} imports ${specifier}`),
      );
    expect(wrong).toEqual([]);
  });

  it('no file reaches out of its package by a relative path', () => {
    const wrong = Object.keys(MAY_IMPORT).flatMap((name) =>
      sources(`packages/${name}/src`, { tests: true }).flatMap((file) => {
        const depth = file.path.split('/').length - 4;
        return file.imports.filter((specifier) => specifier.startsWith('../'.repeat(depth + 1))).map((specifier) => `${file.path} imports ${specifier}`);
      }),
    );
    expect(wrong).toEqual([]);
  });
});

/** Where a library may be imported: replacing it means editing these. */
const DOORS: Readonly<Record<string, RegExp>> = {
  axios: /^packages\/core\/src\/transport\/axios-transport\.ts$/,
  'fast-xml-parser': /^packages\/core\/src\/codec\/xml\.ts$/,
  '@nodable/entities': /^packages\/core\/src\/codec\/xml\.ts$/,
  inversify: /^packages\/(core\/src\/di\/[a-z-]+|[a-z0-9]+\/src\/module)\.ts$/,
  sshpk: /^packages\/smartdc\/src\/auth(\/[a-z-]+)?\.ts$/,
  aws4: /^packages\/ec2\/src\/auth\.ts$/,
  yaml: /^packages\/(portolan\/src\/config-file|openstack\/src\/config\/[a-z-]+)\.ts$/,
  mrmime: /^packages\/core\/src\/storage\/content-type\.ts$/,
  saxes: /^packages\/emulators\/src\/kit\/xml\.ts$/,
  commander: /^packages\/cli\/src\//,
  'cli-table3': /^packages\/cli\/src\/output\.ts$/,
};

describe('doors', () => {
  const files = sources('packages');

  it('every third-party library is imported at its door and nowhere else', () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .map((specifier) => packageOf(specifier) ?? '')
        .filter((name) => name !== '' && !isOurs(name) && DOORS[name]?.test(file.path) !== true)
        .map((name) => `${file.path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each(['axios', 'fast-xml-parser', 'sshpk', 'aws4'])('%s has one door, and it is used', (library) => {
    expect(files.filter((file) => file.imports.some((specifier) => packageOf(specifier) === library)).map(({ path }) => path)).toHaveLength(1);
  });

  it('importing a driver’s face loads none of the heavy libraries', () => {
    const heavy = ['axios', 'fast-xml-parser', 'sshpk', 'aws4', 'inversify'];
    const byPath = new Map(files.map((file) => [file.path, file]));
    for (const name of [...DRIVERS, 'core', 'portolan']) {
      const seen = new Set<string>();
      const visit = (path: string): void => {
        if (seen.has(path)) return;
        seen.add(path);
        for (const specifier of byPath.get(path)?.eager ?? []) {
          expect(heavy, `${path} loads ${specifier} on import`).not.toContain(packageOf(specifier));
          if (specifier.startsWith('.')) visit(new URL(specifier, `file:///${path}`).pathname.slice(1));
        }
      };
      visit(`packages/${name}/src/index.ts`);
      if (name === 'core') visit('packages/core/src/driver.ts');
      expect(seen.size).toBeGreaterThan(2);
    }
  });

  it('emulators use none of the libraries that drivers sign or parse with', () => {
    const wrong = sources('packages/emulators/src', { tests: true }).flatMap((file) =>
      file.imports.map(packageOf).filter((name) => ['axios', 'fast-xml-parser', 'sshpk', 'aws4', 'inversify'].includes(name ?? '')),
    );
    expect(wrong).toEqual([]);
  });
});
