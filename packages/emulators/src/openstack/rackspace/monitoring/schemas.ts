import { isObject, type JsonObject, textOf } from '../../values.ts';
import type { RackspaceCall } from '../rackspace-service.ts';
import { checkType, isRemote, NOTIFICATION_TYPES, ZONES } from './check-types.ts';
import { find, invalid } from './monitoring-call.ts';
import type { Kind } from './monitoring-state.ts';

const text = (value: JsonObject, name: string, required: boolean): void => {
  const given = value[name];
  if (given === undefined || given === null) {
    if (required) throw invalid(`${name}: is required`);
  } else if (typeof given !== 'string' || given === '') throw invalid(`${name}: must be text`);
};

const texts = (value: JsonObject, name: string): void => {
  const given = value[name];
  if (given === undefined || given === null) return;
  if (!isObject(given) || Object.values(given).some((one) => typeof one !== 'string')) throw invalid(`${name}: must hold text by name`);
};

const known = (value: JsonObject, ...names: readonly string[]): void => {
  const strange = Object.keys(value).find((name) => !names.includes(name));
  if (strange !== undefined) throw invalid(`${strange}: is no property of the object`);
};

function checkCheck(call: RackspaceCall, value: JsonObject, entityId: string): void {
  known(
    value,
    'type',
    'label',
    'disabled',
    'metadata',
    'details',
    'monitoring_zones_poll',
    'timeout',
    'period',
    'target_alias',
    'target_hostname',
    'target_resolver',
  );
  const type = checkType(String(value['type']));
  if (type === undefined) throw invalid(`type: there is no check type ${String(value['type'])}`);
  const details = isObject(value['details']) ? value['details'] : {};
  const missing = type.fields.find(({ name, optional }) => !optional && details[name] === undefined);
  if (missing !== undefined) throw invalid(`details.${missing.name}: is required`);
  const { timeout = 10, period = 60 } = value;
  if (!(Number(timeout) >= 2 && Number(timeout) <= 1800)) throw invalid('timeout: must be between 2 and 1800');
  if (!(Number(period) >= 30 && Number(period) <= 1800)) throw invalid('period: must be between 30 and 1800');
  if (Number(timeout) >= Number(period)) throw invalid('period: must be greater than the timeout');
  texts(value, 'metadata');
  if (!isRemote(type.id)) return;
  const zones = value['monitoring_zones_poll'];
  if (!Array.isArray(zones) || zones.length === 0) throw invalid('monitoring_zones_poll: is required');
  const strange = (zones as readonly unknown[]).find((zone) => !ZONES.some(({ id }) => id === zone));
  if (strange !== undefined) throw invalid(`monitoring_zones_poll: there is no zone ${textOf(strange)}`);
  const alias = value['target_alias'];
  if ((alias === undefined || alias === null) === (value['target_hostname'] === undefined || value['target_hostname'] === null))
    throw invalid('target_alias, target_hostname: one of them is required');
  const addresses = find(call, 'entities', entityId).body['ip_addresses'];
  if (typeof alias === 'string' && !(isObject(addresses) && addresses[alias] !== undefined)) throw invalid(`target_alias: the entity has no address ${alias}`);
}

function checkNotification(value: JsonObject): void {
  known(value, 'label', 'type', 'details', 'metadata');
  const type = NOTIFICATION_TYPES.find(({ id }) => id === value['type']);
  if (type === undefined) throw invalid(`type: there is no notification type ${String(value['type'])}`);
  const details = isObject(value['details']) ? value['details'] : {};
  for (const { name } of type['fields'] as readonly { readonly name: string }[])
    if (typeof details[name] !== 'string') throw invalid(`details.${name}: is required`);
}

const STATES = ['critical_state', 'warning_state', 'ok_state'] as const;

/** Throws when it is not what the service takes. */
export function check(call: RackspaceCall, kind: Kind, value: JsonObject, entityId: string): void {
  switch (kind) {
    case 'entities':
      known(value, 'label', 'ip_addresses', 'agent_id', 'metadata', 'managed', 'uri');
      text(value, 'label', true);
      texts(value, 'ip_addresses');
      texts(value, 'metadata');
      return;
    case 'checks':
      checkCheck(call, value, entityId);
      return;
    case 'alarms':
      known(value, 'check_id', 'notification_plan_id', 'criteria', 'label', 'disabled', 'metadata');
      find(call, 'checks', textOf(value['check_id'] ?? ''), entityId);
      find(call, 'notification_plans', textOf(value['notification_plan_id'] ?? ''));
      text(value, 'criteria', false);
      texts(value, 'metadata');
      return;
    case 'notifications':
      text(value, 'label', true);
      checkNotification(value);
      return;
    case 'notification_plans':
      known(value, 'label', 'metadata', ...STATES);
      text(value, 'label', true);
      for (const state of STATES) for (const id of (value[state] ?? []) as readonly unknown[]) find(call, 'notifications', String(id));
      return;
    case 'agent_tokens':
      known(value, 'label');
      text(value, 'label', false);
      return;
    case 'suppressions':
      known(value, 'label', 'notification_plans', 'entities', 'checks', 'alarms', 'start_time', 'end_time', 'metadata');
      return;
    default:
      throw new Error(`no such kind: ${String(kind)}`);
  }
}
