import { type Cloud, isCloudError } from 'portolan';

/** Cases of the suite that moto 5.2.5 cannot show. Nothing in our client works around them. */
export const CONFORMANCE_DEFECTS: Readonly<Record<string, string>> = {
  'servers.idempotency-key': 'moto keeps the ClientToken of RunInstances, and makes another server all the same',
  'volumes.idempotency-key': 'moto takes no notice of the ClientToken of CreateVolume',
  'volumes.marked-once': 'the same',
  'servers.create-unknown-image': 'moto makes servers of images that there are not',
  'servers.firewalls': 'moto deletes security groups that servers are behind',
  'objects.presign-get': 'moto looks at no signature',
};

/** What it cannot at all, as capabilities: it answers ListParts with `<ListPartsResponse>` instead of `<ListPartsResult>`. */
export const LACKS: readonly string[] = ['storage.objects.resumeMultipart'];

/** What else was seen, each with a call that tells whether it still is so. */
export interface MotoDefect {
  readonly what: string;
  readonly shows: (native: Cloud<'aws'>['native']) => Promise<boolean>;
}

const fails = (work: Promise<unknown>, status: number): Promise<boolean> =>
  work.then(
    () => false,
    (error: unknown) => isCloudError(error) && error.status === status,
  );

const listener = { Protocol: 'http', LoadBalancerPort: 80, InstancePort: 80 };

export const NATIVE_DEFECTS: readonly MotoDefect[] = [
  {
    what: 'a region that is not there is no error',
    shows: async ({ ec2 }) => (await ec2.describeRegions({ RegionName: ['nowhere-1'] }).toArray()).length === 0,
  },
  {
    what: 'the acceleration of a bucket comes in a document of another name',
    shows: async ({ s3 }) => {
      await s3.createBucket({ Bucket: 'defect' });
      return fails(s3.getBucketAccelerateConfiguration({ Bucket: 'defect' }), 200);
    },
  },
  {
    what: 'nobody can say who pays for a bucket: ?requestPayment is left out of the address',
    shows: async ({ s3 }) => {
      await s3.createBucket({ Bucket: 'defect' });
      const put = s3.putBucketRequestPayment({ Bucket: 'defect', RequestPaymentConfiguration: { Payer: 'Requester' } });
      return put.then(
        () => false,
        (error: unknown) => isCloudError(error, 'unsupported'),
      );
    },
  },
  { what: 'there are no placement groups: 500', shows: ({ ec2 }) => fails(ec2.createPlacementGroup({ GroupName: 'near', Strategy: 'cluster' }), 500) },
  {
    what: 'a volume is not detached without naming its server: 500',
    shows: async ({ ec2 }) => {
      const { volumeId = '' } = await ec2.createVolume({ AvailabilityZone: 'us-east-1a', Size: 1 });
      return fails(ec2.detachVolume({ VolumeId: volumeId }), 500);
    },
  },
  {
    what: 'registering servers with a balancer does not tell which it has',
    shows: async ({ elb }) => {
      await elb.createLoadBalancer({ LoadBalancerName: 'defect', Listeners: [listener], AvailabilityZones: ['us-east-1a'] });
      const { Instances } = await elb.registerInstancesWithLoadBalancer({ LoadBalancerName: 'defect', Instances: [{ InstanceId: 'i-1' }] });
      await elb.deleteLoadBalancer({ LoadBalancerName: 'defect' });
      return Instances.length === 0;
    },
  },
  {
    what: 'a scaling policy is made without telling its name',
    shows: async ({ autoScaling }) => {
      await autoScaling.createLaunchConfiguration({ LaunchConfigurationName: 'defect', ImageId: 'ami-12c6146b', InstanceType: 't2.nano' });
      const group = { AutoScalingGroupName: 'defect' };
      await autoScaling.createAutoScalingGroup({ ...group, LaunchConfigurationName: 'defect', MinSize: 0, MaxSize: 1, AvailabilityZones: ['us-east-1a'] });
      const { PolicyARN } = await autoScaling.putScalingPolicy({ ...group, PolicyName: 'up', AdjustmentType: 'ChangeInCapacity', ScalingAdjustment: 1 });
      await autoScaling.deleteAutoScalingGroup({ ...group, ForceDelete: true });
      return PolicyARN === undefined;
    },
  },
];
