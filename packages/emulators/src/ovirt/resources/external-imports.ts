import { catalogue } from '../catalogue/catalogue.ts';
import { requireMembers } from '../open/mandatory.ts';
import { readMembers } from '../open/read-members.ts';
import { type Answer, bodyOf, type Call, created, must, reference } from '../wire/call.ts';
import { element, leaf } from '../wire/element.ts';
import { child, sent, textAt, type XmlElement } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';

/** Virtual machines and templates of other systems, fetched by a host. They cannot be listed: what comes of them stands with the others. */
export function externalImportRoutes(router: Router): void {
  router
    .on('POST /externalvmimports', (call): Answer => {
      const body = bodyOf(call, 'external_vm_import');
      requireMembers(body, 'ExternalVmImport', 'add', ['name', 'provider', 'url', 'cluster.id|cluster.name', 'storage_domain.id|storage_domain.name']);
      const made = call.send('POST', '/vms', machine(textAt(body, 'vm', 'name') ?? textAt(body, 'name') ?? '', must(child(body, 'cluster'))));
      return imported(call, body, 'ExternalVmImport', ['vm', '/vms', made.element?.attributes['id']]);
    })
    .on('POST /externaltemplateimports', (call): Answer => {
      const body = bodyOf(call, 'external_template_import');
      requireMembers(body, 'ExternalTemplateImport', 'add', ['url', 'template.name', 'cluster.id|cluster.name', 'host.id|host.name']);
      const name = textAt(body, 'template', 'name') ?? '';
      const vmId = call.send('POST', '/vms', machine(`${name}-import`, must(child(body, 'cluster')))).element?.attributes['id'] ?? '';
      const template = call.send('POST', '/templates', sent('template', [sent('name', [], name), sent('vm', [], '', { id: vmId })]));
      call.state.later(() => call.send('DELETE', `/vms/${vmId}`));
      return imported(call, body, 'ExternalTemplateImport', ['template', '/templates', template.element?.attributes['id']]);
    });
}

const machine = (name: string, cluster: XmlElement): XmlElement => sent('vm', [sent('name', [], name), cluster, sent('template', [sent('name', [], 'Blank')])]);

/** What was asked for, without the credentials, and what came of it. */
function imported(call: Call, body: XmlElement, type: string, [name, path, id]: readonly [string, string, string | undefined]): Answer {
  const members = readMembers(call, body, must(catalogue().struct(type)), new Set([name]));
  return created(element(body.name, {}, [...members.values(), reference(name, path, id), leaf('creation_status', 'pending')]), false);
}
