import { type Answer, empty, json } from '../../answer.ts';
import { integerAt, isObject, type JsonObject } from '../../values.ts';
import { jsonBody, type RackspaceCall, type RackspaceRoutes } from '../rackspace-service.ts';
import { badRequest, clientId, fault, findQueue, limitOf, notFound } from './queue-call.ts';
import { lengthen, type Queue, type QueueClaim, type QueueMessage } from './queue-state.ts';

const MAX_PAGE = 20;
const STANDARD_PAGE = 10;
const MAX_POST = 10;
const MAX_IDS = 20;
const MAX_BYTES = 262_144;
const SPAN = { ttl: [60, 1_209_600], claim: [60, 43_200] } as const;

const ageOf = (call: RackspaceCall, since: number): number => Math.floor((call.now - since) / 1000);

/** A claimed message is shown with its claim to who claimed it. */
export const messageBody = (call: RackspaceCall, queue: Queue, message: QueueMessage, withClaim: boolean): JsonObject => ({
  href: `/v1/queues/${queue.name}/messages/${message.id}${withClaim && message.claim !== undefined ? `?claim_id=${message.claim.id}` : ''}`,
  ttl: message.ttl,
  age: ageOf(call, message.createdAt),
  body: message.body,
});

function readSpan(value: unknown, name: 'ttl' | 'grace', [low, high]: readonly [number, number]): number {
  const seconds = integerAt(value, name);
  if (seconds === undefined || seconds < low || seconds > high) throw badRequest(`The ${name} must be between ${low} and ${high} seconds.`);
  return seconds;
}

async function post(call: RackspaceCall, name: string): Promise<Answer> {
  const client = clientId(call);
  const rows = await jsonBody(call, () => badRequest('Request body could not be parsed.'));
  if ((await call.request.body()).length > MAX_BYTES) throw badRequest(`Message collection size is too large. Max size ${MAX_BYTES}`);
  const queue = findQueue(call, name);
  if (!Array.isArray(rows) || rows.length === 0) throw badRequest('No messages were provided.');
  if (rows.length > MAX_POST) throw badRequest(`Limit exceeded: ${MAX_POST} messages at most.`);
  const read = (rows as readonly unknown[]).map((row) => {
    if (!isObject(row) || row['body'] === undefined) throw badRequest('Missing "body" field.');
    return { ttl: readSpan(row, 'ttl', SPAN.ttl), body: row['body'] };
  });
  const made = read.map(({ ttl, body }) => call.region.rackspace.queues.post(queue, client, ttl, body, call.now));
  const resources = made.map(({ id }) => `/v1/queues/${name}/messages/${id}`);
  return json(201, { resources, partial: false }, { Location: `/v1/queues/${name}/messages?ids=${made.map(({ id }) => id).join(',')}` });
}

function idsOf(call: RackspaceCall): string[] | undefined {
  const text = call.request.queryValue('ids');
  if (text === undefined) return undefined;
  const ids = text.split(',').filter((id) => id !== '');
  if (ids.length === 0 || ids.length > MAX_IDS) throw badRequest(`1 to ${MAX_IDS} ids.`);
  return ids;
}

function list(call: RackspaceCall, name: string): Answer {
  const client = clientId(call);
  const queue = findQueue(call, name);
  const ids = idsOf(call);
  if (ids !== undefined) {
    const found = queue.messages.filter(({ id }) => ids.includes(id));
    return found.length === 0
      ? empty(204)
      : json(
          200,
          found.map((message) => messageBody(call, queue, message, false)),
        );
  }
  const limit = limitOf(call, STANDARD_PAGE, MAX_PAGE);
  const echo = call.request.queryValue('echo') === 'true';
  const claimed = call.request.queryValue('include_claimed') === 'true';
  const marker = Number(call.request.queryValue('marker') ?? 0);
  const page = queue.messages
    .filter(({ sequence }) => sequence > marker)
    .filter((message) => (echo || message.clientId !== client) && (claimed || message.claim === undefined))
    .slice(0, limit);
  const last = page.at(-1);
  if (last === undefined) return empty(204);
  const next = `/v1/queues/${name}/messages?marker=${last.sequence}&limit=${limit}&echo=${echo}&include_claimed=${claimed}`;
  return json(200, { messages: page.map((message) => messageBody(call, queue, message, false)), links: [{ rel: 'next', href: next }] });
}

function findMessage(queue: Queue, id: string): QueueMessage {
  const message = queue.messages.find((one) => one.id === id);
  if (message === undefined) throw notFound();
  return message;
}

export function addMessageRoutes(routes: RackspaceRoutes): void {
  routes
    .on('POST queues/{name}/messages', post)
    .on('GET queues/{name}/messages', list)
    .on('DELETE queues/{name}/messages', (call, name) => {
      clientId(call);
      const ids = idsOf(call);
      if (ids === undefined) throw badRequest('The ids of messages are required.');
      const queue = findQueue(call, name);
      queue.messages = queue.messages.filter(({ id }) => !ids.includes(id));
      return empty(204);
    })
    .on('GET queues/{name}/messages/{id}', (call, name, id) => {
      clientId(call);
      const queue = findQueue(call, name);
      return json(200, messageBody(call, queue, findMessage(queue, id), false));
    })
    .on('DELETE queues/{name}/messages/{id}', (call, name, id) => {
      clientId(call);
      const queue = findQueue(call, name);
      const message = queue.messages.find((one) => one.id === id);
      const claim = call.request.queryValue('claim_id');
      // What is gone already is gone.
      if (message === undefined) return empty(204);
      if (message.claim?.id !== claim && (message.claim !== undefined || claim !== undefined))
        throw fault(
          403,
          'Unable to delete',
          message.claim === undefined
            ? 'The specified claim does not exist or has expired.'
            : 'A claim was not specified, but the message is currently claimed.',
        );
      queue.messages = queue.messages.filter((one) => one !== message);
      return empty(204);
    });
}

async function readClaim(call: RackspaceCall): Promise<Pick<QueueClaim, 'ttl' | 'grace'>> {
  const body = await jsonBody(call, () => badRequest('Request body could not be parsed.'));
  return { ttl: readSpan(body, 'ttl', SPAN.claim), grace: readSpan(body, 'grace', SPAN.claim) };
}

/** Its messages; 404 when there is no such claim, or no more. */
function claimed(queue: Queue, id: string): { readonly claim: QueueClaim; readonly messages: readonly QueueMessage[] } {
  const messages = queue.messages.filter((message) => message.claim?.id === id);
  const claim = messages[0]?.claim;
  if (claim === undefined) throw notFound();
  return { claim, messages };
}

export function addClaimRoutes(routes: RackspaceRoutes): void {
  routes
    .on('POST queues/{name}/claims', async (call, name) => {
      clientId(call);
      const { ttl, grace } = await readClaim(call);
      const queue = findQueue(call, name);
      const free = queue.messages.filter(({ claim }) => claim === undefined).slice(0, limitOf(call, STANDARD_PAGE, MAX_PAGE));
      if (free.length === 0) return empty(204);
      const claim = call.region.rackspace.queues.newClaim(ttl, grace, call.now);
      for (const message of free) {
        message.claim = claim;
        lengthen(message, claim);
      }
      const body = free.map((message) => messageBody(call, queue, message, true));
      return json(201, body, { Location: `/v1/queues/${name}/claims/${claim.id}` });
    })
    .on('GET queues/{name}/claims/{id}', (call, name, id) => {
      clientId(call);
      const queue = findQueue(call, name);
      const { claim, messages } = claimed(queue, id);
      return json(200, {
        age: ageOf(call, claim.startedAt),
        ttl: claim.ttl,
        href: `/v1/queues/${name}/claims/${id}`,
        messages: messages.map((message) => messageBody(call, queue, message, true)),
      });
    })
    .on('PATCH queues/{name}/claims/{id}', async (call, name, id) => {
      clientId(call);
      const change = await readClaim(call);
      const { claim, messages } = claimed(findQueue(call, name), id);
      Object.assign(claim, change, { startedAt: call.now });
      for (const message of messages) lengthen(message, claim);
      return empty(204);
    })
    .on('DELETE queues/{name}/claims/{id}', (call, name, id) => {
      clientId(call);
      for (const message of findQueue(call, name).messages) if (message.claim?.id === id) message.claim = undefined;
      return empty(204);
    });
}
