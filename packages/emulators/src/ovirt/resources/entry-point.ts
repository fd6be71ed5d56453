import { catalogue } from '../catalogue/catalogue.ts';
import { BLANK_ID } from '../state/engine-state.ts';
import { type Answer, API, type Call, ok, reference } from '../wire/call.ts';
import { date, element, group, leaf, link } from '../wire/element.ts';
import type { Router } from '../wire/router.ts';
import { runs } from './vm-element.ts';

/** All collections below the root that can be listed, and how those are searched that can be. */
const entryLinks = (): { readonly href: string; readonly rel: string }[] =>
  [...catalogue().service('System').below].flatMap(([name, { service }]) => {
    const list = catalogue().service(service).methods.get('list');
    if (list === undefined) return [];
    const search = name === 'events' ? `${API}/events;from={event_id}?search={query}` : `${API}/${name}?search={query}`;
    const searchable = list.parameters.some((one) => one.name === 'search');
    return [{ href: `${API}/${name}`, rel: name }, ...(searchable ? [{ href: search, rel: `${name}/search` }] : [])];
  });

/** The `Link` header of the entry point. */
export const entryLinkHeader = (): string =>
  entryLinks()
    .map(({ href, rel }) => `<${href}>; rel=${rel}`)
    .join(',');

export function entryPointRoutes(router: Router): void {
  router.on('GET /', entryPoint);
}

function entryPoint(call: Call): Answer {
  const { state } = call;
  const summary = (name: string, active: number, total: number): ReturnType<typeof group> => group(name, [leaf('active', active), leaf('total', total)]);
  const vms = [...state.vms.values()];
  const domains = [...state.storageDomains.values()];
  const attached = domains.filter((domain) => domain.dataCenterId !== undefined && domain.status === 'active').length;
  return ok(
    element('api', {}, [
      ...entryLinks().map(({ href, rel }) => link(href, rel)),
      group('product_info', [
        leaf('instance_id', state.instanceId),
        leaf('name', 'oVirt Engine'),
        leaf('vendor', 'ovirt.org'),
        group('version', [leaf('build', 7), leaf('full_version', '4.5.7-1.el9'), leaf('major', 4), leaf('minor', 5), leaf('revision', 0)]),
      ]),
      group('special_objects', [reference('blank_template', '/templates', BLANK_ID), reference('root_tag', '/tags', BLANK_ID)]),
      group('summary', [
        summary('hosts', [...state.hosts.values()].filter((host) => host.status === 'up').length, state.hosts.size),
        summary('storage_domains', attached, domains.length),
        summary('users', 1, state.open.collection('/users').size),
        summary('vms', vms.filter(runs).length, vms.length),
      ]),
      date('time', state.now()),
      reference('authenticated_user', '/users', call.user.id),
      reference('effective_user', '/users', call.user.id),
    ]),
  );
}
