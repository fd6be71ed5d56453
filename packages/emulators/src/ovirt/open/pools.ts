import type { Vm } from '../state/model.ts';
import { type Answer, actionAnswer, bodyOf, type Call, must, reference } from '../wire/call.ts';
import { type Element, leaf } from '../wire/element.ts';
import { conflict } from '../wire/faults.ts';
import { sent } from '../wire/read-body.ts';
import type { OpenItem } from './open-store.ts';

type Open = Omit<Call, 'ids'>;

const text = (members: ReadonlyMap<string, Element>, name: string): string | undefined => members.get(name)?.text;
const sizeOf = (members: ReadonlyMap<string, Element>): number => Number(text(members, 'size') ?? '1');

/** Virtual machines of a pool, in the order of their names. */
const machinesOf = (call: Open, poolId: string): Vm[] =>
  [...call.state.vms.values()].filter((vm) => vm.poolId === poolId).sort((a, b) => (a.name < b.name ? -1 : 1));

/** `web-??` numbers with as many digits; without question marks the number goes to the end. */
function poolName(pattern: string, index: number): string {
  const mask = /\?+/.exec(pattern)?.[0];
  return mask === undefined ? `${pattern}-${index}` : pattern.replace(mask, String(index).padStart(mask.length, '0'));
}

/** Makes the machines that the pool lacks, each as a client would. */
export function fillPool(call: Open, pool: OpenItem): void {
  const have = machinesOf(call, pool.id).length;
  for (let index = have + 1; index <= sizeOf(pool.members); index += 1) {
    const body = sent('vm', [
      sent('name', [], poolName(text(pool.members, 'name') ?? '', index)),
      ...['cluster', 'template', 'instance_type'].flatMap((name) => {
        const id = pool.members.get(name)?.attributes['id'];
        return id === undefined ? [] : [sent(name, [], '', { id })];
      }),
    ]);
    const made = call.send('POST', '/vms', body).element?.attributes['id'];
    const vm = call.state.vms.get(made ?? '');
    if (vm === undefined) continue;
    vm.poolId = pool.id;
    // They forget what was done to them, unless the pool is stateful.
    vm.stateless = text(pool.members, 'stateful') !== 'true';
  }
}

export function refuseShrinking(before: ReadonlyMap<string, Element>, after: ReadonlyMap<string, Element>): void {
  if (sizeOf(after) < sizeOf(before)) throw conflict('Cannot edit VM-Pool. The size of a VM-Pool cannot be reduced: detach or remove VMs instead.');
}

/** The machines go with their pool, which they keep as long as they run. */
export function emptyPool(call: Open, pool: OpenItem): void {
  const machines = machinesOf(call, pool.id);
  const running = machines.filter((vm) => vm.status !== 'down').map((vm) => vm.name);
  if (running.length > 0) throw conflict(`Cannot remove VM-Pool. VMs of it are running or locked: ${running.join(', ')}.`);
  for (const vm of machines) {
    vm.poolId = undefined;
    call.send('DELETE', `/vms/${vm.id}`);
  }
}

/** Starts a machine that nobody has and gives it to the caller. */
export function allocate(call: Call): Answer {
  const pool = must(call.state.open.collection('/vmpools').get(call.ids['pool'] ?? ''));
  bodyOf(call, 'action');
  const free = machinesOf(call, pool.id).find((vm) => vm.status === 'down');
  if (free === undefined) throw conflict('Cannot allocate and run VM from VM-Pool. There are no available VMs in the VM-Pool.');
  call.send('POST', `/vms/${free.id}/start`, sent('action', []));
  return actionAnswer(call, undefined, [reference('vm', '/vms', free.id), leaf('async', undefined)]);
}
