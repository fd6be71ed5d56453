import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { child } from '../../kit/xml.ts';
import { faultOf, idOf, names, type Reply, send, TestEngine } from '../testing/engine-client.ts';

const GIB = 1024 ** 3;

let engine: TestEngine;
beforeEach(async () => {
  engine = await TestEngine.start({ seed: { servers: [{ name: 'one' }, { name: 'two' }] } });
});
afterEach(() => engine.close());

const first = (path: string, name: string): Promise<string> => engine.idIn(path, name);
const start = async (name: string, body = '<action/>'): Promise<Reply> => engine.api('POST', `/vms/${await first('/vms', name)}/start`, body);

describe('where a machine runs', () => {
  const group = async (positive: boolean, enforcing = true): Promise<void> => {
    const groups = `/clusters/${await first('/clusters', 'Default')}/affinitygroups`;
    const made = await engine.api(
      'POST',
      groups,
      `<affinity_group><name>g</name><vms_rule><enabled>true</enabled><enforcing>${enforcing}</enforcing><positive>${positive}</positive></vms_rule></affinity_group>`,
    );
    for (const name of ['one', 'two']) await engine.api('POST', `${groups}/${idOf(made)}/vms`, `<vm id="${await first('/vms', name)}"/>`);
  };
  const secondHost = async (): Promise<string> => {
    const host = idOf(await engine.api('POST', '/hosts', '<host><name>host2</name><address>host2.example.com</address></host>'));
    engine.pass(2);
    return host;
  };
  const hostOf = async (name: string): Promise<string | undefined> =>
    child((await engine.get(`/vms/${await first('/vms', name)}`)).xml, 'host')?.attributes['id'];

  it('is away from others of a group that keeps them apart', async () => {
    await group(false);
    expect((await start('one')).status).toBe(200);
    expect(faultOf(await start('two'))).toContain('no host that satisfies');
    await secondHost();
    expect((await start('two')).status).toBe(200);
    expect(await hostOf('one')).not.toBe(await hostOf('two'));
  });

  it('is beside others of a group that keeps them together, also when it should move', async () => {
    await group(true);
    await secondHost();
    for (const name of ['one', 'two']) expect((await start(name)).status).toBe(200);
    engine.pass(2);
    expect(await hostOf('one')).toBe(await hostOf('two'));
    expect((await engine.api('POST', `/vms/${await first('/vms', 'two')}/migrate`, '<action/>')).status).toBe(409);
  });

  it('is anywhere when the rule is only a wish', async () => {
    await group(false, false);
    for (const name of ['one', 'two']) expect((await start(name)).status).toBe(200);
  });

  it('is where it is pinned, and where its labels are', async () => {
    const host = await secondHost();
    const vm = await first('/vms', 'one');
    await engine.api('PUT', `/vms/${vm}`, `<vm><placement_policy><affinity>pinned</affinity><hosts><host id="${host}"/></hosts></placement_policy></vm>`);
    await start('one');
    expect(await hostOf('one')).toBe(host);
    const label = idOf(await engine.api('POST', '/affinitylabels', '<affinity_label><name>ssd</name></affinity_label>'));
    await engine.api('POST', `/affinitylabels/${label}/vms`, `<vm id="${await first('/vms', 'two')}"/>`);
    expect((await start('two')).status).toBe(409);
    await engine.api('POST', `/affinitylabels/${label}/hosts`, `<host id="${host}"/>`);
    await start('two');
    expect(await hostOf('two')).toBe(host);
  });

  it('is the host that a migration names, unless it is there already', async () => {
    const host = await secondHost();
    const vm = await first('/vms', 'one');
    await engine.up(vm);
    const before = (await hostOf('one')) ?? '';
    const migrate = (to: string): Promise<Reply> => engine.api('POST', `/vms/${vm}/migrate`, `<action><host id="${to}"/></action>`);
    expect((await migrate(before)).status).toBe(409);
    expect((await migrate(host)).status).toBe(200);
    engine.pass();
    expect(await hostOf('one')).toBe(host);
  });

  it('can be paused from the start', async () => {
    await start('one', '<action><pause>true</pause></action>');
    engine.pass(2);
    expect(await engine.text(`/vms/${await first('/vms', 'one')}`, 'status')).toBe('paused');
  });
});

describe('quotas', () => {
  let quota: string;
  let path: string;
  beforeEach(async () => {
    const center = await first('/datacenters', 'Default');
    await engine.api('PUT', `/datacenters/${center}`, '<data_center><quota_mode>enabled</quota_mode></data_center>');
    const made = await engine.api('POST', `/datacenters/${center}/quotas`, '<quota><name>small</name></quota>');
    [quota, path] = [idOf(made), `/datacenters/${center}/quotas/${idOf(made)}`];
  });
  const disk = (alias: string, bytes: number, more = `<quota id="${quota}"/>`): Promise<Reply> =>
    engine.api(
      'POST',
      '/disks',
      `<disk><alias>${alias}</alias><format>cow</format><provisioned_size>${bytes}</provisioned_size><storage_domains><storage_domain><name>data</name></storage_domain></storage_domains>${more}</disk>`,
    );
  const blank = (name: string, more = ''): Promise<Reply> =>
    engine.api('POST', '/vms', `<vm><name>${name}</name><cluster><name>Default</name></cluster><template><name>debian-12</name></template>${more}</vm>`);

  it('have to be named where they are enforced', async () => {
    expect([(await blank('x')).status, (await disk('x', GIB, '')).status]).toEqual([409, 409]);
    expect([(await blank('x', `<quota id="${quota}"/>`)).status, (await disk('x', GIB)).status]).toEqual([202, 202]);
  });

  it('limit storage, and say what is used of it', async () => {
    await engine.api('POST', `${path}/quotastoragelimits`, '<quota_storage_limit><limit>3</limit></quota_storage_limit>');
    expect((await disk('a', 2 * GIB)).status).toBe(202);
    expect(faultOf(await disk('b', 2 * GIB))).toContain('Limit exceeded');
    expect((await disk('c', GIB)).status).toBe(202);
    expect(names((await engine.get(`${path}/quotastoragelimits`)).xml, 'usage')).toEqual(['3.0']);
  });

  it('limit what runs', async () => {
    const cluster = await first('/clusters', 'Default');
    await engine.api(
      'POST',
      `${path}/quotaclusterlimits`,
      `<quota_cluster_limit><cluster id="${cluster}"/><memory_limit>1.5</memory_limit></quota_cluster_limit>`,
    );
    for (const name of ['a', 'b']) await blank(name, `<quota id="${quota}"/>`);
    engine.pass();
    expect((await start('a')).status).toBe(200);
    expect(faultOf(await start('b'))).toContain('Limit exceeded');
    expect(names((await engine.get(`${path}/quotaclusterlimits`)).xml, 'memory_usage')).toEqual(['1.0']);
  });
});

describe('costly members', () => {
  it('are shown when all is asked for, by parameter or header', async () => {
    const vm = `/vms/${await first('/vms', 'one')}`;
    await engine.api('PUT', vm, '<vm><console><enabled>true</enabled></console></vm>');
    const shown = (reply: Reply): unknown => child(child(reply.xml, 'console'), 'enabled')?.text;
    expect([
      shown(await engine.get(vm)),
      shown(await engine.get(`${vm}?all_content=true`)),
      shown(await engine.api('GET', vm, '', { 'All-Content': 'true' })),
    ]).toEqual([undefined, 'true', 'true']);
  });
});

describe('jobs and events', () => {
  it('tell of what has no behaviour, too', async () => {
    await engine.api('POST', '/bookmarks', '<bookmark><name>b</name><value>v</value></bookmark>', { 'Correlation-Id': 'mark' });
    expect(names((await engine.get('/jobs?search=correlation_id%3Dmark')).xml, 'status')).toEqual(['finished']);
    expect((await engine.get('/events?search=correlation_id%3Dmark')).xml.children).toHaveLength(1);
  });
});

describe('downloads of the past', () => {
  const transfer = (source: string, direction = 'download'): Promise<Reply> =>
    engine.api('POST', '/imagetransfers', `<image_transfer><direction>${direction}</direction><format>raw</format>${source}</image_transfer>`);

  it('read a snapshot and a backup while the machine runs, and leave its disk alone', async () => {
    const vm = await first('/vms', 'one');
    const disk = (await engine.get(`/vms/${vm}/diskattachments`)).xml.children[0]?.attributes['id'] ?? '';
    await engine.api('POST', `/vms/${vm}/snapshots`, '<snapshot><description>s</description></snapshot>');
    engine.pass();
    await engine.up(vm);
    expect((await transfer(`<disk id="${disk}"/>`)).status).toBe(409);
    const backup = idOf(await engine.api('POST', `/vms/${vm}/backups`, `<backup><disks><disk id="${disk}"/></disks></backup>`));
    expect((await transfer(`<disk id="${disk}"/><backup id="${backup}"/>`)).status).toBe(409);
    engine.pass(2);
    const candidates = (await engine.get(`/disks/${disk}/disksnapshots`)).xml.children.map((one) => `<snapshot id="${one.attributes['id'] ?? ''}"/>`);
    const readable = await Promise.all(candidates.map(async (one) => (await transfer(one)).status));
    // One of the two is the disk as it is now, which the machine has.
    expect([...readable].sort((a, b) => a - b)).toEqual([201, 404]);
    const made = await transfer(`<disk id="${disk}"/><backup id="${backup}"/>`);
    engine.pass();
    const url = child((await engine.get(`/imagetransfers/${idOf(made)}`)).xml, 'transfer_url')?.text ?? '';
    const bytes = await send(url, 'GET', { Range: 'bytes=0-3' });
    expect([bytes.status, bytes.text, await engine.text(`/disks/${disk}`, 'status')]).toEqual([206, 'boot', 'ok']);
    expect((await transfer(`<disk id="${disk}"/><backup id="${backup}"/>`, 'upload')).status).toBe(409);
    await engine.api('POST', `/imagetransfers/${idOf(made)}/cancel`, '<action/>');
    engine.pass(3);
    expect(await engine.text(`/disks/${disk}`, 'status')).toBe('ok');
  });
});
