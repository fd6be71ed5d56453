import { readFileSync } from 'node:fs';
import { parseXml, type XmlNode, xmlChildren } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { toServer } from './mapping.ts';

// Two VMs as the engine lists them: the second without comment, tags, times and CPU.
const FIXTURE = readFileSync(new URL('./fixtures/vms.xml', import.meta.url), 'utf8');
const vm = async (inner: string): Promise<XmlNode> => (await parseXml(`<vm id="v1">${inner}</vm>`, { root: 'vm' })).root;

describe('toServer', () => {
  it('reads what the engine sends', async () => {
    const { root } = await parseXml(FIXTURE, { root: 'vms' });
    const [first, second] = xmlChildren(root, 'vm').map(toServer);
    expect(first).toMatchObject({
      id: '4c1d5f2e-8d6b-4b0f-9d52-0a54f5d7a001',
      name: 'web1',
      state: 'running',
      nativeState: 'up',
      createdAt: new Date('2026-03-01T09:15:30.123Z'),
      imageId: '9b5b8e1c-22bb-4f1e-9b66-000000000d01',
      locationId: '7f2c7b9a-11aa-4d0e-8a55-000000000c01',
      tags: {},
      metadata: {},
      publicAddresses: [],
    });
    expect(second).toMatchObject({ name: 'web2', createdAt: undefined, sizeId: undefined });
  });

  it.each([
    ['down', 'stopped'],
    ['up', 'running'],
    ['migrating', 'running'],
    ['powering_up', 'pending'],
    ['wait_for_launch', 'pending'],
    ['image_locked', 'pending'],
    ['reboot_in_progress', 'pending'],
    ['restoring_state', 'pending'],
    ['powering_down', 'stopping'],
    ['saving_state', 'stopping'],
    ['suspended', 'suspended'],
    ['paused', 'suspended'],
    ['not_responding', 'unknown'],
    ['constructor', 'unknown'],
    ['news', 'unknown'],
  ])('%s is %s', async (status, state) => {
    expect(toServer(await vm(`<status>${status}</status>`))).toMatchObject({ state, nativeState: status });
  });

  it('survives a VM of which nothing is told', async () => {
    expect(toServer(await vm(''))).toMatchObject({ id: 'v1', name: '', state: 'unknown', nativeState: '', tags: {} });
  });

  it('tells addresses from outside and inside, and leaves out those of the guest’s own making', async () => {
    const device = (name: string, ...ips: readonly string[]): string =>
      `<reported_device id="${name}"><name>${name}</name><ips>${ips.map((ip) => `<ip><address>${ip}</address></ip>`).join('')}</ips></reported_device>`;
    const wire = await vm(
      `<reported_devices>${device('eth0', '192.0.2.10', '10.1.2.3', 'fe80::1', '2001:db8::7', 'fd00::1')}${device('docker0', '172.17.0.1')}${device('lo', '127.0.0.1')}${device('eth1', '169.254.1.1', '100.64.0.9', '172.32.0.1', '10.1.2.3')}</reported_devices>`,
    );
    expect(toServer(wire)).toMatchObject({
      publicAddresses: ['192.0.2.10', '2001:db8::7', '172.32.0.1'],
      privateAddresses: ['10.1.2.3', 'fd00::1', '100.64.0.9'],
    });
  });

  it('names the template that a clone was made of, and none for Blank', async () => {
    expect(toServer(await vm('<template id="00000000-0000-0000-0000-000000000000"/><original_template id="t1"/>')).imageId).toBe('t1');
    expect(toServer(await vm('<template id="00000000-0000-0000-0000-000000000000"/>')).imageId).toBeUndefined();
  });
});
