// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { Integer64, ListOf, Struct } from '../../runtime/values.ts';
import type { NumaTuneMode, PolicyUnitType, QosType } from '../enums.ts';
import type { AffinityLabel, Host, Permission, Statistic, User } from './infrastructure.ts';
import type { Disk, StorageDomain } from './storage.ts';
import type { Cluster, Cpu, DataCenter, Property, Vm } from './virtualization.ts';

export interface AffinityGroup extends Identified {
  /** @deprecated */
  readonly positive?: boolean | undefined;
  /** @deprecated */
  readonly enforcing?: boolean | undefined;
  /** Since 4.1. */
  readonly vmsRule?: AffinityRule | undefined;
  /** Since 4.1. */
  readonly hostsRule?: AffinityRule | undefined;
  /** Since 4.3.6. */
  readonly priority?: number | undefined;
  /** Since 4.4.8. */
  readonly broken?: boolean | undefined;
  readonly cluster?: Cluster | undefined;
  readonly vms?: ListOf<Vm> | undefined;
  /** Since 4.1. */
  readonly hosts?: ListOf<Host> | undefined;
  /** Since 4.3.6. */
  readonly vmLabels?: ListOf<AffinityLabel> | undefined;
  /** Since 4.3.6. */
  readonly hostLabels?: ListOf<AffinityLabel> | undefined;
}

/** Since 4.1. */
export interface AffinityRule extends Struct {
  /** Since 4.1. */
  readonly positive?: boolean | undefined;
  /** Since 4.1. */
  readonly enforcing?: boolean | undefined;
  /** Since 4.1. */
  readonly enabled?: boolean | undefined;
}

export interface Balance extends Identified {
  readonly schedulingPolicy?: SchedulingPolicy | undefined;
  readonly schedulingPolicyUnit?: SchedulingPolicyUnit | undefined;
}

export interface Filter extends Identified {
  readonly position?: number | undefined;
  readonly schedulingPolicyUnit?: SchedulingPolicyUnit | undefined;
}

export interface Identified extends Struct {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly comment?: string | undefined;
}

export interface NumaNode extends Identified {
  readonly index?: number | undefined;
  readonly memory?: Integer64 | undefined;
  readonly cpu?: Cpu | undefined;
  readonly nodeDistance?: string | undefined;
  readonly host?: Host | undefined;
  readonly statistics?: ListOf<Statistic> | undefined;
}

export interface NumaNodePin extends Struct {
  /** @deprecated */
  readonly hostNumaNode?: NumaNode | undefined;
  /** @deprecated */
  readonly pinned?: boolean | undefined;
  readonly index?: number | undefined;
}

export interface Qos extends Identified {
  readonly type?: QosType | undefined;
  readonly maxThroughput?: number | undefined;
  readonly maxReadThroughput?: number | undefined;
  readonly maxWriteThroughput?: number | undefined;
  readonly maxIops?: number | undefined;
  readonly maxReadIops?: number | undefined;
  readonly maxWriteIops?: number | undefined;
  readonly cpuLimit?: number | undefined;
  readonly inboundAverage?: number | undefined;
  readonly inboundPeak?: number | undefined;
  readonly inboundBurst?: number | undefined;
  readonly outboundAverage?: number | undefined;
  readonly outboundPeak?: number | undefined;
  readonly outboundBurst?: number | undefined;
  readonly outboundAverageLinkshare?: number | undefined;
  readonly outboundAverageUpperlimit?: number | undefined;
  readonly outboundAverageRealtime?: number | undefined;
  readonly dataCenter?: DataCenter | undefined;
}

export interface Quota extends Identified {
  readonly dataCenter?: DataCenter | undefined;
  readonly vms?: ListOf<Vm> | undefined;
  readonly disks?: ListOf<Disk> | undefined;
  readonly users?: ListOf<User> | undefined;
  readonly clusterSoftLimitPct?: number | undefined;
  readonly clusterHardLimitPct?: number | undefined;
  readonly storageSoftLimitPct?: number | undefined;
  readonly storageHardLimitPct?: number | undefined;
  readonly permissions?: ListOf<Permission> | undefined;
  readonly quotaClusterLimits?: ListOf<QuotaClusterLimit> | undefined;
  readonly quotaStorageLimits?: ListOf<QuotaStorageLimit> | undefined;
}

export interface QuotaClusterLimit extends Identified {
  readonly vcpuLimit?: number | undefined;
  readonly vcpuUsage?: number | undefined;
  readonly memoryLimit?: number | undefined;
  readonly memoryUsage?: number | undefined;
  readonly quota?: Quota | undefined;
  readonly cluster?: Cluster | undefined;
}

export interface QuotaStorageLimit extends Identified {
  readonly limit?: Integer64 | undefined;
  readonly usage?: number | undefined;
  readonly quota?: Quota | undefined;
  readonly storageDomain?: StorageDomain | undefined;
}

export interface SchedulingPolicy extends Identified {
  readonly locked?: boolean | undefined;
  readonly defaultPolicy?: boolean | undefined;
  readonly properties?: ListOf<Property> | undefined;
  readonly balances?: ListOf<Balance> | undefined;
  readonly filters?: ListOf<Filter> | undefined;
  readonly weight?: ListOf<Weight> | undefined;
}

export interface SchedulingPolicyUnit extends Identified {
  readonly type?: PolicyUnitType | undefined;
  readonly internal?: boolean | undefined;
  readonly enabled?: boolean | undefined;
  readonly properties?: ListOf<Property> | undefined;
}

export interface VirtualNumaNode extends NumaNode {
  readonly numaNodePins?: ListOf<NumaNodePin> | undefined;
  readonly numaTuneMode?: NumaTuneMode | undefined;
  readonly vm?: Vm | undefined;
}

export interface Weight extends Identified {
  readonly factor?: number | undefined;
  readonly schedulingPolicy?: SchedulingPolicy | undefined;
  readonly schedulingPolicyUnit?: SchedulingPolicyUnit | undefined;
}
