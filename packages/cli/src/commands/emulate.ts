import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { EMULATED, type EmulatedProvider, type FaultProxy, readProxyPlan, startEmulator, startFaultProxy } from '@portolan/emulators';
import { type Command, InvalidArgumentError } from 'commander';
import type { Io } from '../run.ts';
import { globals } from '../with-cloud.ts';

export function addEmulateCommand(program: Command, io: Io): void {
  program
    .command('emulate')
    .description(`run an emulated cloud on 127.0.0.1 until interrupted: ${EMULATED.join(', ')}`)
    .argument('<provider>', 'which cloud', parseProvider)
    .option('--port <number>', 'port of its first service (default: a free one)', parsePort)
    .option('--fault <file>', 'spoil what passes: a plan of faults in JSON (README of @portolan/emulators)')
    .option('--seed <number>', 'what the plan draws its chances from (default: 1)', parseSeed)
    .action(async (provider: EmulatedProvider, options: EmulateFlags, command: Command) => {
      await using proxy = options.fault === undefined ? undefined : await faultProxy(resolve(io.cwd, options.fault), options.seed);
      await using emulator = await startEmulator(provider, options.port === undefined ? {} : { port: options.port });
      const profile = proxy === undefined ? emulator.profile : { ...emulator.profile, proxy: proxy.url };
      if (globals(command).json === true) io.out(`${JSON.stringify({ url: emulator.url, profile })}\n`);
      else {
        const spoiled = proxy === undefined ? '' : ` What passes through ${proxy.url} meets the faults of ${options.fault}, seed ${proxy.seed}.`;
        io.out(`${provider} is emulated at ${emulator.url}.${spoiled} Put this into portolan.yaml; interrupt to stop.\n\n`);
        io.out(`profiles:\n  ${provider}:\n${yamlFields({ ...profile, provider })}\n`);
      }
      await stopped(io.signal);
    });
}

interface EmulateFlags {
  readonly port?: number;
  readonly fault?: string;
  readonly seed?: number;
}

async function faultProxy(file: string, seed: number | undefined): Promise<FaultProxy> {
  let plan: unknown;
  try {
    plan = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return startFaultProxy({ plan: readProxyPlan(plan), ...(seed === undefined ? {} : { seed }) });
}

function parseSeed(value: string): number {
  const seed = Number(value);
  if (!Number.isSafeInteger(seed)) throw new InvalidArgumentError('expected a whole number');
  return seed;
}

function parseProvider(value: string): EmulatedProvider {
  const found = EMULATED.find((provider) => provider === value);
  if (found === undefined) throw new InvalidArgumentError(`expected one of ${EMULATED.join(', ')}`);
  return found;
}

function parsePort(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new InvalidArgumentError('expected a port from 1 to 65535');
  return port;
}

/** JSON strings are YAML strings. */
const yamlFields = (profile: Readonly<Record<string, unknown>>): string =>
  Object.entries(profile)
    .map(([name, value]) => `    ${name}: ${JSON.stringify(value)}`)
    .join('\n');

async function stopped(signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => undefined, 60_000);
    const end = (): void => {
      clearInterval(timer);
      process.off('SIGINT', end);
      process.off('SIGTERM', end);
      resolve();
    };
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
    if (signal?.aborted === true) end();
    else signal?.addEventListener('abort', end, { once: true });
  });
}
