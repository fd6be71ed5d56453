import { AdjustableClock, EMULATED, type EmulatedProvider, startEmulator } from '@portolan/emulators';
import { connect } from 'portolan';
import { expect, it } from 'vitest';

/** CloudAPI's network of the emulator has so many addresses. */
const SERVERS: Readonly<Partial<Record<EmulatedProvider, number>>> = { smartdc: 200 };
const MANY = 1_000;
const PAGE = 100;

/** The time of the program and that of the cloud, which passes when the program sleeps. A longer sleep than between two looks is a limit on a call. */
function virtualTime(cloud: AdjustableClock): {
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly slept: number[];
} {
  const slept: number[] = [];
  return {
    slept,
    now: () => cloud.now(),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(signal.reason as Error);
          return;
        }
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        if (ms > 20_000) return;
        slept.push(ms);
        cloud.advance(ms);
        setImmediate(resolve);
      }),
  };
}

// Over the wire of each cloud, with its paging: what is asked depends on the time that passes, not on how many are waited for.
it.each(EMULATED.filter((provider) => provider !== 'eucalyptus'))(
  '%s: a thousand servers are waited for by lists alone, until they run and until they are gone',
  async (provider: EmulatedProvider) => {
    const clock = new AdjustableClock();
    await using emulator = await startEmulator(provider, { clock, transitionMs: 40_000, maxPageSize: PAGE, tokenLifetimeMs: 86_400_000 });
    const time = virtualTime(clock);
    await using cloud = await connect({ ...emulator.profile, provider } as never, { env: {}, clock: time });
    const { servers, images, sizes } = cloud.compute;
    const image = await images.find({ name: /ubuntu.*22\.04/i });
    const size = await sizes.smallest({ image });
    const many = SERVERS[provider] ?? MANY;
    const specs = Array.from({ length: many }, (_, index) => ({ name: `w-${index}`, image, size }));
    const made = (await servers.createMany(specs, { concurrency: 32 })).flatMap((result) => ('server' in result ? [result.server] : []));
    expect(made).toHaveLength(many);

    const count = async (
      work: () => Promise<unknown>,
    ): Promise<{ readonly requests: number; readonly kinds: object; readonly looks: number; readonly seconds: number }> => {
      emulator.seen.length = 0;
      time.slept.length = 0;
      const began = clock.now();
      await work();
      const kinds: Record<string, number> = {};
      for (const { method, target } of emulator.seen) {
        const kind = `${method} ${target.replace(/[0-9a-f-]{36}/g, 'ID').replace(/=[^&]*/g, '=')}`;
        kinds[kind] = (kinds[kind] ?? 0) + 1;
      }
      return { kinds, requests: emulator.seen.length, looks: time.slept.length + 1, seconds: (clock.now() - began) / 1000 };
    };
    // Where pages overlap by half, so that nothing is missed, there are twice as many.
    const pages = 2 * Math.ceil(many / PAGE) + 1;
    const running = await count(() => servers.waitUntil(made, 'running', { timeoutMs: 600_000 }));
    expect(running.requests, JSON.stringify(running)).toBeLessThanOrEqual(running.looks * pages + 10);
    expect(running.looks).toBeLessThanOrEqual(running.seconds);

    await servers.deleteMany(made, { concurrency: 32 });
    const gone = await count(() => servers.waitUntil(made, 'terminated', { timeoutMs: 600_000 }));
    expect(gone.requests, JSON.stringify(gone)).toBeLessThanOrEqual(gone.looks * pages + 10);
    console.info(`${provider}: ${running.requests} requests in ${running.looks} looks to running, ${gone.requests} in ${gone.looks} to terminated`);
  },
);
