import { encodePathSegment, xml } from '@portolan/core/driver';
import type { EngineRequest } from '../../client.ts';
import type { EnginePage } from '../../sdk/runtime/pages.ts';
import { equals, paged } from '../../search.ts';
import { leaf, refTo } from '../../wire-values.ts';
import { vmPath } from '../servers/requests.ts';

const MIB = 1024 * 1024;

const diskPath = (id: string): string => `/disks/${encodePathSegment(id)}`;
const attachmentPath = (vmId: string, diskId: string): string => `${vmPath(vmId)}/diskattachments/${encodePathSegment(diskId)}`;

export const list = (name: string | undefined, page: EnginePage | undefined): EngineRequest => ({
  operation: 'ListDisks',
  method: 'GET',
  path: '/disks',
  query: paged(name === undefined ? undefined : equals('alias', name), page),
});

/** Descriptions that hold the key somewhere. */
export const listByMark = (key: string): EngineRequest => ({
  operation: 'ListDisks',
  method: 'GET',
  path: '/disks',
  query: { search: `description=*${key}*` },
});

export const get = (id: string): EngineRequest => ({ operation: 'GetDisk', method: 'GET', path: diskPath(id) });

/** The disk when no VM has it, nothing when one has. */
export const getUnattached = (id: string): EngineRequest => ({
  operation: 'ListDisks',
  method: 'GET',
  path: '/disks',
  query: { search: `id=${id} and number_of_vms=0` },
});

/** Disks do not tell who has them: VMs do. */
export const listHolders = (kind: 'vms' | 'templates', domainName: string | undefined, page: EnginePage | undefined): EngineRequest => ({
  operation: kind === 'vms' ? 'ListVms' : 'ListTemplates',
  method: 'GET',
  path: `/${kind}`,
  query:
    kind === 'vms'
      ? { ...paged(domainName === undefined ? undefined : equals('storage.name', domainName), page), follow: 'disk_attachments' }
      : { follow: 'disk_attachments' },
});

export const getAttachment = (vmId: string, diskId: string): EngineRequest => ({
  operation: 'GetDiskAttachment',
  method: 'GET',
  path: attachmentPath(vmId, diskId),
});

export function create(name: string, sizeMiB: number, domainId: string, mark: string): EngineRequest {
  const body = xml(
    'disk',
    {},
    leaf('alias', name),
    leaf('description', mark),
    leaf('format', 'cow'),
    leaf('name', name),
    leaf('provisioned_size', sizeMiB * MIB),
    leaf('sparse', true),
    xml('storage_domains', {}, refTo('storage_domain', domainId)),
  );
  return { operation: 'AddDisk', method: 'POST', path: '/disks', body };
}

/** Of an attached disk the attachment is changed, of another the disk. */
export function extend(id: string, vmId: string | undefined, sizeMiB: number): { readonly request: EngineRequest; readonly root: string } {
  const disk = xml('disk', {}, leaf('provisioned_size', sizeMiB * MIB));
  if (vmId === undefined) return { request: { operation: 'UpdateDisk', method: 'PUT', path: diskPath(id), body: disk }, root: 'disk' };
  const body = xml('disk_attachment', {}, disk);
  return { request: { operation: 'UpdateDiskAttachment', method: 'PUT', path: attachmentPath(vmId, id), body }, root: 'disk_attachment' };
}

export const attach = (id: string, vmId: string): EngineRequest => ({
  operation: 'AddDiskAttachment',
  method: 'POST',
  path: `${vmPath(vmId)}/diskattachments`,
  body: xml('disk_attachment', {}, leaf('active', true), leaf('bootable', false), leaf('interface', 'virtio_scsi'), refTo('disk', id)),
});

/** All that a VM has, with what is written of them. */
export const attachmentsOf = (vmId: string): EngineRequest => ({
  operation: 'ListDiskAttachments',
  method: 'GET',
  path: `${vmPath(vmId)}/diskattachments`,
  query: { follow: 'disk' },
});

/** Without the parameter the disk would go too. */
export const detach = (id: string, vmId: string): EngineRequest => ({
  operation: 'RemoveDiskAttachment',
  method: 'DELETE',
  path: attachmentPath(vmId, id),
  query: { detach_only: true },
});

export const remove = (id: string): EngineRequest => ({ operation: 'RemoveDisk', method: 'DELETE', path: diskPath(id) });
