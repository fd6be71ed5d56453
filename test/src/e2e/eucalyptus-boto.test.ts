import { startEmulator } from '@portolan/emulators';
import { connect } from 'portolan';
import { expect, it } from 'vitest';

// What boto's own introduction does for Eucalyptus (packages/ec2/README.md, "Coming from boto"), by the old paths and by those of today, with either signature.
it.each([
  ['services/Eucalyptus', 'services/Walrus', 'v2'],
  ['services/Eucalyptus', 'services/Walrus', 'v4'],
  ['services/compute', 'services/objectstorage', 'v4'],
] as const)('what boto introduces itself with has its equal at /%s and /%s, signed with %s', async (compute, storage, signatureVersion) => {
  await using emulator = await startEmulator('eucalyptus');
  const { accessKeyId, secretAccessKey, ...urls } = emulator.profile as Readonly<Record<'accessKeyId' | 'secretAccessKey' | 'ec2Url' | 's3Url', string>>;
  // The emulator has a port for each; Eucalyptus one for all, where s3Url may be left out.
  const [ec2Url, s3Url] = [`${new URL(urls.ec2Url).origin}/${compute}`, `${new URL(urls.s3Url).origin}/${storage}`];
  // boto.connect_ec2(…, is_secure=False, port=8773, path='/services/Eucalyptus', region=RegionInfo(name='eucalyptus', endpoint='10.1.1.1'))
  await using cloud = await connect({ provider: 'eucalyptus', ec2Url, s3Url, accessKeyId, secretAccessKey, signatureVersion }, { env: {} });

  // connection.get_all_zones()
  const zones = await cloud.native.ec2.describeAvailabilityZones().toArray();
  expect(zones.map(({ zoneName }) => zoneName)).toEqual(
    (await cloud.compute.locations.list().toArray()).flatMap(({ id, kind }) => (kind === 'zone' ? [id] : [])),
  );
  expect(zones.length).toBeGreaterThan(0);

  // connection.run_instances(image, user_data=…)
  const [image] = await cloud.native.ec2.describeImages().toArray();
  const { instancesSet } = await cloud.native.ec2.runInstances({ ImageId: image?.imageId ?? '', MinCount: 1, MaxCount: 1, UserData: 'hello' });
  expect(emulator.userData(instancesSet[0]?.instanceId ?? '')?.toString()).toBe('hello');

  // boto.connect_s3(…, path='/services/Walrus', host='10.1.1.1'): the same connection. connection.get_all_buckets(), bucket.list(prefix='a/'), key.generate_url(3600)
  const bucket = await cloud.storage.buckets.create('boto-bucket');
  await cloud.storage.objects.put(bucket, 'a/é+c', 'content');
  expect((await cloud.native.s3.all.buckets().toArray()).map(({ Name }) => Name)).toEqual(['boto-bucket']);
  const keys: string[] = [];
  for await (const row of cloud.storage.objects.list(bucket, { prefix: 'a/' })) if (row.kind === 'object') keys.push(row.key);
  expect(keys).toEqual(['a/é+c']);
  const { url } = await cloud.storage.objects.presign(bucket, 'a/é+c', { expiresInSeconds: 3600 });
  expect(await (await fetch(url)).text()).toBe('content');

  // What an older cloud does not know is refused with what to leave out, and nothing is done.
  await expect(cloud.native.ec2.call('DescribeRegions', { DryRun: true })).rejects.toMatchObject({ code: 'unsupported' });
  await expect(cloud.native.ec2.call('DescribeRegions', { Bogus: 'sesame' })).rejects.toMatchObject({
    code: 'unsupported',
    outcome: 'not-done',
    message: expect.stringMatching(/unknown parameters: Bogus/),
  });
});
