import { describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import { cloudError, rejection } from '../testing/rejection.ts';
import { FakeClock } from '../transport/testing/fake-connection.ts';
import { type CreateOnce, createOnce } from './create-once.ts';
import type { Made } from './settle-on-one.ts';

const ambiguous = (): CloudError => new CloudError('unavailable', 'the connection broke', { outcome: 'unknown', retry: 'maybe' });

interface Bench {
  readonly clock: FakeClock;
  /** `create` and `find`, in the order they were called. */
  readonly calls: string[];
  readonly plan: CreateOnce<Made>;
}

/** The id of what comes back; of a find several, with blanks between. */
type Turn = string | Error | undefined | (() => string | undefined);

/** `b@3` was made at 3 s. */
const madeOf = (told: string): Made => {
  const [id = '', at] = told.split('@');
  return { id, createdAt: at === undefined ? undefined : new Date(Number(at) * 1000) };
};

/** Plays creates and finds in order; the last of each repeats. */
function bench(kind: 'native' | 'mark' | false, creates: readonly Turn[], finds: readonly Turn[] = [undefined], key: string | undefined = 'key-1'): Bench {
  const clock = new FakeClock();
  const calls: string[] = [];
  const counts = { create: 0, find: 0 };
  const play = async (what: 'create' | 'find', turns: readonly Turn[]): Promise<string | undefined> => {
    calls.push(what);
    counts[what] += 1;
    const turn = turns[Math.min(counts[what], turns.length) - 1];
    if (turn instanceof Error) throw turn;
    return typeof turn === 'function' ? turn() : turn;
  };
  return {
    clock,
    calls,
    plan: {
      key,
      kind,
      clock,
      options: {},
      what: 'server',
      create: async () => madeOf((await play('create', creates)) ?? 'made'),
      find: async (wanted) => {
        expect(wanted).toBe(key);
        return ((await play('find', finds)) ?? '')
          .split(' ')
          .filter((id) => id !== '')
          .map(madeOf);
      },
    },
  };
}

describe('createOnce without a key', () => {
  it.each(['native', 'mark', false] as const)('creates once and searches nothing (%s)', async (kind) => {
    const { plan, calls } = bench(kind, ['made'], ['never'], undefined);
    expect((await createOnce({ ...plan, key: undefined })).id).toBe('made');
    expect(calls).toEqual(['create']);
  });

  it('does not repeat an ambiguous failure, and tells it', async () => {
    const failure = ambiguous();
    const { plan, calls } = bench('mark', [failure]);
    expect(await rejection(createOnce({ ...plan, key: undefined }))).toBe(failure);
    expect(calls).toEqual(['create']);
  });
});

describe('createOnce on a cloud that has no keys', () => {
  it('never creates twice, even with a key', async () => {
    const failure = ambiguous();
    const { plan, calls } = bench(false, [failure, 'second']);
    expect(await rejection(createOnce(plan))).toBe(failure);
    expect(calls).toEqual(['create']);
  });
});

describe('createOnce on a cloud that remembers keys', () => {
  it('sends the same create again after an ambiguous failure, and searches nothing', async () => {
    const { plan, calls, clock } = bench('native', [ambiguous(), ambiguous(), 'made']);
    expect((await createOnce(plan)).id).toBe('made');
    expect(calls).toEqual(['create', 'create', 'create']);
    expect(clock.slept).toEqual([]);
  });

  it('gives up after three, with the outcome still unknown', async () => {
    const failures = [ambiguous(), ambiguous(), ambiguous()];
    const { plan, calls } = bench('native', failures);
    const error = await cloudError(createOnce(plan));
    expect(error).toBe(failures[2]);
    expect(error.outcome).toBe('unknown');
    expect(calls.length).toBe(3);
  });

  it.each([
    new CloudError('quota-exceeded', 'full', { outcome: 'not-done' }),
    new CloudError('conflict', 'half made', { outcome: 'done', leftover: { kind: 'server', id: '9f' } }),
    new CloudError('unavailable', 'no way to the server', { retry: 'maybe' }),
    new TypeError('a bug'),
  ])('never repeats a failure that is not ambiguous: %s', async (failure) => {
    const { plan, calls } = bench('native', [failure, 'second']);
    expect(await rejection(createOnce(plan))).toBe(failure);
    expect(calls).toEqual(['create']);
  });

  it('asks again for what was made and not finished, when the reason may have passed', async () => {
    const half = (): CloudError => new CloudError('unavailable', 'not tagged', { outcome: 'done', leftover: { kind: 'server', id: '9f' } });
    const once = bench('native', [half(), '9f']);
    expect((await createOnce(once.plan)).id).toBe('9f');
    expect(once.calls).toEqual(['create', 'create']);
    const first = half();
    const then = bench('native', [first, new CloudError('unavailable', 'refused', { outcome: 'not-done' })]);
    expect(await rejection(createOnce(then.plan))).toBe(first);
    expect(first.outcome).toBe('done');
    const never = bench('native', [half(), half(), half()]);
    expect(await rejection(createOnce(never.plan))).toMatchObject({ outcome: 'done', leftover: { id: '9f' } });
    expect(never.calls).toHaveLength(3);
  });

  it('sends nothing again once the caller has left', async () => {
    const controller = new AbortController();
    const { plan, calls } = bench('native', [
      () => {
        controller.abort('left');
        throw ambiguous();
      },
    ]);
    expect(await rejection(createOnce({ ...plan, options: { signal: controller.signal } }))).toBe('left');
    expect(calls).toEqual(['create']);
  });
});

describe('createOnce on a cloud where keys are marks', () => {
  it('returns what an earlier run made, and creates nothing', async () => {
    const { plan, calls } = bench('mark', ['made'], ['earlier']);
    expect((await createOnce(plan)).id).toBe('earlier');
    expect(calls).toEqual(['find']);
  });

  it('creates when nothing bears the mark', async () => {
    const { plan, calls } = bench('mark', ['made']);
    expect((await createOnce(plan)).id).toBe('made');
    expect(calls).toEqual(['find', 'create']);
  });

  it('finds after an ambiguous failure what was made after all', async () => {
    const { plan, calls, clock } = bench('mark', [ambiguous(), 'second'], [undefined, 'it']);
    expect((await createOnce(plan)).id).toBe('it');
    expect(calls).toEqual(['find', 'create', 'find']);
    expect(clock.slept).toEqual([]);
  });

  it('searches thrice, with pauses, before it creates again: it may still be on its way', async () => {
    const late = bench('mark', [ambiguous(), 'second'], [undefined, undefined, undefined, 'late']);
    expect((await createOnce(late.plan)).id).toBe('late');
    expect(late.calls).toEqual(['find', 'create', 'find', 'find', 'find']);
    expect(late.clock.slept).toEqual([1000, 3000]);
    const never = bench('mark', [ambiguous(), 'second']);
    expect((await createOnce(never.plan)).id).toBe('second');
    expect(never.calls).toEqual(['find', 'create', 'find', 'find', 'find', 'create']);
  });

  it('tells the last ambiguous failure when three creates brought nothing to light', async () => {
    const failures = [ambiguous(), ambiguous(), ambiguous()];
    const { plan, calls } = bench('mark', failures);
    expect(await rejection(createOnce(plan))).toBe(failures[2]);
    expect(calls.filter((call) => call === 'create').length).toBe(3);
    expect(calls.slice(-3)).toEqual(['find', 'find', 'find']);
  });

  it('creates nothing when it cannot search beforehand', async () => {
    const failure = new CloudError('unavailable', 'no list today');
    const { plan, calls } = bench('mark', ['made'], [failure]);
    expect(await rejection(createOnce(plan))).toBe(failure);
    expect(calls).toEqual(['find']);
  });

  it('tells the ambiguous failure, not that of the search, when it cannot see what became of it', async () => {
    const failure = ambiguous();
    const { plan, calls } = bench('mark', [failure, 'second'], [undefined, new CloudError('rate-limited', 'slow down', { outcome: 'not-done' })]);
    expect(await rejection(createOnce(plan))).toBe(failure);
    expect(calls).toEqual(['find', 'create', 'find']);
  });

  it('rejects with the reason when the caller leaves during the search', async () => {
    const controller = new AbortController();
    const reason = new Error('left');
    const { plan, calls } = bench(
      'mark',
      [ambiguous(), 'second'],
      [
        undefined,
        () => {
          controller.abort(reason);
          throw reason;
        },
      ],
    );
    expect(await rejection(createOnce({ ...plan, options: { signal: controller.signal } }))).toBe(reason);
    expect(calls).toEqual(['find', 'create', 'find']);
  });

  it('never repeats what was refused', async () => {
    const failure = new CloudError('invalid-argument', 'no such image', { outcome: 'not-done' });
    const { plan, calls } = bench('mark', [failure, 'second']);
    expect(await rejection(createOnce(plan))).toBe(failure);
    expect(calls).toEqual(['find', 'create']);
  });

  it('refuses a driver that declares marks and cannot search them', async () => {
    const { plan, calls } = bench('mark', ['made']);
    expect((await cloudError(createOnce({ ...plan, find: undefined }))).code).toBe('unsupported');
    expect(calls).toEqual([]);
  });
});

describe('createOnce where two could be made', () => {
  const removing = (one: Bench, failure?: CloudError): CreateOnce<Made> => ({
    ...one.plan,
    remove: async (id) => {
      one.calls.push(`remove ${id}`);
      if (failure !== undefined) throw failure;
    },
  });

  it('gives up its own where another is first, and looks whether that one stays', async () => {
    const later = bench('mark', ['b@2'], [undefined, 'a@1 b@2', 'a@1']);
    expect((await createOnce(removing(later))).id).toBe('a');
    expect(later.calls).toEqual(['find', 'create', 'find', 'remove b', 'find']);
    const tie = bench('mark', ['b@5'], [undefined, 'a@5 b@5', 'a@5']);
    expect((await createOnce(removing(tie))).id).toBe('a');
    expect(tie.calls).toEqual(['find', 'create', 'find', 'remove b', 'find']);
  });

  it('keeps its own where it is the first and the others are given up, and gives it up when they are not', async () => {
    const both = bench('mark', ['a@4'], [undefined, 'a@4 b@5', 'a@4']);
    expect((await createOnce(removing(both))).id).toBe('a');
    expect(both.calls).toEqual(['find', 'create', 'find', 'find']);
    expect(both.clock.slept).toEqual([2_000]);
    // Somebody saw it alone, whatever the clocks say.
    const late = bench('mark', ['a@4'], [undefined, 'a@4 b@5', 'a@4 b@5', 'a@4 b@5', 'a@4 b@5', 'b@5']);
    expect((await createOnce(removing(late))).id).toBe('b');
    expect(late.calls).toEqual(['find', 'create', 'find', 'find', 'find', 'find', 'remove a', 'find']);
    expect(late.clock.slept).toEqual([2_000, 2_000, 4_000, 2_000]);
  });

  it('waits for those who made the others to agree before it returns one of them', async () => {
    const one = bench('mark', ['c@5'], [undefined, 'a@5 b@5 c@5', 'a@5 b@5', 'b@5']);
    expect((await createOnce(removing(one))).id).toBe('b');
    expect(one.calls).toEqual(['find', 'create', 'find', 'remove c', 'find', 'find']);
  });

  it('begins again when it gave up its own and the other went away', async () => {
    const one = bench('mark', ['b@5', 'c@5'], [undefined, 'a@5 b@5', undefined, undefined, 'c@5']);
    expect((await createOnce(removing(one))).id).toBe('c');
    expect(one.calls).toEqual(['find', 'create', 'find', 'remove b', 'find', 'find', 'create', 'find']);
    const never = bench('mark', ['b@5'], [undefined, 'a@5 b@5', undefined, undefined, 'a@5 b@5', undefined, undefined, 'a@5 b@5', undefined]);
    expect(await cloudError(createOnce(removing(never)))).toMatchObject({ code: 'conflict', outcome: 'unknown' });
  });

  it('keeps one when it was made twice and no answer told which', async () => {
    const one = bench('mark', [ambiguous()], [undefined, 'a@5 b@5']);
    expect((await createOnce(removing(one))).id).toBe('a');
    expect(one.calls.filter((call) => call.startsWith('remove'))).toEqual(['remove b']);
  });

  it('keeps one when it was made three times', async () => {
    const one = bench('mark', ['b@5'], [undefined, 'a@5 b@5 c@5', 'a@5 c@5']);
    expect((await createOnce(removing(one))).id).toBe('a');
    expect(one.calls.filter((call) => call.startsWith('remove'))).toEqual(['remove b', 'remove c']);
  });

  it('takes nothing back that was there before it began', async () => {
    const one = bench('mark', ['c'], ['b@2 a@1']);
    expect((await createOnce(removing(one))).id).toBe('a');
    expect(one.calls).toEqual(['find']);
    const now = new FakeClock().time / 1000;
    const young = bench('mark', ['c'], [`b@${now} a@${now}`]);
    expect((await createOnce(removing(young))).id).toBe('a');
    expect(new Set(young.calls)).toEqual(new Set(['find']));
    expect(young.clock.slept).toEqual([2_000, 2_000, 4_000, 8_000]);
  });

  it('looks twice at what somebody has just made: it may be about to be given up', async () => {
    const now = new FakeClock().time / 1000;
    const young = bench('mark', [], [`a@${now - 1}`]);
    expect((await createOnce(removing(young))).id).toBe('a');
    expect(young.calls).toEqual(['find', 'find']);
    const old = bench('mark', [], [`a@${now - 60}`]);
    expect((await createOnce(removing(old))).id).toBe('a');
    expect(old.calls).toEqual(['find']);
    const gone = bench('mark', [`b@${now}`], [`a@${now - 1}`, undefined, `b@${now}`]);
    expect((await createOnce(removing(gone))).id).toBe('b');
    expect(gone.calls).toEqual(['find', 'find', 'create', 'find']);
    const unseen = bench('mark', [], [`a@${now - 1}`, new CloudError('unavailable', 'no list now')]);
    expect((await createOnce(removing(unseen))).id).toBe('a');
  });

  it('waits with the one too many until it can be deleted', async () => {
    const one = bench('mark', ['b@2'], [undefined, 'a@1 b@2', 'a@1']);
    let refusals = 2;
    const remove = async (): Promise<void> => {
      refusals -= 1;
      if (refusals >= 0) throw new CloudError('conflict', 'it is being made');
    };
    expect((await createOnce({ ...one.plan, remove })).id).toBe('a');
    expect(one.clock.slept).toEqual([1_000, 2_000, 2_000]);
  });

  it('carries on with what was made and not finished, when the reason may have passed', async () => {
    const half = (code: 'unavailable' | 'quota-exceeded'): CloudError =>
      new CloudError(code, 'not started', { outcome: 'done', leftover: { kind: 'server', id: 'a' } });
    const one = bench('mark', [half('unavailable')], [undefined, 'a']);
    expect((await createOnce(one.plan)).id).toBe('a');
    const full = half('quota-exceeded');
    const other = bench('mark', [full], [undefined, 'a']);
    expect(await rejection(createOnce(other.plan))).toBe(full);
  });

  it('names what it could not take back', async () => {
    const one = bench('mark', ['b@2'], [undefined, 'a@1 b@2']);
    const error = await cloudError(createOnce(removing(one, new CloudError('permission-denied', 'no'))));
    expect(error).toMatchObject({ code: 'conflict', outcome: 'done', leftover: { kind: 'server', id: 'b' } });
  });

  it('returns what it made when it cannot look afterwards', async () => {
    const one = bench('mark', ['a'], [undefined, new CloudError('unavailable', 'no list now')]);
    expect((await createOnce(removing(one))).id).toBe('a');
  });

  it('finds its own where the cloud says that the name is taken', async () => {
    const taken = new CloudError('already-exists', 'taken', { outcome: 'not-done' });
    const own = bench('mark', [taken], [undefined, 'a']);
    expect((await createOnce(own.plan)).id).toBe('a');
    const others = bench('mark', [taken]);
    expect(await rejection(createOnce(others.plan))).toBe(taken);
    expect(taken.outcome).toBe('not-done');
  });

  it.each(['native', 'mark'] as const)('is not sure that nothing was done, when an attempt before the refused one was lost (%s)', async (kind) => {
    const refused = new CloudError('quota-exceeded', 'full', { outcome: 'not-done' });
    const one = bench(kind, [ambiguous(), refused]);
    expect(await rejection(createOnce(one.plan))).toBe(refused);
    expect(refused.outcome).toBe('unknown');
  });
});
