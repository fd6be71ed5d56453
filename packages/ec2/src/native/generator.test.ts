import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { nativeBench } from '../testing/native-bench.ts';
import { actionNames, s3Operations } from './generated/action-names.ts';
import { table as ec2 } from './generated/tables/ec2.ts';
import { table as s3 } from './generated/tables/s3.ts';

const run = promisify(execFile);
const generator = fileURLToPath(new URL('../../generator/generate.mjs', import.meta.url));
const generate = (...options: readonly string[]): Promise<{ readonly stdout: string }> => run(process.execPath, [generator, ...options]);

describe('the generator', () => {
  it('would write what is there: the generated code is not stale', async () => {
    await expect(generate('--check')).resolves.toBeDefined();
  });

  it('notices code that is stale, superfluous or missing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portolan-ec2-'));
    try {
      expect((await generate('--out', folder)).stdout).toMatch(/379 actions, 72 operations/);
      await writeFile(join(folder, 'sts.ts'), 'export {};\n');
      await writeFile(join(folder, 'ghost.ts'), '');
      await rm(join(folder, 'tables', 'iam.ts'));
      await expect(generate('--check', '--out', folder)).rejects.toMatchObject({
        stderr: expect.stringMatching(/stale: ghost\.ts\nstale: sts\.ts\nstale: tables\/iam\.ts/) as unknown,
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('the names of actions', () => {
  it('are those of the tables, with the lists apart', () => {
    const { calls, lists } = actionNames.ec2;
    expect([...calls.split(' '), ...lists.split(' ')].sort()).toEqual(Object.keys(ec2).sort());
    expect(lists.split(' ')).toEqual(
      Object.keys(ec2)
        .filter((name) => ec2[name]?.list !== undefined)
        .sort(),
    );
    expect(s3Operations.split(' ')).toEqual(Object.keys(s3).sort());
  });

  it('are methods of the clients, and nothing else is', () => {
    const { native } = nativeBench([]);
    expect(native.ec2.runInstances).toBeTypeOf('function');
    expect(native.s3.putBucketAcl).toBeTypeOf('function');
    expect(native.iam.listUsers).toBeTypeOf('function');
    expect((native.ec2 as unknown as Record<string, unknown>)['then']).toBeUndefined();
    expect((native.ec2 as unknown as Record<string, unknown>)['describeInstance']).toBeUndefined();
    expect(native.ec2).toBe(native.ec2);
  });
});
