import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { child } from '../kit/xml.ts';
import { faultOf, names, TestEngine } from './testing/engine-client.ts';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

let engine: TestEngine;
beforeEach(async () => {
  engine = await TestEngine.start();
});
afterEach(() => engine.close());

const add = (domain: string, format: string, size: number, more = ''): ReturnType<TestEngine['api']> =>
  engine.api(
    'POST',
    '/disks',
    `<disk><name>d</name><format>${format}</format><provisioned_size>${size}</provisioned_size><storage_domains><storage_domain><name>${domain}</name></storage_domain></storage_domains>${more}</disk>`,
  );

describe('a disk', () => {
  it('is locked first, then ok', async () => {
    const reply = await add('data', 'cow', GIB);
    expect([reply.status, child(reply.xml, 'status')?.text, child(reply.xml, 'creation_status')?.text]).toEqual([202, 'locked', 'pending']);
    const path = `/disks/${reply.xml.attributes['id'] ?? ''}`;
    expect((await engine.api('DELETE', path)).status).toBe(409);
    engine.pass();
    expect(await engine.text(path, 'status')).toBe('ok');
    expect((await engine.api('DELETE', path)).status).toBe(200);
    expect(await engine.text(path, 'status')).toBe('locked');
    engine.pass();
    expect((await engine.get(path)).status).toBe(404);
  });

  it.each([
    ['backups', 'raw', 1000, 4096],
    ['backups', 'raw', 4096, 4096],
    ['data', 'raw', 1000, 128 * MIB],
    ['data', 'cow', GIB + 1, GIB + 4096],
  ])('in %s (%s) of %i bytes gets %i', async (domain, format, size, rounded) => {
    expect(child((await add(domain, format, size)).xml, 'provisioned_size')?.text).toBe(String(rounded));
  });

  it('needs size, format and a data domain with room', async () => {
    const detail = async (body: string): Promise<string> => faultOf(await engine.api('POST', '/disks', body));
    expect(await detail('<disk><format>raw</format></disk>')).toContain('Disk [provisionedSize] required for add');
    expect(await detail('<disk><provisioned_size>1</provisioned_size></disk>')).toContain('Disk [format] required for add');
    expect(faultOf(await add('data', 'vmdk', 1))).toMatch(/^Invalid Enum value/);
    expect((await add('ovirt-image-repository', 'raw', 1)).status).toBe(409);
    expect(faultOf(await add('backups', 'raw', 100_000 * GIB))).toContain('Low disk space');
    expect(faultOf(await add('data', 'raw', GIB, '<sparse>true</sparse>'))).toContain('RAW Sparse');
  });

  it('has a description of at most 500 characters, without emoji, and an alias of letters, digits, dot, dash and underscore', async () => {
    expect((await add('data', 'cow', GIB, `<description>${'x'.repeat(500)}</description>`)).status).toBe(202);
    expect((await add('data', 'cow', GIB, `<description>${'x'.repeat(501)}</description>`)).status).toBe(400);
    expect((await add('data', 'cow', GIB, '<description>\u{1F600}</description>')).status).toBe(400);
    expect((await add('data', 'cow', GIB, '<alias>a/b</alias>')).status).toBe(400);
    expect((await add('data', 'cow', GIB, '<alias>Größe_1.2-x</alias>')).status).toBe(202);
  });

  it('is found by alias and storage, two of a name as well', async () => {
    await engine.disk('same', 4096);
    await engine.disk('same', 4096);
    expect(names((await engine.get(`/disks?search=${encodeURIComponent('alias=same and storage.name=backups')}`)).xml)).toEqual(['same', 'same']);
    expect((await engine.get(`/disks?search=${encodeURIComponent('alias=same and storage.name=data')}`)).xml.children).toEqual([]);
    const domain = (await engine.get('/storagedomains?search=name%3Dbackups')).xml.children[0]?.attributes['id'] ?? '';
    expect(names((await engine.get(`/storagedomains/${domain}/disks?max=1`)).xml)).toEqual(['same']);
  });

  it('is copied and moved with both ends locked', async () => {
    const id = await engine.disk('first', 8192);
    const copy = await engine.api(
      'POST',
      `/disks/${id}/copy`,
      '<action><disk><alias>second</alias></disk><storage_domain><name>data</name></storage_domain></action>',
    );
    expect([copy.status, child(copy.xml, 'status')?.text]).toEqual([202, 'pending']);
    const second = `/disks/${child(copy.xml, 'disk')?.attributes['id'] ?? ''}`;
    expect([await engine.text(`/disks/${id}`, 'status'), await engine.text(second, 'status')]).toEqual(['locked', 'locked']);
    engine.pass();
    expect([await engine.text(second, 'status'), await engine.text(second, 'alias')]).toEqual(['ok', 'second']);
    await engine.api('POST', `/disks/${id}/move`, '<action><storage_domain><name>data</name></storage_domain></action>');
    engine.pass();
    expect((await engine.api('POST', `/disks/${id}/move`, '<action><storage_domain><name>data</name></storage_domain></action>')).status).toBe(409);
  });
});

describe('a disk attachment', () => {
  const attachment = (disk: string, bootable = false): string =>
    `<disk_attachment><interface>virtio_scsi</interface><bootable>${bootable}</bootable>${disk}</disk_attachment>`;

  it('makes a disk, or takes one that exists and belongs to nobody else', async () => {
    const vm = await engine.vm('web');
    const made = await engine.api(
      'POST',
      `/vms/${vm}/diskattachments`,
      attachment(
        '<disk><name>n</name><format>cow</format><provisioned_size>1073741824</provisioned_size><storage_domains><storage_domain><name>data</name></storage_domain></storage_domains></disk>',
      ),
    );
    expect([made.status, child(made.xml, 'creation_status')?.text]).toEqual([202, 'in_progress']);
    const id = await engine.disk('old', 4096);
    const taken = await engine.api('POST', `/vms/${vm}/diskattachments`, attachment(`<disk id="${id}"/>`));
    expect([taken.status, taken.xml.attributes['id']]).toEqual([201, id]);
    const other = await engine.vm('other');
    expect((await engine.api('POST', `/vms/${other}/diskattachments`, attachment(`<disk id="${id}"/>`))).status).toBe(409);
    expect((await engine.api('POST', `/vms/${vm}/diskattachments`, attachment(`<disk id="${await engine.disk('b', 1)}"/>`, true))).status).toBe(409);
  });

  it('grows its disk and never shrinks it', async () => {
    const vm = await engine.vm('web');
    const id = (await engine.get(`/vms/${vm}/diskattachments`)).xml.children[0]?.attributes['id'] ?? '';
    const resize = (size: number): ReturnType<TestEngine['api']> =>
      engine.api('PUT', `/vms/${vm}/diskattachments/${id}`, `<disk_attachment><disk><provisioned_size>${size}</provisioned_size></disk></disk_attachment>`);
    expect((await resize(20 * GIB)).status).toBe(200);
    expect((await resize(30 * GIB)).status).toBe(409);
    engine.pass();
    expect(await engine.text(`/disks/${id}`, 'provisioned_size')).toBe(String(20 * GIB));
    expect((await resize(GIB)).status).toBe(409);
  });

  it('takes the disk with it when deleted, unless detach_only', async () => {
    const vm = await engine.vm('web');
    const [kept, lost] = [await engine.disk('kept', 4096), await engine.disk('lost', 4096)];
    for (const id of [kept, lost]) await engine.api('POST', `/vms/${vm}/diskattachments`, attachment(`<disk id="${id}"/>`));
    expect((await engine.api('DELETE', `/vms/${vm}/diskattachments/${kept}?detach_only`)).status).toBe(200);
    expect((await engine.api('DELETE', `/vms/${vm}/diskattachments/${lost}`)).status).toBe(200);
    engine.pass();
    expect(await engine.text(`/disks/${kept}`, 'status')).toBe('ok');
    expect((await engine.get(`/disks/${lost}`)).status).toBe(404);
    expect((await engine.get(`/vms/${vm}/diskattachments`)).xml.children).toHaveLength(1);
  });
});

describe('snapshots and templates', () => {
  it('lock a VM that is down, and not one that is up', async () => {
    const vm = await engine.vm('web');
    const taken = await engine.api('POST', `/vms/${vm}/snapshots`, '<snapshot><description>before</description></snapshot>');
    expect([taken.status, child(taken.xml, 'snapshot_status')?.text]).toEqual([202, 'locked']);
    expect(await engine.text(`/vms/${vm}`, 'status')).toBe('image_locked');
    engine.pass();
    expect(await engine.text(`/vms/${vm}`, 'status')).toBe('down');
    await engine.up(vm);
    await engine.api('POST', `/vms/${vm}/snapshots`, '<snapshot><persist_memorystate>false</persist_memorystate></snapshot>');
    expect(await engine.text(`/vms/${vm}`, 'status')).toBe('up');
    expect((await engine.api('POST', `/vms/${vm}/snapshots`, '<snapshot/>')).status).toBe(409);
    engine.pass();
    expect(names((await engine.get(`/vms/${vm}/snapshots`)).xml, 'snapshot_type')).toEqual(['active', 'regular', 'regular']);
    const id = taken.xml.attributes['id'] ?? '';
    expect((await engine.api('POST', `/vms/${vm}/snapshots/${id}/restore`, '<action/>')).status).toBe(409);
    expect((await engine.api('DELETE', `/vms/${vm}/snapshots/${id}`)).status).toBe(200);
    engine.pass();
    expect((await engine.get(`/vms/${vm}/snapshots/${id}`)).status).toBe(404);
  });

  it('keep the active snapshot', async () => {
    const vm = await engine.vm('web');
    const active = (await engine.get(`/vms/${vm}/snapshots`)).xml.children[0]?.attributes['id'] ?? '';
    expect((await engine.api('DELETE', `/vms/${vm}/snapshots/${active}`)).status).toBe(409);
  });

  it('make a template of a VM, which cannot go while a VM stands on it', async () => {
    const vm = await engine.vm('web');
    const made = await engine.api('POST', '/templates', `<template><name>golden</name><vm id="${vm}"/></template>`);
    expect([made.status, child(made.xml, 'status')?.text]).toEqual([202, 'locked']);
    engine.pass();
    const path = `/templates/${made.xml.attributes['id'] ?? ''}`;
    expect(await engine.text(path, 'status')).toBe('ok');
    const child1 = await engine.api('POST', '/vms', '<vm><name>v</name><cluster><name>Default</name></cluster><template><name>golden</name></template></vm>');
    engine.pass();
    expect((await engine.api('DELETE', path)).status).toBe(409);
    await engine.api('DELETE', `/vms/${child1.xml.attributes['id'] ?? ''}`);
    engine.pass();
    expect((await engine.api('DELETE', path)).status).toBe(200);
    engine.pass();
    expect((await engine.get(path)).status).toBe(404);
  });
});
