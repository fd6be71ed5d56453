import type { List, Ref } from '@portolan/core/driver';
import { idOf } from '../refs.ts';
import { segment } from '../service-calls.ts';
import type { CinderCalls, CinderOptions } from './cinder-calls.ts';

// Source: block-storage api-ref v3 "Quality of service (QoS) specs (qos-specs)".

export interface QosSpecsWire {
  readonly id: string;
  readonly name: string;
  /** Who limits: the hypervisor, the storage, both. */
  readonly consumer: 'front-end' | 'back-end' | 'both';
  readonly specs?: Readonly<Record<string, string>>;
}

/** Limits on what volumes of a type may do. For administrators. */
export class CinderQosSpecs {
  readonly #calls: CinderCalls;

  constructor(calls: CinderCalls) {
    this.#calls = calls;
  }

  list(options: CinderOptions = {}): List<QosSpecsWire> {
    return this.#calls.list({ method: 'GET', path: '/qos-specs', operation: 'ListQosSpecs' }, 'qos_specs', options);
  }

  async get(qos: Ref, options: CinderOptions = {}): Promise<QosSpecsWire> {
    return this.#calls.member({ method: 'GET', path: pathOf(qos), operation: 'GetQosSpecs' }, 'qos_specs', options);
  }

  async create(
    name: string,
    specs: Readonly<Record<string, string>>,
    options: CinderOptions & { readonly consumer?: QosSpecsWire['consumer'] | undefined } = {},
  ): Promise<QosSpecsWire> {
    const json = { qos_specs: { ...specs, name, consumer: options.consumer ?? 'back-end' } };
    return this.#calls.member({ method: 'POST', path: '/qos-specs', json, operation: 'CreateQosSpecs' }, 'qos_specs', options);
  }

  /** Adds and replaces these; others stay. */
  async set(qos: Ref, specs: Readonly<Record<string, string>>, options: CinderOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'PUT', path: pathOf(qos), json: { qos_specs: specs }, operation: 'SetQosSpecs' }, options);
  }

  async unset(qos: Ref, names: readonly string[], options: CinderOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'PUT', path: `${pathOf(qos)}/delete_keys`, json: { keys: names }, operation: 'UnsetQosSpecs' }, options);
  }

  /** Absent is success. `force`: though types have it. */
  async delete(qos: Ref, options: CinderOptions & { readonly force?: boolean | undefined } = {}): Promise<void> {
    const query = { force: options.force };
    await this.#calls.empty({ method: 'DELETE', path: pathOf(qos), query, accept: [404], operation: 'DeleteQosSpecs' }, options);
  }

  async associate(qos: Ref, type: Ref, options: CinderOptions = {}): Promise<void> {
    await this.#join(qos, type, 'associate', options);
  }

  async disassociate(qos: Ref, type: Ref, options: CinderOptions = {}): Promise<void> {
    await this.#join(qos, type, 'disassociate', options);
  }

  /** A GET that changes: Cinder has it so. */
  async #join(qos: Ref, type: Ref, verb: 'associate' | 'disassociate', options: CinderOptions): Promise<void> {
    const query = { vol_type_id: idOf(type, 'volume type') };
    await this.#calls.empty({ method: 'GET', path: `${pathOf(qos)}/${verb}`, query, operation: `${verb}QosSpecs` }, options);
  }
}

const pathOf = (qos: Ref): string => `/qos-specs/${segment(qos, 'QoS specs')}`;
