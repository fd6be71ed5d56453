import { type Answer, empty, json } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { isoSeconds } from '../timestamps.ts';
import { isObject, type JsonObject, stringAt } from '../values.ts';
import { findImage, type ImageCall, imageFault, requireOwner } from './image-call.ts';
import type { Image } from './image-state.ts';

const STATUSES = ['pending', 'accepted', 'rejected'] as const;

const memberBody = (image: Image, member: string): JsonObject => ({
  created_at: isoSeconds(image.createdAt),
  image_id: image.id,
  member_id: member,
  schema: '/v2/schemas/member',
  status: image.members.get(member),
  updated_at: isoSeconds(image.updatedAt),
});

async function bodyOf(call: ImageCall): Promise<JsonObject> {
  try {
    const value: unknown = JSON.parse((await call.request.body()).toString('utf8'));
    if (isObject(value)) return value;
  } catch {
    // Told below.
  }
  throw imageFault(call, 400, 'Malformed JSON in request body.');
}

const find = (call: ImageCall, id: string, member: string): Image => {
  const image = findImage(call, id);
  if (!image.members.has(member)) throw imageFault(call, 404, `Image ${id} has no member ${member}`);
  return image;
};

/** Projects that a shared image is shown to. */
export function addMemberRoutes(routes: Routes<ImageCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET images/{id}/members', (call, id) => {
      const image = findImage(call, id);
      const own = image.owner === call.project.id;
      const shown = [...image.members.keys()].filter((member) => own || member === call.project.id);
      return json(200, { members: shown.map((member) => memberBody(image, member)), schema: '/v2/schemas/members' });
    })
    .on('POST images/{id}/members', async (call, id) => {
      const member = stringAt(await bodyOf(call), 'member');
      const image = findImage(call, id);
      requireOwner(call, image, 'add_member');
      if (member === undefined || member === '') throw imageFault(call, 400, 'Member to be added not specified');
      if (image.visibility !== 'shared') throw imageFault(call, 403, 'Only shared images have members.');
      if (image.members.has(member)) throw imageFault(call, 409, `Image member ${member} already exists for image ${id}`);
      image.members.set(member, 'pending');
      return json(200, memberBody(image, member));
    })
    .on('GET images/{id}/members/{member}', (call, id, member) => json(200, memberBody(find(call, id, member), member)))
    .on('PUT images/{id}/members/{member}', async (call, id, member) => {
      const given = stringAt(await bodyOf(call), 'status');
      const wanted = STATUSES.find((one) => one === given);
      const image = find(call, id, member);
      if (wanted === undefined) throw imageFault(call, 400, `Status not specified, or none of ${STATUSES.join(', ')}`);
      // The member says what it thinks of the image, not its owner.
      if (call.project.id !== member) throw imageFault(call, 403, 'You are not authorized to complete modify_member action.');
      image.members.set(member, wanted);
      return json(200, memberBody(image, member));
    })
    .on('DELETE images/{id}/members/{member}', (call, id, member) => {
      const image = find(call, id, member);
      requireOwner(call, image, 'delete_member');
      image.members.delete(member);
      return empty(204, { 'Content-Type': 'text/html; charset=UTF-8' });
    });
}
