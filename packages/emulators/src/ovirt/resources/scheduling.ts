import type { EngineState } from '../state/engine-state.ts';
import type { Host, Vm } from '../state/model.ts';
import { type Element, part } from '../wire/element.ts';
import { runs } from './vm-element.ts';

/** Hosts on which a virtual machine may run: up, in its cluster, and where placement, affinity groups and labels let it. */
export function hostsFor(state: EngineState, vm: Vm): Host[] {
  const tests = [pinned(state, vm), grouped(state, vm), labelled(state, vm)];
  return [...state.hosts.values()].filter((host) => host.clusterId === vm.clusterId && host.status === 'up' && tests.every((test) => test(host)));
}

type Test = (host: Host) => boolean;

function pinned(state: EngineState, vm: Vm): Test {
  const hosts = part(state.open.kept(vm.id)?.get('placement_policy') ?? NOTHING, 'hosts')?.children.map((one) => one.attributes['id']) ?? [];
  return (host) => hosts.length === 0 || hosts.includes(host.id);
}

const NOTHING: Element = { name: '', attributes: {}, children: [] };

/** Rules that are not enforced are wishes, which a scheduler with a choice would weigh. */
function grouped(state: EngineState, vm: Vm): Test {
  const groups = `/clusters/${vm.clusterId}/affinitygroups`;
  const tests = [...state.open.collection(groups).values()].flatMap((group): Test[] => {
    const members = [...state.open.collection(`${groups}/${group.id}/vms`).keys()];
    if (!members.includes(vm.id)) return [];
    const others = members.flatMap((id) => state.vms.get(id) ?? []).filter((one) => one !== vm && runs(one) && one.hostId !== undefined);
    const hosts = [...state.open.collection(`${groups}/${group.id}/hosts`).keys()];
    return [
      ...rule(
        group.members.get('vms_rule'),
        others.map((one) => one.hostId ?? ''),
      ), // prettier-ignore
      ...rule(group.members.get('hosts_rule'), hosts),
    ];
  });
  return (host) => tests.every((test) => test(host));
}

/** Positive: on one of these hosts; negative: on none of them. Without any there is nothing to obey. */
function rule(given: Element | undefined, hosts: readonly string[]): Test[] {
  const is = (name: string): boolean => part(given ?? NOTHING, name)?.text === 'true';
  if (!is('enabled') || !is('enforcing') || hosts.length === 0) return [];
  const positive = is('positive');
  return [(host) => hosts.includes(host.id) === positive];
}

/** A machine with a label runs on hosts that have it too. */
function labelled(state: EngineState, vm: Vm): Test {
  const labels = [...state.open.collection(`/vms/${vm.id}/affinitylabels`).keys()];
  return (host) => labels.every((label) => state.open.collection(`/affinitylabels/${label}/hosts`).has(host.id));
}
