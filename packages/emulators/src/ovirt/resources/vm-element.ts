import { BLANK_ID, type EngineState } from '../state/engine-state.ts';
import type { Cpu, Initialization, Vm } from '../state/model.ts';
import { API, reference } from '../wire/call.ts';
import { date, type Element, element, group, leaf, list, type Part } from '../wire/element.ts';

export const cpuElement = (cpu: Cpu): Element =>
  element('cpu', {}, [
    leaf('architecture', 'x86_64'),
    group('topology', [leaf('cores', cpu.cores), leaf('sockets', cpu.sockets), leaf('threads', cpu.threads)]),
  ]);

/** Statuses in which a host runs the VM. */
export const runs = (vm: Vm): boolean => !['down', 'image_locked', 'suspended'].includes(vm.status);

/** The name the guest gave itself; known to the engine while its agent talks. */
export function guestName(vm: Vm): string {
  return vm.lastBoot?.initialization?.members.find(([name]) => name === 'host_name')?.[1] ?? vm.name;
}

function initializationElement(initialization: Initialization | undefined): Part {
  if (initialization === undefined) return undefined;
  // The password is never returned.
  return element(
    'initialization',
    {},
    initialization.members.filter(([name]) => name !== 'root_password').map(([name, value]) => leaf(name, value)),
  );
}

export interface VmView {
  readonly allContent: boolean;
  readonly nextRun: boolean;
}

/** A VM as `GET /vms/ID` shows it. Source: the engine's VmMapper and BackendVmsResource. */
export function vmElement(vm: Vm, state: EngineState, view: VmView): Element {
  const href = `${API}/vms/${vm.id}`;
  const shown = view.nextRun ? { ...vm, ...vm.nextRun } : vm;
  const up = vm.status === 'up';
  return element('vm', { href, id: vm.id }, [
    leaf('name', vm.name),
    leaf('description', vm.description),
    leaf('comment', vm.comment),
    group('bios', [group('boot_menu', [leaf('enabled', false)]), leaf('type', 'q35_sea_bios')]),
    cpuElement(shown.cpu),
    leaf('cpu_shares', 0),
    date('creation_time', vm.createdAt),
    vm.customProperties.length === 0
      ? undefined
      : list(
          'custom_properties',
          vm.customProperties.map(([name, value]) => element('custom_property', {}, [leaf('name', name), leaf('value', value)])),
        ),
    leaf('delete_protected', vm.deleteProtected),
    group('display', [leaf('monitors', 1), leaf('type', 'vnc')]),
    group('high_availability', [leaf('enabled', false), leaf('priority', 0)]),
    initializationElement(vm.initialization),
    leaf('memory', shown.memory),
    group('memory_policy', [leaf('ballooning', true), leaf('guaranteed', shown.guaranteedMemory), leaf('max', shown.maxMemory)]),
    group('migration', [leaf('auto_converge', 'inherit'), leaf('compressed', 'inherit')]),
    leaf('origin', 'ovirt'),
    group('os', [group('boot', [list('devices', [leaf('device', 'hd')])]), leaf('type', vm.osType)]),
    group('placement_policy', [leaf('affinity', 'migratable')]),
    group('sso', [list('methods', [element('method', { id: 'guest_agent' })])]),
    leaf('start_paused', false),
    leaf('stateless', vm.stateless),
    group('time_zone', [leaf('name', 'Etc/GMT')]),
    leaf('type', vm.type),
    ...(view.allContent
      ? [
          leaf('soundcard_enabled', false),
          leaf('tpm_enabled', false),
          group('console', [leaf('enabled', false)]),
          group('virtio_scsi', [leaf('enabled', true)]),
        ]
      : []),
    up && vm.nics.size > 0 ? leaf('fqdn', guestName(vm)) : undefined,
    up ? group('guest_operating_system', [leaf('architecture', 'x86_64'), leaf('family', 'Linux')]) : undefined,
    leaf('next_run_configuration_exists', vm.nextRun !== undefined),
    leaf('run_once', false),
    date('start_time', vm.startedAt),
    leaf('status', vm.status),
    runs(vm) ? undefined : date('stop_time', vm.stoppedAt),
    reference('cluster', '/clusters', vm.clusterId),
    runs(vm) ? reference('host', '/hosts', vm.hostId) : undefined,
    reference('instance_type', '/instancetypes', vm.instanceTypeId),
    reference('original_template', '/templates', state.templates.has(vm.templateId) ? vm.templateId : BLANK_ID),
    reference('vm_pool', '/vmpools', vm.poolId),
    reference('template', '/templates', state.templates.has(vm.templateId) ? vm.templateId : BLANK_ID),
  ]);
}
