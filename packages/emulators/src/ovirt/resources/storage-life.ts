import { randomUUID } from 'node:crypto';
import { catalogue } from '../catalogue/catalogue.ts';
import { requireMembers } from '../open/mandatory.ts';
import { membersOf, type PlainObject } from '../open/plain-object.ts';
import type { EngineState } from '../state/engine-state.ts';
import { STORAGE_KINDS, type StorageDomain } from '../state/model.ts';
import { type Answer, actionAnswer, bodyOf, type Call, created, flag, must, ok } from '../wire/call.ts';
import { leaf } from '../wire/element.ts';
import { conflict, EngineFault, immutable, incomplete } from '../wire/faults.ts';
import { booleanAt, child, enumAt, idOf, textAt, type XmlElement } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { lookUp } from './lookup.ts';
import { checkDescription, checkName } from './names.ts';
import { attachedOf, domainElement, domainOf } from './storage-domains.ts';

const GIB = 1024 ** 3;

/** Storage domains come and go: added, attached to a data center, taken into maintenance, detached, removed. */
export function storageLifeRoutes(router: Router): void {
  router
    .on('POST /storagedomains', addDomain)
    .on('PUT /storagedomains/{domain}', updateDomain)
    .on('DELETE /storagedomains/{domain}', removeDomain)
    .on('POST /storagedomains/{domain}/isattached', (call) => {
      const domain = domainOf(call);
      const body = bodyOf(call, 'action');
      requireMembers(body, 'Action', 'isAttached', ['host.id']);
      return actionAnswer(call, undefined, [leaf('is_attached', domain.dataCenterId !== undefined)]);
    })
    .on('POST /storagedomains/{domain}/updateovfstore', (call) => {
      const domain = domainOf(call);
      bodyOf(call, 'action');
      if (domain.dataCenterId === undefined || domain.status !== 'active')
        throw conflict('Cannot update OVF disks of Storage Domain. The Storage Domain is not active.');
      const job = call.state.startJob(call.correlationId, `Updating OVF disks of Storage Domain ${domain.name}`);
      job.finish();
      return actionAnswer(call, job.id);
    })
    .on('POST /datacenters/{center}/storagedomains', attach)
    .on('DELETE /datacenters/{center}/storagedomains/{domain}', detach)
    .on('POST /datacenters/{center}/storagedomains/{domain}/activate', activate)
    .on('POST /datacenters/{center}/storagedomains/{domain}/deactivate', deactivate);
}

function refuseName(call: Call, verb: string, name: string, self?: StorageDomain): void {
  checkName('Storage', verb, name, 50);
  if ([...call.state.storageDomains.values()].some((one) => one !== self && one.name === name))
    throw conflict(`Cannot ${verb} Storage. The Storage Domain name is already in use.`);
}

function addDomain(call: Call): Answer {
  const { state } = call;
  const body = bodyOf(call, 'storage_domain');
  const known = idOf(child(body, 'storage'));
  requireMembers(body, 'StorageDomain', 'add', ['name', 'type', 'host.id|host.name', ...(known === undefined ? ['storage.type'] : [])]);
  const type = must(enumAt<'data' | 'iso' | 'export'>(body, ['data', 'iso', 'export'], 'type'));
  const connection = known === undefined ? undefined : must(state.open.collection('/storageconnections').get(known));
  const storage = enumAt(body, STORAGE_KINDS, 'storage', 'type') ?? STORAGE_KINDS.find((one) => one === connection?.members.get('type')?.text) ?? 'nfs';
  const host = must(lookUp(body, 'host', state.hosts));
  const name = textAt(body, 'name') ?? '';
  refuseName(call, 'add', name);
  const description = textAt(body, 'description') ?? '';
  checkDescription('Storage', 'add', description, 4000);
  if (host.status !== 'up') throw conflict('Cannot add Storage. The Host is not up.');
  const file = storage === 'nfs' || storage === 'localfs' || storage === 'posixfs' || storage === 'glusterfs';
  const [address, path] = ['address', 'path'].map((one) => textAt(body, 'storage', one) ?? connection?.members.get(one)?.text);
  if (connection === undefined && storage === 'nfs' && (address === undefined || path === undefined))
    throw incomplete('StorageDomain', 'storage.address, storage.path', 'add');
  const blocks = child(child(body, 'storage'), 'logical_units') ?? child(child(child(body, 'storage'), 'volume_group'), 'logical_units');
  if (!file && (blocks?.children.length ?? 0) === 0) throw incomplete('StorageDomain', 'storage.logicalUnits.id', 'add');
  const taken = file && [...state.storageDomains.values()].some((one) => one.connection.address === address && one.connection.path === path);
  if (taken) throw conflict('Cannot add Storage. The connection with given details already exists.');
  const domain: StorageDomain = {
    id: randomUUID(),
    name,
    description,
    type,
    storage,
    dataCenterId: undefined,
    status: 'maintenance',
    totalBytes: 1024 * GIB,
    master: false,
    connection: { ...(address === undefined ? {} : { address }), ...(path === undefined ? {} : { path }) },
  };
  state.storageDomains.set(domain.id, domain);
  connect(state, domain, known, body);
  if (type === 'data')
    state.open.add('/diskprofiles', membersOf(must(catalogue().struct('DiskProfile')), { name, storage_domain: `/storagedomains/${domain.id}` }));
  state.startJob(call.correlationId, `Adding Storage Domain ${name}`).finish();
  return created(domainElement(domain, state));
}

/** The connection that it uses, a new one unless it named one. */
function connect(state: EngineState, domain: StorageDomain, known: string | undefined, body: XmlElement): void {
  const { address, path } = domain.connection;
  const target = textAt(child(child(child(body, 'storage'), 'logical_units'), 'logical_unit'), 'target');
  const members: PlainObject = { type: domain.storage, address, path, ...(target === undefined ? {} : { target }) };
  const id = known ?? state.open.add('/storageconnections', membersOf(must(catalogue().struct('StorageConnection')), members)).id;
  state.open.add(`/storagedomains/${domain.id}/storageconnections`, new Map(), { id, target: `/storageconnections/${id}` });
}

function updateDomain(call: Call): Answer {
  const domain = domainOf(call);
  const body = bodyOf(call, 'storage_domain');
  const id = idOf(body);
  if (id !== undefined && id !== domain.id) throw immutable('id');
  const name = textAt(body, 'name');
  if (name !== undefined && name !== domain.name) refuseName(call, 'edit', name, domain);
  domain.name = name ?? domain.name;
  domain.description = textAt(body, 'description') ?? domain.description;
  return ok(domainElement(domain, call.state));
}

function removeDomain(call: Call): Answer {
  const { state } = call;
  const domain = domainOf(call);
  const destroy = flag(call, 'destroy') === true;
  const host = call.parameters.get('host') ?? textAt(call.body, 'host', 'name') ?? idOf(child(call.body, 'host'));
  if (!destroy) {
    if (host === undefined) throw incomplete('StorageDomain', 'host.id|name', 'remove');
    if (![...state.hosts.values()].some((one) => one.id === host || one.name === host))
      throw new EngineFault(404, 'Operation Failed', `Entity not found: host: ${host}`);
    if (domain.dataCenterId !== undefined) throw conflict('Cannot remove Storage. The Storage Domain is attached to a Data Center. Please detach it first.');
  }
  if (domain.type === 'image') throw conflict('Cannot remove Storage. It is part of an external provider.');
  for (const disk of [...state.disks.values()]) if (disk.storageDomainId === domain.id) state.disks.delete(disk.id);
  const profiles = state.open.collection('/diskprofiles');
  for (const [id, item] of [...profiles]) if (item.members.get('storage_domain')?.attributes['id'] === domain.id) profiles.delete(id);
  for (const id of state.open.collection(`/storagedomains/${domain.id}/storageconnections`).keys()) state.open.collection('/storageconnections').delete(id);
  state.storageDomains.delete(domain.id);
  state.open.forget(`/storagedomains/${domain.id}`);
  state.startJob(call.correlationId, `Removing Storage Domain ${domain.name}`).finish();
  return ok();
}

/** The first data domain of a data center becomes its master and brings it up. */
function attach(call: Call): Answer {
  const { state } = call;
  const center = must(state.dataCenters.get(call.ids['center'] ?? ''));
  const body = bodyOf(call, 'storage_domain');
  requireMembers(body, 'StorageDomain', 'add', ['id|name']);
  const domain = must(lookUp({ name: '', attributes: {}, children: [body], text: '' }, 'storage_domain', state.storageDomains));
  if (domain.dataCenterId !== undefined) throw conflict('Cannot attach Storage. Storage Domain is already attached to a Data Center.');
  if (domain.type === 'image') throw conflict('Cannot attach Storage. The Storage Domain type is not supported.');
  const first = domain.type === 'data' && ![...state.storageDomains.values()].some((one) => one.dataCenterId === center.id && one.master);
  if (domain.type !== 'data' && center.status === 'uninitialized') throw conflict('Cannot attach Storage. The Data Center has no data domain yet.');
  domain.dataCenterId = center.id;
  domain.master = first;
  const job = state.startJob(call.correlationId, `Attaching Storage Domain ${domain.name} to Data Center ${center.name}`);
  step(state, domain, 'locked', 'active', () => {
    center.status = 'up';
    job.finish();
  });
  return created(domainElement(domain, state, center.id));
}

function step(state: EngineState, domain: StorageDomain, now: StorageDomain['status'], then: StorageDomain['status'], done: () => void): void {
  domain.status = now;
  state.later(() => {
    domain.status = then;
    done();
  });
}

function detach(call: Call): Answer {
  const { state } = call;
  const domain = attachedOf(call);
  if (domain.status !== 'maintenance') throw conflict('Cannot detach Storage. The Storage Domain has to be in Maintenance first.');
  const users = [...state.vms.values()].filter(
    (vm) => vm.status !== 'down' && [...vm.attachments.keys()].some((id) => state.disks.get(id)?.storageDomainId === domain.id),
  );
  if (users.length > 0) throw conflict(`Cannot detach Storage. VMs use it: ${users.map((vm) => vm.name).join(', ')}.`);
  const others = [...state.storageDomains.values()].filter((one) => one.dataCenterId === domain.dataCenterId && one !== domain);
  if (domain.master && others.length > 0) throw conflict('Cannot detach Storage. The master Storage Domain can be detached only when it is the last one.');
  domain.dataCenterId = undefined;
  domain.master = false;
  state.startJob(call.correlationId, `Detaching Storage Domain ${domain.name}`).finish();
  return ok();
}

function activate(call: Call): Answer {
  const { state } = call;
  const domain = attachedOf(call);
  bodyOf(call, 'action');
  if (domain.status !== 'maintenance') throw conflict('Cannot activate Storage. The relevant Storage Domain status is not Maintenance or Inactive.');
  const job = state.startJob(call.correlationId, `Activating Storage Domain ${domain.name}`);
  step(state, domain, 'activating', 'active', () => job.finish());
  return actionAnswer(call, job.id);
}

function deactivate(call: Call): Answer {
  const { state } = call;
  const domain = attachedOf(call);
  const body = bodyOf(call, 'action');
  if (domain.status !== 'active') throw conflict('Cannot deactivate Storage. The relevant Storage Domain is not active.');
  const running = [...state.vms.values()].filter(
    (vm) => vm.status !== 'down' && [...vm.attachments.keys()].some((id) => state.disks.get(id)?.storageDomainId === domain.id),
  );
  if (running.length > 0 && booleanAt(body, 'force') !== true)
    throw conflict(`Cannot deactivate Storage. VMs with disks on it are running: ${running.map((vm) => vm.name).join(', ')}.`);
  const job = state.startJob(call.correlationId, `Deactivating Storage Domain ${domain.name}`);
  step(state, domain, 'preparing_for_maintenance', 'maintenance', () => {
    // Another data domain becomes the master.
    const next = [...state.storageDomains.values()].find(
      (one) => one.dataCenterId === domain.dataCenterId && one !== domain && one.type === 'data' && one.status === 'active',
    );
    if (domain.master && next !== undefined) {
      domain.master = false;
      next.master = true;
    } else if (domain.master) {
      const center = state.dataCenters.get(domain.dataCenterId ?? '');
      if (center !== undefined) center.status = 'maintenance';
    }
    job.finish();
  });
  return actionAnswer(call, job.id);
}
