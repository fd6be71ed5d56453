import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { child, children, type XmlElement } from '../kit/xml.ts';
import { faultOf, names, send, TestEngine } from './testing/engine-client.ts';

let engine: TestEngine;
beforeEach(async () => {
  engine = await TestEngine.start({ seed: { servers: [{ name: 'web', tags: ['prod'] }], images: [{ name: 'broken', status: 'illegal' }] } });
});
afterEach(() => engine.close());

describe('what is there from the start', () => {
  it('has two clusters, the fixed sizes, usable images and storage', async () => {
    expect(names((await engine.get('/clusters')).xml)).toEqual(['branch', 'Default']);
    expect(names((await engine.get('/instancetypes?search=name%3DSmall')).xml, 'memory')).toEqual([String(2048 * 1024 ** 2)]);
    expect(names((await engine.get('/templates')).xml).filter((name) => /ubuntu.*22\.04/i.test(name ?? ''))).toHaveLength(1);
    expect(names((await engine.get('/storagedomains')).xml)).toEqual(['backups', 'data', 'ovirt-image-repository']);
    expect(names((await engine.get('/networks')).xml)).toContain('ovirtmgmt');
  });

  it('tells the status of storage only below a data center', async () => {
    expect(names((await engine.get('/storagedomains')).xml, 'status')).toEqual([undefined, undefined, 'unattached']);
    const center = (await engine.get('/datacenters?search=name%3DDefault')).xml.children[0]?.attributes['id'] ?? '';
    expect(names((await engine.get(`/datacenters/${center}/storagedomains`)).xml, 'status')).toEqual(['active', 'active']);
  });

  it('makes no VM of an illegal template', async () => {
    const body = '<vm><name>x</name><cluster><name>Default</name></cluster><template><name>broken</name></template></vm>';
    expect((await engine.api('POST', '/vms', body)).status).toBe(409);
  });
});

describe('the entry point', () => {
  it('names the product and links to the collections', async () => {
    const reply = await engine.get('');
    expect(child(child(reply.xml, 'product_info'), 'name')?.text).toBe('oVirt Engine');
    expect(children(reply.xml, 'link').map((link) => link.attributes['rel'])).toEqual(expect.arrayContaining(['vms', 'vms/search', 'events/search']));
    expect(reply.headers['link']).toContain('</ovirt-engine/api/vms>; rel=vms');
  });
});

describe('links', () => {
  const hrefs = (item: XmlElement): string[] => [item.attributes['href'] ?? '', ...item.children.filter((below) => below.name !== 'actions').flatMap(hrefs)];

  it('lead somewhere, all that can be reached from the entry point', { timeout: 30_000 }, async () => {
    const vm = await engine.vm('linked');
    await engine.api('POST', `/vms/${vm}/snapshots`, '<snapshot><description>s</description></snapshot>');
    engine.pass();
    await engine.up(vm);
    const seen = new Set<string>();
    const dead: string[] = [];
    for (let level = ['/ovirt-engine/api']; level.length > 0; ) {
      const fresh = [...new Set(level)].filter((href) => !seen.has(href) && href !== '' && !/[{;]/.test(href));
      const replies = await Promise.all(fresh.map((href) => engine.get(href.slice('/ovirt-engine/api'.length))));
      for (const [index, { status }] of replies.entries()) if (status !== 200) dead.push(`${status} ${fresh[index] ?? ''}`);
      for (const href of fresh) seen.add(href);
      level = replies.flatMap((reply) => (reply.status === 200 ? hrefs(reply.xml) : []));
    }
    expect(dead).toEqual([]);
    expect(seen.size).toBeGreaterThan(850);
  });
});

describe('requests', () => {
  it('get their Correlation-Id back, cleaned and cut', async () => {
    const sent = { 'Correlation-Id': 'a b/c_é-0123456789012345678901234567890123456789' };
    expect((await engine.api('GET', '/vms', '', sent)).headers['correlation-id']).toBe('abc_-0123456789012345678901234567890');
    expect((await engine.get('/vms')).headers['correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('take the version from the path, and no other than 4', async () => {
    expect((await engine.get('/v4/vms')).status).toBe(200);
    for (const reply of [await engine.get('/v3/vms'), await engine.api('GET', '/vms', '', { Version: '3' })]) {
      expect([reply.status, faultOf(reply)]).toEqual([400, expect.stringMatching(/^Invalid version/)]);
    }
  });

  it('carry the time of the clock', async () => {
    engine.clock.advance(86_400_000);
    await engine.login();
    expect((await engine.get('/vms')).headers['date']).toBe('Mon, 02 Mar 2026 09:00:00 GMT');
  });

  it('are answered in JSON when that is asked for: scalars as text, lists by item name', async () => {
    const reply = await engine.api('GET', '/vms', '', { Accept: 'application/json' });
    const body = JSON.parse(reply.text) as { vm: { name: string; memory: string; id: string; link: { rel: string }[] }[] };
    expect(body.vm[0]).toMatchObject({ name: 'web', memory: '1073741824', status: 'down' });
    expect(body.vm[0]?.link.map((link) => link.rel)).toContain('nics');
    const tag = await engine.api('POST', '/tags', '{"name":"json"}', { Accept: 'application/json', 'Content-Type': 'application/json' });
    expect(JSON.parse(tag.text)).toMatchObject({ name: 'json' });
  });

  it('are refused with another content type, method or path', async () => {
    expect((await engine.api('POST', '/vms', 'x', { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await engine.api('DELETE', '/vms')).status).toBe(405);
    const unknown = await engine.get('/nosuch');
    expect([unknown.status, unknown.text]).toEqual([404, '']);
    expect((await send(`${engine.emulator.url}/elsewhere`, 'GET')).status).toBe(404);
  });
});

describe('faults', () => {
  it('lose the answer of a create that has happened', async () => {
    engine.emulator.faults.add({ match: (request) => request.method === 'POST' && request.path.endsWith('/vms'), effect: { kind: 'reset-after' } });
    await expect(engine.vm('once')).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(names((await engine.get('/vms?search=name%3Donce')).xml)).toEqual(['once']);
    await expect(engine.vm('once')).rejects.toThrow('already in use');
  });

  it('hit imageio as well, and both ports are seen', async () => {
    engine.emulator.seen.length = 0;
    engine.emulator.faults.add({ match: (request) => request.path === '/info/', effect: { kind: 'respond', status: 503 } });
    const info = `${engine.emulator.imageioUrl}/info/`;
    expect([(await send(info, 'GET')).status, (await send(info, 'GET')).status]).toEqual([503, 200]);
    await engine.get('/vms');
    expect(engine.emulator.seen.map((request) => request.target)).toEqual(['/info/', '/info/', '/ovirt-engine/api/vms']);
  });
});

describe('follow', () => {
  it('puts collections and objects inline, at any depth', async () => {
    const vm = (await engine.get('/vms?follow=nics.vnic_profile,disk_attachments.disk.storage_domains,tags')).xml.children[0];
    const disk = child(child(child(vm, 'disk_attachments'), 'disk_attachment'), 'disk');
    expect(child(disk, 'provisioned_size')?.text).toBe(String(10 * 1024 ** 3));
    expect(child(child(child(disk, 'storage_domains'), 'storage_domain'), 'name')?.text).toBe('data');
    expect(child(child(child(child(vm, 'nics'), 'nic'), 'vnic_profile'), 'name')?.text).toBe('ovirtmgmt');
    expect(child(child(child(vm, 'tags'), 'tag'), 'name')?.text).toBe('prod');
    expect(children(vm, 'link').map((link) => link.attributes['rel'])).toContain('nics');
  });

  it('leaves a host that a stopped VM does not have, and answers 500 to an unknown name', async () => {
    for (const name of ['host', 'instance_type', 'quota', 'vm_pool']) expect([name, (await engine.get(`/vms?follow=${name}`)).status]).toEqual([name, 200]);
    // The entry point, a plain collection, and members that are no links.
    for (const path of ['/vms?follow=nosuch', '/vms?follow=memory', '/roles?follow=users', '/clusters?follow=host'])
      expect([path, (await engine.get(path)).status]).toEqual([path, 500]);
  });

  it('works on collections without behaviour, and on those whose path is not their name', async () => {
    const role = (await engine.get('/roles?follow=permits')).xml.children[0];
    expect(child(child(role, 'permits'), 'permit')?.attributes['href']).toMatch(/\/roles\/.*\/permits\//);
    const host = (await engine.get('/hosts?follow=storages,nics.network,cluster.data_center')).xml.children[0];
    expect(child(child(host, 'storages'), 'host_storage')).toBeDefined();
    expect(child(child(child(host, 'cluster'), 'data_center'), 'name')?.text).toBe('Default');
    expect(child(child(child(child(host, 'nics'), 'host_nic'), 'network'), 'name')?.text).toBe('ovirtmgmt');
  });
});

describe('networks', () => {
  const add = (body: string): ReturnType<TestEngine['api']> => engine.api('POST', '/networks', `<network>${body}</network>`);

  it('are made with a profile of the same name, and go with it', async () => {
    const made = await add('<name>blue</name><data_center><name>Default</name></data_center><vlan id="7"/>');
    expect([made.status, child(made.xml, 'vlan')?.attributes['id']]).toEqual([201, '7']);
    const path = `/networks/${made.xml.attributes['id'] ?? ''}`;
    expect(names((await engine.get(`${path}/vnicprofiles`)).xml)).toEqual(['blue']);
    expect((await add('<name>blue</name><data_center><name>Default</name></data_center>')).status).toBe(409);
    expect((await add('<name>blue</name><data_center><name>branch</name></data_center>')).status).toBe(201);
    expect((await engine.api('DELETE', path)).status).toBe(200);
    expect(names((await engine.get('/vnicprofiles')).xml).filter((name) => name === 'blue')).toHaveLength(1);
  });

  it('need a name and a data center, and stay while a VM is on them or they manage the hosts', async () => {
    expect(faultOf(await add('<name>x</name>'))).toBe('Incomplete parameters: Network [dataCenter.id|name] required for add');
    const id = async (name: string): Promise<string> =>
      (await engine.get(`/networks?search=${encodeURIComponent(`name=${name} and datacenter=Default`)}`)).xml.children[0]?.attributes['id'] ?? '';
    expect((await engine.api('DELETE', `/networks/${await id('ovirtmgmt')}`)).status).toBe(409);
    await add('<name>used</name><data_center><name>Default</name></data_center>');
    const profile = (await engine.get(`/networks/${await id('used')}/vnicprofiles`)).xml.children[0]?.attributes['id'] ?? '';
    const vm = (await engine.get('/vms')).xml.children[0]?.attributes['id'] ?? '';
    const nic = await engine.api('POST', `/vms/${vm}/nics`, `<nic><name>nic2</name><vnic_profile id="${profile}"/></nic>`);
    expect(faultOf(await engine.api('DELETE', `/networks/${await id('used')}`))).toContain('used by VMs: web');
    expect((await engine.api('DELETE', `/vms/${vm}/nics/${nic.xml.attributes['id'] ?? ''}`)).status).toBe(200);
    expect((await engine.api('DELETE', `/networks/${await id('used')}`)).status).toBe(200);
  });
});

describe('tags', () => {
  it('are made once, given by name, and taken by id', async () => {
    const vm = (await engine.get('/vms')).xml.children[0]?.attributes['id'] ?? '';
    const tag = await engine.api('POST', '/tags', '<tag><name>role.web</name></tag>');
    expect(tag.status).toBe(201);
    expect((await engine.api('POST', '/tags', '<tag><name>role.web</name></tag>')).status).toBe(409);
    expect((await engine.api('POST', `/vms/${vm}/tags`, '<tag><name>role.web</name></tag>')).status).toBe(201);
    expect((await engine.api('POST', `/vms/${vm}/tags`, '<tag><name>unheard</name></tag>')).status).toBe(404);
    expect(names((await engine.get(`/vms/${vm}/tags`)).xml)).toEqual(['prod', 'role.web']);
    expect((await engine.api('DELETE', `/vms/${vm}/tags/${tag.xml.attributes['id'] ?? ''}`)).status).toBe(200);
    expect((await engine.api('DELETE', `/vms/${vm}/tags/${tag.xml.attributes['id'] ?? ''}`)).status).toBe(404);
  });

  it.each(['a=b', 'a:b', 'a b', 'a/b'])('refuse the name %s', async (name) => {
    expect((await engine.api('POST', '/tags', `<tag><name>${name}</name></tag>`)).status).toBe(400);
  });
});

describe('jobs and events', () => {
  it('are found by correlation id, started until the work is done', async () => {
    const body = '<vm><name>j</name><cluster><name>Default</name></cluster><template><name>debian-12</name></template></vm>';
    await engine.api('POST', '/vms', body, { 'Correlation-Id': 'make-j' });
    const jobs = async (): Promise<unknown> => names((await engine.get('/jobs?search=correlation_id%3Dmake-j')).xml, 'status');
    expect(await jobs()).toEqual(['started']);
    engine.pass();
    expect(await jobs()).toEqual(['finished']);
  });

  it('do not exist for what was refused', async () => {
    await engine.api('POST', '/vms', '<vm><name>x</name></vm>', { 'Correlation-Id': 'refused' });
    expect((await engine.get('/jobs?search=correlation_id%3Drefused')).xml.children).toEqual([]);
  });

  it('answers events newer than one that was seen, newest first', async () => {
    for (const text of ['one', 'two', 'three']) {
      await engine.api(
        'POST',
        '/events',
        `<event><origin>test</origin><severity>normal</severity><custom_id>7</custom_id><description>${text}</description></event>`,
      );
    }
    const all = (await engine.get('/events')).xml;
    expect(names(all, 'description')).toEqual(['three', 'two', 'one']);
    expect(names((await engine.get(`/events?from=${all.children[2]?.attributes['id'] ?? ''}&max=50`)).xml, 'description')).toEqual(['three', 'two']);
  });
});
