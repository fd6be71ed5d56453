import { type Answer, empty, json } from '../answer.ts';
import { pythonRepr } from '../python-json.ts';
import type { Routes } from '../routes.ts';
import { isObject } from '../values.ts';
import { type ComputeCall, findServer, readBody } from './compute-call.ts';
import type { ServerRecord } from './compute-state.ts';
import { invalidField, novaFault, wrongState } from './nova-faults.ts';
import { checkMetadata } from './server-create.ts';

const MAX_TAGS = 50;

async function readMetadata(call: ComputeCall): Promise<Record<string, string>> {
  const body = await readBody(call);
  if (!isObject(body['metadata'])) throw novaFault(400, "'metadata' is a required property");
  checkMetadata(body['metadata']);
  return body['metadata'] as Record<string, string>;
}

/** Tags came with 2.26; before, the path does not exist. */
function tagged(call: ComputeCall, id: string): ServerRecord {
  if (!call.version.atLeast(26)) throw novaFault(404, 'The resource could not be found.');
  return findServer(call, id);
}

function checkTag(tag: unknown): string {
  if (typeof tag !== 'string') throw invalidField('tags', tag, `${pythonRepr(tag)} is not of type 'string'`);
  if (!/^[^,/]{1,60}$/.test(tag)) {
    throw novaFault(
      400,
      tag.length > 60
        ? `Invalid input for field/attribute tag. Value: ${tag}. '${tag}' is too long`
        : `Invalid input for field/attribute tag. Value: ${tag}. '${tag}' does not match '^[^,/]*$'`,
    );
  }
  return tag;
}

/** Metadata may not change while a server is built, nor tags. */
function requireChangeable(server: ServerRecord, action: string): void {
  if (server.vmState === 'building' && action.endsWith('metadata')) throw wrongState(action, server.id, 'vm_state', 'building');
}

async function replaceTags(call: ComputeCall, id: string): Promise<Answer> {
  const body = await readBody(call);
  const { tags } = body;
  if (!Array.isArray(tags)) throw novaFault(400, "'tags' is a required property");
  const server = tagged(call, id);
  const wanted = [...new Set(tags.map(checkTag))];
  if (wanted.length > MAX_TAGS) throw invalidField('tags', tags, `${pythonRepr(tags)} is too long`);
  server.tags = wanted;
  return json(200, { tags: wanted });
}

export function addMetadataRoutes(routes: Routes<ComputeCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET servers/{id}/metadata', (call, id) => json(200, { metadata: findServer(call, id).metadata }))
    .on('POST servers/{id}/metadata', async (call, id) => {
      const given = await readMetadata(call);
      const server = findServer(call, id);
      requireChangeable(server, 'update metadata');
      server.metadata = { ...server.metadata, ...given };
      return json(200, { metadata: server.metadata });
    })
    .on('PUT servers/{id}/metadata', async (call, id) => {
      const given = await readMetadata(call);
      const server = findServer(call, id);
      requireChangeable(server, 'update metadata');
      server.metadata = given;
      return json(200, { metadata: given });
    })
    .on('GET servers/{id}/metadata/{key}', (call, id, key) => {
      const value = findServer(call, id).metadata[key];
      if (value === undefined) throw novaFault(404, 'Metadata item was not found');
      return json(200, { meta: { [key]: value } });
    })
    .on('PUT servers/{id}/metadata/{key}', async (call, id, key) => {
      const { meta } = await readBody(call);
      checkMetadata(meta);
      if (!isObject(meta) || typeof meta[key] !== 'string') throw novaFault(400, 'Request body and URI mismatch');
      const server = findServer(call, id);
      server.metadata = { ...server.metadata, [key]: meta[key] };
      return json(200, { meta: { [key]: meta[key] } });
    })
    .on('DELETE servers/{id}/metadata/{key}', (call, id, key) => {
      const server = findServer(call, id);
      const { [key]: value, ...rest } = server.metadata;
      if (value === undefined) throw novaFault(404, 'Metadata item was not found');
      server.metadata = rest;
      return empty(204);
    })
    .on('GET servers/{id}/tags', (call, id) => json(200, { tags: tagged(call, id).tags }))
    .on('PUT servers/{id}/tags', replaceTags)
    .on('DELETE servers/{id}/tags', (call, id) => {
      tagged(call, id).tags = [];
      return empty(204);
    })
    .on('GET servers/{id}/tags/{tag}', (call, id, tag) => {
      if (!tagged(call, id).tags.includes(tag)) throw novaFault(404, `Server ${id} has no tag '${tag}'`);
      return empty(204);
    })
    .on('PUT servers/{id}/tags/{tag}', (call, id, tag) => {
      const server = tagged(call, id);
      checkTag(tag);
      if (server.tags.includes(tag)) return empty(204);
      if (server.tags.length >= MAX_TAGS) throw novaFault(400, `The number of tags exceeded the per-server limit ${MAX_TAGS}`);
      server.tags = [...server.tags, tag];
      return empty(201, { 'Content-Type': 'text/html; charset=UTF-8', Location: `${call.base}/servers/${id}/tags/${encodeURIComponent(tag)}` });
    })
    .on('DELETE servers/{id}/tags/{tag}', (call, id, tag) => {
      const server = tagged(call, id);
      // The two texts differ in real Nova: "Instance" here, "Server" in GET.
      if (!server.tags.includes(tag)) throw novaFault(404, `Instance ${id} has no tag '${tag}'`);
      server.tags = server.tags.filter((item) => item !== tag);
      return empty(204);
    });
}
