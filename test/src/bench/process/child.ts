import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What is measured is what is published: the bundles, not the compiled files of the workspace. */
export const PUBLISHED = '--conditions=@portolan/bundle';

/** A process of the benchmark that answers one question at a time. */
export class Child<Question extends object, Answer extends object> implements Disposable {
  readonly #process: ChildProcess;
  readonly #name: string;

  private constructor(process: ChildProcess, name: string) {
    this.#process = process;
    this.#name = name;
  }

  /** Resolves with the first thing it says. `script` is a path within `bench/`. */
  static async start<Question extends object, Answer extends object>(
    script: string,
    args: readonly string[] = [],
  ): Promise<{ child: Child<Question, Answer>; first: Answer }> {
    const process = fork(fileURLToPath(new URL(`../${script}`, import.meta.url)), args, {
      execArgv: ['--expose-gc', '--no-warnings', PUBLISHED],
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    const child = new Child<Question, Answer>(process, [script, ...args].join(' '));
    return { child, first: await child.#next() };
  }

  async ask(question: Question): Promise<Answer> {
    const answer = this.#next();
    this.#process.send(question);
    return answer;
  }

  #next(): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        this.#process.off('message', answered).off('exit', ended);
      };
      const answered = (message: unknown): void => {
        settle();
        resolve(message as Answer);
      };
      const ended = (): void => {
        settle();
        reject(new Error(`${this.#name} ended`));
      };
      this.#process.on('message', answered).on('exit', ended);
    });
  }

  [Symbol.dispose](): void {
    if (this.#process.connected) this.#process.disconnect();
  }
}
