import { isObject, type JsonObject, objectAt, textOf } from '../../values.ts';
import { invalid } from './autoscale-faults.ts';
import { isCron } from './cron.ts';

// Source: rackerlabs/otter, otter/json_schema, and the "Autoscale Developer Guide" 1.0. Bodies are complete or refused: nothing stands for what is left out.

const MAX_ENTITIES = 1000;
const MAX_COOLDOWN = 86_400;

const only = (value: JsonObject, what: string, names: readonly string[]): void => {
  const strange = Object.keys(value).filter((name) => !names.includes(name));
  if (strange.length > 0) throw invalid(`Additional properties are not allowed in ${what}: ${strange.join(', ')}`);
};

const wholeWithin = (value: unknown, low: number, high: number): value is number => Number.isInteger(value) && Number(value) >= low && Number(value) <= high;

const nameOf = (value: JsonObject, what: string): string => {
  const { name } = value;
  if (typeof name !== 'string' || name.trim() === '' || name.length > 256) throw invalid(`${what}: name is required, 1 to 256 characters`);
  return name;
};

function metadataOf(value: JsonObject, what: string): JsonObject {
  const metadata = value['metadata'] ?? {};
  if (!isObject(metadata) || Object.values(metadata).some((one) => typeof one !== 'string')) throw invalid(`${what}: metadata must hold text`);
  return metadata;
}

/** With the maximum filled in. */
export function configurationOf(value: unknown): JsonObject {
  if (!isObject(value)) throw invalid('groupConfiguration is required');
  only(value, 'groupConfiguration', ['name', 'cooldown', 'minEntities', 'maxEntities', 'metadata']);
  const { cooldown, minEntities, maxEntities = MAX_ENTITIES } = value;
  if (!wholeWithin(cooldown, 0, MAX_COOLDOWN)) throw invalid(`cooldown must be between 0 and ${MAX_COOLDOWN}`);
  if (!wholeWithin(minEntities, 0, MAX_ENTITIES)) throw invalid(`minEntities must be between 0 and ${MAX_ENTITIES}`);
  if (!wholeWithin(maxEntities, 0, MAX_ENTITIES)) throw invalid(`maxEntities must be between 0 and ${MAX_ENTITIES}`);
  if (minEntities > maxEntities) throw invalid('minEntities must be less than or equal to maxEntities');
  return { name: nameOf(value, 'groupConfiguration'), cooldown, minEntities, maxEntities, metadata: metadataOf(value, 'groupConfiguration') };
}

export function launchOf(value: unknown): JsonObject {
  if (!isObject(value)) throw invalid('launchConfiguration is required');
  only(value, 'launchConfiguration', ['type', 'args']);
  const args = objectAt(value, 'args');
  if (value['type'] === 'launch_stack') {
    if (objectAt(args, 'stack') === undefined) throw invalid('launch_stack needs args.stack');
    return value;
  }
  if (value['type'] !== 'launch_server') throw invalid('type must be launch_server or launch_stack');
  const server = objectAt(args, 'server');
  if (args === undefined || server === undefined) throw invalid('launch_server needs args.server');
  only(args, 'args', ['server', 'loadBalancers', 'draining_timeout']);
  if (typeof server['flavorRef'] !== 'string' || server['flavorRef'] === '') throw invalid('flavorRef is required');
  const draining = args['draining_timeout'];
  if (draining !== undefined && !wholeWithin(draining, 30, 3600)) throw invalid('draining_timeout must be between 30 and 3600');
  return value;
}

const AMOUNTS = ['change', 'changePercent', 'desiredCapacity'];

/** Exactly one way to change, and what its type asks for. */
export function policyOf(value: unknown): JsonObject {
  if (!isObject(value)) throw invalid('a policy must be an object');
  only(value, 'the policy', ['name', 'type', 'cooldown', 'args', ...AMOUNTS]);
  nameOf(value, 'policy');
  if (!wholeWithin(value['cooldown'], 0, MAX_COOLDOWN)) throw invalid(`cooldown must be between 0 and ${MAX_COOLDOWN}`);
  const amounts = AMOUNTS.filter((name) => value[name] !== undefined);
  const [amount] = amounts;
  if (amounts.length !== 1 || amount === undefined) throw invalid(`exactly one of ${AMOUNTS.join(', ')} is required`);
  if (typeof value[amount] !== 'number' || (amount !== 'changePercent' && !Number.isInteger(value[amount]))) throw invalid(`${amount} must be a number`);
  if (amount === 'desiredCapacity' && Number(value[amount]) < 0) throw invalid('desiredCapacity must not be negative');
  if (amount !== 'desiredCapacity' && value[amount] === 0) throw invalid(`${amount} must not be 0`);
  const args = objectAt(value, 'args');
  if (value['type'] === 'schedule') checkSchedule(args);
  else if (value['type'] !== 'webhook' && value['type'] !== 'cloud_monitoring') throw invalid('type must be webhook, schedule or cloud_monitoring');
  return value;
}

function checkSchedule(args: JsonObject | undefined): void {
  const cron = args?.['cron'];
  const at = args?.['at'];
  if ((cron === undefined) === (at === undefined)) throw invalid('a schedule has either cron or at');
  if (cron !== undefined && !isCron(textOf(cron))) throw invalid(`Invalid cron entry: ${textOf(cron)}`);
  if (at !== undefined && !(typeof at === 'string' && /Z$/.test(at) && !Number.isNaN(Date.parse(at)))) throw invalid(`Invalid timestamp: ${textOf(at)}`);
}

export function webhookOf(value: unknown): { readonly name: string; readonly metadata: JsonObject } {
  if (!isObject(value)) throw invalid('a webhook must be an object');
  only(value, 'the webhook', ['name', 'metadata']);
  return { name: nameOf(value, 'webhook'), metadata: metadataOf(value, 'webhook') };
}
