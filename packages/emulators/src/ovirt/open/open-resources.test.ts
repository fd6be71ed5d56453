import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { child, children } from '../../kit/xml.ts';
import { faultOf, idOf, names, type Reply, TestEngine } from '../testing/engine-client.ts';

let engine: TestEngine;
beforeEach(async () => {
  engine = await TestEngine.start({ seed: { servers: [{ name: 'web' }] } });
});
afterEach(() => engine.close());

const first = (path: string, name: string): Promise<string> => engine.idIn(path, name);
const post = (path: string, body: string): Promise<Reply> => engine.api('POST', path, body);
const put = (path: string, body: string): Promise<Reply> => engine.api('PUT', path, body);
const drop = (path: string): Promise<Reply> => engine.api('DELETE', path);

describe('a collection without behaviour of its own', () => {
  it('keeps what it is sent, and changes what is said only', async () => {
    const made = await post('/bookmarks', '<bookmark><name>up</name><value>Vms: status=up</value></bookmark>');
    expect([made.status, made.headers['location']]).toEqual([201, `${engine.emulator.url}/ovirt-engine/api/bookmarks/${idOf(made)}`]);
    const path = `/bookmarks/${idOf(made)}`;
    expect((await put(path, '<bookmark><value>Vms:</value></bookmark>')).status).toBe(200);
    expect([await engine.text(path, 'name'), await engine.text(path, 'value')]).toEqual(['up', 'Vms:']);
    expect(names((await engine.get('/bookmarks')).xml)).toEqual(['up']);
    expect((await drop(path)).status).toBe(200);
    const gone = await engine.get(path);
    expect([gone.status, gone.text, (await drop(path)).status]).toEqual([404, '', 404]);
  });

  it('names all that is missing', async () => {
    expect(faultOf(await post('/bookmarks', '<bookmark/>'))).toBe('Incomplete parameters: Bookmark [name, value] required for add');
    expect(faultOf(await post('/macpools', '<mac_pool><name>m</name><ranges><range><from>02:00:00:00:00:00</from></range></ranges></mac_pool>'))).toBe(
      'Incomplete parameters: MacPool [ranges.to] required for add',
    );
    expect(faultOf(await post('/cpuprofiles', '<cpu_profile><name>x</name></cpu_profile>'))).toBe(
      'Incomplete parameters: CpuProfile [cluster.id] required for add',
    );
  });

  it('skips what the type does not have, and refuses what it has wrongly', async () => {
    const center = await first('/datacenters', 'Default');
    const qos = (more: string): Promise<Reply> => post(`/datacenters/${center}/qoss`, `<qos><name>q</name>${more}</qos>`);
    expect(faultOf(await qos('<type>speed</type>'))).toMatch(/^Invalid Enum value: speed is not a member of type/);
    expect((await qos('<type>cpu</type><cpu_limit>many</cpu_limit>')).xml.name).toBe('usage_message');
    const made = await qos('<type>CPU</type><cpu_limit>+50</cpu_limit><flavour>sweet</flavour>');
    expect([made.status, child(made.xml, 'type')?.text, child(made.xml, 'cpu_limit')?.text, child(made.xml, 'flavour')]).toEqual([201, 'cpu', '50', undefined]);
    expect((await post(`/datacenters/${center}/qoss`, '<vm/>')).status).toBe(400);
  });

  it('looks references up by id or name, and answers 404 with a fault for what is not there', async () => {
    const cluster = await first('/clusters', 'Default');
    const profile = (reference: string): Promise<Reply> => post('/cpuprofiles', `<cpu_profile><name>gold</name>${reference}</cpu_profile>`);
    expect(faultOf(await profile(`<cluster id="${cluster}"/><qos id="11111111-1111-1111-1111-111111111111"/>`))).toBe(
      'Operation Failed: Entity not found: qos: 11111111-1111-1111-1111-111111111111',
    );
    const made = await profile(`<cluster id="${cluster}"/>`);
    expect(child(made.xml, 'cluster')?.attributes).toEqual({ href: `/ovirt-engine/api/clusters/${cluster}`, id: cluster });
    expect(
      child((await put(`/cpuprofiles/${idOf(made)}`, '<cpu_profile><cluster><name>branch</name></cluster></cpu_profile>')).xml, 'cluster')?.attributes['id'],
    ).toBe(await first('/clusters', 'branch'));
  });

  it('takes a name once, and an id never', async () => {
    const body = '<affinity_label><name>rack</name></affinity_label>';
    const made = await post('/affinitylabels', body);
    const again = await post('/affinitylabels', body);
    expect([again.status, faultOf(again)]).toEqual([409, 'Operation Failed: [Cannot add Affinity Label. The Affinity Label name is already in use.]']);
    const other = await post('/affinitylabels', '<affinity_label><name>row</name></affinity_label>');
    expect((await put(`/affinitylabels/${idOf(other)}`, body)).status).toBe(409);
    expect(faultOf(await put(`/affinitylabels/${idOf(made)}`, `<affinity_label id="${idOf(other)}"/>`))).toBe(
      'Broken immutability constraint: Attempt to set immutable field: id',
    );
  });

  it('does not show passwords again', async () => {
    const host = await first('/hosts', 'host1');
    const made = await post(
      `/hosts/${host}/fenceagents`,
      '<agent><address>192.0.2.9</address><order>1</order><type>ipmilan</type><username>root</username><password>hush</password></agent>',
    );
    expect([made.status, made.text.includes('hush'), (await engine.get(`/hosts/${host}/fenceagents`)).text.includes('hush')]).toEqual([201, false, false]);
  });

  it('is not there below what is not there, and does not know methods that the model does not', async () => {
    const nobody = '11111111-1111-1111-1111-111111111111';
    expect((await engine.get(`/clusters/${nobody}/affinitygroups`)).status).toBe(404);
    expect((await post(`/clusters/${nobody}/affinitygroups`, '<affinity_group><name>x</name></affinity_group>')).status).toBe(404);
    for (const [method, path] of [
      ['POST', '/operatingsystems'],
      ['DELETE', '/roles'],
      ['GET', '/options'],
      ['PUT', '/icons/1'],
    ] as const) {
      expect([path, (await engine.api(method, path, '<x/>')).status]).toEqual([path, 405]);
    }
  });

  it('goes with the object it is below', async () => {
    const vm = await first('/vms', 'web');
    expect((await post(`/vms/${vm}/watchdogs`, '<watchdog><action>reset</action><model>i6300esb</model></watchdog>')).status).toBe(201);
    expect(faultOf(await post(`/vms/${vm}/watchdogs`, '<watchdog><action>none</action><model>i6300esb</model></watchdog>'))).toContain('There is one already');
    await drop(`/vms/${vm}`);
    engine.pass();
    expect((await engine.get(`/vms/${vm}/watchdogs`)).status).toBe(404);
  });
});

describe('what others use', () => {
  it('stays until they no longer do', async () => {
    const center = await first('/datacenters', 'Default');
    const qos = idOf(await post(`/datacenters/${center}/qoss`, '<qos><name>q</name><type>cpu</type></qos>'));
    const profile = (await engine.get('/cpuprofiles')).xml.children[0]?.attributes['id'] ?? '';
    await put(`/cpuprofiles/${profile}`, `<cpu_profile><qos id="${qos}"/></cpu_profile>`);
    expect((await drop(`/datacenters/${center}/qoss/${qos}`)).status).toBe(409);
    // An empty reference takes it away.
    expect(child((await put(`/cpuprofiles/${profile}`, '<cpu_profile><qos/></cpu_profile>')).xml, 'qos')).toBeUndefined();
    expect((await drop(`/datacenters/${center}/qoss/${qos}`)).status).toBe(200);
  });

  it('of the engine itself can neither be changed nor removed', async () => {
    const role = await first('/roles', 'UserRole');
    expect([(await put(`/roles/${role}`, '<role><name>x</name></role>')).status, (await drop(`/roles/${role}`)).status]).toEqual([409, 409]);
    const policy = await first('/schedulingpolicies', 'power_saving');
    expect((await drop(`/schedulingpolicies/${policy}`)).status).toBe(409);
  });
});

describe('memberships', () => {
  it('are seen from both sides', async () => {
    const [vm, label] = [await first('/vms', 'web'), idOf(await post('/affinitylabels', '<affinity_label><name>rack</name></affinity_label>'))];
    expect((await post(`/vms/${vm}/affinitylabels`, `<affinity_label id="${label}"/>`)).status).toBe(201);
    expect(names((await engine.get(`/affinitylabels/${label}/vms`)).xml)).toEqual(['web']);
    expect((await post(`/affinitylabels/${label}/vms`, `<vm id="${vm}"/>`)).status).toBe(409);
    await drop(`/affinitylabels/${label}/vms/${vm}`);
    expect((await engine.get(`/vms/${vm}/affinitylabels`)).xml.children).toEqual([]);
  });

  it('end with what is a member', async () => {
    const [host, tag] = [await first('/hosts', 'host1'), idOf(await post('/tags', '<tag><name>ssd</name></tag>'))];
    await post(`/hosts/${host}/tags`, '<tag><name>ssd</name></tag>');
    expect(names((await engine.get(`/hosts/${host}/tags`)).xml)).toEqual(['ssd']);
    await drop(`/tags/${tag}`);
    expect((await engine.get(`/hosts/${host}/tags`)).xml.children).toEqual([]);
  });

  it('say of networks in a cluster what the cluster does with them', async () => {
    const cluster = await first('/clusters', 'Default');
    const network = idOf(await post('/networks', '<network><name>blue</name><data_center><name>Default</name></data_center></network>'));
    expect(names((await engine.get(`/clusters/${cluster}/networks`)).xml)).toEqual(['ovirtmgmt', 'internal']);
    await post(`/clusters/${cluster}/networks`, `<network id="${network}"><required>false</required></network>`);
    await put(`/clusters/${cluster}/networks/${network}`, '<network><display>true</display></network>');
    const shown = (await engine.get(`/clusters/${cluster}/networks/${network}`)).xml;
    expect(['name', 'required', 'display'].map((name) => child(shown, name)?.text)).toEqual(['blue', 'false', 'true']);
    expect(child((await engine.get(`/networks/${network}`)).xml, 'required')).toBeUndefined();
  });
});

describe('a collection that is another one, seen from an object', () => {
  it('shows its own and adds its own, under the address that they have', async () => {
    const [center, branch] = [await first('/datacenters', 'Default'), await first('/datacenters', 'branch')];
    const made = await post(`/datacenters/${branch}/networks`, '<network><name>green</name></network>');
    expect([made.status, made.xml.attributes['href']]).toEqual([201, `/ovirt-engine/api/networks/${idOf(made)}`]);
    expect(names((await engine.get(`/datacenters/${branch}/networks`)).xml)).toContain('green');
    expect(names((await engine.get(`/datacenters/${center}/networks`)).xml)).not.toContain('green');
    expect([
      (await engine.get(`/datacenters/${branch}/networks/${idOf(made)}`)).status,
      (await engine.get(`/datacenters/${center}/networks/${idOf(made)}`)).status,
    ]).toEqual([200, 404]);
    // Profiles can be changed at the top, and not from their cluster.
    const cluster = await first('/clusters', 'branch');
    const profile = (await engine.get(`/clusters/${cluster}/cpuprofiles`)).xml.children[0]?.attributes['id'] ?? '';
    expect((await put(`/clusters/${cluster}/cpuprofiles/${profile}`, '<cpu_profile/>')).status).toBe(405);
  });

  it('has permissions where they are for, and where they are of', async () => {
    const vm = await first('/vms', 'web');
    const user = idOf(await post('/users', '<user><user_name>alice@internal-authz</user_name><domain><name>internal-authz</name></domain></user>'));
    const made = await post(`/vms/${vm}/permissions`, `<permission><role><name>UserRole</name></role><user id="${user}"/></permission>`);
    expect([made.status, child(made.xml, 'vm')?.attributes['id']]).toEqual([201, vm]);
    expect((await engine.get(`/users/${user}/permissions`)).xml.children.map((one) => one.attributes['id'])).toEqual([idOf(made)]);
    expect(names((await engine.get(`/users/${user}/roles`)).xml)).toEqual(['UserRole']);
    await drop(`/users/${user}/permissions/${idOf(made)}`);
    expect((await engine.get(`/vms/${vm}/permissions`)).xml.children).toEqual([]);
    expect(faultOf(await post(`/vms/${vm}/permissions`, '<permission><role><name>UserRole</name></role></permission>'))).toContain('user.id|group.id');
  });
});

describe('members that the behaviour of an object does not care for', () => {
  it('are kept, and changed piece by piece', async () => {
    const vm = await first('/vms', 'web');
    await put(`/vms/${vm}`, '<vm><high_availability><enabled>true</enabled></high_availability><usb><enabled>true</enabled></usb></vm>');
    await put(`/vms/${vm}`, '<vm><high_availability><priority>50</priority></high_availability></vm>');
    const { xml } = await engine.get(`/vms/${vm}`);
    expect([child(child(xml, 'high_availability'), 'enabled')?.text, child(child(xml, 'high_availability'), 'priority')?.text]).toEqual(['true', '50']);
    expect(child(child(xml, 'usb'), 'enabled')?.text).toBe('true');
    expect(children(xml, 'high_availability')).toHaveLength(1);
  });

  it('wait for the next run of a virtual machine that runs', async () => {
    const vm = await first('/vms', 'web');
    await engine.up(vm);
    await put(`/vms/${vm}`, '<vm><usb><enabled>true</enabled></usb></vm>');
    const usb = async (query = ''): Promise<string | undefined> => child(child((await engine.get(`/vms/${vm}${query}`)).xml, 'usb'), 'enabled')?.text;
    expect([await usb(), await usb('?next_run=true'), await engine.text(`/vms/${vm}`, 'next_run_configuration_exists')]).toEqual([undefined, 'true', 'true']);
    await post(`/vms/${vm}/stop`, '<action/>');
    engine.pass();
    expect([await usb(), await engine.text(`/vms/${vm}`, 'next_run_configuration_exists')]).toEqual(['true', 'false']);
  });

  it('are refused before anything is done', async () => {
    const vm = await first('/vms', 'web');
    const wrong = await put(`/vms/${vm}`, '<vm><name>changed</name><usb><type>parallel</type></usb></vm>');
    expect([wrong.status, await engine.text(`/vms/${vm}`, 'name')]).toEqual([400, 'web']);
  });
});

describe('actions', () => {
  it('want what they need, and change what they are for', async () => {
    const cluster = await first('/clusters', 'Default');
    const host = await first('/hosts', 'host1');
    const made = await post(
      `/clusters/${cluster}/glustervolumes`,
      `<gluster_volume><name>v</name><volume_type>distribute</volume_type><bricks><brick><server_id>${host}</server_id><brick_dir>/b</brick_dir></brick></bricks></gluster_volume>`,
    );
    const path = `/clusters/${cluster}/glustervolumes/${idOf(made)}`;
    expect(names((await engine.get(`${path}/glusterbricks`)).xml, 'brick_dir')).toEqual(['/b']);
    expect((await post(`${path}/stop`, '<action/>')).status).toBe(409);
    expect((await post(`${path}/start`, '<action/>')).status).toBe(200);
    expect(faultOf(await post(`${path}/setoption`, '<action/>'))).toBe('Incomplete parameters: Action [option.name, option.value] required for setOption');
    await post(`${path}/setoption`, '<action><option><name>auth.allow</name><value>*</value></option></action>');
    const { xml } = await engine.get(path);
    expect([child(xml, 'status')?.text, child(child(child(xml, 'options'), 'option'), 'value')?.text]).toEqual(['up', '*']);
    const brick = (await engine.get(`${path}/glusterbricks`)).xml.children[0]?.attributes['id'] ?? '';
    expect((await engine.api('DELETE', `${path}/glusterbricks`, `<action><bricks><brick id="${brick}"/></bricks></action>`)).status).toBe(200);
    expect((await engine.get(`${path}/glusterbricks`)).xml.children).toEqual([]);
  });

  it('go on in the background when that is asked for', async () => {
    const host = await first('/hosts', 'host1');
    const apart = await post(`/hosts/${host}/refresh?async=true`, '<action/>');
    expect([apart.status, child(apart.xml, 'status')?.text]).toEqual([202, 'in_progress']);
    expect((await engine.api('POST', `/hosts/${host}/refresh`, '<action/>', { 'X-Ovirt-Expect': '202-accepted' })).status).toBe(202);
  });
});

describe('pools', () => {
  it('have as many machines as they are big, give one out, and grow only', async () => {
    const made = await post(
      '/vmpools',
      '<vm_pool><name>desk-??</name><size>2</size><cluster><name>Default</name></cluster><template><name>debian-12</name></template></vm_pool>',
    );
    engine.pass();
    const mine = async (): Promise<(string | undefined)[]> => names((await engine.get('/vms?search=name%3Ddesk*')).xml);
    expect([made.status, await mine()]).toEqual([201, ['desk-01', 'desk-02']]);
    const path = `/vmpools/${idOf(made)}`;
    expect((await post(`${path}/allocatevm`, '<action/>')).status).toBe(200);
    engine.pass(2);
    expect(names((await engine.get('/vms?search=name%3Ddesk*')).xml, 'status')).toEqual(['up', 'down']);
    expect((await put(path, '<vm_pool><size>1</size></vm_pool>')).status).toBe(409);
    expect((await put(path, '<vm_pool><size>3</size></vm_pool>')).status).toBe(200);
    expect(await mine()).toEqual(['desk-01', 'desk-02', 'desk-03']);
    const one = await first('/vms', 'desk-03');
    expect([(await drop(`/vms/${one}`)).status, (await drop(path)).status]).toEqual([409, 409]);
    await post(`/vms/${await first('/vms', 'desk-01')}/stop`, '<action/>');
    engine.pass(2);
    expect((await post(`/vms/${one}/detach`, '<action/>')).status).toBe(200);
    expect((await drop(path)).status).toBe(200);
    engine.pass();
    expect(await mine()).toEqual(['desk-03']);
  });
});
