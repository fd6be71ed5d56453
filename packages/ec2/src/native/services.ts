/** The services beside EC2 and S3, as data: what they are called in signatures, versions, hosts and paths. */
export interface QueryServiceDescription {
  readonly id: QueryServiceId;
  /** In the scope of signatures. */
  readonly scope: string;
  /** Absent: the profile's `apiVersion`. */
  readonly version?: string;
  /** Host on Amazon: `autoscaling.eu-west-1.amazonaws.com`, or one for all regions, which is signed for as us-east-1. */
  readonly host: string;
  readonly global?: boolean;
  /** Last part of the path on Eucalyptus' front end: `/services/Euare`. */
  readonly eucalyptusPath: string;
  /** First label of the host where Eucalyptus has names of its own. */
  readonly eucalyptusLabel: string;
  /** In `eucarc`, as exported. */
  readonly eucarc: readonly string[];
  /** In `euca2ools.ini`. */
  readonly euca2ools: string;
  /** In `~/.aws/config`, under `services`, and in upper case after AWS_ENDPOINT_URL_. */
  readonly awsName: string;
  /** Lists as `Name.member.1`, results in `<ActionResult>`. EC2 alone does without. */
  readonly members: boolean;
}

export type QueryServiceId = 'ec2' | 'elb' | 'autoScaling' | 'cloudWatch' | 'iam' | 'sts' | 'cloudFormation';

export const queryServices: Readonly<Record<QueryServiceId, QueryServiceDescription>> = {
  ec2: {
    id: 'ec2',
    scope: 'ec2',
    host: 'ec2',
    eucalyptusPath: 'compute',
    eucalyptusLabel: 'compute',
    eucarc: ['EC2_URL'],
    euca2ools: 'ec2-url',
    awsName: 'ec2',
    members: false,
  },
  elb: {
    id: 'elb',
    scope: 'elasticloadbalancing',
    version: '2012-06-01',
    host: 'elasticloadbalancing',
    eucalyptusPath: 'LoadBalancing',
    eucalyptusLabel: 'loadbalancing',
    eucarc: ['AWS_ELB_URL'],
    euca2ools: 'elasticloadbalancing-url',
    awsName: 'elastic_load_balancing',
    members: true,
  },
  autoScaling: {
    id: 'autoScaling',
    scope: 'autoscaling',
    version: '2011-01-01',
    host: 'autoscaling',
    eucalyptusPath: 'AutoScaling',
    eucalyptusLabel: 'autoscaling',
    eucarc: ['AWS_AUTO_SCALING_URL'],
    euca2ools: 'autoscaling-url',
    awsName: 'auto_scaling',
    members: true,
  },
  cloudWatch: {
    id: 'cloudWatch',
    scope: 'monitoring',
    version: '2010-08-01',
    host: 'monitoring',
    eucalyptusPath: 'CloudWatch',
    eucalyptusLabel: 'monitoring',
    eucarc: ['AWS_CLOUDWATCH_URL'],
    euca2ools: 'monitoring-url',
    awsName: 'cloudwatch',
    members: true,
  },
  iam: {
    id: 'iam',
    scope: 'iam',
    version: '2010-05-08',
    host: 'iam',
    global: true,
    eucalyptusPath: 'Euare',
    eucalyptusLabel: 'euare',
    eucarc: ['EUARE_URL', 'AWS_IAM_URL'],
    euca2ools: 'iam-url',
    awsName: 'iam',
    members: true,
  },
  sts: {
    id: 'sts',
    scope: 'sts',
    version: '2011-06-15',
    host: 'sts',
    eucalyptusPath: 'Tokens',
    eucalyptusLabel: 'tokens',
    eucarc: ['TOKEN_URL'],
    euca2ools: 'sts-url',
    awsName: 'sts',
    members: true,
  },
  cloudFormation: {
    id: 'cloudFormation',
    scope: 'cloudformation',
    version: '2010-05-15',
    host: 'cloudformation',
    eucalyptusPath: 'CloudFormation',
    eucalyptusLabel: 'cloudformation',
    eucarc: ['AWS_CLOUDFORMATION_URL'],
    euca2ools: 'cloudformation-url',
    awsName: 'cloudformation',
    members: true,
  },
};

/** Where a service of Amazon's is. */
export function amazonUrl({ host, global }: QueryServiceDescription, region: string): string {
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return global === true ? `https://${host}.${domain}` : `https://${host}.${region}.${domain}`;
}

/**
 * `…:8773/services/compute` has `…:8773/services/Euare` beside it, and `compute.cloud.example:8773` has `euare.cloud.example:8773`.
 * Undefined where the address is neither.
 */
export function besideCompute(ec2Url: string, { eucalyptusPath, eucalyptusLabel }: QueryServiceDescription): string | undefined {
  if (/\/services\/(?:compute|Eucalyptus)\/?$/.test(ec2Url)) return ec2Url.replace(/[^/]+\/?$/, eucalyptusPath);
  const named = /^(https?:\/\/)(?:compute|ec2|eucalyptus)(\.[^/]+)\/?$/.exec(ec2Url);
  return named === null ? undefined : `${named[1]}${eucalyptusLabel}${named[2]}`;
}
