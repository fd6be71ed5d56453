import { startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientHome, script, venv } from './client-home.ts';

type Keys = Record<'accessKeyId' | 'secretAccessKey' | 'ec2Url' | 's3Url' | 'region', string>;

/** As far as they differ. */
const CLOUDS = {
  aws: {
    size: 't3.small',
    seen: { types: expect.any(Number), subnet: ['10.0.1.0/24', 251], regions: expect.arrayContaining(['us-east-1']), snapshot: 3 },
    secret: [401, 'AuthFailure'],
    listsV2: true,
  },
  eucalyptus: {
    size: 'm1.medium',
    seen: { regions: ['eucalyptus'], unknownParameter: [412, '412 Precondition Failed'] },
    secret: [expect.any(Number), expect.stringMatching(/^(AuthFailure|InvalidClientTokenId|403 Forbidden)$/)],
    // It takes the request for one of version 1, and the paginator, finding no token, stops after the first page.
    listsV2: false,
  },
} as const;

describe.each(['aws', 'eucalyptus'] as const)('boto3 at %s', (provider) => {
  let emulator: Awaited<ReturnType<typeof startEmulator<typeof provider>>>;
  let home: ClientHome;
  let keys: Keys;

  beforeAll(async () => {
    emulator = await startEmulator(provider);
    keys = emulator.profile as Keys;
    home = await ClientHome.make({
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
      // Eucalyptus knows none of the checksums that boto3 of today sends unasked.
      ...(provider === 'eucalyptus' ? { AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required', AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required' } : {}),
    });
  });
  afterAll(async () => {
    await home?.close();
    await emulator?.close();
  });

  it('runs EC2: instances, tags, volumes, snapshots, groups, addresses', async () => {
    const { size, seen: own, secret } = CLOUDS[provider];
    const { id, ...seen } = await home.json<Record<string, unknown>>(venv('python'), [
      script('boto3-ec2.py'),
      keys.ec2Url,
      keys.region,
      size,
      keys.accessKeyId,
    ]);
    expect(seen).toEqual({
      key: '-----BEGIN RSA PRIVATE KEY-----',
      rule: ['tcp', 22, 22, '0.0.0.0/0'],
      once: true,
      found: true,
      tags: [
        ['Name', 'web 1'],
        ['é', ''],
      ],
      public: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
      userData: '#!/bin/sh\necho hé\n',
      address: true,
      refusals: {
        instance: [400, 'InvalidInstanceID.NotFound'],
        malformed: [400, 'InvalidInstanceID.Malformed'],
        image: [400, 'InvalidAMIID.NotFound'],
        key: [400, 'InvalidKeyPair.Duplicate'],
        secret,
      },
      zones: expect.any(Number),
      ...own,
    });
    expect(emulator.userData(id as string)?.toString()).toBe('#!/bin/sh\necho hé\n');
    expect(emulator.reboots(id as string)).toBe(1);
  });

  it('stores objects: names, pages, parts, ranges, copies, links, refusals', async () => {
    expect(await home.json(venv('python'), [script('boto3-s3.py'), keys.s3Url, keys.region])).toEqual({
      same: true,
      list_objects: true,
      list_objects_v2: CLOUDS[provider].listsV2,
      folders: [['dir/x'], ['dir/../', 'dir/y/']],
      big: true,
      etag: true,
      range: [`bytes 5-14/${12 * 1024 * 1024 + 5}`, true],
      copy: 'a b+c',
      presigned: [[200, 'a b+c'], 403, 200, 403],
      written: 'data',
      uploads: ['unfinished'],
      refusals: {
        bucket: [404, 'NoSuchBucket'],
        key: [404, 'NoSuchKey'],
        head: [404, '404'],
        range: [416, 'InvalidRange'],
        ifMatch: [412, 'PreconditionFailed'],
        notModified: [304, '304'],
        digest: [400, 'BadDigest'],
        notEmpty: [409, 'BucketNotEmpty'],
        secret: [403, 'SignatureDoesNotMatch'],
      },
      deleted: true,
      left: [],
    });
  });
});
