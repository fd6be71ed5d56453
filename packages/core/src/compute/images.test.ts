import { describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import { context } from '../testing/everything.ts';
import { cloudError } from '../testing/rejection.ts';
import { anImage } from '../testing/servers.ts';
import type { Image } from './compute-types.ts';
import { Images } from './images.ts';

function bench(images: readonly Image[]) {
  const hints: (string | undefined)[] = [];
  const group = new Images(context(), {
    listPage: async (options, cursor) => {
      hints.push(options.name);
      const at = Number(cursor ?? 0);
      return { items: images.slice(at, at + 2), next: at + 2 < images.length ? String(at + 2) : undefined };
    },
    get: async (id) => anImage(id),
  });
  return { images: group, hints };
}

const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));

describe('images.find', () => {
  it('takes the newest available of that name, over all pages', async () => {
    const { images } = bench([
      anImage('1', { name: 'ubuntu', createdAt: day(1) }),
      anImage('3', { name: 'ubuntu', createdAt: day(3) }),
      anImage('4', { name: 'ubuntu', createdAt: day(4), state: 'pending', nativeState: 'saving' }),
      anImage('2', { name: 'ubuntu', createdAt: day(2) }),
      anImage('5', { name: 'debian', createdAt: day(5) }),
    ]);
    expect((await images.find({ name: 'ubuntu' })).id).toBe('3');
    expect((await images.find({ name: /^U/i })).id).toBe('3');
    expect((await images.find({ name: /./g })).id).toBe('5');
  });

  it('takes the last in the provider’s order where there are no dates', async () => {
    expect((await bench([anImage('1', { name: 'x' }), anImage('2', { name: 'x' }), anImage('3', { name: 'y' })]).images.find({ name: 'x' })).id).toBe('2');
  });

  it('names some of what there is when there is none, and why it will not do', async () => {
    const { images } = bench([anImage('1', { name: 'debian' }), anImage('2', { name: 'ubuntu', state: 'error', nativeState: 'killed' })]);
    const error = await cloudError(images.find({ name: 'ubuntu' }));
    expect(error).toMatchObject({ code: 'not-found', operation: 'images.find', target: 'ubuntu' });
    expect(error.message).toContain('ubuntu (killed)');
    expect((await cloudError(images.find({ name: /fedora/ }))).message).toContain('seen 2, among them debian, ubuntu');
    expect((await cloudError(bench([]).images.find({ name: 'x' }))).message).toContain('the account sees no such image');
  });

  it.each([{}, { name: undefined }, { name: '' }, { name: 7 }] as never[])('refuses %j, which would take any image', async (options) => {
    const { images, hints } = bench([anImage('1')]);
    expect((await cloudError(images.find(options))).code).toBe('invalid-argument');
    expect(hints).toEqual([]);
  });
});

describe('images.explain', () => {
  it('says of every image why it was taken or not', async () => {
    const at = (day: number): Date => new Date(Date.UTC(2026, 0, day));
    const { images } = bench([
      anImage('1', { name: 'ubuntu', createdAt: at(1) }),
      anImage('2', { name: 'debian' }),
      anImage('3', { name: 'ubuntu', createdAt: at(3) }),
      anImage('4', { name: 'ubuntu', createdAt: at(4), state: 'pending', nativeState: 'queued' }),
      anImage('5', { name: 'fedora', state: 'error', nativeState: 'killed' }),
    ]);
    const { chosen, candidates } = await images.explain({ name: 'ubuntu' });
    expect(chosen?.id).toBe('3');
    expect(candidates.map(({ candidate, verdict, why }) => `${candidate.id} ${verdict}: ${why.join('; ')}`)).toEqual([
      '1 fits: it is older',
      '2 rejected: its name does not match',
      '3 chosen: ',
      '4 rejected: queued',
      '5 rejected: its name does not match; killed',
    ]);
    expect((await images.find({ name: 'ubuntu' })).id).toBe('3');
  });

  it('is no failure when none would be taken, and refuses what find refuses', async () => {
    expect(await bench([]).images.explain({ name: /x/ })).toEqual({ chosen: undefined, candidates: [] });
    expect((await cloudError(bench([]).images.explain({} as never))).code).toBe('invalid-argument');
  });
});

describe('images.list', () => {
  it('hints at exact names alone, and filters again', async () => {
    const { images, hints } = bench([anImage('1', { name: 'a' }), anImage('2', { name: 'ab' })]);
    const ids = async (name: string | RegExp | undefined): Promise<string[]> => (await images.list({ name }).toArray()).map((image) => image.id);
    expect([await ids('a'), await ids(/a/), await ids(undefined)]).toEqual([['1'], ['1', '2'], ['1', '2']]);
    expect(hints).toEqual(['a', undefined, undefined]);
  });
});

describe('images.createFromServer', () => {
  const making = (images: Image[], answer: () => Image): { readonly images: Images; readonly calls: string[] } => {
    const calls: string[] = [];
    const group = new Images(context(), {
      listPage: async () => ({ items: images }),
      get: async (id) => anImage(id),
      createFromServer: async ({ serverId, name }) => {
        calls.push(`create ${name} of ${serverId}`);
        return answer();
      },
      delete: async (id) => void calls.push(`delete ${id}`),
    });
    return { images: group, calls };
  };

  it('makes another of the same name, unless it is told to make one once', async () => {
    const there = making([anImage('old', { name: 'web' })], () => anImage('new', { name: 'web' }));
    expect((await there.images.createFromServer('s', { name: 'web' })).id).toBe('new');
    expect((await there.images.createFromServer('s', { name: 'web', once: true })).id).toBe('old');
    expect(there.calls).toEqual(['create web of s']);
  });

  it('finds by its name what a lost answer made', async () => {
    const made: Image[] = [anImage('other', { name: 'db' })];
    const lost = making(made, () => {
      made.push(anImage('made', { name: 'web', state: 'pending' }));
      throw new CloudError('unavailable', 'cut', { outcome: 'unknown' });
    });
    expect((await lost.images.createFromServer('s', { name: 'web', once: true })).id).toBe('made');
    expect(lost.calls).toEqual(['create web of s']);
  });
});
