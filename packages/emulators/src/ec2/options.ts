import type { Emulator, EmulatorOptions } from '../emulator.ts';
import type { Ec2Credential } from './auth/credentials.ts';
import type { SeedImage } from './compute/seed.ts';
import type { EmbeddedError } from './s3/embedded-errors.ts';

export interface Ec2EmulatorOptions extends EmulatorOptions {
  /** Whose cloud it is. Default `aws`. */
  readonly flavour?: 'aws' | 'eucalyptus';
  /** Port of the object store on 127.0.0.1; a free one when absent. `port` is the query API's. */
  readonly s3Port?: number;
  /** Default `us-east-1`; `eucalyptus` for that flavour. */
  readonly region?: string;
  /** Twelve digits. Default `012345678901`: the leading zero is meant to hurt whoever makes a number of it. */
  readonly accountId?: string;
  /** The key in the profile. Default: the published example key. */
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  /** More keys the cloud knows: other accounts', or temporary ones with their session token. */
  readonly credentials?: readonly Ec2Credential[];
  /** How long a new resource stays unknown to all other calls, in ms of the clock. Default 0. */
  readonly consistencyDelayMs?: number;
  /** Eucalyptus only: `classic` (its default, no VPC) or `vpc`. AWS always has a VPC. */
  readonly networking?: 'classic' | 'vpc';
  /** Take signature version 2 of S3 from `aws`, too, as its oldest regions do. Default false. */
  readonly acceptSignatureV2?: boolean;
  /** Answer for buckets of other regions with 301 and `s3.REGION.localhost` for endpoint, instead of serving them. Default false. */
  readonly redirectRegions?: boolean;
  /** How long an archived object takes to be restored, in ms of the clock. Default `transitionMs`. */
  readonly restoreMs?: number;
  /** How many addresses the account may have. Default 5, as Amazon begins with. */
  readonly maxAddresses?: number;
  /** Smallest part of a multipart upload but the last. Default 5 MiB. */
  readonly minPartBytes?: number;
  readonly seed?: {
    readonly images?: readonly SeedImage[];
    /** Names of running instances. */
    readonly servers?: Iterable<string>;
    /** Objects of zero bytes, by bucket: for listings of any length. */
    readonly objects?: Readonly<Record<string, Iterable<string>>>;
  };
}

export interface Ec2Emulator extends Emulator {
  readonly ec2Url: string;
  readonly s3Url: string;
  /** Of `elb`, `autoScaling`, `cloudWatch`, `cloudFormation`, `iam` and `sts`: the profile's `serviceUrls`, which at Eucalyptus follow from `ec2Url`. */
  readonly serviceUrls: Readonly<Record<string, string>>;
  readonly region: string;
  readonly accountId: string;
  /** A temporary key as STS would give out; dies after `lifetimeMs` (default `tokenLifetimeMs`) or with `revokeTokens()`. */
  issueSession(lifetimeMs?: number): Required<Ec2Credential>;
  /** The next such S3 operation answers 200 with an error in its body. */
  embedError(error: EmbeddedError): void;
  /** Deletes of this object fail with this code (default `AccessDenied`), singly and in bulk. */
  refuseDelete(bucket: string, key: string, code?: string): void;
  /** What the guest would find as its user data; undefined for an unknown instance. */
  userData(instanceId: string): Buffer | undefined;
  /** How often an instance has been rebooted. */
  reboots(instanceId: string): number;
  /** Multipart uploads begun and neither completed nor aborted. */
  openUploads(bucket: string): number;
}
