import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where test/real/clients/install put the clients that Debian has not. */
export const CLIENTS_DIR: string = process.env['PORTOLAN_CLIENTS_DIR'] ?? '/var/tmp/portolan-clients';

/** A program of the venv, such as `aws` or `python`. */
export const venv = (name: string): string => join(CLIENTS_DIR, 'venv/bin', name);

/** A file of an installed npm module. */
export const npm = (path: string): string => join(CLIENTS_DIR, 'npm/node_modules', path);

/** A script that stands beside the tests. */
export const script = (name: string): string => join(dirname(fileURLToPath(import.meta.url)), name);

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  /** Called for each line the client prints; what it returns is written to the client's stdin. */
  readonly answer?: (line: string) => string | undefined;
}

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A user's empty home, and the clients that run in it: with this environment and nothing of the machine's own. */
export class ClientHome {
  readonly path: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #running = new Set<ChildProcess>();

  private constructor(path: string, env: Readonly<Record<string, string>>) {
    this.path = path;
    this.#env = {
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
      HOME: path,
      TMPDIR: path,
      LANG: 'C.UTF-8',
      TZ: 'UTC',
      NO_PROXY: '127.0.0.1',
      no_proxy: '127.0.0.1',
      NODE_PATH: join(CLIENTS_DIR, 'npm/node_modules'),
      PYTHONDONTWRITEBYTECODE: '1',
      ...env,
    };
  }

  static async make(env: Readonly<Record<string, string>> = {}): Promise<ClientHome> {
    return new ClientHome(await mkdtemp(join(tmpdir(), 'portolan-client-')), env);
  }

  /** The same home with more in its environment. */
  with(env: Readonly<Record<string, string>>): ClientHome {
    return new ClientHome(this.path, { ...this.#env, ...env });
  }

  /** A path in this home. */
  at(name: string): string {
    return join(this.path, name);
  }

  async write(name: string, content: string | Uint8Array, mode = 0o600): Promise<string> {
    await mkdir(dirname(this.at(name)), { recursive: true });
    await writeFile(this.at(name), content, { mode });
    return this.at(name);
  }

  read(name: string): Promise<Buffer> {
    return readFile(this.at(name));
  }

  /** Runs a client that must succeed; what it printed on stdout. */
  async run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
    const outcome = await this.#finish(command, args, options);
    if (outcome.code !== 0) throw new Error(`${command} ${args.join(' ')}: ended with ${outcome.code}\n${outcome.stderr}\n${outcome.stdout}`);
    return outcome.stdout;
  }

  /** Runs a client that must succeed and print one JSON value. */
  async json<T>(command: string, args: readonly string[], options: RunOptions = {}): Promise<T> {
    const text = await this.run(command, args, options);
    try {
      return JSON.parse(text) as T;
    } catch {
      throw new Error(`${command} ${args.join(' ')}: no JSON: ${text}`);
    }
  }

  /** Runs a client that prints one JSON value a line. */
  async lines<T>(command: string, args: readonly string[], options: RunOptions = {}): Promise<T[]> {
    const text = await this.run(command, args, options);
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as T);
  }

  /** Runs a client that must fail; all that it printed. */
  async refused(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
    const outcome = await this.#finish(command, args, options);
    if (outcome.code === 0) throw new Error(`${command} ${args.join(' ')}: succeeded\n${outcome.stdout}`);
    return outcome.stderr + outcome.stdout;
  }

  async close(): Promise<void> {
    for (const child of this.#running) killGroup(child);
    await rm(this.path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }

  #finish(command: string, args: readonly string[], options: RunOptions): Promise<Outcome> {
    const timeoutMs = options.timeoutMs ?? 60_000;
    return new Promise((resolve, reject) => {
      // A group of its own: what a client starts ends with it.
      const child = spawn(command, args, { cwd: this.path, env: { ...this.#env, ...options.env }, stdio: 'pipe', detached: true });
      this.#running.add(child);
      let stdout = '';
      let stderr = '';
      let pending = '';
      const timer = setTimeout(() => {
        killGroup(child);
        reject(new Error(`${command} ${args.join(' ')}: not done after ${timeoutMs} ms\n${stderr}\n${stdout}`));
      }, timeoutMs);
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
        if (options.answer === undefined) return;
        const lines = (pending + text).split('\n');
        pending = lines.pop() ?? '';
        for (const line of lines) {
          const reply = options.answer(line);
          if (reply !== undefined) child.stdin.write(reply);
        }
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      child.stdin.on('error', () => undefined);
      if (options.answer === undefined) child.stdin.end();
      child.on('error', (error) => {
        clearTimeout(timer);
        this.#running.delete(child);
        reject(new Error(`${command}: ${error.message} (test/real/clients/install installs the clients)`));
      });
      child.on('close', (code) => {
        clearTimeout(timer);
        this.#running.delete(child);
        resolve({ code, stdout, stderr });
      });
    });
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
