import { readFileSync } from 'node:fs';
import { Cloud, Secret } from '@portolan/core/driver';
import { describe, expect, it, vi } from 'vitest';
import { SigV4 } from './auth.ts';
import { awsCapabilities } from './capabilities.ts';
import { QueryClient, S3Client } from './client.ts';
import { Ec2Compute } from './compute/driver.ts';
import { type Ec2Settings, eucalyptusFields } from './config.ts';
import { endpointOf, S3Endpoint } from './endpoints.ts';
import { aws } from './presets.ts';
import { S3Storage } from './storage/driver.ts';
import { ec2Answer, nativeBench } from './testing/native-bench.ts';

const loaded = vi.hoisted(() => ({ tables: [] as string[] }));
vi.mock('./native/generated/tables/ec2.ts', async (original) => {
  loaded.tables.push('ec2');
  return original();
});
vi.mock('./native/generated/tables/s3.ts', async (original) => {
  loaded.tables.push('s3');
  return original();
});

function cloud(): { readonly all: Readonly<Record<string, unknown>>; readonly run: () => Promise<unknown> } {
  const { native, connection } = nativeBench([ec2Answer('DescribeRegions', '<regionInfo/>')]);
  const keys = { accessKeyId: 'AKID', secretAccessKey: new Secret('s') };
  const settings: Ec2Settings = {
    preset: 'aws',
    region: 'r',
    credentials: { kind: 'keys', ...keys },
    serviceUrls: {},
    imageOwners: [],
    apiVersion: '2016-11-15',
    signatureVersion: 'v4',
  };
  const ec2 = endpointOf('http://h');
  const s3 = new S3Endpoint('http://s', undefined);
  const auth = new SigV4({ identity: keys, region: 'r', clock: connection.clock, ec2, s3, clockToleranceMs: 1 });
  const whole = new Cloud({
    context: { provider: 'aws', capabilities: awsCapabilities, clock: connection.clock, random: () => 0 },
    compute: new Ec2Compute(new QueryClient(connection, auth, ec2, '2016-11-15'), settings, connection),
    storage: new S3Storage(new S3Client(connection, auth, s3), auth, aws, 'r'),
    native,
    close: async () => undefined,
  });
  return {
    all: { compute: whole.compute, storage: whole.storage, native, config: eucalyptusFields },
    run: () => native.ec2.describeRegions().toArray(),
  };
}

const rows = readFileSync(new URL('../PARITY.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:boto|---)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, theirs = '', ours = '']) => ({ theirs, ours: [...ours.matchAll(/`([\w.]+)`/g)].map(([, path = '']) => path) }));

/** `native.ec2.runInstances`, on the object itself. */
const resolve = (all: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((object, name) => (object as Readonly<Record<string, unknown>> | undefined)?.[name], all);

describe('PARITY.md', () => {
  it('names calls of boto', () => {
    expect(rows.length).toBeGreaterThan(430);
    expect(rows.filter(({ ours }) => ours.length === 0)).toEqual([]);
  });

  it('names calls that are there', () => {
    const { all } = cloud();
    const missing = rows.flatMap(({ theirs, ours }) =>
      ours
        .filter((path) => {
          const found = resolve(all, path);
          return path.startsWith('config.') ? found === undefined : typeof found !== 'function';
        })
        .map((path) => `${theirs}: ${path}`),
    );
    expect(missing).toEqual([]);
    expect(resolve(all, 'native.ec2.runInstance')).toBeUndefined();
  });

  it('is of clients that load their tables when they are used, and no other’s', async () => {
    const { run } = cloud();
    expect(loaded.tables).toEqual([]);
    await run();
    expect(loaded.tables).toEqual(['ec2']);
  });
});
