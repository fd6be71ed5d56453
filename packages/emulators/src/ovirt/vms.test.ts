import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { child } from '../kit/xml.ts';
import { faultOf, names, STEP, TestEngine } from './testing/engine-client.ts';

let engine: TestEngine;
beforeEach(async () => {
  engine = await TestEngine.start();
});
afterEach(() => engine.close());

const status = (id: string): Promise<string | undefined> => engine.text(`/vms/${id}`, 'status');
const act = (id: string, action: string, body = '<action/>'): ReturnType<TestEngine['api']> => engine.api('POST', `/vms/${id}/${action}`, body);

describe('adding a VM', () => {
  it('copies the disks of the template: 202 and image_locked, later down', async () => {
    const reply = await engine.api(
      'POST',
      '/vms',
      '<vm><name>web</name><cluster><name>Default</name></cluster><template><name>ubuntu-22.04</name></template></vm>',
    );
    expect(reply.status).toBe(202);
    expect(child(reply.xml, 'status')?.text).toBe('image_locked');
    const id = reply.xml.attributes['id'] ?? '';
    expect(reply.xml.attributes['href']).toBe(`/ovirt-engine/api/vms/${id}`);
    engine.clock.advance(STEP - 1);
    expect(await status(id)).toBe('image_locked');
    engine.clock.advance(1);
    expect(await status(id)).toBe('down');
  });

  it('is done at once with Blank: 201 and a Location', async () => {
    const reply = await engine.api('POST', '/vms', '<vm><name>empty</name><cluster><name>Default</name></cluster><template><name>Blank</name></template></vm>');
    expect(reply.status).toBe(201);
    expect(reply.headers['location']).toBe(`${engine.emulator.url}/ovirt-engine/api/vms/${reply.xml.attributes['id'] ?? ''}`);
    const start = await act(reply.xml.attributes['id'] ?? '', 'start');
    expect([start.status, faultOf(start)]).toEqual([409, 'Operation Failed: [Cannot run VM without at least one bootable disk.]']);
  });

  it.each([
    ['<vm><cluster><name>Default</name></cluster></vm>', 400, 'Incomplete parameters: Vm [name] required for add'],
    ['<vm><name>x</name></vm>', 400, 'Incomplete parameters: Vm [cluster.id|name] required for add'],
    ['<vm><name>x</name><cluster><name>Default</name></cluster></vm>', 400, 'Incomplete parameters: Vm [template.id|name] required for add'],
    ['<vm><name>x</name><cluster id="nonsense"/></vm>', 400, 'Invalid value: Invalid UUID string: nonsense'],
    ['<vm><name>x</name><cluster><name>None</name></cluster></vm>', 404, 'Operation Failed: Entity not found: cluster: None'],
  ])('refuses %s', async (body, code, text) => {
    const reply = await engine.api('POST', '/vms', body);
    expect([reply.status, faultOf(reply)]).toEqual([code, text]);
  });

  it('refuses a name that is taken, special characters and custom properties nobody defined', async () => {
    await engine.vm('web');
    await expect(engine.vm('web')).rejects.toThrow('already in use');
    await expect(engine.vm('web 2')).rejects.toThrow('special characters');
    await expect(
      engine.vm('web3', '<custom_properties><custom_property><name>role</name><value>web</value></custom_property></custom_properties>'),
    ).rejects.toThrow('no such key: role');
  });

  it('takes given values before the instance type, and that before the template', async () => {
    const id = await engine.vm('web', '<instance_type><name>Large</name></instance_type><memory>3221225999</memory>');
    const vm = (await engine.get(`/vms/${id}`)).xml;
    expect(child(vm, 'memory')?.text).toBe(String(3 * 1024 ** 3));
    expect(child(child(child(vm, 'cpu'), 'topology'), 'sockets')?.text).toBe('2');
  });

  it('never shows the password again, and escapes what it shows', async () => {
    const id = await engine.vm(
      'web',
      '<comment>a &lt; b &amp; "c"</comment><initialization><user_name>root</user_name><root_password>s3cret</root_password></initialization>',
    );
    const reply = await engine.get(`/vms/${id}?all_content=true`);
    expect(reply.text).not.toContain('s3cret');
    expect(child(reply.xml, 'comment')?.text).toBe('a < b & "c"');
  });

  it('answers a body that is no XML with the usage message', async () => {
    for (const body of ['hello', '<vm><name>x</vm>', '<disk/>']) {
      const reply = await engine.api('POST', '/vms', body);
      expect([reply.status, reply.xml.name]).toEqual([400, 'usage_message']);
    }
  });
});

describe('the life of a VM', () => {
  it('starts by way of wait_for_launch and powering_up', async () => {
    const id = await engine.vm('web');
    const reply = await act(id, 'start', '<action><use_cloud_init>true</use_cloud_init></action>');
    expect([reply.status, child(reply.xml, 'status')?.text, child(reply.xml, 'use_cloud_init')?.text]).toEqual([200, 'complete', 'true']);
    expect(await status(id)).toBe('wait_for_launch');
    expect(names((await engine.get(`/vms/${id}/reporteddevices`)).xml)).toEqual([]);
    engine.pass();
    expect(await status(id)).toBe('powering_up');
    engine.pass();
    expect(await status(id)).toBe('up');
    expect(names((await engine.get(`/vms/${id}/reporteddevices`)).xml)).toEqual(['eth0']);
  });

  it('goes through all of it when nobody looks for a long time', async () => {
    const id = await engine.vm('web');
    await act(id, 'start');
    engine.pass(100);
    const started = Date.parse((await engine.text(`/vms/${id}`, 'start_time')) ?? '');
    expect(await status(id)).toBe('up');
    expect(engine.clock.now() - started).toBe(100 * STEP);
  });

  it('reboots, shuts down and suspends', async () => {
    const id = await engine.vm('web');
    await engine.up(id);
    await act(id, 'reboot');
    expect(await status(id)).toBe('reboot_in_progress');
    engine.pass(2);
    await act(id, 'suspend');
    expect(await status(id)).toBe('saving_state');
    engine.pass();
    expect(await status(id)).toBe('suspended');
    await act(id, 'start');
    expect(await status(id)).toBe('restoring_state');
    engine.pass();
    await act(id, 'shutdown');
    expect(await status(id)).toBe('powering_down');
    engine.pass();
    expect(await status(id)).toBe('down');
  });

  it('lets a stop overtake a start', async () => {
    const id = await engine.vm('web');
    await act(id, 'start');
    expect((await act(id, 'stop')).status).toBe(200);
    engine.pass(5);
    expect(await status(id)).toBe('down');
  });

  it.each([
    ['down', ['stop', 'shutdown', 'reboot', 'reset', 'suspend', 'migrate']],
    ['up', ['start']],
    ['image_locked', ['start', 'stop', 'reboot']],
  ])('refuses in status %s with 409, inside an action: %s', async (state, refused) => {
    const id = await engine.vm('web');
    if (state === 'up') await engine.up(id);
    if (state === 'image_locked') await engine.api('POST', `/vms/${id}/snapshots`, '<snapshot><description>x</description></snapshot>');
    for (const action of refused) {
      const reply = await act(id, action);
      expect([action, reply.status, reply.xml.name, child(reply.xml, 'status')?.text]).toEqual([action, 409, 'action', 'failed']);
      expect(faultOf(reply)).toMatch(/^Operation Failed: \[Cannot /);
    }
    expect(await status(id)).toBe(state);
  });

  it('is removed only when down, and its disks with it', async () => {
    const id = await engine.vm('web');
    const disk = (await engine.get(`/vms/${id}/diskattachments`)).xml.children[0]?.attributes['id'] ?? '';
    await engine.up(id);
    const early = await engine.api('DELETE', `/vms/${id}`);
    expect([early.status, faultOf(early)]).toEqual([409, 'Operation Failed: [Cannot remove VM. VM is running.]']);
    await act(id, 'stop');
    engine.pass();
    expect((await engine.api('DELETE', `/vms/${id}`)).status).toBe(200);
    expect((await engine.api('DELETE', `/vms/${id}`)).status).toBe(409);
    engine.pass();
    const gone = await engine.get(`/vms/${id}`);
    expect([gone.status, gone.text]).toEqual([404, '']);
    expect((await engine.get(`/disks/${disk}`)).status).toBe(404);
  });

  it('leaves its disks behind with detach_only, and stays while delete_protected', async () => {
    const id = await engine.vm('web', '<delete_protected>true</delete_protected>');
    const disk = (await engine.get(`/vms/${id}/diskattachments`)).xml.children[0]?.attributes['id'] ?? '';
    expect((await engine.api('DELETE', `/vms/${id}?detach_only=true`)).status).toBe(409);
    await engine.api('PUT', `/vms/${id}`, '<vm><delete_protected>false</delete_protected></vm>');
    expect((await engine.api('DELETE', `/vms/${id}?detach_only=true`)).status).toBe(200);
    expect((await engine.get(`/vms/${id}`)).status).toBe(404);
    expect(await engine.text(`/disks/${disk}`, 'status')).toBe('ok');
  });
});

describe('cloud-init', () => {
  const script = '<initialization><custom_script>runcmd: [date]</custom_script></initialization>';

  it('gets what the VM keeps at the first start only', async () => {
    const id = await engine.vm('web', script);
    await engine.up(id);
    expect(engine.emulator.bootOf(id)).toEqual({ applied: true, initialization: { custom_script: 'runcmd: [date]' } });
    await act(id, 'stop');
    engine.pass();
    await engine.up(id);
    expect(engine.emulator.bootOf(id)?.applied).toBe(false);
  });

  it('gets what a run-once start brings', async () => {
    const id = await engine.vm('web', script);
    await act(
      id,
      'start',
      '<action><use_cloud_init>true</use_cloud_init><vm><initialization><custom_script>once: 1</custom_script></initialization></vm></action>',
    );
    expect(engine.emulator.bootOf(id)?.initialization).toEqual({ custom_script: 'once: 1' });
  });

  it('excludes sysprep', async () => {
    const id = await engine.vm('web');
    expect((await act(id, 'start', '<action><use_cloud_init>true</use_cloud_init><use_sysprep>true</use_sysprep></action>')).status).toBe(409);
  });
});

describe('updating a VM', () => {
  it('changes only what is sent', async () => {
    const id = await engine.vm('web', '<comment>kept</comment>');
    await engine.api('PUT', `/vms/${id}`, '<vm><description>front end</description></vm>');
    const vm = (await engine.get(`/vms/${id}`)).xml;
    expect([child(vm, 'name')?.text, child(vm, 'comment')?.text, child(vm, 'description')?.text]).toEqual(['web', 'kept', 'front end']);
  });

  it('keeps a new size of a running VM for the next run', async () => {
    const id = await engine.vm('web');
    await engine.up(id);
    const reply = await engine.api('PUT', `/vms/${id}?next_run=true`, '<vm><memory>4294967296</memory></vm>');
    expect([child(reply.xml, 'memory')?.text, child(reply.xml, 'next_run_configuration_exists')?.text]).toEqual(['1073741824', 'true']);
    expect(await engine.text(`/vms/${id}?next_run=true`, 'memory')).toBe('4294967296');
    await act(id, 'stop');
    engine.pass();
    expect(await engine.text(`/vms/${id}`, 'memory')).toBe('4294967296');
  });

  it('refuses another id and a taken name', async () => {
    const id = await engine.vm('web');
    await engine.vm('db');
    expect(faultOf(await engine.api('PUT', `/vms/${id}`, '<vm id="00000000-0000-0000-0000-000000000001"/>'))).toContain('Broken immutability constraint');
    expect((await engine.api('PUT', `/vms/${id}`, '<vm><name>db</name></vm>')).status).toBe(409);
  });
});
