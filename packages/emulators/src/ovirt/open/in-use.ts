import type { Call } from '../wire/call.ts';
import { type Element, part } from '../wire/element.ts';
import { conflict } from '../wire/faults.ts';

/** What keeps an object from being removed: a member of others that refers to it. */
const USERS: Readonly<Record<string, readonly { readonly type: string; readonly home?: string; readonly member: string; readonly called: string }[]>> = {
  MacPool: [
    { type: 'DataCenter', home: '/datacenters', member: 'mac_pool', called: 'Data Centers' },
    { type: 'Cluster', home: '/clusters', member: 'mac_pool', called: 'Clusters' },
  ],
  SchedulingPolicy: [{ type: 'Cluster', home: '/clusters', member: 'scheduling_policy', called: 'Clusters' }],
  Role: [{ type: 'Permission', member: 'role', called: 'Permissions' }],
  Qos: [
    { type: 'CpuProfile', member: 'qos', called: 'CPU profiles' },
    { type: 'DiskProfile', member: 'qos', called: 'Disk profiles' },
    { type: 'VnicProfile', home: '/vnicprofiles', member: 'qos', called: 'vNIC profiles' },
    { type: 'Network', home: '/networks', member: 'qos', called: 'Networks' },
  ],
  CpuProfile: [
    { type: 'Vm', home: '/vms', member: 'cpu_profile', called: 'VMs' },
    { type: 'Template', home: '/templates', member: 'cpu_profile', called: 'Templates' },
  ],
  DiskProfile: [{ type: 'Disk', home: '/disks', member: 'disk_profile', called: 'Disks' }],
  Quota: [
    { type: 'Vm', home: '/vms', member: 'quota', called: 'VMs' },
    { type: 'Disk', home: '/disks', member: 'quota', called: 'Disks' },
  ],
  SchedulingPolicyUnit: ['Filter', 'Weight', 'Balance'].map((type) => ({ type, member: 'scheduling_policy_unit', called: 'Cluster policies' })),
};

/** Refuses the removal of what others refer to: 409. */
export function refuseInUse(call: Omit<Call, 'ids'>, type: string, id: string, title: string): void {
  for (const { type: user, home, member, called } of USERS[type] ?? []) {
    const at = (one: Element | undefined): boolean => one?.attributes['id'] === id;
    const names =
      home === undefined
        ? call.state.open.all(user).flatMap(({ item }) => (at(item.members.get(member)) ? [item.members.get('name')?.text ?? item.id] : []))
        : (call.fetch(home)?.children ?? []).flatMap((one) => (at(part(one, member)) ? [part(one, 'name')?.text ?? ''] : []));
    if (names.length > 0) throw conflict(`Cannot remove ${title}. It is being used by the following ${called}: ${names.join(', ')}.`);
  }
  if (type === 'StorageConnection') {
    const used = call.state.open.all('StorageConnection').some(({ item }) => item.target === `/storageconnections/${id}`);
    if (used) throw conflict(`Cannot remove ${title}. The connection is in use by a storage domain.`);
  }
}
