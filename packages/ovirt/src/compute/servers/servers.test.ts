import type { CreateServerRequest } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { FakeEngine, faultReply, type Reply, type Seen, xmlReply } from '../../testing/fake-engine.ts';
import { Places } from '../places.ts';
import { writeComment } from './comment.ts';
import { Power } from './power.ts';
import { OvirtServers } from './servers.ts';

const REQUEST: CreateServerRequest = { name: 'web', imageId: 't1', sizeId: 'i1', tags: {}, metadata: {} };
const CLUSTERS = xmlReply('<clusters><cluster id="c1"><name>Default</name><data_center id="d1"/></cluster></clusters>');
const DONE = xmlReply('<action><status>complete</status></action>');
const vm = (status: string, more = ''): string => `<vm id="v1"><name>web</name>${more}<status>${status}</status></vm>`;
const marked = (key: string): string => `<comment>${writeComment({ foreign: '', tags: {}, metadata: {}, key }).replaceAll('"', '&quot;')}</comment>`;

function servers(reply: (request: Seen) => Reply | undefined): { readonly servers: OvirtServers; readonly engine: FakeEngine } {
  const engine = new FakeEngine((request) => {
    if (!request.target.includes('/api/')) return undefined;
    return request.target.endsWith('/clusters') ? CLUSTERS : reply(request);
  });
  const client = engine.client();
  return { servers: new OvirtServers(client, new Places(client, {}), new Power(client, 0)), engine };
}

describe('OvirtServers', () => {
  it('makes a VM in the current cluster and starts it once it is down', async () => {
    let looks = 0;
    const { servers: all, engine } = servers(({ method, target }) => {
      if (method === 'POST') return target.endsWith('/start') ? DONE : xmlReply(vm('image_locked'), 202);
      return target.endsWith('/vms/v1') ? xmlReply(vm(looks++ < 2 ? 'image_locked' : 'down')) : undefined;
    });
    expect(await all.create(REQUEST, {})).toMatchObject({ id: 'v1', name: 'web', state: 'pending' });
    expect(engine.calls).toEqual(['GET /clusters', 'POST /vms', 'GET /vms/v1', 'GET /vms/v1', 'GET /vms/v1', 'POST /vms/v1/start']);
  });

  it('plugs a VM into the networks that were asked for before it is started, also when somebody else has to finish', async () => {
    const answers = ({ method, target }: Seen, status: () => string, more = ''): Reply | undefined => {
      if (target.endsWith('/networks/n1')) return xmlReply('<network id="n1"><name>blue</name><data_center id="d1"/></network>');
      if (target.endsWith('/vnicprofiles'))
        return xmlReply('<vnic_profiles><vnic_profile id="p1"><name>blue</name><network id="n1"/></vnic_profile></vnic_profiles>');
      if (target.endsWith('/nics')) return xmlReply(method === 'POST' ? '<nic id="x"/>' : '<nics/>');
      if (target.includes('?search=')) return xmlReply(`<vms>${vm('down', more)}</vms>`);
      if (method === 'POST') return target.endsWith('/start') ? DONE : xmlReply(vm('image_locked'), 202);
      return target.endsWith('/vms/v1') ? xmlReply(vm(status())) : undefined;
    };
    let looks = 0;
    const { servers: all, engine } = servers((request) => answers(request, () => (looks++ < 1 ? 'image_locked' : 'down')));
    await all.create({ ...REQUEST, networkIds: ['n1'], idempotencyKey: 'k' }, {});
    const changes = (calls: readonly string[]): readonly string[] => calls.filter((call) => call.startsWith('POST'));
    expect(changes(engine.calls)).toEqual(['POST /vms', 'POST /vms/v1/nics', 'POST /vms/v1/start']);
    const written = engine.seen.find(({ method, target }) => method === 'POST' && target.endsWith('/vms'))?.body ?? '';
    const comment = /<comment>.*<\/comment>/.exec(written)?.[0] ?? '';
    expect(comment.replaceAll('&quot;', '"')).toContain('{"portolan":{"key":"k","nics":["p1"]}}');
    const other = servers((request) => answers(request, () => 'down', comment));
    expect(await other.servers.listByIdempotencyKey('k', {})).toMatchObject([{ id: 'v1' }]);
    expect(changes(other.engine.calls)).toEqual(['POST /vms/v1/nics', 'POST /vms/v1/start']);
    expect(other.engine.seen.find(({ method, target }) => method === 'POST' && target.endsWith('/nics'))?.body).toContain('<vnic_profile id="p1"/>');
  });

  it('makes nothing when a network is not there', async () => {
    const { servers: all, engine } = servers(({ target }) => (target.endsWith('/vnicprofiles') ? xmlReply('<vnic_profiles/>') : undefined));
    await expect(all.create({ ...REQUEST, networkIds: ['n9'] }, {})).rejects.toMatchObject({ code: 'not-found' });
    expect(engine.calls.filter((call) => !call.startsWith('GET'))).toEqual([]);
  });

  it('names the VM that was made when it cannot be started', async () => {
    const { servers: all } = servers(({ method, target }) => {
      if (target.endsWith('/start')) return faultReply(409, 'Cannot run VM without at least one bootable disk.');
      if (method === 'POST') return xmlReply(vm('down'), 201);
      return target.endsWith('/vms/v1') ? xmlReply(vm('down')) : undefined;
    });
    await expect(all.create(REQUEST, {})).rejects.toMatchObject({ code: 'conflict', outcome: 'done', leftover: { kind: 'server', id: 'v1' } });
  });

  it('says so when the engine takes the VM away again', async () => {
    const { servers: all } = servers(({ method }) => (method === 'POST' ? xmlReply(vm('image_locked'), 202) : undefined));
    const error: unknown = await all.create(REQUEST, {}).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'unknown', outcome: 'not-done', leftover: undefined });
  });

  it('leaves no time but the caller’s, and then names what was made', async () => {
    const { servers: all, engine } = servers(({ method }) => (method === 'POST' ? xmlReply(vm('image_locked'), 202) : xmlReply(vm('image_locked'))));
    const began = engine.clock.now();
    await expect(all.create({ ...REQUEST, locationId: 'c9' }, { timeoutMs: 60_000 })).rejects.toMatchObject({
      code: 'timeout',
      outcome: 'done',
      leftover: { id: 'v1' },
    });
    const spent = engine.clock.now() - began;
    expect([spent > 45_000, spent <= 60_000]).toEqual([true, true]);
  });

  it('sends nothing when the options are wrong', async () => {
    const { servers: all, engine } = servers(() => undefined);
    await expect(all.create({ ...REQUEST, bootScript: 'echo' }, {})).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(all.create({ ...REQUEST, native: { nope: 1 } }, {})).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(engine.seen).toEqual([]);
  });

  it('finds a VM by its mark, not by what merely looks like it, and starts one that never was', async () => {
    const list = (inner: string): Reply => xmlReply(`<vms><vm id="v0"><name>k-1</name><comment>k-1</comment><status>down</status></vm>${inner}</vms>`);
    const never = servers(({ method, target }) => {
      if (method === 'POST') return DONE;
      return target.includes('?search=comment')
        ? list(vm('down', `${marked('k-1')}<initialization><host_name>web</host_name></initialization>`))
        : xmlReply(vm('down'));
    });
    expect(await never.servers.listByIdempotencyKey('k-1', {})).toMatchObject([{ id: 'v1' }]);
    expect(never.engine.seen.at(-1)).toMatchObject({
      method: 'POST',
      target: '/ovirt-engine/api/vms/v1/start',
      body: expect.stringContaining('use_cloud_init'),
    });
    const stopped = servers(({ target }) => {
      const more = `${marked('k-1')}<stop_time>2026-03-02T09:00:00.000+01:00</stop_time>`;
      return target.includes('?search=comment') ? list(vm('down', more)) : xmlReply(vm('down', more));
    });
    expect(await stopped.servers.listByIdempotencyKey('k-1', {})).toMatchObject([{ id: 'v1', state: 'stopped' }]);
    expect(stopped.engine.calls.filter((call) => call.startsWith('POST'))).toEqual([]);
    const other = servers(() => list(vm('up', marked('k-11'))));
    expect(await other.servers.listByIdempotencyKey('k-1', {})).toEqual([]);
  });

  it('changes what it wrote in a comment and nothing else', async () => {
    const { servers: all, engine } = servers(({ method }) =>
      method === 'PUT'
        ? xmlReply(vm('up'))
        : xmlReply(
            vm(
              'up',
              `<comment>made by ops\n${writeComment({ foreign: '', tags: { a: '1' }, metadata: { m: '2' }, key: 'k' }).replaceAll('"', '&quot;')}</comment>`,
            ),
          ),
    );
    await all.setTags('v1', { b: '3' }, {});
    expect(engine.seen.at(-1)?.body.replaceAll('&quot;', '"')).toContain(
      '<comment>made by ops\n{"portolan":{"tags":{"b":"3"},"metadata":{"m":"2"},"key":"k"}}</comment>',
    );
  });

  it('pages in the order of ids, each page beginning with the end of the one before', async () => {
    const row = (id: string): string => `<vm id="${id}"><name>${id}</name><status>up</status></vm>`;
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const { servers: all, engine } = servers(({ target }) => {
      const query = new URL(`http://x${target}`).searchParams;
      const max = Number(query.get('max'));
      const number = Number(/ page (\d+)$/.exec(query.get('search') ?? '')?.[1]);
      return xmlReply(
        `<vms>${ids
          .slice((number - 1) * max, number * max)
          .map(row)
          .join('')}</vms>`,
      );
    });
    const first = await all.listPage({ pageSize: 4 });
    expect([first.items.map(({ id }) => id), first.next]).toEqual([['a', 'b', 'c', 'd'], '4:d']);
    // What goes away in front of our place moves the rest to where nobody would look.
    ids.splice(0, 2);
    const second = await all.listPage({ pageSize: 4 }, first.next);
    expect(second.items.map(({ id }) => id)).toEqual(['e', 'f']);
    const third = await all.listPage({ pageSize: 4 }, second.next);
    expect([third.items.map(({ id }) => id), third.next]).toEqual([['g'], undefined]);
    expect(engine.calls[0]).toContain('sortby%20id%20asc%20page%201');
    await expect(all.listPage({}, 'nonsense')).rejects.toMatchObject({ code: 'invalid-argument' });
  });
});
