import { randomUUID } from 'node:crypto';
import { requireMembers } from '../open/mandatory.ts';
import type { InstanceType } from '../state/model.ts';
import { type Answer, API, bodyOf, type Call, created, listing, must, ok } from '../wire/call.ts';
import { type Element, element, group, leaf } from '../wire/element.ts';
import { conflict, immutable } from '../wire/faults.ts';
import { child, idOf, textAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { checkName } from './names.ts';
import { searchByName } from './search-by-name.ts';
import { readSizing } from './vm-config.ts';
import { cpuElement } from './vm-element.ts';

export function instanceTypeRoutes(router: Router): void {
  router
    .on('GET /instancetypes', (call) =>
      listing(call, 'instance_types', call.state.instanceTypes.values(), searchByName(['instancetype', 'instancetypes']), typeElement),
    )
    .on('POST /instancetypes', addType)
    .on('GET /instancetypes/{type}', (call) => ok(typeElement(typeOf(call))))
    .on('PUT /instancetypes/{type}', updateType)
    .on('DELETE /instancetypes/{type}', removeType);
}

const typeOf = (call: Call): InstanceType => must(call.state.instanceTypes.get(call.ids['type'] ?? ''));

function typeElement(one: InstanceType): Element {
  return element('instance_type', { href: `${API}/instancetypes/${one.id}`, id: one.id }, [
    leaf('name', one.name),
    leaf('description', one.description),
    cpuElement(one.cpu),
    leaf('memory', one.memory),
    group('memory_policy', [leaf('ballooning', true), leaf('guaranteed', one.memory), leaf('max', one.memory * 4)]),
    leaf('status', 'ok'),
    leaf('type', 'desktop'),
  ]);
}

function refuseName(call: Call, verb: string, name: string, self?: InstanceType): void {
  checkName('Instance Type', verb, name);
  if ([...call.state.instanceTypes.values()].some((one) => one !== self && one.name === name))
    throw conflict(`Cannot ${verb} Instance Type. The Instance Type name is already in use.`);
}

const SMALLEST = { memory: 1024 ** 3, cpu: { sockets: 1, cores: 1, threads: 1 } };

function addType(call: Call): Answer {
  const body = bodyOf(call, 'instance_type');
  requireMembers(body, 'InstanceType', 'add', ['name']);
  const name = textAt(body, 'name') ?? '';
  refuseName(call, 'add', name);
  const { memory, cpu } = readSizing(body, 'add', SMALLEST);
  const type: InstanceType = { id: randomUUID(), name, description: textAt(body, 'description') ?? '', memory, cpu };
  call.state.instanceTypes.set(type.id, type);
  return created(typeElement(type));
}

function updateType(call: Call): Answer {
  const type = typeOf(call);
  const body = bodyOf(call, 'instance_type');
  const id = idOf(body);
  if (id !== undefined && id !== type.id) throw immutable('id');
  const name = textAt(body, 'name');
  if (name !== undefined && name !== type.name) refuseName(call, 'edit', name, type);
  if (child(body, 'memory') !== undefined || child(body, 'cpu') !== undefined) {
    const { memory, cpu } = readSizing(body, 'edit', type);
    Object.assign(type, { memory, cpu });
  }
  type.name = name ?? type.name;
  type.description = textAt(body, 'description') ?? type.description;
  return ok(typeElement(type));
}

/** Virtual machines that were made of it go on without. */
function removeType(call: Call): Answer {
  const { state } = call;
  const type = typeOf(call);
  for (const vm of state.vms.values()) if (vm.instanceTypeId === type.id) vm.instanceTypeId = undefined;
  state.instanceTypes.delete(type.id);
  state.open.forget(`/instancetypes/${type.id}`);
  return ok();
}
