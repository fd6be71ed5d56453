import { encodePathSegment } from '@portolan/core/driver';
import type { CloudapiRequest } from '../../client.ts';
import { machinePath } from '../servers/requests.ts';
import type { FirewallRuleFields } from './wire.ts';

const PATH = '/fwrules';
const one = (id: string): string => `${PATH}/${encodePathSegment(id)}`;

/** All of them: there are no pages. */
export const list = (): CloudapiRequest => ({ operation: 'ListFirewallRules', method: 'GET', path: PATH });
export const get = (id: string): CloudapiRequest => ({ operation: 'GetFirewallRule', method: 'GET', path: one(id) });
export const create = (body: FirewallRuleFields): CloudapiRequest => ({ operation: 'CreateFirewallRule', method: 'POST', path: PATH, body });
export const update = (id: string, body: object): CloudapiRequest => ({
  operation: 'UpdateFirewallRule',
  method: 'POST',
  path: one(id),
  body,
  idempotent: true,
});
export const turn = (id: string, to: 'enable' | 'disable'): CloudapiRequest => ({
  operation: `${to === 'enable' ? 'Enable' : 'Disable'}FirewallRule`,
  method: 'POST',
  path: `${one(id)}/${to}`,
  body: {},
  idempotent: true,
});
export const remove = (id: string): CloudapiRequest => ({ operation: 'DeleteFirewallRule', method: 'DELETE', path: one(id), accept: [404] });
export const machinesOf = (id: string): CloudapiRequest => ({ operation: 'ListFirewallRuleMachines', method: 'GET', path: `${one(id)}/machines` });
export const rulesOf = (machine: string): CloudapiRequest => ({
  operation: 'ListMachineFirewallRules',
  method: 'GET',
  path: `${machinePath(machine)}/fwrules`,
});
