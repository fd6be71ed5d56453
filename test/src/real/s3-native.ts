import { type Cloud, connect } from 'portolan';
import { cephEndpoint, type S3Endpoint, swiftS3Endpoint } from '../harness/s3-real.ts';

export type DoorName = 'ceph' | 'ceph, version 2' | 'swift';
type S3 = Cloud<'aws'>['native']['s3'];

/** One way to a real S3 server. */
export interface Door {
  readonly name: DoorName;
  readonly endpoint: S3Endpoint;
  readonly cloud: Cloud<'aws'>;
  readonly s3: S3;
  /** A bucket of its own, emptied and deleted by `close`, with all versions and uploads. */
  bucket(options?: { readonly lock?: boolean }): Promise<string>;
  /** The same server with another profile. */
  connect(fields: object): Promise<Cloud<'aws'>>;
  close(): Promise<void>;
}

const endpoints: Readonly<Record<DoorName, () => Promise<S3Endpoint>>> = {
  ceph: cephEndpoint,
  'ceph, version 2': async () => ({ ...(await cephEndpoint()), signatureVersion: 'v2' }),
  // Swift 2.30 never answers a wish to delete an object's newest version, which it carries out: whoever asks again is answered.
  swift: async () => ({ ...(await swiftS3Endpoint()), idleTimeoutMs: 8000 }),
};

export const DOORS = Object.keys(endpoints) as DoorName[];

export async function openDoor(name: DoorName): Promise<Door> {
  const endpoint = await endpoints[name]();
  const clouds: Cloud<'aws'>[] = [];
  const connected = async (fields: object): Promise<Cloud<'aws'>> => {
    const cloud = await connect({ provider: 'aws', ...endpoint, ...fields }, { env: {} });
    clouds.push(cloud);
    return cloud;
  };
  const cloud = await connected({});
  const { s3 } = cloud.native;
  const buckets: string[] = [];
  return {
    name,
    endpoint,
    cloud,
    s3,
    connect: connected,
    bucket: async ({ lock = false } = {}) => {
      const Bucket = uniqueName();
      await s3.createBucket({ Bucket, ...(lock ? { BucketObjectLockEnabled: true } : {}) });
      buckets.push(Bucket);
      return Bucket;
    },
    close: async () => {
      for (const Bucket of buckets) await discard(s3, Bucket);
      for (const one of clouds) await one.close();
    },
  };
}

const uniqueName = (): string => `portolan-s3-${process.pid}-${Math.random().toString(36).slice(2, 8)}`;

async function discard(s3: S3, Bucket: string): Promise<void> {
  for await (const { Key = '', UploadId = '' } of s3.all.uploads({ Bucket })) await s3.abortMultipartUpload({ Bucket, Key, UploadId });
  for await (const { Key = '', VersionId } of s3.all.versions({ Bucket })) {
    await s3.deleteObject({ Bucket, Key, ...(VersionId === undefined ? {} : { VersionId }), BypassGovernanceRetention: true });
  }
  await s3.deleteBucket({ Bucket });
}
