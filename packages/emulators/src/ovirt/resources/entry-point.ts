import { BLANK_ID } from '../state/engine-state.ts';
import { type Answer, API, type Call, ok, reference } from '../wire/call.ts';
import { date, element, group, leaf, link, list } from '../wire/element.ts';
import type { Router } from '../wire/router.ts';
import { runs } from './vm-element.ts';

const COLLECTIONS = [
  'clusters',
  'datacenters',
  'disks',
  'events',
  'hosts',
  'imagetransfers',
  'instancetypes',
  'jobs',
  'networks',
  'storagedomains',
  'tags',
  'templates',
  'users',
  'vms',
  'vnicprofiles',
] as const; // prettier-ignore
const SEARCHABLE: ReadonlySet<string> = new Set([
  'clusters',
  'datacenters',
  'disks',
  'events',
  'hosts',
  'instancetypes',
  'networks',
  'storagedomains',
  'templates',
  'users',
  'vms',
]);

const entryLinks = (): { readonly href: string; readonly rel: string }[] =>
  COLLECTIONS.flatMap((name) => [
    { href: `${API}/${name}`, rel: name },
    ...(SEARCHABLE.has(name)
      ? [{ href: name === 'events' ? `${API}/events;from={event_id}?search={query}` : `${API}/${name}?search={query}`, rel: `${name}/search` }]
      : []),
  ]);

/** The `Link` header of the entry point. */
export const entryLinkHeader = (): string =>
  entryLinks()
    .map(({ href, rel }) => `<${href}>; rel=${rel}`)
    .join(',');

export function entryPointRoutes(router: Router): void {
  router.on('GET /', entryPoint).on('GET /users', (call) => ok(list('users', [userElement(call)])));
  router.on('GET /users/{user}', (call) => ok(userElement(call)));
}

const userElement = (call: Call): ReturnType<typeof element> => {
  const [name = '', domain = ''] = call.user.name.split('@');
  return element('user', { href: `${API}/users/${call.user.id}`, id: call.user.id }, [
    leaf('name', name),
    ...['eventsubscriptions', 'options', 'permissions', 'roles', 'sshpublickeys', 'tags'].map((rel) => link(`${API}/users/${call.user.id}/${rel}`, rel)),
    leaf('principal', name),
    leaf('user_name', `${name}@${domain}-authz`),
  ]);
};

function entryPoint(call: Call): Answer {
  const { state } = call;
  const summary = (name: string, active: number, total: number): ReturnType<typeof group> => group(name, [leaf('active', active), leaf('total', total)]);
  const vms = [...state.vms.values()];
  const domains = [...state.storageDomains.values()];
  const attached = domains.filter((domain) => domain.dataCenterId !== undefined).length;
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
        summary('hosts', state.hosts.size, state.hosts.size),
        summary('storage_domains', attached, domains.length),
        summary('users', 1, 1),
        summary('vms', vms.filter(runs).length, vms.length),
      ]),
      date('time', state.now()),
      reference('authenticated_user', '/users', call.user.id),
      reference('effective_user', '/users', call.user.id),
    ]),
  );
}
