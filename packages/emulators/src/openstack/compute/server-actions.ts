import { type Answer, empty, json } from '../answer.ts';
import { pythonRepr } from '../python-json.ts';
import { integerAt, isObject, type JsonObject, objectAt, stringAt } from '../values.ts';
import { type ComputeCall, findServer, readBody } from './compute-call.ts';
import type { ServerRecord, VmState } from './compute-state.ts';
import { consoleText } from './console.ts';
import { invalidField, novaFault, wrongState } from './nova-faults.ts';
import { OPERATOR_ACTIONS } from './operator-actions.ts';
import { checkMetadata, findFlavor } from './server-create.ts';
import { createImage } from './server-image.ts';
import { detail } from './server-view.ts';

type Action = (call: ComputeCall, server: ServerRecord, argument: unknown) => Answer;

/** Nova's `check_instance_state`: vm_state first, then task_state. */
export function requireState(server: ServerRecord, action: string, vmStates: readonly VmState[], tasks: readonly (string | null)[] = [null]): void {
  if (!vmStates.includes(server.vmState)) throw wrongState(action, server.id, 'vm_state', server.vmState);
  if (!tasks.includes(server.taskState)) throw wrongState(action, server.id, 'task_state', server.taskState ?? 'None');
}

export function requireUnlocked(server: ServerRecord): void {
  if (server.locked) throw novaFault(409, `Instance ${server.id} is locked`);
}

/** Starts a task and plans its end. */
function begin(call: ComputeCall, server: ServerRecord, action: string, task: string, end: (at: number) => void): void {
  server.taskState = task;
  server.updatedAt = call.now;
  server.actions.unshift({ action, requestId: call.requestId, startedAt: call.now });
  server.timeline.plan(call.now, call.cloud.transitionMs, (at) => {
    server.taskState = null;
    server.updatedAt = at;
    end(at);
  });
}

const become = (server: ServerRecord, vmState: VmState, powerState: number) => (): void => {
  server.vmState = vmState;
  server.powerState = powerState;
};

/** An action that takes a while and ends in another state. */
const transition =
  (name: string, from: readonly VmState[], task: string, to: VmState, power: number): Action =>
  (call, server) => {
    requireUnlocked(server);
    requireState(server, name, from);
    begin(call, server, name, task, become(server, to, power));
    return empty(202);
  };

const reboot: Action = (call, server, argument) => {
  const type = isObject(argument) ? argument['type'] : undefined;
  if (typeof type !== 'string' || !['HARD', 'SOFT'].includes(type.toUpperCase())) {
    throw type === undefined
      ? invalidField('reboot', argument, "'type' is a required property")
      : invalidField('type', type, `${pythonRepr(type)} is not one of ['HARD', 'Hard', 'hard', 'SOFT', 'Soft', 'soft']`);
  }
  requireUnlocked(server);
  const hard = type.toUpperCase() === 'HARD';
  const from: readonly VmState[] = hard ? ['active', 'stopped', 'paused', 'suspended', 'error'] : ['active'];
  requireState(server, 'reboot', from, hard ? [null, 'rebooting', 'reboot_pending', 'reboot_started', 'rebooting_hard'] : [null]);
  server.timeline.cancel();
  // A hard reboot works on a stopped server too: Nova shows the stopped state until it runs.
  begin(call, server, 'reboot', hard ? 'rebooting_hard' : 'rebooting', become(server, 'active', 1));
  return empty(202);
};

const resize: Action = (call, server, argument) => {
  requireUnlocked(server);
  if (!isObject(argument) || argument['flavorRef'] === undefined) throw invalidField('resize', argument, "'flavorRef' is a required property");
  const flavor = findFlavor(call, argument);
  if (flavor.id === server.flavor.id) throw novaFault(400, 'When resizing, instances must change flavor!');
  requireState(server, 'resize', ['active', 'stopped']);
  server.stateBeforeResize = server.vmState;
  const oldFlavor = server.flavor;
  server.migrations.push({ type: 'resize', from: server.host, to: server.host, status: 'finished', at: call.now });
  begin(call, server, 'resize', 'resize_prep', () => {
    server.oldFlavor = oldFlavor;
    server.flavor = flavor;
    server.vmState = 'resized';
  });
  return empty(202);
};

const confirmResize: Action = (call, server) => {
  requireUnlocked(server);
  requireState(server, 'confirmResize', ['resized']);
  server.oldFlavor = undefined;
  server.vmState = server.stateBeforeResize;
  server.updatedAt = call.now;
  server.actions.unshift({ action: 'confirmResize', requestId: call.requestId, startedAt: call.now });
  return empty(204);
};

const revertResize: Action = (call, server) => {
  requireUnlocked(server);
  requireState(server, 'revertResize', ['resized']);
  begin(call, server, 'revertResize', 'resize_reverting', () => {
    server.flavor = server.oldFlavor ?? server.flavor;
    server.oldFlavor = undefined;
    server.vmState = server.stateBeforeResize;
  });
  return empty(202);
};

const rebuild: Action = (call, server, argument) => {
  requireUnlocked(server);
  const given: JsonObject = isObject(argument) ? argument : {};
  const imageId = stringAt(given, 'imageRef');
  if (imageId === undefined) throw invalidField('rebuild', given, "'imageRef' is a required property");
  requireState(server, 'rebuild', ['active', 'stopped', 'error']);
  if (call.region.images.find(imageId, call.project.id) === undefined) throw novaFault(400, `Cannot find image for rebuild`);
  checkMetadata(given['metadata']);
  const stopped = server.vmState === 'stopped';
  server.name = stringAt(given, 'name') ?? server.name;
  if (given['metadata'] !== undefined) server.metadata = { ...(given['metadata'] as Record<string, string>) };
  if (call.version.atLeast(57) && given['user_data'] !== undefined) server.userData = stringAt(given, 'user_data') ?? null;
  server.adminPass = stringAt(given, 'adminPass') ?? server.adminPass;
  begin(call, server, 'rebuild', 'rebuilding', (at) => {
    server.imageId = imageId;
    server.launchedAt = at;
    become(server, stopped ? 'stopped' : 'active', stopped ? 4 : 1)();
  });
  return json(202, { server: { ...detail(call, server), adminPass: server.adminPass } });
};

const rescue: Action = (call, server, argument) => {
  requireUnlocked(server);
  requireState(server, 'rescue', ['active', 'stopped', 'error']);
  const adminPass = stringAt(argument, 'adminPass') ?? server.adminPass;
  begin(call, server, 'rescue', 'rescuing', become(server, 'rescued', 1));
  return json(200, { adminPass });
};

const changePassword: Action = (call, server, argument) => {
  requireUnlocked(server);
  const password = stringAt(argument, 'adminPass');
  if (password === undefined) throw invalidField('changePassword', argument, "'adminPass' is a required property");
  requireState(server, 'changePassword', ['active']);
  begin(call, server, 'changePassword', 'updating_password', () => {
    server.adminPass = password;
  });
  return empty(202);
};

const lock: Action = (_call, server, argument) => {
  server.locked = true;
  server.lockedReason = stringAt(argument, 'locked_reason') ?? null;
  return empty(202);
};

const unlock: Action = (_call, server) => {
  server.locked = false;
  server.lockedReason = null;
  return empty(202);
};

const getConsoleOutput: Action = (call, server, argument) => {
  const length = integerAt(argument, 'length');
  if (server.vmState === 'building') throw novaFault(409, `Instance ${server.id} is not ready`);
  return json(200, { output: consoleText(server, call.region.name, length) });
};

const addSecurityGroup: Action = (call, server, argument) => {
  const name = stringAt(argument, 'name') ?? '';
  const group = [...call.region.networks.groups.values()].find((item) => item.projectId === call.project.id && (item.name === name || item.id === name));
  if (group === undefined) throw novaFault(404, `Security group ${name} not found for project ${call.project.id}`);
  for (const port of call.region.networks.portsOf(server.id)) port.securityGroups = [...new Set([...port.securityGroups, group.id])];
  server.securityGroups = [...new Set([...server.securityGroups, group.name])];
  return empty(202);
};

const removeSecurityGroup: Action = (call, server, argument) => {
  const name = stringAt(argument, 'name') ?? '';
  const group = [...call.region.networks.groups.values()].find((item) => item.projectId === call.project.id && (item.name === name || item.id === name));
  if (group === undefined) throw novaFault(404, `Security group ${name} not found for project ${call.project.id}`);
  if (!server.securityGroups.includes(group.name)) {
    throw novaFault(404, `Security group ${name} not associated with the instance ${server.id}`);
  }
  for (const port of call.region.networks.portsOf(server.id)) port.securityGroups = port.securityGroups.filter((id) => id !== group.id);
  server.securityGroups = server.securityGroups.filter((item) => item !== group.name);
  return empty(202);
};

const ACTIONS: Readonly<Record<string, Action>> = {
  'os-start': transition('start', ['stopped'], 'powering-on', 'active', 1),
  'os-stop': transition('stop', ['active', 'error'], 'powering-off', 'stopped', 4),
  pause: transition('pause', ['active'], 'pausing', 'paused', 3),
  unpause: transition('unpause', ['paused'], 'unpausing', 'active', 1),
  suspend: transition('suspend', ['active'], 'suspending', 'suspended', 4),
  resume: transition('resume', ['suspended'], 'resuming', 'active', 1),
  shelve: transition('shelve', ['active', 'stopped', 'paused', 'suspended'], 'shelving', 'shelved_offloaded', 4),
  unshelve: transition('unshelve', ['shelved', 'shelved_offloaded'], 'unshelving', 'active', 1),
  unrescue: transition('unrescue', ['rescued'], 'unrescuing', 'active', 1),
  reboot,
  resize,
  confirmResize,
  revertResize,
  rebuild,
  rescue,
  changePassword,
  createImage,
  lock,
  unlock,
  addSecurityGroup,
  removeSecurityGroup,
  'os-getConsoleOutput': getConsoleOutput,
  ...OPERATOR_ACTIONS,
};

/** Rackspace's Nova has neither console output nor security groups of servers. */
const NOT_ON_RACKSPACE = new Set([
  ...Object.keys(OPERATOR_ACTIONS).filter((name) => name !== 'createBackup'),
  'os-getConsoleOutput',
  'addSecurityGroup',
  'removeSecurityGroup',
]);

/** `POST /servers/{id}/action`: the body's one member is the action. */
export async function runAction(call: ComputeCall, id: string): Promise<Answer> {
  const body = await readBody(call);
  const [name] = Object.keys(body);
  if (name === undefined) throw novaFault(400, 'Malformed request body');
  const action = call.cloud.flavour === 'rackspace' && NOT_ON_RACKSPACE.has(name) ? undefined : ACTIONS[name];
  if (action === undefined) throw novaFault(400, `There is no such action: ${name}`);
  const server = findServer(call, id);
  return action(call, server, objectAt(body, name) ?? body[name]);
}
