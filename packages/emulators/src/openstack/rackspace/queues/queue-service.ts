import { type Answer, empty, json } from '../../answer.ts';
import { Routes } from '../../routes.ts';
import { isObject, type JsonObject } from '../../values.ts';
import { jsonBody, type RackspaceCall, type RackspaceService } from '../rackspace-service.ts';
import { addClaimRoutes, addMessageRoutes } from './messages.ts';
import { badRequest, fault, findQueue, limitOf, notFound } from './queue-call.ts';
import type { QueueMessage } from './queue-state.ts';

const NAME = /^[A-Za-z0-9_-]{1,64}$/;
const MAX_PAGE = 20;
const STANDARD_PAGE = 10;
const MAX_METADATA_BYTES = 65_536;

const HOME = {
  resources: {
    'rel/queues': {
      'href-template': '/v1/queues{?marker,limit,detailed}',
      'href-vars': { marker: 'param/marker', limit: 'param/queue_limit', detailed: 'param/detailed' },
    },
    'rel/queue': { 'href-template': '/v1/queues/{queue_name}', 'href-vars': { queue_name: 'param/queue_name' } },
  },
};

function list(call: RackspaceCall): Answer {
  const limit = limitOf(call, STANDARD_PAGE, MAX_PAGE);
  const marker = call.request.queryValue('marker') ?? '';
  const detailed = call.request.queryValue('detailed') === 'true';
  const queues = [...call.region.rackspace.queues.of(call.project.id).values()]
    .filter(({ name }) => name > marker)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, limit);
  const last = queues.at(-1);
  if (last === undefined) return empty(204);
  const rows = queues.map(({ name, metadata }) => ({ name, href: `/v1/queues/${name}`, metadata: detailed ? metadata : undefined }));
  // There is a link to the next page even when nothing is left.
  return json(200, { queues: rows, links: [{ rel: 'next', href: `/v1/queues?marker=${last.name}&limit=${limit}&detailed=${detailed}` }] });
}

function statsOf(call: RackspaceCall, name: string): JsonObject {
  const { messages } = findQueue(call, name);
  const claimed = messages.filter(({ claim }) => claim !== undefined).length;
  const side = (message: QueueMessage | undefined): JsonObject | undefined =>
    message === undefined
      ? undefined
      : {
          href: `/v1/queues/${name}/messages/${message.id}`,
          age: Math.floor((call.now - message.createdAt) / 1000),
          created: `${new Date(message.createdAt).toISOString().slice(0, 19)}Z`,
        };
  return {
    messages: { free: messages.length - claimed, claimed, total: messages.length, oldest: side(messages[0]), newest: side(messages.at(-1)) },
  };
}

const routes = new Routes<RackspaceCall, Answer | Promise<Answer>>()
  .on('GET ', () => json(200, HOME, { 'Cache-Control': 'max-age=86400' }))
  .on('GET queues', list)
  .on('PUT queues/{name}', (call, name) => {
    if (!NAME.test(name)) throw badRequest('Queue names have 1 to 64 ASCII letters, digits, underscores and dashes.');
    const queues = call.region.rackspace.queues.of(call.project.id);
    const there = queues.has(name);
    if (!there) queues.set(name, { name, metadata: {}, messages: [] });
    return empty(there ? 204 : 201, { Location: `/v1/queues/${name}` });
  })
  .on('GET queues/{name}', (call, name) => {
    findQueue(call, name);
    return empty(204, { 'Content-Location': `/v1/queues/${name}` });
  })
  .on('HEAD queues/{name}', (call, name) => {
    findQueue(call, name);
    return empty(204, { 'Content-Location': `/v1/queues/${name}` });
  })
  // What is not there is as good as deleted.
  .on('DELETE queues/{name}', (call, name) => {
    call.region.rackspace.queues.of(call.project.id).delete(name);
    return empty(204);
  })
  .on('GET queues/{name}/metadata', (call, name) => json(200, findQueue(call, name).metadata, { 'Content-Location': `/v1/queues/${name}/metadata` }))
  .on('PUT queues/{name}/metadata', async (call, name) => {
    const metadata = await jsonBody(call, () => badRequest('Request body could not be parsed.'));
    if (!isObject(metadata)) throw badRequest('Metadata must be an object.');
    if ((await call.request.body()).length > MAX_METADATA_BYTES) throw badRequest(`Queue metadata is too large. Max size: ${MAX_METADATA_BYTES}`);
    findQueue(call, name).metadata = metadata;
    return empty(204, { Location: `/v1/queues/${name}/metadata` });
  })
  .on('GET queues/{name}/stats', (call, name) => json(200, statsOf(call, name), { 'Content-Location': `/v1/queues/${name}/stats` }));
addMessageRoutes(routes);
addClaimRoutes(routes);

/** Rackspace Cloud Queues v1, which is Zaqar's first API. */
export const queueService: RackspaceService = {
  version: 'v1',
  tenant: 'account',
  routes,
  noRoute: (_call, found) => (found === 'method' ? fault(405, 'Method not allowed', 'The method is not allowed for this resource.') : notFound()).answer,
  settle: (region, now) => region.rackspace.queues.settle(now),
};
