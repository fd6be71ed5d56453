import type { Searchable } from '../search/run-search.ts';
import type { EngineState } from '../state/engine-state.ts';
import type { StorageDomain } from '../state/model.ts';
import { API, type Call, listing, must, ok, plainListing, reference } from '../wire/call.ts';
import { type Element, element, group, leaf, list } from '../wire/element.ts';
import type { Router } from '../wire/router.ts';
import { usedBytes } from './disk-state.ts';
import { fixedEnum, keptField, keptFlag, keptText, machineFields } from './kept-members.ts';

const GIB = 1024 ** 3;

export function storageDomainRoutes(router: Router): void {
  router
    .on('GET /storagedomains', (call) =>
      listing(call, 'storage_domains', call.state.storageDomains.values(), storageSearch(call.state), (domain) => domainElement(domain, call.state)),
    )
    .on('GET /storagedomains/{domain}', (call) => ok(domainElement(domainOf(call), call.state)))
    .on('GET /datacenters/{center}/storagedomains', (call) =>
      plainListing(call, 'storage_domains', attachedTo(call), (domain) => domainElement(domain, call.state, call.ids['center'])),
    )
    .on('GET /datacenters/{center}/storagedomains/{domain}', (call) => ok(domainElement(attachedOf(call), call.state, call.ids['center'])));
}

export const domainOf = (call: Call): StorageDomain => must(call.state.storageDomains.get(call.ids['domain'] ?? ''));

function attachedTo(call: Call): StorageDomain[] {
  const center = must(call.state.dataCenters.get(call.ids['center'] ?? ''));
  return [...call.state.storageDomains.values()].filter((domain) => domain.dataCenterId === center.id);
}

export const attachedOf = (call: Call): StorageDomain => must(attachedTo(call).find((domain) => domain.id === call.ids['domain']));

/** The status is told only below a data center; at the top level it is `unattached` or absent. */
export function domainElement(domain: StorageDomain, state: EngineState, centerId?: string): Element {
  const href = centerId === undefined ? `${API}/storagedomains/${domain.id}` : `${API}/datacenters/${centerId}/storagedomains/${domain.id}`;
  const used = usedBytes(state, domain);
  const data = domain.type === 'data';
  const committed = [...state.disks.values()].reduce((sum, disk) => (disk.storageDomainId === domain.id ? sum + disk.provisionedSize : sum), 0);
  const up = (bytes: number): number => Math.ceil(bytes / GIB) * GIB;
  return element('storage_domain', { href, id: domain.id }, [
    leaf('name', domain.name),
    leaf('description', domain.description),
    leaf('comment', ''),
    data ? leaf('available', up(domain.totalBytes) - up(used)) : undefined,
    leaf('backup', false),
    data ? leaf('block_size', 512) : undefined,
    leaf('committed', data ? up(committed) : 0),
    leaf('critical_space_action_blocker', 5),
    leaf('discard_after_delete', domain.storage === 'iscsi'),
    leaf('external_status', 'ok'),
    leaf('master', domain.master),
    centerId !== undefined ? leaf('status', domain.status) : domain.dataCenterId === undefined ? leaf('status', 'unattached') : undefined,
    group('storage', [leaf('type', domain.storage), leaf('address', domain.connection.address), leaf('path', domain.connection.path)]),
    leaf('storage_format', data ? 'v5' : 'v1'),
    leaf('supports_discard', domain.storage === 'iscsi'),
    leaf('type', domain.type),
    data ? leaf('used', up(used)) : undefined,
    leaf('warning_low_space_indicator', 10),
    leaf('wipe_after_delete', false),
    domain.dataCenterId === undefined
      ? undefined
      : centerId === undefined
        ? list('data_centers', [reference('data_center', '/datacenters', domain.dataCenterId)])
        : reference('data_center', '/datacenters', centerId),
  ]);
}

function storageSearch(state: EngineState): Searchable<StorageDomain> {
  return {
    own: ['storage', 'storagedomain', 'storagedomains'],
    defaultSort: 'name',
    fields: {
      name: { kind: 'text', of: (domain) => domain.name },
      description: { kind: 'text', of: (domain) => domain.description },
      comment: keptField(state, '', 'comment'),
      external_status: fixedEnum('ok', ['ok', 'info', 'warning', 'error', 'failure']),
      backup: keptFlag(state, false, 'backup'),
      wipe_after_delete: keptFlag(state, false, 'wipe_after_delete'),
      discard_after_delete: {
        kind: 'enum',
        values: ['true', 'false'],
        of: (domain) => keptText(state, domain.id, 'discard_after_delete') ?? String(domain.storage === 'iscsi'),
      },
      committed: {
        kind: 'number',
        of: (domain) => [...state.disks.values()].reduce((sum, disk) => (disk.storageDomainId === domain.id ? sum + disk.provisionedSize : sum), 0) / GIB,
      },
      ...machineFields((domain) =>
        [...state.vms.values()].filter((vm) => [...vm.attachments.keys()].some((id) => state.disks.get(id)?.storageDomainId === domain.id)),
      ),
      datacenter: { kind: 'text', of: (domain) => state.dataCenters.get(domain.dataCenterId ?? '')?.name ?? '' },
      status: {
        kind: 'enum',
        values: ['unknown', 'uninitialized', 'unattached', 'active', 'inactive', 'locked', 'maintenance', 'preparingformaintenance', 'detaching', 'activating'],
        of: (domain) => (domain.dataCenterId === undefined ? 'unattached' : domain.status.replaceAll('_', '')),
      },
      type: {
        kind: 'enum',
        values: ['nfs', 'fcp', 'iscsi', 'localfs', 'cifs', 'posixfs', 'glance', 'glusterfs', 'cinder', 'managed_block_storage'],
        of: (domain) => domain.storage,
      },
      total_size: { kind: 'number', of: (domain) => domain.totalBytes / GIB },
      used_size: { kind: 'number', of: (domain) => usedBytes(state, domain) / GIB },
      free_size: { kind: 'number', of: (domain) => (domain.totalBytes - usedBytes(state, domain)) / GIB },
    },
  };
}
