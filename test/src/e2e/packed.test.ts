import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

let folder = '';
let project = '';
const tarballs = new Map<string, string>();

const node = async (...args: readonly string[]): Promise<string> => (await run(process.execPath, args, { cwd: project, maxBuffer: 64 * 1024 * 1024 })).stdout;

// What a stranger gets: tarballs, installed in an empty project.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portolan-packed-'));
  project = join(folder, 'project');
  await mkdir(project);
  await run('pnpm', ['build'], { cwd: ROOT });
  const names = await readdir(join(ROOT, 'packages'));
  await Promise.all(
    names.map(async (name) => {
      const { stdout } = await run('pnpm', ['pack', '--json', '--pack-destination', folder], { cwd: join(ROOT, 'packages', name) });
      const { name: packageName, filename } = JSON.parse(stdout) as { name: string; filename: string };
      tarballs.set(packageName, `file:${filename.startsWith('/') ? filename : join(folder, filename)}`);
    }),
  );
  const dependencies = Object.fromEntries(tarballs);
  await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'stranger', private: true, type: 'module', dependencies, overrides: dependencies }));
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], { cwd: project });
}, 300_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('packed packages', () => {
  it('carry neither tests, nor fixtures, nor workspace versions', async () => {
    for (const tarball of tarballs.values()) {
      const { stdout } = await run('tar', ['-tzf', tarball.slice('file:'.length)]);
      expect(stdout).toMatch(/^package\/(?:bundle|dist)\/index\.js$/m);
      expect(stdout).toContain('package/dist/index.d.ts');
      expect(stdout).not.toMatch(/\.test\.|\/testing\/|\/fixtures\/|tsbuildinfo/);
      const manifest = (await run('tar', ['-xzOf', tarball.slice('file:'.length), 'package/package.json'])).stdout;
      expect(manifest).not.toMatch(/workspace:|catalog:|@portolan\/source/);
    }
  });

  it('work by import and by require, on memory', async () => {
    const program = `
      const cloud = await connect({ provider: 'memory' });
      await cloud.storage.buckets.create('b');
      await cloud.storage.objects.put('b', 'k', 'hello');
      console.log(await (await cloud.storage.objects.get('b', 'k')).text());
      await cloud.close();`;
    expect(await node('--input-type=module', '-e', `import { connect } from 'portolan';${program}`)).toBe('hello\n');
    expect(await node('--no-warnings', '--input-type=commonjs', '-e', `const { connect } = require('portolan'); (async () => {${program}})();`)).toBe(
      'hello\n',
    );
  });

  it('can all be imported by plain Node', async () => {
    for (const name of tarballs.keys()) await node('--input-type=module', '-e', `await import(${JSON.stringify(name)})`);
    for (const name of ['smartdc', 'ovirt', 'openstack', 'ec2', 'memory']) {
      await node(
        '--input-type=module',
        '-e',
        `const driver = await import('@portolan/${name}'); for (const value of Object.values(driver)) if (typeof value?.load === 'function') await value.load();`,
      );
    }
  });

  it('load no driver on import, and one on connecting', async () => {
    const spy = `data:text/javascript,${encodeURIComponent(`
      import { register } from 'node:module';
      register('data:text/javascript,' + encodeURIComponent("export async function load(url, context, next) { process._rawDebug(url); return next(url, context); }"));`)}`;
    const loaded = async (code: string): Promise<string[]> => {
      const { stderr } = await run(process.execPath, ['--no-warnings', '--import', spy, '--input-type=module', '-e', code], {
        cwd: project,
        maxBuffer: 64 * 1024 * 1024,
      });
      return stderr.split('\n');
    };
    // Bundles keep what is loaded late in files of its own, named after where they begin.
    const heavy =
      /node_modules\/(axios|inversify|fast-xml-parser|sshpk|aws4|yaml|@portolan\/(smartdc|ovirt|openstack|ec2|memory|emulators))\/|@portolan\/core\/bundle\/(axios|fxp|open-cloud|registry|lib)-/;
    expect((await loaded(`import 'portolan'`)).filter((url) => heavy.test(url))).toEqual([]);
    const connected = await loaded(`import { connect } from 'portolan'; await (await connect({ provider: 'memory' })).close();`);
    expect(connected.some((url) => url.includes('@portolan/memory/'))).toBe(true);
    expect(
      connected.filter((url) =>
        /@portolan\/(smartdc|ovirt|openstack|ec2|emulators)\/|node_modules\/(axios|sshpk|aws4|fast-xml-parser)\/|@portolan\/core\/bundle\/(axios|fxp)-/.test(
          url,
        ),
      ),
    ).toEqual([]);
  });

  it('talk to a cloud: signed, over the transport, with XML', async () => {
    const program = `
      import { connect } from 'portolan';
      import { startEmulator } from '@portolan/emulators';
      const emulator = await startEmulator('aws');
      const cloud = await connect(emulator.profile);
      await cloud.storage.buckets.create('backups');
      await cloud.storage.objects.put('backups', 'k', 'hello');
      for await (const { key, sizeBytes } of cloud.storage.objects.list('backups')) console.log(key, sizeBytes);
      console.log(await (await cloud.storage.objects.get('backups', 'k')).text());
      await cloud.storage.objects.get('backups', 'none').catch((error) => console.log(error.code));
      // Long enough for a thread to digest it, which must not keep the program.
      await cloud.storage.objects.put('backups', 'long', new Uint8Array(3 << 20));
      await cloud.close();
      await emulator.close();`;
    expect(await node('--input-type=module', '-e', program)).toBe('k 5\nhello\nnot-found\n');
  });

  it('carry the licences of what is bundled', async () => {
    const core = tarballs.get('@portolan/core') as string;
    const { stdout } = await run('tar', ['-xzOf', core.slice('file:'.length), 'package/bundle/LICENSES.txt']);
    for (const name of ['axios', 'inversify', 'fast-xml-parser']) expect(stdout).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });

  it('have types that work in a strict project', async () => {
    await writeFile(
      join(project, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          noEmit: true,
          module: 'nodenext',
          target: 'es2023',
          lib: ['es2023', 'esnext.disposable'],
          types: ['node'],
          typeRoots: [join(ROOT, 'node_modules/@types')],
          exactOptionalPropertyTypes: true,
        },
        include: ['use.ts'],
      }),
    );
    await writeFile(join(project, 'use.ts'), await readFile(fileURLToPath(new URL('./fixtures/use.ts.txt', import.meta.url)), 'utf8'));
    await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', project], { cwd: project }).catch((error: { stdout?: string }) => {
      throw new Error(error.stdout);
    });
  });

  it('satisfy publint and arethetypeswrong', async () => {
    for (const tarball of tarballs.values()) {
      const path = tarball.slice('file:'.length);
      await run(join(ROOT, 'node_modules/.bin/publint'), ['run', path, '--strict'], { cwd: ROOT }).catch((error: { stdout?: string }) => {
        throw new Error(`publint ${path}: ${error.stdout}`);
      });
      await run(join(ROOT, 'node_modules/.bin/attw'), [path, '--profile', 'esm-only'], { cwd: ROOT }).catch((error: { stdout?: string }) => {
        throw new Error(`attw ${path}: ${error.stdout}`);
      });
    }
  });

  it('bring a command that works', async () => {
    await writeFile(join(project, 'portolan.yaml'), 'default: dev\nprofiles:\n  dev: { provider: memory }\n');
    const command = async (...args: readonly string[]): Promise<string> =>
      (await run(join(project, 'node_modules/.bin/portolan'), args, { cwd: project })).stdout;
    expect(await command('check')).toContain('memory: signed in');
    expect(await command('sizes', '--json')).toContain('"memoryMiB":2048');
    expect(await command('profiles')).toMatch(/dev\s+memory\s+default/);
    await expect(command('--profile', 'prod', 'check')).rejects.toThrow(/no profile "prod"/);
  });
});
