import type { EngineState } from '../state/engine-state.ts';
import { must, ok } from '../wire/call.ts';
import { list } from '../wire/element.ts';
import type { Router } from '../wire/router.ts';

type Held = (state: EngineState) => { has(id: string): boolean };

interface Parent {
  readonly path: string;
  readonly id: string;
  readonly held: Held;
  /** Last segment and root element. */
  readonly below: readonly (readonly [path: string, root: string])[];
}

const PERMISSIONS = ['permissions', 'permissions'] as const;

/** Collections that every engine links to and that have nothing in them here. Nothing can be added to them: 405. */
const PARENTS: readonly Parent[] = [
  {
    path: 'vms',
    id: 'vm',
    held: (state) => state.vms,
    below: [
      ['affinitylabels', 'affinity_labels'],
      ['applications', 'applications'],
      ['backups', 'backups'],
      ['cdroms', 'cdroms'],
      ['checkpoints', 'checkpoints'],
      ['hostdevices', 'host_devices'],
      ['katelloerrata', 'katello_errata'],
      ['mediateddevices', 'vm_mediated_devices'],
      ['numanodes', 'vm_numa_nodes'],
      ['sessions', 'sessions'],
      ['watchdogs', 'watchdogs'],
      PERMISSIONS,
    ],
  },
  {
    path: 'templates',
    id: 'template',
    held: (state) => state.templates,
    below: [['cdroms', 'cdroms'], ['graphicsconsoles', 'graphics_consoles'], ['watchdogs', 'watchdogs'], PERMISSIONS],
  },
  {
    path: 'instancetypes',
    id: 'type',
    held: (state) => state.instanceTypes,
    below: [
      ['graphicsconsoles', 'graphics_consoles'],
      ['nics', 'nics'],
      ['watchdogs', 'watchdogs'],
    ],
  },
  {
    path: 'clusters',
    id: 'cluster',
    held: (state) => state.clusters,
    below: [
      ['affinitygroups', 'affinity_groups'],
      ['cpuprofiles', 'cpu_profiles'],
      ['enabledfeatures', 'cluster_features'],
      ['externalnetworkproviders', 'external_providers'],
      ['networkfilters', 'network_filters'],
      PERMISSIONS,
    ],
  },
  {
    path: 'datacenters',
    id: 'center',
    held: (state) => state.dataCenters,
    below: [['iscsibonds', 'iscsi_bonds'], ['qoss', 'qoss'], ['quotas', 'quotas'], PERMISSIONS],
  },
  {
    path: 'hosts',
    id: 'host',
    held: (state) => state.hosts,
    below: [['nics', 'host_nics'], ['statistics', 'statistics'], ['storage', 'host_storages'], ['tags', 'tags'], PERMISSIONS],
  },
  { path: 'networks', id: 'network', held: (state) => state.networks, below: [['networklabels', 'network_labels'], PERMISSIONS] },
  { path: 'vnicprofiles', id: 'profile', held: (state) => state.vnicProfiles, below: [PERMISSIONS] },
  {
    path: 'storagedomains',
    id: 'domain',
    held: (state) => state.storageDomains,
    below: [
      ['diskprofiles', 'disk_profiles'],
      ['disksnapshots', 'disk_snapshots'],
      ['files', 'files'],
      ['storageconnections', 'storage_connections'],
      ['templates', 'templates'],
      ['vms', 'vms'],
      PERMISSIONS,
    ],
  },
  { path: 'disks', id: 'disk', held: (state) => state.disks, below: [['disksnapshots', 'disk_snapshots'], ['statistics', 'statistics'], PERMISSIONS] },
  {
    path: 'users',
    id: 'user',
    held: (state) => new Set([state.adminId]),
    below: [
      ['eventsubscriptions', 'event_subscriptions'],
      ['options', 'user_options'],
      ['roles', 'roles'],
      ['sshpublickeys', 'ssh_public_keys'],
      ['tags', 'tags'],
      PERMISSIONS,
    ],
  },
];

export function emptyCollectionRoutes(router: Router): void {
  for (const { path, id, held, below } of PARENTS) {
    for (const [segment, root] of below) {
      router.on(`GET /${path}/{${id}}/${segment}`, (call) => {
        must(held(call.state).has(call.ids[id] ?? '') ? id : undefined);
        return ok(list(root, []));
      });
    }
  }
}
