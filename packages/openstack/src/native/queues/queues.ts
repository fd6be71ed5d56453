import { randomUUID } from 'node:crypto';
import type { CallOptions, List } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { nextOfLinks, pageQuery } from '../../link-paging.ts';
import type { NameRef } from '../refs.ts';
import { type NativeCall, ServiceCalls } from '../service-calls.ts';
import { answered } from './answered.ts';
import { QueueClaims } from './claims.ts';
import { QueueMessages } from './messages.ts';
import { queuePath } from './paths.ts';
import type { QueueRow, QueueStatsWire } from './wire.ts';

export type QueueMetadata = Readonly<Record<string, unknown>>;

const MAX_PAGE = 10;

/** Rackspace Cloud Queues, or Zaqar by its first API. */
export class QueuesNative {
  readonly messages: QueueMessages;
  readonly claims: QueueClaims;
  /** Names this client to the service: one's own messages are not listed unless asked for. */
  readonly clientId: string;
  readonly #calls: ServiceCalls;

  constructor(client: OpenstackClient, clientId: string = randomUUID()) {
    const calls = new ServiceCalls(client, 'message');
    this.#calls = calls;
    this.clientId = clientId;
    const headers = { 'Client-ID': clientId };
    const signed = (call: NativeCall): NativeCall => ({ ...call, headers: { ...headers, ...call.headers } });
    this.messages = new QueueMessages(calls, signed);
    this.claims = new QueueClaims(calls, signed);
  }

  /** Another client of the same queues: programs that are to see each other's messages, or to keep theirs apart over restarts. */
  as(clientId: string): QueuesNative {
    return new QueuesNative(this.#calls.client, clientId);
  }

  list(options: CallOptions & { readonly detailed?: boolean | undefined; readonly pageSize?: number | undefined } = {}): List<QueueRow> {
    const call = { method: 'GET', path: '/queues', operation: 'ListQueues' } as const;
    const limit = Math.min(options.pageSize ?? MAX_PAGE, MAX_PAGE);
    const first = { limit, detailed: options.detailed === true ? 'true' : undefined };
    return this.#calls.pages<QueueRow>(call, options, async (cursor) => {
      const { body } = await answered<{ queues?: readonly QueueRow[]; links?: unknown }>(this.#calls, { ...call, query: pageQuery(first, cursor) }, options);
      const items = body?.queues ?? []; // 204: none. There is a next link on every page, the last one too.
      const next = items.length === 0 ? undefined : nextOfLinks(body?.links);
      return next === undefined ? { items } : { items, next };
    });
  }

  /** `created: false`: it was there. */
  async create(name: string, options: CallOptions = {}): Promise<{ readonly created: boolean }> {
    const { status } = await this.#calls.empty({ method: 'PUT', path: queuePath(name), operation: 'CreateQueue' }, options);
    return { created: status === 201 };
  }

  async exists(queue: NameRef, options: CallOptions = {}): Promise<boolean> {
    const call = { method: 'HEAD', path: queuePath(queue), operation: 'HeadQueue' } as const;
    return (await this.#calls.maybe(() => this.#calls.empty(call, options))) !== undefined;
  }

  /** And its messages. Absent is success. */
  async delete(queue: NameRef, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: queuePath(queue), accept: [404], operation: 'DeleteQueue' }, options);
  }

  async stats(queue: NameRef, options: CallOptions = {}): Promise<QueueStatsWire> {
    return this.#calls.json<QueueStatsWire>({ method: 'GET', path: `${queuePath(queue)}/stats`, operation: 'GetQueueStats' }, options);
  }

  async getMetadata(queue: NameRef, options: CallOptions = {}): Promise<QueueMetadata> {
    return this.#calls.json({ method: 'GET', path: `${queuePath(queue)}/metadata`, operation: 'GetQueueMetadata' }, options);
  }

  /** These and no others. */
  async setMetadata(queue: NameRef, metadata: QueueMetadata, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'PUT', path: `${queuePath(queue)}/metadata`, json: metadata, operation: 'SetQueueMetadata' }, options);
  }

  /** These, and those that are there: read, then written. */
  async updateMetadata(queue: NameRef, metadata: QueueMetadata, options: CallOptions = {}): Promise<void> {
    await this.setMetadata(queue, { ...(await this.getMetadata(queue, options)), ...metadata }, options);
  }
}
