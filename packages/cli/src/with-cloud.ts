import type { Command } from 'commander';
import { type Cloud, connect } from 'portolan';
import type { Io } from './run.ts';

export interface GlobalOptions {
  readonly profile?: string;
  readonly config?: string;
  readonly json?: boolean;
}

export const globals = (command: Command): GlobalOptions => command.optsWithGlobals<GlobalOptions>();

/** Connects by the global options, does the work, and closes the connection whatever happens. */
export async function withCloud<T>(command: Command, io: Io, work: (cloud: Cloud, options: GlobalOptions) => Promise<T>): Promise<T> {
  const options = globals(command);
  await using cloud = await connect(options.profile, { configFile: options.config, env: io.env, cwd: io.cwd });
  return await work(cloud, options);
}
