import { asJson, type CallOptions, encodePathSegment, unexpectedBody } from '@portolan/core/driver';
import { given, type NameRef } from '../refs.ts';
import type { NativeCall, ServiceCalls } from '../service-calls.ts';
import { partsOf, toMessage } from './messages.ts';
import { queuePath } from './paths.ts';
import type { ClaimWire, MessageWire, QueueMessage } from './wire.ts';

export interface ClaimSpec {
  /** Seconds that the messages are kept from others, 60 to 43 200. */
  readonly ttl: number;
  /** Seconds by which messages outlive the claim at least, 60 to 43 200. */
  readonly grace: number;
}

export interface QueueClaim<Body = unknown> {
  readonly id: string;
  readonly ttl: number | undefined;
  /** Seconds. */
  readonly age: number | undefined;
  readonly messages: readonly QueueMessage<Body>[];
}

export type ClaimRef = string | { readonly id: string };

/** Messages that one worker has taken for a time: delete them when they are done, or they come back. */
export class QueueClaims {
  readonly #calls: ServiceCalls;
  readonly #signed: (call: NativeCall) => NativeCall;

  constructor(calls: ServiceCalls, signed: (call: NativeCall) => NativeCall) {
    this.#calls = calls;
    this.#signed = signed;
  }

  /** undefined: there was nothing to claim. `limit`: default the service's, 10. */
  async claim<Body = unknown>(
    queue: NameRef,
    spec: ClaimSpec,
    options: CallOptions & { readonly limit?: number | undefined } = {},
  ): Promise<QueueClaim<Body> | undefined> {
    const { ttl, grace } = spec;
    const call = this.#signed({ method: 'POST', path: claimsPath(queue), query: { limit: options.limit }, json: { ttl, grace }, operation: 'ClaimMessages' });
    const { status, headers, body } = await this.#calls.read(call, options, asJson<readonly MessageWire<Body>[] | undefined>({ allowEmpty: true }));
    if (status === 204 || body === undefined) return undefined;
    if (!Array.isArray(body)) throw unexpectedBody('it is no list of messages', { status }).inContext(this.#calls.contextOf(call));
    const messages = (body as readonly MessageWire<Body>[]).map(toMessage);
    const id = headers['location'] === undefined ? messages[0]?.claimId : partsOf(headers['location']).id;
    if (id === undefined) throw unexpectedBody('it does not name the claim', { status }).inContext(this.#calls.contextOf(call));
    return { id, ttl, age: 0, messages };
  }

  async get<Body = unknown>(queue: NameRef, claim: ClaimRef, options: CallOptions = {}): Promise<QueueClaim<Body>> {
    const wire = await this.#calls.json<ClaimWire>(this.#signed({ method: 'GET', path: claimPath(queue, claim), operation: 'GetClaim' }), options);
    const messages = (wire.messages ?? []).map((message) => toMessage(message as MessageWire<Body>));
    return { id: idOf(claim), ttl: wire.ttl, age: wire.age, messages };
  }

  /** Its time begins anew. */
  async update(queue: NameRef, claim: ClaimRef, spec: ClaimSpec, options: CallOptions = {}): Promise<void> {
    const { ttl, grace } = spec;
    // The time counts from when it is carried out: twice is as good as once.
    const call = { method: 'PATCH', path: claimPath(queue, claim), json: { ttl, grace }, idempotent: true, operation: 'UpdateClaim' } as const;
    await this.#calls.empty(this.#signed(call), options);
  }

  /** Others may have its messages now. Absent is success. */
  async release(queue: NameRef, claim: ClaimRef, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty(this.#signed({ method: 'DELETE', path: claimPath(queue, claim), accept: [404], operation: 'ReleaseClaim' }), options);
  }
}

const idOf = (claim: ClaimRef): string => given(typeof claim === 'string' ? claim : claim.id, 'claim');
const claimsPath = (queue: NameRef): string => `${queuePath(queue)}/claims`;
const claimPath = (queue: NameRef, claim: ClaimRef): string => `${claimsPath(queue)}/${encodePathSegment(idOf(claim))}`;
