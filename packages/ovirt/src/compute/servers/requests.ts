import {
  type CreateServerRequest,
  encodePathSegment,
  isPlannedId,
  type ListServersDriverOptions,
  plannedId,
  type XmlElement,
  xml,
} from '@portolan/core/driver';
import type { EngineRequest } from '../../client.ts';
import type { EnginePage } from '../../sdk/runtime/pages.ts';
import { all, equals, paged } from '../../search.ts';
import { leaf, refTo } from '../../wire-values.ts';
import { shapeOf } from '../sizes/shape.ts';
import { customScript } from './boot-script.ts';
import { writeComment } from './comment.ts';
import { type OvirtServerOptions, readServerOptions } from './native-options.ts';

const MIB = 1024 * 1024;
/** Addresses are in a collection of their own; `follow` puts it inline, in the same answer. */
const FOLLOW = 'reported_devices';

export const vmPath = (id: string): string => `/vms/${encodePathSegment(id)}`;

export function list(options: Pick<ListServersDriverOptions, 'name' | 'tags'>, page: EnginePage | undefined): EngineRequest {
  const named = options.name === undefined ? undefined : equals('name', options.name);
  const tagged = options.tags === undefined || Object.keys(options.tags).length === 0 ? undefined : 'comment=*portolan*';
  return { operation: 'ListVms', method: 'GET', path: '/vms', query: { ...paged(all(named, tagged), page), follow: FOLLOW } };
}

/** Those whose comment holds the key somewhere; which of them bear it as a mark is to be seen. Keys are of letters, digits, `.`, `_` and `-`. */
export const listByMark = (key: string): EngineRequest => ({ operation: 'ListVms', method: 'GET', path: '/vms', query: { search: `comment=*${key}*` } });

export const get = (id: string): EngineRequest => ({ operation: 'GetVm', method: 'GET', path: vmPath(id), query: { follow: FOLLOW } });

/** For looking at the state: without what takes the engine further queries. */
export const look = (id: string): EngineRequest => ({
  operation: 'GetVm',
  method: 'GET',
  path: vmPath(id),
  // One that is only planned has been made and is down.
  ...(isPlannedId(id) ? { planned: xml('vm', { id }, leaf('status', 'down')) } : {}),
});

/** `profileIds`: of the networks it is to have, kept where a create that was interrupted is finished from. */
export function create(request: CreateServerRequest, clusterId: string, profileIds: readonly string[] = []): EngineRequest {
  const native = readServerOptions(request.native);
  const { tags, metadata, idempotencyKey } = request;
  const shape = shapeOf(request.sizeId);
  const { memoryMiB = shape?.memoryMiB, cpus = shape?.cpus } = native;
  const comment = writeComment({
    foreign: '',
    tags,
    metadata,
    key: idempotencyKey,
    nics: idempotencyKey === undefined || profileIds.length === 0 ? undefined : profileIds,
  });
  const body = xml(
    'vm',
    {},
    comment === '' ? undefined : leaf('comment', comment),
    topology(cpus),
    customProperties(native),
    leaf('delete_protected', native.deleteProtected),
    leaf('description', native.description),
    initialization(request, native),
    memoryMiB === undefined ? undefined : leaf('memory', memoryMiB * MIB),
    leaf('name', request.name),
    refTo('cluster', clusterId),
    shape === undefined ? refTo('instance_type', request.sizeId) : undefined,
    refTo('template', request.imageId),
  );
  const planned = xml('vm', { id: plannedId('server') }, ...body.children, leaf('status', 'down'));
  return { operation: 'AddVm', method: 'POST', path: '/vms', query: { clone: native.clone }, body, planned };
}

/** What cloud-init is told. It is kept with the VM and used at its first start. */
function initialization(request: CreateServerRequest, native: OvirtServerOptions): XmlElement | undefined {
  const { bootScript, name } = request;
  const { authorizedKeys = [], userName, hostName } = native;
  if (bootScript === undefined && authorizedKeys.length === 0 && userName === undefined && hostName === undefined) return undefined;
  return xml(
    'initialization',
    {},
    authorizedKeys.length === 0 ? undefined : leaf('authorized_ssh_keys', authorizedKeys.join('\n')),
    bootScript === undefined ? undefined : leaf('custom_script', customScript(bootScript)),
    leaf('host_name', hostName ?? (isHostName(name) ? name : undefined)),
    leaf('user_name', userName),
  );
}

/** Names of VMs may hold `_` and letters of any script; names of hosts may not. */
const isHostName = (name: string): boolean => /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/.test(name);

function customProperties(native: OvirtServerOptions): XmlElement | undefined {
  const entries = Object.entries(native.customProperties ?? {});
  if (entries.length === 0) return undefined;
  return xml('custom_properties', {}, ...entries.map(([name, value]) => xml('custom_property', {}, leaf('name', name), leaf('value', value))));
}

export type VmAction = 'start' | 'stop' | 'shutdown' | 'reboot';

/** Doing one of these twice is refused with 409, not done twice: a lost answer is no reason to give up. */
export function act(id: string, action: VmAction, cloudInit = false): EngineRequest {
  const operation = `${action[0]?.toUpperCase()}${action.slice(1)}Vm`;
  const body = xml('action', {}, cloudInit ? leaf('use_cloud_init', true) : undefined);
  return { operation, method: 'POST', path: `${vmPath(id)}/${action}`, body, idempotent: action !== 'reboot', planned: '' };
}

const update = (id: string, ...changes: readonly (XmlElement | undefined)[]): EngineRequest => ({
  operation: 'UpdateVm',
  method: 'PUT',
  path: vmPath(id),
  body: xml('vm', {}, ...changes),
});

export const rename = (id: string, name: string): EngineRequest => update(id, leaf('name', name));

export const setComment = (id: string, comment: string): EngineRequest => update(id, xml('comment', {}, comment));

/**
 * A shape takes the instance type away: without id and name it means none. Source: ovirt-engine BackendVmResource, UpdateParametersProvider.
 * `nextRun`: a running VM takes it when it is next down, instead of plugging what can be plugged.
 */
export function resize(id: string, sizeId: string, nextRun: boolean): EngineRequest {
  const shape = shapeOf(sizeId);
  const changes =
    shape === undefined
      ? [refTo('instance_type', sizeId)]
      : [topology(shape.cpus), xml('instance_type'), leaf('memory', shape.memoryMiB * MIB), limits(shape.memoryMiB)];
  return { ...update(id, ...changes), ...(nextRun ? { query: { next_run: true } } : {}) };
}

/** What the VM has of these stays otherwise, and a memory beyond them is refused. The largest is what the engine itself derives at a create. */
const limits = (memoryMiB: number): XmlElement => xml('memory_policy', {}, leaf('guaranteed', memoryMiB * MIB), leaf('max', memoryMiB * 4 * MIB));

const topology = (cpus: number | undefined): XmlElement | undefined =>
  cpus === undefined ? undefined : xml('cpu', {}, xml('topology', {}, leaf('cores', 1), leaf('sockets', cpus), leaf('threads', 1)));

/** With its disks. */
export const remove = (id: string): EngineRequest => ({ operation: 'RemoveVm', method: 'DELETE', path: vmPath(id) });
