// Parameters and results of the services, each under its name: `native.ec2.RunInstancesParameters`.
export type * as autoScaling from './generated/auto-scaling.ts';
export type * as cloudFormation from './generated/cloud-formation.ts';
export type * as cloudWatch from './generated/cloud-watch.ts';
export type * as ec2 from './generated/ec2.ts';
export type * as elb from './generated/elb.ts';
export type * as iam from './generated/iam.ts';
export type * as s3 from './generated/s3.ts';
export type * as sts from './generated/sts.ts';
export type { AnyAnswer, QueryService } from './query-service.ts';
export type { Filters, QueryCallOptions } from './query-types.ts';
export type { S3Bucket, S3Lists, S3Object, S3Part, S3Upload, S3Version } from './s3/lists.ts';
export type { PostCondition, PostForm, PostFormRequest } from './s3/post-form.ts';
export type { S3Service } from './s3/s3-service.ts';
