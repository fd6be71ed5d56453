import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { child } from '../../kit/xml.ts';
import { faultOf, idOf, names, type Reply, send, TestEngine } from '../testing/engine-client.ts';

let engine: TestEngine;
let vm: string;
beforeEach(async () => {
  engine = await TestEngine.start({ seed: { servers: [{ name: 'web' }] } });
  vm = (await engine.get('/vms')).xml.children[0]?.attributes['id'] ?? '';
});
afterEach(() => engine.close());

const act = (action: string, body = '<action/>'): Promise<Reply> => engine.api('POST', `/vms/${vm}/${action}`, body);
const snapshot = async (description: string): Promise<string> => {
  const made = await engine.api('POST', `/vms/${vm}/snapshots`, `<snapshot><description>${description}</description></snapshot>`);
  engine.pass();
  return idOf(made);
};

describe('previews of snapshots', () => {
  const statuses = async (): Promise<unknown> =>
    (await engine.get(`/vms/${vm}/snapshots`)).xml.children.map((one) => [child(one, 'snapshot_type')?.text, child(one, 'snapshot_status')?.text]);

  it('can be undone: all is as before', async () => {
    const id = await snapshot('one');
    expect((await act('previewsnapshot', `<action><snapshot id="${id}"/></action>`)).status).toBe(202);
    expect(await engine.text(`/vms/${vm}`, 'status')).toBe('image_locked');
    engine.pass();
    expect(await statuses()).toEqual([
      ['active', 'ok'],
      ['regular', 'in_preview'],
      ['preview', 'ok'],
    ]);
    expect((await act('previewsnapshot', `<action><snapshot id="${id}"/></action>`)).status).toBe(409);
    expect((await engine.api('DELETE', `/vms/${vm}/snapshots/${id}`)).status).toBe(409);
    expect((await engine.api('POST', `/vms/${vm}/snapshots`, '<snapshot><description>x</description></snapshot>')).status).toBe(409);
    await act('undosnapshot');
    engine.pass();
    expect(await statuses()).toEqual([
      ['active', 'ok'],
      ['regular', 'ok'],
    ]);
  });

  it('can be kept: what came after is gone', async () => {
    const id = await snapshot('one');
    await snapshot('two');
    await act('previewsnapshot', `<action><snapshot id="${id}"/></action>`);
    engine.pass();
    await act('commitsnapshot');
    engine.pass();
    expect(names((await engine.get(`/vms/${vm}/snapshots`)).xml, 'description')).toEqual(['Active VM', 'one']);
  });

  it('need a snapshot, and a machine that is down', async () => {
    const id = await snapshot('one');
    expect(faultOf(await act('previewsnapshot'))).toBe('Incomplete parameters: Action [snapshot.id] required for previewSnapshot');
    expect((await act('previewsnapshot', '<action><snapshot id="11111111-1111-1111-1111-111111111111"/></action>')).status).toBe(404);
    for (const action of ['commitsnapshot', 'undosnapshot']) expect(faultOf(await act(action))).toContain('not previewing a Snapshot');
    await engine.up(vm);
    expect((await act('previewsnapshot', `<action><snapshot id="${id}"/></action>`)).status).toBe(409);
  });
});

describe('snapshots', () => {
  it('have the disks and NICs of their time, also one by one', async () => {
    const id = await snapshot('one');
    const path = `/vms/${vm}/snapshots/${id}`;
    const [disks, nics] = [(await engine.get(`${path}/disks`)).xml, (await engine.get(`${path}/nics`)).xml];
    expect([disks.children.length, names(nics)]).toEqual([1, ['nic1']]);
    for (const one of [...disks.children, ...nics.children])
      expect((await engine.get((one.attributes['href'] ?? '').replace('/ovirt-engine/api', ''))).status).toBe(200);
  });

  it('are seen from their disks, which can leave them', async () => {
    const id = await snapshot('one');
    const disk = (await engine.get(`/vms/${vm}/diskattachments`)).xml.children[0]?.attributes['id'] ?? '';
    const path = `/disks/${disk}/disksnapshots`;
    const found = (await engine.get(path)).xml.children;
    const mine = found.find((one) => child(one, 'snapshot')?.attributes['id'] === id)?.attributes['id'] ?? '';
    const active = found.find((one) => one.attributes['id'] !== mine)?.attributes['id'] ?? '';
    expect((await engine.api('DELETE', `${path}/${active}`)).status).toBe(409);
    expect((await engine.api('DELETE', `${path}/${mine}`)).status).toBe(200);
    engine.pass();
    expect((await engine.get(`/vms/${vm}/snapshots/${id}/disks`)).xml.children).toEqual([]);
  });
});

describe('backups', () => {
  const disk = async (): Promise<string> => (await engine.get(`/vms/${vm}/diskattachments`)).xml.children[0]?.attributes['id'] ?? '';
  const backup = async (more = ''): Promise<Reply> =>
    engine.api('POST', `/vms/${vm}/backups`, `<backup><disks><disk id="${await disk()}"/></disks>${more}</backup>`);

  it('are ready after a while, leave a checkpoint, and end when they are finalized', async () => {
    await engine.up(vm);
    const made = await backup();
    const path = `/vms/${vm}/backups/${idOf(made)}`;
    expect([made.status, child(made.xml, 'phase')?.text, (await backup()).status]).toEqual([201, 'initializing', 409]);
    expect((await engine.api('POST', `${path}/finalize`, '<action/>')).status).toBe(409);
    engine.pass(2);
    expect(await engine.text(path, 'phase')).toBe('ready');
    expect((await engine.get(`${path}/disks`)).xml.children.map((one) => one.attributes['id'])).toEqual([await disk()]);
    const checkpoint = (await engine.get(`/vms/${vm}/checkpoints`)).xml.children[0]?.attributes['id'] ?? '';
    expect(child((await engine.get(path)).xml, 'to_checkpoint_id')?.text).toBe(checkpoint);
    expect((await engine.api('POST', `${path}/finalize`, '<action/>')).status).toBe(200);
    engine.pass();
    expect(await engine.text(path, 'phase')).toBe('succeeded');
    const next = await backup(`<from_checkpoint_id>${checkpoint}</from_checkpoint_id>`);
    engine.pass(2);
    expect(names((await engine.get(`/vms/${vm}/checkpoints`)).xml, 'parent_id')).toEqual([undefined, checkpoint]);
    expect(child(next.xml, 'from_checkpoint_id')?.text).toBe(checkpoint);
    const last = (await engine.get(`/vms/${vm}/checkpoints`)).xml.children[1]?.attributes['id'] ?? '';
    expect([
      (await engine.api('DELETE', `/vms/${vm}/checkpoints/${last}`)).status,
      (await engine.api('DELETE', `/vms/${vm}/checkpoints/${checkpoint}`)).status,
    ]).toEqual([409, 200]);
  });

  it('are refused for disks and checkpoints that the machine does not have', async () => {
    expect(faultOf(await engine.api('POST', `/vms/${vm}/backups`, '<backup/>'))).toBe('Incomplete parameters: Backup [disks] required for add');
    expect((await engine.api('POST', `/vms/${vm}/backups`, '<backup><disks><disk id="x"/></disks></backup>')).status).toBe(409);
    expect((await backup('<from_checkpoint_id>x</from_checkpoint_id>')).status).toBe(404);
  });
});

describe('copies', () => {
  it('are machines of their own, with disks and addresses of their own', async () => {
    expect(faultOf(await act('clone'))).toBe('Incomplete parameters: Action [vm.name] required for clone');
    expect((await act('clone', '<action><vm><name>web</name></vm></action>')).status).toBe(409);
    const done = await act('clone', '<action><vm><name>web2</name></vm></action>');
    const id = child(done.xml, 'vm')?.attributes['id'] ?? '';
    expect([done.status, await engine.text(`/vms/${id}`, 'status')]).toEqual([202, 'image_locked']);
    engine.pass();
    expect(await engine.text(`/vms/${id}`, 'status')).toBe('down');
    const macs = await Promise.all(
      [vm, id].map(async (one) => (await engine.get(`/vms/${one}/nics`)).xml.children.map((nic) => child(child(nic, 'mac'), 'address')?.text)),
    );
    const disks = await Promise.all([vm, id].map(async (one) => (await engine.get(`/vms/${one}/diskattachments`)).xml.children[0]?.attributes['id']));
    expect([macs[0]?.[0] === macs[1]?.[0], disks[0] === disks[1]]).toEqual([false, false]);
  });

  it('go to a host as a file', async () => {
    expect((await act('export', '<action><host><name>host1</name></host><directory>/tmp</directory></action>')).status).toBe(202);
    engine.pass();
    expect(names((await engine.get('/events')).xml, 'description')[0]).toContain('/tmp/web.ova');
    expect((await act('export')).status).toBe(400);
  });
});

describe('drives, consoles, sessions', () => {
  it('take an image for the next start, or at once while it runs', async () => {
    const iso = await engine.disk('cd.iso', 4096, '<content_type>iso</content_type>');
    const path = `/vms/${vm}/cdroms/00000000-0000-0000-0000-000000000000`;
    const file = async (query = ''): Promise<string | undefined> => child((await engine.get(path + query)).xml, 'file')?.attributes['id'];
    expect((await engine.api('PUT', `${path}?current=true`, `<cdrom><file id="${iso}"/></cdrom>`)).status).toBe(409);
    await engine.api('PUT', path, `<cdrom><file id="${iso}"/></cdrom>`);
    expect([await file(), await file('?current=true')]).toEqual([iso, undefined]);
    await engine.up(vm);
    expect(await file('?current=true')).toBe(iso);
    await engine.api('PUT', `${path}?current=true`, '<cdrom><file id=""/></cdrom>');
    expect([await file(), await file('?current=true')]).toEqual([iso, undefined]);
    expect((await engine.api('PUT', path, '<cdrom><file id="nothing"/></cdrom>')).status).toBe(404);
  });

  it('have an address while the machine runs', async () => {
    const console = (await engine.get(`/vms/${vm}/graphicsconsoles`)).xml.children[0]?.attributes['id'] ?? '';
    expect(console).toBe('766e63');
    const file = (): Promise<Reply> => act(`graphicsconsoles/${console}/remoteviewerconnectionfile`);
    expect((await file()).status).toBe(409);
    await engine.up(vm);
    const content = Buffer.from(child((await file()).xml, 'remote_viewer_connection_file')?.text ?? '', 'base64').toString();
    expect(content).toContain('[virt-viewer]\ntype=vnc\nhost=host1.example.com');
    expect(child(child((await act(`graphicsconsoles/${console}/proxyticket`)).xml, 'proxy_ticket'), 'value')?.text).not.toBe('');
    expect((await engine.get(`/vms/${vm}/sessions`)).xml.children).toHaveLength(1);
    expect((await engine.get(`/vms/${vm}/applications`)).xml.children.length).toBeGreaterThan(0);
  });
});

describe('NICs', () => {
  it('keep a MAC address to themselves', async () => {
    const add = (mac: string): Promise<Reply> =>
      engine.api('POST', `/vms/${vm}/nics`, `<nic><name>nic${mac.at(-1) ?? ''}</name><mac><address>${mac}</address></mac></nic>`);
    expect((await add('02:00:00:00:00:02')).status).toBe(201);
    expect([(await add('02:00:00:00:00:02')).status, (await add('nonsense')).status]).toEqual([409, 400]);
  });
});

describe('what takes time', () => {
  it('can be waited for by the engine', async () => {
    const body = '<vm><name>slow</name><cluster><name>Default</name></cluster><template><name>debian-12</name></template></vm>';
    const pending = engine.api('POST', '/vms', body, { 'X-Ovirt-Expect': '201-created' });
    await expect.poll(async () => names((await engine.get('/vms?search=name%3Dslow')).xml, 'status')).toEqual(['image_locked']);
    engine.pass();
    const made = await pending;
    expect([made.status, child(made.xml, 'status')?.text]).toEqual([201, 'down']);
  });
});

describe('jobs', () => {
  it('have steps that follow them', async () => {
    const body = '<vm><name>j</name><cluster><name>Default</name></cluster><template><name>debian-12</name></template></vm>';
    await engine.api('POST', '/vms', body, { 'Correlation-Id': 'make-j' });
    const job = (await engine.get('/jobs?search=correlation_id%3Dmake-j')).xml.children[0]?.attributes['id'] ?? '';
    const steps = async (): Promise<unknown> => names((await engine.get(`/jobs/${job}/steps`)).xml, 'status');
    expect(await steps()).toEqual(['finished', 'started']);
    engine.pass();
    expect(await steps()).toEqual(['finished', 'finished']);
    expect((await engine.api('POST', `/jobs/${job}/end`, '<action/>')).status).toBe(409);
  });

  it('of other programs are ended by them', async () => {
    const job = idOf(await engine.api('POST', '/jobs', '<job><description>ours</description></job>'));
    const step = idOf(await engine.api('POST', `/jobs/${job}/steps`, '<step><description>one</description><type>executing</type></step>'));
    expect(await engine.text(`/jobs/${job}`, 'external')).toBe('true');
    await engine.api('POST', `/jobs/${job}/steps/${step}/end`, '<action><succeeded>false</succeeded></action>');
    expect(await engine.text(`/jobs/${job}/steps/${step}`, 'status')).toBe('failed');
    await engine.api('POST', `/jobs/${job}/end`, '<action><succeeded>true</succeeded></action>');
    expect(await engine.text(`/jobs/${job}`, 'status')).toBe('finished');
    await engine.api('POST', `/jobs/${job}/clear`, '<action/>');
    expect((await engine.get(`/jobs/${job}`)).status).toBe(404);
  });
});

describe('what the engine says of itself', () => {
  it('is its model, as JSON and as XML, and the schema of its documents', async () => {
    const model = JSON.parse((await engine.get('/model.json')).text) as {
      types: { kind: string; name: string }[];
      services: { name: string; methods: { name: string }[] }[];
    };
    const kinds = (kind: string): number => model.types.filter((one) => one.kind === kind).length;
    expect([kinds('struct'), kinds('enum'), model.services.length]).toEqual([217, 115, 288]);
    expect(model.services.find((one) => one.name === 'vm')?.methods.map((one) => one.name)).toContain('preview_snapshot');
    expect(child((await engine.get('/model')).xml, 'root')?.text).toBe('system');
    expect((await engine.api('GET', '/model', '', { Accept: 'application/json' })).headers['content-type']).toBe('application/json');
    const schema = await send(`${engine.emulator.url}/ovirt-engine/api?schema`, 'GET', { Authorization: `Bearer ${engine.token}` });
    expect([schema.headers['content-type'], schema.headers['content-disposition'], schema.xml.name]).toEqual([
      'application/octet-stream',
      expect.stringMatching(/^attachment/),
      'schema',
    ]);
  });
});
