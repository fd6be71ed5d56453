export type { AuthStrategy } from './auth/auth-strategy.ts';
export { FileTokenStore } from './auth/file-token-store.ts';
export { MemoryTokenStore } from './auth/memory-token-store.ts';
export type { TokenStore } from './auth/token-store.ts';
export type { CallOptions } from './call-options.ts';
export * from './capabilities.ts';
export { type AnyCloud, Cloud, type CloudSweepOptions } from './cloud.ts';
export { Addresses, type AllocateAddressOptions, type ListAddressesOptions } from './compute/addresses.ts';
export { Compute } from './compute/compute.ts';
export type { CreatedKeyPair } from './compute/compute-driver.ts';
export type * from './compute/compute-types.ts';
export type { Considered, Explanation } from './compute/explain.ts';
export type { NameFilter } from './compute/filters.ts';
export { type CreateFirewallOptions, type CreateFirewallSpec, Firewalls, type ListFirewallsOptions } from './compute/firewalls.ts';
export { type CreateImageOptions, type FindImageOptions, Images, type ListImagesOptions } from './compute/images.ts';
export { type CreateKeyPairOptions, type ImportKeyPairOptions, KeyPairs, type ListKeyPairsOptions } from './compute/key-pairs.ts';
export { type ListLocationsOptions, Locations } from './compute/locations.ts';
export type { BulkDeleteFailure, BulkDeleteOptions, BulkDeleteResult } from './compute/marked-group.ts';
export type { Marks } from './compute/marks.ts';
export { type CreateNetworkOptions, type CreateNetworkSpec, type ListNetworksOptions, Networks } from './compute/networks.ts';
export type { CreatePlan, PlannedRequest } from './compute/plan-create.ts';
export {
  type CreateManyOptions,
  type CreateManyResult,
  type CreateServerOptions,
  type CreateServerSpec,
  type ListServersOptions,
  Servers,
  type UsingServerOptions,
} from './compute/servers.ts';
export { type ListSizesOptions, type SizeConstraints, Sizes } from './compute/sizes.ts';
export { type CreateSnapshotOptions, type ListSnapshotsOptions, type SnapshotOf, Snapshots } from './compute/snapshots.ts';
export type { SweepOptions, SweepResult, SweptThing } from './compute/sweep.ts';
export type { SweptKind } from './compute/sweep-kinds.ts';
export {
  type AttachVolumeOptions,
  type CreateVolumeOptions,
  type CreateVolumeSpec,
  type DetachVolumeOptions,
  type ListVolumesOptions,
  type RestingVolumeState,
  type UsingVolumeOptions,
  Volumes,
} from './compute/volumes.ts';
export type { AwaitedServerState, RestingServerState } from './compute/wait-for-servers.ts';
export type { ConnectionConfig } from './config/connection-config.ts';
export * from './errors/cloud-error.ts';
export { exchangeOf } from './errors/response-error.ts';
export { List } from './paging/list.ts';
export type { PageOptions } from './paging/page.ts';
export * from './portability.ts';
export { type LiveOptions, livePortability } from './portability-live.ts';
export type { CapabilitiesOf, ConfigOf, NativeOf, ProviderId, ProviderTypes } from './provider-types.ts';
export type { BucketRef, ObservedState, Ref, WaitOptions } from './refs.ts';
export type { Scoped } from './scoped.ts';
export { Secret } from './secret.ts';
export type { Progress } from './storage/body-watch.ts';
export { Buckets, type CreateBucketOptions, type DeleteBucketOptions, type ListBucketsOptions } from './storage/buckets.ts';
export { DownloadedObject } from './storage/downloaded-object.ts';
export {
  type CopyObjectOptions,
  type DeleteManyOptions,
  type DeleteManyResult,
  type GetObjectOptions,
  type HeadObjectOptions,
  type ListFoldedOptions,
  type ListObjectsOptions,
  type ObjectRef,
  Objects,
  type PresignOptions,
  type UpdateMetadataOptions,
} from './storage/objects.ts';
export type { PutOptions } from './storage/put-object.ts';
export { Storage } from './storage/storage.ts';
export type { DeleteFailure } from './storage/storage-driver.ts';
export type * from './storage/storage-types.ts';
export type { CompareBy, Difference } from './storage/transfer/compare.ts';
export type { DownloadOptions } from './storage/transfer/download.ts';
export type { LinkPolicy } from './storage/transfer/local-files.ts';
export type { TransferOptions, TransferProgress, TransferResult } from './storage/transfer/options.ts';
export type { ObjectPlace } from './storage/transfer/place.ts';
export type { PlaceRow } from './storage/transfer/places.ts';
export type { PlanShardsOptions } from './storage/transfer/plan-shards.ts';
export type { RunShardOptions } from './storage/transfer/run-shard.ts';
export type { ShardClouds, ShardPlan, ShardResult, TransferShard } from './storage/transfer/shard.ts';
export type { CompareOptions, LocalFolder, SyncOptions, SyncPlace, SyncResult } from './storage/transfer/sync.ts';
export type { OpenUpload, TokenEnd, TransferToken } from './storage/transfer/token.ts';
export type { UploadOptions } from './storage/transfer/upload.ts';
export type { BodySource } from './transport/body.ts';
export type { RequestEvent, RetryEvent } from './transport/diagnostics.ts';
export { bridgeOpenTelemetry, type OpenTelemetryApi } from './transport/open-telemetry.ts';
