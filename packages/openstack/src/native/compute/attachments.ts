import type { List, Ref } from '@portolan/core/driver';
import { highest } from '../microversions.ts';
import { idOf } from '../refs.ts';
import { filtersOf, segment } from '../service-calls.ts';
import type { NovaCalls, NovaOptions } from './nova-calls.ts';

// Source: compute api-ref "Servers with volume attachments", "Port interfaces".

export interface VolumeAttachmentWire {
  /** Until 2.88, and then the same as `volumeId`. */
  readonly id?: string;
  readonly volumeId: string;
  readonly serverId: string;
  /** A wish: the guest decides. */
  readonly device?: string | null;
  /** 2.79 */
  readonly delete_on_termination?: boolean;
  /** 2.89 */
  readonly attachment_id?: string;
}

export interface AttachVolumeOptions extends NovaOptions {
  readonly device?: string | undefined;
  /** 2.49 */
  readonly tag?: string | undefined;
  /** 2.79 */
  readonly deleteOnTermination?: boolean | undefined;
}

/** Volumes on servers: Nova makes and ends attachments, Cinder tells when they stand (`blockStorage.volumes.attach` does both). */
export class NovaVolumeAttachments {
  readonly #calls: NovaCalls;

  constructor(calls: NovaCalls) {
    this.#calls = calls;
  }

  list(server: Ref, options: NovaOptions & { readonly limit?: number | undefined } = {}): List<VolumeAttachmentWire> {
    return this.#calls.list(
      { method: 'GET', path: pathOf(server), query: filtersOf(options), operation: 'ListVolumeAttachments' },
      'volumeAttachments',
      options,
    );
  }

  async get(server: Ref, volume: Ref, options: NovaOptions = {}): Promise<VolumeAttachmentWire> {
    return this.#calls.member({ method: 'GET', path: pathOf(server, volume), operation: 'GetVolumeAttachment' }, 'volumeAttachment', options);
  }

  async create(server: Ref, volume: Ref, options: AttachVolumeOptions = {}): Promise<VolumeAttachmentWire> {
    const { device, tag, deleteOnTermination } = options;
    const volumeAttachment = { volumeId: idOf(volume, 'volume'), device, tag, delete_on_termination: deleteOnTermination };
    const need = highest(tag !== undefined && '2.49', deleteOnTermination !== undefined && '2.79');
    return this.#calls.member(
      { method: 'POST', path: pathOf(server), json: { volumeAttachment }, operation: 'AttachVolume', need },
      'volumeAttachment',
      options,
    );
  }

  /** Whether the volume goes with the server: 2.85. */
  async update(server: Ref, volume: Ref, deleteOnTermination: boolean, options: NovaOptions = {}): Promise<void> {
    const volumeAttachment = { volumeId: idOf(volume, 'volume'), delete_on_termination: deleteOnTermination };
    await this.#calls.empty(
      { method: 'PUT', path: pathOf(server, volume), json: { volumeAttachment }, operation: 'UpdateVolumeAttachment', need: '2.85' },
      options,
    );
  }

  /** For administrators: another volume in the place of this one, with its contents. */
  async swap(server: Ref, volume: Ref, replacement: Ref, options: NovaOptions = {}): Promise<void> {
    const volumeAttachment = { volumeId: idOf(replacement, 'replacement') };
    await this.#calls.empty(
      { method: 'PUT', path: pathOf(server, volume), json: { volumeAttachment }, idempotent: false, operation: 'SwapVolumeAttachment' },
      options,
    );
  }

  /** Asked of the guest; Cinder shows `available` when it is off. Absent is success. */
  async delete(server: Ref, volume: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: pathOf(server, volume), accept: [404], operation: 'DetachVolume' }, options);
  }
}

function pathOf(server: Ref, volume?: Ref): string {
  const all = `/servers/${segment(server, 'server')}/os-volume_attachments`;
  return volume === undefined ? all : `${all}/${segment(volume, 'volume')}`;
}

export interface InterfaceWire {
  readonly port_id: string;
  readonly net_id?: string;
  readonly mac_addr?: string;
  readonly port_state?: string;
  readonly fixed_ips?: readonly { readonly subnet_id?: string; readonly ip_address: string }[];
}

/** By port, or by network and at will an address of it. */
export type InterfaceChoice = { readonly portId: string } | { readonly networkId: string; readonly fixedIp?: string | undefined };

/** Ports on servers. */
export class NovaInterfaces {
  readonly #calls: NovaCalls;

  constructor(calls: NovaCalls) {
    this.#calls = calls;
  }

  async list(server: Ref, options: NovaOptions = {}): Promise<readonly InterfaceWire[]> {
    return this.#calls.array({ method: 'GET', path: interfacesOf(server), operation: 'ListInterfaces' }, 'interfaceAttachments', options);
  }

  async get(server: Ref, port: Ref, options: NovaOptions = {}): Promise<InterfaceWire> {
    const path = `${interfacesOf(server)}/${segment(port, 'port')}`;
    return this.#calls.member({ method: 'GET', path, operation: 'GetInterface' }, 'interfaceAttachment', options);
  }

  async attach(server: Ref, choice: InterfaceChoice, options: NovaOptions & { readonly tag?: string | undefined } = {}): Promise<InterfaceWire> {
    const { tag } = options;
    const wanted =
      'portId' in choice
        ? { port_id: choice.portId }
        : { net_id: choice.networkId, ...(choice.fixedIp === undefined ? {} : { fixed_ips: [{ ip_address: choice.fixedIp }] }) };
    const json = { interfaceAttachment: { ...wanted, ...(tag === undefined ? {} : { tag }) } };
    const call = { method: 'POST', path: interfacesOf(server), json, operation: 'AttachInterface', need: tag === undefined ? undefined : '2.49' };
    return this.#calls.member(call, 'interfaceAttachment', options);
  }

  /** Absent is success. */
  async detach(server: Ref, port: Ref, options: NovaOptions = {}): Promise<void> {
    const path = `${interfacesOf(server)}/${segment(port, 'port')}`;
    await this.#calls.empty({ method: 'DELETE', path, accept: [404], operation: 'DetachInterface' }, options);
  }
}

const interfacesOf = (server: Ref): string => `/servers/${segment(server, 'server')}/os-interface`;
