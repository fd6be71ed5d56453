import { type Account, PROFILE_FIELDS } from '../identity/accounts.ts';
import { invalidArgument, notFound } from './api-error.ts';
import { type Answer, type Call, ok } from './call.ts';
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

/** The limits plugin is off. */
export const listLimits = (): Answer => ok([]);

export const getConfig = (call: Call): Answer => ok({ default_network: call.cloud.networks.find((network) => network.fabric !== undefined)?.id });
