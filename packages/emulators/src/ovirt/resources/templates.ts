import { randomUUID } from 'node:crypto';
import { catalogue } from '../catalogue/catalogue.ts';
import { requireMembers } from '../open/mandatory.ts';
import { membersOf } from '../open/plain-object.ts';
import type { Searchable } from '../search/run-search.ts';
import { BLANK_ID, type EngineState } from '../state/engine-state.ts';
import type { Disk, Template } from '../state/model.ts';
import { type Answer, API, actionAnswer, bodyOf, type Call, created, flag, listing, must, ok, reference } from '../wire/call.ts';
import { date, type Element, element, group, leaf, list } from '../wire/element.ts';
import { conflict, EngineFault, immutable, incomplete } from '../wire/faults.ts';
import { child, idOf, textAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { copyDisk, lockedDisks } from './disk-state.ts';
import { ARCHITECTURES, fixedEnum, machineFields } from './kept-members.ts';
import { lookUp } from './lookup.ts';
import { checkDescription, checkName } from './names.ts';
import { quotaName } from './quota.ts';
import { tagNames } from './tag-tree.ts';
import { cpuElement } from './vm-element.ts';
import { move, refuseUnless } from './vm-state.ts';

export const templateOf = (call: Call): Template => must(call.state.templates.get(call.ids['template'] ?? ''));

export function templateRoutes(router: Router): void {
  router
    .on('GET /templates', (call) => listing(call, 'templates', call.state.templates.values(), templateSearch(call.state), templateElement))
    .on('POST /templates', addTemplate)
    .on('GET /templates/{template}', (call) => ok(templateElement(templateOf(call))))
    .on('PUT /templates/{template}', updateTemplate)
    .on('DELETE /templates/{template}', removeTemplate)
    .on('POST /templates/{template}/export', exportTemplate)
    .on('DELETE /templates/{template}/diskattachments/{attachment}', removeDisk);
}

function templateElement(one: Template): Element {
  const href = `${API}/templates/${one.id}`;
  return element('template', { href, id: one.id }, [
    leaf('name', one.name),
    leaf('description', one.description),
    leaf('comment', one.comment),
    group('bios', [group('boot_menu', [leaf('enabled', false)]), leaf('type', 'q35_sea_bios')]),
    cpuElement(one.cpu),
    date('creation_time', one.createdAt),
    leaf('delete_protected', false),
    leaf('memory', one.memory),
    group('memory_policy', [leaf('ballooning', true), leaf('guaranteed', one.memory), leaf('max', one.memory * 4)]),
    group('os', [group('boot', [list('devices', [leaf('device', 'hd')])]), leaf('type', one.osType)]),
    leaf('stateless', false),
    leaf('status', one.status),
    leaf('type', 'server'),
    group('version', [leaf('version_name', one.versionName), leaf('version_number', one.versionNumber), reference('base_template', '/templates', one.baseId)]),
    reference('cluster', '/clusters', one.clusterId),
  ]);
}

function templateSearch(state: EngineState): Searchable<Template> {
  const clusterOf = (one: Template): string => state.clusters.get(one.clusterId ?? '')?.name ?? '';
  return {
    own: ['template', 'templates'],
    defaultSort: 'name',
    fields: {
      name: { kind: 'text', of: (one) => one.name },
      description: { kind: 'text', of: (one) => one.description },
      comment: { kind: 'text', of: (one) => one.comment },
      status: { kind: 'enum', values: ['ok', 'locked', 'illegal'], of: (one) => one.status },
      os: { kind: 'text', of: (one) => one.osType },
      architecture: fixedEnum('x86_64', ARCHITECTURES),
      sealed: fixedEnum('false', ['true', 'false']),
      quota: { kind: 'text', of: (one) => quotaName(state, one.id) },
      ...machineFields((one) => [...state.vms.values()].filter((vm) => vm.templateId === one.id)),
      version_name: { kind: 'text', of: (one) => one.versionName },
      cluster: { kind: 'text', of: clusterOf },
      'cluster.name': { kind: 'text', of: clusterOf },
      datacenter: { kind: 'text', of: (one) => state.dataCenters.get(state.clusters.get(one.clusterId ?? '')?.dataCenterId ?? '')?.name ?? '' },
      tag: { kind: 'text', of: (one) => tagNames(state, one.tagIds) },
      mem: { kind: 'number', of: (one) => one.memory / 1024 ** 2 },
      childcount: { kind: 'number', of: (one) => [...state.vms.values()].filter((vm) => vm.templateId === one.id).length },
      creationdate: { kind: 'date', of: (one) => one.createdAt },
    },
  };
}

/** A template of a VM that is down; the VM and its disks are locked meanwhile. */
function addTemplate(call: Call): Answer {
  const { state } = call;
  const body = bodyOf(call, 'template');
  const name = textAt(body, 'name');
  if (name === undefined) throw incomplete('Template', 'name', 'add');
  const vmId = idOf(child(body, 'vm'));
  const vm = vmId === undefined ? lookUp(body, 'vm', state.vms) : state.vms.get(vmId);
  if (vm === undefined && vmId !== undefined) throw new EngineFault(404, 'Operation Failed', `Entity not found: ${vmId}`);
  if (vm === undefined) throw incomplete('Template', 'vm.id|name', 'add');
  checkName('Template', 'add', name);
  checkDescription('Template', 'add', textAt(body, 'description') ?? '', 4000);
  const base = lookUp(child(body, 'version'), 'base_template', state.templates);
  if (base === undefined && [...state.templates.values()].some((one) => one.name === name)) {
    throw conflict('Cannot add Template. The Template name is already in use, please choose a unique name and try again.');
  }
  refuseUnless('export', vm);
  const locked = lockedDisks(state, vm);
  if (locked.length > 0) throw conflict(`Cannot add Template: The following disks are locked: ${locked.join(', ')}. Please try again in a few minutes.`);
  const id = randomUUID();
  const versions = base === undefined ? [] : [...state.templates.values()].filter((one) => one.baseId === base.baseId);
  const template: Template = {
    id,
    name: base?.name ?? name,
    description: textAt(body, 'description') ?? vm.description,
    comment: textAt(body, 'comment') ?? '',
    baseId: base?.baseId ?? id,
    versionNumber: versions.length + 1,
    versionName: textAt(body, 'version', 'version_name') ?? (base === undefined ? 'base version' : ''),
    status: 'locked',
    clusterId: (lookUp(body, 'cluster', state.clusters) ?? { id: vm.clusterId }).id,
    memory: vm.memory,
    cpu: vm.cpu,
    osType: vm.osType,
    createdAt: state.now(),
    attachments: new Map(),
    nics: new Map([...vm.nics].map(([nicId, nic]) => [nicId, { ...nic, mac: '' }])),
    tagIds: new Set(),
  };
  const disks: Disk[] = [...vm.attachments.values()].flatMap((attachment) => {
    const original = state.disks.get(attachment.diskId);
    if (original === undefined) return [];
    const disk = copyDisk(state, original, { templateId: id });
    template.attachments.set(disk.id, { ...attachment, diskId: disk.id });
    return [disk];
  });
  state.templates.set(id, template);
  for (const disk of disks) state.disks.set(disk.id, disk);
  const job = state.startJob(call.correlationId, `Creating Template ${name} from VM ${vm.name}`);
  move(state, vm, ['image_locked', 'down'], () => {
    template.status = 'ok';
    for (const disk of disks) disk.status = 'ok';
    state.addEvent(51, `Creation of Template ${name} from VM ${vm.name} has been completed.`, call.correlationId);
    job.finish();
  });
  const shown = templateElement(template);
  return created({ ...shown, children: [...shown.children, ...[leaf('creation_status', 'pending')].filter((one) => one !== undefined)] }, false);
}

function updateTemplate(call: Call): Answer {
  const template = templateOf(call);
  const body = bodyOf(call, 'template');
  const id = idOf(body);
  if (id !== undefined && id !== template.id) throw immutable('id');
  if (template.id === BLANK_ID) throw conflict('Cannot edit Template. Blank template cannot be edited.');
  const name = textAt(body, 'name');
  if (name !== undefined && name !== template.name) {
    checkName('Template', 'edit', name);
    if ([...call.state.templates.values()].some((one) => one.name === name))
      throw conflict('Cannot edit Template. The Template name is already in use, please choose a unique name and try again.');
  }
  template.name = name ?? template.name;
  template.description = textAt(body, 'description') ?? template.description;
  template.comment = textAt(body, 'comment') ?? template.comment;
  return ok(templateElement(template));
}

function removeTemplate(call: Call): Answer {
  const { state } = call;
  const template = templateOf(call);
  if (template.id === BLANK_ID) throw conflict('Cannot remove Template. Blank Template cannot be removed.');
  if (template.status === 'locked') throw conflict('Cannot remove Template. The Template is locked. Please try again in a few minutes.');
  const users = [...state.vms.values()].filter((vm) => vm.templateId === template.id).map((vm) => vm.name);
  if (users.length > 0) throw conflict(`Cannot remove Template. Template is being used by the following VMs: ${users.join(', ')}.`);
  const later = template.baseId === template.id ? [...state.templates.values()].filter((one) => one.baseId === template.id && one !== template) : [];
  if (later.length > 0)
    throw conflict(`Cannot remove Template. The following Template versions are based on it: ${later.map((one) => one.versionName).join(', ')}.`);
  template.status = 'locked';
  const job = state.startJob(call.correlationId, `Removing Template ${template.name} from system`);
  state.later(() => {
    for (const id of template.attachments.keys()) state.disks.delete(id);
    state.templates.delete(template.id);
    job.finish();
  });
  return ok(element('action', {}, [leaf('status', 'complete')]));
}

/** To an export domain, or as a file to a host. */
function exportTemplate(call: Call): Answer {
  const { state } = call;
  const template = templateOf(call);
  const body = bodyOf(call, 'action');
  if (template.id === BLANK_ID) throw conflict('Cannot export Template. Blank Template cannot be exported.');
  if (template.status !== 'ok') throw conflict('Cannot export Template. The Template is locked. Please try again in a few minutes.');
  if (child(body, 'host') === undefined) {
    requireMembers(body, 'Action', 'export', ['storage_domain.id|storage_domain.name']);
    const domain = must(lookUp(body, 'storage_domain', state.storageDomains));
    if (domain.type !== 'export' && domain.type !== 'data') throw conflict('Cannot export Template. The Storage Domain type does not allow it.');
    const members = membersOf(must(catalogue().struct('Template')), { name: template.name, description: template.description, memory: template.memory });
    const exported = `/storagedomains/${domain.id}/templates`;
    state.open.add(exported, members, { id: template.id });
    for (const id of template.attachments.keys()) {
      const disk = state.disks.get(id);
      if (disk === undefined) continue;
      const about = { alias: disk.alias, format: disk.format, provisioned_size: disk.provisionedSize, sparse: disk.sparse };
      state.open.add(`${exported}/${template.id}/disks`, membersOf(must(catalogue().struct('Disk')), about), { id });
    }
  } else {
    requireMembers(body, 'Action', 'export', ['host.id|host.name', 'directory']);
    must(lookUp(body, 'host', state.hosts));
  }
  const job = state.startJob(call.correlationId, `Exporting Template ${template.name}`);
  template.status = 'locked';
  state.later(() => {
    template.status = 'ok';
    job.finish();
  });
  return actionAnswer(call, job.id, [], true);
}

/** A copy of a template's disk on one storage domain; the last one goes only with the template. */
function removeDisk(call: Call): Answer {
  const template = templateOf(call);
  const one = must(template.attachments.get(call.ids['attachment'] ?? ''));
  if (call.parameters.get('storage_domain') === undefined && flag(call, 'force') !== true)
    throw conflict('Cannot remove Template Disk. The Template Disk exists only on this Storage Domain.');
  template.attachments.delete(one.diskId);
  call.state.disks.delete(one.diskId);
  return ok();
}
