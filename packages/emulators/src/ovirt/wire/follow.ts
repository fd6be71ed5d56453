import { catalogue, type Member, placeOf } from '../catalogue/catalogue.ts';
import { API } from './call.ts';
import { type Element, list, part } from './element.ts';
import { EngineFault } from './faults.ts';

/** Answers a GET of a path below the API with the document it has. */
export type Fetch = (path: string) => Element | undefined;

interface Steps {
  readonly [name: string]: Steps;
}

/** `disk_attachments.disk,nics` as a tree. */
function parseFollow(text: string): Steps {
  const root: Record<string, Steps> = {};
  for (const path of text.split(',')) {
    let at = root;
    for (const name of path.trim().split('.')) {
      if (name === '') continue;
      at[name] ??= {};
      at = at[name] as Record<string, Steps>;
    }
  }
  return root;
}

/**
 * `follow`: fetches links and puts what they lead to inline, under the name of the element. Collections keep their `<link>` too.
 * A name that is neither a link nor an element with an href is a 500, as in the engine.
 */
export function follow(document: Element, text: string, fetch: Fetch): Element {
  const steps = parseFollow(text);
  return document.list === true
    ? list(
        document.name,
        document.children.map((item) => followAll(item, steps, fetch)),
      )
    : followAll(document, steps, fetch);
}

function followAll(item: Element, steps: Steps, fetch: Fetch): Element {
  return Object.entries(steps).reduce((at, [name, below]) => followOne(at, name, below, fetch), item);
}

function followOne(item: Element, name: string, below: Steps, fetch: Fetch): Element {
  const rels = [name.replaceAll('_', ''), SEGMENTS[name]];
  const collection = item.children.find((one) => one.name === 'link' && rels.includes(one.attributes['rel']))?.attributes['href'];
  if (collection !== undefined) {
    const got = fetch(collection.slice(API.length));
    if (got === undefined) return item;
    const tag = membersOf(item).find((one) => one.name === name)?.tag ?? name;
    const inline = list(
      tag,
      got.children.map((one) => followAll(one, below, fetch)),
    );
    return { ...item, children: [...item.children.filter((one) => one.name !== tag), inline] };
  }
  const single = part(item, name);
  if (single?.list === true) {
    // An inline list, such as a disk's storage_domains: each of its items has an href.
    const inline: Element = { ...single, children: single.children.map((one) => followAll(followHref(one, fetch), below, fetch)) };
    return { ...item, children: item.children.map((one) => (one === single ? inline : one)) };
  }
  if (single?.attributes['href'] === undefined) {
    // An object that simply has no such value (a VM without a host) is left alone; a name that the type lacks is not.
    if (canFollow(item, name)) return item;
    throw new EngineFault(500, 'Operation Failed', `Failed to follow link: ${name}`);
  }
  return { ...item, children: item.children.map((one) => (one === single ? followAll(followHref(single, fetch), below, fetch) : one)) };
}

function followHref(item: Element, fetch: Fetch): Element {
  const href = item.attributes['href'];
  const got = href === undefined ? undefined : fetch(href.slice(API.length));
  return got === undefined ? item : { ...got, name: item.name };
}

function membersOf(item: Element): readonly Member[] {
  const type = placeOf((item.attributes['href'] ?? '').slice(API.length))?.service.type ?? '';
  return [...(catalogue().struct(type)?.members.values() ?? [])];
}

/** Whether objects of that type can have a link of that name, whatever this one has. */
function canFollow(item: Element, name: string): boolean {
  return membersOf(item).some((one) => one.name === name && (one.link || catalogue().struct(one.type) !== undefined));
}

/** Collections whose path is not the name of the list. */
const SEGMENTS: Readonly<Record<string, string>> = { agents: 'fenceagents', bricks: 'glusterbricks', storages: 'storage', weight: 'weights' };
