import { requireMembers } from '../open/mandatory.ts';
import type { EngineState } from '../state/engine-state.ts';
import type { Vm } from '../state/model.ts';
import { type Answer, API, bodyOf, type Call, created, flag, must, ok, plainListing, reference } from '../wire/call.ts';
import { type Element, element } from '../wire/element.ts';
import { conflict, EngineFault } from '../wire/faults.ts';
import { child, idOf } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { vmOf } from './vms.ts';

/** The one drive that a virtual machine has. */
const DRIVE = '00000000-0000-0000-0000-000000000000';

export function vmCdromRoutes(router: Router): void {
  router
    .on('GET /vms/{vm}/cdroms', (call) => plainListing(call, 'cdroms', [vmOf(call)], (vm) => driveElement(call, vm)))
    .on('POST /vms/{vm}/cdroms', (call) => {
      requireMembers(bodyOf(call, 'cdrom'), 'Cdrom', 'add', ['file.id']);
      change(call, vmOf(call));
      return created(driveElement(call, vmOf(call)));
    })
    .on('GET /vms/{vm}/cdroms/{drive}', (call) => ok(driveElement(call, driven(call))))
    .on('PUT /vms/{vm}/cdroms/{drive}', (call): Answer => {
      const vm = driven(call);
      bodyOf(call, 'cdrom');
      change(call, vm);
      return ok(driveElement(call, vm));
    });
}

const driven = (call: Call): Vm => must(call.ids['drive'] === DRIVE ? vmOf(call) : undefined);

/** `current=true` is what is in the drive now, else what is in it at the next start. */
function driveElement(call: Call, vm: Vm): Element {
  const file = flag(call, 'current') === true ? vm.cdromNow : vm.cdrom;
  return element('cdrom', { href: `${API}/vms/${vm.id}/cdroms/${DRIVE}`, id: DRIVE }, [
    file === undefined ? undefined : element('file', { id: file }),
    reference('vm', '/vms', vm.id),
  ]);
}

/** An empty id takes the disk out. */
function change(call: Call, vm: Vm): void {
  const id = idOf(child(call.body, 'file'));
  if (id === undefined) return;
  if (id !== '' && !isFile(call.state, id)) throw new EngineFault(404, 'Operation Failed', `Entity not found: file: ${id}`);
  const file = id === '' ? undefined : id;
  if (flag(call, 'current') !== true) {
    vm.cdrom = file;
    return;
  }
  if (vm.status !== 'up' && vm.status !== 'paused') throw conflict('Cannot change CD. VM is not running.');
  vm.cdromNow = file;
}

const isFile = (state: EngineState, id: string): boolean => state.disks.get(id)?.contentType === 'iso' || /\.iso$/i.test(id);
