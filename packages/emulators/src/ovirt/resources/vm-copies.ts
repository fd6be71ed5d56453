import { catalogue } from '../catalogue/catalogue.ts';
import { requireMembers } from '../open/mandatory.ts';
import { membersOf } from '../open/plain-object.ts';
import type { Vm } from '../state/model.ts';
import { type Answer, actionAnswer, bodyOf, type Call, must, reference } from '../wire/call.ts';
import { conflict, incomplete } from '../wire/faults.ts';
import { child, textAt, type XmlElement } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { copyDisk, lockedDisks } from './disk-state.ts';
import { lookUp } from './lookup.ts';
import { checkName } from './names.ts';
import { copyOfVm } from './vm-add.ts';
import { move } from './vm-state.ts';
import { vmOf } from './vms.ts';

/** Copies of a virtual machine: another one, one in an export domain, or an OVA file on a host. */
export function vmCopyRoutes(router: Router): void {
  router.on('POST /vms/{vm}/clone', clone).on('POST /vms/{vm}/export', exportVm);
}

function clone(call: Call): Answer {
  const { state } = call;
  const vm = vmOf(call);
  const body = bodyOf(call, 'action');
  requireMembers(body, 'Action', 'clone', ['vm.name']);
  const name = textAt(body, 'vm', 'name') ?? '';
  checkName('VM', 'clone', name);
  refuseLocked(call, vm, 'clone VM');
  if ([...state.vms.values()].some((one) => one.name === name))
    throw conflict('Cannot clone VM. The VM name is already in use, please choose a unique name and try again.');
  const domain = lookUp(body, 'storage_domain', state.storageDomains);
  const copy = copyOfVm(state, vm, name);
  const disks = [...vm.attachments.values()].flatMap((attachment) => {
    const original = state.disks.get(attachment.diskId);
    if (original === undefined) return [];
    const disk = copyDisk(state, original, domain === undefined ? {} : { storageDomainId: domain.id });
    copy.attachments.set(disk.id, { ...attachment, diskId: disk.id });
    state.disks.set(disk.id, disk);
    return [disk];
  });
  state.vms.set(copy.id, copy);
  const kept = state.open.kept(vm.id);
  if (kept !== undefined) state.open.keep(copy.id, kept);
  const job = state.startJob(call.correlationId, `Cloning VM ${name} from VM ${vm.name}`);
  const done = (): void => {
    for (const disk of disks) disk.status = 'ok';
    job.finish();
  };
  move(state, copy, disks.length === 0 ? ['down'] : ['image_locked', 'down'], done);
  return actionAnswer(call, job.id, [reference('vm', '/vms', copy.id)], true);
}

function refuseLocked(call: Call, vm: Vm, what: string): void {
  if (vm.status === 'image_locked') throw conflict(`Cannot ${what}: VM is locked. Please try again in a few minutes.`);
  const locked = lockedDisks(call.state, vm);
  if (locked.length > 0) throw conflict(`Cannot ${what}: The following disks are locked: ${locked.join(', ')}. Please try again in a few minutes.`);
}

function exportVm(call: Call): Answer {
  const { state } = call;
  const vm = vmOf(call);
  const body = bodyOf(call, 'action');
  const toHost = child(body, 'host') !== undefined || child(body, 'directory') !== undefined;
  if (!toHost && child(body, 'storage_domain') === undefined) throw incomplete('Action', 'storageDomain.id|name', 'export');
  refuseLocked(call, vm, 'export VM');
  if (vm.status !== 'down') throw conflict('Cannot export VM. VM is running.');
  const job = state.startJob(call.correlationId, `Exporting VM ${vm.name}`);
  if (toHost) requireMembers(body, 'Action', 'export', ['host.id|host.name', 'directory']);
  const done = toHost ? ova(call, body, vm) : toExportDomain(call, body, vm);
  move(state, vm, ['image_locked', 'down'], () => {
    done();
    job.finish();
  });
  return actionAnswer(call, job.id, [], true);
}

function ova(call: Call, body: XmlElement, vm: Vm): () => void {
  const host = must(lookUp(body, 'host', call.state.hosts));
  if (host.status !== 'up') throw conflict('Cannot export VM. The Host is not up.');
  const file = `${textAt(body, 'directory') ?? ''}/${textAt(body, 'filename') ?? `${vm.name}.ova`}`;
  return () => {
    call.state.addEvent(1224, `Vm ${vm.name} was exported successfully as a Virtual Appliance to path ${file} on Host ${host.name}`, call.correlationId, {
      vmId: vm.id,
    });
  };
}

function toExportDomain(call: Call, body: XmlElement, vm: Vm): () => void {
  const { state } = call;
  const domain = must(lookUp(body, 'storage_domain', state.storageDomains));
  if (domain.type !== 'export' && domain.type !== 'data') throw conflict('Cannot export VM. The Storage Domain type does not allow it.');
  if (domain.dataCenterId === undefined || domain.status !== 'active') throw conflict('Cannot export VM. The relevant Storage Domain is not active.');
  const exported = `/storagedomains/${domain.id}/vms`;
  const exclusive = textAt(body, 'exclusive') === 'true';
  if (state.open.collection(exported).has(vm.id) && !exclusive) throw conflict('Cannot export VM. The VM is already in the export domain.');
  return () => {
    const { sockets, cores, threads } = vm.cpu;
    const members = membersOf(must(catalogue().struct('Vm')), {
      name: vm.name,
      description: vm.description,
      cpu: { topology: { sockets, cores, threads } },
      memory: vm.memory,
      os: { type: vm.osType },
      type: vm.type,
    });
    state.open.add(exported, members, { id: vm.id });
    for (const [id, attachment] of vm.attachments) {
      const disk = state.disks.get(id);
      if (disk === undefined) continue;
      const about = { name: disk.alias, alias: disk.alias, format: disk.format, provisioned_size: disk.provisionedSize, sparse: disk.sparse };
      state.open.add(`${exported}/${vm.id}/disks`, membersOf(must(catalogue().struct('Disk')), about), { id });
      const held = { bootable: attachment.bootable, interface: attachment.interface, disk: { id } };
      state.open.add(`${exported}/${vm.id}/diskattachments`, membersOf(must(catalogue().struct('DiskAttachment')), held), { id });
    }
  };
}
