import { CloudError, type CreateServerRequest, encodePathSegment } from '@portolan/core/driver';
import type { CloudapiRequest } from '../../client.ts';
import { FIREWALL_TAG_VALUE, firewallTag, isCloudsOwn, isSwallowed, KEY_TAG } from './marks.ts';
import { readServerOptions } from './native-options.ts';
import type { CreateMachineWire, MachineAction, MachineStateFilter, TagValue } from './wire.ts';

export const machinePath = (id: string): string => `/machines/${encodePathSegment(id)}`;

export interface ListMachinesQuery {
  readonly limit: number;
  readonly offset: number;
  /** A prefix, whatever the documentation says. */
  readonly name?: string | undefined;
  readonly state?: MachineStateFilter | undefined;
  /** Include what is destroyed or failed. */
  readonly tombstone?: boolean | undefined;
  /** `*`: whatever has any tag; all else is ignored then. */
  readonly tags?: Readonly<Record<string, TagValue>> | '*' | undefined;
  readonly type?: 'smartmachine' | 'virtualmachine' | undefined;
  readonly brand?: string | undefined;
  readonly image?: string | undefined;
  /** Before 8.0: instead of `image`. */
  readonly dataset?: string | undefined;
  /** MiB, exactly. */
  readonly memory?: number | undefined;
  readonly docker?: boolean | undefined;
  readonly credentials?: boolean | undefined;
}

export function list(query: ListMachinesQuery): CloudapiRequest {
  const { limit, offset, name, state, tombstone, tags = {}, credentials, type, brand, image, dataset, memory, docker } = query;
  const tagFilters = tags === '*' ? [['tags', '*'] as const] : Object.entries(tags).map(([tag, value]) => [`tag.${tag}`, value] as const);
  return {
    operation: 'ListMachines',
    method: 'GET',
    path: '/machines',
    query: [
      ['limit', limit],
      ['offset', offset],
      ['name', name],
      ['state', state],
      ['tombstone', tombstone === true ? 'true' : undefined],
      ...Object.entries({ type, brand, image, dataset, memory, docker }),
      ['credentials', credentials === true ? 'true' : undefined],
      ...tagFilters,
    ],
  };
}

/** A destroyed machine is 410, with the machine as an ordinary body. */
export const get = (id: string, credentials?: boolean): CloudapiRequest => ({
  operation: 'GetMachine',
  method: 'GET',
  path: machinePath(id),
  query: { credentials: credentials === true ? 'true' : undefined },
  accept: [410],
});

export const create = (request: CreateServerRequest): CloudapiRequest => ({
  operation: 'CreateMachine',
  method: 'POST',
  path: '/machines',
  body: createBody(request),
  idempotent: false,
});

/** Scripts are run at every boot by the guest's own tools; what is not one is cloud-init's. */
const scriptKey = (script: string): string => (script.startsWith('#!') ? 'user-script' : 'cloud-init:user-data');

export function createBody(request: CreateServerRequest): CreateMachineWire {
  const { metadata: nativeMetadata = {}, networks: nativeNetworks, ...native } = readServerOptions(request.native);
  const firewallIds = request.firewallIds ?? [];
  if (firewallIds.length > 0 && native.firewall_enabled === false) throw invalid('firewalls and native.firewall_enabled: false contradict each other');
  const tags = {
    ...request.tags,
    ...(request.idempotencyKey === undefined ? {} : { [KEY_TAG]: request.idempotencyKey }),
    ...Object.fromEntries(firewallIds.map((id) => [firewallTag(id), FIREWALL_TAG_VALUE])),
  };
  assertTagNames(request.tags);
  assertMetadataNames(request.metadata);
  if (nativeNetworks !== undefined && request.networkIds !== undefined) throw invalid('networks and native.networks say the same: give one');
  const networks = nativeNetworks ?? request.networkIds;
  const metadata = {
    ...request.metadata,
    ...nativeMetadata,
    ...(request.bootScript === undefined ? {} : { [scriptKey(request.bootScript)]: request.bootScript }),
  };
  return {
    name: request.name,
    image: request.imageId,
    package: request.sizeId,
    ...(networks === undefined ? {} : { networks }),
    ...Object.fromEntries(Object.entries(native).filter(([, value]) => value !== undefined)),
    // Rules hold for nobody else.
    ...(firewallIds.length === 0 ? {} : { firewall_enabled: true }),
    ...flattened('metadata', metadata),
    ...flattened('tag', tags),
  };
}

/** Nested objects would be ignored without a word. */
export const flattened = (prefix: 'metadata' | 'tag', entries: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(entries).map(([name, value]) => [`${prefix}.${name}`, value]));

/** Already so is success, so start and stop may be sent twice. */
export function action(id: string, name: MachineAction, parameters: Readonly<Record<string, string>> = {}): CloudapiRequest {
  return {
    operation: `${name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())}Machine`,
    method: 'POST',
    path: machinePath(id),
    body: { action: name, ...parameters },
    idempotent: name !== 'reboot',
  };
}

/** 404 and 410: it is gone, which is what was wanted. */
export const remove = (id: string): CloudapiRequest => ({ operation: 'DeleteMachine', method: 'DELETE', path: machinePath(id), accept: [404, 410] });

export const listTags = (id: string): CloudapiRequest => ({ operation: 'ListMachineTags', method: 'GET', path: `${machinePath(id)}/tags` });

/** Merges. Names are bare here, unlike at create. Roles in the query would become a tag. */
export const addTags = (id: string, tags: Readonly<Record<string, TagValue>>): CloudapiRequest => ({
  operation: 'AddMachineTags',
  method: 'POST',
  path: `${machinePath(id)}/tags`,
  body: tags,
  idempotent: true,
  roles: false,
});

/** All tags become these. */
export const replaceTags = (id: string, tags: Readonly<Record<string, unknown>>): CloudapiRequest => ({
  operation: 'ReplaceMachineTags',
  method: 'PUT',
  path: `${machinePath(id)}/tags`,
  body: tags,
  roles: false,
});

export const removeTags = (id: string): CloudapiRequest => ({ operation: 'DeleteMachineTags', method: 'DELETE', path: `${machinePath(id)}/tags` });

export const listMetadata = (id: string): CloudapiRequest => ({ operation: 'ListMachineMetadata', method: 'GET', path: `${machinePath(id)}/metadata` });

/** Merges. Names are bare here. */
export const addMetadata = (id: string, metadata: Readonly<Record<string, string>>): CloudapiRequest => ({
  operation: 'UpdateMachineMetadata',
  method: 'POST',
  path: `${machinePath(id)}/metadata`,
  body: metadata,
  idempotent: true,
  roles: false,
});

export const removeMetadata = (id: string, name: string): CloudapiRequest => ({
  operation: 'DeleteMachineMetadata',
  method: 'DELETE',
  path: `${machinePath(id)}/metadata/${encodePathSegment(name)}`,
  accept: [404],
});

export function assertTagNames(tags: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(tags)) if (isSwallowed(name)) throw invalid(`tags: CloudAPI cannot keep a tag called ${JSON.stringify(name)}`);
}

export function assertMetadataNames(metadata: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(metadata)) {
    if (isCloudsOwn(name)) throw invalid(`metadata: ${JSON.stringify(name)} is the cloud's own`, 'use bootScript, or native: { metadata }');
    if (isSwallowed(name) || !/^\w/.test(name)) throw invalid(`metadata: CloudAPI cannot keep an entry called ${JSON.stringify(name)}`);
  }
}

const invalid = (said: string, remedy?: string): CloudError => new CloudError('invalid-argument', said, { outcome: 'not-done', remedy });
