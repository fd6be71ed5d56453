import type { List, Ref } from '@portolan/core/driver';
import { idOf } from '../refs.ts';
import { filtersOf, segment } from '../service-calls.ts';
import type { CinderCalls, CinderOptions } from './cinder-calls.ts';

// Source: block-storage api-ref v3 "Attachments". What Nova calls when it attaches, and what hosts without Nova call themselves.

const NEED = '3.27';

export interface CinderAttachmentWire {
  readonly id: string;
  /** `reserved`, `attaching`, `attached`, `detached`, `error_attaching`. */
  readonly status: string;
  readonly instance?: string | null;
  readonly volume_id: string;
  readonly attach_mode?: string | null;
  /** How the host reaches the volume. Empty until a connector was given. */
  readonly connection_info?: Readonly<Record<string, unknown>>;
}

/** What a host says of itself: `{ host, ip, initiator, multipath, … }`. */
export type Connector = Readonly<Record<string, unknown>>;

/** A volume's ways to hosts, reserved first, told next, and complete in the end. 3.27. */
export class CinderAttachments {
  readonly #calls: CinderCalls;

  constructor(calls: CinderCalls) {
    this.#calls = calls;
  }

  list(
    options: CinderOptions & {
      readonly volume_id?: string | undefined;
      readonly instance_id?: string | undefined;
      readonly status?: string | undefined;
      readonly all_tenants?: boolean | undefined;
    } = {},
  ): List<CinderAttachmentWire> {
    const call = { method: 'GET', path: '/attachments/detail', query: filtersOf(options), operation: 'ListAttachments', need: NEED };
    return this.#calls.list(call, 'attachments', options);
  }

  async get(attachment: Ref, options: CinderOptions = {}): Promise<CinderAttachmentWire> {
    return this.#calls.member({ method: 'GET', path: pathOf(attachment), operation: 'GetAttachment', need: NEED }, 'attachment', options);
  }

  /** Reserves the volume; with a connector the answer says how to reach it. */
  async create(
    volume: Ref,
    options: CinderOptions & {
      readonly server?: Ref | undefined;
      readonly connector?: Connector | undefined;
      /** Read-only or both: 3.54. */
      readonly mode?: 'ro' | 'rw' | undefined;
    } = {},
  ): Promise<CinderAttachmentWire> {
    const { server, connector, mode } = options;
    const attachment = {
      volume_uuid: idOf(volume, 'volume'),
      ...(server === undefined ? {} : { instance_uuid: idOf(server, 'server') }),
      ...(connector === undefined ? {} : { connector }),
      ...(mode === undefined ? {} : { mode }),
    };
    const need = mode === undefined ? NEED : '3.54';
    return this.#calls.member({ method: 'POST', path: '/attachments', json: { attachment }, operation: 'CreateAttachment', need }, 'attachment', options);
  }

  async update(attachment: Ref, connector: Connector, options: CinderOptions = {}): Promise<CinderAttachmentWire> {
    const json = { attachment: { connector } };
    return this.#calls.member({ method: 'PUT', path: pathOf(attachment), json, operation: 'UpdateAttachment', need: NEED }, 'attachment', options);
  }

  /** The host has it: the volume is `in-use` from now on. 3.44. */
  async complete(attachment: Ref, options: CinderOptions = {}): Promise<void> {
    const call = { method: 'POST', path: `${pathOf(attachment)}/action`, json: { 'os-complete': {} }, idempotent: true, operation: 'CompleteAttachment' };
    await this.#calls.empty({ ...call, need: '3.44' }, options);
  }

  /** The volume is free again, if it was the last one. Absent is success. */
  async delete(attachment: Ref, options: CinderOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: pathOf(attachment), accept: [404], operation: 'DeleteAttachment', need: NEED }, options);
  }
}

const pathOf = (attachment: Ref): string => `/attachments/${segment(attachment, 'attachment')}`;
