// Written by generator/generate.mjs from generator/services. Do not edit.
import type { Readable } from 'node:stream';
import type { BodySource, CallOptions } from '@portolan/core';

export interface ListBucketsParameters {
  readonly MaxBuckets?: number | undefined;
  readonly ContinuationToken?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly BucketRegion?: string | undefined;
}

export interface ListBucketsResult {
  readonly Buckets: readonly {
    readonly Name?: string | undefined;
    readonly CreationDate?: Date | undefined;
    readonly BucketRegion?: string | undefined;
    readonly BucketArn?: string | undefined;
  }[];
  readonly Owner?: {
    readonly DisplayName?: string | undefined;
    readonly ID?: string | undefined;
  } | undefined;
  readonly ContinuationToken?: string | undefined;
  readonly Prefix?: string | undefined;
}

export interface CreateBucketParameters {
  readonly Bucket: string;
  readonly ACL?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadAcp?: string | undefined;
  readonly GrantWriteAcp?: string | undefined;
  readonly GrantWrite?: string | undefined;
  readonly BucketObjectLockEnabled?: boolean | undefined;
  readonly ObjectOwnership?: string | undefined;
  readonly BucketNamespace?: string | undefined;
  readonly CreateBucketConfiguration?: {
    readonly LocationConstraint?: string | undefined;
    readonly Location?: {
      readonly Type?: string | undefined;
      readonly Name?: string | undefined;
    } | undefined;
    readonly Bucket?: {
      readonly DataRedundancy?: string | undefined;
      readonly Type?: string | undefined;
    } | undefined;
    readonly Tags?: readonly {
      readonly Key?: string | undefined;
      readonly Value?: string | undefined;
    }[] | undefined;
  } | undefined;
}

export interface CreateBucketResult {
  readonly Location?: string | undefined;
  readonly BucketArn?: string | undefined;
}

export interface HeadBucketParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface HeadBucketResult {
  readonly BucketArn?: string | undefined;
  readonly BucketLocationType?: string | undefined;
  readonly BucketLocationName?: string | undefined;
  readonly BucketRegion?: string | undefined;
  readonly AccessPointAlias?: boolean | undefined;
}

export interface DeleteBucketParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketLocationParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketLocationResult {
  readonly LocationConstraint?: string | undefined;
}

export interface ListObjectsParameters {
  readonly Bucket: string;
  readonly Delimiter?: string | undefined;
  readonly EncodingType?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly Prefix?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface ListObjectsResult {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
  readonly NextMarker?: string | undefined;
  readonly Contents: readonly {
    readonly Key?: string | undefined;
    readonly LastModified?: Date | undefined;
    readonly ETag?: string | undefined;
    readonly Size?: number | undefined;
    readonly ChecksumAlgorithm: readonly string[];
    readonly ChecksumType?: string | undefined;
    readonly StorageClass?: string | undefined;
    readonly Owner?: {
      readonly DisplayName?: string | undefined;
      readonly ID?: string | undefined;
    } | undefined;
  }[];
  readonly Name?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly CommonPrefixes: readonly {
    readonly Prefix?: string | undefined;
  }[];
  readonly EncodingType?: string | undefined;
}

export interface ListObjectsV2Parameters {
  readonly Bucket: string;
  readonly Delimiter?: string | undefined;
  readonly EncodingType?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly Prefix?: string | undefined;
  readonly ContinuationToken?: string | undefined;
  readonly FetchOwner?: boolean | undefined;
  readonly StartAfter?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface ListObjectsV2Result {
  readonly IsTruncated?: boolean | undefined;
  readonly Contents: readonly {
    readonly Key?: string | undefined;
    readonly LastModified?: Date | undefined;
    readonly ETag?: string | undefined;
    readonly Size?: number | undefined;
    readonly ChecksumAlgorithm: readonly string[];
    readonly ChecksumType?: string | undefined;
    readonly StorageClass?: string | undefined;
    readonly Owner?: {
      readonly DisplayName?: string | undefined;
      readonly ID?: string | undefined;
    } | undefined;
  }[];
  readonly Name?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly CommonPrefixes: readonly {
    readonly Prefix?: string | undefined;
  }[];
  readonly EncodingType?: string | undefined;
  readonly KeyCount?: number | undefined;
  readonly ContinuationToken?: string | undefined;
  readonly NextContinuationToken?: string | undefined;
  readonly StartAfter?: string | undefined;
}

export interface ListObjectVersionsParameters {
  readonly Bucket: string;
  readonly Delimiter?: string | undefined;
  readonly EncodingType?: string | undefined;
  readonly KeyMarker?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly Prefix?: string | undefined;
  readonly VersionIdMarker?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface ListObjectVersionsResult {
  readonly IsTruncated?: boolean | undefined;
  readonly KeyMarker?: string | undefined;
  readonly VersionIdMarker?: string | undefined;
  readonly NextKeyMarker?: string | undefined;
  readonly NextVersionIdMarker?: string | undefined;
  readonly Version: readonly {
    readonly ETag?: string | undefined;
    readonly Size?: number | undefined;
    readonly StorageClass?: string | undefined;
    readonly Key?: string | undefined;
    readonly VersionId?: string | undefined;
    readonly IsLatest?: boolean | undefined;
    readonly LastModified?: Date | undefined;
    readonly Owner?: {
      readonly DisplayName?: string | undefined;
      readonly ID?: string | undefined;
    } | undefined;
  }[];
  readonly DeleteMarker: readonly {
    readonly Owner?: {
      readonly DisplayName?: string | undefined;
      readonly ID?: string | undefined;
    } | undefined;
    readonly Key?: string | undefined;
    readonly VersionId?: string | undefined;
    readonly IsLatest?: boolean | undefined;
    readonly LastModified?: Date | undefined;
  }[];
  readonly Name?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly CommonPrefixes: readonly {
    readonly Prefix?: string | undefined;
  }[];
  readonly EncodingType?: string | undefined;
}

export interface PutObjectParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly ACL?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentLength?: number | undefined;
  readonly ContentMD5?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly Expires?: Date | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadAcp?: string | undefined;
  readonly GrantWriteAcp?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly Tagging?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly ServerSideEncryptionAwsKmsKeyId?: string | undefined;
  readonly ServerSideEncryptionContext?: string | undefined;
  readonly ServerSideEncryptionBucketKeyEnabled?: boolean | undefined;
  readonly ServerSideEncryptionCustomerAlgorithm?: string | undefined;
  readonly ServerSideEncryptionCustomerKey?: string | undefined;
  readonly ServerSideEncryptionCustomerKeyMD5?: string | undefined;
  readonly ObjectLockMode?: string | undefined;
  readonly ObjectLockRetainUntilDate?: Date | undefined;
  readonly ObjectLockLegalHold?: string | undefined;
  readonly ChecksumAlgorithm?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  /** Default: nothing. Streams need a ContentLength, unless they are files. */
  readonly Body?: BodySource | undefined;
}

export interface PutObjectResult {
  readonly Expiration?: string | undefined;
  readonly ETag?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly ObjectSize?: number | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly ServerSideEncryptionAwsKmsKeyId?: string | undefined;
  readonly ServerSideEncryptionContext?: string | undefined;
  readonly ServerSideEncryptionBucketKeyEnabled?: boolean | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumType?: string | undefined;
}

export interface GetObjectParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly ResponseCacheControl?: string | undefined;
  readonly ResponseContentDisposition?: string | undefined;
  readonly ResponseContentEncoding?: string | undefined;
  readonly ResponseContentLanguage?: string | undefined;
  readonly ResponseContentType?: string | undefined;
  readonly ResponseExpires?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly PartNumber?: number | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
  readonly Range?: string | undefined;
  readonly ServerSideEncryptionCustomerAlgorithm?: string | undefined;
  readonly ServerSideEncryptionCustomerKey?: string | undefined;
  readonly ServerSideEncryptionCustomerKeyMD5?: string | undefined;
  readonly ChecksumMode?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetObjectResult {
  /** Read it to its end or destroy it. */
  readonly Body: Readable;
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly DeleteMarker?: boolean | undefined;
  readonly AcceptRanges?: string | undefined;
  readonly Expiration?: string | undefined;
  readonly Restore?: string | undefined;
  readonly LastModified?: Date | undefined;
  readonly ContentLength?: number | undefined;
  readonly ETag?: string | undefined;
  readonly MissingMeta?: number | undefined;
  readonly VersionId?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentRange?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly Expires?: Date | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly ReplicationStatus?: string | undefined;
  readonly MpPartsCount?: number | undefined;
  readonly TaggingCount?: number | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly ServerSideEncryptionAwsKmsKeyId?: string | undefined;
  readonly ServerSideEncryptionContext?: string | undefined;
  readonly ServerSideEncryptionBucketKeyEnabled?: boolean | undefined;
  readonly ServerSideEncryptionCustomerAlgorithm?: string | undefined;
  readonly ServerSideEncryptionCustomerKeyMD5?: string | undefined;
  readonly ObjectLockMode?: string | undefined;
  readonly ObjectLockRetainUntilDate?: Date | undefined;
  readonly ObjectLockLegalHold?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumType?: string | undefined;
}

export interface HeadObjectParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly ResponseCacheControl?: string | undefined;
  readonly ResponseContentDisposition?: string | undefined;
  readonly ResponseContentEncoding?: string | undefined;
  readonly ResponseContentLanguage?: string | undefined;
  readonly ResponseContentType?: string | undefined;
  readonly ResponseExpires?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly PartNumber?: number | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
  readonly Range?: string | undefined;
  readonly ServerSideEncryptionCustomerAlgorithm?: string | undefined;
  readonly ServerSideEncryptionCustomerKey?: string | undefined;
  readonly ServerSideEncryptionCustomerKeyMD5?: string | undefined;
  readonly ChecksumMode?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface HeadObjectResult {
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly DeleteMarker?: boolean | undefined;
  readonly AcceptRanges?: string | undefined;
  readonly Expiration?: string | undefined;
  readonly Restore?: string | undefined;
  readonly ArchiveStatus?: string | undefined;
  readonly LastModified?: Date | undefined;
  readonly ContentLength?: number | undefined;
  readonly ETag?: string | undefined;
  readonly MissingMeta?: number | undefined;
  readonly VersionId?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly ContentRange?: string | undefined;
  readonly Expires?: Date | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly ReplicationStatus?: string | undefined;
  readonly MpPartsCount?: number | undefined;
  readonly TaggingCount?: number | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly ServerSideEncryptionAwsKmsKeyId?: string | undefined;
  readonly ServerSideEncryptionContext?: string | undefined;
  readonly ServerSideEncryptionBucketKeyEnabled?: boolean | undefined;
  readonly ServerSideEncryptionCustomerAlgorithm?: string | undefined;
  readonly ServerSideEncryptionCustomerKeyMD5?: string | undefined;
  readonly ObjectLockMode?: string | undefined;
  readonly ObjectLockRetainUntilDate?: Date | undefined;
  readonly ObjectLockLegalHold?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumType?: string | undefined;
}

export interface DeleteObjectParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly MFA?: string | undefined;
  readonly BypassGovernanceRetention?: boolean | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfMatchLastModifiedTime?: Date | undefined;
  readonly IfMatchSize?: number | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteObjectResult {
  readonly DeleteMarker?: boolean | undefined;
  readonly VersionId?: string | undefined;
}

export interface DeleteObjectsParameters {
  readonly Bucket: string;
  readonly MFA?: string | undefined;
  readonly BypassGovernanceRetention?: boolean | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly Delete: {
    readonly Object?: readonly {
      readonly Key: string;
      readonly VersionId?: string | undefined;
      readonly ETag?: string | undefined;
      readonly LastModifiedTime?: Date | undefined;
      readonly Size?: number | undefined;
    }[] | undefined;
    readonly Quiet?: boolean | undefined;
  };
}

export interface DeleteObjectsResult {
  readonly Deleted: readonly {
    readonly Key?: string | undefined;
    readonly VersionId?: string | undefined;
    readonly DeleteMarker?: boolean | undefined;
    readonly DeleteMarkerVersionId?: string | undefined;
  }[];
  readonly Error: readonly {
    readonly Key?: string | undefined;
    readonly VersionId?: string | undefined;
    readonly Code?: string | undefined;
    readonly Message?: string | undefined;
  }[];
}

export interface CopyObjectParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly ACL?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly CopySource: string;
  readonly CopySourceIfMatch?: string | undefined;
  readonly CopySourceIfNoneMatch?: string | undefined;
  readonly CopySourceIfModifiedSince?: Date | undefined;
  readonly CopySourceIfUnmodifiedSince?: Date | undefined;
  readonly Expires?: Date | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadAcp?: string | undefined;
  readonly GrantWriteAcp?: string | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly MetadataDirective?: string | undefined;
  readonly TaggingDirective?: string | undefined;
  readonly ObjectAnnotationDirective?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly Tagging?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly ServerSideEncryptionAwsKmsKeyId?: string | undefined;
  readonly ServerSideEncryptionContext?: string | undefined;
  readonly ServerSideEncryptionBucketKeyEnabled?: boolean | undefined;
  readonly ServerSideEncryptionCustomerAlgorithm?: string | undefined;
  readonly ServerSideEncryptionCustomerKey?: string | undefined;
  readonly ServerSideEncryptionCustomerKeyMD5?: string | undefined;
  readonly ObjectLockMode?: string | undefined;
  readonly ObjectLockRetainUntilDate?: Date | undefined;
  readonly ObjectLockLegalHold?: string | undefined;
  readonly CopySourceServerSideEncryptionCustomerAlgorithm?: string | undefined;
  readonly CopySourceServerSideEncryptionCustomerKey?: string | undefined;
  readonly CopySourceServerSideEncryptionCustomerKeyMD5?: string | undefined;
  readonly ChecksumAlgorithm?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface CopyObjectResult {
  readonly ETag?: string | undefined;
  readonly LastModified?: Date | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumType?: string | undefined;
  readonly Expiration?: string | undefined;
  readonly CopySourceVersionId?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly ServerSideEncryptionAwsKmsKeyId?: string | undefined;
  readonly ServerSideEncryptionContext?: string | undefined;
  readonly ServerSideEncryptionBucketKeyEnabled?: boolean | undefined;
}

export interface GetObjectAttributesParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly MaxParts?: number | undefined;
  readonly PartNumberMarker?: number | undefined;
  readonly ObjectAttributes?: string | undefined;
  readonly ServerSideEncryptionCustomerAlgorithm?: string | undefined;
  readonly ServerSideEncryptionCustomerKey?: string | undefined;
  readonly ServerSideEncryptionCustomerKeyMD5?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetObjectAttributesResult {
  readonly ETag?: string | undefined;
  readonly Checksum?: {
    readonly ChecksumCRC32?: string | undefined;
    readonly ChecksumCRC32C?: string | undefined;
    readonly ChecksumCRC64NVME?: string | undefined;
    readonly ChecksumSHA1?: string | undefined;
    readonly ChecksumSHA256?: string | undefined;
    readonly ChecksumType?: string | undefined;
  } | undefined;
  readonly ObjectParts?: {
    readonly PartsCount?: number | undefined;
    readonly PartNumberMarker?: number | undefined;
    readonly NextPartNumberMarker?: number | undefined;
    readonly MaxParts?: number | undefined;
    readonly IsTruncated?: boolean | undefined;
    readonly Part: readonly {
      readonly PartNumber?: number | undefined;
      readonly Size?: number | undefined;
      readonly ChecksumCRC32?: string | undefined;
      readonly ChecksumCRC32C?: string | undefined;
      readonly ChecksumCRC64NVME?: string | undefined;
      readonly ChecksumSHA1?: string | undefined;
      readonly ChecksumSHA256?: string | undefined;
    }[];
  } | undefined;
  readonly StorageClass?: string | undefined;
  readonly ObjectSize?: number | undefined;
  readonly DeleteMarker?: boolean | undefined;
  readonly LastModified?: Date | undefined;
  readonly VersionId?: string | undefined;
}

export interface CreateMultipartUploadParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly ACL?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly Expires?: Date | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadAcp?: string | undefined;
  readonly GrantWriteAcp?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly Tagging?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly ServerSideEncryptionAwsKmsKeyId?: string | undefined;
  readonly ServerSideEncryptionContext?: string | undefined;
  readonly ServerSideEncryptionBucketKeyEnabled?: boolean | undefined;
  readonly ServerSideEncryptionCustomerAlgorithm?: string | undefined;
  readonly ServerSideEncryptionCustomerKey?: string | undefined;
  readonly ServerSideEncryptionCustomerKeyMD5?: string | undefined;
  readonly ObjectLockMode?: string | undefined;
  readonly ObjectLockRetainUntilDate?: Date | undefined;
  readonly ObjectLockLegalHold?: string | undefined;
  readonly ChecksumAlgorithm?: string | undefined;
  readonly ChecksumType?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface CreateMultipartUploadResult {
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
  readonly UploadId?: string | undefined;
  readonly AbortDate?: Date | undefined;
  readonly AbortRuleId?: string | undefined;
  readonly ChecksumAlgorithm?: string | undefined;
  readonly ChecksumType?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly ServerSideEncryptionAwsKmsKeyId?: string | undefined;
  readonly ServerSideEncryptionContext?: string | undefined;
  readonly ServerSideEncryptionBucketKeyEnabled?: boolean | undefined;
}

export interface UploadPartParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly PartNumber: number;
  readonly UploadId: string;
  readonly ContentLength?: number | undefined;
  readonly ContentMD5?: string | undefined;
  readonly ServerSideEncryptionCustomerAlgorithm?: string | undefined;
  readonly ServerSideEncryptionCustomerKey?: string | undefined;
  readonly ServerSideEncryptionCustomerKeyMD5?: string | undefined;
  readonly ChecksumAlgorithm?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  /** Default: nothing. Streams need a ContentLength, unless they are files. */
  readonly Body?: BodySource | undefined;
}

export interface UploadPartResult {
  readonly ETag?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly ServerSideEncryptionAwsKmsKeyId?: string | undefined;
  readonly ServerSideEncryptionContext?: string | undefined;
  readonly ServerSideEncryptionBucketKeyEnabled?: boolean | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
}

export interface UploadPartCopyParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly PartNumber: number;
  readonly UploadId: string;
  readonly CopySource: string;
  readonly CopySourceIfMatch?: string | undefined;
  readonly CopySourceIfNoneMatch?: string | undefined;
  readonly CopySourceIfModifiedSince?: Date | undefined;
  readonly CopySourceIfUnmodifiedSince?: Date | undefined;
  readonly CopySourceRange?: string | undefined;
  readonly ServerSideEncryptionCustomerAlgorithm?: string | undefined;
  readonly ServerSideEncryptionCustomerKey?: string | undefined;
  readonly ServerSideEncryptionCustomerKeyMD5?: string | undefined;
  readonly CopySourceServerSideEncryptionCustomerAlgorithm?: string | undefined;
  readonly CopySourceServerSideEncryptionCustomerKey?: string | undefined;
  readonly CopySourceServerSideEncryptionCustomerKeyMD5?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface UploadPartCopyResult {
  readonly ETag?: string | undefined;
  readonly LastModified?: Date | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly CopySourceVersionId?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly ServerSideEncryptionAwsKmsKeyId?: string | undefined;
  readonly ServerSideEncryptionContext?: string | undefined;
  readonly ServerSideEncryptionBucketKeyEnabled?: boolean | undefined;
}

export interface CompleteMultipartUploadParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly UploadId: string;
  readonly MpObjectSize?: number | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly ServerSideEncryptionCustomerAlgorithm?: string | undefined;
  readonly ServerSideEncryptionCustomerKey?: string | undefined;
  readonly ServerSideEncryptionCustomerKeyMD5?: string | undefined;
  readonly ChecksumType?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly CompleteMultipartUpload: {
    readonly Part?: readonly {
      readonly ETag?: string | undefined;
      readonly PartNumber?: number | undefined;
      readonly ChecksumCRC32?: string | undefined;
      readonly ChecksumCRC32C?: string | undefined;
      readonly ChecksumCRC64NVME?: string | undefined;
      readonly ChecksumSHA1?: string | undefined;
      readonly ChecksumSHA256?: string | undefined;
    }[] | undefined;
  };
}

export interface CompleteMultipartUploadResult {
  readonly Location?: string | undefined;
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
  readonly ETag?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumType?: string | undefined;
  readonly Expiration?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly ServerSideEncryptionAwsKmsKeyId?: string | undefined;
  readonly ServerSideEncryptionContext?: string | undefined;
  readonly ServerSideEncryptionBucketKeyEnabled?: boolean | undefined;
}

export interface AbortMultipartUploadParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly UploadId: string;
  readonly IfMatchInitiatedTime?: Date | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface ListPartsParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly MaxParts?: number | undefined;
  readonly PartNumberMarker?: number | undefined;
  readonly UploadId: string;
  readonly ServerSideEncryptionCustomerAlgorithm?: string | undefined;
  readonly ServerSideEncryptionCustomerKey?: string | undefined;
  readonly ServerSideEncryptionCustomerKeyMD5?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface ListPartsResult {
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
  readonly UploadId?: string | undefined;
  readonly PartNumberMarker?: number | undefined;
  readonly NextPartNumberMarker?: number | undefined;
  readonly MaxParts?: number | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Part: readonly {
    readonly PartNumber?: number | undefined;
    readonly LastModified?: Date | undefined;
    readonly ETag?: string | undefined;
    readonly Size?: number | undefined;
    readonly ChecksumCRC32?: string | undefined;
    readonly ChecksumCRC32C?: string | undefined;
    readonly ChecksumCRC64NVME?: string | undefined;
    readonly ChecksumSHA1?: string | undefined;
    readonly ChecksumSHA256?: string | undefined;
  }[];
  readonly Initiator?: {
    readonly ID?: string | undefined;
    readonly DisplayName?: string | undefined;
  } | undefined;
  readonly Owner?: {
    readonly DisplayName?: string | undefined;
    readonly ID?: string | undefined;
  } | undefined;
  readonly StorageClass?: string | undefined;
  readonly ChecksumAlgorithm?: string | undefined;
  readonly ChecksumType?: string | undefined;
  readonly AbortDate?: Date | undefined;
  readonly AbortRuleId?: string | undefined;
}

export interface ListMultipartUploadsParameters {
  readonly Bucket: string;
  readonly Delimiter?: string | undefined;
  readonly EncodingType?: string | undefined;
  readonly KeyMarker?: string | undefined;
  readonly MaxUploads?: number | undefined;
  readonly Prefix?: string | undefined;
  readonly UploadIdMarker?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface ListMultipartUploadsResult {
  readonly Bucket?: string | undefined;
  readonly KeyMarker?: string | undefined;
  readonly UploadIdMarker?: string | undefined;
  readonly NextKeyMarker?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly NextUploadIdMarker?: string | undefined;
  readonly MaxUploads?: number | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Upload: readonly {
    readonly UploadId?: string | undefined;
    readonly Key?: string | undefined;
    readonly Initiated?: Date | undefined;
    readonly StorageClass?: string | undefined;
    readonly Owner?: {
      readonly DisplayName?: string | undefined;
      readonly ID?: string | undefined;
    } | undefined;
    readonly Initiator?: {
      readonly ID?: string | undefined;
      readonly DisplayName?: string | undefined;
    } | undefined;
  }[];
  readonly CommonPrefixes: readonly {
    readonly Prefix?: string | undefined;
  }[];
  readonly EncodingType?: string | undefined;
}

export interface GetBucketAclParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketAclResult {
  readonly Owner?: {
    readonly DisplayName?: string | undefined;
    readonly ID?: string | undefined;
  } | undefined;
  readonly AccessControlList: readonly Grant[];
}

export interface PutBucketAclParameters {
  readonly Bucket: string;
  readonly ACL?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadAcp?: string | undefined;
  readonly GrantWriteAcp?: string | undefined;
  readonly GrantWrite?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly AccessControlPolicy?: {
    readonly AccessControlList?: readonly GrantInput[] | undefined;
    readonly Owner?: {
      readonly DisplayName?: string | undefined;
      readonly ID?: string | undefined;
    } | undefined;
  } | undefined;
}

export interface GetObjectAclParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetObjectAclResult {
  readonly Owner?: {
    readonly DisplayName?: string | undefined;
    readonly ID?: string | undefined;
  } | undefined;
  readonly AccessControlList: readonly Grant[];
}

export interface PutObjectAclParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly ACL?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadAcp?: string | undefined;
  readonly GrantWriteAcp?: string | undefined;
  readonly GrantWrite?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly AccessControlPolicy?: {
    readonly AccessControlList?: readonly GrantInput[] | undefined;
    readonly Owner?: {
      readonly DisplayName?: string | undefined;
      readonly ID?: string | undefined;
    } | undefined;
  } | undefined;
}

export interface GetBucketCorsParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketCorsResult {
  readonly CORSRule: readonly {
    readonly ID?: string | undefined;
    readonly AllowedHeader: readonly string[];
    readonly AllowedMethod: readonly string[];
    readonly AllowedOrigin: readonly string[];
    readonly ExposeHeader: readonly string[];
    readonly MaxAgeSeconds?: number | undefined;
  }[];
}

export interface PutBucketCorsParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly CORSConfiguration: {
    readonly CORSRule?: readonly {
      readonly ID?: string | undefined;
      readonly AllowedHeader?: readonly string[] | undefined;
      readonly AllowedMethod?: readonly string[] | undefined;
      readonly AllowedOrigin?: readonly string[] | undefined;
      readonly ExposeHeader?: readonly string[] | undefined;
      readonly MaxAgeSeconds?: number | undefined;
    }[] | undefined;
  };
}

export interface DeleteBucketCorsParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketLifecycleConfigurationParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketLifecycleConfigurationResult {
  readonly Rule: readonly {
    readonly Expiration?: {
      readonly Date?: Date | undefined;
      readonly Days?: number | undefined;
      readonly ExpiredObjectDeleteMarker?: boolean | undefined;
    } | undefined;
    readonly ID?: string | undefined;
    readonly Prefix?: string | undefined;
    readonly Filter?: {
      readonly Prefix?: string | undefined;
      readonly Tag?: {
        readonly Key?: string | undefined;
        readonly Value?: string | undefined;
      } | undefined;
      readonly ObjectSizeGreaterThan?: number | undefined;
      readonly ObjectSizeLessThan?: number | undefined;
      readonly And?: {
        readonly Prefix?: string | undefined;
        readonly Tag: readonly {
          readonly Key?: string | undefined;
          readonly Value?: string | undefined;
        }[];
        readonly ObjectSizeGreaterThan?: number | undefined;
        readonly ObjectSizeLessThan?: number | undefined;
      } | undefined;
    } | undefined;
    readonly Status?: string | undefined;
    readonly Transition: readonly {
      readonly Date?: Date | undefined;
      readonly Days?: number | undefined;
      readonly StorageClass?: string | undefined;
    }[];
    readonly NoncurrentVersionTransition: readonly {
      readonly NoncurrentDays?: number | undefined;
      readonly StorageClass?: string | undefined;
      readonly NewerNoncurrentVersions?: number | undefined;
    }[];
    readonly NoncurrentVersionExpiration?: {
      readonly NoncurrentDays?: number | undefined;
      readonly NewerNoncurrentVersions?: number | undefined;
    } | undefined;
    readonly AbortIncompleteMultipartUpload?: {
      readonly DaysAfterInitiation?: number | undefined;
    } | undefined;
  }[];
  readonly TransitionDefaultMinimumObjectSize?: string | undefined;
}

export interface PutBucketLifecycleConfigurationParameters {
  readonly Bucket: string;
  readonly TransitionDefaultMinimumObjectSize?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly LifecycleConfiguration: {
    readonly Rule?: readonly {
      readonly Expiration?: {
        readonly Date?: Date | undefined;
        readonly Days?: number | undefined;
        readonly ExpiredObjectDeleteMarker?: boolean | undefined;
      } | undefined;
      readonly ID?: string | undefined;
      readonly Prefix?: string | undefined;
      readonly Filter?: {
        readonly Prefix?: string | undefined;
        readonly Tag?: {
          readonly Key?: string | undefined;
          readonly Value?: string | undefined;
        } | undefined;
        readonly ObjectSizeGreaterThan?: number | undefined;
        readonly ObjectSizeLessThan?: number | undefined;
        readonly And?: {
          readonly Prefix?: string | undefined;
          readonly Tag?: readonly {
            readonly Key?: string | undefined;
            readonly Value?: string | undefined;
          }[] | undefined;
          readonly ObjectSizeGreaterThan?: number | undefined;
          readonly ObjectSizeLessThan?: number | undefined;
        } | undefined;
      } | undefined;
      readonly Status?: string | undefined;
      readonly Transition?: readonly {
        readonly Date?: Date | undefined;
        readonly Days?: number | undefined;
        readonly StorageClass?: string | undefined;
      }[] | undefined;
      readonly NoncurrentVersionTransition?: readonly {
        readonly NoncurrentDays?: number | undefined;
        readonly StorageClass?: string | undefined;
        readonly NewerNoncurrentVersions?: number | undefined;
      }[] | undefined;
      readonly NoncurrentVersionExpiration?: {
        readonly NoncurrentDays?: number | undefined;
        readonly NewerNoncurrentVersions?: number | undefined;
      } | undefined;
      readonly AbortIncompleteMultipartUpload?: {
        readonly DaysAfterInitiation?: number | undefined;
      } | undefined;
    }[] | undefined;
  };
}

export interface PutBucketLifecycleConfigurationResult {
  readonly TransitionDefaultMinimumObjectSize?: string | undefined;
}

export interface DeleteBucketLifecycleParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketPolicyParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketPolicyResult {
  readonly Policy: string;
}

export interface PutBucketPolicyParameters {
  readonly Bucket: string;
  readonly ConfirmRemoveSelfBucketAccess?: boolean | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly Policy: string;
}

export interface DeleteBucketPolicyParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketPolicyStatusParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketPolicyStatusResult {
  readonly IsPublic?: boolean | undefined;
}

export interface GetBucketWebsiteParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketWebsiteResult {
  readonly RedirectAllRequestsTo?: {
    readonly HostName?: string | undefined;
    readonly Protocol?: string | undefined;
  } | undefined;
  readonly IndexDocument?: {
    readonly Suffix?: string | undefined;
  } | undefined;
  readonly ErrorDocument?: {
    readonly Key?: string | undefined;
  } | undefined;
  readonly RoutingRules: readonly {
    readonly Condition?: {
      readonly HttpErrorCodeReturnedEquals?: string | undefined;
      readonly KeyPrefixEquals?: string | undefined;
    } | undefined;
    readonly Redirect?: {
      readonly HostName?: string | undefined;
      readonly HttpRedirectCode?: string | undefined;
      readonly Protocol?: string | undefined;
      readonly ReplaceKeyPrefixWith?: string | undefined;
      readonly ReplaceKeyWith?: string | undefined;
    } | undefined;
  }[];
}

export interface PutBucketWebsiteParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly WebsiteConfiguration: {
    readonly ErrorDocument?: {
      readonly Key?: string | undefined;
    } | undefined;
    readonly IndexDocument?: {
      readonly Suffix?: string | undefined;
    } | undefined;
    readonly RedirectAllRequestsTo?: {
      readonly HostName?: string | undefined;
      readonly Protocol?: string | undefined;
    } | undefined;
    readonly RoutingRules?: readonly {
      readonly Condition?: {
        readonly HttpErrorCodeReturnedEquals?: string | undefined;
        readonly KeyPrefixEquals?: string | undefined;
      } | undefined;
      readonly Redirect?: {
        readonly HostName?: string | undefined;
        readonly HttpRedirectCode?: string | undefined;
        readonly Protocol?: string | undefined;
        readonly ReplaceKeyPrefixWith?: string | undefined;
        readonly ReplaceKeyWith?: string | undefined;
      } | undefined;
    }[] | undefined;
  };
}

export interface DeleteBucketWebsiteParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketLoggingParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketLoggingResult {
  readonly LoggingEnabled?: {
    readonly TargetBucket?: string | undefined;
    readonly TargetGrants: readonly Grant[];
    readonly TargetPrefix?: string | undefined;
  } | undefined;
}

export interface PutBucketLoggingParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly BucketLoggingStatus: {
    readonly LoggingEnabled?: {
      readonly TargetBucket?: string | undefined;
      readonly TargetGrants?: readonly GrantInput[] | undefined;
      readonly TargetPrefix?: string | undefined;
    } | undefined;
  };
}

export interface GetBucketTaggingParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketTaggingResult {
  readonly TagSet: readonly {
    readonly Key?: string | undefined;
    readonly Value?: string | undefined;
  }[];
}

export interface PutBucketTaggingParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly Tagging: {
    readonly TagSet?: readonly {
      readonly Key?: string | undefined;
      readonly Value?: string | undefined;
    }[] | undefined;
  };
}

export interface DeleteBucketTaggingParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetObjectTaggingParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetObjectTaggingResult {
  readonly TagSet: readonly {
    readonly Key?: string | undefined;
    readonly Value?: string | undefined;
  }[];
  readonly VersionId?: string | undefined;
}

export interface PutObjectTaggingParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly Tagging: {
    readonly TagSet?: readonly {
      readonly Key?: string | undefined;
      readonly Value?: string | undefined;
    }[] | undefined;
  };
}

export interface PutObjectTaggingResult {
  readonly VersionId?: string | undefined;
}

export interface DeleteObjectTaggingParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteObjectTaggingResult {
  readonly VersionId?: string | undefined;
}

export interface GetBucketVersioningParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketVersioningResult {
  readonly Status?: string | undefined;
  readonly MfaDelete?: string | undefined;
}

export interface PutBucketVersioningParameters {
  readonly Bucket: string;
  readonly MFA?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly VersioningConfiguration: {
    readonly MfaDelete?: string | undefined;
    readonly Status?: string | undefined;
  };
}

export interface GetBucketRequestPaymentParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketRequestPaymentResult {
  readonly Payer?: string | undefined;
}

export interface PutBucketRequestPaymentParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly RequestPaymentConfiguration: {
    readonly Payer?: string | undefined;
  };
}

export interface GetObjectTorrentParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetObjectTorrentResult {
  /** Read it to its end or destroy it. */
  readonly Body: Readable;
}

export interface RestoreObjectParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly RestoreRequest: {
    readonly Days?: number | undefined;
    readonly GlacierJobParameters?: {
      readonly Tier?: string | undefined;
    } | undefined;
  };
}

export interface RestoreObjectResult {
  readonly RestoreOutputPath?: string | undefined;
}

export interface GetBucketEncryptionParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketEncryptionResult {
  readonly Rule: readonly {
    readonly ApplyServerSideEncryptionByDefault?: {
      readonly SSEAlgorithm?: string | undefined;
      readonly KMSMasterKeyID?: string | undefined;
    } | undefined;
    readonly BucketKeyEnabled?: boolean | undefined;
  }[];
}

export interface PutBucketEncryptionParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ServerSideEncryptionConfiguration: {
    readonly Rule?: readonly {
      readonly ApplyServerSideEncryptionByDefault?: {
        readonly SSEAlgorithm?: string | undefined;
        readonly KMSMasterKeyID?: string | undefined;
      } | undefined;
      readonly BucketKeyEnabled?: boolean | undefined;
    }[] | undefined;
  };
}

export interface DeleteBucketEncryptionParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketNotificationConfigurationParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketNotificationConfigurationResult {
  readonly TopicConfiguration: readonly {
    readonly Id?: string | undefined;
    readonly Topic?: string | undefined;
    readonly Event: readonly string[];
    readonly Filter?: {
      readonly S3Key?: {
        readonly FilterRule: readonly {
          readonly Name?: string | undefined;
          readonly Value?: string | undefined;
        }[];
      } | undefined;
    } | undefined;
  }[];
  readonly QueueConfiguration: readonly {
    readonly Id?: string | undefined;
    readonly Queue?: string | undefined;
    readonly Event: readonly string[];
    readonly Filter?: {
      readonly S3Key?: {
        readonly FilterRule: readonly {
          readonly Name?: string | undefined;
          readonly Value?: string | undefined;
        }[];
      } | undefined;
    } | undefined;
  }[];
  readonly CloudFunctionConfiguration: readonly {
    readonly Id?: string | undefined;
    readonly CloudFunction?: string | undefined;
    readonly Event: readonly string[];
    readonly Filter?: {
      readonly S3Key?: {
        readonly FilterRule: readonly {
          readonly Name?: string | undefined;
          readonly Value?: string | undefined;
        }[];
      } | undefined;
    } | undefined;
  }[];
  readonly EventBridgeConfiguration?: Readonly<Record<string, never>> | undefined;
}

export interface PutBucketNotificationConfigurationParameters {
  readonly Bucket: string;
  readonly SkipDestinationValidation?: boolean | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly NotificationConfiguration: {
    readonly TopicConfiguration?: readonly {
      readonly Id?: string | undefined;
      readonly Topic?: string | undefined;
      readonly Event?: readonly string[] | undefined;
      readonly Filter?: {
        readonly S3Key?: {
          readonly FilterRule?: readonly {
            readonly Name?: string | undefined;
            readonly Value?: string | undefined;
          }[] | undefined;
        } | undefined;
      } | undefined;
    }[] | undefined;
    readonly QueueConfiguration?: readonly {
      readonly Id?: string | undefined;
      readonly Queue?: string | undefined;
      readonly Event?: readonly string[] | undefined;
      readonly Filter?: {
        readonly S3Key?: {
          readonly FilterRule?: readonly {
            readonly Name?: string | undefined;
            readonly Value?: string | undefined;
          }[] | undefined;
        } | undefined;
      } | undefined;
    }[] | undefined;
    readonly CloudFunctionConfiguration?: readonly {
      readonly Id?: string | undefined;
      readonly CloudFunction?: string | undefined;
      readonly Event?: readonly string[] | undefined;
      readonly Filter?: {
        readonly S3Key?: {
          readonly FilterRule?: readonly {
            readonly Name?: string | undefined;
            readonly Value?: string | undefined;
          }[] | undefined;
        } | undefined;
      } | undefined;
    }[] | undefined;
    readonly EventBridgeConfiguration?: Readonly<Record<string, never>> | undefined;
  };
}

export interface GetObjectLockConfigurationParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetObjectLockConfigurationResult {
  readonly ObjectLockEnabled?: string | undefined;
  readonly Rule?: {
    readonly DefaultRetention?: {
      readonly Mode?: string | undefined;
      readonly Days?: number | undefined;
      readonly Years?: number | undefined;
    } | undefined;
  } | undefined;
}

export interface PutObjectLockConfigurationParameters {
  readonly Bucket: string;
  readonly BucketObjectLockToken?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ObjectLockConfiguration: {
    readonly ObjectLockEnabled?: string | undefined;
    readonly Rule?: {
      readonly DefaultRetention?: {
        readonly Mode?: string | undefined;
        readonly Days?: number | undefined;
        readonly Years?: number | undefined;
      } | undefined;
    } | undefined;
  };
}

export interface GetObjectRetentionParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetObjectRetentionResult {
  readonly Mode?: string | undefined;
  readonly RetainUntilDate?: Date | undefined;
}

export interface PutObjectRetentionParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly BypassGovernanceRetention?: boolean | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly Retention: {
    readonly Mode?: string | undefined;
    readonly RetainUntilDate?: Date | undefined;
  };
}

export interface GetObjectLegalHoldParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetObjectLegalHoldResult {
  readonly Status?: string | undefined;
}

export interface PutObjectLegalHoldParameters {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly LegalHold: {
    readonly Status?: string | undefined;
  };
}

export interface GetPublicAccessBlockParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetPublicAccessBlockResult {
  readonly BlockPublicAcls?: boolean | undefined;
  readonly IgnorePublicAcls?: boolean | undefined;
  readonly BlockPublicPolicy?: boolean | undefined;
  readonly RestrictPublicBuckets?: boolean | undefined;
}

export interface PutPublicAccessBlockParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly PublicAccessBlockConfiguration: {
    readonly BlockPublicAcls?: boolean | undefined;
    readonly IgnorePublicAcls?: boolean | undefined;
    readonly BlockPublicPolicy?: boolean | undefined;
    readonly RestrictPublicBuckets?: boolean | undefined;
  };
}

export interface DeletePublicAccessBlockParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketOwnershipControlsParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketOwnershipControlsResult {
  readonly Rule: readonly {
    readonly ObjectOwnership?: string | undefined;
  }[];
}

export interface PutBucketOwnershipControlsParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly OwnershipControls: {
    readonly Rule?: readonly {
      readonly ObjectOwnership?: string | undefined;
    }[] | undefined;
  };
}

export interface DeleteBucketOwnershipControlsParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketAccelerateConfigurationParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketAccelerateConfigurationResult {
  readonly Status?: string | undefined;
}

export interface PutBucketAccelerateConfigurationParameters {
  readonly Bucket: string;
  readonly RequestPayer?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly AccelerateConfiguration: {
    readonly Status?: string | undefined;
  };
}

export interface Grant {
  readonly Grantee?: {
    readonly type?: string | undefined;
    readonly ID?: string | undefined;
    readonly DisplayName?: string | undefined;
    readonly EmailAddress?: string | undefined;
    readonly URI?: string | undefined;
  } | undefined;
  readonly Permission?: string | undefined;
}

export interface GrantInput {
  readonly Grantee?: {
    readonly type?: string | undefined;
    readonly ID?: string | undefined;
    readonly DisplayName?: string | undefined;
    readonly EmailAddress?: string | undefined;
    readonly URI?: string | undefined;
  } | undefined;
  readonly Permission?: string | undefined;
}

export interface S3Actions {
  /** GET / */
  listBuckets(parameters?: ListBucketsParameters, options?: CallOptions): Promise<ListBucketsResult>;
  /** PUT B */
  createBucket(parameters: CreateBucketParameters, options?: CallOptions): Promise<CreateBucketResult>;
  /** HEAD B */
  headBucket(parameters: HeadBucketParameters, options?: CallOptions): Promise<HeadBucketResult>;
  /** DELETE B */
  deleteBucket(parameters: DeleteBucketParameters, options?: CallOptions): Promise<void>;
  /** GET B?location */
  getBucketLocation(parameters: GetBucketLocationParameters, options?: CallOptions): Promise<GetBucketLocationResult>;
  /** GET B */
  listObjects(parameters: ListObjectsParameters, options?: CallOptions): Promise<ListObjectsResult>;
  /** GET B?list-type=2 */
  listObjectsV2(parameters: ListObjectsV2Parameters, options?: CallOptions): Promise<ListObjectsV2Result>;
  /** GET B?versions */
  listObjectVersions(parameters: ListObjectVersionsParameters, options?: CallOptions): Promise<ListObjectVersionsResult>;
  /** PUT B/K */
  putObject(parameters: PutObjectParameters, options?: CallOptions): Promise<PutObjectResult>;
  /** GET B/K */
  getObject(parameters: GetObjectParameters, options?: CallOptions): Promise<GetObjectResult>;
  /** HEAD B/K */
  headObject(parameters: HeadObjectParameters, options?: CallOptions): Promise<HeadObjectResult>;
  /** DELETE B/K */
  deleteObject(parameters: DeleteObjectParameters, options?: CallOptions): Promise<DeleteObjectResult>;
  /** POST B?delete */
  deleteObjects(parameters: DeleteObjectsParameters, options?: CallOptions): Promise<DeleteObjectsResult>;
  /** PUT B/K */
  copyObject(parameters: CopyObjectParameters, options?: CallOptions): Promise<CopyObjectResult>;
  /** GET B/K?attributes */
  getObjectAttributes(parameters: GetObjectAttributesParameters, options?: CallOptions): Promise<GetObjectAttributesResult>;
  /** POST B/K?uploads */
  createMultipartUpload(parameters: CreateMultipartUploadParameters, options?: CallOptions): Promise<CreateMultipartUploadResult>;
  /** PUT B/K */
  uploadPart(parameters: UploadPartParameters, options?: CallOptions): Promise<UploadPartResult>;
  /** PUT B/K */
  uploadPartCopy(parameters: UploadPartCopyParameters, options?: CallOptions): Promise<UploadPartCopyResult>;
  /** POST B/K */
  completeMultipartUpload(parameters: CompleteMultipartUploadParameters, options?: CallOptions): Promise<CompleteMultipartUploadResult>;
  /** DELETE B/K */
  abortMultipartUpload(parameters: AbortMultipartUploadParameters, options?: CallOptions): Promise<void>;
  /** GET B/K */
  listParts(parameters: ListPartsParameters, options?: CallOptions): Promise<ListPartsResult>;
  /** GET B?uploads */
  listMultipartUploads(parameters: ListMultipartUploadsParameters, options?: CallOptions): Promise<ListMultipartUploadsResult>;
  /** GET B?acl */
  getBucketAcl(parameters: GetBucketAclParameters, options?: CallOptions): Promise<GetBucketAclResult>;
  /** PUT B?acl */
  putBucketAcl(parameters: PutBucketAclParameters, options?: CallOptions): Promise<void>;
  /** GET B/K?acl */
  getObjectAcl(parameters: GetObjectAclParameters, options?: CallOptions): Promise<GetObjectAclResult>;
  /** PUT B/K?acl */
  putObjectAcl(parameters: PutObjectAclParameters, options?: CallOptions): Promise<void>;
  /** GET B?cors */
  getBucketCors(parameters: GetBucketCorsParameters, options?: CallOptions): Promise<GetBucketCorsResult>;
  /** PUT B?cors */
  putBucketCors(parameters: PutBucketCorsParameters, options?: CallOptions): Promise<void>;
  /** DELETE B?cors */
  deleteBucketCors(parameters: DeleteBucketCorsParameters, options?: CallOptions): Promise<void>;
  /** GET B?lifecycle */
  getBucketLifecycleConfiguration(parameters: GetBucketLifecycleConfigurationParameters, options?: CallOptions): Promise<GetBucketLifecycleConfigurationResult>;
  /** PUT B?lifecycle */
  putBucketLifecycleConfiguration(parameters: PutBucketLifecycleConfigurationParameters, options?: CallOptions): Promise<PutBucketLifecycleConfigurationResult>;
  /** DELETE B?lifecycle */
  deleteBucketLifecycle(parameters: DeleteBucketLifecycleParameters, options?: CallOptions): Promise<void>;
  /** GET B?policy */
  getBucketPolicy(parameters: GetBucketPolicyParameters, options?: CallOptions): Promise<GetBucketPolicyResult>;
  /** PUT B?policy */
  putBucketPolicy(parameters: PutBucketPolicyParameters, options?: CallOptions): Promise<void>;
  /** DELETE B?policy */
  deleteBucketPolicy(parameters: DeleteBucketPolicyParameters, options?: CallOptions): Promise<void>;
  /** GET B?policyStatus */
  getBucketPolicyStatus(parameters: GetBucketPolicyStatusParameters, options?: CallOptions): Promise<GetBucketPolicyStatusResult>;
  /** GET B?website */
  getBucketWebsite(parameters: GetBucketWebsiteParameters, options?: CallOptions): Promise<GetBucketWebsiteResult>;
  /** PUT B?website */
  putBucketWebsite(parameters: PutBucketWebsiteParameters, options?: CallOptions): Promise<void>;
  /** DELETE B?website */
  deleteBucketWebsite(parameters: DeleteBucketWebsiteParameters, options?: CallOptions): Promise<void>;
  /** GET B?logging */
  getBucketLogging(parameters: GetBucketLoggingParameters, options?: CallOptions): Promise<GetBucketLoggingResult>;
  /** PUT B?logging */
  putBucketLogging(parameters: PutBucketLoggingParameters, options?: CallOptions): Promise<void>;
  /** GET B?tagging */
  getBucketTagging(parameters: GetBucketTaggingParameters, options?: CallOptions): Promise<GetBucketTaggingResult>;
  /** PUT B?tagging */
  putBucketTagging(parameters: PutBucketTaggingParameters, options?: CallOptions): Promise<void>;
  /** DELETE B?tagging */
  deleteBucketTagging(parameters: DeleteBucketTaggingParameters, options?: CallOptions): Promise<void>;
  /** GET B/K?tagging */
  getObjectTagging(parameters: GetObjectTaggingParameters, options?: CallOptions): Promise<GetObjectTaggingResult>;
  /** PUT B/K?tagging */
  putObjectTagging(parameters: PutObjectTaggingParameters, options?: CallOptions): Promise<PutObjectTaggingResult>;
  /** DELETE B/K?tagging */
  deleteObjectTagging(parameters: DeleteObjectTaggingParameters, options?: CallOptions): Promise<DeleteObjectTaggingResult>;
  /** GET B?versioning */
  getBucketVersioning(parameters: GetBucketVersioningParameters, options?: CallOptions): Promise<GetBucketVersioningResult>;
  /** PUT B?versioning */
  putBucketVersioning(parameters: PutBucketVersioningParameters, options?: CallOptions): Promise<void>;
  /** GET B?requestPayment */
  getBucketRequestPayment(parameters: GetBucketRequestPaymentParameters, options?: CallOptions): Promise<GetBucketRequestPaymentResult>;
  /** PUT B?requestPayment */
  putBucketRequestPayment(parameters: PutBucketRequestPaymentParameters, options?: CallOptions): Promise<void>;
  /** GET B/K?torrent */
  getObjectTorrent(parameters: GetObjectTorrentParameters, options?: CallOptions): Promise<GetObjectTorrentResult>;
  /** POST B/K?restore */
  restoreObject(parameters: RestoreObjectParameters, options?: CallOptions): Promise<RestoreObjectResult>;
  /** GET B?encryption */
  getBucketEncryption(parameters: GetBucketEncryptionParameters, options?: CallOptions): Promise<GetBucketEncryptionResult>;
  /** PUT B?encryption */
  putBucketEncryption(parameters: PutBucketEncryptionParameters, options?: CallOptions): Promise<void>;
  /** DELETE B?encryption */
  deleteBucketEncryption(parameters: DeleteBucketEncryptionParameters, options?: CallOptions): Promise<void>;
  /** GET B?notification */
  getBucketNotificationConfiguration(parameters: GetBucketNotificationConfigurationParameters, options?: CallOptions): Promise<GetBucketNotificationConfigurationResult>;
  /** PUT B?notification */
  putBucketNotificationConfiguration(parameters: PutBucketNotificationConfigurationParameters, options?: CallOptions): Promise<void>;
  /** GET B?object-lock */
  getObjectLockConfiguration(parameters: GetObjectLockConfigurationParameters, options?: CallOptions): Promise<GetObjectLockConfigurationResult>;
  /** PUT B?object-lock */
  putObjectLockConfiguration(parameters: PutObjectLockConfigurationParameters, options?: CallOptions): Promise<void>;
  /** GET B/K?retention */
  getObjectRetention(parameters: GetObjectRetentionParameters, options?: CallOptions): Promise<GetObjectRetentionResult>;
  /** PUT B/K?retention */
  putObjectRetention(parameters: PutObjectRetentionParameters, options?: CallOptions): Promise<void>;
  /** GET B/K?legal-hold */
  getObjectLegalHold(parameters: GetObjectLegalHoldParameters, options?: CallOptions): Promise<GetObjectLegalHoldResult>;
  /** PUT B/K?legal-hold */
  putObjectLegalHold(parameters: PutObjectLegalHoldParameters, options?: CallOptions): Promise<void>;
  /** GET B?publicAccessBlock */
  getPublicAccessBlock(parameters: GetPublicAccessBlockParameters, options?: CallOptions): Promise<GetPublicAccessBlockResult>;
  /** PUT B?publicAccessBlock */
  putPublicAccessBlock(parameters: PutPublicAccessBlockParameters, options?: CallOptions): Promise<void>;
  /** DELETE B?publicAccessBlock */
  deletePublicAccessBlock(parameters: DeletePublicAccessBlockParameters, options?: CallOptions): Promise<void>;
  /** GET B?ownershipControls */
  getBucketOwnershipControls(parameters: GetBucketOwnershipControlsParameters, options?: CallOptions): Promise<GetBucketOwnershipControlsResult>;
  /** PUT B?ownershipControls */
  putBucketOwnershipControls(parameters: PutBucketOwnershipControlsParameters, options?: CallOptions): Promise<void>;
  /** DELETE B?ownershipControls */
  deleteBucketOwnershipControls(parameters: DeleteBucketOwnershipControlsParameters, options?: CallOptions): Promise<void>;
  /** GET B?accelerate */
  getBucketAccelerateConfiguration(parameters: GetBucketAccelerateConfigurationParameters, options?: CallOptions): Promise<GetBucketAccelerateConfigurationResult>;
  /** PUT B?accelerate */
  putBucketAccelerateConfiguration(parameters: PutBucketAccelerateConfigurationParameters, options?: CallOptions): Promise<void>;
}
