import { readFile } from 'node:fs/promises';
import type { Harness } from '@portolan/conformance';
import type { AwsConfig } from '@portolan/ec2';
import { connect } from 'portolan';
import { readEnvFile } from './env-file.ts';

const CEPH_STATE = process.env['CEPH_STATE_DIR'] ?? '/var/tmp/ceph-dev';
const OPENSTACK_STATE = process.env['OPENSTACK_STATE_DIR'] ?? '/var/tmp/openstack-dev';

/** Where a real S3 server is, as a profile has it. */
export interface S3Endpoint {
  readonly s3Url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  readonly lacks?: readonly string[];
  readonly signatureVersion?: 'v4' | 'v2';
  readonly idleTimeoutMs?: number;
  readonly checksum?: AwsConfig['checksum'];
  readonly caFile?: string;
}

const s3Harness = (name: string, endpoint: S3Endpoint, exempt: Readonly<Record<string, string>>): Harness => ({
  name,
  open: ({ fields, ...options }) => connect({ provider: 'aws', ...endpoint, ...fields }, { env: {}, ...options }),
  image: /none/,
  wrongSecret: { secretAccessKey: 'not-the-secret-access-key' },
  at: (origin) => ({ s3Url: origin }),
  exempt,
  close: async () => undefined,
});

/** Ceph's radosgw on this machine (test/real/ceph/up). */
export async function cephEndpoint(): Promise<S3Endpoint> {
  const env = readEnvFile(await readFile(`${CEPH_STATE}/env`, 'utf8'));
  return {
    s3Url: env['S3_URL'] ?? '',
    accessKeyId: env['S3_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: env['S3_SECRET_ACCESS_KEY'] ?? '',
    region: 'us-east-1',
  };
}

/** Swift's S3 door (test/real/openstack/up): strict SigV4. */
export async function swiftS3Endpoint(): Promise<S3Endpoint> {
  const env = readEnvFile(await readFile(`${OPENSTACK_STATE}/env`, 'utf8'));
  return {
    s3Url: env['OPENSTACK_S3_ENDPOINT'] ?? '',
    accessKeyId: env['OPENSTACK_S3_ACCESS_KEY'] ?? '',
    secretAccessKey: env['OPENSTACK_S3_SECRET_KEY'] ?? '',
    region: env['OPENSTACK_S3_REGION'] ?? 'us-east-1',
    // Swift 2.30 answers conditional puts with 501 NotImplemented.
    lacks: ['storage.objects.putIfAbsent', 'storage.objects.putIfMatch', 'storage.buckets.owner'],
  };
}

export const cephHarness = async (): Promise<Harness> => s3Harness('s3 (ceph)', await cephEndpoint(), {});

/** The same with version 2 of signatures, which cover no bodies. */
export const cephV2Harness = async (): Promise<Harness> => s3Harness('s3 (ceph, version 2)', { ...(await cephEndpoint()), signatureVersion: 'v2' }, {});

export const swiftS3Harness = async (): Promise<Harness> => s3Harness('s3 (swift)', await swiftS3Endpoint(), {});

/**
 * Any other store: PORTOLAN_S3_URL, _ACCESS_KEY_ID, _SECRET_ACCESS_KEY, and where they are wanted _REGION, _CHECKSUM, _CA_FILE and _LACKS
 * (`storage.objects.putIfMatch,…`). Undefined where nobody names one.
 */
export function namedS3Harness(env: NodeJS.ProcessEnv = process.env): (() => Promise<Harness>) | undefined {
  const of = (name: string): string | undefined => env[`PORTOLAN_S3_${name}`] || undefined;
  const s3Url = of('URL');
  if (s3Url === undefined) return undefined;
  const [checksum, caFile, lacks] = [of('CHECKSUM'), of('CA_FILE'), of('LACKS')?.split(',')];
  const endpoint = {
    s3Url,
    accessKeyId: of('ACCESS_KEY_ID') ?? '',
    secretAccessKey: of('SECRET_ACCESS_KEY') ?? '',
    region: of('REGION') ?? 'us-east-1',
    ...(checksum === undefined ? {} : { checksum: checksum as AwsConfig['checksum'] }),
    ...(caFile === undefined ? {} : { caFile }),
    ...(lacks === undefined ? {} : { lacks }),
  };
  return async () => s3Harness('s3 (named)', endpoint, {});
}
