import type { EngineState } from '../state/engine-state.ts';
import type { Disk, StorageDomain, Vm } from '../state/model.ts';
import type { Element } from '../wire/element.ts';
import { conflict } from '../wire/faults.ts';
import { child, idOf, type XmlElement } from '../wire/read-body.ts';
import { runs } from './vm-element.ts';

const GIB = 1024 ** 3;

const quotaOf = (state: EngineState, id: string): string | undefined => state.open.kept(id)?.get('quota')?.attributes['id'];

/** Only where the data center enforces quotas: what is added needs one, and has to stay below its limits. */
function enforced(state: EngineState, centerId: string | undefined): boolean {
  return state.open.kept(centerId ?? '')?.get('quota_mode')?.text === 'enabled';
}

const limits = (state: EngineState, quotaId: string, segment: string): ReadonlyMap<string, Element>[] =>
  state.open
    .all('Quota')
    .flatMap(({ path, item }) => (item.id === quotaId ? [...state.open.collection(`${path}/${segment}`).values()].map((one) => one.members) : []));

/** A negative limit is none. */
const above = (limit: ReadonlyMap<string, Element>, name: string, wanted: number): boolean => {
  const most = Number(limit.get(name)?.text ?? '-1');
  return most >= 0 && wanted > most;
};

export function refuseVmWithoutQuota(state: EngineState, centerId: string, body: XmlElement): void {
  if (enforced(state, centerId) && idOf(child(body, 'quota')) === undefined)
    throw conflict('Cannot add VM. Quota is not valid: the Data Center enforces quotas, and none was given.');
}

export function refuseDiskAboveQuota(state: EngineState, domain: StorageDomain, body: XmlElement, bytes: number): void {
  if (!enforced(state, domain.dataCenterId)) return;
  const quota = idOf(child(body, 'quota'));
  if (quota === undefined) throw conflict('Cannot add Virtual Disk. Quota is not valid: the Data Center enforces quotas, and none was given.');
  for (const limit of limits(state, quota, 'quotastoragelimits')) {
    const only = limit.get('storage_domain')?.attributes['id'];
    if (only !== undefined && only !== domain.id) continue;
    if (above(limit, 'limit', (storageUse(state, quota, only) + bytes) / GIB))
      throw conflict(`Cannot add Virtual Disk. Limit exceeded: quota has no room on Storage Domain ${domain.name}.`);
  }
}

/** Memory and processors count while machines run. */
export function refuseStartAboveQuota(state: EngineState, vm: Vm): void {
  const quota = quotaOf(state, vm.id);
  const cluster = state.clusters.get(vm.clusterId);
  if (quota === undefined || !enforced(state, cluster?.dataCenterId)) return;
  for (const limit of limits(state, quota, 'quotaclusterlimits')) {
    const only = limit.get('cluster')?.attributes['id'];
    if (only !== undefined && only !== vm.clusterId) continue;
    const used = clusterUse(state, quota, only);
    if (above(limit, 'memory_limit', (used.memory + vm.memory) / GIB) || above(limit, 'vcpu_limit', used.cpus + cpus(vm)))
      throw conflict(`Cannot run VM. Limit exceeded: quota has no room in Cluster ${cluster?.name ?? ''}.`);
  }
}

const cpus = (vm: Vm): number => vm.cpu.sockets * vm.cpu.cores * vm.cpu.threads;

/** Bytes of the disks that count for a quota, on one storage domain or on all. */
export function storageUse(state: EngineState, quotaId: string, domainId: string | undefined): number {
  const counts = (disk: Disk): boolean => quotaOf(state, disk.id) === quotaId && (domainId === undefined || disk.storageDomainId === domainId);
  return [...state.disks.values()].filter(counts).reduce((sum, disk) => sum + disk.provisionedSize, 0);
}

export function clusterUse(state: EngineState, quotaId: string, clusterId: string | undefined): { readonly memory: number; readonly cpus: number } {
  const running = [...state.vms.values()].filter(
    (vm) => runs(vm) && quotaOf(state, vm.id) === quotaId && (clusterId === undefined || vm.clusterId === clusterId),
  );
  return { memory: running.reduce((sum, vm) => sum + vm.memory, 0), cpus: running.reduce((sum, vm) => sum + cpus(vm), 0) };
}

/** Of what counts for a quota: its name. */
export function quotaName(state: EngineState, id: string): string {
  const quota = quotaOf(state, id);
  return (
    state.open
      .all('Quota')
      .find(({ item }) => item.id === quota)
      ?.item.members.get('name')?.text ?? ''
  );
}
