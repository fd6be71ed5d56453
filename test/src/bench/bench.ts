import type { Arena } from './contender.ts';
import { Child } from './process/child.ts';
import type { Measured, Reply, Task } from './process/protocol.ts';
import type { Ask, Told } from './server/protocol.ts';
import { ACCESS_KEY_ID, REGION, SECRET_ACCESS_KEY } from './server/signature.ts';

export interface Race {
  readonly contenders: readonly string[];
  readonly rounds: number;
  readonly concurrency: number;
  /** Done by each, unmeasured, before the rounds: code is compiled, connections are open. */
  readonly warmUp: (name: string) => readonly Task[];
  /** Done by each, unmeasured, before each of its rounds: while the others had theirs, V8 has thrown away compiled code that was not in use. */
  readonly awaken?: (name: string, round: number) => Task;
  readonly task: (name: string, round: number) => Task;
  /** Asks the server whether all of it arrived, and throws when not. Outside of what is measured. */
  readonly check: (name: string, round: number, measured: Measured) => Promise<void>;
}

/** Every contender's rounds, in order. Absent: it cannot do this. */
export type Results = ReadonlyMap<string, readonly Measured[]>;

/** The server and the means to race on it. */
export class Bench implements AsyncDisposable {
  #server: Child<Ask, Told>;
  #ports: readonly [number, number];
  readonly quick: boolean;

  private constructor({ child, first }: Started, quick: boolean) {
    this.#server = child;
    this.#ports = first.ports as readonly [number, number];
    this.quick = quick;
  }

  static async open(quick: boolean): Promise<Bench> {
    return new Bench(await started(), quick);
  }

  /**
   * Another server, who has served nobody. One that has served a hundred thousand small requests marks its heap after each 15 MiB of a stream, which a fresh one
   * does not: it takes the streams of all contenders at half the speed, and then it is what is measured.
   */
  async renew(): Promise<void> {
    this.#server[Symbol.dispose]();
    const { child, first } = await started();
    this.#server = child;
    this.#ports = first.ports as readonly [number, number];
  }

  arena(concurrency: number): Arena {
    const [origin, otherOrigin] = this.#ports.map((port) => `http://127.0.0.1:${port}`) as [string, string];
    return { origin, otherOrigin, region: REGION, accessKeyId: ACCESS_KEY_ID, secretAccessKey: SECRET_ACCESS_KEY, concurrency };
  }

  ask(ask: Ask): Promise<Told> {
    return this.#server.ask(ask);
  }

  /** One process each; a round is one task of each, one after the other, so that what the machine does besides hits all alike. */
  async race(race: Race): Promise<Results> {
    const results = new Map<string, Measured[]>();
    const children = new Map<string, Child<Task, Reply>>();
    try {
      for (const name of race.contenders) {
        const { child } = await Child.start<Task, Reply>('process/main.js', [name]);
        children.set(name, child);
        await told(name, child, { kind: 'open', arena: this.arena(race.concurrency) });
        for (const task of race.warmUp(name)) await told(name, child, task);
      }
      await this.ask({ kind: 'counters' });
      for (let round = 0; round < race.rounds; round += 1) {
        for (const [name, child] of children) {
          if (race.awaken !== undefined) await told(name, child, race.awaken(name, round));
          const measured = await told(name, child, race.task(name, round));
          if (measured === undefined) continue;
          const { refused = 0, openUploads = 0 } = await this.ask({ kind: 'counters' });
          if (refused > 0 || openUploads > 0) throw new Error(`${name}: the server refused ${refused} requests, ${openUploads} uploads are open`);
          await race.check(name, round, measured);
          const rounds = results.get(name) ?? [];
          rounds.push(measured);
          results.set(name, rounds);
        }
      }
    } finally {
      for (const child of children.values()) child[Symbol.dispose]();
    }
    return results;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server[Symbol.dispose]();
  }
}

type Started = Awaited<ReturnType<typeof started>>;

const started = () => Child.start<Ask, Told>('server/main.js');

async function told(name: string, child: Child<Task, Reply>, task: Task): Promise<Measured | undefined> {
  const reply = await child.ask(task);
  if ('error' in reply) throw new Error(`${name}: ${task.kind}: ${reply.error}`);
  return 'missing' in reply ? undefined : reply;
}
