import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { catalogue, placeOf } from './catalogue.ts';

const GENERATOR = fileURLToPath(new URL('../../../generator/ovirt-catalogue.mjs', import.meta.url));

describe('the catalogue of the engine', () => {
  it('is what the generator makes of the model now', () => {
    expect(() => execFileSync(process.execPath, [GENERATOR, '--check'], { stdio: 'pipe' })).not.toThrow();
  });

  it('has all of the model', () => {
    const { structNames, enums, serviceNames } = catalogue();
    const methods = serviceNames.flatMap((name) => catalogue().service(name).own.methods);
    expect([structNames.length, enums.size, serviceNames.length, methods.length]).toEqual([217, 115, 288, 686]);
  });

  it('leads to 421 paths', () => {
    const walk = (service: string, path: string): string[] => {
      const { below, item } = catalogue().service(service);
      const next = [
        ...[...below].map(([segment, one]) => [`${path}/${segment}`, one.service] as const),
        ...(item === undefined ? [] : [[`${path}/{}`, item.service] as const]),
      ];
      return next.flatMap(([at, name]) => [at, ...walk(name, at)]);
    };
    const paths = walk('System', '');
    expect(paths).toHaveLength(421);
    for (const path of paths) expect(placeOf(path.replaceAll('{}', 'x1'))?.pattern).toBe(path);
  });

  it('knows actions, also those of a collection, and irregular names', () => {
    expect(placeOf('/vms/1/start')?.action?.name).toBe('start');
    expect(placeOf('/events/undelete')?.action?.name).toBe('undelete');
    expect(placeOf('/vms/1/nosuch')).toBeUndefined();
    expect(catalogue().struct('OperatingSystemInfo')).toMatchObject({ tag: 'operating_system', plural: 'operation_systems' });
    expect(catalogue().struct('Vm')?.members.get('host_numa_nodes')).toMatchObject({ name: 'numa_nodes', item: 'host_numa_node' });
  });
});
