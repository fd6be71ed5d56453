// Source: compute api-ref, "Servers" and "Servers - run an action". Nova 2.1, which every cloud since Kilo speaks; Rackspace's v2 has the same paths.

import { type CreateServerRequest, encodePathSegment, type ListServersDriverOptions } from '@portolan/core/driver';
import type { ServiceRequest } from '../../client.ts';
import { pageQuery } from '../../link-paging.ts';
import { joinMetadata } from './metadata-names.ts';
import { interfacesOf, serverOptionsOf } from './native-options.ts';
import type { BlockDeviceWire, NetworkChoiceWire } from './wire.ts';

const pathOf = (id: string): string => `/servers/${encodePathSegment(id)}`;

export function list(options: ListServersDriverOptions, cursor?: string): ServiceRequest {
  const { name, pageSize } = options;
  // The filter is a regular expression that may match anywhere: with plain names it finds a little more than asked for, with others it might find less.
  const plain = name !== undefined && /^[\w .-]+$/.test(name) ? name : undefined;
  return { service: 'compute', method: 'GET', path: '/servers/detail', query: pageQuery({ limit: pageSize, name: plain }, cursor), operation: 'ListServers' };
}

export const get = (id: string): ServiceRequest => ({ service: 'compute', method: 'GET', path: pathOf(id), operation: 'GetServer' });

export interface CreateContext {
  /** Zone to ask for. */
  readonly zone: string | undefined;
  /** Networks to ask for; undefined leaves the choice to Nova. */
  readonly networkIds: readonly string[] | undefined;
  readonly configDrive: boolean;
}

export function create(request: CreateServerRequest, context: CreateContext): ServiceRequest {
  const native = serverOptionsOf(request.native);
  const networks: readonly NetworkChoiceWire[] | undefined =
    native.interfaces === undefined ? context.networkIds?.map((uuid) => ({ uuid })) : interfacesOf(native.interfaces);
  const configDrive = native.configDrive ?? (context.configDrive && request.bootScript !== undefined ? true : undefined);
  const { keyPairId, firewallIds, bootScript } = request;
  const server = {
    name: request.name,
    flavorRef: request.sizeId,
    ...(native.bootVolume === undefined ? { imageRef: request.imageId } : { block_device_mapping_v2: [bootDevice(request.imageId, native.bootVolume)] }),
    metadata: joinMetadata(request.tags, request.metadata, request.idempotencyKey),
    ...(bootScript === undefined ? {} : { user_data: Buffer.from(bootScript, 'utf8').toString('base64') }),
    ...(keyPairId === undefined ? {} : { key_name: keyPairId }),
    ...(context.zone === undefined ? {} : { availability_zone: context.zone }),
    ...(networks === undefined ? {} : { networks }),
    // The member is called name and takes ids.
    ...(firewallIds === undefined ? {} : { security_groups: firewallIds.map((name) => ({ name })) }),
    ...(configDrive === undefined ? {} : { config_drive: configDrive }),
    ...(native.adminPassword === undefined ? {} : { adminPass: native.adminPassword }),
    ...(native.diskConfig === undefined ? {} : { 'OS-DCF:diskConfig': native.diskConfig }),
  };
  const hints = native.groupId === undefined ? {} : { 'os:scheduler_hints': { group: native.groupId } };
  return { service: 'compute', method: 'POST', path: '/servers', json: { server, ...hints }, operation: 'CreateServer' };
}

const bootDevice = (imageId: string, volume: { readonly sizeGiB: number; readonly keep?: boolean | undefined }): BlockDeviceWire => ({
  boot_index: 0,
  uuid: imageId,
  source_type: 'image',
  destination_type: 'volume',
  volume_size: volume.sizeGiB,
  delete_on_termination: volume.keep !== true,
});

export const rename = (id: string, name: string): ServiceRequest => ({
  service: 'compute',
  method: 'PUT',
  path: pathOf(id),
  json: { server: { name } },
  operation: 'UpdateServer',
});

/** 404: gone already. */
export const remove = (id: string): ServiceRequest => ({ service: 'compute', method: 'DELETE', path: pathOf(id), accept: [404], operation: 'DeleteServer' });

export type ServerAction =
  | { readonly 'os-start': null }
  | { readonly 'os-stop': null }
  | { readonly unpause: null }
  | { readonly resume: null }
  | { readonly unshelve: null }
  | { readonly reboot: { readonly type: 'SOFT' | 'HARD' } }
  | { readonly resize: { readonly flavorRef: string } }
  | { readonly confirmResize: null }
  | { readonly createImage: { readonly name: string; readonly metadata?: Readonly<Record<string, string>> } }
  | { readonly 'os-getConsoleOutput': { readonly length?: number } };

// Asked for twice they do what once does, or answer 409.
const HARMLESS: ReadonlySet<string> = new Set(['os-start', 'os-stop', 'unpause', 'resume', 'unshelve', 'confirmResize', 'os-getConsoleOutput']);

export function act(id: string, action: ServerAction): ServiceRequest {
  const name = Object.keys(action)[0] ?? '';
  return { service: 'compute', method: 'POST', path: `${pathOf(id)}/action`, json: action, idempotent: HARMLESS.has(name), operation: name };
}

export const getMetadata = (id: string): ServiceRequest => ({
  service: 'compute',
  method: 'GET',
  path: `${pathOf(id)}/metadata`,
  operation: 'GetServerMetadata',
});

/** Adds and replaces these; others stay. */
export const mergeMetadata = (id: string, metadata: Readonly<Record<string, string>>): ServiceRequest => ({
  service: 'compute',
  method: 'POST',
  path: `${pathOf(id)}/metadata`,
  json: { metadata },
  idempotent: true,
  operation: 'UpdateServerMetadata',
});

export const removeMetadata = (id: string, item: string): ServiceRequest => ({
  service: 'compute',
  method: 'DELETE',
  path: `${pathOf(id)}/metadata/${encodePathSegment(item)}`,
  accept: [404],
  operation: 'DeleteServerMetadata',
});
