import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Ask, Counts, Done, Job, Measure, Told } from './protocol.ts';

/** As it was built: node runs no TypeScript. */
const start = (name: string, what: object): ChildProcess =>
  fork(fileURLToPath(new URL(`../../../dist/e2e/full-size/${name}.js`, import.meta.url)), [JSON.stringify(what)], { execArgv: [] });

/** The next message of this kind. */
async function message<T extends { readonly kind: string }, K extends T['kind']>(
  child: ChildProcess,
  ...kinds: readonly K[]
): Promise<Extract<T, { kind: K }>> {
  const controller = new AbortController();
  const gone = once(child, 'exit', { signal: controller.signal }).then(([code]) => {
    throw new Error(`the process ended with ${String(code)}`);
  });
  gone.catch(() => undefined);
  try {
    for (;;) {
      const [said] = (await Promise.race([once(child, 'message', { signal: controller.signal }), gone])) as [T];
      if ((kinds as readonly string[]).includes(said.kind)) return said as Extract<T, { kind: K }>;
    }
  } finally {
    controller.abort();
  }
}

/** Two clouds in a process. */
export class Clouds implements AsyncDisposable {
  readonly from: object;
  readonly to: object;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, sourceUrl: string, targetUrl: string) {
    this.#child = child;
    this.from = { provider: 'aws', region: 'us-east-1', s3Url: sourceUrl, accessKeyId: 'AKIDMEASURED', secretAccessKey: 'measured', pathStyle: true };
    this.to = { provider: 'openstack', authUrl: `${targetUrl}/v3`, username: 'measured', password: 'measured', projectName: 'measured', region: 'RegionOne' };
  }

  static async start(measure: Measure): Promise<Clouds> {
    const child = start('server', measure);
    const { sourceUrl, targetUrl } = await message<Told, 'ready'>(child, 'ready');
    return new Clouds(child, sourceUrl, targetUrl);
  }

  /** Since it was asked last. */
  async counts(): Promise<Counts> {
    const told = message<Told, 'counts'>(this.#child, 'counts');
    this.#ask({ kind: 'counts' });
    return (await told).counts;
  }

  cut(end: 'source' | 'target', afterBytes: number): void {
    this.#ask({ kind: 'cut', end, afterBytes });
  }

  /** A process that has stored so many parts and goes on. */
  async stored(parts: number, by: Job): Promise<MoverProcess> {
    const told = message<Told, 'reached'>(this.#child, 'reached');
    this.#ask({ kind: 'watch', parts });
    const mover = new MoverProcess(by);
    const early = mover.finished.then((finished) => {
      throw new Error(`it came to an end first: ${JSON.stringify(finished)}`);
    });
    await Promise.race([told, early]);
    return mover;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await ended(this.#child, () => this.#child.disconnect());
  }

  #ask(ask: Ask): void {
    this.#child.send(ask);
  }
}

export type Finished = Extract<Done, { kind: 'done' | 'failed' }>;

/** A process that moves things. */
export class MoverProcess {
  readonly #child: ChildProcess;
  readonly finished: Promise<Finished>;

  constructor(job: Job) {
    this.#child = start('mover', job);
    this.finished = this.#finish();
    this.finished.catch(() => undefined);
  }

  async #finish(): Promise<Finished> {
    try {
      return await message<Done, 'done' | 'failed'>(this.#child, 'done', 'failed');
    } finally {
      await ended(this.#child, () => this.#child.disconnect());
    }
  }

  /** At once, in the middle of whatever it does. */
  async kill(): Promise<void> {
    await ended(this.#child, () => this.#child.kill('SIGKILL'));
  }

  abort(): void {
    this.#child.send('abort');
  }
}

async function ended(child: ChildProcess, end: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  if (child.connected || child.pid !== undefined) end();
  await exit;
}

/** Runs it to its end. */
export async function move(job: Job): Promise<Extract<Done, { kind: 'done' }>> {
  const finished = await new MoverProcess(job).finished;
  if (finished.kind === 'failed') throw new Error(finished.said);
  return finished;
}
