import { type Answer, empty, json } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { isObject, textOf } from '../values.ts';
import { badRequest, type NetworkCall, notFound } from './network-call.ts';

/** Whatever has an id of the caller's may have tags. */
const TAGGED = ['networks', 'subnets', 'ports', 'routers', 'floatingips', 'security-groups', 'subnetpools', 'qos/policies'];

function owned(call: NetworkCall, id: string): string {
  const row = call.region.networks.find(id);
  if (row?.projectId !== call.project.id) throw notFound('TagResourceNotFound', `Resource ${id} could not be found.`);
  return id;
}

export function addTagRoutes(routes: Routes<NetworkCall, Answer | Promise<Answer>>): void {
  for (const path of TAGGED) {
    const place = `${path}/{id}/tags`;
    const set = (call: NetworkCall, id: string, tags: readonly string[]): void => call.region.networks.setTags(owned(call, id), tags, call.now);
    routes
      .on(`GET ${place}`, (call, id) => json(200, { tags: call.region.networks.tagsOf(owned(call, id)) }))
      .on(`PUT ${place}`, async (call, id) => {
        const body: unknown = JSON.parse((await call.request.body()).toString('utf8'));
        if (!isObject(body) || !Array.isArray(body['tags'])) throw badRequest("Invalid tags body: 'tags' is required");
        const tags = body['tags'].map(textOf);
        set(call, id, tags);
        return json(200, { tags });
      })
      .on(`DELETE ${place}`, (call, id) => {
        set(call, id, []);
        return empty(204);
      })
      .on(`GET ${place}/{tag}`, (call, id, tag) => {
        if (!call.region.networks.tagsOf(owned(call, id)).includes(tag)) throw notFound('TagNotFound', `Tag ${tag} could not be found.`);
        return empty(204);
      })
      .on(`PUT ${place}/{tag}`, (call, id, tag) => {
        set(call, id, [...new Set([...call.region.networks.tagsOf(owned(call, id)), tag])]);
        return empty(201);
      })
      .on(`DELETE ${place}/{tag}`, (call, id, tag) => {
        const there = call.region.networks.tagsOf(owned(call, id));
        if (!there.includes(tag)) throw notFound('TagNotFound', `Tag ${tag} could not be found.`);
        set(
          call,
          id,
          there.filter((one) => one !== tag),
        );
        return empty(204);
      });
  }
}
