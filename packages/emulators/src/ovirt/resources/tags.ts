import { randomUUID } from 'node:crypto';
import { BLANK_ID } from '../state/engine-state.ts';
import type { Tag } from '../state/model.ts';
import { type Answer, API, bodyOf, type Call, created, must, ok, plainListing, reference } from '../wire/call.ts';
import { type Element, element, leaf } from '../wire/element.ts';
import { conflict, EngineFault, incomplete } from '../wire/faults.ts';
import { child, idOf, referenceAt, textAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { checkName } from './names.ts';
import { templateOf } from './templates.ts';
import { vmOf } from './vms.ts';

type Owner = { readonly id: string; readonly tagIds: Set<string> };

export function tagRoutes(router: Router): void {
  router
    .on('GET /tags', (call) => plainListing(call, 'tags', call.state.tags.values(), (tag) => tagElement(tag)))
    .on('POST /tags', addTag)
    .on('GET /tags/{tag}', (call) => ok(tagElement(call.ids['tag'] === BLANK_ID ? ROOT : tagOf(call))))
    .on('PUT /tags/{tag}', updateTag)
    .on('DELETE /tags/{tag}', removeTag);
  assigned(router, 'vms', 'vm', vmOf);
  assigned(router, 'templates', 'template', templateOf);
}

/** The root of the tree, which is no member of the collection. */
const ROOT: Tag = { id: BLANK_ID, name: 'root', description: 'root', parentId: undefined };

const tagOf = (call: Call): Tag => must(call.state.tags.get(call.ids['tag'] ?? ''));

function tagElement(tag: Tag, owner?: { readonly kind: string; readonly plural: string; readonly id: string }): Element {
  const href = owner === undefined ? `${API}/tags/${tag.id}` : `${API}/${owner.plural}/${owner.id}/tags/${tag.id}`;
  return element('tag', { href, id: tag.id }, [
    leaf('name', tag.name),
    leaf('description', tag.description),
    reference('parent', '/tags', tag.parentId ?? BLANK_ID),
    owner === undefined ? undefined : reference(owner.kind, `/${owner.plural}`, owner.id),
  ]);
}

function addTag(call: Call): Answer {
  const { state } = call;
  const body = bodyOf(call, 'tag');
  const name = textAt(body, 'name');
  if (name === undefined || name === '') throw incomplete('Tag', 'name', 'add');
  checkName('Tag', 'add', name, 50);
  if ([...state.tags.values()].some((tag) => tag.name === name)) throw conflict('Cannot add Tag. The Tag name is already in use.');
  const tag: Tag = {
    id: randomUUID(),
    name,
    description: textAt(body, 'description') ?? '',
    parentId: parentOf(call, child(body, 'parent') === undefined ? undefined : body),
  };
  state.tags.set(tag.id, tag);
  return created(tagElement(tag));
}

function parentOf(call: Call, body: Parameters<typeof referenceAt>[0]): string | undefined {
  const wanted = referenceAt(body, 'parent') ?? referenceAt(child(body, 'parent'), 'tag');
  if (wanted?.id === undefined || wanted.id === BLANK_ID) return undefined;
  if (!call.state.tags.has(wanted.id)) throw new EngineFault(404, 'Operation Failed', `Entity not found: tag: ${wanted.id}`);
  return wanted.id;
}

function updateTag(call: Call): Answer {
  const tag = tagOf(call);
  const body = bodyOf(call, 'tag');
  const name = textAt(body, 'name');
  if (name !== undefined && name !== tag.name) {
    checkName('Tag', 'edit', name, 50);
    if ([...call.state.tags.values()].some((one) => one.name === name)) throw conflict('Cannot edit Tag. The Tag name is already in use.');
    tag.name = name;
  }
  tag.description = textAt(body, 'description') ?? tag.description;
  if (child(body, 'parent') !== undefined) tag.parentId = parentOf(call, body);
  return ok(tagElement(tag));
}

function removeTag(call: Call): Answer {
  const { state } = call;
  const doomed = [tagOf(call)];
  for (const tag of doomed) doomed.push(...[...state.tags.values()].filter((one) => one.parentId === tag.id));
  for (const tag of doomed) {
    state.tags.delete(tag.id);
    for (const owner of [...state.vms.values(), ...state.templates.values()]) owner.tagIds.delete(tag.id);
  }
  return ok();
}

function assigned(router: Router, plural: string, kind: string, ownerOf: (call: Call) => Owner): void {
  const shown = (call: Call, tag: Tag): Element => tagElement(tag, { kind, plural, id: ownerOf(call).id });
  const mine = (call: Call): Tag[] => [...ownerOf(call).tagIds].flatMap((id) => call.state.tags.get(id) ?? []);
  const one = (call: Call): Tag => must(mine(call).find((tag) => tag.id === call.ids['tag']));
  router
    .on(`GET /${plural}/{${kind}}/tags`, (call) => plainListing(call, 'tags', mine(call), (tag) => shown(call, tag)))
    .on(`GET /${plural}/{${kind}}/tags/{tag}`, (call) => ok(shown(call, one(call))))
    .on(`POST /${plural}/{${kind}}/tags`, (call) => {
      const body = bodyOf(call, 'tag');
      const id = idOf(body);
      const name = textAt(body, 'name');
      if (id === undefined && name === undefined) throw incomplete('Tag', 'id|name', 'add');
      const tag = id === undefined ? [...call.state.tags.values()].find((item) => item.name === name) : call.state.tags.get(id);
      // A tag has to exist before it is given to anything.
      if (tag === undefined) throw new EngineFault(404, 'Operation Failed', `Entity not found: tag: ${id ?? name ?? ''}`);
      ownerOf(call).tagIds.add(tag.id);
      return created(shown(call, tag));
    })
    .on(`DELETE /${plural}/{${kind}}/tags/{tag}`, (call) => {
      ownerOf(call).tagIds.delete(one(call).id);
      return ok();
    });
}
