import { type Account, PROFILE_FIELDS } from '../identity/accounts.ts';
import { invalidArgument, notFound } from './api-error.ts';
import { type Answer, type Call, ok } from './call.ts';
import { visibleNetworks } from './lookup.ts';
import { text } from './params.ts';

export const getAccount = (call: Call): Answer => ok(accountView(call.account));

/** Empty texts are passed over: a field cannot be cleared. py-smartdc sends all this in the query of a bodiless POST. */
export function updateAccount(call: Call): Answer {
  const { account, params } = call;
  const cns = text(params, 'triton_cns_enabled');
  if (cns !== undefined && cns !== 'true' && cns !== 'false') throw invalidArgument('triton_cns_enabled must be either "true" or "false"');
  for (const name of PROFILE_FIELDS) {
    const value = text(params, name);
    if (value) account.profile[name] = value;
  }
  if (cns !== undefined) account.cnsEnabled = cns === 'true';
  account.updatedMs = call.now;
  return ok(accountView(account));
}

const accountView = (account: Account): Record<string, unknown> => ({
  id: account.id,
  login: account.login,
  ...account.profile,
  triton_cns_enabled: account.cnsEnabled,
  created: new Date(account.createdMs).toISOString(),
  updated: new Date(account.updatedMs).toISOString(),
});

export const listDatacenters = (call: Call): Answer => ok(call.cloud.datacenters, { 'Triton-Datacenter-Name': call.cloud.datacenter });

/** 302 to the other endpoint, with a body that says so. */
export function getDatacenter(call: Call): Answer {
  const name = text(call.params, 'dc') ?? '';
  const url = call.cloud.datacenters[name];
  if (url === undefined) throw notFound(`${name} is not an available datacenter`);
  return { status: 302, body: { code: 'ResourceMoved', message: `${name} ${url}` }, headers: { Location: url } };
}

export const listServices = (call: Call): Answer => ok(call.cloud.services);

export const getConfig = (call: Call): Answer => ok({ default_network: call.cloud.defaultNetworkOf(call.account.id) });

/** The network docker containers and volumes go on. */
export function updateConfig(call: Call): Answer {
  const { account: _, 'as-role': __, default_network: id, ...unknown } = call.params;
  const extra = Object.keys(unknown)[0];
  if (extra !== undefined) throw invalidArgument(`property "${extra}": unsupported property`);
  if (id === undefined) throw invalidArgument('property "default_network": is missing and is required');
  if (typeof id !== 'string' || !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw invalidArgument('property "default_network": must be a UUID');
  if (!visibleNetworks(call).some((network) => network.id === id)) throw invalidArgument('unknown network');
  call.cloud.defaultNetworks.set(call.account.id, id);
  return getConfig(call);
}
