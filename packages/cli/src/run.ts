import { CommanderError } from 'commander';
import { isCloudError } from 'portolan';
import { createProgram } from './program.ts';

/** Where the program writes, and what it sees of the world. */
export interface Io {
  readonly out: (text: string) => unknown;
  readonly err: (text: string) => unknown;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Ends commands that run until they are told to stop. */
  readonly signal?: AbortSignal;
}

/** Runs one command line; resolves with the exit code: 0, 1 (it failed), 2 (it was not understood). */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    await createProgram(io).parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    io.err(`${isCloudError(error) ? `${error.code}: ${error.message}` : error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}
