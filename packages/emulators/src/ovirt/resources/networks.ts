import { randomUUID } from 'node:crypto';
import { requireMembers } from '../open/mandatory.ts';
import type { Searchable } from '../search/run-search.ts';
import type { EngineState } from '../state/engine-state.ts';
import type { Network, Vm, VnicProfile } from '../state/model.ts';
import { type Answer, API, actionAnswer, bodyOf, type Call, created, listing, must, ok, plainListing, reference } from '../wire/call.ts';
import { type Element, element, group, leaf, list } from '../wire/element.ts';
import { conflict, immutable, incomplete } from '../wire/faults.ts';
import { booleanAt, child, idOf, sent, textAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { keptField, keptFlag, keptText } from './kept-members.ts';
import { lookUp } from './lookup.ts';
import { checkDescription, checkName } from './names.ts';

const MANAGEMENT = 'ovirtmgmt';

export function networkRoutes(router: Router): void {
  router
    .on('GET /networks', (call) => listing(call, 'networks', call.state.networks.values(), networkSearch(call.state), networkElement))
    .on('POST /networks', addNetwork)
    .on('GET /networks/{network}', (call) => ok(networkElement(networkOf(call))))
    .on('DELETE /networks/{network}', removeNetwork)
    .on('PUT /networks/{network}', updateNetwork)
    .on('POST /openstacknetworkproviders/{provider}/networks/{network}/import', importNetwork)
    .on('GET /vnicprofiles', (call) => plainListing(call, 'vnic_profiles', call.state.vnicProfiles.values(), profileElement))
    .on('POST /vnicprofiles', addProfile)
    .on('GET /vnicprofiles/{profile}', (call) => ok(profileElement(profileOf(call))))
    .on('PUT /vnicprofiles/{profile}', updateProfile)
    .on('DELETE /vnicprofiles/{profile}', (call) => {
      const profile = profileOf(call);
      refuseUsed(call.state, [profile.id], 'remove vNIC Profile');
      call.state.vnicProfiles.delete(profile.id);
      call.state.open.forget(`/vnicprofiles/${profile.id}`);
      return ok();
    });
}

const networkOf = (call: Call): Network => must(call.state.networks.get(call.ids['network'] ?? ''));
const profileOf = (call: Call): VnicProfile => must(call.state.vnicProfiles.get(call.ids['profile'] ?? ''));

const usagesOf = (state: EngineState, one: Network): readonly (string | undefined)[] =>
  (state.open.kept(one.id)?.get('usages')?.children ?? []).map((usage) => usage.text);

const networkSearch = (state: EngineState): Searchable<Network> => ({
  own: ['network', 'networks'],
  defaultSort: 'name',
  fields: {
    name: { kind: 'text', of: (one) => one.name },
    description: { kind: 'text', of: (one) => one.description },
    comment: keptField(state, '', 'comment'),
    stp: keptFlag(state, false, 'stp'),
    vmnetwork: {
      kind: 'enum',
      values: ['true', 'false'],
      of: (one) => String((state.open.kept(one.id)?.get('usages')?.children ?? []).length === 0 || usagesOf(state, one).includes('vm')),
    },
    mtu: { kind: 'number', of: (one) => Number(keptText(state, one.id, 'mtu') ?? 0) },
    label: { kind: 'text', of: (one) => [...state.open.collection(`/networks/${one.id}/networklabels`).keys()] },
    provider_name: {
      kind: 'text',
      of: (one) => {
        const provider = state.open.kept(one.id)?.get('external_provider')?.attributes['id'] ?? '';
        return state.open.collection('/openstacknetworkproviders').get(provider)?.members.get('name')?.text ?? '';
      },
    },
    datacenter: { kind: 'text', of: (one) => state.dataCenters.get(one.dataCenterId)?.name ?? '' },
    vlanid: { kind: 'number', of: (one) => one.vlan },
  },
});

function networkElement(one: Network): Element {
  const href = `${API}/networks/${one.id}`;
  return element('network', { href, id: one.id }, [
    leaf('name', one.name),
    leaf('description', one.description),
    leaf('comment', ''),
    leaf('mtu', 0),
    leaf('port_isolation', false),
    leaf('stp', false),
    list('usages', [leaf('usage', 'vm')]),
    one.vlan === undefined ? undefined : element('vlan', { id: String(one.vlan) }),
    reference('data_center', '/datacenters', one.dataCenterId),
  ]);
}

function profileElement(one: VnicProfile): Element {
  const href = `${API}/vnicprofiles/${one.id}`;
  return element('vnic_profile', { href, id: one.id }, [
    leaf('name', one.name),
    group('pass_through', [leaf('mode', 'disabled')]),
    leaf('port_mirroring', false),
    reference('network', '/networks', one.networkId),
  ]);
}

function addNetwork(call: Call): Answer {
  const { state } = call;
  const body = bodyOf(call, 'network');
  const name = textAt(body, 'name');
  if (name === undefined || name === '') throw incomplete('Network', 'name', 'add');
  const center = lookUp(body, 'data_center', state.dataCenters);
  if (center === undefined) throw incomplete('Network', 'dataCenter.id|name', 'add');
  checkName('Network', 'add', name, 256);
  const description = textAt(body, 'description') ?? '';
  checkDescription('Network', 'add', description, 4000);
  const siblings = [...state.networks.values()].filter((one) => one.dataCenterId === center.id);
  if (siblings.some((one) => one.name === name))
    throw conflict(`Cannot add Network. The logical network's name is already used by an existing logical network in the same data-center.`);
  const vlan = child(body, 'vlan')?.attributes['id'];
  const network: Network = { id: randomUUID(), name, description, dataCenterId: center.id, ...(vlan === undefined ? {} : { vlan: Number(vlan) }) };
  state.networks.set(network.id, network);
  // A network for VMs comes with a profile of its name, unless that is not wanted.
  if (booleanAt(body, 'profile_required') !== false) {
    const profile: VnicProfile = { id: randomUUID(), name, networkId: network.id };
    state.vnicProfiles.set(profile.id, profile);
  }
  return created(networkElement(network));
}

/** A network of an external provider becomes one of a data center, and says where it is from. */
function importNetwork(call: Call): Answer {
  const provider = call.ids['provider'] ?? '';
  const network = must(call.state.open.collection(`/openstacknetworkproviders/${provider}/networks`).get(call.ids['network'] ?? ''));
  const body = bodyOf(call, 'action');
  requireMembers(body, 'Action', 'import', ['data_center.id|data_center.name']);
  const provided = sent('external_provider', [], '', { id: provider });
  const named = sent('name', [], network.members.get('name')?.text);
  const made = call.send('POST', '/networks', sent('network', [named, must(child(body, 'data_center')), provided]));
  return actionAnswer(call, undefined, [reference('network', '/networks', made.element?.attributes['id'])]);
}

function updateNetwork(call: Call): Answer {
  const network = networkOf(call);
  const body = bodyOf(call, 'network');
  const id = idOf(body);
  if (id !== undefined && id !== network.id) throw immutable('id');
  const name = textAt(body, 'name');
  if (name !== undefined && name !== network.name) {
    checkName('Network', 'edit', name, 256);
    if (network.name === MANAGEMENT) throw conflict('Cannot edit Network. The Management Network name cannot be changed.');
    if ([...call.state.networks.values()].some((one) => one.dataCenterId === network.dataCenterId && one.name === name))
      throw conflict(`Cannot edit Network. The logical network's name is already used by an existing logical network in the same data-center.`);
  }
  const description = textAt(body, 'description');
  if (description !== undefined) checkDescription('Network', 'edit', description, 4000);
  network.name = name ?? network.name;
  network.description = description ?? network.description;
  const vlan = child(body, 'vlan');
  if (vlan?.attributes['id'] !== undefined) network.vlan = Number(vlan.attributes['id']);
  // An empty `<vlan/>` takes the tag away.
  else if (vlan !== undefined) delete network.vlan;
  return ok(networkElement(network));
}

function updateProfile(call: Call): Answer {
  const profile = profileOf(call);
  const body = bodyOf(call, 'vnic_profile');
  const id = idOf(body);
  if (id !== undefined && id !== profile.id) throw immutable('id');
  const name = textAt(body, 'name');
  if (name !== undefined && name !== profile.name) {
    checkName('vNIC Profile', 'edit', name);
    if ([...call.state.vnicProfiles.values()].some((one) => one.networkId === profile.networkId && one.name === name))
      throw conflict('Cannot edit vNIC Profile. The vNIC profile name is already in use.');
  }
  profile.name = name ?? profile.name;
  return ok(profileElement(profile));
}

function removeNetwork(call: Call): Answer {
  const { state } = call;
  const network = networkOf(call);
  if (network.name === MANAGEMENT) throw conflict('Cannot remove Network. The Management Network (ovirtmgmt) is mandatory and cannot be removed.');
  const profiles = [...state.vnicProfiles.values()].filter((one) => one.networkId === network.id).map((one) => one.id);
  refuseUsed(state, profiles, 'remove Network');
  for (const id of profiles) state.vnicProfiles.delete(id);
  state.networks.delete(network.id);
  state.open.forget(`/networks/${network.id}`);
  return ok();
}

function refuseUsed(state: EngineState, profileIds: readonly string[], what: string): void {
  const uses = (vm: Vm): boolean => [...vm.nics.values()].some((nic) => nic.vnicProfileId !== undefined && profileIds.includes(nic.vnicProfileId));
  const users = [...state.vms.values()].filter(uses).map((vm) => vm.name);
  if (users.length > 0) throw conflict(`Cannot ${what}. It is being used by VMs: ${users.join(', ')}.`);
}

function addProfile(call: Call): Answer {
  const { state } = call;
  const body = bodyOf(call, 'vnic_profile');
  const name = textAt(body, 'name');
  if (name === undefined || name === '') throw incomplete('VnicProfile', 'name', 'add');
  const network = lookUp(body, 'network', state.networks);
  if (network === undefined) throw incomplete('VnicProfile', 'network.id', 'add');
  checkName('vNIC Profile', 'add', name);
  if ([...state.vnicProfiles.values()].some((one) => one.networkId === network.id && one.name === name))
    throw conflict('Cannot add vNIC Profile. The vNIC profile name is already in use.');
  const profile: VnicProfile = { id: randomUUID(), name, networkId: network.id };
  state.vnicProfiles.set(profile.id, profile);
  return created(profileElement(profile));
}
