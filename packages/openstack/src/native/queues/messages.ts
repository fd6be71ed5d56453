import { type CallOptions, encodePathSegment, type List, unexpectedBody } from '@portolan/core/driver';
import { nextOfLinks, pageQuery } from '../../link-paging.ts';
import { given, type NameRef } from '../refs.ts';
import type { NativeCall, ServiceCalls } from '../service-calls.ts';
import { answered } from './answered.ts';
import { queuePath } from './paths.ts';
import type { MessageSpec, MessageWire, QueueMessage } from './wire.ts';

export interface ListMessagesOptions extends CallOptions {
  /** One's own, too. Default false. */
  readonly echo?: boolean | undefined;
  /** Those that somebody has claimed, too. Default false. */
  readonly includeClaimed?: boolean | undefined;
  /** At most 10. */
  readonly pageSize?: number | undefined;
}

const MAX_PAGE = 10;
const MAX_POST = 10;
const MAX_IDS = 20;

/** A message, or its id. */
export type MessageRef = string | { readonly id: string };

const idOf = (message: MessageRef): string => given(typeof message === 'string' ? message : message.id, 'message');

/** Delivered at least once, and roughly in order. */
export class QueueMessages {
  readonly #calls: ServiceCalls;
  readonly #signed: (call: NativeCall) => NativeCall;

  constructor(calls: ServiceCalls, signed: (call: NativeCall) => NativeCall) {
    this.#calls = calls;
    this.#signed = signed;
  }

  list<Body = unknown>(queue: NameRef, options: ListMessagesOptions = {}): List<QueueMessage<Body>> {
    const { echo = false, includeClaimed = false, pageSize } = options;
    const call = this.#signed({ method: 'GET', path: messagesPath(queue), operation: 'ListMessages' });
    const first = { limit: Math.min(pageSize ?? MAX_PAGE, MAX_PAGE), echo: String(echo), include_claimed: String(includeClaimed) };
    return this.#calls.pages<QueueMessage<Body>>(call, options, async (cursor) => {
      const { body } = await answered<{ messages?: readonly MessageWire<Body>[]; links?: unknown }>(
        this.#calls,
        { ...call, query: pageQuery(first, cursor) },
        options,
      );
      const items = (body?.messages ?? []).map(toMessage); // 204: no more.
      // Each page has a link to the next, where new messages would be: an empty page is the end.
      const next = items.length === 0 ? undefined : nextOfLinks(body?.links);
      return next === undefined ? { items } : { items, next };
    });
  }

  async get<Body = unknown>(queue: NameRef, message: MessageRef, options: CallOptions = {}): Promise<QueueMessage<Body>> {
    const path = `${messagesPath(queue)}/${encodePathSegment(idOf(message))}`;
    return toMessage(await this.#calls.json<MessageWire<Body>>(this.#signed({ method: 'GET', path, operation: 'GetMessage' }), options));
  }

  /** Those of them that are there: 20 are asked for at once. */
  async getMany<Body = unknown>(queue: NameRef, messages: readonly MessageRef[], options: CallOptions = {}): Promise<readonly QueueMessage<Body>[]> {
    const found: QueueMessage<Body>[] = [];
    for (const ids of batches(messages.map(idOf), MAX_IDS)) {
      const call = this.#signed({ method: 'GET', path: messagesPath(queue), query: { ids: ids.join(',') }, operation: 'GetMessages' });
      const { body } = await answered<readonly MessageWire<Body>[] | { messages?: readonly MessageWire<Body>[] }>(this.#calls, call, options);
      found.push(...rowsOf(body).map(toMessage));
    }
    return found;
  }

  /** One's ids, in their order. Ten go in a request; sent again after a failure that leaves it open, a message may be there twice. */
  async post(queue: NameRef, messages: readonly MessageSpec[], options: CallOptions = {}): Promise<readonly string[]> {
    const ids: string[] = [];
    for (const batch of batches(messages, MAX_POST)) {
      const call = this.#signed({ method: 'POST', path: messagesPath(queue), json: batch, operation: 'PostMessages' });
      const { resources } = await this.#calls.json<{ readonly resources?: readonly string[] }>(call, options);
      if (!Array.isArray(resources) || resources.length !== batch.length)
        throw unexpectedBody('it does not name the messages that were posted').inContext(this.#calls.contextOf(call));
      ids.push(...(resources as readonly string[]).map((href) => partsOf(href).id));
    }
    return ids;
  }

  /** Absent is success. A claimed message needs the claim: who has it not is refused. */
  async delete(queue: NameRef, message: MessageRef, options: CallOptions & { readonly claimId?: string | undefined } = {}): Promise<void> {
    const claimed = typeof message === 'string' ? undefined : (message as { readonly claimId?: string }).claimId;
    const path = `${messagesPath(queue)}/${encodePathSegment(idOf(message))}`;
    const query = { claim_id: options.claimId ?? claimed };
    await this.#calls.empty(this.#signed({ method: 'DELETE', path, query, accept: [404], operation: 'DeleteMessage' }), options);
  }

  async deleteMany(queue: NameRef, messages: readonly MessageRef[], options: CallOptions = {}): Promise<void> {
    for (const ids of batches(messages.map(idOf), MAX_IDS)) {
      const call = this.#signed({ method: 'DELETE', path: messagesPath(queue), query: { ids: ids.join(',') }, accept: [404], operation: 'DeleteMessages' });
      await this.#calls.empty(call, options);
    }
  }
}

const messagesPath = (queue: NameRef): string => `${queuePath(queue)}/messages`;

const rowsOf = <T>(body: readonly T[] | { readonly messages?: readonly T[] } | undefined): readonly T[] =>
  Array.isArray(body) ? (body as readonly T[]) : ((body as { readonly messages?: readonly T[] } | undefined)?.messages ?? []);

export const toMessage = <Body>(wire: MessageWire<Body>): QueueMessage<Body> => ({ ...wire, ...partsOf(wire.href) });

/** `/v1/queues/q/messages/51db?claim_id=a28e`. */
export function partsOf(href: string): { readonly id: string; readonly claimId?: string } {
  const [path = '', query = ''] = href.split('?');
  const id = path.replace(/\/+$/, '').split('/').at(-1) ?? '';
  const claimId = new URLSearchParams(query).get('claim_id');
  return { id: decodeURIComponent(id), ...(claimId === null ? {} : { claimId }) };
}

function* batches<T>(items: readonly T[], size: number): Generator<readonly T[], void, undefined> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
