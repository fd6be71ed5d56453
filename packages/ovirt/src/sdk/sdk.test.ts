import type { Clock, List } from '@portolan/core/driver';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  type Cluster,
  type DiskAttachment,
  EngineDate,
  type ListOf,
  type Nic,
  Sdk,
  type Service,
  type Vm,
  type VmNicsService,
  type VmsService,
} from './index.ts';
import { ScriptedEngine, type SentRequest } from './testing/scripted-engine.ts';

const page = ({ query }: SentRequest): string => query.find(([name]) => name === 'search')?.[1] ?? '';

/** Time passes when somebody waits for it. */
function stillClock(): Clock & { readonly slept: number[] } {
  let now = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
}

describe('the SDK', () => {
  it('sends nothing for a locator', () => {
    const engine = new ScriptedEngine();
    const nics = new Sdk(engine).system().vmsService().vmService('a b/c').nicsService();
    expect([nics.serviceName, nics.servicePath]).toEqual(['VmNics', '/vms/a%20b%2Fc/nics']);
    expect(engine.sent).toEqual([]);
  });

  it.each(['', '.', '..', 7, undefined])('refuses %j as an id: the request would go elsewhere', (id) => {
    const vms = new Sdk(new ScriptedEngine()).system().vmsService();
    expect(() => vms.vmService(id as string)).toThrow(expect.objectContaining({ code: 'invalid-argument', outcome: 'not-done' }));
  });

  it('says parameters, query and headers as asked, sorted by name', async () => {
    const engine = new ScriptedEngine({ body: '<vms/>' });
    const parameters = { search: 'name=my* sortby name page 2', max: 10, caseSensitive: false, allContent: true, follow: 'nics,cluster' };
    const vms = await new Sdk(engine)
      .system()
      .vmsService()
      .list(parameters, { query: { extra: 'a b&c' }, headers: { filter: 'true', Accept: undefined }, correlationId: 'abc' });
    expect(vms).toEqual([]);
    expect(engine.sent).toEqual([
      {
        method: 'GET',
        path: '/ovirt-engine/api/vms',
        query: [
          ['all_content', 'true'],
          ['case_sensitive', 'false'],
          ['extra', 'a b&c'],
          ['follow', 'nics,cluster'],
          ['max', '10'],
          ['search', 'name=my* sortby name page 2'],
        ],
        headers: { Version: '4', 'All-Content': 'true', 'Correlation-Id': 'abc', filter: 'true' },
        body: undefined,
      },
    ]);
  });

  it('refuses wrong arguments before anything is sent, with what was meant', async () => {
    const engine = new ScriptedEngine({ body: '<vms/>' });
    const vms = new Sdk(engine).system().vmsService();
    const wrong: readonly (readonly [unknown, unknown, RegExp])[] = [
      [{ serach: 'x' }, {}, /serach.*search\?/],
      [{ max: '10' }, {}, /max should be an integer/],
      ['name=x', {}, /one object/],
      [{}, { correlationId: 'not allowed' }, /correlationId/],
    ];
    for (const [parameters, options, message] of wrong) {
      await expect(vms.list(parameters as object, options as object)).rejects.toMatchObject({
        code: 'invalid-argument',
        operation: 'Vms.list',
        message: expect.stringMatching(message) as unknown,
      });
    }
    await expect(vms.add({} as never)).rejects.toThrow(/needs vm/);
    expect(engine.sent).toEqual([]);
  });

  it('does not send a call that was aborted', async () => {
    const engine = new ScriptedEngine({ body: '<vms/>' });
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(new Sdk(engine).system().vmsService().list({}, { signal })).rejects.toThrow('enough');
    expect(engine.sent).toEqual([]);
  });

  it('calls at once run at once', async () => {
    const engine = new ScriptedEngine(({ path }) => ({ body: `<vm id="${path.split('/').at(-1)}"/>` }));
    const vms = new Sdk(engine).system().vmsService();
    const found = await Promise.all(['1', '2', '3'].map((id) => vms.vmService(id).get()));
    expect(found.map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  it('reads collections that arrive in pieces, with what a list of other things holds', async () => {
    const text = '<disks href="/ovirt-engine/api/disks"><disk id="1"><name>é</name></disk><actions/><other id="2"/></disks>';
    const bytes = [...Buffer.from(text)].map((byte) => String.fromCharCode(byte));
    const pieces = [text.slice(0, 20), text.slice(20, 61), text.slice(61)];
    expect(bytes.length).toBeGreaterThan(text.length);
    const disks = await new Sdk(new ScriptedEngine({ body: pieces })).system().disksService().list();
    expect(disks.map(({ id, name }) => [id, name])).toEqual([
      ['1', 'é'],
      ['2', undefined],
    ]);
    expect(disks.href).toBe('/ovirt-engine/api/disks');
  });

  it('asks page after page until one is not full, each beginning with what was seen', async () => {
    const all = Array.from({ length: 7 }, (_, index) => String(index));
    const engine = new ScriptedEngine((request) => {
      const number = Number(/page (\d+)$/.exec(page(request))?.[1]);
      const max = Number(new Map(request.query).get('max'));
      const ids = all.slice((number - 1) * max, number * max);
      return { body: `<vms>${ids.map((id) => `<vm id="${id}"/>`).join('')}</vms>` };
    });
    const vms = new Sdk(engine).system().vmsService();
    const ids: (string | undefined)[] = [];
    for await (const { id } of vms.iterate({ search: 'status=up', pageSize: 3, follow: 'nics' })) ids.push(id);
    expect(ids).toEqual(['0', '1', '2', '3', '4', '5', '6']);
    expect(engine.sent.map((request) => [page(request), new Map(request.query).get('max')])).toEqual([
      ['status=up sortby name asc page 1', '3'],
      ['status=up sortby name asc page 1', '6'],
      ['status=up sortby name asc page 2', '5'],
    ]);
    expect(engine.sent[0]?.query).toContainEqual(['follow', 'nics']);
  });

  it('keeps the order that a search asks for, and refuses one that pages itself', async () => {
    const engine = new ScriptedEngine({ body: '<events/>' });
    const events = new Sdk(engine).system().eventsService();
    await events.iterate({ search: 'severity=error sortby time asc' }).toArray();
    await events.iterate().toArray();
    expect(engine.sent.map(page)).toEqual(['severity=error sortby time asc page 1', 'sortby time desc page 1']);
    await expect(events.iterate({ search: 'page 2' }).toArray()).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(() => events.iterate({ pageSize: 0 })).toThrow(/pageSize/);
  });

  it('has methods and locators of bases', () => {
    const permissions = new Sdk(new ScriptedEngine()).serviceOf('SystemPermissions', 'permissions');
    expect(permissions.permissionService('1').servicePath).toBe('/permissions/1');
    expect(typeof permissions.addClusterPermission).toBe('function');
    expect(new Sdk(new ScriptedEngine()).service('vms/1').statisticsService().servicePath).toBe('/vms/1/statistics');
  });

  it('is plain to look at: a service is no promise and prints its name', () => {
    const vms = new Sdk(new ScriptedEngine()).system().vmsService();
    expect('then' in vms).toBe(false);
    expect(vms.constructor.name).toBe('VmsService');
    expect({ ...vms }).toEqual({ serviceName: 'Vms', servicePath: '/vms' });
  });
});

describe('documents', () => {
  const sdk = new Sdk(new ScriptedEngine());

  it('are written as a call would send them, and read back', async () => {
    const vm = { name: 'web & co', memory: 2 ** 31, cpu: { topology: { sockets: 2 } }, nics: [{ name: 'nic1' }] };
    const text = await sdk.write('Vm', vm);
    expect(text).toContain(
      '<vm><cpu><topology><sockets>2</sockets></topology></cpu><memory>2147483648</memory><name>web &amp; co</name><nics><nic><name>nic1</name>',
    );
    expect(await sdk.read<Vm>(text)).toEqual(vm);
    const list = await sdk.write('Disk', [{ name: 'a' }, { name: 'b' }]);
    expect((await sdk.read<readonly { name: string }[]>(list)).map(({ name }) => name)).toEqual(['a', 'b']);
    expect((await sdk.read<ListOf<Vm>>('<vms href="/ovirt-engine/api/vms"/>')).href).toBe('/ovirt-engine/api/vms');
  });

  it('are refused when they are of no type, or not what they should be', async () => {
    await expect(sdk.read('<html><body>Login</body></html>')).rejects.toMatchObject({ code: 'protocol' });
    await expect(sdk.read('<vm><name>x</vm>')).rejects.toMatchObject({ code: 'protocol' });
    await expect(sdk.read('<!DOCTYPE vm [<!ENTITY a "b">]><vm><name>&a;</name></vm>')).rejects.toMatchObject({ code: 'protocol' });
    await expect(sdk.write('Wm', {})).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(sdk.write('Vm', { nmae: 'x', memory: 'much' })).rejects.toMatchObject({ message: expect.stringMatching(/name\?.*memory should be/) });
  });

  it('are known for every type of the model, alone and as a list', async () => {
    for (const type of ['Vm', 'Disk', 'Cluster', 'Host', 'Event', 'StorageDomain', 'Template', 'Nic', 'OperatingSystemInfo']) {
      expect([type, await sdk.read(await sdk.write(type, {}))]).toEqual([type, {}]);
      expect([type, await sdk.read(await sdk.write(type, [{}, {}]))]).toEqual([type, [{}, {}]]);
    }
  });
});

describe('jobs', () => {
  const jobs = (...states: readonly string[]): { readonly body: string } => ({
    body: `<jobs>${states.map((state, index) => `<job id="${index}"><description>Adding a disk</description><status>${state}</status></job>`).join('')}</jobs>`,
  });

  it('are waited for by correlation id until none is at work', async () => {
    const clock = stillClock();
    const engine = new ScriptedEngine(
      { status: 202, body: '<disk id="d"/>' },
      jobs('started', 'finished'),
      jobs('started', 'finished'),
      jobs('finished', 'finished'),
    );
    const sdk = new Sdk(engine, { clock });
    const disk = await sdk.withJobs((correlationId) =>
      sdk
        .system()
        .disksService()
        .add({ disk: { name: 'n' } }, { correlationId }),
    );
    expect(disk.id).toBe('d');
    const id = engine.sent[0]?.headers['Correlation-Id'];
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(engine.sent.slice(1).map(page)).toEqual(Array.from({ length: 3 }, () => `correlation_id=${id}`));
    expect(clock.slept).toEqual([1000, 1000]);
  });

  it('that fail are an error', async () => {
    const sdk = new Sdk(new ScriptedEngine(jobs('finished', 'failed')), { clock: stillClock() });
    await expect(sdk.waitForJobs('abc')).rejects.toMatchObject({
      providerCode: 'job-failed',
      target: 'abc',
      message: expect.stringContaining('Adding a disk') as unknown,
    });
  });

  it('that do not end are a timeout, not a success', async () => {
    const sdk = new Sdk(new ScriptedEngine(jobs('started')), { clock: stillClock() });
    await expect(sdk.waitForJobs('abc', { timeoutMs: 5000 })).rejects.toMatchObject({ code: 'timeout', target: 'abc' });
  });

  it('are not waited for any longer when the caller has enough', async () => {
    const controller = new AbortController();
    const engine = new ScriptedEngine(() => {
      controller.abort(new Error('enough'));
      return jobs('started');
    });
    await expect(new Sdk(engine, { clock: stillClock() }).waitForJobs('abc', { signal: controller.signal })).rejects.toThrow('enough');
    expect(engine.sent).toHaveLength(1);
  });
});

describe('types', () => {
  const sdk = new Sdk(new ScriptedEngine({ body: '<vms/>' }));

  it('know what stands at a path', () => {
    expectTypeOf(sdk.service('vms')).toEqualTypeOf<VmsService>();
    expectTypeOf(sdk.service('vms/123/nics')).toEqualTypeOf<VmNicsService>();
    const id: string = '123';
    expectTypeOf(sdk.service(`vms/${id}/nics/`)).toEqualTypeOf<VmNicsService>();
    const path: string = 'vms/1';
    expectTypeOf(sdk.service(path)).toEqualTypeOf<Service>();
    expectTypeOf<ReturnType<typeof sdk.service<'vms/1/nosuch'>>>().toBeNever();
  });

  it('know what methods take and give', () => {
    expectTypeOf<VmsService['list']>().returns.resolves.toEqualTypeOf<ListOf<Vm>>();
    expectTypeOf<VmsService['iterate']>().returns.toEqualTypeOf<List<Vm>>();
    expectTypeOf<Parameters<VmsService['add']>[0]['vm']>().toEqualTypeOf<Vm>();
    expectTypeOf<Vm['status']>().extract<string>().toEqualTypeOf<NonNullable<Vm['status']>>();
    expectTypeOf<Vm['memory']>().toEqualTypeOf<number | bigint | undefined>();
    expectTypeOf<Vm['creationTime']>().toEqualTypeOf<Date | undefined>();
    expectTypeOf<NonNullable<DiskAttachment['bootable']>>().toEqualTypeOf<boolean>();
    // @ts-expect-error -- no such status
    const status: Vm['status'] = 'teleporting';
    expect(status).toBe('teleporting');
  });

  it('know what a link leads to', () => {
    const vm: Vm = {};
    const follow = (): readonly unknown[] => [sdk.followLink(vm.cluster as Cluster), sdk.followLink(vm.nics as ListOf<Nic>)];
    expectTypeOf(() => sdk.followLink(vm.cluster as Cluster)).returns.resolves.toEqualTypeOf<Cluster>();
    expectTypeOf(() => sdk.followLink(vm.nics as ListOf<Nic>)).returns.resolves.toEqualTypeOf<ListOf<Nic>>();
    expect(typeof follow).toBe('function');
  });
});

describe('times', () => {
  it('are dates that remember how they were written', async () => {
    const engine = new ScriptedEngine({ body: '<vm><creation_time>2016-09-08T09:53:35.123456+02:00</creation_time></vm>' });
    const { creationTime } = await new Sdk(engine).service('vms/1').get();
    expect(creationTime).toBeInstanceOf(EngineDate);
    expect(creationTime?.toISOString()).toBe('2016-09-08T07:53:35.123Z');
    expect((creationTime as EngineDate).text).toBe('2016-09-08T09:53:35.123456+02:00');
  });
});
