// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { Integer64, ListOf, Struct } from '../../runtime/values.ts';
import type { GlusterBrickStatus, GlusterHookStatus, GlusterVolumeStatus, GlusterVolumeType, HookContentType, HookStage, TransportType } from '../enums.ts';
import type { Host, Statistic } from './infrastructure.ts';
import type { Identified } from './sla.ts';
import type { Device } from './storage.ts';
import type { Cluster } from './virtualization.ts';

export interface BlockStatistic extends Struct {
  readonly statistics?: ListOf<Statistic> | undefined;
}

export interface BrickProfileDetail extends EntityProfileDetail {
  readonly brick?: GlusterBrick | undefined;
}

export interface EntityProfileDetail extends Struct {
  readonly profileDetails?: ListOf<ProfileDetail> | undefined;
}

export interface FopStatistic extends Struct {
  readonly name?: string | undefined;
  readonly statistics?: ListOf<Statistic> | undefined;
}

export interface GlusterBrick extends GlusterBrickAdvancedDetails {
  readonly serverId?: string | undefined;
  readonly brickDir?: string | undefined;
  readonly status?: GlusterBrickStatus | undefined;
  readonly glusterVolume?: GlusterVolume | undefined;
  readonly statistics?: ListOf<Statistic> | undefined;
}

export interface GlusterBrickAdvancedDetails extends Device {
  readonly port?: number | undefined;
  readonly pid?: number | undefined;
  readonly device?: string | undefined;
  readonly mntOptions?: string | undefined;
  readonly fsName?: string | undefined;
  readonly glusterClients?: ListOf<GlusterClient> | undefined;
  readonly memoryPools?: ListOf<GlusterMemoryPool> | undefined;
}

export interface GlusterClient extends Struct {
  readonly hostName?: string | undefined;
  readonly clientPort?: number | undefined;
  readonly bytesRead?: Integer64 | undefined;
  readonly bytesWritten?: Integer64 | undefined;
}

export interface GlusterHook extends Identified {
  readonly glusterCommand?: string | undefined;
  readonly stage?: HookStage | undefined;
  readonly contentType?: HookContentType | undefined;
  readonly checksum?: string | undefined;
  readonly content?: string | undefined;
  readonly conflictStatus?: number | undefined;
  readonly conflicts?: string | undefined;
  readonly status?: GlusterHookStatus | undefined;
  readonly cluster?: Cluster | undefined;
  readonly serverHooks?: ListOf<GlusterServerHook> | undefined;
}

export interface GlusterMemoryPool extends Identified {
  readonly type?: string | undefined;
  readonly hotCount?: number | undefined;
  readonly coldCount?: number | undefined;
  readonly paddedSize?: number | undefined;
  readonly allocCount?: number | undefined;
  readonly maxAlloc?: number | undefined;
  readonly poolMisses?: number | undefined;
  readonly maxStdalloc?: number | undefined;
}

export interface GlusterServerHook extends Identified {
  readonly contentType?: HookContentType | undefined;
  readonly status?: GlusterHookStatus | undefined;
  readonly checksum?: string | undefined;
  readonly host?: Host | undefined;
}

export interface GlusterVolume extends Identified {
  readonly volumeType?: GlusterVolumeType | undefined;
  readonly transportTypes?: ListOf<TransportType> | undefined;
  readonly replicaCount?: number | undefined;
  readonly stripeCount?: number | undefined;
  readonly disperseCount?: number | undefined;
  readonly redundancyCount?: number | undefined;
  readonly options?: ListOf<Option> | undefined;
  readonly status?: GlusterVolumeStatus | undefined;
  readonly cluster?: Cluster | undefined;
  readonly bricks?: ListOf<GlusterBrick> | undefined;
  readonly statistics?: ListOf<Statistic> | undefined;
}

export interface GlusterVolumeProfileDetails extends Identified {
  readonly brickProfileDetails?: ListOf<BrickProfileDetail> | undefined;
  readonly nfsProfileDetails?: ListOf<NfsProfileDetail> | undefined;
}

export interface NfsProfileDetail extends EntityProfileDetail {
  readonly nfsServerIp?: string | undefined;
}

export interface Option extends Struct {
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly type?: string | undefined;
}

export interface ProfileDetail extends Struct {
  readonly profileType?: string | undefined;
  readonly duration?: number | undefined;
  readonly statistics?: ListOf<Statistic> | undefined;
  readonly blockStatistics?: ListOf<BlockStatistic> | undefined;
  readonly fopStatistics?: ListOf<FopStatistic> | undefined;
}
