import { randomUUID } from 'node:crypto';
import type { EngineState } from '../state/engine-state.ts';
import type { Disk, Snapshot, Template, Vm } from '../state/model.ts';
import { type Answer, bodyOf, type Call, created, reference } from '../wire/call.ts';
import { leaf } from '../wire/element.ts';
import { conflict, EngineFault, incomplete } from '../wire/faults.ts';
import { booleanAt, child, children, idOf, referenceAt, textAt, type XmlElement } from '../wire/read-body.ts';
import { copyDisk } from './disk-state.ts';
import { lookUp } from './lookup.ts';
import { checkDescription, checkName } from './names.ts';
import { refuseVmWithoutQuota } from './quota.ts';
import { readCustomProperties, readInitialization, readSizing } from './vm-config.ts';
import { vmElement } from './vm-element.ts';
import { move } from './vm-state.ts';

interface Source {
  readonly template: Template;
  /** Set when the new VM is cloned from a snapshot of this one. */
  readonly snapshot?: { readonly vm: Vm; readonly id: string };
}

/** `POST /vms`: from a template, or from a snapshot. It never starts the VM. */
export function addVm(call: Call): Answer {
  const { state } = call;
  const body = bodyOf(call, 'vm');
  const name = textAt(body, 'name');
  if (name === undefined || name === '') throw incomplete('Vm', 'name', 'add');
  const given = lookUp(body, 'cluster', state.clusters);
  // The cluster is asked for before the template; a clone of a snapshot may leave it out.
  if (given === undefined && child(body, 'snapshots') === undefined) throw incomplete('Vm', 'cluster.id|name', 'add');
  const source = readSource(body, state);
  const cluster = given ?? (source.snapshot === undefined ? undefined : state.clusters.get(source.snapshot.vm.clusterId));
  if (cluster === undefined) throw incomplete('Vm', 'cluster.id|name', 'add');
  const type = lookUp(body, 'instance_type', state.instanceTypes);
  checkName('VM', 'add', name);
  checkDescription('VM', 'add', textAt(body, 'description') ?? '', 4000);
  const sameCenter = [...state.vms.values()].some((vm) => vm.name === name && state.clusters.get(vm.clusterId)?.dataCenterId === cluster.dataCenterId);
  if (sameCenter) throw conflict('Cannot add VM. The VM name is already in use, please choose a unique name and try again.');
  refuseVmWithoutQuota(state, cluster.dataCenterId, body);
  if (source.template.status === 'locked') throw conflict('Cannot add VM. The Template is locked. Please try again in a few minutes.');
  if (source.template.status === 'illegal') throw conflict('Cannot add VM. The Template has illegal disks.');
  // Given values win over the instance type, which wins over the template.
  const base = type ?? source.snapshot?.vm ?? source.template;
  const vm: Vm = {
    id: randomUUID(),
    name,
    description: textAt(body, 'description') ?? source.template.description,
    comment: textAt(body, 'comment') ?? '',
    clusterId: cluster.id,
    templateId: source.template.id,
    instanceTypeId: type?.id,
    status: 'image_locked',
    ...readSizing(body, 'add', base),
    osType: textAt(body, 'os', 'type') ?? source.template.osType,
    type: textAt(body, 'type') ?? 'server',
    deleteProtected: booleanAt(body, 'delete_protected') ?? false,
    stateless: booleanAt(body, 'stateless') ?? false,
    customProperties: readCustomProperties(body, state, 'add') ?? [],
    initialization: readInitialization(body),
    lastBoot: undefined,
    started: false,
    nextRun: undefined,
    hostId: undefined,
    createdAt: state.now(),
    startedAt: undefined,
    stoppedAt: undefined,
    attachments: new Map(),
    nics: new Map(),
    snapshots: new Map(),
    tagIds: new Set(),
    address: state.nextAddress(),
    checkpoints: new Map(),
    cdrom: undefined,
    cdromNow: undefined,
  };
  const disks = copyDisks(body, state, source, vm);
  for (const nic of (source.snapshot?.vm ?? source.template).nics.values()) {
    const id = randomUUID();
    vm.nics.set(id, { ...nic, id, mac: state.nextMac() });
  }
  const activeId = randomUUID();
  vm.snapshots.set(activeId, activeSnapshot(state, activeId));
  state.vms.set(vm.id, vm);
  for (const disk of disks) state.disks.set(disk.id, disk);
  const job = state.startJob(call.correlationId, `Creating VM ${name} from Template ${source.template.name} in Cluster ${cluster.name}`);
  const done = (): void => {
    for (const disk of disks) disk.status = 'ok';
    state.addEvent(34, `VM ${name} was created by ${call.user.name}.`, call.correlationId, { vmId: vm.id });
    job.finish();
  };
  // Without disks there is nothing to wait for.
  const ready = disks.length === 0;
  move(state, vm, ready ? ['down'] : ['image_locked', 'down'], done);
  const shown = vmElement(vm, state, { allContent: false, nextRun: false });
  if (ready) return created(shown);
  return created(
    { ...shown, children: [...shown.children, ...[leaf('creation_status', 'pending'), reference('job', '/jobs', job.id)].filter((one) => one !== undefined)] },
    false,
  );
}

/** A VM like another one, down and without disks. */
export function copyOfVm(state: EngineState, vm: Vm, name: string): Vm {
  const activeId = randomUUID();
  const nics = [...vm.nics.values()].map((nic) => ({ ...nic, id: randomUUID(), mac: state.nextMac() }));
  return {
    ...vm,
    id: randomUUID(),
    name,
    status: 'down',
    nextRun: undefined,
    hostId: undefined,
    lastBoot: undefined,
    started: false,
    createdAt: state.now(),
    startedAt: undefined,
    stoppedAt: undefined,
    attachments: new Map(),
    nics: new Map(nics.map((nic) => [nic.id, nic])),
    snapshots: new Map([[activeId, activeSnapshot(state, activeId)]]),
    tagIds: new Set(vm.tagIds),
    address: state.nextAddress(),
    poolId: undefined,
    checkpoints: new Map(),
    cdromNow: undefined,
  };
}

const activeSnapshot = (state: EngineState, id: string): Snapshot => ({
  id,
  description: 'Active VM',
  type: 'active',
  status: 'ok',
  createdAt: state.now(),
  persistMemory: false,
  contents: new Map(),
});

function readSource(body: XmlElement, state: EngineState): Source {
  const snapshotId = idOf(child(child(body, 'snapshots'), 'snapshot'));
  if (snapshotId !== undefined) {
    const vm = [...state.vms.values()].find((one) => one.snapshots.get(snapshotId)?.type === 'regular');
    const template = vm === undefined ? undefined : (state.templates.get(vm.templateId) ?? [...state.templates.values()][0]);
    if (vm === undefined || template === undefined) throw new EngineFault(404, 'Operation Failed', `Entity not found: ${snapshotId}`);
    if (vm.snapshots.get(snapshotId)?.status !== 'ok') throw conflict('Cannot add VM. The snapshot is locked. Please try again in a few minutes.');
    return { template, snapshot: { vm, id: snapshotId } };
  }
  const wanted = referenceAt(body, 'template');
  // A name means the base version, an id exactly that version.
  const template =
    wanted?.id === undefined && wanted?.name !== undefined
      ? lookUp(body, 'template', new Map([...state.templates].filter(([id, one]) => one.baseId === id)))
      : lookUp(body, 'template', state.templates);
  if (template === undefined) throw incomplete('Vm', 'template.id|name', 'add');
  return { template };
}

function copyDisks(body: XmlElement, state: EngineState, source: Source, vm: Vm): Disk[] {
  const from = source.snapshot?.vm ?? source.template;
  const overrides = new Map(
    children(child(body, 'disk_attachments'), 'disk_attachment').map((item) => [idOf(child(item, 'disk')), child(item, 'disk')] as const),
  );
  return [...from.attachments.values()].flatMap((attachment) => {
    const original = state.disks.get(attachment.diskId);
    if (original === undefined) return [];
    const override = overrides.get(original.id);
    const domain = lookUp(child(override, 'storage_domains'), 'storage_domain', state.storageDomains);
    const content = source.snapshot === undefined ? undefined : source.snapshot.vm.snapshots.get(source.snapshot.id)?.contents.get(original.id);
    const disk = copyDisk(state, original, {
      // A disk keeps the alias of the template's disk unless it is told another.
      alias: textAt(override, 'alias') ?? textAt(override, 'name') ?? original.alias,
      storageDomainId: domain?.id ?? original.storageDomainId,
      ...(content === undefined ? {} : { content: content.clone() }),
    });
    vm.attachments.set(disk.id, { ...attachment, diskId: disk.id });
    return [disk];
  });
}
