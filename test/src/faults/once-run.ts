import { type FaultProxy, type ProxyPlan, startFaultProxy } from '@portolan/emulators';
import { type Cloud, type ConnectOptions, connect, isCloudError } from 'portolan';
import { collectTokens } from '../secrets/issued-tokens.ts';
import { Marks } from '../secrets/marks.ts';
import { printedError } from '../secrets/outlets.ts';
import { marksOf, SUBJECTS, type Subject } from '../secrets/subjects.ts';
import { bounded, SEED } from './fault-run.ts';
import { type Costly, costly, retried, settled } from './once-subjects.ts';
import { VirtualClock } from './virtual-clock.ts';

/** One create under a plan. */
export interface Trial {
  readonly what: string;
  /** What is made, as `Costly` calls it. */
  readonly thing: string;
  readonly plan: ProxyPlan;
  readonly keyed: boolean;
  /** With a key, and one fault, nothing excuses giving up. */
  readonly mayGiveUp: boolean;
  /** The fault may hit a refusal that is understood otherwise (Nova's of a server that could be on several networks), and cut off its reason. */
  readonly mayBeRefused?: boolean;
  /** What has to be told, and nothing else. */
  readonly outcome?: 'unknown';
}

/** A request that may make something: how long it is, and its answer. */
export interface Step {
  readonly requestBytes: number;
  readonly responseBytes: number;
}

/** What was under way when the connection broke arrives, or does not. */
const SETTLE_MS = 8;
const TIMEOUT_MS = 120_000;

/**
 * A cloud whose creates are disturbed, in several lanes at once: each has a connection through a fault proxy of its own, so that one trial's faults are not another's.
 * Nobody waits for the emulated cloud: pauses move its clock on.
 */
export class OnceRun {
  readonly clock: VirtualClock;
  readonly lanes: readonly Lane[];
  readonly #subject: Subject;
  readonly #direct: Cloud;
  trials = 0;

  private constructor(clock: VirtualClock, subject: Subject, direct: Cloud, lanes: readonly Lane[]) {
    this.clock = clock;
    this.#subject = subject;
    this.#direct = direct;
    this.lanes = lanes;
  }

  static async of(provider: string, width: number): Promise<OnceRun> {
    const clock = new VirtualClock();
    const open = SUBJECTS[provider];
    if (open === undefined) throw new Error(`no subject ${provider}`);
    const subject = await open({ clock });
    const direct = await connect({ ...subject.profile, timeoutMs: TIMEOUT_MS } as never, { env: {}, home: '/nowhere', clock });
    const lanes = await Promise.all(Array.from({ length: width }, (_, index) => Lane.of(subject, direct, clock, index)));
    return new OnceRun(clock, subject, direct, lanes);
  }

  get things(): readonly Costly[] {
    return this.lanes[0]?.things ?? [];
  }

  /** Straight to the cloud, with pauses that last longer than a look. */
  patient(): Promise<Cloud> {
    return connect({ ...this.#subject.profile } as never, { env: {}, home: '/nowhere', clock: this.clock.patient });
  }

  /** The requests that make it, from a run in which nothing goes wrong. */
  async stepsOf(one: Costly): Promise<readonly Step[]> {
    const [lane] = this.lanes;
    if (lane === undefined) throw new Error('no lane');
    const steps = await lane.measure(one);
    if (steps.length === 0) throw new Error(`no request makes the ${one.what}`);
    return steps;
  }

  /** Runs them all, and says what was wrong. */
  async all(trials: readonly Trial[]): Promise<string[]> {
    const wrong: string[] = [];
    let next = 0;
    await Promise.all(
      this.lanes.map(async (lane) => {
        for (let trial = trials[next++]; trial !== undefined; trial = trials[next++]) {
          this.trials += 1;
          wrong.push(...(await lane.attempt(trial)));
        }
      }),
    );
    return wrong;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const lane of this.lanes) await lane[Symbol.asyncDispose]();
    await this.#direct.close();
    await this.#subject.close();
  }
}

export class Lane {
  readonly cloud: Cloud;
  readonly things: readonly Costly[];
  readonly #proxy: FaultProxy;
  readonly #clock: VirtualClock;
  readonly #index: number;
  readonly #subject: Subject;
  /** What was given out during this trial, and what was secret before. */
  readonly #issued: { marks: Marks };
  #count = 0;

  private constructor(
    subject: Subject,
    clock: VirtualClock,
    index: number,
    proxy: FaultProxy,
    cloud: Cloud,
    things: readonly Costly[],
    issued: { marks: Marks },
  ) {
    this.#subject = subject;
    this.#clock = clock;
    this.#index = index;
    this.#proxy = proxy;
    this.cloud = cloud;
    this.things = things;
    this.#issued = issued;
  }

  static async of(subject: Subject, direct: Cloud, clock: VirtualClock, index: number): Promise<Lane> {
    const proxy = await startFaultProxy({ seed: SEED + index });
    const issued = { marks: new Marks() };
    const options: ConnectOptions = {
      env: {},
      home: '/nowhere',
      random: () => 0,
      clock,
      transport: (standard) => ({
        send: (request, given) => collectTokens(issued.marks)(standard).send(request, given),
        close: () => standard.close(),
      }),
    };
    const profile = { ...subject.profile, proxy: proxy.url, maxAttempts: 4, timeoutMs: TIMEOUT_MS };
    const cloud = await connect(profile as never, options);
    const things = await costly(direct, index, (ms) => clock.sleep(ms));
    await cloud.compute.servers.list().toArray();
    return new Lane(subject, clock, index, proxy, cloud, things, issued);
  }

  /** All of one length: what is cut is as long each time. */
  #name(): string {
    this.#count += 1;
    return `once-${this.#index}-${String(this.#count).padStart(6, '0')}`;
  }

  async measure(one: Costly): Promise<readonly Step[]> {
    const name = this.#name();
    this.#proxy.exchanges.length = 0;
    // Marked by a fault that does nothing, so that they can be told apart.
    this.#proxy.use({ faults: [{ match: one.making, effect: { kind: 'latency', ms: 0 } }] });
    await one.create(this.cloud, name, one.keyed ? name : undefined);
    // What was refused is asked again: a source that was still at work.
    const steps = this.#proxy.exchanges.filter(({ effect, status = 0 }) => effect === 'latency' && status < 400).map((seen) => ({ ...seen }));
    this.#proxy.use({ faults: [] });
    await one.remove(await one.find(name));
    return steps;
  }

  /** What the cloud has afterwards must be what the caller was told; and the same call again must find it, or make it. */
  async attempt({ what, thing, plan, keyed, mayGiveUp, mayBeRefused = false, outcome: wanted }: Trial): Promise<readonly string[]> {
    const one = this.things.find((candidate) => candidate.what === thing);
    if (one === undefined) throw new Error(`no ${thing} in lane ${this.#index}`);
    const name = this.#name();
    const key = keyed ? name : undefined;
    const wrong: string[] = [];
    this.#issued.marks = new Marks();
    this.#proxy.exchanges.length = 0;
    this.#proxy.use(plan);
    let made: string | undefined;
    let outcome: string | undefined;
    let leftover: string | undefined;
    let said = 'made';
    try {
      made = (await bounded(what, one.create(this.cloud, name, key))).id;
    } catch (error) {
      if (!isCloudError(error)) return [`${what}: ${String(error)}`];
      outcome = error.outcome;
      leftover = error.leftover?.id;
      said = `${error.code} ${error.outcome} ${error.message}`;
      wrong.push(...this.#leaks(error, what));
    }
    this.#proxy.use({ faults: [] });
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const pause = (ms: number): Promise<void> => this.#clock.sleep(ms);
    let found = await settled(one, name, made === undefined ? [0, 1] : [1], pause, leftover);
    const count = found.length;
    const tell = (problem: string): void => void wrong.push(`${what}: ${problem}; ${count} there; ${said.slice(0, 300)}`);
    if (!this.#proxy.exchanges.some(({ effect }) => effect !== undefined)) tell('met no fault');
    if (count > 1) tell('more than one');
    if (made !== undefined && count !== 1) tell('made, and not there');
    if (made === undefined && outcome === undefined) tell('no outcome');
    if (outcome === 'not-done' && count !== 0) tell('said not-done');
    if (outcome === 'done' && count !== 1) tell('said done');
    const refused = mayBeRefused && outcome === 'not-done' && count === 0;
    if (wanted !== undefined && outcome !== wanted) tell(`said ${outcome} instead of ${wanted}`);
    if (made === undefined && !mayGiveUp && !refused) tell('gave up');
    try {
      if (keyed) {
        const again = await retried(() => one.create(this.cloud, name, key), pause);
        if (made !== undefined && again.id !== made) tell(`the same call again gave ${again.id} instead of ${made}`);
        found = await settled(one, name, [1], pause);
        if (found.length !== 1) tell(`the same call again left ${found.length}`);
      }
      await one.remove(found);
    } catch (error) {
      tell(`afterwards: ${String(error)}`);
    }
    return wrong;
  }

  #leaks(error: unknown, what: string): readonly string[] {
    marksOf(this.#subject, this.#issued.marks);
    const found = new Set<string>();
    for (const { text, where } of printedError(error, what))
      for (const { mark, as } of this.#issued.marks.find(text, where)) found.add(`${mark} (${as}) in ${where}`);
    return [...found].slice(0, 3);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.cloud.close();
    await this.#proxy.close();
  }
}
