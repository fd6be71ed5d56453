import type { EngineState } from '../state/engine-state.ts';
import type { Attachment, Disk, Template, Vm } from '../state/model.ts';
import { type Answer, API, bodyOf, type Call, created, flag, must, ok, plainListing, reference } from '../wire/call.ts';
import { type Element, element, leaf } from '../wire/element.ts';
import { conflict, EngineFault, incomplete } from '../wire/faults.ts';
import { booleanAt, child, idOf, textAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { removeDisk } from './disk-state.ts';
import { changeDisk, diskElement, newDisk, refuseBusy } from './disks.ts';
import { isUuid, malformed } from './lookup.ts';
import { templateOf } from './templates.ts';
import { refuseUnless } from './vm-state.ts';
import { vmOf } from './vms.ts';

export function diskAttachmentRoutes(router: Router): void {
  router
    .on('GET /vms/{vm}/diskattachments', (call) =>
      plainListing(call, 'disk_attachments', vmOf(call).attachments.values(), (one) => attachmentElement(one, 'vm', vmOf(call))),
    )
    .on('POST /vms/{vm}/diskattachments', attach)
    .on('GET /vms/{vm}/diskattachments/{attachment}', (call) => ok(attachmentElement(attachmentOf(call), 'vm', vmOf(call))))
    .on('PUT /vms/{vm}/diskattachments/{attachment}', update)
    .on('DELETE /vms/{vm}/diskattachments/{attachment}', detach)
    .on('GET /templates/{template}/diskattachments', (call) =>
      plainListing(call, 'disk_attachments', templateOf(call).attachments.values(), (one) => attachmentElement(one, 'template', templateOf(call))),
    )
    .on('GET /templates/{template}/diskattachments/{attachment}', (call) =>
      ok(attachmentElement(must(templateOf(call).attachments.get(call.ids['attachment'] ?? '')), 'template', templateOf(call))),
    );
}

const attachmentOf = (call: Call): Attachment => must(vmOf(call).attachments.get(call.ids['attachment'] ?? ''));

/** The id of an attachment is the id of its disk. */
function attachmentElement(one: Attachment, kind: 'vm' | 'template', owner: Vm | Template): Element {
  return element('disk_attachment', { href: `${API}/${kind}s/${owner.id}/diskattachments/${one.diskId}`, id: one.diskId }, [
    leaf('active', one.active),
    leaf('bootable', one.bootable),
    leaf('interface', one.interface),
    leaf('pass_discard', false),
    leaf('read_only', one.readOnly),
    leaf('uses_scsi_reservation', false),
    reference('disk', '/disks', one.diskId),
    reference(kind, `/${kind}s`, owner.id),
  ]);
}

/** A disk without id is made and attached; one with an id is attached. */
function attach(call: Call): Answer {
  const { state } = call;
  const vm = vmOf(call);
  const body = bodyOf(call, 'disk_attachment');
  const about = child(body, 'disk');
  if (about === undefined) throw incomplete('DiskAttachment', 'disk', 'add');
  const diskInterface = textAt(body, 'interface');
  const bootable = booleanAt(body, 'bootable');
  if (diskInterface === undefined || bootable === undefined) throw incomplete('DiskAttachment', diskInterface === undefined ? 'interface' : 'bootable', 'add');
  if (vm.status === 'image_locked') throw conflict('Cannot attach Virtual Disk: VM is locked. Please try again in a few minutes.');
  if (vm.status !== 'down' && vm.status !== 'up') throw conflict('Cannot attach Virtual Disk. The VM is neither down nor up.');
  if (bootable && [...vm.attachments.values()].some((one) => one.bootable))
    throw conflict(`Cannot attach Virtual Disk. Disk ${vm.name} already has a bootable disk.`);
  const id = idOf(about);
  const active = booleanAt(body, 'active') ?? id === undefined;
  const attachment = (disk: Disk): Attachment => ({
    diskId: disk.id,
    interface: diskInterface,
    bootable,
    active,
    readOnly: booleanAt(body, 'read_only') ?? false,
  });
  if (id !== undefined) {
    const disk = existing(state, id);
    if (vm.attachments.has(id)) throw conflict('Cannot attach Virtual Disk. The disk is already attached to the VM.');
    if (disk.status !== 'ok') throw conflict(`Cannot attach Virtual Disk: The following disks are locked: ${disk.alias}. Please try again in a few minutes.`);
    const holders = state.vmsOf(id);
    if (holders.length > 0 && !disk.shareable) throw conflict('Cannot attach Virtual Disk. The disk is not shareable and is already attached to a VM.');
    if (disk.templateId !== undefined) throw conflict('Cannot attach Virtual Disk. The disk belongs to a Template.');
    vm.attachments.set(id, attachment(disk));
    state.startJob(call.correlationId, `Attaching Disk ${disk.alias} to VM ${vm.name}`).finish();
    return created(attachmentElement(attachment(disk), 'vm', vm));
  }
  const { disk } = newDisk(state, about);
  const named = disk.alias === '' ? { ...disk, alias: `${vm.name}_Disk${vm.attachments.size + 1}` } : disk;
  state.disks.set(named.id, named);
  vm.attachments.set(named.id, attachment(named));
  const job = state.startJob(call.correlationId, `Adding Disk ${named.alias} to VM ${vm.name}`);
  state.later(() => {
    named.status = 'ok';
    job.finish();
  });
  const shown = attachmentElement(attachment(named), 'vm', vm);
  return created({ ...shown, children: [...shown.children, ...[leaf('creation_status', 'in_progress')].filter((one) => one !== undefined)] }, false);
}

function existing(state: EngineState, id: string): Disk {
  if (!isUuid(id)) throw malformed(id);
  const disk = state.disks.get(id);
  if (disk === undefined) throw new EngineFault(404, 'Operation Failed', `Entity not found: disk: ${id}`);
  return disk;
}

function update(call: Call): Answer {
  const { state } = call;
  const vm = vmOf(call);
  const one = attachmentOf(call);
  const body = bodyOf(call, 'disk_attachment');
  const about = child(body, 'disk');
  const disk = must(state.disks.get(one.diskId));
  let finish: () => void = () => undefined;
  let grows = false;
  if (about !== undefined) {
    if (child(about, 'provisioned_size') !== undefined) refuseUnless('extend disk', vm);
    grows = changeDisk(state, disk, about, () => finish());
  }
  const bootable = booleanAt(body, 'bootable');
  if (bootable === true && [...vm.attachments.values()].some((other) => other !== one && other.bootable))
    throw conflict(`Cannot edit Virtual Disk. VM ${vm.name} already has a bootable disk.`);
  one.bootable = bootable ?? one.bootable;
  one.interface = textAt(body, 'interface') ?? one.interface;
  one.active = booleanAt(body, 'active') ?? one.active;
  const job = state.startJob(call.correlationId, `Updating Disk ${disk.alias}`);
  if (grows) finish = () => job.finish();
  else job.finish();
  return ok(element(...named(attachmentElement(one, 'vm', vm), diskElement(disk, state))));
}

/** After an update the disk comes whole. */
const named = (shown: Element, disk: Element): [string, Readonly<Record<string, string>>, readonly Element[]] => [
  shown.name,
  shown.attributes,
  shown.children.map((part) => (part.name === 'disk' ? disk : part)),
];

function detach(call: Call): Answer {
  const { state } = call;
  const vm = vmOf(call);
  const one = attachmentOf(call);
  const disk = must(state.disks.get(one.diskId));
  if (disk.status === 'locked') throw conflict(`Cannot detach Virtual Disk: The following disks are locked: ${disk.alias}. Please try again in a few minutes.`);
  if (vm.status !== 'down' && vm.status !== 'up') throw conflict('Cannot detach Virtual Disk. The VM is neither down nor up.');
  // Without the parameter the disk goes too.
  const only = flag(call, 'detach_only') ?? false;
  const job = state.startJob(call.correlationId, only ? `Detaching Disk ${disk.alias} from VM ${vm.name}` : `Removing Disk ${disk.alias}`);
  if (only) {
    vm.attachments.delete(disk.id);
    job.finish();
    return ok();
  }
  refuseBusy(state, disk, 'remove');
  removeDisk(state, disk, () => job.finish());
  return ok();
}
