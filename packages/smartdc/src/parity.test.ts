import { readFileSync } from 'node:fs';
import { Cloud } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { fields } from './config.ts';
import { capabilities } from './index.ts';
import type { NativeWaitOptions } from './native/calls.ts';
import type { CloudapiCallOptions } from './native/cloudapi.ts';
import type { ListImagesOptions } from './native/images.ts';
import type { CreateMachineFields } from './native/machines/create.ts';
import type { WriteOptions } from './native/machines/machine-entries.ts';
import type { ListMachinesOptions, MachinePageOptions } from './native/machines/machines.ts';
import type { NativeMetadata } from './native/machines/metadata.ts';
import type { ListPackagesOptions } from './native/packages.ts';
import type { SearchOptions } from './native/search.ts';
import { json } from './testing/fake-connection.ts';
import { fakeNative } from './testing/fake-native.ts';

const PARITY = readFileSync(new URL('../PARITY.md', import.meta.url), 'utf8');

/** Options by their types: one that a call does not take does not compile. */
const named =
  <T>() =>
  (...names: readonly (keyof T & string)[]): readonly string[] =>
    names;
type GetOptions = NonNullable<Parameters<NativeMetadata['list']>[1]>;
const wait = named<NativeWaitOptions>()('timeoutMs', 'intervalMs', 'signal');
const write = named<WriteOptions>()('wait');
const credentials = named<GetOptions>()('credentials');
const search = named<SearchOptions>()('search', 'searchFields');
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  'native.cloudapi.request': named<CloudapiCallOptions>()('query', 'body', 'headers'),
  'native.images.list': [...search, ...named<ListImagesOptions>()('name', 'os', 'version', 'public', 'state', 'owner', 'type')],
  'native.networks.list': search,
  'native.packages.list': named<ListPackagesOptions>()('name', 'memory', 'disk', 'swap', 'version', 'vcpus', 'group', 'search', 'searchFields'),
  'native.machines.list': named<ListMachinesOptions>()('type', 'name', 'dataset', 'state', 'memory', 'tombstone', 'tags', 'credentials'),
  'native.machines.count': named<ListMachinesOptions>()('type', 'dataset', 'state', 'memory', 'tombstone', 'tags'),
  'native.machines.page': named<MachinePageOptions>()('limit', 'offset'),
  'native.machines.get': credentials,
  'native.machines.metadata.list': credentials,
  'native.machines.create': named<CreateMachineFields>()('name', 'package', 'image', 'metadata', 'tags', 'bootScript', 'networks', 'affinity', 'locality'),
  'native.machines.pollUntil': wait,
  'native.machines.pollWhile': wait,
  'native.machines.snapshots.pollUntilCreated': wait,
  'native.machines.metadata.update': write,
  'native.machines.tags.add': write,
};

/** What py-smartdc let people use: no row of these may go. */
const REQUIRED =
  'KNOWN_LOCATIONS TELEFONICA_LOCATIONS DEFAULT_LOCATION API_HOST_SUFFIX search_dicts LegacyDataCenter DataCenter(location) DataCenter(key_id) ' +
  'DataCenter(secret) DataCenter(headers) DataCenter(login) DataCenter(known_locations) DataCenter(allow_agent) DataCenter(verify) DataCenter(verbose) ' +
  'DataCenter.API_VERSION DataCenter.url DataCenter.base_url DataCenter.__eq__ DataCenter.authenticate DataCenter.request DataCenter.account ' +
  'DataCenter.update_account DataCenter.keys DataCenter.key DataCenter.add_key DataCenter.delete_key DataCenter.datacenters DataCenter.datacenter ' +
  'DataCenter.datasets DataCenter.dataset DataCenter.packages DataCenter.default_package DataCenter.package DataCenter.num_machines ' +
  'DataCenter.raw_machine_data DataCenter.machines DataCenter.machines(paged) DataCenter.create_machine DataCenter.machine DataCenter.networks ' +
  'DataCenter.network DataCenter.images DataCenter.image DataCenter.delete_image Machine(datacenter) Machine.boot_script Machine.ips Machine.public_ips ' +
  'Machine.private_ips Machine.create_in_datacenter Machine.refresh Machine.credentials Machine.status Machine.stop Machine.start Machine.reboot ' +
  'Machine.resize Machine.delete Machine.poll_until Machine.poll_while Machine.get_metadata Machine.update_metadata Machine.delete_metadata_at_key ' +
  'Machine.delete_all_metadata Machine.set_boot_script Machine.delete_boot_script Machine.get_tags Machine.add_tags Machine.get_tag Machine.delete_tag ' +
  'Machine.delete_all_tags Machine.snapshots Machine.create_snapshot Machine.start_from_snapshot Machine.snapshot Snapshot.refresh Snapshot.status ' +
  'Snapshot.delete Snapshot.start';

interface Row {
  readonly name: string;
  readonly references: readonly string[];
}

/** Rows of all tables: what it was called, and what is here. */
function rowsOf(text: string): readonly Row[] {
  return text
    .split('\n')
    .filter((line) => /^\|/.test(line) && !/^\| *(---|py-smartdc|node-smartdc|wish)/.test(line))
    .map((line) => {
      const [, name = '', here = ''] = line.split('|').map((cell) => cell.trim());
      return { name: name.replaceAll('`', ''), references: [...here.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '') };
    });
}

const cloud = new Cloud<'smartdc'>({
  context: { provider: 'smartdc', capabilities, clock: fakeNative(() => json({})).clock, random: () => 0 },
  compute: {},
  storage: {},
  native: fakeNative(() => json({})).native,
  close: async () => undefined,
});

/** Undefined: it is there and takes what it is given. Else what is wrong. */
function fault(reference: string): string | undefined {
  const optionNames = [...(/\{([^{}]*)\}\)$/.exec(reference)?.[1] ?? '').matchAll(/\w+/g)].map(([name]) => name);
  if (reference.startsWith('connect(')) {
    const known: readonly string[] = [...Object.keys(fields), 'provider'];
    const unknown = optionNames.filter((name) => !known.includes(name));
    return unknown.length === 0 && optionNames.length > 0 ? undefined : `no field ${unknown.join(', ')}`;
  }
  const [, path = '', call] = /^cloud\.([\w.]+)(\(.*\))?$/.exec(reference) ?? [];
  if (path === '') return 'neither connect(…) nor cloud.…';
  let found: unknown = cloud;
  for (const part of path.split('.')) found = (found as Readonly<Record<string, unknown>> | undefined)?.[part];
  if (call === undefined ? found === undefined : typeof found !== 'function') return `cloud.${path} is ${typeof found}`;
  const unknown = optionNames.filter((name) => OPTIONS[path]?.includes(name) !== true);
  return unknown.length === 0 ? undefined : `it takes no ${unknown.join(', ')}`;
}

describe('PARITY.md', () => {
  const rows = rowsOf(PARITY);

  it.each(rows.map(({ name, references }) => [name, references] as const))('%s', (_, references) => {
    expect(references.length).toBeGreaterThan(0);
    expect(references.map((reference) => [reference, fault(reference)]).filter(([, wrong]) => wrong !== undefined)).toEqual([]);
  });

  it('has a row for every name of py-smartdc', () => {
    const names = new Set(rows.map(({ name }) => name));
    expect(REQUIRED.split(' ').filter((name) => !names.has(name))).toEqual([]);
  });

  it('a call that is not there, an option that is not taken and a field that is not read are found', () => {
    expect(fault('cloud.native.machines.explode(machine)')).toContain('undefined');
    expect(fault('cloud.native.machines.list({ colour })')).toContain('colour');
    expect(fault('connect({ colour })')).toContain('colour');
    expect(fault('machines.list()')).toContain('neither');
    expect(fault('cloud.native.machines')).toBeUndefined();
  });
});
