import { type Answer, empty, json } from '../answer.ts';
import { integerAt, objectAt, stringAt } from '../values.ts';
import { requireAdmin } from './administration.ts';
import type { ComputeCall } from './compute-call.ts';
import { HOSTS, type Migration, type ServerRecord } from './compute-state.ts';
import { invalidField, novaFault, wrongState } from './nova-faults.ts';
import { createImage } from './server-image.ts';

type Action = (call: ComputeCall, server: ServerRecord, argument: unknown) => Answer;

const other = (host: string): string => HOSTS.find((one) => one !== host) ?? host;

function moved(call: ComputeCall, server: ServerRecord, type: Migration['type'], status: string): string {
  const to = other(server.host);
  server.migrations.push({ type, from: server.host, to, status, at: call.now });
  return to;
}

/** To another host, with a halt: the server waits for the move to be confirmed. */
const migrate: Action = (call, server) => {
  requireAdmin(call, 'os-migrate-server:migrate');
  if (server.vmState !== 'active' && server.vmState !== 'stopped') throw wrongState('migrate', server.id, 'vm_state', server.vmState);
  if (server.taskState !== null) throw wrongState('migrate', server.id, 'task_state', server.taskState);
  const to = moved(call, server, 'migration', 'finished');
  server.stateBeforeResize = server.vmState;
  server.taskState = 'resize_prep';
  server.timeline.plan(call.now, call.cloud.transitionMs, () => {
    server.taskState = null;
    server.oldFlavor = server.flavor;
    server.vmState = 'resized';
    server.host = to;
  });
  return empty(202);
};

const liveMigrate: Action = (call, server) => {
  requireAdmin(call, 'os-migrate-server:migrate_live');
  if (server.vmState !== 'active' && server.vmState !== 'paused') throw wrongState('os-migrateLive', server.id, 'vm_state', server.vmState);
  const to = moved(call, server, 'live-migration', 'completed');
  server.taskState = 'migrating';
  server.timeline.plan(call.now, call.cloud.transitionMs, () => {
    server.taskState = null;
    server.host = to;
  });
  return empty(202);
};

const evacuate: Action = (call, server) => {
  requireAdmin(call, 'os-evacuate');
  throw novaFault(409, `Compute service of ${server.host} is still in use.`);
};

const resetState: Action = (call, server, argument) => {
  requireAdmin(call, 'os-admin-actions:reset_state');
  const state = stringAt(argument, 'state');
  if (state !== 'active' && state !== 'error') throw invalidField('state', state ?? null, "it is not one of ['active', 'error']");
  server.timeline.cancel();
  server.taskState = null;
  server.vmState = state;
  server.powerState = state === 'active' ? 1 : server.powerState;
  return empty(202);
};

const shelveOffload: Action = (call, server) => {
  requireAdmin(call, 'os-shelve:shelve_offload');
  if (server.vmState !== 'shelved') throw wrongState('shelveOffload', server.id, 'vm_state', server.vmState);
  server.vmState = 'shelved_offloaded';
  return empty(202);
};

const crashDump: Action = (_call, server) => {
  if (!['active', 'paused', 'rescued', 'resized', 'error'].includes(server.vmState))
    throw wrongState('trigger_crash_dump', server.id, 'vm_state', server.vmState);
  return empty(202);
};

/** Keeps so many of one kind, and no more. */
const createBackup: Action = (call, server, argument) => {
  const [name, type] = [stringAt(argument, 'name'), stringAt(argument, 'backup_type')];
  const rotation = integerAt(argument, 'rotation');
  if (name === undefined || type === undefined || rotation === undefined)
    throw invalidField('createBackup', argument, "'name', 'backup_type' and 'rotation' are required properties");
  const metadata = { ...objectAt(argument, 'metadata'), image_type: 'backup', backup_type: type };
  const answer = createImage(call, server, { name, metadata });
  const { images } = call.region;
  const kept = images
    .all()
    .filter((image) => image.properties.get('backup_type') === type && image.properties.get('instance_uuid') === server.id)
    .sort((a, b) => b.createdAt - a.createdAt);
  const newest = kept.find((image) => image.name === name);
  const older = kept.filter((image) => image !== newest);
  for (const image of rotation === 0 ? kept : older.slice(rotation - 1)) images.delete(image.id);
  if (rotation === 0) return empty(202);
  return answer;
};

const addFixedIp: Action = (call, server, argument) => {
  const networkId = stringAt(argument, 'networkId') ?? '';
  const { networks } = call.region;
  const port = networks.portsOf(server.id).find((one) => one.networkId === networkId);
  if (port === undefined) throw novaFault(400, `Fixed IP address cannot be added: the instance is not on network ${networkId}.`);
  // A port that is made and given up leaves its address to this one.
  const spare = networks.addPort({ networkId, projectId: server.projectId }, call.now);
  networks.deletePort(spare.id);
  port.fixedIps = [...port.fixedIps, ...spare.fixedIps];
  return empty(202);
};

const removeFixedIp: Action = (call, server, argument) => {
  const address = stringAt(argument, 'address') ?? '';
  const port = call.region.networks.portsOf(server.id).find((one) => one.fixedIps.some((ip) => ip.address === address));
  if (port === undefined) throw novaFault(400, `Fixed IP not found for address ${address}.`);
  port.fixedIps = port.fixedIps.filter((ip) => ip.address !== address);
  return empty(202);
};

const getVncConsole: Action = (_call, server, argument) => {
  const type = stringAt(argument, 'type') ?? '';
  if (type !== 'novnc') throw novaFault(400, `Unavailable console type ${type}.`);
  return json(200, { console: { type, url: `http://127.0.0.1:6080/vnc_auto.html?path=%3Ftoken%3D${server.id}` } });
};

/** Actions beyond a server's own life: moves, repairs, backups, addresses. */
export const OPERATOR_ACTIONS: Readonly<Record<string, Action>> = {
  migrate,
  'os-migrateLive': liveMigrate,
  evacuate,
  'os-resetState': resetState,
  shelveOffload,
  trigger_crash_dump: crashDump,
  createBackup,
  addFixedIp,
  removeFixedIp,
  'os-getVNCConsole': getVncConsole,
};
