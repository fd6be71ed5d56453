import { constants, publicEncrypt } from 'node:crypto';
import { Ec2Error } from '../query/ec2-error.ts';
import type { Instance, InstanceStateName } from './entities.ts';
import { readPublicKey } from './ssh-keys.ts';
import type { Ec2State } from './state.ts';

/** How long a terminated instance stays visible. */
const AFTERLIFE_MS = 3_600_000;

function move(instance: Instance, to: InstanceStateName, reason = ''): void {
  instance.state = to;
  instance.reason = reason;
}

/** What EC2Config puts there: the Administrator's password, readable with the key pair's private half. */
function windowsPassword(state: Ec2State, instance: Instance): string {
  const pair = instance.keyName === undefined ? undefined : state.keyPairs.get(instance.keyName);
  if (pair === undefined || pair.keyType !== 'rsa') return '';
  const { key } = readPublicKey(pair.publicKey);
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(`P4ss-${instance.id}`)).toString('base64');
}

export function becomeRunning(state: Ec2State, instance: Instance): void {
  state.later(instance.id, () => {
    move(instance, 'running');
    instance.stateReason = undefined;
    const elastic = [...state.addresses.values()].find((address) => address.association?.instanceId === instance.id);
    instance.publicAddress = elastic?.publicIp ?? (instance.wantsPublicAddress ? state.nextPublicAddress() : undefined);
    if (instance.platform === 'windows' && instance.passwordData === '') instance.passwordData = windowsPassword(state, instance);
  });
}

const stamp = (state: Ec2State): string => `${new Date(state.now).toISOString().slice(0, 19).replace('T', ' ')} GMT`;

export function startInstance(state: Ec2State, instance: Instance): void {
  if (instance.state === 'running' || instance.state === 'pending') return;
  if (instance.state !== 'stopped') throw wrongState(instance, 'started');
  move(instance, 'pending');
  instance.launchedAt = state.now;
  instance.stateReason = undefined;
  becomeRunning(state, instance);
}

export function checkStop(state: Ec2State, instance: Instance): void {
  if (instance.rootDeviceType !== 'ebs')
    throw new Ec2Error('UnsupportedOperation', `The instance '${instance.id}' does not have an 'ebs' root device type and cannot be stopped.`);
  if (!['running', 'stopping', 'stopped'].includes(instance.state) && !(state.flavour.name === 'eucalyptus' && instance.state === 'pending'))
    throw wrongState(instance, 'stopped');
}

export function stopInstance(state: Ec2State, instance: Instance): void {
  if (instance.state === 'stopped' || instance.state === 'stopping') return;
  move(instance, 'stopping', `User initiated (${stamp(state)})`);
  instance.stateReason = { code: 'Client.UserInitiatedShutdown', message: 'Client.UserInitiatedShutdown: User initiated shutdown' };
  state.later(instance.id, () => {
    const elastic = [...state.addresses.values()].some((address) => address.association?.instanceId === instance.id);
    move(instance, 'stopped', instance.reason);
    if (!elastic) instance.publicAddress = undefined;
  });
}

export function wrongState(instance: Instance, done: string): Ec2Error {
  return new Ec2Error('IncorrectInstanceState', `The instance '${instance.id}' is not in a state from which it can be ${done}.`);
}

function releaseParts(state: Ec2State, instance: Instance): void {
  for (const address of state.addresses.values()) if (address.association?.instanceId === instance.id) address.association = undefined;
  for (const volume of [...state.volumes.values()]) {
    if (volume.attachment?.instanceId !== instance.id) continue;
    if (volume.attachment.deleteOnTermination) state.volumes.delete(volume.id);
    else {
      volume.attachment = undefined;
      volume.state = 'available';
    }
  }
}

export function terminateInstance(state: Ec2State, instance: Instance): void {
  if (instance.state === 'terminated' || instance.state === 'shutting-down') return;
  move(instance, 'shutting-down', `User initiated (${stamp(state)})`);
  instance.stateReason = { code: 'Client.UserInitiatedShutdown', message: 'Client.UserInitiatedShutdown: User initiated shutdown' };
  state.later(instance.id, (due) => {
    move(instance, 'terminated', instance.reason);
    instance.publicAddress = undefined;
    releaseParts(state, instance);
    state.timeline.plan(instance.id, due + AFTERLIFE_MS, () => state.instances.delete(instance.id));
  });
}
