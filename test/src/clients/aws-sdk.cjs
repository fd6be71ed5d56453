// Drives EC2 and S3 with the AWS SDK for JavaScript, and S3 with MinIO's client: node aws-sdk.cjs EC2_URL S3_URL REGION ID SECRET. Prints one JSON object.
const { randomBytes } = require('node:crypto');
const { Readable } = require('node:stream');
const ec2 = require('@aws-sdk/client-ec2');
const s3 = require('@aws-sdk/client-s3');
const { Upload } = require('@aws-sdk/lib-storage');
const minio = require('minio');

const [ec2Url, s3Url, region, accessKeyId, secretAccessKey] = process.argv.slice(2);
const shared = { region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 };
const MIB = 1024 * 1024;
const big = randomBytes(12 * MIB + 3);
const seen = {};

const code = (call) =>
  call.then(
    () => 'not refused',
    (error) => error.name,
  );
const bytes = async (stream) => {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};

async function compute() {
  const client = new ec2.EC2Client({ ...shared, endpoint: ec2Url });
  const { Images } = await client.send(new ec2.DescribeImagesCommand({ Filters: [{ Name: 'name', Values: ['*22.04*amd64*'] }] }));
  const TagSpecifications = [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'js é' }] }];
  const launch = { ImageId: Images[0].ImageId, MinCount: 1, MaxCount: 1, InstanceType: 't3.small', ClientToken: 'once', TagSpecifications };
  const first = await client.send(new ec2.RunInstancesCommand(launch));
  const again = await client.send(new ec2.RunInstancesCommand(launch));
  const InstanceIds = first.Instances.map(({ InstanceId }) => InstanceId);
  seen.once = again.Instances[0].InstanceId === InstanceIds[0];
  await ec2.waitUntilInstanceRunning({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { InstanceIds });
  const names = [];
  for await (const page of ec2.paginateDescribeInstances({ client, pageSize: 5 }, {}))
    for (const { Instances } of page.Reservations) for (const { Tags } of Instances) names.push(Tags.find(({ Key }) => Key === 'Name').Value);
  seen.names = names;
  const terminated = await client.send(new ec2.TerminateInstancesCommand({ InstanceIds }));
  seen.terminated = terminated.TerminatingInstances[0].PreviousState.Name;
  seen.missing = await code(client.send(new ec2.DescribeInstancesCommand({ InstanceIds: ['i-12345678'] })));
  client.destroy();
}

async function storage() {
  const client = new s3.S3Client({ ...shared, endpoint: s3Url, forcePathStyle: true });
  const Bucket = 'js-box';
  await client.send(new s3.CreateBucketCommand({ Bucket }));
  await client.send(new s3.PutObjectCommand({ Bucket, Key: 'a b+c/é', Body: 'hello', Metadata: { color: 'red' } }));
  const got = await client.send(new s3.GetObjectCommand({ Bucket, Key: 'a b+c/é' }));
  seen.object = [await got.Body.transformToString(), got.Metadata];
  // A stream of unknown length, in signed chunks with a trailing checksum.
  const upload = new Upload({
    client,
    partSize: 5 * MIB,
    params: { Bucket, Key: 'big', Body: Readable.from([big.subarray(0, 7 * MIB), big.subarray(7 * MIB)]) },
  });
  await upload.done();
  const back = await client.send(new s3.GetObjectCommand({ Bucket, Key: 'big' }));
  seen.big = Buffer.from(await back.Body.transformToByteArray()).equals(big);
  const names = [];
  for await (const page of s3.paginateListObjectsV2({ client, pageSize: 1 }, { Bucket })) for (const { Key } of page.Contents) names.push(Key);
  seen.listed = names;
  seen.noKey = await code(client.send(new s3.GetObjectCommand({ Bucket, Key: 'none' })));
  seen.conditional = await code(client.send(new s3.PutObjectCommand({ Bucket, Key: 'big', Body: 'x', IfNoneMatch: '*' })));
  const deleted = await client.send(new s3.DeleteObjectsCommand({ Bucket, Delete: { Objects: names.map((Key) => ({ Key })) } }));
  seen.deleted = deleted.Deleted.length;
  await client.send(new s3.DeleteBucketCommand({ Bucket }));
  client.destroy();
}

async function withMinio() {
  const { hostname, port } = new URL(s3Url);
  const client = new minio.Client({
    endPoint: hostname,
    port: Number(port),
    useSSL: false,
    accessKey: accessKeyId,
    secretKey: secretAccessKey,
    region,
    partSize: 5 * MIB,
  });
  await client.makeBucket('minio-box', region);
  await client.putObject('minio-box', 'ü/big', Readable.from(big, { objectMode: false }), big.length, { 'X-Amz-Meta-Color': 'red' });
  const stat = await client.statObject('minio-box', 'ü/big');
  const names = [];
  for await (const { name } of client.listObjectsV2('minio-box', '', true)) names.push(name);
  const link = await client.presignedGetObject('minio-box', 'ü/big', 60);
  seen.minio = {
    size: stat.size,
    color: stat.metaData.color,
    same: (await bytes(await client.getObject('minio-box', 'ü/big'))).equals(big),
    names,
    link: Buffer.from(await (await fetch(link)).arrayBuffer()).equals(big),
    missing: await client.statObject('minio-box', 'none').catch((error) => error.code),
  };
  await client.removeObjects('minio-box', names);
  await client.removeBucket('minio-box');
}

(async () => {
  await compute();
  await storage();
  await withMinio();
  console.log(JSON.stringify(seen));
})().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
