import { randomBytes } from 'node:crypto';
import type { OpenItem } from '../open/open-store.ts';
import { stableId } from '../open/seeds/seed-context.ts';
import type { Vm } from '../state/model.ts';
import { type Answer, API, actionAnswer, bodyOf, type Call, flag, must, ok, plainListing, reference } from '../wire/call.ts';
import { type Element, element, group, leaf, list } from '../wire/element.ts';
import { conflict } from '../wire/faults.ts';
import { integerAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { runs } from './vm-element.ts';
import { vmOf } from './vms.ts';

export function vmExtraRoutes(router: Router): void {
  router
    .on('GET /vms/{vm}/statistics', (call) => ok(list('statistics', statistics(vmOf(call)))))
    .on('GET /vms/{vm}/statistics/{statistic}', (call) => ok(must(statistics(vmOf(call)).find((one) => one.attributes['id'] === call.ids['statistic']))))
    .on('GET /vms/{vm}/graphicsconsoles', (call) =>
      plainListing(call, 'graphics_consoles', consoles(call, vmOf(call)), (one) => consoleElement(call, vmOf(call), one)),
    )
    .on('GET /vms/{vm}/graphicsconsoles/{console}', (call) => ok(consoleElement(call, vmOf(call), consoleOf(call))))
    .on('POST /vms/{vm}/graphicsconsoles/{console}/ticket', (call) => {
      consoleOf(call);
      return ticket(call);
    })
    .on('POST /vms/{vm}/graphicsconsoles/{console}/proxyticket', (call) => {
      consoleOf(call);
      bodyOf(call, 'action');
      return actionAnswer(call, undefined, [group('proxy_ticket', [leaf('value', randomBytes(48).toString('base64'))])]);
    })
    .on('POST /vms/{vm}/graphicsconsoles/{console}/remoteviewerconnectionfile', connectionFile)
    .on('POST /vms/{vm}/ticket', (call) => ticket(call))
    .on('GET /vms/{vm}/applications', (call) => plainListing(call, 'applications', applications(vmOf(call)), (one) => one))
    .on('GET /vms/{vm}/applications/{application}', (call) =>
      ok(must(applications(vmOf(call)).find((one) => one.attributes['id'] === call.ids['application']))),
    )
    .on('GET /vms/{vm}/sessions', (call) => plainListing(call, 'sessions', sessions(call), (one) => one))
    .on('GET /vms/{vm}/sessions/{session}', (call) => ok(must(sessions(call).find((one) => one.attributes['id'] === call.ids['session']))));
}

const consoles = (call: Call, vm: Vm): OpenItem[] => [...call.state.open.collection(`/vms/${vm.id}/graphicsconsoles`).values()];
const consoleOf = (call: Call): OpenItem => must(consoles(call, vmOf(call)).find((one) => one.id === call.ids['console']));
const protocolOf = (one: OpenItem): string => one.members.get('protocol')?.text ?? 'vnc';

/** Address and port only with `current=true`, of a VM that runs. */
function consoleElement(call: Call, vm: Vm, one: OpenItem): Element {
  const live = flag(call, 'current') === true && runs(vm);
  const host = call.state.hosts.get(vm.hostId ?? '');
  const protocol = protocolOf(one);
  return element('graphics_console', { href: `${API}/vms/${vm.id}/graphicsconsoles/${one.id}`, id: one.id }, [
    live ? leaf('address', host?.address) : undefined,
    live ? leaf('port', protocol === 'vnc' ? 5900 : 5901) : undefined,
    leaf('protocol', protocol),
    live && protocol === 'spice' ? leaf('tls_port', 5902) : undefined,
    reference('vm', '/vms', vm.id),
  ]);
}

/** What a viewer is started with, in base64. */
function connectionFile(call: Call): Answer {
  const vm = vmOf(call);
  const console = consoleOf(call);
  bodyOf(call, 'action');
  if (!runs(vm)) throw conflict('Cannot get the connection file of a console. VM is not running.');
  const host = call.state.hosts.get(vm.hostId ?? '');
  const lines = [
    '[virt-viewer]',
    `type=${protocolOf(console)}`,
    `host=${host?.address ?? ''}`,
    'port=5900',
    'password=hidden',
    'delete-this-file=1',
    `title=${vm.name}:%d`,
  ];
  return actionAnswer(call, undefined, [leaf('remote_viewer_connection_file', Buffer.from(`${lines.join('\n')}\n`).toString('base64'))]);
}

/** What the guest's agent says is installed. */
function applications(vm: Vm): Element[] {
  if (vm.status !== 'up') return [];
  return ['kernel-5.14.0-503.el9.x86_64', 'qemu-guest-agent-9.0.0-10.el9.x86_64'].map((name) => {
    const id = stableId(name);
    return element('application', { href: `${API}/vms/${vm.id}/applications/${id}`, id }, [leaf('name', name), reference('vm', '/vms', vm.id)]);
  });
}

/** Who is logged on in the guest. */
function sessions(call: Call): Element[] {
  const vm = vmOf(call);
  if (vm.status !== 'up') return [];
  const id = stableId(`session ${vm.id}`);
  return [
    element('session', { href: `${API}/vms/${vm.id}/sessions/${id}`, id }, [
      leaf('console_user', true),
      group('ip', [leaf('address', '192.0.2.77')]),
      element('user', { id: call.user.id, href: `${API}/users/${call.user.id}` }, [leaf('user_name', call.user.name)]),
      reference('vm', '/vms', vm.id),
    ]),
  ];
}

function ticket(call: Call): Answer {
  const vm = vmOf(call);
  const body = bodyOf(call, 'action');
  if (!runs(vm)) throw conflict('Cannot set console ticket. VM is not running.');
  const expiry = integerAt(body, 'ticket', 'expiry') ?? 120;
  return actionAnswer(call, undefined, [group('ticket', [leaf('expiry', expiry), leaf('value', randomBytes(9).toString('base64'))])]);
}

function statistics(vm: Vm): Element[] {
  const one = (name: string, description: string, unit: string, datum: number, type: 'integer' | 'decimal'): Element => {
    const id = Buffer.from(name)
      .toString('hex')
      .padEnd(32, '0')
      .slice(0, 32)
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return element('statistic', { href: `${API}/vms/${vm.id}/statistics/${id}`, id }, [
      leaf('name', name),
      leaf('description', description),
      leaf('kind', 'gauge'),
      leaf('type', type),
      leaf('unit', unit),
      list('values', [group('value', [leaf('datum', datum)])]),
      reference('vm', '/vms', vm.id),
    ]);
  };
  const up = vm.status === 'up';
  return [
    one('memory.installed', 'Total memory configured', 'bytes', vm.memory, 'integer'),
    one('memory.used', 'Memory used (agent)', 'bytes', up ? Math.floor(vm.memory / 4) : 0, 'integer'),
    one('cpu.current.guest', 'CPU used by guest', 'percent', up ? 3.5 : 0, 'decimal'),
    one('cpu.current.total', 'Total CPU used', 'percent', up ? 5 : 0, 'decimal'),
  ];
}
