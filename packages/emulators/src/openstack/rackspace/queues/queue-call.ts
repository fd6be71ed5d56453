import { json, Refusal } from '../../answer.ts';
import { pageLimit } from '../../cloud.ts';
import type { RackspaceCall } from '../rackspace-service.ts';
import type { Queue } from './queue-state.ts';

// Source: zaqar/transport/wsgi/v1_0, and its documents for Cloud Queues.

export const fault = (status: number, title: string, description: string): Refusal => new Refusal(json(status, { title, description }));

export const badRequest = (description: string): Refusal => fault(400, 'Invalid API request', description);

/** Falcon says nothing of what is not there. */
export const notFound = (): Refusal => new Refusal({ status: 404, headers: { 'Content-Type': 'application/json; charset=UTF-8' } });

export function findQueue(call: RackspaceCall, name: string): Queue {
  const queue = call.region.rackspace.queues.of(call.project.id).get(name);
  if (queue === undefined) throw notFound();
  return queue;
}

/** Needed wherever messages are: what tells one's own from others'. */
export function clientId(call: RackspaceCall): string {
  const id = call.request.header('client-id');
  if (id === undefined) throw fault(400, 'Missing header', 'The "Client-ID" header is required.');
  if (!/^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i.test(id)) throw badRequest('Malformed hexadecimal UUID.');
  return id;
}

export function limitOf(call: RackspaceCall, standard: number, maximum: number): number {
  const text = call.request.queryValue('limit');
  const asked = text === undefined ? standard : Number(text);
  if (!(Number.isInteger(asked) && asked >= 1 && asked <= maximum)) throw badRequest(`Limit must be at least 1 and no greater than ${maximum}.`);
  return pageLimit(call.cloud, asked, maximum);
}
