import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../testing/signed-client.ts';
import { startTestBed, type TestBed } from '../testing/start.ts';

type Wire = Record<string, unknown> & { readonly id: string };

let bed: TestBed;
let machine: string;
beforeEach(async () => {
  bed = await startTestBed();
  machine = await running();
});
afterEach(() => bed.emulator.close());

const get = (path: string): Promise<Reply> => bed.cloud.send('GET', path);
const migrate = (action: string): Promise<Reply> => bed.cloud.send('POST', `/demo/machines/${machine}/migrate`, { body: { action } });
const record = async (): Promise<Wire> => (await get(`/demo/migrations/${machine}`)).json<Wire>();
const fails = (reply: Reply): unknown => [reply.status, reply.json().code, reply.json().message];

async function running(): Promise<string> {
  const [image] = (await get('/demo/images?name=base-64-lts')).json<Wire[]>();
  const { id } = (await bed.cloud.send('POST', '/demo/machines', { body: { image: image?.id, package: 'sdc_128' } })).json<Wire>();
  bed.clock.advance(1000);
  return id;
}

describe('a migration', () => {
  it('begins, syncs, switches to another server and is finalised', async () => {
    const before = (await get(`/demo/machines/${machine}`)).json()['compute_node'];
    const begun = await migrate('begin');
    expect([begun.status, begun.json()]).toEqual([
      201,
      expect.objectContaining({ machine, phase: 'begin', state: 'running', automatic: false, progress_history: [] }),
    ]);
    bed.clock.advance(1000);
    expect(await record()).toMatchObject({ phase: 'begin', state: 'paused', progress_history: [{ phase: 'begin', state: 'success', duration_ms: 1000 }] });
    expect(fails(await migrate('switch'))).toEqual([412, 'PreconditionFailed', expect.stringContaining('at least one')]);
    await migrate('sync');
    expect(fails(await migrate('sync'))).toEqual([412, 'PreconditionFailed', 'Cannot sync in migration state: running']);
    bed.clock.advance(1000);
    expect((await migrate('switch')).status).toBe(201);
    bed.clock.advance(1000);
    expect(await record()).toMatchObject({ phase: 'switch', state: 'successful' });
    expect((await get(`/demo/machines/${machine}`)).json()['compute_node']).not.toBe(before);
    expect(fails(await migrate('begin'))).toEqual([412, 'PreconditionFailed', expect.stringContaining('finalize')]);
    const done = await migrate('finalize');
    expect([done.status, done.text]).toEqual([200, '']);
    expect((await get('/demo/migrations')).json()).toEqual([]);
  });

  it('goes through by itself when automatic', async () => {
    await migrate('automatic');
    bed.clock.advance(2999);
    expect(await record()).toMatchObject({ phase: 'switch', state: 'running', automatic: true });
    bed.clock.advance(1);
    expect(await record()).toMatchObject({ phase: 'switch', state: 'successful' });
  });

  it('is paused in a sync, and aborted', async () => {
    expect(fails(await migrate('pause'))).toEqual([404, 'ResourceNotFound', 'migration not found']);
    await migrate('begin');
    expect(fails(await migrate('abort'))).toEqual([412, 'PreconditionFailed', 'Abort cannot work on a running migration']);
    bed.clock.advance(1000);
    await migrate('sync');
    expect((await migrate('pause')).status).toBe(201);
    expect(await record()).toMatchObject({ phase: 'sync', state: 'paused' });
    expect((await migrate('abort')).json()).toMatchObject({ phase: 'abort', state: 'running' });
    bed.clock.advance(1000);
    expect((await get(`/demo/migrations/${machine}`)).status).toBe(404);
  });

  it('is watched to its end, a JSON text a line', async () => {
    await migrate('begin');
    const watching = migrate('watch');
    await new Promise((resolve) => setTimeout(resolve, 60));
    bed.clock.advance(1000);
    const reply = await watching;
    expect(reply.headers['content-type']).toBe('application/x-json-stream');
    const events = reply.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Wire);
    expect(events[0]).toMatchObject({ type: 'progress', phase: 'begin', state: 'running' });
    expect(events.at(-1)).toEqual({ type: 'end', phase: 'begin', state: 'paused' });
  });

  it('is estimated, and may be forbidden to users', async () => {
    expect((await get(`/demo/machines/${machine}/migrate`)).json()['size']).toBeGreaterThan(0);
    expect(fails(await migrate('fly'))).toEqual([409, 'InvalidArgument', 'fly is not a valid migration action']);
    await bed.emulator.close();
    bed = await startTestBed({ userMigrations: false });
    machine = await running();
    expect(fails(await migrate('begin'))).toEqual([412, 'PreconditionFailed', 'User migration on this VM not allowed']);
  });
});
