import type { ProxyEffect, ProxyPlan } from '@portolan/emulators';
import { type Cloud, isCloudError } from 'portolan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bounded, FaultRun, SEED } from './fault-run.ts';
import { type Costly, costly, measured } from './once-subjects.ts';
import { quickClock } from './quick-clock.ts';

/** `PORTOLAN_FAULTS=every`: cuts at every byte. Otherwise at those around the borders, and some between. */
const EVERY = process.env['PORTOLAN_FAULTS'] === 'every';

/** Where to cut something of this length: all of it, or its ends and a spread. */
function cutsOf(length: number): number[] {
  const all = Array.from({ length: length + 2 }, (_, at) => at);
  return EVERY ? all : all.filter((at) => at < 4 || at > length - 3 || at % 41 === SEED % 41);
}

interface Trial {
  readonly said: string;
  readonly made: string | undefined;
  readonly outcome: string | undefined;
}

/** Registers the tests of what must be made once by this provider, whatever happens to its request. */
export function onlyOnce(provider: string): void {
  describe(`${provider} makes once what costs money`, () => {
    let faults: FaultRun;
    let cloud: Cloud;
    let things: readonly Costly[] = [];
    let trials = 0;

    beforeAll(async () => {
      faults = await FaultRun.of(provider);
      things = await costly(provider, faults);
      cloud = await faults.open({ maxAttempts: 4 }, { clock: quickClock });
      await cloud.compute.servers.list().toArray();
    }, 60_000);
    afterAll(async () => {
      console.info(`${provider}: ${trials} creates under faults`);
      await cloud.close();
      await faults[Symbol.asyncDispose]();
    });

    /** One create under a plan; what the cloud has afterwards must be what the caller was told. */
    const attempt = async (
      one: Costly,
      plan: ProxyPlan,
      what: string,
      keyed: boolean,
    ): Promise<Trial & { readonly count: number; readonly wrong: string[] }> => {
      trials += 1;
      const name = `once-${one.what}-${trials}`;
      faults.spoil(plan);
      let trial: Trial;
      try {
        const made = await bounded(what, one.create(cloud, name, keyed ? name : undefined));
        trial = { said: 'made', made: made.id, outcome: undefined };
      } catch (error) {
        if (!isCloudError(error)) throw error;
        faults.run.outlets.error(error, what);
        trial = { said: `${error.code} ${error.outcome} ${error.message}`, made: undefined, outcome: error.outcome };
      }
      faults.mend();
      await settled();
      const count = await counted(one, name, trial.made !== undefined);
      const wrong: string[] = [];
      const tell = (said: string): void => void wrong.push(`${what}: ${said}; ${count} there; ${trial.said.slice(0, 250)}`);
      if (count > 1) tell('more than one');
      if (trial.made !== undefined && count !== 1) tell('made, and not there');
      if (trial.made === undefined && trial.outcome === undefined) tell('no outcome');
      if (trial.outcome === 'not-done' && count !== 0) tell('said not-done');
      if (trial.outcome === 'done' && count !== 1) tell('said done');
      if (count > 0) await one.remove(name);
      return { ...trial, count, wrong };
    };

    const sweepOver = async (effectAt: (at: number) => ProxyEffect, side: 'request' | 'response', keyed: boolean, times: number): Promise<string[]> => {
      const wrong: string[] = [];
      for (const one of things) {
        const lengths = await measured(faults, cloud, one);
        for (const [step, match] of one.steps.entries()) {
          const { requestBytes = 0, responseBytes = 0 } = lengths[step] ?? {};
          const length = side === 'request' ? requestBytes : responseBytes;
          expect(length).toBeGreaterThan(50);
          for (const at of cutsOf(length)) {
            const plan = { faults: [{ match, times, effect: effectAt(at) }] };
            const what = `${one.what}, step ${step + 1}, ${side} cut at ${at} of ${length}${times > 1 ? ' each time' : ''}`;
            const trial = await attempt(one, plan, what, keyed);
            wrong.push(...trial.wrong);
            if (keyed && times === 1 && trial.made === undefined) wrong.push(`${what}: gave up: ${trial.said.slice(0, 300)}`);
          }
        }
      }
      return wrong;
    };
    const limit = EVERY ? 1_500_000 : 120_000;

    it(
      'when the request is cut, at any byte',
      async () => {
        expect(await sweepOver((bytes) => ({ kind: 'cut-request', bytes }), 'request', true, 1)).toEqual([]);
      },
      limit,
    );

    it(
      'when the answer is cut, at any byte',
      async () => {
        expect(await sweepOver((bytes) => ({ kind: 'cut-response', bytes, by: bytes % 2 === 0 ? 'reset' : 'close' }), 'response', true, 1)).toEqual([]);
      },
      limit,
    );

    it(
      'when there is no key: it is sent once, and the outcome told is true',
      async () => {
        expect(await sweepOver((bytes) => ({ kind: 'cut-request', bytes }), 'request', false, 1)).toEqual([]);
        expect(await sweepOver((bytes) => ({ kind: 'cut-response', bytes }), 'response', false, 1)).toEqual([]);
      },
      limit,
    );

    it(
      'when every attempt is cut',
      async () => {
        const wrong: string[] = [];
        for (const one of things) {
          for (const match of one.steps) {
            for (const effect of [
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
            ] as const)
              wrong.push(...(await attempt(one, { faults: [{ match, effect }] }, `${one.what}: ${JSON.stringify(effect)} each time`, true)).wrong);
          }
        }
        expect(wrong).toEqual([]);
      },
      limit,
    );

    it(
      'when it is answered with 500 though it was done, and when it is delivered twice',
      async () => {
        const wrong: string[] = [];
        for (const one of things) {
          for (const match of one.steps) {
            for (const effect of [
              { kind: 'answer', status: 500, after: true },
              { kind: 'answer', status: 503, after: true },
              { kind: 'answer', status: 502, after: true, body: '<html>' },
              { kind: 'duplicate', answer: 'first' },
              { kind: 'duplicate', answer: 'last' },
              { kind: 'truncate', bytes: 20, framing: 'length' },
              { kind: 'truncate', bytes: 20, framing: 'close' },
            ] as const) {
              const what = `${one.what}: ${JSON.stringify(effect)}`;
              const trial = await attempt(one, { faults: [{ match, times: 1, effect }] }, what, true);
              wrong.push(...trial.wrong);
              // The fault may have hit a refusal that is waited out otherwise (a machine still locked by the trial before), and cut off its reason.
              const refused = effect.kind === 'truncate' && trial.outcome === 'not-done' && trial.count === 0;
              if (trial.made === undefined && !refused) wrong.push(`${what}: gave up: ${trial.said.slice(0, 300)}`);
            }
          }
        }
        expect(wrong).toEqual([]);
        faults.run.clean();
      },
      limit,
    );

    it('when two programs use one key in the same moment', async () => {
      // By real time: what they do about each other rests on a pause that is longer than a look.
      await using other = await faults.open();
      for (const one of things) {
        const name = `both-${one.what}`;
        const results = await Promise.allSettled([one.create(other, name, name), one.create(faults.direct, name, name), one.create(other, name, name)]);
        const ids = results.map((result) => (result.status === 'fulfilled' ? result.value.id : String(result.reason)));
        expect(new Set(ids).size, ids.join(', ')).toBe(1);
        expect(await counted(one, name, true)).toBe(1);
        await one.remove(name);
      }
    });
  });
}

/** A disk that is going looks like one that is being made on some clouds, and a snapshot that is being made is shown when it is: given a second. */
async function counted(one: Costly, name: string, made: boolean): Promise<number> {
  for (let left = 20; ; left -= 1) {
    const count = await one.count(name);
    if ((count <= 1 && (count === 1 || !made)) || left === 0) return count;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What was on its way when the connection broke arrives, or does not. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 8));
