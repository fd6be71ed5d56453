import { randomUUID } from 'node:crypto';
import type { EngineState } from '../state/engine-state.ts';
import type { Nic, Template, Vm } from '../state/model.ts';
import { type Answer, API, actionAnswer, bodyOf, type Call, created, must, ok, plainListing, reference } from '../wire/call.ts';
import { type Element, element, group, leaf, list } from '../wire/element.ts';
import { conflict, incomplete, refused } from '../wire/faults.ts';
import { booleanAt, textAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { lookUp } from './lookup.ts';
import { templateOf } from './templates.ts';
import { refuseUnless } from './vm-state.ts';
import { vmOf } from './vms.ts';

const nicOf = (call: Call, vm: Vm): Nic => must(vm.nics.get(call.ids['nic'] ?? ''));

export function nicRoutes(router: Router): void {
  router
    .on('GET /vms/{vm}/nics', (call) => plainListing(call, 'nics', vmOf(call).nics.values(), (nic) => nicElement(nic, vmOf(call))))
    .on('POST /vms/{vm}/nics', addNic)
    .on('GET /vms/{vm}/nics/{nic}', (call) => ok(nicElement(nicOf(call, vmOf(call)), vmOf(call))))
    .on('PUT /vms/{vm}/nics/{nic}', updateNic)
    .on('DELETE /vms/{vm}/nics/{nic}', removeNic)
    .on('POST /vms/{vm}/nics/{nic}/activate', (call) => plug(call, true))
    .on('POST /vms/{vm}/nics/{nic}/deactivate', (call) => plug(call, false))
    .on('GET /vms/{vm}/nics/{nic}/reporteddevices', (call) => {
      const nic = nicOf(call, vmOf(call));
      return ok(
        list(
          'reported_devices',
          reportedDevices(vmOf(call)).filter((_, index) => [...vmOf(call).nics.values()][index] === nic),
        ),
      );
    })
    .on('GET /vms/{vm}/nics/{nic}/reporteddevices/{device}', (call) => {
      const nic = nicOf(call, vmOf(call));
      const own = reportedDevices(vmOf(call)).filter((_, index) => [...vmOf(call).nics.values()][index] === nic);
      return ok(must(own.find((one) => one.attributes['id'] === call.ids['device'])));
    })
    .on('GET /vms/{vm}/reporteddevices', (call) => ok(list('reported_devices', reportedDevices(vmOf(call)))))
    .on('GET /vms/{vm}/reporteddevices/{device}', (call) => ok(must(reportedDevices(vmOf(call)).find((one) => one.attributes['id'] === call.ids['device']))))
    .on('GET /templates/{template}/nics', (call) =>
      plainListing(call, 'nics', templateOf(call).nics.values(), (nic) => templateNicElement(nic, templateOf(call))),
    )
    .on('POST /templates/{template}/nics', (call) => {
      const template = templateOf(call);
      const nic = newNic(call, template.nics, '');
      template.nics.set(nic.id, nic);
      return created(templateNicElement(nic, template));
    })
    .on('PUT /templates/{template}/nics/{nic}', (call) => {
      const nic = must(templateOf(call).nics.get(call.ids['nic'] ?? ''));
      changeNic(call, templateOf(call).nics, nic);
      return ok(templateNicElement(nic, templateOf(call)));
    })
    .on('DELETE /templates/{template}/nics/{nic}', (call) => {
      must(templateOf(call).nics.get(call.ids['nic'] ?? ''));
      templateOf(call).nics.delete(call.ids['nic'] ?? '');
      return ok();
    })
    .on('GET /templates/{template}/nics/{nic}', (call) => ok(templateNicElement(must(templateOf(call).nics.get(call.ids['nic'] ?? '')), templateOf(call))));
}

export function nicElement(nic: Nic, vm: Vm): Element {
  const href = `${API}/vms/${vm.id}/nics/${nic.id}`;
  return element('nic', { href, id: nic.id }, [
    leaf('name', nic.name),
    leaf('interface', nic.interface),
    leaf('linked', nic.linked),
    group('mac', [leaf('address', nic.mac)]),
    leaf('plugged', nic.plugged),
    leaf('synced', true),
    reference('vm', '/vms', vm.id),
    reference('vnic_profile', '/vnicprofiles', nic.vnicProfileId),
  ]);
}

/** A template's NIC has no MAC of its own. */
function templateNicElement(nic: Nic, template: Template): Element {
  return element('nic', { href: `${API}/templates/${template.id}/nics/${nic.id}`, id: nic.id }, [
    leaf('name', nic.name),
    leaf('interface', nic.interface),
    leaf('linked', nic.linked),
    leaf('plugged', nic.plugged),
    reference('template', '/templates', template.id),
    reference('vnic_profile', '/vnicprofiles', nic.vnicProfileId),
  ]);
}

/** What the guest's agent says: nothing unless the VM is up. Link local addresses are among it. */
function reportedDevices(vm: Vm): Element[] {
  if (vm.status !== 'up') return [];
  return [...vm.nics.values()]
    .filter((nic) => nic.plugged && nic.linked)
    .map((nic, index) => {
      const id = Buffer.from(`eth${index}`).toString('hex');
      const tail = nic.mac.split(':');
      const ip = (address: string, version: string): Element => element('ip', {}, [leaf('address', address), leaf('version', version)]);
      return element('reported_device', { href: `${API}/vms/${vm.id}/reporteddevices/${id}`, id }, [
        leaf('name', `eth${index}`),
        list('ips', [...(index === 0 ? [ip(vm.address, 'v4')] : []), ip(`fe80::546f:1aff:fe${tail[3] ?? ''}:${tail[4] ?? ''}${tail[5] ?? ''}`, 'v6')]),
        group('mac', [leaf('address', nic.mac)]),
        leaf('type', 'network'),
        reference('vm', '/vms', vm.id),
      ]);
    });
}

function newNic(call: Call, siblings: ReadonlyMap<string, Nic>, mac: string): Nic {
  const body = bodyOf(call, 'nic');
  const name = textAt(body, 'name');
  if (name === undefined) throw incomplete('Nic', 'name', 'add');
  const profile = lookUp(body, 'vnic_profile', call.state.vnicProfiles);
  if ([...siblings.values()].some((nic) => nic.name === name)) throw conflict('Cannot add Interface. The interface name is already in use.');
  return {
    id: randomUUID(),
    name,
    interface: textAt(body, 'interface') ?? 'virtio',
    mac,
    vnicProfileId: profile?.id,
    linked: booleanAt(body, 'linked') ?? true,
    plugged: booleanAt(body, 'plugged') ?? true,
  };
}

function addNic(call: Call): Answer {
  const { state } = call;
  const vm = vmOf(call);
  const given = textAt(bodyOf(call, 'nic'), 'mac', 'address');
  const nic = newNic(call, vm.nics, given ?? '');
  refuseUnless('add nic', vm);
  if (given !== undefined) checkMac(state, given, 'add');
  else nic.mac = state.nextMac();
  vm.nics.set(nic.id, nic);
  state.startJob(call.correlationId, `Adding Network Interface ${nic.name} to VM ${vm.name}`).finish();
  return created(nicElement(nic, vm));
}

function checkMac(state: EngineState, mac: string, verb: string, self?: Nic): void {
  if (!/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(mac)) throw refused(`Cannot ${verb} Interface. The MAC address ${mac} is not valid.`);
  if ([...state.vms.values()].some((vm) => [...vm.nics.values()].some((nic) => nic !== self && nic.mac.toLowerCase() === mac.toLowerCase())))
    throw conflict(`Cannot ${verb} Interface. The MAC address ${mac} is already in use.`);
}

function changeNic(call: Call, siblings: ReadonlyMap<string, Nic>, nic: Nic): void {
  const body = bodyOf(call, 'nic');
  const profile = lookUp(body, 'vnic_profile', call.state.vnicProfiles);
  const name = textAt(body, 'name');
  if (name !== undefined && [...siblings.values()].some((one) => one !== nic && one.name === name))
    throw conflict('Cannot edit Interface. The interface name is already in use.');
  nic.name = name ?? nic.name;
  nic.linked = booleanAt(body, 'linked') ?? nic.linked;
  nic.plugged = booleanAt(body, 'plugged') ?? nic.plugged;
  nic.vnicProfileId = profile?.id ?? nic.vnicProfileId;
}

function updateNic(call: Call): Answer {
  const vm = vmOf(call);
  const nic = nicOf(call, vm);
  const mac = textAt(bodyOf(call, 'nic'), 'mac', 'address');
  if (mac !== undefined && mac !== nic.mac) {
    checkMac(call.state, mac, 'edit', nic);
    if (vm.status !== 'down' && nic.plugged) throw conflict('Cannot edit Interface. The MAC address of a plugged interface of a running VM cannot be changed.');
  }
  changeNic(call, vm.nics, nic);
  nic.mac = mac ?? nic.mac;
  return ok(nicElement(nic, vm));
}

function removeNic(call: Call): Answer {
  const vm = vmOf(call);
  const nic = nicOf(call, vm);
  if (vm.status !== 'down' && nic.plugged) throw conflict('Cannot remove Interface. The VM Network Interface is plugged to a running VM.');
  vm.nics.delete(nic.id);
  return ok();
}

function plug(call: Call, plugged: boolean): Answer {
  const vm = vmOf(call);
  bodyOf(call, 'action');
  const nic = nicOf(call, vm);
  if (vm.status !== 'down' && vm.status !== 'up') throw conflict(`Cannot ${plugged ? 'activate' : 'deactivate'} Interface. The VM is not in a proper status.`);
  nic.plugged = plugged;
  return actionAnswer(call, undefined);
}
