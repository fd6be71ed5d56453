import { requireMembers } from '../open/mandatory.ts';
import type { Vm } from '../state/model.ts';
import { type Answer, actionAnswer, bodyOf, type Call } from '../wire/call.ts';
import { conflict } from '../wire/faults.ts';
import { booleanAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { runs } from './vm-element.ts';
import { move } from './vm-state.ts';
import { vmOf } from './vms.ts';

/** Actions that are over at once. */
export function vmSmallActionRoutes(router: Router): void {
  const on = (name: string, work: (call: Call, vm: Vm) => void): void => {
    router.on(`POST /vms/{vm}/${name}`, (call): Answer => {
      const vm = vmOf(call);
      bodyOf(call, 'action');
      work(call, vm);
      return actionAnswer(call, undefined);
    });
  };
  const needsUp = (what: string) => (_: Call, vm: Vm) => {
    if (vm.status !== 'up') throw conflict(`Cannot ${what}. VM is not running.`);
  };
  on('cancelmigration', (call, vm) => {
    if (vm.status !== 'migrating') throw conflict('Cannot cancel migration for non migrating VM.');
    move(call.state, vm, ['up']);
  });
  on('freezefilesystems', needsUp('freeze VM'));
  on('thawfilesystems', needsUp('thaw VM'));
  on('logon', needsUp('log on to VM'));
  on('screenshot', needsUp('take a screenshot of VM'));
  on('maintenance', (call) => {
    requireMembers(bodyOf(call, 'action'), 'Action', 'maintenance', ['maintenance_enabled']);
    booleanAt(call.body, 'maintenance_enabled');
    throw conflict('Cannot set maintenance of VM. It is not the VM that runs the engine.');
  });
  on('reordermacaddresses', (_, vm) => {
    if (runs(vm)) throw conflict('Cannot reorder MAC addresses of VM. VM is running.');
    const nics = [...vm.nics.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    const macs = nics.map((nic) => nic.mac).sort();
    for (const [index, nic] of nics.entries()) nic.mac = macs[index] ?? nic.mac;
  });
  on('autopincpuandnumanodes', (_, vm) => {
    if (runs(vm)) throw conflict('Cannot pin VM. VM is running.');
  });
}
