import { catalogue } from '../catalogue/catalogue.ts';
import { requireMembers } from '../open/mandatory.ts';
import { membersOf } from '../open/plain-object.ts';
import { mergeMembers, readMembers } from '../open/read-members.ts';
import type { EngineState } from '../state/engine-state.ts';
import type { Host, HostStatus } from '../state/model.ts';
import { type Answer, actionAnswer, bodyOf, type Call, must } from '../wire/call.ts';
import { element, group, leaf, list, type Part } from '../wire/element.ts';
import { conflict, EngineFault, incomplete } from '../wire/faults.ts';
import { booleanAt, child, children, idOf, textAt, type XmlElement } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { move } from './vm-state.ts';

const SERIALS = new WeakMap<Host, number>();

/** Sets the status now and, one transition each, what follows. A newer change takes the place of one under way. */
export function become(state: EngineState, host: Host, path: readonly HostStatus[], done: () => void = () => undefined): void {
  const serial = (SERIALS.get(host) ?? 0) + 1;
  SERIALS.set(host, serial);
  const step = (index: number): void => {
    const status = path[index];
    if (status === undefined || SERIALS.get(host) !== serial) return;
    host.status = status;
    if (index === path.length - 1) done();
    else state.later(() => step(index + 1));
  };
  step(0);
}

type Work = (call: Call, host: Host, body: XmlElement, done: () => void) => readonly Part[] | undefined;

export function hostActionRoutes(router: Router, hostOf: (call: Call) => Host): void {
  const on = (name: string, what: string, work: Work): void => {
    router.on(`POST /hosts/{host}/${name}`, (call): Answer => {
      const host = hostOf(call);
      const body = bodyOf(call, 'action');
      let finished = false;
      let finish = (): void => {
        finished = true;
      };
      const out = work(call, host, body, () => finish());
      const job = call.state.startJob(call.correlationId, `${what} Host ${host.name}`);
      if (finished) job.finish();
      finish = () => job.finish();
      return actionAnswer(call, job.id, out ?? []);
    });
  };
  on('activate', 'Activating', activate);
  on('deactivate', 'Moving to Maintenance', deactivate);
  on('install', 'Installing', install);
  on('approve', 'Approving', () => {
    throw conflict('Cannot approve Host. The Host is not waiting for approval.');
  });
  on('fence', 'Fencing', fence);
  on('upgrade', 'Upgrading', (call, host, _, done) => {
    const before = host.status;
    if (before !== 'up' && before !== 'maintenance')
      throw conflict('Cannot upgrade Host. Valid Host statuses for upgrade are Up, Maintenance or Non-Operational.');
    evacuate(call, host, 'upgrade');
    become(call.state, host, ['preparing_for_maintenance', 'maintenance', 'installing', 'reboot', before], done);
    return undefined;
  });
  on('forceselectspm', 'Selecting as SPM', (_, host, __, done) => {
    throwIf(host.status !== 'up', 'Cannot force select SPM. The Host is not up.');
    done();
    return undefined;
  });
  on('upgradecheck', 'Checking for updates of', (call, host, _, done) => {
    call.state.addEvent(
      839,
      `Check for available updates on host ${host.name} was completed successfully with message 'no updates available.'.`,
      call.correlationId,
    );
    done();
    return undefined;
  });
  on('iscsidiscover', 'Discovering iSCSI targets with', (_, __, body, done) => {
    requireMembers(body, 'Action', 'iscsiDiscover', ['iscsi.address']);
    done();
    return [
      list(
        'iscsi_targets',
        TARGETS.map((one) => leaf('iscsi_target', one)),
      ),
    ]; // prettier-ignore
  });
  on('discoveriscsi', 'Discovering iSCSI targets with', (_, __, body, done) => {
    requireMembers(body, 'Action', 'discoverIscsi', ['iscsi.address']);
    const address = textAt(body, 'iscsi', 'address');
    done();
    const details = TARGETS.map((target) =>
      element('iscsi_details', {}, [leaf('address', address), leaf('port', 3260), leaf('portal', `${address ?? ''}:3260,1`), leaf('target', target)]),
    );
    return [list('discovered_targets', details)];
  });
  on('iscsilogin', 'Logging in to iSCSI with', (_, __, body, done) => {
    requireMembers(body, 'Action', 'iscsiLogin', ['iscsi.address', 'iscsi.target']);
    const target = textAt(body, 'iscsi', 'target') ?? '';
    throwIf(!TARGETS.includes(target), `Cannot connect to iSCSI target ${target}.`);
    done();
    return undefined;
  });
  on('unregisteredstoragedomainsdiscover', 'Discovering storage domains with', (_, __, ___, done) => {
    done();
    return [list('storage_domains', [])];
  });
  on('setupnetworks', 'Setting up networks of', setUpNetworks);
  on('copyhostnetworks', 'Copying networks to', (call, host, body, done) => {
    requireMembers(body, 'Action', 'copyHostNetworks', ['source_host.id']);
    const id = idOf(child(body, 'source_host')) ?? '';
    if (!call.state.hosts.has(id)) throw new EngineFault(404, 'Operation Failed', `Entity not found: host: ${id}`);
    throwIf(id === host.id, 'Cannot copy networks. Source and destination are the same Host.');
    done();
    return undefined;
  });
}

const TARGETS = ['iqn.2026-01.com.example:data', 'iqn.2026-01.com.example:spare'];

function throwIf(wrong: boolean, text: string): void {
  if (wrong) throw conflict(text);
}

const activate: Work = ({ state }, host, _, done) => {
  throwIf(host.status !== 'maintenance' && host.status !== 'down', 'Cannot activate Host. Host is not in Maintenance, Down or Non-Operational mode.');
  become(state, host, ['unassigned', 'up'], done);
  return undefined;
};

/** Its virtual machines go to other hosts first; where there is none, they keep it up. */
function evacuate(call: Call, host: Host, verb: string): void {
  const { state } = call;
  const running = [...state.vms.values()].filter((vm) => vm.hostId === host.id);
  const other = [...state.hosts.values()].find((one) => one !== host && one.clusterId === host.clusterId && one.status === 'up');
  if (running.length > 0 && other === undefined)
    throw conflict(`Cannot ${verb} Host. The following VMs are running on it and cannot be migrated: ${running.map((vm) => vm.name).join(', ')}.`);
  for (const vm of running) {
    move(state, vm, ['migrating', vm.status], () => {
      vm.hostId = other?.id;
    });
  }
}

const deactivate: Work = (call, host, _, done) => {
  throwIf(
    host.status === 'maintenance' || host.status === 'preparing_for_maintenance',
    'Cannot switch Host to Maintenance mode. Host is already in Maintenance mode.',
  );
  evacuate(call, host, 'switch to Maintenance mode');
  become(call.state, host, ['preparing_for_maintenance', 'maintenance'], () => {
    call.state.addEvent(600, `Host ${host.name} was switched to Maintenance mode by ${call.user.name}.`, call.correlationId);
    done();
  });
  return undefined;
};

const install: Work = ({ state }, host, body, done) => {
  throwIf(host.status !== 'maintenance', 'Cannot install Host. Host must be in Maintenance mode.');
  become(state, host, booleanAt(body, 'activate') === false ? ['installing', 'maintenance'] : ['installing', 'unassigned', 'up'], done);
  return undefined;
};

const fence: Work = ({ state }, host, body, done) => {
  requireMembers(body, 'Action', 'fence', ['fence_type']);
  const type = (textAt(body, 'fence_type') ?? '').toLowerCase();
  switch (type) {
    case 'status':
      done();
      break;
    case 'manual':
      throwIf(host.status === 'up', 'Cannot perform manual fence. Host is up.');
      done();
      break;
    case 'stop':
      become(state, host, ['down'], done);
      break;
    case 'start':
    case 'restart':
      become(state, host, ['reboot', 'unassigned', 'up'], done);
      break;
    default:
      throw new EngineFault(400, 'Invalid value', `${type} is not a fence type: start, stop, restart, status, manual.`);
  }
  return [group('power_management', [leaf('status', host.status === 'down' ? 'off' : 'on')])];
};

/** What it says of attachments, bonds and labels becomes so. */
const setUpNetworks: Work = (call, host, body, done) => {
  const below = `/hosts/${host.id}`;
  for (const bond of children(child(body, 'modified_bonds'), 'host_nic')) setUpBond(call, host, bond);
  for (const bond of children(child(body, 'removed_bonds'), 'host_nic')) {
    const nics = call.state.open.collection(`${below}/nics`);
    const found = [...nics.values()].find((one) => one.id === idOf(bond) || one.members.get('name')?.text === textAt(bond, 'name'));
    if (found !== undefined) nics.delete(found.id);
  }
  for (const one of children(child(body, 'modified_network_attachments'), 'network_attachment')) {
    const id = idOf(one);
    call.send(id === undefined ? 'POST' : 'PUT', `${below}/networkattachments${id === undefined ? '' : `/${id}`}`, one);
  }
  for (const one of children(child(body, 'removed_network_attachments'), 'network_attachment'))
    call.send('DELETE', `${below}/networkattachments/${idOf(one) ?? ''}`);
  for (const one of children(child(body, 'modified_labels'), 'network_label')) {
    const nic = idOf(child(one, 'host_nic'));
    if (nic !== undefined) call.send('POST', `${below}/nics/${nic}/networklabels`, one);
  }
  done();
  return undefined;
};

/** A bond is a NIC of its own, with others as its slaves. */
function setUpBond(call: Call, host: Host, bond: XmlElement): void {
  const { open } = call.state;
  const path = `/hosts/${host.id}/nics`;
  const struct = must(catalogue().struct('HostNic'));
  const members = readMembers(call, bond, struct);
  if (!members.has('name')) throw incomplete('HostNic', 'name', 'setupNetworks');
  if ((child(child(bond, 'bonding'), 'slaves')?.children.length ?? 0) < 2) throw conflict('Cannot setup Networks. A bond needs two slaves at least.');
  const known = [...open.collection(path).values()].find((one) => one.members.get('name')?.text === members.get('name')?.text);
  if (known !== undefined) known.members = mergeMembers(known.members, members);
  else open.add(path, mergeMembers(membersOf(struct, { status: 'up', mtu: 1500, host: `/hosts/${host.id}` }), members));
}
