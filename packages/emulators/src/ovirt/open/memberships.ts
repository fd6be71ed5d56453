import type { Membership } from './rules.ts';

const idAt = (path: string, index: number): string => path.split('/')[index] ?? '';

/** Collections of what stands elsewhere, by service, or by path where one service is used for two things. */
export const MEMBERSHIPS: Readonly<Record<string, Membership>> = {
  AffinityGroupVms: {},
  AffinityGroupHosts: {},
  AffinityGroupVmLabels: {},
  AffinityGroupHostLabels: {},
  AffinityLabelVms: {
    mirror: (here, memberId) => ({ collection: `/vms/${memberId}/affinitylabels`, id: idAt(here, 2), target: `/affinitylabels/${idAt(here, 2)}` }),
  },
  AffinityLabelHosts: {
    mirror: (here, memberId) => ({ collection: `/hosts/${memberId}/affinitylabels`, id: idAt(here, 2), target: `/affinitylabels/${idAt(here, 2)}` }),
  },
  AssignedAffinityLabels: {
    mirror: (here, memberId) => ({
      collection: `/affinitylabels/${memberId}/${idAt(here, 1)}`,
      id: idAt(here, 2),
      target: `/${idAt(here, 1)}/${idAt(here, 2)}`,
    }),
  },
  AssignedTags: {},
  ClusterEnabledFeatures: {},
  ClusterNetworks: { own: ['required', 'display', 'usages'], defaults: { required: true, display: false } },
  StorageDomainServerConnections: {},
  VirtualFunctionAllowedNetworks: {},
  VmHostDevices: {},
  '/datacenters/{}/iscsibonds/{}/networks': {},
  '/datacenters/{}/iscsibonds/{}/storageserverconnections': {},
};
