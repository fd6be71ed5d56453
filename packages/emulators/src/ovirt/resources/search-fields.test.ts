import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { child } from '../../kit/xml.ts';
import { names, TestEngine } from '../testing/engine-client.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.start({ seed: { servers: [{ name: 'one' }, { name: 'two' }] } });
  const id = async (path: string): Promise<string> => (await engine.get(path)).xml.children[0]?.attributes['id'] ?? '';
  await engine.up(await id('/vms?search=name%3Done'));
  const put = (path: string, body: string): ReturnType<TestEngine['api']> => engine.api('PUT', path, body);
  await put(`/clusters/${await id('/clusters?search=name%3Dbranch')}`, '<cluster><comment>far away</comment><cpu><type>AMD EPYC</type></cpu></cluster>');
  await put(`/hosts/${await id('/hosts?search=name%3Dhost1')}`, '<host><comment>first</comment></host>');
  await put(`/networks/${await id('/networks?search=name%3Dinternal')}`, '<network><mtu>9000</mtu></network>');
  await put(`/vms/${await id('/vms?search=name%3Dtwo')}`, '<vm><bios><type>i440fx_sea_bios</type></bios></vm>');
  await engine.api('POST', '/tags', '<tag><name>rack</name></tag>');
  await engine.api('POST', `/hosts/${await id('/hosts?search=name%3Dhost1')}/tags`, '<tag><name>rack</name></tag>');
  await engine.api('POST', '/users', '<user><user_name>alice@internal-authz</user_name><domain><name>internal-authz</name></domain></user>');
  await engine.api(
    'POST',
    '/vmpools',
    '<vm_pool><name>desk</name><size>1</size><cluster><name>Default</name></cluster><template><name>Blank</name></template></vm_pool>',
  );
});
afterAll(() => engine.close());

const search = (path: string, query: string): ReturnType<TestEngine['get']> => engine.get(`${path}?search=${encodeURIComponent(query)}`);

describe('searches find', () => {
  it.each([
    ['/vms', 'quota=* and name=one', ['one']],
    ['/vms', 'bios_type=i440fx* ', ['two']],
    ['/vms', 'apps=*guest-agent*', ['one']],
    ['/vms', 'mem_usage>10', ['one']],
    ['/vms', 'vmnetworkinterface.network_name=ovirtmgmt and status=down', ['two']],
    ['/vms', 'pool=desk', ['desk-1']],
    ['/vms', 'has_illegal_images=true', []],
    ['/clusters', 'comment=far*', ['branch']],
    ['/clusters', 'cpu_type=AMD*', ['branch']],
    ['/clusters', 'compatibility_level>=4.7 and architecture=x86_64 sortby name desc', ['Default', 'branch']],
    ['/clusters', 'vms.status=up', ['Default']],
    ['/datacenters', 'local=false and status=up and clusters.name=branch', ['branch']],
    ['/hosts', 'comment=first', ['host1']],
    ['/hosts', 'tag=rack', ['host1']],
    ['/hosts', 'vms.name=one', ['host1']],
    ['/hosts', 'active_vms=0', ['host1-branch']],
    ['/hosts', 'datacenter=branch and cpus>=4', ['host1-branch']],
    ['/networks', 'mtu>1500', ['internal']],
    ['/networks', 'vmnetwork=true and datacenter=branch sortby name asc', ['internal', 'ovirtmgmt']],
    ['/storagedomains', 'vms.name=one', ['data']],
    ['/storagedomains', 'discard_after_delete=true', ['data']],
    ['/templates', 'vms.name=two', ['ubuntu-22.04']],
    ['/disks', 'allocation_policy=preallocated', []],
    ['/users', 'user_and_domain=alice*', ['alice']],
    ['/vmpools', 'assigned_vm_count=1 and running_vm_count=0 and datacenter=Default', ['desk']],
    ['/groups', 'grpname=Every*', ['Everyone']],
  ])('%s: %s', async (path, query, wanted) => {
    const reply = await search(path, query);
    expect([reply.status, reply.status === 200 ? names(reply.xml) : reply.text]).toEqual([200, wanted]);
  });

  it('events by machine and by who did it', async () => {
    const reply = await search('/events', 'event_vm=one and usrname=admin*');
    expect(reply.xml.children.length).toBeGreaterThan(0);
    expect(reply.xml.children.every((one) => child(one, 'description')?.text.includes('one'))).toBe(true);
  });

  it('nothing by a field that the collection does not have', async () => {
    for (const path of ['/vms', '/clusters', '/hosts', '/users']) expect((await search(path, 'flavour=sweet')).status).toBe(400);
  });
});
