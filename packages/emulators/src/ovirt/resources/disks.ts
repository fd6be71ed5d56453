import type { Searchable } from '../search/run-search.ts';
import type { EngineState } from '../state/engine-state.ts';
import type { Disk, StorageDomain } from '../state/model.ts';
import { type Answer, API, actionAnswer, bodyOf, type Call, created, listing, must, ok, reference } from '../wire/call.ts';
import { type Element, element, leaf, list } from '../wire/element.ts';
import { conflict, immutable, incomplete, refused } from '../wire/faults.ts';
import { booleanAt, child, enumAt, idOf, integerAt, textAt, type XmlElement } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { actualSize, copyDisk, emptyDisk, refuseWithoutSpace, removeDisk, roundedSize } from './disk-state.ts';
import { keptFlag } from './kept-members.ts';
import { lookUp } from './lookup.ts';
import { checkDescription, checkName } from './names.ts';
import { quotaName, refuseDiskAboveQuota } from './quota.ts';

// The engine's BaseDisk and its database column: varchar(500).
const DESCRIPTION_MAX = 500;
const MAX_BYTES = 8 * 1024 ** 5;

export const diskOf = (call: Call): Disk => must(call.state.disks.get(call.ids['disk'] ?? ''));

export function diskRoutes(router: Router): void {
  router
    .on('GET /disks', (call) => listing(call, 'disks', call.state.disks.values(), diskSearch(call.state), (disk) => diskElement(disk, call.state)))
    .on('POST /disks', (call) => addDisk(call, bodyOf(call, 'disk')))
    .on('GET /disks/{disk}', (call) => ok(diskElement(diskOf(call), call.state)))
    .on('PUT /disks/{disk}', (call) => {
      const disk = diskOf(call);
      changeDisk(call.state, disk, bodyOf(call, 'disk'));
      return ok(diskElement(disk, call.state));
    })
    .on('DELETE /disks/{disk}', deleteDisk)
    .on('POST /disks/{disk}/copy', (call) => copyOrMove(call, 'copy'))
    .on('POST /disks/{disk}/move', (call) => copyOrMove(call, 'move'));
}

/** A disk as the engine shows it; `name` and `alias` are the same. */
export function diskElement(disk: Disk, state: EngineState): Element {
  const href = `${API}/disks/${disk.id}`;
  return element('disk', { href, id: disk.id }, [
    leaf('name', disk.alias),
    leaf('description', disk.description),
    leaf('actual_size', Math.round(actualSize(state, disk))),
    leaf('alias', disk.alias),
    leaf('backup', 'none'),
    leaf('content_type', disk.contentType),
    leaf('format', disk.format),
    leaf('image_id', disk.id),
    leaf('propagate_errors', false),
    leaf('provisioned_size', disk.provisionedSize),
    disk.format === 'cow' ? leaf('qcow_version', 'qcow2_v3') : undefined,
    leaf('shareable', disk.shareable),
    leaf('sparse', disk.sparse),
    leaf('status', disk.status),
    leaf('storage_type', disk.storageDomainId === '' ? 'lun' : 'image'),
    leaf('total_size', Math.round(actualSize(state, disk))),
    leaf('wipe_after_delete', false),
    disk.storageDomainId === '' ? undefined : list('storage_domains', [reference('storage_domain', '/storagedomains', disk.storageDomainId)]),
  ]);
}

function diskSearch(state: EngineState): Searchable<Disk> {
  const storage = (disk: Disk): string => state.storageDomains.get(disk.storageDomainId)?.name ?? '';
  const center = (disk: Disk): string => state.dataCenters.get(state.storageDomains.get(disk.storageDomainId)?.dataCenterId ?? '')?.name ?? '';
  const alias = { kind: 'text', of: (disk: Disk) => disk.alias } as const;
  return {
    own: ['disks', 'disk'],
    defaultSort: 'alias',
    fields: {
      alias,
      name: alias,
      description: { kind: 'text', of: (disk) => disk.description },
      id: { kind: 'text', of: (disk) => disk.id },
      // In GiB, as all sizes in searches of disks.
      provisioned_size: { kind: 'number', of: (disk) => disk.provisionedSize / 1024 ** 3 },
      size: { kind: 'number', of: (disk) => disk.provisionedSize / 1024 ** 3 },
      creation_date: { kind: 'date', of: (disk) => disk.createdAt },
      last_modified: { kind: 'date', of: (disk) => disk.createdAt },
      actual_size: { kind: 'number', of: (disk) => actualSize(state, disk) / 1024 ** 3 },
      allocation_policy: { kind: 'enum', values: ['preallocated', 'sparse'], of: (disk) => (disk.sparse ? 'sparse' : 'preallocated') },
      quota: { kind: 'text', of: (disk) => quotaName(state, disk.id) },
      wipe_after_delete: keptFlag(state, false, 'wipe_after_delete'),
      status: { kind: 'enum', values: ['unassigned', 'ok', 'locked', 'illegal'], of: (disk) => disk.status },
      disk_type: { kind: 'enum', values: ['image', 'lun', 'cinder', 'managed_block_storage'], of: () => 'image' },
      disk_content_type: { kind: 'enum', values: ['data', 'iso', 'ovfstore', 'memory_dump_volume', 'memory_metadata_volume'], of: (disk) => disk.contentType },
      shareable: { kind: 'enum', values: ['true', 'false'], of: (disk) => String(disk.shareable) },
      number_of_vms: { kind: 'number', of: (disk) => state.vmsOf(disk.id).length },
      vm_names: { kind: 'text', of: (disk) => state.vmsOf(disk.id).map((vm) => vm.name) },
      'storage.name': { kind: 'text', of: storage },
      storage: { kind: 'text', of: storage },
      datacenter: { kind: 'text', of: center },
      'datacenter.name': { kind: 'text', of: center },
      'vms.name': { kind: 'text', of: (disk) => state.vmsOf(disk.id).map((vm) => vm.name) },
      'vms.id': { kind: 'text', of: (disk) => state.vmsOf(disk.id).map((vm) => vm.id) },
    },
  };
}

/** Checks what a new disk needs and makes it, locked, without putting it into the state. */
export function newDisk(state: EngineState, body: XmlElement): { readonly disk: Disk; readonly domain: StorageDomain | undefined } {
  const lun = child(child(child(body, 'lun_storage'), 'logical_units'), 'logical_unit');
  if (lun !== undefined) return { disk: lunDisk(state, body, lun), domain: undefined };
  const format = enumAt(body, ['raw', 'cow'], 'format');
  const size = integerAt(body, 'provisioned_size');
  if (size === undefined) throw incomplete('Disk', 'provisionedSize', 'add');
  if (format === undefined) throw incomplete('Disk', 'format', 'add');
  const domain = lookUp(child(body, 'storage_domains'), 'storage_domain', state.storageDomains);
  if (domain === undefined) throw incomplete('Disk', 'storageDomains.storageDomain.id|name', 'add');
  if (domain.type !== 'data') throw conflict('Cannot add Virtual Disk. The Storage Domain type does not allow it.');
  if (domain.dataCenterId === undefined) throw conflict('Cannot add Virtual Disk. The relevant Storage Domain is not attached to a Data Center.');
  const alias = textAt(body, 'alias') ?? textAt(body, 'name') ?? '';
  const description = textAt(body, 'description') ?? '';
  checkName('Virtual Disk', 'add', alias);
  checkDescription('Virtual Disk', 'add', description, DESCRIPTION_MAX);
  if (size <= 0) throw refused('Cannot add Virtual Disk. Disk size must be greater than zero.');
  if (size > MAX_BYTES) throw conflict('Cannot add Virtual Disk. Disk size is too large.');
  const sparse = booleanAt(body, 'sparse') ?? format === 'cow';
  if (format === 'raw' && sparse && domain.storage === 'iscsi')
    throw conflict('Cannot add Virtual Disk. Disk configuration (RAW Sparse) is incompatible with the storage domain type.');
  const provisionedSize = roundedSize(size, format, domain);
  refuseWithoutSpace(state, domain, sparse ? 0 : provisionedSize, 'add Virtual Disk');
  refuseDiskAboveQuota(state, domain, body, provisionedSize);
  const disk = emptyDisk(state, {
    alias,
    description,
    format,
    sparse,
    provisionedSize,
    initialSize: integerAt(body, 'initial_size') ?? 0,
    storageDomainId: domain.id,
    contentType: textAt(body, 'content_type') ?? 'data',
    shareable: booleanAt(body, 'shareable') ?? false,
  });
  return { disk, domain };
}

/** A logical unit of a storage server, used as it is. It has no storage domain, and its size is the unit's. */
function lunDisk(state: EngineState, body: XmlElement, lun: XmlElement): Disk {
  const id = idOf(lun);
  if (id === undefined) throw incomplete('Disk', 'lunStorage.logicalUnits.logicalUnit.id', 'add');
  const alias = textAt(body, 'alias') ?? textAt(body, 'name') ?? '';
  checkName('Virtual Disk', 'add', alias);
  return emptyDisk(state, {
    alias,
    description: textAt(body, 'description') ?? '',
    format: 'raw',
    sparse: false,
    provisionedSize: 100 * 1024 ** 3,
    initialSize: 0,
    storageDomainId: '',
    contentType: 'data',
    shareable: booleanAt(body, 'shareable') ?? false,
  });
}

function addDisk(call: Call, body: XmlElement): Answer {
  const { state } = call;
  const { disk, domain } = newDisk(state, body);
  state.disks.set(disk.id, disk);
  const job = state.startJob(call.correlationId, `Adding Disk ${disk.alias} to Storage Domain ${domain?.name ?? 'LUN'}`);
  state.later(() => {
    disk.status = 'ok';
    state.addEvent(2021, `The disk '${disk.alias}' was successfully added.`, call.correlationId);
    job.finish();
  });
  const shown = diskElement(disk, state);
  return created({ ...shown, children: [...shown.children, ...[leaf('creation_status', 'pending')].filter((one) => one !== undefined)] }, false);
}

/** `PUT` of a disk or of an attachment's disk: the alias, the description, and growth. `grown` is called when that is over; true: it is yet to come. */
export function changeDisk(state: EngineState, disk: Disk, body: XmlElement, grown: () => void = () => undefined): boolean {
  const id = idOf(body);
  if (id !== undefined && id !== disk.id) throw immutable('id');
  if (disk.status === 'locked') throw locked('edit', disk);
  const alias = textAt(body, 'alias') ?? textAt(body, 'name');
  const description = textAt(body, 'description');
  const size = integerAt(body, 'provisioned_size');
  if (alias !== undefined) checkName('Virtual Disk', 'edit', alias);
  if (description !== undefined) checkDescription('Virtual Disk', 'edit', description, DESCRIPTION_MAX);
  if (size !== undefined && size < disk.provisionedSize) throw conflict('Cannot edit Virtual Disk. New disk size cannot be smaller than the current.');
  disk.alias = alias ?? disk.alias;
  disk.description = description ?? disk.description;
  if (size === undefined || size === disk.provisionedSize) return false;
  const domain = must(state.storageDomains.get(disk.storageDomainId));
  const rounded = roundedSize(size, disk.format, domain);
  refuseWithoutSpace(state, domain, disk.sparse ? 0 : rounded - disk.provisionedSize, 'edit Virtual Disk');
  disk.status = 'locked';
  state.later(() => {
    disk.provisionedSize = rounded;
    disk.status = 'ok';
    grown();
  });
  return true;
}

const locked = (verb: string, disk: Disk): Error =>
  conflict(`Cannot ${verb} Virtual Disk: The following disks are locked: ${disk.alias}. Please try again in a few minutes.`);

function deleteDisk(call: Call): Answer {
  const { state } = call;
  const disk = diskOf(call);
  refuseBusy(state, disk, 'remove');
  if (disk.templateId !== undefined) throw conflict('Cannot remove Virtual Disk. The disk belongs to a Template.');
  const job = state.startJob(call.correlationId, `Removing Disk ${disk.alias}`);
  removeDisk(state, disk, () => {
    state.addEvent(2014, `Disk ${disk.alias} was successfully removed.`, call.correlationId);
    job.finish();
  });
  return ok(element('action', {}, [leaf('job', undefined), leaf('status', 'complete')]));
}

/** Locked disks, and those plugged to a running VM, cannot be removed, moved or transferred. */
export function refuseBusy(state: EngineState, disk: Disk, verb: string): void {
  if (disk.status === 'locked') throw locked(verb, disk);
  const users = state.vmsOf(disk.id).filter((vm) => vm.status !== 'down' && vm.attachments.get(disk.id)?.active === true);
  if (users.length > 0) throw conflict(`Cannot ${verb} Virtual Disk. The disk is attached to running VM(s): ${users.map((vm) => vm.name).join(', ')}.`);
}

function copyOrMove(call: Call, verb: 'copy' | 'move'): Answer {
  const { state } = call;
  const disk = diskOf(call);
  const body = bodyOf(call, 'action');
  const domain = lookUp(body, 'storage_domain', state.storageDomains);
  if (domain === undefined) throw incomplete('Action', 'storageDomain.id|name', verb);
  if (domain.type !== 'data') throw conflict(`Cannot ${verb} Virtual Disk. The Storage Domain type does not allow it.`);
  if (verb === 'move' || disk.status === 'locked') refuseBusy(state, disk, verb);
  if (verb === 'move' && domain.id === disk.storageDomainId) throw conflict('Cannot move Virtual Disk. Source and target domains must be different.');
  const alias = textAt(body, 'disk', 'alias') ?? textAt(body, 'disk', 'name') ?? disk.alias;
  checkName('Virtual Disk', verb, alias);
  refuseWithoutSpace(state, domain, disk.sparse ? 0 : disk.provisionedSize, `${verb} Virtual Disk`);
  const job = state.startJob(call.correlationId, verb === 'copy' ? `Copying Disk ${disk.alias}` : `Moving Disk ${disk.alias}`);
  const copy = verb === 'copy' ? copyDisk(state, disk, { alias, storageDomainId: domain.id }) : undefined;
  if (copy !== undefined) state.disks.set(copy.id, copy);
  disk.status = 'locked';
  state.later(() => {
    disk.status = 'ok';
    if (copy === undefined) disk.storageDomainId = domain.id;
    else copy.status = 'ok';
    job.finish();
  });
  return actionAnswer(call, job.id, copy === undefined ? [] : [reference('disk', '/disks', copy.id)], true);
}
