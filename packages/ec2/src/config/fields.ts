import { type ConfigFields, type ConnectionConfig, connectionFields, type Secret } from '@portolan/core/driver';
import { CHECKSUM_ALGORITHMS, type ChecksumAlgorithm } from '../checksums/checksum.ts';
import type { QueryServiceId } from '../native/services.ts';

/** A profile of provider `aws`: Amazon, or anything else that speaks EC2 or S3. */
export interface AwsConfig extends ConnectionConfig {
  /** `eu-west-1`. Needed where Amazon's own endpoints are used. */
  readonly region?: string | undefined;
  /** Endpoint of EC2. Default: Amazon's of the region, unless `s3Url` alone is given. */
  readonly ec2Url?: string | undefined;
  /** Endpoint of S3. Default: Amazon's of the region, unless `ec2Url` alone is given. */
  readonly s3Url?: string | undefined;
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | Secret | undefined;
  /** Of temporary keys. */
  readonly sessionToken?: string | Secret | undefined;
  /** Profile in `~/.aws/credentials` and `~/.aws/config` to take keys, region and endpoints from. */
  readonly awsProfile?: string | undefined;
  /** true: `host/bucket/key`; false: `bucket.host/key`. Default: the latter on Amazon, the former elsewhere. */
  readonly pathStyle?: boolean | undefined;
  /** `v2` for Eucalyptus before 3.0 and old S3 look-alikes: it covers no bodies. Default `v4`. */
  readonly signatureVersion?: 'v4' | 'v2' | undefined;
  /** Checksum that uploads carry and whole downloads are checked by, where the server knows it: Amazon, MinIO, R2; not Ceph before 18, Swift, Walrus. */
  readonly checksum?: ChecksumAlgorithm | undefined;
  /** Whose images are listed: `self`, `amazon`, account numbers; `all` for everybody's. */
  readonly imageOwners?: readonly string[] | undefined;
  /** Processors that images and sizes are listed for, so that they fit each other. Default on Amazon `x86_64`; `all`: whatever there is. */
  readonly architecture?: 'x86_64' | 'arm64' | 'i386' | 'all' | undefined;
  /** Version of the EC2 API to ask for. */
  readonly apiVersion?: string | undefined;
  /** Endpoints of the services beside EC2 and S3, by their names here: `iam`, `sts`, `elb`, `autoScaling`, `cloudWatch`, `cloudFormation`. */
  readonly serviceUrls?: Readonly<Partial<Record<Exclude<QueryServiceId, 'ec2'>, string>>> | undefined;
  /** No keys and no signatures, for what is open to everybody. */
  readonly anonymous?: boolean | undefined;
  /** A program that prints keys as JSON, as `credential_process` of the AWS command line. */
  readonly credentialProcess?: string | undefined;
  /** A role to work as, taken on at STS with the keys that the profile has otherwise. */
  readonly roleArn?: string | undefined;
  readonly roleSessionName?: string | undefined;
  /** What the owner of the role wants to hear, if anything. */
  readonly externalId?: string | undefined;
  /** A device whose code the role wants to hear: `arn:aws:iam::012345678901:mfa/me`. */
  readonly mfaSerial?: string | undefined;
  /** Asked for the device's present code whenever keys are renewed: a prompt. */
  readonly mfaCode?: (() => string | Promise<string>) | undefined;
  /** A program that prints the device's present code; no shell runs it. */
  readonly mfaProcess?: string | undefined;
  /** A token of an OpenID provider, with which `roleArn` is taken on instead of keys. */
  readonly webIdentityTokenFile?: string | undefined;
  /** true: keys from the service that ECS and EKS name in `AWS_CONTAINER_CREDENTIALS_…`. Else it is asked when nothing else has keys. */
  readonly containerCredentials?: boolean | undefined;
  /** Keys from the machine that this runs on. `v1` is asked without a token, as old clouds do. */
  readonly instanceMetadata?: 'v2' | 'v1' | undefined;
}

/** A profile of provider `eucalyptus`. */
export interface EucalyptusConfig extends Omit<AwsConfig, 'checksum'> {
  /** The shell file that the cloud generates, with endpoints and keys. Default: `~/.euca/eucarc`, if there is one. */
  readonly eucarc?: string | undefined;
  /** `prod` or `alice@prod`: section of `euca2ools.ini` with the endpoints, and the user with the keys. Default: that file's own default. */
  readonly euca2oolsRegion?: string | undefined;
  /** false: the cloud is older than ClientToken and fails on it. A create whose answer is lost is then not asked for again. Default true. */
  readonly clientTokens?: boolean | undefined;
}

const shared = {
  region: { kind: 'string', doc: 'Region, part of every signature.', example: 'eu-west-1', env: ['AWS_REGION', 'AWS_DEFAULT_REGION'] },
  ec2Url: {
    kind: 'url',
    doc: 'Endpoint of EC2. Default: Amazon’s of the region, unless s3Url alone is given.',
    example: 'https://ec2.eu-west-1.amazonaws.com',
    env: ['AWS_ENDPOINT_URL_EC2', 'AWS_ENDPOINT_URL'],
  },
  s3Url: {
    kind: 'url',
    doc: 'Endpoint of S3. Default: Amazon’s of the region, unless ec2Url alone is given.',
    example: 'http://127.0.0.1:9000',
    env: ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'],
  },
  accessKeyId: { kind: 'string', doc: 'Access key id.', env: ['AWS_ACCESS_KEY_ID'] },
  secretAccessKey: { kind: 'secret', doc: 'Secret access key.', env: ['AWS_SECRET_ACCESS_KEY'] },
  sessionToken: { kind: 'secret', doc: 'Session token of temporary keys.', env: ['AWS_SESSION_TOKEN', 'AWS_SECURITY_TOKEN'] },
  awsProfile: {
    kind: 'string',
    doc: 'Profile in ~/.aws/credentials and ~/.aws/config to take keys, region and endpoints from. Default: the one called default.',
    env: ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'],
  },
  pathStyle: { kind: 'boolean', doc: 'true: host/bucket/key; false: bucket.host/key. Default: false on Amazon, true elsewhere.' },
  signatureVersion: {
    kind: 'choice',
    choices: ['v4', 'v2'],
    doc: 'How requests are signed. v2 is for clouds too old for v4, and covers no bodies. Default: v4.',
  },
  imageOwners: { kind: 'strings', doc: 'Whose images are listed: self, amazon, account numbers, or all.', example: 'self,amazon' },
  architecture: {
    kind: 'choice',
    choices: ['x86_64', 'arm64', 'i386', 'all'],
    doc: 'Processors that images and sizes are listed for, so that they fit each other. Default: x86_64 on Amazon, all elsewhere.',
  },
  apiVersion: { kind: 'string', doc: 'Version of the EC2 API to ask for.', example: '2016-11-15' },
  serviceUrls: { kind: 'map', doc: 'Endpoints of the services beside EC2 and S3: iam, sts, elb, autoScaling, cloudWatch, cloudFormation.' },
  anonymous: { kind: 'boolean', doc: 'true: no keys and no signatures, for what is open to everybody.' },
  credentialProcess: { kind: 'string', doc: 'A program that prints keys as JSON. No shell runs it.', example: '/usr/local/bin/keys --account work' },
  roleArn: {
    kind: 'string',
    doc: 'A role to work as, taken on with the keys that the profile has otherwise.',
    example: 'arn:aws:iam::012345678901:role/deploy',
  },
  roleSessionName: { kind: 'string', doc: 'Name of the session in logs of the cloud. Default: portolan.' },
  externalId: { kind: 'string', doc: 'What the owner of the role wants to hear, if anything.' },
  mfaSerial: { kind: 'string', doc: 'A device whose code the role wants to hear.', example: 'arn:aws:iam::012345678901:mfa/me' },
  mfaCode: { kind: 'any', doc: 'A function that is asked for the present code of the device whenever keys are renewed. In code alone.' },
  mfaProcess: { kind: 'string', doc: 'A program that prints the present code of the device. No shell runs it.', example: 'ykman oath accounts code -s aws' },
  webIdentityTokenFile: { kind: 'path', doc: 'File with a token of an OpenID provider, with which roleArn is taken on instead of keys.' },
  containerCredentials: { kind: 'boolean', doc: 'true: keys from the service that ECS and EKS name in AWS_CONTAINER_CREDENTIALS_….' },
  instanceMetadata: {
    kind: 'choice',
    choices: ['v2', 'v1'],
    doc: 'Keys from the machine that this runs on. v1 is asked without a token, as old clouds do.',
  },
} as const;

export const awsFields: ConfigFields<AwsConfig> = {
  ...connectionFields,
  ...shared,
  // Eucalyptus has none.
  checksum: {
    kind: 'choice',
    choices: CHECKSUM_ALGORITHMS,
    doc: 'Checksum that uploads carry and whole downloads are checked by, on servers that know it. Default: Content-MD5 alone, which all know.',
  },
};

export const eucalyptusFields: ConfigFields<EucalyptusConfig> = {
  ...connectionFields,
  ...shared,
  region: { ...shared.region, doc: 'Region in signatures; Eucalyptus takes any.', example: 'eucalyptus', env: ['AWS_AUTH_REGION'] },
  ec2Url: { ...shared.ec2Url, doc: 'Endpoint of compute.', example: 'http://10.111.5.3:8773/services/compute', env: ['EC2_URL'] },
  s3Url: {
    ...shared.s3Url,
    doc: 'Endpoint of object storage. Default: beside ec2Url, where that ends in /services/….',
    example: 'http://10.111.5.3:8773/services/objectstorage',
    env: ['S3_URL'],
  },
  accessKeyId: { ...shared.accessKeyId, env: ['AWS_ACCESS_KEY_ID', 'AWS_ACCESS_KEY', 'EC2_ACCESS_KEY'] },
  secretAccessKey: { ...shared.secretAccessKey, env: ['AWS_SECRET_ACCESS_KEY', 'AWS_SECRET_KEY', 'EC2_SECRET_KEY'] },
  awsProfile: { ...shared.awsProfile, doc: 'Profile in ~/.aws/credentials to take keys from.', env: [] },
  eucarc: {
    kind: 'path',
    doc: 'The shell file that the cloud generates, read but not run. Default: ~/.euca/eucarc, if there is one.',
    example: '~/.euca/eucarc',
  },
  euca2oolsRegion: {
    kind: 'string',
    doc: 'Section of euca2ools.ini to take endpoints and keys from. Default: default-region of that file, if there is one.',
    example: 'alice@prod',
  },
  clientTokens: { kind: 'boolean', doc: 'false: the cloud is older than ClientToken and fails on it. Default true.' },
};
