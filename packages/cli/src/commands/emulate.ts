import { EMULATED, type EmulatedProvider, startEmulator } from '@portolan/emulators';
import { type Command, InvalidArgumentError } from 'commander';
import type { Io } from '../run.ts';
import { globals } from '../with-cloud.ts';

export function addEmulateCommand(program: Command, io: Io): void {
  program
    .command('emulate')
    .description(`run an emulated cloud on 127.0.0.1 until interrupted: ${EMULATED.join(', ')}`)
    .argument('<provider>', 'which cloud', parseProvider)
    .option('--port <number>', 'port of its first service (default: a free one)', parsePort)
    .action(async (provider: EmulatedProvider, options: { port?: number }, command: Command) => {
      await using emulator = await startEmulator(provider, options.port === undefined ? {} : { port: options.port });
      if (globals(command).json === true) io.out(`${JSON.stringify({ url: emulator.url, profile: emulator.profile })}\n`);
      else {
        io.out(`${provider} is emulated at ${emulator.url}. Put this into portolan.yaml; interrupt to stop.\n\n`);
        io.out(`profiles:\n  ${provider}:\n${yamlFields({ ...emulator.profile, provider })}\n`);
      }
      await stopped(io.signal);
    });
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
