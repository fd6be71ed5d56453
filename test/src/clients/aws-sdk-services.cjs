// Drives the query services beside EC2, and the younger parts of EC2 and S3, with the AWS SDK for JavaScript:
// node aws-sdk-services.cjs EC2_URL S3_URL REGION ID SECRET. Prints one JSON object.
const { createHash } = require('node:crypto');
const { AwsQueryProtocol } = require('@aws-sdk/core/protocols');
const scaling = require('@aws-sdk/client-auto-scaling');
const formation = require('@aws-sdk/client-cloudformation');
const watch = require('@aws-sdk/client-cloudwatch');
const ec2 = require('@aws-sdk/client-ec2');
const elb = require('@aws-sdk/client-elastic-load-balancing');
const iam = require('@aws-sdk/client-iam');
const s3 = require('@aws-sdk/client-s3');
const sts = require('@aws-sdk/client-sts');

const [ec2Url, s3Url, region, accessKeyId, secretAccessKey] = process.argv.slice(2);
const shared = { region, endpoint: ec2Url, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 };
const seen = {};

const code = (call) =>
  call.then(
    () => 'not refused',
    (error) => error.name,
  );

async function balancing() {
  const client = new elb.ElasticLoadBalancingClient(shared);
  const Listeners = [{ Protocol: 'HTTP', LoadBalancerPort: 80, InstancePort: 8080 }];
  const { DNSName } = await client.send(new elb.CreateLoadBalancerCommand({ LoadBalancerName: 'js', Listeners, AvailabilityZones: [`${region}a`] }));
  const { LoadBalancerDescriptions } = await client.send(new elb.DescribeLoadBalancersCommand({}));
  seen.elb = [LoadBalancerDescriptions[0].DNSName === DNSName, LoadBalancerDescriptions[0].HealthCheck.Interval];
  seen.elbMissing = await code(client.send(new elb.DescribeLoadBalancersCommand({ LoadBalancerNames: ['none'] })));
}

async function groups() {
  const compute = new ec2.EC2Client(shared);
  const client = new scaling.AutoScalingClient(shared);
  const { Images } = await compute.send(new ec2.DescribeImagesCommand({ Filters: [{ Name: 'name', Values: ['*22.04*amd64*'] }] }));
  const LaunchConfigurationName = 'js';
  await client.send(new scaling.CreateLaunchConfigurationCommand({ LaunchConfigurationName, ImageId: Images[0].ImageId, InstanceType: 't3.small' }));
  const sizes = { MinSize: 1, MaxSize: 1, AvailabilityZones: [`${region}a`] };
  await client.send(new scaling.CreateAutoScalingGroupCommand({ AutoScalingGroupName: 'js', LaunchConfigurationName, ...sizes }));
  await scaling.waitUntilGroupInService({ client, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { AutoScalingGroupNames: ['js'] });
  const { AutoScalingGroups } = await client.send(new scaling.DescribeAutoScalingGroupsCommand({}));
  seen.group = AutoScalingGroups[0].Instances.map(({ LifecycleState }) => LifecycleState);
  await client.send(new scaling.DeleteAutoScalingGroupCommand({ AutoScalingGroupName: 'js', ForceDelete: true }));

  const data = { ImageId: Images[0].ImageId, InstanceType: 't3.small' };
  const { LaunchTemplate } = await compute.send(new ec2.CreateLaunchTemplateCommand({ LaunchTemplateName: 'js', LaunchTemplateData: data }));
  const launch = { MinCount: 1, MaxCount: 1, LaunchTemplate: { LaunchTemplateId: LaunchTemplate.LaunchTemplateId } };
  const { Instances } = await compute.send(new ec2.RunInstancesCommand(launch));
  const { RouteTables } = await compute.send(new ec2.DescribeRouteTablesCommand({}));
  const { NetworkAcls } = await compute.send(new ec2.DescribeNetworkAclsCommand({}));
  seen.launched = [Instances[0].InstanceType, RouteTables[0].Associations[0].Main, NetworkAcls[0].IsDefault];
}

async function metrics() {
  const protocol = new AwsQueryProtocol({
    defaultNamespace: 'com.amazonaws.cloudwatch',
    xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
    version: '2010-08-01',
  });
  const client = new watch.CloudWatchClient({ ...shared, protocol });
  const now = Date.now();
  const MetricData = [1, 3].map((Value) => ({ MetricName: 'm', Value, Timestamp: new Date(now) }));
  await client.send(new watch.PutMetricDataCommand({ Namespace: 'js', MetricData }));
  const range = { StartTime: new Date(now - 120_000), EndTime: new Date(now + 60_000), Period: 3600 };
  const { Datapoints } = await client.send(new watch.GetMetricStatisticsCommand({ Namespace: 'js', MetricName: 'm', Statistics: ['Average'], ...range }));
  seen.metrics = Datapoints.reduce((sum, { Average }) => sum + Average, 0) / Datapoints.length;
}

async function identity() {
  const client = new iam.IAMClient(shared);
  for (const UserName of ['a', 'b', 'c']) await client.send(new iam.CreateUserCommand({ UserName }));
  const names = [];
  for await (const { Users } of iam.paginateListUsers({ client, pageSize: 2 }, {})) for (const { UserName } of Users) names.push(UserName);
  const { AccessKey } = await client.send(new iam.CreateAccessKeyCommand({ UserName: 'a' }));
  const credentials = { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey };
  const own = await new sts.STSClient({ ...shared, credentials }).send(new sts.GetCallerIdentityCommand({}));
  seen.identity = [names, own.Arn, await code(client.send(new iam.GetUserCommand({ UserName: 'none' })))];
}

async function stacks() {
  const client = new formation.CloudFormationClient(shared);
  const TemplateBody = JSON.stringify({ Resources: { Box: { Type: 'AWS::S3::Bucket' } } });
  await client.send(new formation.CreateStackCommand({ StackName: 'js', TemplateBody }));
  await formation.waitUntilStackCreateComplete({ client, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { StackName: 'js' });
  const { StackResources } = await client.send(new formation.DescribeStackResourcesCommand({ StackName: 'js' }));
  seen.stack = StackResources.map(({ LogicalResourceId, ResourceStatus }) => [LogicalResourceId, ResourceStatus]);
}

async function storage() {
  const client = new s3.S3Client({ ...shared, endpoint: s3Url, forcePathStyle: true });
  const Bucket = 'js-versions';
  await client.send(new s3.CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  const put = (Body, more = {}) => client.send(new s3.PutObjectCommand({ Bucket, Key: 'k', Body, ...more }));
  const first = await put('one', { ChecksumAlgorithm: 'CRC32C' });
  const RetainUntilDate = new Date(Date.now() + 3_600_000);
  const second = await put('two', { ChecksumAlgorithm: 'SHA256', ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: RetainUntilDate });
  const marker = await client.send(new s3.DeleteObjectCommand({ Bucket, Key: 'k' }));
  const { Versions, DeleteMarkers } = await client.send(new s3.ListObjectVersionsCommand({ Bucket }));
  const remove = (VersionId, more = {}) => client.send(new s3.DeleteObjectCommand({ Bucket, Key: 'k', VersionId, ...more }));
  const refused = await code(remove(second.VersionId));
  const old = await client.send(new s3.GetObjectCommand({ Bucket, Key: 'k', VersionId: first.VersionId, ChecksumMode: 'ENABLED' }));
  const attributes = await client.send(
    new s3.GetObjectAttributesCommand({ Bucket, Key: 'k', VersionId: second.VersionId, ObjectAttributes: ['Checksum', 'ObjectSize'] }),
  );
  const sum = createHash('sha256').update('two').digest('base64');
  const text = await old.Body.transformToString();
  seen.versions = [Versions.length, DeleteMarkers.length, marker.DeleteMarker, refused, text, old.ChecksumCRC32C === first.ChecksumCRC32C];
  seen.attributes = [attributes.ObjectSize, attributes.Checksum.ChecksumSHA256 === sum];
  await remove(second.VersionId, { BypassGovernanceRetention: true });
  const begun = await client.send(new s3.CreateMultipartUploadCommand({ Bucket, Key: 'parts', ChecksumAlgorithm: 'CRC64NVME', ChecksumType: 'FULL_OBJECT' }));
  const at = { Bucket, Key: 'parts', UploadId: begun.UploadId };
  const part = await client.send(new s3.UploadPartCommand({ ...at, PartNumber: 1, Body: 'whole', ChecksumAlgorithm: 'CRC64NVME' }));
  const Parts = [{ PartNumber: 1, ETag: part.ETag, ChecksumCRC64NVME: part.ChecksumCRC64NVME }];
  const done = await client.send(new s3.CompleteMultipartUploadCommand({ ...at, MultipartUpload: { Parts }, ChecksumType: 'FULL_OBJECT' }));
  seen.multipart = [done.ChecksumType, done.ChecksumCRC64NVME === part.ChecksumCRC64NVME];
}

async function main() {
  for (const step of [balancing, groups, metrics, identity, stacks, storage]) await step();
  console.log(JSON.stringify(seen));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
