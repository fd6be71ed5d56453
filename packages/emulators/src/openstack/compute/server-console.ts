import { randomUUID } from 'node:crypto';
import { type Answer, empty, json } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { objectAt, stringAt } from '../values.ts';
import { requireAdmin } from './administration.ts';
import { type ComputeCall, findServer, readBody } from './compute-call.ts';
import { invalidField, novaFault } from './nova-faults.ts';

/** Protocols, what may be asked of each, and the path of the proxy. */
const PROTOCOLS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  vnc: { novnc: '6080/vnc_auto.html?path=%3Ftoken%3D', xvpvnc: '6081/console?token=' },
  spice: { 'spice-html5': '6082/spice_auto.html?token=' },
  rdp: { 'rdp-html5': '6083/?token=' },
  serial: { serial: '6083/?token=' },
  mks: { webmks: '6090/vnc_auto.html?token=' },
};

/** What has a console here: the others are not configured. */
const SERVED = new Set(['vnc', 'serial']);

async function remoteConsole(call: ComputeCall, id: string): Promise<Answer> {
  const given = objectAt(await readBody(call), 'remote_console');
  const protocol = stringAt(given, 'protocol') ?? '';
  const type = stringAt(given, 'type') ?? '';
  const types = PROTOCOLS[protocol];
  if (types === undefined) throw invalidField('protocol', protocol, `'${protocol}' is not one of ['vnc', 'spice', 'rdp', 'serial', 'mks']`);
  const server = findServer(call, id);
  const path = types[type];
  if (path === undefined) throw invalidField('type', type, `'${type}' is not one of ${Object.keys(types).join(', ')}`);
  if (!SERVED.has(protocol)) throw novaFault(400, `Unavailable console type ${type}.`);
  if (server.vmState === 'building') throw novaFault(409, `Instance ${id} is not ready`);
  return json(200, { remote_console: { protocol, type, url: `${protocol === 'serial' ? 'ws' : 'http'}://127.0.0.1:${path}${randomUUID()}` } });
}

export function addConsoleRoutes(routes: Routes<ComputeCall, Answer | Promise<Answer>>): void {
  routes
    .on('POST servers/{id}/remote-consoles', remoteConsole)
    .on('GET servers/{id}/os-server-password', (call, id) => {
      findServer(call, id);
      return json(200, { password: '' });
    })
    .on('DELETE servers/{id}/os-server-password', (call, id) => {
      findServer(call, id);
      return empty(204);
    })
    .on('GET servers/{id}/diagnostics', (call, id) => {
      requireAdmin(call, 'os-server-diagnostics');
      const server = findServer(call, id);
      if (server.vmState !== 'active') throw novaFault(409, `Cannot 'get_diagnostics' instance ${id} while it is in vm_state ${server.vmState}`);
      if (!call.version.atLeast(48)) return json(200, { memory: server.flavor.ramMiB * 1024, cpu0_time: 17_300_000_000, vda_read: 262_112 });
      const uptime = Math.floor((call.now - (server.launchedAt ?? call.now)) / 1000);
      const cpus = Array.from({ length: server.flavor.vcpus }, (_, cpu) => ({ id: cpu, time: 17_300_000_000, utilisation: 15 }));
      return json(200, {
        state: 'running',
        driver: 'libvirt',
        hypervisor: 'fake',
        hypervisor_os: 'fake-os',
        uptime,
        config_drive: server.configDrive,
        num_cpus: cpus.length,
        num_nics: 1,
        num_disks: 1,
        cpu_details: cpus,
        nic_details: [],
        disk_details: [],
        memory_details: { maximum: server.flavor.ramMiB, used: 0 },
      });
    });
}
