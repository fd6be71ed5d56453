import { type CallOptions, CloudError, type XmlNode, xmlChild, xmlText } from '@portolan/core/driver';
import type { EngineClient } from '../../client.ts';
import { idOf, refOf } from '../../wire-values.ts';
import * as requests from './requests.ts';

/** What a VM is plugged into is not a network but one of its vNIC profiles, which say what its guests may do there. */
export class VnicProfiles {
  readonly #client: EngineClient;

  constructor(client: EngineClient) {
    this.#client = client;
  }

  /** One profile of each network. Rejects before anything is made: with `not-found` for networks that are not there, `invalid-argument` for those of elsewhere. */
  async of(networkIds: readonly string[], dataCenterId: string, options: CallOptions): Promise<readonly string[]> {
    const [networks, profiles] = await Promise.all([
      Promise.all(networkIds.map((id) => this.#client.document(requests.get(id), 'network', options))),
      this.#client.list(requests.listProfiles, 'vnic_profiles', 'vnic_profile', options),
    ]);
    return networks.map((network) => chooseProfile(network, profiles, dataCenterId));
  }
}

/** That of the network's name, which comes with it; else the first by name. Those that hand a card of the host through are for VMs that ask for them. */
export function chooseProfile(network: XmlNode, profiles: readonly XmlNode[], dataCenterId: string): string {
  const name = xmlText(network, 'name') ?? '';
  const center = refOf(network, 'data_center');
  if (center !== undefined && center !== dataCenterId)
    throw new CloudError('invalid-argument', `networks: ${name} is of another data center than the server’s cluster`, { outcome: 'not-done' });
  const [chosen] = profiles
    .filter((profile) => refOf(profile, 'network') === idOf(network) && !handsThrough(profile))
    .sort((a, b) => Number(nameOf(b) === name) - Number(nameOf(a) === name) || (nameOf(a) < nameOf(b) ? -1 : 1));
  if (chosen === undefined)
    throw new CloudError('conflict', `the network ${name} has no vNIC profile: no VM can be plugged into it`, {
      outcome: 'not-done',
      remedy: 'an administrator makes vNIC profiles',
    });
  return idOf(chosen);
}

const nameOf = (profile: XmlNode): string => xmlText(profile, 'name') ?? '';

function handsThrough(profile: XmlNode): boolean {
  const through = xmlChild(profile, 'pass_through');
  return through !== undefined && xmlText(through, 'mode') === 'enabled';
}
