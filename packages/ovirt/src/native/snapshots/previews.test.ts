import { describe, expect, it } from 'vitest';
import { FakeEngine, faultReply, type Reply, xmlReply } from '../../testing/fake-engine.ts';
import { OvirtPreviews } from './previews.ts';

const DONE = xmlReply('<action><status>pending</status></action>', 202);

/** A VM whose looks come one after the other: its status, and what becomes of the snapshot `s1`. */
function vmThat(looks: readonly (readonly [status: string, snapshot: string])[], act: (call: string) => Reply = () => DONE) {
  let at = 0;
  const engine = new FakeEngine(({ method, target }) => {
    const path = target.split('/ovirt-engine/api')[1];
    if (path === undefined) return undefined;
    if (method === 'POST') return act(path);
    if (!path.endsWith('/snapshots')) at += 1;
    const [status, snapshot] = looks[Math.min(at, looks.length) - 1] as readonly [string, string];
    if (path.endsWith('/snapshots'))
      return xmlReply(
        `<snapshots><snapshot id="s0"><snapshot_status>ok</snapshot_status></snapshot><snapshot id="s1"><snapshot_status>${snapshot}</snapshot_status></snapshot></snapshots>`,
      );
    return xmlReply(`<vm id="v1"><status>${status}</status></vm>`);
  });
  return { previews: new OvirtPreviews(engine.client()), engine };
}

describe('OvirtPreviews', () => {
  it('previews a snapshot and resolves when it can be looked at', async () => {
    const { previews, engine } = vmThat([
      ['image_locked', 'locked'],
      ['down', 'locked'],
      ['down', 'in_preview'],
    ]);
    await previews.preview('v1/s1', { diskIds: ['d1'] });
    expect(engine.seen.find(({ method, target }) => method === 'POST' && target.includes('/api/'))).toMatchObject({
      target: '/ovirt-engine/api/vms/v1/previewsnapshot',
      body: expect.stringContaining('<action><disks><disk id="d1"/></disks><restore_memory>false</restore_memory><snapshot id="s1"/></action>'),
    });
    expect(engine.calls.filter((call) => call === 'GET /vms/v1')).toHaveLength(3);
  });

  it.each(['commit', 'undo'] as const)('%s resolves when nothing is previewed any more', async (verb) => {
    const { previews, engine } = vmThat([
      ['image_locked', 'in_preview'],
      ['down', 'in_preview'],
      ['down', 'ok'],
    ]);
    await previews[verb]('v1');
    expect(engine.calls).toContain(`POST /vms/v1/${verb}snapshot`);
    expect(engine.calls.filter((call) => call === 'GET /vms/v1')).toHaveLength(3);
  });

  it('waits out locks, and passes on that the VM runs', async () => {
    let tries = 0;
    const locked = vmThat([['down', 'in_preview']], () => {
      tries += 1;
      return tries < 3 ? faultReply(409, 'Cannot preview Snapshot: VM is locked. Please try again in a few minutes.') : DONE;
    });
    await locked.previews.preview('v1/s1');
    expect(tries).toBe(3);
    const running = vmThat([['up', 'ok']], () => faultReply(409, 'Cannot preview Snapshot. VM is running.'));
    await expect(running.previews.preview('v1/s1')).rejects.toMatchObject({ code: 'conflict', operation: 'native.snapshots.preview', target: 'v1/s1' });
    await expect(running.previews.preview('s1')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('does not wait longer than its caller does', async () => {
    const { previews } = vmThat([['image_locked', 'locked']]);
    await expect(previews.preview('v1/s1', { timeoutMs: 20_000 })).rejects.toMatchObject({ code: 'timeout' });
  });
});
