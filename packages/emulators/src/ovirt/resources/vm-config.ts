import type { EngineState } from '../state/engine-state.ts';
import type { Cpu, Initialization, Vm } from '../state/model.ts';
import { conflict, refused } from '../wire/faults.ts';
import { child, children, integerAt, type XmlElement } from '../wire/read-body.ts';

const MIB = 1024 * 1024;

export type Sizing = Pick<Vm, 'memory' | 'guaranteedMemory' | 'maxMemory' | 'cpu'>;

/** What a body says about memory and CPU; the rest comes from `base`. Sizes go down to whole MiB. */
export function readSizing(body: XmlElement, verb: string, base: { readonly memory: number; readonly cpu: Cpu }): Sizing {
  const memory = wholeMiB(integerAt(body, 'memory')) ?? base.memory;
  const guaranteedMemory = wholeMiB(integerAt(body, 'memory_policy', 'guaranteed')) ?? memory;
  const maxMemory = wholeMiB(integerAt(body, 'memory_policy', 'max')) ?? memory * 4;
  if (memory <= 0) throw refused(`Cannot ${verb} VM. Memory size has to be positive.`);
  if (guaranteedMemory > memory) throw conflict(`Cannot ${verb} VM. Physical Memory Guaranteed cannot exceed Memory Size.`);
  if (maxMemory < memory) throw conflict(`Cannot ${verb} VM. Maximum memory size (${maxMemory / MIB}MB) cannot be lower than memory size (${memory / MIB}MB).`);
  return { memory, guaranteedMemory, maxMemory, cpu: readCpu(body, verb) ?? base.cpu };
}

const wholeMiB = (bytes: number | undefined): number | undefined => (bytes === undefined ? undefined : Math.floor(bytes / MIB) * MIB);

function readCpu(body: XmlElement, verb: string): Cpu | undefined {
  if (child(child(body, 'cpu'), 'topology') === undefined) return undefined;
  const at = (name: string): number => integerAt(body, 'cpu', 'topology', name) ?? 1;
  const cpu = { sockets: at('sockets'), cores: at('cores'), threads: at('threads') };
  if (cpu.sockets < 1 || cpu.cores < 1 || cpu.threads < 1) throw conflict(`Cannot ${verb} VM. CPU topology values have to be positive.`);
  return cpu;
}

export function readInitialization(body: XmlElement | undefined): Initialization | undefined {
  const initialization = child(body, 'initialization');
  if (initialization === undefined) return undefined;
  const members = initialization.children.filter((item) => item.children.length === 0).map((item) => [item.name, item.text] as const);
  return { members, nicConfigurations: children(child(initialization, 'nic_configurations'), 'nic_configuration').length };
}

/** Custom properties exist only where the administrator has defined them. */
export function readCustomProperties(body: XmlElement, state: EngineState, verb: string): readonly (readonly [string, string])[] | undefined {
  const wrapper = child(body, 'custom_properties');
  if (wrapper === undefined) return undefined;
  const given = children(wrapper, 'custom_property').map((item) => [child(item, 'name')?.text ?? '', child(item, 'value')?.text ?? ''] as const);
  const unknown = given.filter(([name]) => !state.customProperties.has(name)).map(([name]) => name);
  if (unknown.length > 0) throw refused(`Cannot ${verb} VM. Invalid custom properties: no such key: ${unknown.join(', ')}`);
  return given;
}
