import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { child, children } from '../../kit/xml.ts';
import { faultOf, idOf, names, type Reply, TestEngine } from '../testing/engine-client.ts';

let engine: TestEngine;
beforeEach(async () => {
  engine = await TestEngine.start({ seed: { servers: [{ name: 'web' }] } });
});
afterEach(() => engine.close());

const first = (path: string, name: string): Promise<string> => engine.idIn(path, name);
const act = (path: string, body = '<action/>'): Promise<Reply> => engine.api('POST', path, body);

describe('hosts', () => {
  const add = (name: string): Promise<Reply> =>
    engine.api('POST', '/hosts', `<host><name>${name}</name><address>${name}.example.com</address><root_password>x</root_password></host>`);

  it('are installed, up, in maintenance, and gone', async () => {
    const made = await add('host2');
    const path = `/hosts/${idOf(made)}`;
    const status = (): Promise<string | undefined> => engine.text(path, 'status');
    expect([made.status, child(made.xml, 'status')?.text, made.text.includes('root_password')]).toEqual([201, 'installing', false]);
    engine.pass(2);
    expect(await status()).toBe('up');
    expect((await engine.api('DELETE', path)).status).toBe(409);
    expect((await act(`${path}/activate`)).status).toBe(409);
    await act(`${path}/deactivate`);
    expect(await status()).toBe('preparing_for_maintenance');
    engine.pass();
    expect(await status()).toBe('maintenance');
    expect((await engine.api('DELETE', path)).status).toBe(200);
    expect((await engine.get(`${path}/nics`)).status).toBe(404);
  });

  it('give their machines to others before maintenance, and stay up when there is no other', async () => {
    const vm = await first('/vms', 'web');
    await engine.up(vm);
    const host = await first('/hosts', 'host1');
    expect(faultOf(await act(`/hosts/${host}/deactivate`))).toContain('cannot be migrated: web');
    const other = idOf(await add('host2'));
    engine.pass(2);
    expect((await act(`/hosts/${host}/deactivate`)).status).toBe(200);
    expect(await engine.text(`/vms/${vm}`, 'status')).toBe('migrating');
    engine.pass();
    expect(child((await engine.get(`/vms/${vm}`)).xml, 'host')?.attributes['id']).toBe(other);
  });

  it('do not start machines unless they are up', async () => {
    const host = await first('/hosts', 'host1');
    await act(`/hosts/${host}/deactivate`);
    engine.pass();
    expect(faultOf(await act(`/vms/${await first('/vms', 'web')}/start`))).toContain('no host that satisfies');
  });

  it('answer what they find: iSCSI targets as text and as details', async () => {
    const path = `/hosts/${await first('/hosts', 'host1')}`;
    const body = '<action><iscsi><address>192.0.2.200</address></iscsi></action>';
    const found = await act(`${path}/iscsidiscover`, body);
    expect(children(child(found.xml, 'iscsi_targets'), 'iscsi_target').map((one) => one.text)).toContain('iqn.2026-01.com.example:data');
    expect(child(child((await act(`${path}/discoveriscsi`, body)).xml, 'discovered_targets'), 'iscsi_details')).toBeDefined();
    expect((await act(`${path}/iscsidiscover`)).status).toBe(400);
  });

  it('take their networks as they are told', async () => {
    const path = `/hosts/${await first('/hosts', 'host1')}`;
    const nic = await first(`${path}/nics`, 'eth1');
    const network = await first('/networks?search=datacenter%3DDefault', 'internal');
    const attachment = `<network_attachment><network id="${network}"/><host_nic id="${nic}"/></network_attachment>`;
    await act(`${path}/setupnetworks`, `<action><modified_network_attachments>${attachment}</modified_network_attachments></action>`);
    expect((await engine.get(`${path}/nics/${nic}/networkattachments`)).xml.children).toHaveLength(1);
    expect((await engine.get(`${path}/networkattachments`)).xml.children).toHaveLength(2);
  });
});

describe('data centers and clusters', () => {
  it('are made with what they need, and go only when they are empty', async () => {
    const center = await engine.api('POST', '/datacenters', '<data_center><name>lab</name><local>false</local></data_center>');
    expect([center.status, child(center.xml, 'status')?.text]).toEqual([201, 'uninitialized']);
    expect(names((await engine.get(`/datacenters/${idOf(center)}/networks`)).xml)).toEqual(['ovirtmgmt']);
    const cluster = await engine.api('POST', `/datacenters/${idOf(center)}/clusters`, '<cluster><name>lab</name><cpu><type>AMD EPYC</type></cpu></cluster>');
    expect([cluster.status, child(child(cluster.xml, 'cpu'), 'type')?.text]).toEqual([201, 'AMD EPYC']);
    expect(names((await engine.get(`/clusters/${idOf(cluster)}/cpuprofiles`)).xml)).toEqual(['lab']);
    expect((await engine.api('DELETE', `/datacenters/${idOf(center)}`)).status).toBe(409);
    expect((await engine.api('DELETE', `/clusters/${await first('/clusters', 'Default')}`)).status).toBe(409);
    expect((await engine.api('DELETE', `/clusters/${idOf(cluster)}`)).status).toBe(200);
    expect((await engine.api('DELETE', `/datacenters/${idOf(center)}`)).status).toBe(200);
  });

  it('are refused without a name, or with one that is taken', async () => {
    expect(faultOf(await engine.api('POST', '/clusters', '<cluster/>'))).toBe('Incomplete parameters: Cluster [name, dataCenter.id|name] required for add');
    const body = '<cluster><name>Default</name><data_center><name>Default</name></data_center></cluster>';
    expect((await engine.api('POST', '/clusters', body)).status).toBe(409);
    expect(faultOf(await engine.api('POST', '/datacenters', '<data_center><name>x</name></data_center>'))).toContain('[local]');
  });
});

describe('sizes', () => {
  it('can be made, changed and removed', async () => {
    const made = await engine.api(
      'POST',
      '/instancetypes',
      `<instance_type><name>Huge</name><memory>${64 * 1024 ** 3}</memory><cpu><topology><sockets>8</sockets></topology></cpu></instance_type>`,
    );
    const path = `/instancetypes/${idOf(made)}`;
    expect([made.status, child(made.xml, 'memory')?.text]).toEqual([201, String(64 * 1024 ** 3)]);
    expect(child((await engine.api('PUT', path, '<instance_type><description>big</description></instance_type>')).xml, 'description')?.text).toBe('big');
    expect((await engine.api('POST', '/instancetypes', '<instance_type><name>Small</name></instance_type>')).status).toBe(409);
    expect([(await engine.api('DELETE', path)).status, (await engine.get(path)).status]).toEqual([200, 404]);
  });
});

describe('storage domains', () => {
  const nfs = (name: string, type = 'data'): Promise<Reply> =>
    engine.api(
      'POST',
      '/storagedomains',
      `<storage_domain><name>${name}</name><type>${type}</type><host><name>host1</name></host><storage><type>nfs</type><address>nfs.example.com</address><path>/exports/${name}</path></storage></storage_domain>`,
    );

  it('are added, attached, worked on, detached and removed', async () => {
    const made = await nfs('more');
    const [path, center] = [`/storagedomains/${idOf(made)}`, await first('/datacenters', 'Default')];
    expect([made.status, await engine.text(path, 'status')]).toEqual([201, 'unattached']);
    expect(names((await engine.get(`${path}/storageconnections`)).xml, 'path')).toEqual(['/exports/more']);
    const attached = `/datacenters/${center}/storagedomains/${idOf(made)}`;
    expect((await engine.api('POST', `/datacenters/${center}/storagedomains`, `<storage_domain id="${idOf(made)}"/>`)).status).toBe(201);
    expect(await engine.text(attached, 'status')).toBe('locked');
    engine.pass();
    expect(await engine.text(attached, 'status')).toBe('active');
    expect([(await engine.api('DELETE', attached)).status, (await engine.api('DELETE', `${path}?host=host1`)).status]).toEqual([409, 409]);
    await act(`${attached}/deactivate`);
    engine.pass();
    expect(await engine.text(attached, 'status')).toBe('maintenance');
    expect((await engine.api('DELETE', attached)).status).toBe(200);
    expect(faultOf(await engine.api('DELETE', path))).toBe('Incomplete parameters: StorageDomain [host.id|name] required for remove');
    expect([(await engine.api('DELETE', `${path}?host=host1`)).status, (await engine.get(path)).status]).toEqual([200, 404]);
  });

  it('bring a data center up, and its master changes with maintenance', async () => {
    const center = idOf(await engine.api('POST', '/datacenters', '<data_center><name>lab</name><local>false</local></data_center>'));
    for (const name of ['one', 'two']) {
      await engine.api('POST', `/datacenters/${center}/storagedomains`, `<storage_domain id="${idOf(await nfs(name))}"/>`);
      engine.pass();
    }
    const masters = async (): Promise<unknown> => names((await engine.get(`/datacenters/${center}/storagedomains`)).xml, 'master');
    expect([await engine.text(`/datacenters/${center}`, 'status'), await masters()]).toEqual(['up', ['true', 'false']]);
    await act(`/datacenters/${center}/storagedomains/${await first('/storagedomains', 'one')}/deactivate`);
    engine.pass();
    expect(await masters()).toEqual(['false', 'true']);
  });

  it('cannot be added twice, nor without a place', async () => {
    await nfs('more');
    expect((await nfs('more')).status).toBe(409);
    const body = '<storage_domain><name>x</name><type>data</type><host><name>host1</name></host><storage><type>nfs</type></storage></storage_domain>';
    expect(faultOf(await engine.api('POST', '/storagedomains', body))).toContain('[storage.address, storage.path]');
    expect(faultOf(await engine.api('POST', '/storagedomains', '<storage_domain/>'))).toBe(
      'Incomplete parameters: StorageDomain [name, type, host.id|name, storage.type] required for add',
    );
  });

  it('hold what was exported, until it is imported or removed', async () => {
    const [vm, domain] = [await first('/vms', 'web'), await first('/storagedomains', 'data')];
    expect((await act(`/vms/${vm}/export`, '<action><storage_domain><name>data</name></storage_domain></action>')).status).toBe(202);
    engine.pass();
    const held = `/storagedomains/${domain}/vms`;
    expect(names((await engine.get(`${held}?unregistered=true`)).xml)).toEqual(['web']);
    expect((await engine.get(`${held}/${vm}/disks`)).xml.children).toHaveLength(1);
    expect((await act(`${held}/${vm}/import`)).status).toBe(400);
    await act(`${held}/${vm}/import`, '<action><cluster><name>Default</name></cluster><vm><name>back</name></vm></action>');
    engine.pass();
    expect((await engine.get(`/vms/${await first('/vms', 'back')}/diskattachments`)).xml.children).toHaveLength(1);
    expect((await engine.api('DELETE', `${held}/${vm}`)).status).toBe(200);
    expect((await engine.get(`${held}?unregistered=true`)).xml.children).toEqual([]);
  });

  it('of images bring disks from Glance', async () => {
    const domain = await first('/storagedomains', 'ovirt-image-repository');
    const image = (await engine.get(`/storagedomains/${domain}/images`)).xml.children[0]?.attributes['id'] ?? '';
    const done = await act(
      `/storagedomains/${domain}/images/${image}/import`,
      '<action><storage_domain><name>data</name></storage_domain><disk><alias>cirros</alias></disk></action>',
    );
    engine.pass();
    expect([done.status, names((await engine.get('/disks?search=alias%3Dcirros')).xml, 'status')]).toEqual([202, ['ok']]);
  });
});
