import type { Command } from 'commander';
import type { Bucket, ObjectPrefix, ObjectSummary } from 'portolan';
import { type Columns, printRows } from '../output.ts';
import type { Io } from '../run.ts';
import { withCloud } from '../with-cloud.ts';

const BUCKET: Columns<Bucket> = { name: ({ name }) => name, made: ({ createdAt }) => createdAt?.toISOString().slice(0, 10) };
const ROW: Columns<ObjectSummary | ObjectPrefix> = {
  key: (row) => (row.kind === 'object' ? row.key : row.prefix),
  bytes: (row) => (row.kind === 'object' ? row.sizeBytes : ''),
  changed: (row) => (row.kind === 'object' ? row.lastModified?.toISOString().slice(0, 19) : ''),
};

export function addStorageCommands(program: Command, io: Io): void {
  const buckets = program.command('buckets').description('where objects are kept');
  buckets
    .command('list')
    .description('all of the account')
    .action(async (_options: unknown, command: Command) => {
      await withCloud(command, io, ({ storage }, { json }) => printRows(io, json === true, storage.buckets.list(), BUCKET));
    });
  buckets
    .command('create <name>')
    .description('there already is success')
    .option('--owner <name>', 'whose it is: `sweep --owner` finds it; another’s is not taken over')
    .action(async (name: string, { owner }: { owner?: string }, command: Command) => {
      await withCloud(command, io, ({ storage }) => storage.buckets.create(name, { owner }));
    });
  buckets
    .command('delete <name>')
    .description('be gone; absent is success')
    .option('--with-content', 'delete what is in it first')
    .action(async (name: string, { withContent }: { withContent?: boolean }, command: Command) => {
      await withCloud(command, io, ({ storage }) => storage.buckets.delete(name, { withContent }));
    });
  addObjectCommands(program.command('objects').description('bytes under keys'), io);
}

function addObjectCommands(objects: Command, io: Io): void {
  objects
    .command('list <bucket> [prefix]')
    .description('everything under the prefix')
    .option('--folders', 'one row for what is deeper')
    .action(async (bucket: string, prefix: string | undefined, { folders }: { folders?: boolean }, command: Command) => {
      await withCloud(command, io, ({ storage }, { json }) => {
        const rows: AsyncIterable<ObjectSummary | ObjectPrefix> =
          folders === true ? storage.objects.list(bucket, { prefix, delimiter: '/' }) : storage.objects.list(bucket, { prefix });
        return printRows(io, json === true, rows, ROW);
      });
    });
  objects
    .command('put <path> <bucket> [key]')
    .description('a file, or every file of a folder under the key as prefix')
    .action(async (path: string, bucket: string, key: string | undefined, _options: unknown, command: Command) => {
      await withCloud(command, io, async ({ storage }) => {
        const { objects: count, bytes } = await storage.upload(path, { bucket, key });
        io.out(`${count} objects, ${bytes} bytes\n`);
      });
    });
  objects
    .command('get <bucket> <key> <path>')
    .description('an object to a file, or a prefix (ending with /) to a folder')
    .action(async (bucket: string, key: string, path: string, _options: unknown, command: Command) => {
      await withCloud(command, io, async ({ storage }) => {
        const { objects: count, bytes } = await storage.download({ bucket, key }, path);
        io.out(`${count} objects, ${bytes} bytes\n`);
      });
    });
  objects
    .command('delete <bucket> <keys...>')
    .description('be gone; absent is success')
    .action(async (bucket: string, keys: string[], _options: unknown, command: Command) => {
      await withCloud(command, io, async ({ storage }) => {
        const { deleted, failed } = await storage.objects.deleteMany(bucket, keys);
        io.out(`${deleted} gone\n`);
        if (failed[0] !== undefined) throw failed[0].error;
      });
    });
}
