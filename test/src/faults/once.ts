import type { ProxyEffect, ProxyFault } from '@portolan/emulators';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SEED } from './fault-run.ts';
import { OnceRun, type Step, type Trial } from './once-run.ts';
import { type Costly, settled } from './once-subjects.ts';

/** `PORTOLAN_FAULTS=every`: cuts at every byte, some ten thousand creates a provider, oVirt over fifty. Otherwise at the borders and at one of so many, which the seed tells. */
const EVERY = process.env['PORTOLAN_FAULTS'] === 'every';
const ONE_OF = 23;
const LANES = 6;
const LIMIT_MS = EVERY ? 1_800_000 : 300_000;

/** Where to cut something of this length: all of it, or its ends and a spread. */
function cutsOf(length: number): number[] {
  const all = Array.from({ length: length + 2 }, (_, at) => at);
  return EVERY ? all : all.filter((at) => at < 4 || at > length - 3 || at % ONE_OF === SEED % ONE_OF);
}

/** Each of these for good: nothing may be made twice, and what is said must be true. */
const FOR_GOOD: readonly ProxyEffect[] = [
  { kind: 'cut-request', bytes: 30 },
  { kind: 'cut-request', bytes: 1_000_000 },
  { kind: 'cut-response', bytes: 0 },
  { kind: 'cut-response', bytes: 120 },
  { kind: 'answer', status: 500, after: true },
  { kind: 'answer', status: 503, after: true, headers: { 'Retry-After': '0' } },
  { kind: 'answer', status: 500 },
  { kind: 'hostile', document: 'html-page', after: true },
  { kind: 'hostile', document: 'html-page' },
  { kind: 'truncate', bytes: 20, framing: 'close' },
];

/** Each of these once: it must be made all the same. */
const AT_ONCE: readonly ProxyEffect[] = [
  { kind: 'answer', status: 500, after: true },
  { kind: 'answer', status: 503, after: true },
  { kind: 'answer', status: 502, after: true, body: '<html>' },
  { kind: 'duplicate', answer: 'first' },
  { kind: 'duplicate', answer: 'last' },
  { kind: 'truncate', bytes: 20, framing: 'length' },
  { kind: 'truncate', bytes: 20, framing: 'close' },
];

/** Registers the tests of what must be made once by this provider, whatever happens to its request. */
export function onlyOnce(provider: string): void {
  describe(`${provider} makes once what costs money (${EVERY ? 'at every byte' : `one of ${ONE_OF}, seed ${SEED}`})`, () => {
    let run: OnceRun;
    const steps = new Map<Costly, readonly Step[]>();

    beforeAll(async () => {
      run = await OnceRun.of(provider, LANES);
      for (const one of run.things) steps.set(one, await run.stepsOf(one));
    }, 60_000);
    afterAll(async () => {
      const kinds = [...steps].map(([{ what, keyed }, { length }]) => `${what}${keyed ? '' : ' (no key)'}${length > 1 ? `, ${length} steps` : ''}`);
      console.info(`${provider}: ${run.trials} creates under faults: ${kinds.join('; ')}`);
      await run[Symbol.asyncDispose]();
    });

    const each = (make: (one: Costly, step: number, fault: Pick<ProxyFault, 'match' | 'skip'>, size: Step) => readonly Trial[]): readonly Trial[] =>
      [...steps].flatMap(([one, sizes]) => sizes.flatMap((size, step) => make(one, step, { match: one.making, skip: step }, size)));

    const cuts = (effectAt: (at: number) => ProxyEffect, side: 'request' | 'response', keyed: boolean): readonly Trial[] =>
      each((one, step, fault, size) => {
        if (keyed && !one.keyed) return [];
        const length = side === 'request' ? size.requestBytes : size.responseBytes;
        expect(length).toBeGreaterThan(50);
        return cutsOf(length).map((at) => ({
          what: `${one.what}${keyed ? '' : ' without a key'}, step ${step + 1}, ${side} cut at ${at} of ${length}`,
          thing: one.what,
          plan: { faults: [{ ...fault, times: 1, effect: effectAt(at) }] },
          keyed,
          mayGiveUp: !keyed,
        }));
      });

    it(
      'when the request is cut, at any byte',
      async () => {
        expect(await run.all(cuts((bytes) => ({ kind: 'cut-request', bytes }), 'request', true))).toEqual([]);
      },
      LIMIT_MS,
    );

    it(
      'when the answer is cut, at any byte',
      async () => {
        expect(await run.all(cuts((bytes) => ({ kind: 'cut-response', bytes, by: bytes % 2 === 0 ? 'reset' : 'close' }), 'response', true))).toEqual([]);
      },
      LIMIT_MS,
    );

    it(
      'when there is no key: it is sent once, and the outcome told is true',
      async () => {
        expect(await run.all(cuts((bytes) => ({ kind: 'cut-request', bytes }), 'request', false))).toEqual([]);
        expect(await run.all(cuts((bytes) => ({ kind: 'cut-response', bytes }), 'response', false))).toEqual([]);
      },
      LIMIT_MS,
    );

    it(
      'when every attempt fails',
      async () => {
        const trials = each((one, step, fault) =>
          FOR_GOOD.map((effect) => ({
            what: `${one.what}, step ${step + 1}: ${JSON.stringify(effect)} each time`,
            thing: one.what,
            plan: { faults: [{ ...fault, effect }] },
            keyed: one.keyed,
            mayGiveUp: true,
          })),
        );
        expect(await run.all(trials)).toEqual([]);
      },
      LIMIT_MS,
    );

    it(
      'when it is answered with 500 though it was done, and when it is delivered twice',
      async () => {
        const trials = each((one, step, fault) =>
          one.keyed
            ? AT_ONCE.map((effect) => ({
                what: `${one.what}, step ${step + 1}: ${JSON.stringify(effect)}`,
                thing: one.what,
                plan: { faults: [{ ...fault, times: 1, effect }] },
                keyed: true,
                mayGiveUp: false,
                mayBeRefused: effect.kind === 'truncate',
              }))
            : [],
        );
        expect(await run.all(trials)).toEqual([]);
      },
      LIMIT_MS,
    );

    it(
      'when an attempt is lost and the next one refused: nobody knows',
      async () => {
        const trials = each((one, step, fault) =>
          one.keyed && step === 0
            ? [
                {
                  what: `${one.what}: lost, then refused`,
                  thing: one.what,
                  plan: {
                    faults: [
                      { ...fault, times: 1, effect: { kind: 'cut-request', bytes: 30 } },
                      { match: one.making, effect: { kind: 'answer', status: 403 } },
                    ],
                  },
                  keyed: true,
                  mayGiveUp: true,
                  outcome: 'unknown',
                },
              ]
            : [],
        );
        expect(await run.all(trials)).toEqual([]);
      },
      LIMIT_MS,
    );

    it(
      'when two programs use one key in the same moment',
      async () => {
        // By pauses that last: what they do about each other rests on one that is longer than a look.
        await using first = await run.patient();
        await using second = await run.patient();
        for (const one of run.things.filter(({ keyed }) => keyed)) {
          const name = `both-${one.what.replaceAll(' ', '-')}`;
          const results = await Promise.allSettled([first, second, first].map((cloud) => one.create(cloud, name, name)));
          const ids = results.map((result) => (result.status === 'fulfilled' ? result.value.id : String(result.reason)));
          expect(new Set(ids).size, `${one.what}: ${ids.join(', ')}`).toBe(1);
          const found = await settled(one, name, [1], (ms) => run.clock.sleep(ms));
          expect(found.length, one.what).toBe(1);
          await one.remove(found);
        }
      },
      LIMIT_MS,
    );
  });
}
