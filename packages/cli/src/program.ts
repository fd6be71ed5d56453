import { Command } from 'commander';
import { addComputeCommands } from './commands/compute.ts';
import { addEmulateCommand } from './commands/emulate.ts';
import { addPortabilityCommand, addSweepCommand } from './commands/portability.ts';
import { addProviderCommands } from './commands/providers.ts';
import { addStorageCommands } from './commands/storage.ts';
import type { Io } from './run.ts';

export function createProgram(io: Io): Command {
  const program = new Command('portolan')
    .description('One portable compute and storage layer over many clouds.')
    .option('-p, --profile <name>', 'profile of portolan.yaml (default: PORTOLAN_PROFILE, or the file’s default)')
    .option('-c, --config <file>', 'configuration file instead of the portolan.yaml found upwards')
    .option('--json', 'one line of JSON a row instead of a table')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) });
  addProviderCommands(program, io);
  addPortabilityCommand(program, io);
  addEmulateCommand(program, io);
  addComputeCommands(program, io);
  addStorageCommands(program, io);
  addSweepCommand(program, io);
  return program;
}
