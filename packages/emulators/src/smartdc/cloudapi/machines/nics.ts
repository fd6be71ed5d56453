import { invalidArgument, missingParameter, notFound } from '../api-error.ts';
import { type Answer, type Call, created, noContent, ok } from '../call.ts';
import { realNetwork, visibleNetworks } from '../lookup.ts';
import { text } from '../params.ts';
import { refuseUnallocated } from './actions.ts';
import { auditCaller } from './audit.ts';
import { newNic } from './create.ts';
import { enqueue } from './jobs.ts';
import type { Machine, Nic } from './machine.ts';
import { restarting } from './transitions.ts';
import { nicView } from './view.ts';

export const listNics = (call: Call): Answer => ok(call.machine.nics.map(nicView), { 'x-resource-count': String(call.machine.nics.length) });

const colonless = (mac: string): string => mac.replaceAll(':', '');

const findNic = (call: Call): Nic => {
  const mac = (text(call.params, 'mac') ?? '').toLowerCase();
  // Colons are refused, though every answer has them.
  if (!/^[0-9a-f]{12}/.test(mac)) throw invalidArgument('mac has invalid format');
  const nic = call.machine.nics.find((candidate) => colonless(candidate.mac) === mac);
  if (nic === undefined) throw notFound('nic not found');
  return nic;
};

export const getNic = (call: Call): Answer => ok(nicView(findNic(call)));

/** 302 with Location and no body when the machine has a NIC on that network; otherwise the machine restarts. */
export function addNic(call: Call): Answer {
  const { machine, cloud, params } = call;
  const wanted = params['network'];
  if (wanted === undefined || wanted === '') throw missingParameter('network must be specified');
  const { id, ip } = readNetwork(wanted);
  refuseUnallocated(machine, 'add_nics');
  const asked = visibleNetworks(call).find((candidate) => candidate.id === id);
  if (asked === undefined) throw invalidArgument('network not found');
  const location = (mac: string): string => `/${call.account.login}/machines/${machine.id}/nics/${colonless(mac)}`;
  const present = machine.nics.find((nic) => nic.networkId === asked.id || asked.memberIds?.includes(nic.networkId) === true);
  if (present !== undefined) return { status: 302, headers: { Location: location(present.mac) } };
  const network = realNetwork(call, asked);
  const primary = params['primary'] === true || params['primary'] === 'true';
  const nic = newNic(cloud, { network, ip, primary });
  machine.nics.push(nic);
  const steps = restarting((target) => settleNic(target, nic, primary));
  enqueue(machine, call.now, { action: 'add_nics', caller: auditCaller(call), durationMs: cloud.transitionMs, steps });
  return created(nicView(nic), location(nic.mac));
}

function readNetwork(asked: unknown): { id: unknown; ip: string | undefined } {
  if (typeof asked === 'string') return { id: asked, ip: undefined };
  if (typeof asked !== 'object' || asked === null) throw invalidArgument('network argument must be a network object or string');
  const { ipv4_uuid: id, ipv4_ips: ips } = asked as { ipv4_uuid?: unknown; ipv4_ips?: unknown };
  return { id, ip: Array.isArray(ips) ? String(ips[0]) : undefined };
}

function settleNic(machine: Machine, nic: Nic, primary: boolean): void {
  if (primary) for (const other of machine.nics) other.primary = other === nic;
  nic.state = machine.state === 'stopped' ? 'stopped' : 'running';
}

export function deleteNic(call: Call): Answer {
  const nic = findNic(call);
  refuseUnallocated(call.machine, 'remove_nics');
  const steps = restarting((machine) => {
    machine.nics = machine.nics.filter((candidate) => candidate !== nic);
  });
  enqueue(call.machine, call.now, { action: 'remove_nics', caller: auditCaller(call), durationMs: call.cloud.transitionMs, steps });
  return noContent;
}
