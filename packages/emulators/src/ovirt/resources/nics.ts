import { randomUUID } from 'node:crypto';
import type { Nic, Template, Vm } from '../state/model.ts';
import { type Answer, API, actionAnswer, actions, bodyOf, type Call, created, must, ok, plainListing, reference } from '../wire/call.ts';
import { type Element, element, group, leaf, link, list } from '../wire/element.ts';
import { conflict, incomplete } from '../wire/faults.ts';
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
    .on('GET /vms/{vm}/nics/{nic}/statistics', (call) => {
      nicOf(call, vmOf(call));
      return ok(list('statistics', []));
    })
    .on('GET /vms/{vm}/nics/{nic}/networkfilterparameters', (call) => {
      nicOf(call, vmOf(call));
      return ok(list('network_filter_parameters', []));
    })
    .on('GET /vms/{vm}/reporteddevices', (call) => ok(list('reported_devices', reportedDevices(vmOf(call)))))
    .on('GET /vms/{vm}/reporteddevices/{device}', (call) => ok(must(reportedDevices(vmOf(call)).find((one) => one.attributes['id'] === call.ids['device']))))
    .on('GET /templates/{template}/nics', (call) =>
      plainListing(call, 'nics', templateOf(call).nics.values(), (nic) => templateNicElement(nic, templateOf(call))),
    )
    .on('GET /templates/{template}/nics/{nic}', (call) => ok(templateNicElement(must(templateOf(call).nics.get(call.ids['nic'] ?? '')), templateOf(call))));
}

function nicElement(nic: Nic, vm: Vm): Element {
  const href = `${API}/vms/${vm.id}/nics/${nic.id}`;
  return element('nic', { href, id: nic.id }, [
    actions(href, ['activate', 'deactivate']),
    leaf('name', nic.name),
    ...['networkfilterparameters', 'reporteddevices', 'statistics'].map((rel) => link(`${href}/${rel}`, rel)),
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
export function reportedDevices(vm: Vm): Element[] {
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

function addNic(call: Call): Answer {
  const { state } = call;
  const vm = vmOf(call);
  const body = bodyOf(call, 'nic');
  const name = textAt(body, 'name');
  if (name === undefined) throw incomplete('Nic', 'name', 'add');
  const profile = lookUp(body, 'vnic_profile', state.vnicProfiles);
  if ([...vm.nics.values()].some((nic) => nic.name === name)) throw conflict('Cannot add Interface. The interface name is already in use.');
  refuseUnless('add nic', vm);
  const mac = textAt(body, 'mac', 'address') ?? state.nextMac();
  const nic: Nic = {
    id: randomUUID(),
    name,
    interface: textAt(body, 'interface') ?? 'virtio',
    mac,
    vnicProfileId: profile?.id,
    linked: booleanAt(body, 'linked') ?? true,
    plugged: booleanAt(body, 'plugged') ?? true,
  };
  vm.nics.set(nic.id, nic);
  state.startJob(call.correlationId, `Adding Network Interface ${name} to VM ${vm.name}`).finish();
  return created(nicElement(nic, vm));
}

function updateNic(call: Call): Answer {
  const vm = vmOf(call);
  const nic = nicOf(call, vm);
  const body = bodyOf(call, 'nic');
  const profile = lookUp(body, 'vnic_profile', call.state.vnicProfiles);
  nic.name = textAt(body, 'name') ?? nic.name;
  nic.linked = booleanAt(body, 'linked') ?? nic.linked;
  nic.plugged = booleanAt(body, 'plugged') ?? nic.plugged;
  nic.vnicProfileId = profile?.id ?? nic.vnicProfileId;
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
