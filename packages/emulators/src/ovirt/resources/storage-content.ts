import { requireMembers } from '../open/mandatory.ts';
import type { OpenItem } from '../open/open-store.ts';
import type { StorageDomain } from '../state/model.ts';
import { type Answer, API, actionAnswer, bodyOf, type Call, flag, must, ok, plainListing, reference } from '../wire/call.ts';
import { type Element, element, leaf } from '../wire/element.ts';
import { conflict } from '../wire/faults.ts';
import { child, idOf, sent, textAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { domainOf } from './storage-domains.ts';

/** What is on a storage domain: files and images to read, virtual machines and templates to import. */
export function storageContentRoutes(router: Router): void {
  router
    .on('GET /storagedomains/{domain}/files', (call) => plainListing(call, 'files', files(call), (one) => one))
    .on('GET /storagedomains/{domain}/files/{file}', (call) => ok(must(files(call).find((one) => one.attributes['id'] === call.ids['file']))))
    .on('GET /storagedomains/{domain}/images', (call) => plainListing(call, 'images', images(call), (one) => one))
    .on('GET /storagedomains/{domain}/images/{image}', (call) => ok(must(images(call).find((one) => one.attributes['id'] === call.ids['image']))))
    .on('POST /storagedomains/{domain}/images/{image}/import', (call) => {
      const image = must(images(call).find((one) => one.attributes['id'] === call.ids['image']));
      return importImage(call, image.children.find((one) => one.name === 'name')?.text ?? '');
    })
    .on('POST /openstackimageproviders/{provider}/images/{image}/import', (call) => {
      const found = call.state.open.collection(`/openstackimageproviders/${call.ids['provider'] ?? ''}/images`).get(call.ids['image'] ?? '');
      return importImage(call, must(found).members.get('name')?.text ?? '');
    });
  for (const [plural, kind] of [
    ['vms', 'vm'],
    ['templates', 'template'],
  ] as const) {
    const stored = `/storagedomains/{domain}/${plural}`;
    router
      .on(`GET ${stored}`, (call) => plainListing(call, plural, held(call, plural), (one) => one))
      .on(`GET ${stored}/{${kind}}`, (call) => ok(oneOf(call, plural, kind)))
      .on(`POST ${stored}/{${kind}}/import`, (call) => bring(call, plural, kind, 'import'))
      .on(`POST ${stored}/{${kind}}/register`, (call) => bring(call, plural, kind, 'register'))
      .on(`DELETE ${stored}/{${kind}}`, (call) => {
        const item = must(exported(call, plural).get(call.ids[kind] ?? ''));
        exported(call, plural).delete(item.id);
        call.state.open.forget(`/storagedomains/${domainOf(call).id}/${plural}/${item.id}`);
        return ok();
      })
      .on(`GET ${stored}/{${kind}}/disks`, (call) => plainListing(call, 'disks', disks(call, plural, kind), (one) => one))
      .on(`GET ${stored}/{${kind}}/disks/{disk}`, (call) => ok(must(disks(call, plural, kind).find((one) => one.attributes['id'] === call.ids['disk']))));
  }
  router
    .on('GET /storagedomains/{domain}/vms/{vm}/diskattachments', (call) => plainListing(call, 'disk_attachments', attachments(call), (one) => one))
    .on('GET /storagedomains/{domain}/vms/{vm}/diskattachments/{attachment}', (call) =>
      ok(must(attachments(call).find((one) => one.attributes['id'] === call.ids['attachment']))),
    );
}

const exported = (call: Call, plural: string): Map<string, OpenItem> => call.state.open.collection(`/storagedomains/${domainOf(call).id}/${plural}`);

/** ISO images, whether in a domain of that type or disks of a data domain. */
function files(call: Call): Element[] {
  const domain = domainOf(call);
  return [...call.state.disks.values()]
    .filter((one) => one.storageDomainId === domain.id && one.contentType === 'iso')
    .map((disk) =>
      element('file', { href: `${API}/storagedomains/${domain.id}/files/${disk.id}`, id: disk.id }, [
        leaf('name', disk.alias),
        leaf('type', 'iso'),
        reference('storage_domain', '/storagedomains', domain.id),
      ]),
    );
}

/** The images of the Glance repository that the domain stands for. */
function images(call: Call): Element[] {
  const domain = domainOf(call);
  if (domain.type !== 'image') return [];
  const [provider] = [...call.state.open.collection('/openstackimageproviders').values()].filter((one) => one.members.get('name')?.text === domain.name);
  const found = provider === undefined ? [] : [...call.state.open.collection(`/openstackimageproviders/${provider.id}/images`).values()];
  return found.map((one) =>
    element('image', { href: `${API}/storagedomains/${domain.id}/images/${one.id}`, id: one.id }, [
      leaf('name', one.members.get('name')?.text),
      leaf('size', 2 * 1024 ** 3),
      leaf('type', 'disk'),
      reference('storage_domain', '/storagedomains', domain.id),
    ]),
  );
}

/** An image becomes a disk, or a template with that disk. */
function importImage(call: Call, name: string): Answer {
  const body = bodyOf(call, 'action');
  requireMembers(body, 'Action', 'import', ['storage_domain.id|storage_domain.name']);
  const wanted = textAt(body, 'disk', 'alias') ?? textAt(body, 'disk', 'name') ?? name.replace(/[^\w.-]+/g, '_');
  const domain = must(child(body, 'storage_domain'));
  const disk = sent('disk', [
    sent('alias', [], wanted),
    sent('format', [], 'cow'),
    sent('provisioned_size', [], String(10 * 1024 ** 3)),
    sent('storage_domains', [domain]),
  ]);
  const made = call.send('POST', '/disks', disk).element?.attributes['id'];
  if (textAt(body, 'import_as_template') !== 'true') return actionAnswer(call, undefined, [reference('disk', '/disks', made)], true);
  requireMembers(body, 'Action', 'import', ['cluster.id|cluster.name']);
  const diskId = must(made);
  const vm = sent('vm', [sent('name', [], `${wanted}-import`), must(child(body, 'cluster')), sent('template', [sent('name', [], 'Blank')])]);
  const vmId = call.send('POST', '/vms', vm).element?.attributes['id'] ?? '';
  const state = call.state;
  // The disk has to be there before it can be a template's.
  state.later(() => {
    const machine = state.vms.get(vmId);
    machine?.attachments.set(diskId, { diskId, interface: 'virtio', bootable: true, active: true, readOnly: false });
    const template = textAt(body, 'template', 'name') ?? wanted;
    call.send('POST', '/templates', sent('template', [sent('name', [], template), sent('vm', [], '', { id: vmId })]));
    state.later(() => call.send('DELETE', `/vms/${vmId}`));
  });
  return actionAnswer(call, undefined, [], true);
}

/** What was exported to it; of a data domain, also what has its disks there. `unregistered=true` leaves the latter out. */
function held(call: Call, plural: 'vms' | 'templates'): Element[] {
  const domain = domainOf(call);
  const out = [...exported(call, plural).values()].map((item) => exportedElement(domain, plural, item));
  if (domain.type !== 'data' || flag(call, 'unregistered') === true) return out;
  const owners = plural === 'vms' ? call.state.vms : call.state.templates;
  const here = [...owners.values()].filter((one) => [...one.attachments.keys()].some((id) => call.state.disks.get(id)?.storageDomainId === domain.id));
  return [...out, ...here.flatMap((one) => moved(domain, plural, call.fetch(`/${plural}/${one.id}`)))];
}

const exportedElement = (domain: StorageDomain, plural: 'vms' | 'templates', item: OpenItem): Element =>
  element(plural === 'vms' ? 'vm' : 'template', { href: `${API}/storagedomains/${domain.id}/${plural}/${item.id}`, id: item.id }, [
    ...item.members.values(),
    reference('storage_domain', '/storagedomains', domain.id),
  ]);

const moved = (domain: StorageDomain, plural: string, shown: Element | undefined): Element[] =>
  shown === undefined
    ? []
    : [{ ...shown, attributes: { href: `${API}/storagedomains/${domain.id}/${plural}/${shown.attributes['id'] ?? ''}`, id: shown.attributes['id'] ?? '' } }];

const oneOf = (call: Call, plural: 'vms' | 'templates', kind: string): Element =>
  must(held(call, plural).find((one) => one.attributes['id'] === call.ids[kind]));

/** Disks of what is held: those that were exported with it, or those that it has. */
function disks(call: Call, plural: 'vms' | 'templates', kind: string): Element[] {
  const owner = oneOf(call, plural, kind).attributes['id'] ?? '';
  const base = `/storagedomains/${domainOf(call).id}/${plural}/${owner}/disks`;
  const stored = [...call.state.open.collection(base).values()].map((item) =>
    element('disk', { href: `${API}${base}/${item.id}`, id: item.id }, [...item.members.values()]),
  );
  if (exported(call, plural).has(owner)) return stored;
  const attached = (plural === 'vms' ? call.state.vms : call.state.templates).get(owner)?.attachments.keys() ?? [];
  return [...attached].flatMap((id) => {
    const shown = call.fetch(`/disks/${id}`);
    return shown === undefined ? [] : [{ ...shown, attributes: { href: `${API}${base}/${id}`, id } }];
  });
}

function attachments(call: Call): Element[] {
  const owner = oneOf(call, 'vms', 'vm').attributes['id'] ?? '';
  const base = `/storagedomains/${domainOf(call).id}/vms/${owner}/diskattachments`;
  const stored = [...call.state.open.collection(base).values()].map((item) =>
    element('disk_attachment', { href: `${API}${base}/${item.id}`, id: item.id }, [...item.members.values()]),
  );
  const live = (call.fetch(`/vms/${owner}/diskattachments`)?.children ?? []).map((one) => ({
    ...one,
    attributes: { href: `${API}${base}/${one.attributes['id'] ?? ''}`, id: one.attributes['id'] ?? '' },
  }));
  return stored.length > 0 ? stored : live;
}

/** What was exported comes back, with empty disks of the same sizes. */
function bring(call: Call, plural: 'vms' | 'templates', kind: 'vm' | 'template', verb: string): Answer {
  const { state } = call;
  const body = bodyOf(call, 'action');
  const item = exported(call, plural).get(call.ids[kind] ?? '');
  if (item === undefined) {
    oneOf(call, plural, kind);
    throw conflict(`Cannot ${verb} ${kind === 'vm' ? 'VM' : 'Template'}. It is registered already.`);
  }
  requireMembers(body, 'Action', verb, ['cluster.id|cluster.name']);
  const name = textAt(body, kind, 'name') ?? item.members.get('name')?.text ?? '';
  const cluster = must(child(body, 'cluster'));
  const vmName = kind === 'vm' ? name : `${name}-import`;
  const kept = ['memory', 'description'].flatMap((one) => {
    const text = item.members.get(one)?.text;
    return text === undefined ? [] : [sent(one, [], text)];
  });
  const added = call.send('POST', '/vms', sent('vm', [sent('name', [], vmName), cluster, sent('template', [sent('name', [], 'Blank')]), ...kept]));
  const vm = state.vms.get(added.element?.attributes['id'] ?? '');
  const target = child(body, 'storage_domain');
  const domainId =
    idOf(target) ?? [...state.storageDomains.values()].find((one) => one.name === textAt(target, 'name') || (target === undefined && one.master))?.id;
  for (const stored of state.open.collection(`/storagedomains/${domainOf(call).id}/${plural}/${item.id}/disks`).values()) {
    const about = (member: string): string => stored.members.get(member)?.text ?? '';
    const disk = sent('disk', [
      sent('alias', [], about('alias')),
      sent('format', [], about('format')),
      sent('provisioned_size', [], about('provisioned_size')),
      sent('sparse', [], about('sparse')),
      sent('storage_domains', [sent('storage_domain', [], '', { id: domainId ?? '' })]),
    ]);
    const diskId = call.send('POST', '/disks', disk).element?.attributes['id'];
    if (diskId !== undefined) vm?.attachments.set(diskId, { diskId, interface: 'virtio', bootable: vm.attachments.size === 0, active: true, readOnly: false });
  }
  if (kind === 'vm') return actionAnswer(call, undefined, [reference('vm', '/vms', vm?.id)], true);
  // Once its disks are there, the machine becomes the template.
  state.later(() => {
    call.send('POST', '/templates', sent('template', [sent('name', [], name), sent('vm', [], '', { id: vm?.id ?? '' })]));
    state.later(() => call.send('DELETE', `/vms/${vm?.id ?? ''}`));
  });
  return actionAnswer(call, undefined, [], true);
}
