import { describe, expect, it } from 'vitest';
import { StorageDomains } from '../../storage/buckets/buckets.ts';
import { FakeEngine, faultReply, type Reply, type Seen, xmlReply } from '../../testing/fake-engine.ts';
import { Places } from '../places.ts';
import { OvirtVolumes } from './volumes.ts';

const disk = (id: string, more = ''): string =>
  `<disk id="${id}"><alias>${id}</alias><provisioned_size>1073741824</provisioned_size><status>ok</status>${more}<storage_domains><storage_domain id="s1"/></storage_domains></disk>`;
const owner = (kind: string, id: string, ...disks: readonly string[]): string =>
  `<${kind} id="${id}"><disk_attachments>${disks.map((one) => `<disk_attachment id="${one}"><disk id="${one}"/></disk_attachment>`).join('')}</disk_attachments></${kind}>`;
const domain = (id: string, name: string, available: number): string =>
  `<storage_domain id="${id}"><name>${name}</name><type>data</type><status>active</status><available>${available}</available></storage_domain>`;

function volumes(reply: (request: Seen) => Reply | undefined): { readonly volumes: OvirtVolumes; readonly engine: FakeEngine } {
  const engine = new FakeEngine((request) => {
    const { target } = request;
    if (!target.includes('/api/')) return undefined;
    if (target.endsWith('/clusters')) return xmlReply('<clusters><cluster id="c1"><name>Default</name><data_center id="d1"/></cluster></clusters>');
    if (target.endsWith('/storagedomains')) return xmlReply(`<storage_domains>${domain('s1', 'small', 10)}${domain('s2', 'large', 99)}</storage_domains>`);
    return reply(request);
  });
  const client = engine.client();
  return { volumes: new OvirtVolumes(client, new StorageDomains(client, new Places(client, {}))), engine };
}

describe('OvirtVolumes', () => {
  it('lists disks with who has them, and neither those of templates nor those that hold objects', async () => {
    const object = '<description>{"portolan":{"d":"d3","s":1}}</description>'.replaceAll('"', '&quot;');
    const upload = '<description>portolan: upload under way</description>';
    const { volumes: all } = volumes(({ target }) => {
      if (target.includes('/disks'))
        return xmlReply(
          `<disks>${disk('d1')}${disk('d2')}${disk('d3', object)}${disk('d4', upload)}${disk('d5')}${disk('d6', '<content_type>iso</content_type>')}</disks>`,
        );
      return target.includes('/vms')
        ? xmlReply(`<vms>${owner('vm', 'v1', 'd1')}${owner('vm', 'v2', 'd1')}</vms>`)
        : xmlReply(`<templates>${owner('template', 't1', 'd5')}</templates>`);
    });
    expect((await all.listPage({})).items.map(({ id, state, attachments }) => [id, state, attachments.map(({ serverId }) => serverId)])).toEqual([
      ['d1', 'in-use', ['v1', 'v2']],
      ['d2', 'available', []],
    ]);
  });

  it('does not take a disk away from a server, also one that is down', async () => {
    const { volumes: all, engine } = volumes(({ target }) => {
      if (target.includes('/disks?')) return xmlReply('<disks/>');
      return target.includes('/vms') ? xmlReply(`<vms>${owner('vm', 'v1', 'd1')}</vms>`) : xmlReply(disk('d1'));
    });
    await expect(all.delete('d1', {})).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/v1/) });
    expect(engine.calls.filter((call) => call.startsWith('DELETE'))).toEqual([]);
    // The engine can search VMs by the storage they use.
    expect(engine.calls.find((call) => call.includes('/vms'))).toContain('storage.name%3D%22small%22');
  });

  it('asks nobody else about a disk that no VM has', async () => {
    const { volumes: all, engine } = volumes(({ method, target }) => {
      if (method === 'DELETE') return { status: 200 };
      return target.includes('/disks?') ? xmlReply(`<disks>${disk('d1')}</disks>`) : xmlReply(disk('d1'));
    });
    await all.delete('d1', {});
    expect(engine.calls).toEqual(['GET /disks/d1', 'GET /disks?search=id%3Dd1%20and%20number_of_vms%3D0', 'DELETE /disks/d1']);
    const absent = volumes(() => ({ status: 404 }));
    await absent.volumes.delete('d9', {});
  });

  it('makes disks where there is most room, or where the type says', async () => {
    const bodies: string[] = [];
    const { volumes: all } = volumes(({ method, body }) => {
      if (method === 'POST') bodies.push(body);
      return xmlReply(disk('d1'), 202);
    });
    await all.create({ name: 'v', sizeMiB: 1024, idempotencyKey: 'k-1' }, {});
    await all.create({ name: 'v', sizeMiB: 1024, type: 'small' }, {});
    expect(bodies.map((body) => /storage_domain id="(\w+)"/.exec(body)?.[1])).toEqual(['s2', 's1']);
    expect(bodies[0]).toContain(
      '<description>{&quot;portolan&quot;:{&quot;volume&quot;:&quot;k-1&quot;,&quot;made&quot;:&quot;2026-11-21T12:00:00.000Z&quot;}}</description>',
    );
    await expect(all.create({ name: 'v', sizeMiB: 1, type: 'none' }, {})).rejects.toMatchObject({
      code: 'not-found',
      remedy: expect.stringMatching(/small, large/),
    });
    await expect(all.create({ name: 'v', sizeMiB: 1, snapshotId: 's' }, {})).rejects.toMatchObject({ code: 'unsupported', outcome: 'not-done' });
  });

  it('takes attached already for success, and a disk that another has for a conflict', async () => {
    const refused = faultReply(409, 'Cannot attach Virtual Disk. The disk is already attached to the VM.');
    const has = (there: boolean): OvirtVolumes =>
      volumes(({ method }) => (method === 'POST' ? refused : there ? xmlReply('<disk_attachment id="d1"><disk id="d1"/></disk_attachment>') : { status: 404 }))
        .volumes;
    await has(true).attach('d1', 'v1', undefined, {});
    await expect(has(false).attach('d1', 'v1', undefined, {})).rejects.toMatchObject({ code: 'conflict' });
  });

  it('never shrinks', async () => {
    const { volumes: all } = volumes(({ target }) => (target.includes('/disks?') ? xmlReply(`<disks>${disk('d1')}</disks>`) : xmlReply(disk('d1'))));
    await expect(all.extend('d1', 512, {})).rejects.toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
  });
});
