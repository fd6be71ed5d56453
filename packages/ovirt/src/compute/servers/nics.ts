import { encodePathSegment, isCloudError, isPlannedId, plannedId, type XmlNode, xml, xmlText } from '@portolan/core/driver';
import type { EngineClient, EngineRequest } from '../../client.ts';
import type { Patience } from '../../patience.ts';
import { idOf, leaf, refOf, refTo } from '../../wire-values.ts';
import { vmPath } from './requests.ts';

/** Answers that are lost are looked after so often. */
const ATTEMPTS = 3;

/** The cards of a VM that is down. */
export class Nics {
  readonly #client: EngineClient;

  constructor(client: EngineClient) {
    this.#client = client;
  }

  /**
   * Makes the VM have a card for each of these vNIC profiles, in their order, and no other: those it has of its template are taken first. What is there is
   * looked at before anything is done, so doing it again, after whatever happened, comes to the same.
   */
  async plug(vmId: string, profileIds: readonly string[], patience: Patience, templateId?: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#plug(vmId, profileIds, patience, templateId);
        return;
      } catch (error) {
        if (attempt === ATTEMPTS || !isCloudError(error) || error.outcome !== 'unknown' || patience.signal?.aborted === true) throw error;
      }
      await patience.pause('the network cards to be looked at');
    }
  }

  async #plug(vmId: string, profileIds: readonly string[], patience: Patience, templateId: string | undefined): Promise<void> {
    const present = await this.#present(vmId, patience, templateId);
    const names = new Set(present.map(({ name }) => name));
    for (const [index, profileId] of profileIds.entries()) {
      const nic = present[index];
      if (nic === undefined) {
        const name = freeName(names);
        names.add(name);
        await this.#change(requestAdd(vmId, name, profileId), patience);
      } else if (nic.profileId !== profileId) {
        await this.#change(requestUpdate(vmId, nic.id, profileId), patience);
      }
    }
    for (const nic of present.slice(profileIds.length)) {
      await patience.whileLocked('the server', (given) => this.#client.perform(requestRemove(vmId, nic.id), given));
    }
  }

  /** A server that is only planned has the cards of its template, each by another id. */
  async #present(vmId: string, patience: Patience, templateId: string | undefined): Promise<readonly Nic[]> {
    const planned = isPlannedId(vmId) && templateId !== undefined;
    const listed = await this.#client.list(planned ? requestListOfTemplate(templateId) : requestList(vmId), 'nics', 'nic', patience.options);
    const nics = listed.map((nic): Nic => {
      const name = nameOf(nic);
      return { id: planned ? plannedId(`network card ${name}`) : idOf(nic), name, profileId: refOf(nic, 'vnic_profile') };
    });
    return nics.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  }

  async #change(request: EngineRequest, patience: Patience): Promise<void> {
    await patience.whileLocked('the server', (given) => this.#client.document(request, 'nic', given));
  }
}

interface Nic {
  readonly id: string;
  readonly name: string;
  readonly profileId: string | undefined;
}

const nameOf = (nic: XmlNode): string => xmlText(nic, 'name') ?? '';

/** `nic1`, `nic2`, …: as the engine's own pages name them. */
function freeName(taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) if (!taken.has(`nic${number}`)) return `nic${number}`;
}

const nicsPath = (vmId: string): string => `${vmPath(vmId)}/nics`;
const nicPath = (vmId: string, id: string): string => `${nicsPath(vmId)}/${encodePathSegment(id)}`;

const requestList = (vmId: string): EngineRequest => ({ operation: 'ListVmNics', method: 'GET', path: nicsPath(vmId) });

const requestListOfTemplate = (id: string): EngineRequest => ({
  operation: 'ListTemplateNics',
  method: 'GET',
  path: `/templates/${encodePathSegment(id)}/nics`,
});

/** A name that is taken is refused: a card is never made twice. */
const requestAdd = (vmId: string, name: string, profileId: string): EngineRequest => ({
  operation: 'AddVmNic',
  method: 'POST',
  path: nicsPath(vmId),
  body: xml('nic', {}, leaf('interface', 'virtio'), leaf('name', name), refTo('vnic_profile', profileId)),
  planned: xml('nic'),
});

const requestUpdate = (vmId: string, id: string, profileId: string): EngineRequest => ({
  operation: 'UpdateVmNic',
  method: 'PUT',
  path: nicPath(vmId, id),
  body: xml('nic', {}, refTo('vnic_profile', profileId)),
  planned: xml('nic'),
});

const requestRemove = (vmId: string, id: string): EngineRequest => ({ operation: 'RemoveVmNic', method: 'DELETE', path: nicPath(vmId, id), planned: '' });
