import { type Command, InvalidArgumentError } from 'commander';
import { BUILT_IN, type Cloud, comparePortability, connect, type PortabilityReport, portability, portabilityTable, type SweptThing } from 'portolan';
import { type Columns, printRows } from '../output.ts';
import type { Io } from '../run.ts';
import { globals, withCloud } from '../with-cloud.ts';

interface PortabilityFlags {
  readonly only?: readonly string[];
  readonly all?: boolean;
  readonly live?: boolean;
  readonly bucket?: readonly string[];
}

export function addPortabilityCommand(program: Command, io: Io): void {
  program
    .command('portability <from> <to>')
    .description('what a program that runs on the one would lose on the other: providers, or profiles')
    .option('--only <capability...>', 'only these: servers.resize, storage.objects')
    .option('--all', 'also what is kept, and what is gained')
    .option('--live', 'read both accounts too; needs profiles, changes nothing')
    .option('--bucket <name...>', 'with --live: of the buckets only these')
    .action(async (from: string, to: string, flags: PortabilityFlags, command: Command) => {
      await using sides = new Sides(command, io);
      const live = { operations: flags.only, buckets: flags.bucket };
      const [one, other] = [await sides.of(from, flags.live === true), await sides.of(to, flags.live === true)];
      // Of two connections the accounts are read: without --live a profile counts for what it declares alone.
      const report = flags.live === true ? await portability(one, other, live) : (declared(one, other, flags.only) ?? (await portability(one, other, live)));
      if (globals(command).json === true) io.out(`${JSON.stringify(report)}\n`);
      else io.out(portabilityTable(report, { all: flags.all === true }));
    });
}

const declared = (from: string | Cloud, to: string | Cloud, only: readonly string[] | undefined): PortabilityReport | undefined =>
  typeof from === 'string' || typeof to === 'string'
    ? undefined
    : comparePortability({ name: from.provider, capabilities: from.capabilities }, { name: to.provider, capabilities: to.capabilities }, only);

/** Providers by their id, else profiles, connected and closed again. */
class Sides implements AsyncDisposable {
  readonly #open: Cloud[] = [];
  readonly #command: Command;
  readonly #io: Io;

  constructor(command: Command, io: Io) {
    this.#command = command;
    this.#io = io;
  }

  async of(name: string, live: boolean): Promise<string | Cloud> {
    if (!live && BUILT_IN.some(({ id }) => id === name)) return name;
    const cloud = await connect(name, { configFile: globals(this.#command).config, env: this.#io.env, cwd: this.#io.cwd });
    this.#open.push(cloud);
    return cloud;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#open.map((cloud) => cloud.close()));
  }
}

const SWEPT: Columns<SweptThing> = {
  '': ({ fate }) => fate,
  what: ({ kind }) => kind,
  id: ({ id }) => id,
  name: ({ name }) => name,
  made: ({ createdAt }) => createdAt?.toISOString().slice(0, 19),
  why: ({ why }) => why,
};

interface SweepFlags {
  readonly owner: string;
  readonly olderThan?: number;
  readonly dryRun?: boolean;
  readonly emptyBuckets?: boolean;
}

export function addSweepCommand(program: Command, io: Io): void {
  program
    .command('sweep')
    .description('remove what was made with an owner and left behind')
    .requiredOption('--owner <name>', 'the owner that was given to create')
    .option('--older-than <time>', 'only what is older: 30m, 2h, 1d', parseSpan)
    .option('--dry-run', 'tell, and remove nothing')
    .option('--empty-buckets', 'buckets go with all that is in them; without, those that are not empty are kept')
    .action(async ({ owner, olderThan, dryRun, emptyBuckets }: SweepFlags, command: Command) => {
      await withCloud(command, io, async (cloud, { json }) => {
        const { things, unmarked, unseen } = await cloud.sweep({ owner, olderThanMs: olderThan, dryRun, emptyBuckets });
        await printRows(
          io,
          json === true,
          things.map((thing) => ({ ...thing, error: undefined })),
          SWEPT,
        );
        if (unmarked.length > 0) io.err(`not looked at, since they bear no owner here: ${unmarked.join(', ')}\n`);
        for (const { group, error } of unseen) io.err(`could not look at ${group}: ${error.message}\n`);
        const failed = things.find(({ fate }) => fate === 'failed');
        const error = failed?.error ?? unseen[0]?.error;
        if (error !== undefined) throw error;
      });
    });
}

function parseSpan(value: string): number {
  const [, number = '', unit = ''] = /^(\d+)(s|m|h|d)$/.exec(value) ?? [];
  const factor = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit];
  if (factor === undefined) throw new InvalidArgumentError('expected a time such as 30m, 2h or 1d');
  return Number(number) * factor;
}
