import { describe, expect, it } from 'vitest';
import { FakeEngine, faultReply, type Reply, xmlReply } from '../../testing/fake-engine.ts';
import { Power } from './power.ts';

const DONE = xmlReply('<action><status>complete</status></action>');

interface Script {
  /** Status of the VM at each look; the last repeats. `gone`: 404. */
  readonly looks: readonly string[];
  /** Answers to actions and removals, in order; then they are done. */
  readonly answers?: readonly Reply[];
  readonly graceMs?: number;
  readonly more?: string;
  /** Descriptions of its disks, by their ids. */
  readonly disks?: Readonly<Record<string, string>>;
  readonly onLook?: (look: number) => void;
}

const attached = ([id, description]: readonly [string, string]): string =>
  `<disk_attachment id="${id}"><disk id="${id}"><description>${description}</description></disk></disk_attachment>`;

function playing({ looks, answers = [], graceMs = 60_000, more = '', disks = {}, onLook }: Script): {
  readonly power: Power;
  readonly engine: FakeEngine;
  readonly calls: () => readonly string[];
} {
  let look = 0;
  let act = 0;
  const engine = new FakeEngine(({ method, target }) => {
    if (!target.includes('/api/')) return undefined;
    if (method !== 'GET') return answers[act++] ?? DONE;
    if (target.includes('/diskattachments')) return xmlReply(`<disk_attachments>${Object.entries(disks).map(attached).join('')}</disk_attachments>`);
    onLook?.(look);
    const status = looks[Math.min(look++, looks.length - 1)];
    return status === 'gone' ? { status: 404 } : xmlReply(`<vm id="1"><name>a</name>${more}<status>${status}</status></vm>`);
  });
  const writes = (): readonly string[] => engine.calls.filter((call) => !call.startsWith('GET')).map((call) => call.replace('/vms/1', ''));
  return { power: new Power(engine.client(), graceMs), engine, calls: writes };
}

describe('Power', () => {
  it('starts a VM once its disks are there, with cloud-init when there is something for it', async () => {
    const { power, engine, calls } = playing({ looks: ['image_locked', 'image_locked', 'down'] });
    await power.start('1', power.patience({}), true);
    expect(calls()).toEqual(['POST /start']);
    expect(engine.seen.at(-1)?.body).toContain('<use_cloud_init>true</use_cloud_init>');
  });

  it('takes one that runs for started, also when the engine said so by refusing', async () => {
    for (const status of ['up', 'powering_up', 'wait_for_launch', 'migrating']) {
      const { power, calls } = playing({ looks: [status] });
      await power.start('1', power.patience({}));
      expect(calls()).toEqual([]);
    }
    const { power, calls } = playing({ looks: ['down', 'wait_for_launch'], answers: [faultReply(409, 'Cannot run VM. VM is running.')] });
    await power.start('1', power.patience({}));
    expect(calls()).toEqual(['POST /start']);
  });

  it('waits out locks, and gives up what stays refused', async () => {
    const locked = faultReply(409, 'Cannot run VM: VM is locked. Please try again in a few minutes.');
    const patient = playing({ looks: ['down'], answers: [locked, locked, locked, locked] });
    await patient.power.start('1', patient.power.patience({}));
    expect(patient.calls().length).toBe(5);
    const stuck = playing({ looks: ['down'], answers: Array.from({ length: 9 }, () => faultReply(409, 'Cannot run VM without at least one bootable disk.')) });
    await expect(stuck.power.start('1', stuck.power.patience({}))).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/bootable/) });
    expect(stuck.calls().length).toBe(3);
  });

  it('asks the guest to shut down, and powers off one that does not in time', async () => {
    const willing = playing({ looks: ['up', 'powering_down', 'down'] });
    await willing.power.stop('1', willing.power.patience({}));
    expect(willing.calls()).toEqual(['POST /shutdown']);
    const deaf = playing({ looks: ['up'], graceMs: 5_000 });
    const began = deaf.engine.clock.now();
    await deaf.power.stop('1', deaf.power.patience({}));
    expect(deaf.calls()).toEqual(['POST /shutdown', 'POST /stop']);
    expect(deaf.engine.clock.now() - began).toBeGreaterThanOrEqual(5_000);
    expect(deaf.engine.clock.now() - began).toBeLessThan(6_000);
  });

  it('powers off at once where nobody listens, or nobody is to be asked', async () => {
    for (const looks of [['paused'], ['suspended'], ['wait_for_launch'], ['not_responding']]) {
      const { power, calls } = playing({ looks });
      await power.stop('1', power.patience({}));
      expect(calls()).toEqual(['POST /stop']);
    }
    const rude = playing({ looks: ['up'], graceMs: 0 });
    await rude.power.stop('1', rude.power.patience({}));
    expect(rude.calls()).toEqual(['POST /stop']);
    const off = playing({ looks: ['down'] });
    await off.power.stop('1', off.power.patience({}));
    expect(off.calls()).toEqual([]);
  });

  it.each([
    [['down'], ['DELETE ']],
    [
      ['up', 'powering_down', 'down'],
      ['POST /stop', 'DELETE '],
    ],
    [
      ['wait_for_launch', 'down'],
      ['POST /stop', 'DELETE '],
    ],
    [
      ['suspended', 'down'],
      ['POST /stop', 'DELETE '],
    ],
    [['image_locked', 'down'], ['DELETE ']],
    [['image_locked', 'image_locked', 'gone'], []],
    [['gone'], []],
    [['up', 'gone'], ['POST /stop']],
  ])('removes one that is %j', async (looks, expected) => {
    const { power, calls } = playing({ looks });
    await power.remove('1', power.patience({}));
    expect(calls()).toEqual(expected);
  });

  it('takes volumes off before it removes a server with its disks', async () => {
    const disks = { system: '', data: '{"portolan":{"volume":""}}', owned: '{"portolan":{"owner":"ci"}}', object: '{"portolan":{"d":"x"}}', theirs: 'a note' };
    const { power, calls } = playing({ looks: ['down'], disks });
    await power.remove('1', power.patience({}));
    expect(calls()).toEqual(['DELETE /diskattachments/data?detach_only=true', 'DELETE /diskattachments/owned?detach_only=true', 'DELETE ']);
  });

  it('touches nothing that is protected', async () => {
    const { power, calls } = playing({ looks: ['up'], more: '<delete_protected>true</delete_protected>' });
    await expect(power.remove('1', power.patience({}))).rejects.toMatchObject({ code: 'conflict', outcome: 'not-done' });
    expect(calls()).toEqual([]);
  });

  it('ends a wait with the caller’s reason, and with his time', async () => {
    const reason = new Error('enough');
    const abort = new AbortController();
    const onLook = (look: number): void => {
      if (look === 3) abort.abort(reason);
    };
    const waiting = playing({ looks: ['image_locked'], onLook });
    await expect(waiting.power.start('1', waiting.power.patience({ signal: abort.signal }))).rejects.toBe(reason);
    expect(waiting.engine.calls.length).toBe(4);
    const late = playing({ looks: ['image_locked'] });
    await expect(late.power.start('1', late.power.patience({ timeoutMs: 60_000 }))).rejects.toMatchObject({ code: 'timeout', retry: 'maybe' });
    expect(late.engine.calls.length).toBeGreaterThan(10);
  });
});
