import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { context } from '../testing/everything.ts';
import { cloudError } from '../testing/rejection.ts';
import { anImage, aSize } from '../testing/servers.ts';
import type { Size } from './compute-types.ts';
import { type SizeConstraints, Sizes } from './sizes.ts';

const bench = (sizes: readonly Size[]): Sizes => new Sizes(context(), { listPage: async () => ({ items: sizes }), get: async (id) => aSize(id, 1) });

describe('sizes.smallest', () => {
  const sizes = bench([
    aSize('huge', 8192, 8, 80),
    aSize('tiny', 512, 1, 10),
    aSize('mid-b', 2048, 2, 40),
    aSize('mid-a', 2048, 2, 20),
    aSize('odd', 2048, 1, 99),
  ]);

  it.each<[SizeConstraints, string]>([
    [{}, 'tiny'],
    [{ memoryMiB: 513 }, 'odd'],
    [{ memoryMiB: 2048, cpus: 2 }, 'mid-a'],
    [{ memoryMiB: 1024, cpus: 2, diskMiB: 30 }, 'mid-b'],
    [{ cpus: 3 }, 'huge'],
    [{ diskMiB: 81 }, 'odd'],
    [{ memoryMiB: 0, cpus: 0 }, 'tiny'],
  ])('for %j takes %s', async (constraints, id) => {
    expect((await sizes.smallest(constraints)).id).toBe(id);
  });

  it('takes what the cloud does not tell for enough', async () => {
    expect((await bench([aSize('shares', 512)]).smallest({ cpus: 64, diskMiB: 1e6 })).id).toBe('shares');
  });

  it('fits whenever anything fits, and nothing that fits is smaller', async () => {
    const size = fc.record({ memory: fc.nat(8), cpus: fc.option(fc.nat(4), { nil: undefined }), disk: fc.option(fc.nat(4), { nil: undefined }) });
    await fc.assert(
      fc.asyncProperty(fc.array(size, { maxLength: 6 }), fc.nat(8), fc.nat(4), fc.nat(4), async (given, memoryMiB, cpus, diskMiB) => {
        const all = given.map((one, index) => aSize(String(index), one.memory, one.cpus, one.disk));
        const fits = all.filter((one) => one.memoryMiB >= memoryMiB && (one.cpus ?? 9) >= cpus && (one.diskMiB ?? 9) >= diskMiB);
        const found = await bench(all)
          .smallest({ memoryMiB, cpus, diskMiB })
          .catch(() => undefined);
        expect(found !== undefined).toBe(fits.length > 0);
        if (found === undefined) return;
        expect(fits).toContain(found);
        expect(found.memoryMiB).toBe(Math.min(...fits.map((one) => one.memoryMiB)));
      }),
    );
  });

  it('says of what there is what each lacks', async () => {
    const error = await cloudError(sizes.smallest({ memoryMiB: 4096, cpus: 16 }));
    expect(error).toMatchObject({ code: 'not-found', operation: 'sizes.smallest', target: 'memoryMiB 4096, cpus 16' });
    expect(error.message).toContain('huge (8 CPUs)');
    expect(error.message).toMatch(/tiny \(512 MiB of memory(, \d+ CPUs)?(, \d+ MiB of disk)?\)/);
    expect((await cloudError(bench([]).smallest())).message).toContain('the account sees none');
  });

  it('tells of many the biggest, whatever order they come in', async () => {
    const many = Array.from({ length: 20 }, (_, index) => aSize(`s${(index * 7) % 20}`, ((index * 7) % 20) + 1));
    const error = await cloudError(bench(many).smallest({ memoryMiB: 100 }));
    expect(error.message.match(/s\d+/g)).toEqual(['s12', 's13', 's14', 's15', 's16', 's17', 's18', 's19']);
  });

  it('counts what an image needs', async () => {
    const image = anImage('i', { minMemoryMiB: 1024, minDiskMiB: 30 });
    expect((await sizes.smallest({ image })).id).toBe('odd');
    expect((await sizes.smallest({ image, cpus: 2 })).id).toBe('mid-b');
    expect((await sizes.smallest({ image, memoryMiB: 4096 })).id).toBe('huge');
    expect((await cloudError(sizes.smallest({ image: anImage('i', { minMemoryMiB: 9000 }) }))).target).toBe('memoryMiB 9000');
  });

  it.each([{ memory: 1 }, { memoryMiB: '2048' }, { cpus: Number.NaN }, { diskMiB: -1 }] as never[])('refuses %j', async (constraints) => {
    expect((await cloudError(sizes.smallest(constraints))).code).toBe('invalid-argument');
  });
});

describe('sizes.explain', () => {
  it('says what became of every size, and everything that is wrong with it', async () => {
    const { chosen, candidates } = await bench([
      aSize('big', 8192, 4, 10_240),
      aSize('tiny', 512, 1, 1024),
      aSize('fit', 2048, 2, 10_240),
      aSize('thin', 4096, 1, 10_240),
    ]).explain({
      memoryMiB: 2048,
      cpus: 2,
      diskMiB: 5_000,
    });
    expect(chosen?.id).toBe('fit');
    expect(candidates.map(({ candidate, verdict, why }) => `${candidate.id} ${verdict}: ${why.join('; ')}`)).toEqual([
      'big fits: it is bigger',
      'tiny rejected: 512 MiB of memory; 1 CPUs; 1024 MiB of disk',
      'fit chosen: ',
      'thin rejected: 1 CPUs',
    ]);
  });

  it('is no failure when nothing fits', async () => {
    expect(await bench([aSize('a', 1)]).explain({ memoryMiB: 2 })).toMatchObject({ chosen: undefined, candidates: [{ verdict: 'rejected' }] });
  });

  it('refuses what smallest refuses', async () => {
    expect((await cloudError(bench([]).explain({ memory: 1 } as never))).code).toBe('invalid-argument');
  });
});
