import { randomBytes } from 'node:crypto';
import type { Vm } from '../state/model.ts';
import { type Answer, API, actionAnswer, bodyOf, type Call, flag, must, ok, reference } from '../wire/call.ts';
import { type Element, element, group, leaf, list } from '../wire/element.ts';
import { conflict } from '../wire/faults.ts';
import { integerAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { runs } from './vm-element.ts';
import { vmOf } from './vms.ts';

// The id of a console is the hex of its protocol's name.
const VNC = Buffer.from('vnc').toString('hex');

export function vmExtraRoutes(router: Router): void {
  router
    .on('GET /vms/{vm}/statistics', (call) => ok(list('statistics', statistics(vmOf(call)))))
    .on('GET /vms/{vm}/statistics/{statistic}', (call) => ok(must(statistics(vmOf(call)).find((one) => one.attributes['id'] === call.ids['statistic']))))
    .on('GET /vms/{vm}/graphicsconsoles', (call) => ok(list('graphics_consoles', [consoleElement(call, vmOf(call))])))
    .on('GET /vms/{vm}/graphicsconsoles/{console}', (call) => ok(consoleElement(call, must(call.ids['console'] === VNC ? vmOf(call) : undefined))))
    .on('POST /vms/{vm}/graphicsconsoles/{console}/ticket', (call) => ticket(call))
    .on('POST /vms/{vm}/ticket', (call) => ticket(call));
}

/** Address and port only with `current=true`, of a VM that runs. */
function consoleElement(call: Call, vm: Vm): Element {
  const live = flag(call, 'current') === true && runs(vm);
  const host = call.state.hosts.get(vm.hostId ?? '');
  return element('graphics_console', { href: `${API}/vms/${vm.id}/graphicsconsoles/${VNC}`, id: VNC }, [
    live ? leaf('address', host?.address) : undefined,
    live ? leaf('port', 5900) : undefined,
    leaf('protocol', 'vnc'),
    reference('vm', '/vms', vm.id),
  ]);
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
