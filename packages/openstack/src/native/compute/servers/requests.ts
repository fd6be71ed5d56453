// Source: compute api-ref "Servers", "Servers - run an action", "Server consoles", "Server metadata", "Server tags".

import { encodePathSegment, Secret } from '@portolan/core/driver';
import { highest } from '../../microversions.ts';
import { type Filters, invalid } from '../../service-calls.ts';
import type { NovaCall } from '../nova-calls.ts';
import type { CreateServerFields, RebuildFields, UpdateServerFields } from './wire.ts';

export const pathOf = (id: string): string => `/servers/${encodePathSegment(id)}`;

// The filters that Nova took up later. Source: compute api-ref, "REST API Version History".
const FILTER_NEEDS: Readonly<Record<string, string>> = {
  tags: '2.26',
  'tags-any': '2.26',
  'not-tags': '2.26',
  'not-tags-any': '2.26',
  'changes-before': '2.66',
  locked: '2.73',
};

export const list = (filters: Filters, detailed: boolean): NovaCall & { readonly query: Filters } => ({
  method: 'GET',
  path: detailed ? '/servers/detail' : '/servers',
  query: filters,
  operation: 'ListServers',
  need: highest(...Object.keys(filters).map((name) => (filters[name] === undefined ? undefined : FILTER_NEEDS[name]))),
});

export const get = (id: string): NovaCall => ({ method: 'GET', path: pathOf(id), operation: 'GetServer' });

const base64 = (content: string | Uint8Array): string => Buffer.from(content as Uint8Array).toString('base64');
const revealed = (password: string | Secret | undefined): string | undefined => (password instanceof Secret ? password.reveal() : password);
const without = (record: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));

type Contents = Pick<RebuildFields, 'files' | 'userData' | 'adminPass' | 'diskConfig'>;

const contentsOf = ({ files, userData, adminPass, diskConfig }: Contents): Record<string, unknown> => ({
  personality: files === undefined ? undefined : Object.entries(files).map(([path, content]) => ({ path, contents: base64(content) })),
  user_data: userData === undefined ? undefined : base64(userData),
  adminPass: revealed(adminPass),
  'OS-DCF:diskConfig': diskConfig,
});

export interface CreateCount {
  readonly min: number;
  readonly max: number;
}

export function create(fields: CreateServerFields, count?: CreateCount, microversion?: string): NovaCall {
  const { files, userData, adminPass, diskConfig, schedulerHints, networks, ...named } = fields;
  const need = highest(
    typeof networks === 'string' && '2.37',
    fields.tags !== undefined && '2.52',
    fields.description !== undefined && '2.19',
    fields.hostname !== undefined && '2.90',
    fields.block_device_mapping_v2?.some((device) => device['volume_type'] !== undefined) === true && '2.67',
  );
  const version = highest(need, microversion);
  if (files !== undefined && atLeast(version, '2.57'))
    throw invalid(`files cannot be sent with microversion ${version}`, 'give userData, or leave out what needs 2.57 and later');
  const server = without({
    ...named,
    ...contentsOf({ files, userData, adminPass, diskConfig }),
    // From 2.37 on Nova wants to be told that the choice is its own.
    networks: networks ?? (atLeast(version, '2.37') ? 'auto' : undefined),
    ...(count === undefined ? {} : { min_count: count.min, max_count: count.max, return_reservation_id: true }),
  });
  // The hints stand beside the server, not in it.
  const hints = schedulerHints === undefined ? {} : { 'os:scheduler_hints': schedulerHints };
  return { method: 'POST', path: '/servers', json: { server, ...hints }, operation: 'CreateServer', need };
}

const atLeast = (version: string | undefined, least: string): boolean => version !== undefined && highest(version, least) === version;

export function update(id: string, { diskConfig, ...fields }: UpdateServerFields): NovaCall {
  const need = highest(fields.description !== undefined && '2.19', fields.hostname !== undefined && '2.90');
  return { method: 'PUT', path: pathOf(id), json: { server: without({ ...fields, 'OS-DCF:diskConfig': diskConfig }) }, operation: 'UpdateServer', need };
}

/** 404: gone already. */
export const remove = (id: string): NovaCall => ({ method: 'DELETE', path: pathOf(id), accept: [404], operation: 'DeleteServer' });

export function rebuild(id: string, fields: RebuildFields): NovaCall {
  const { files, userData, adminPass, diskConfig, ...named } = fields;
  const need = highest(
    fields.description !== undefined && '2.19',
    fields.key_name !== undefined && '2.54',
    userData !== undefined && '2.57',
    fields.hostname !== undefined && '2.90',
  );
  if (files !== undefined && atLeast(need, '2.57')) throw invalid(`files cannot be sent with microversion ${need}`, 'leave them out, or userData and hostname');
  return action(id, 'rebuild', without({ ...named, ...contentsOf({ files, userData, adminPass, diskConfig }) }), { need });
}

// Asked for twice they do what once does, or answer 409.
const HARMLESS: ReadonlySet<string> = new Set([
  ...['os-start', 'os-stop', 'pause', 'unpause', 'suspend', 'resume', 'lock', 'unlock', 'shelve', 'shelveOffload', 'unshelve', 'confirmResize'],
  ...['unrescue', 'changePassword', 'forceDelete', 'restore', 'addSecurityGroup', 'removeSecurityGroup', 'os-getConsoleOutput', 'os-resetState'],
  ...['os-getVNCConsole', 'os-getSPICEConsole', 'os-getRDPConsole', 'os-getSerialConsole', 'os-getMKSConsole', 'resetNetwork'],
]);

/** `argument`: null for those that take none. */
export const action = (id: string, name: string, argument: unknown, more: Pick<NovaCall, 'need'> = {}): NovaCall => ({
  method: 'POST',
  path: `${pathOf(id)}/action`,
  json: { [name]: argument },
  idempotent: HARMLESS.has(name),
  operation: name,
  ...more,
});

export const remoteConsole = (id: string, protocol: string, type: string): NovaCall => ({
  method: 'POST',
  path: `${pathOf(id)}/remote-consoles`,
  json: { remote_console: { protocol, type } },
  idempotent: true,
  operation: 'CreateRemoteConsole',
  need: type === 'spice-direct' ? '2.99' : protocol === 'mks' ? '2.8' : '2.6',
});

/** A part of a server: `/ips`, `/diagnostics`. */
export const part = (id: string, rest: string, operation: string, more: Partial<NovaCall> = {}): NovaCall => ({
  method: 'GET',
  path: `${pathOf(id)}${rest}`,
  operation,
  ...more,
});
