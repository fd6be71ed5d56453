import { homedir } from 'node:os';
import type { Command } from 'commander';
import { findConfigFile, readConfigFile } from 'portolan';
import { capabilityRows } from '../capability-rows.ts';
import { type Columns, printRows } from '../output.ts';
import type { Io } from '../run.ts';
import { globals, withCloud } from '../with-cloud.ts';

export function addProviderCommands(program: Command, io: Io): void {
  program
    .command('providers')
    .description('what each provider can do')
    .option('--markdown', 'as a table for a README')
    .action(async (options: { markdown?: boolean }, command: Command) => {
      const { ids, rows } = await capabilityRows();
      if (options.markdown === true) {
        io.out(`| | ${ids.join(' | ')} |\n|---|${ids.map(() => ':-:').join('|')}|\n`);
        for (const { path, values } of rows) io.out(`| \`${path}\` | ${ids.map((id) => values[id] ?? '').join(' | ')} |\n`);
        return;
      }
      const columns: Columns<(typeof rows)[number]> = {
        capability: ({ path }) => path,
        ...Object.fromEntries(ids.map((id) => [id, (row: (typeof rows)[number]) => row.values[id]])),
      };
      await printRows(io, globals(command).json === true, rows, columns);
    });

  program
    .command('profiles')
    .description('the profiles of the configuration')
    .action(async (_options: unknown, command: Command) => {
      const { config, json } = globals(command);
      const path = config ?? (await findConfigFile({ cwd: io.cwd, home: io.env['HOME'] ?? homedir(), env: io.env }));
      if (path === undefined) throw new Error('there is no portolan.yaml from here upwards');
      const file = await readConfigFile(path);
      const rows = Object.entries(file.profiles).map(([name, { provider }]) => ({ name, provider, default: name === file.default }));
      await printRows(io, json === true, rows, {
        profile: ({ name }) => name,
        provider: ({ provider }) => provider,
        '': (row) => (row.default ? 'default' : ''),
      });
    });

  program
    .command('check')
    .description('connect, sign in, and make one cheap call')
    .action(async (_options: unknown, command: Command) => {
      await withCloud(command, io, async (cloud) => {
        const { servers } = cloud.compute;
        const { buckets } = cloud.storage;
        if (servers.supported) await servers.list({ pageSize: 1 }).first();
        if (buckets.supported) await buckets.list({ pageSize: 1 }).first();
        io.out(`${cloud.provider}: signed in${servers.supported ? ', compute answers' : ''}${buckets.supported ? ', storage answers' : ''}\n`);
      });
    });
}
