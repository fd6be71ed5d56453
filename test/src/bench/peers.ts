import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const LISTS = fileURLToPath(new URL('../../bench/', import.meta.url));
const FOLDER = fileURLToPath(new URL('../../../node_modules/.bench-peers/', import.meta.url));

const LOADER = 'load.mjs';

/** Installs the other libraries beside the workspace, once for each state of their lock file. */
export function installPeers(): void {
  const lock = join(FOLDER, 'package-lock.json');
  const stamp = join(FOLDER, '.made-from');
  const wanted = readFileSync(join(LISTS, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  mkdirSync(FOLDER, { recursive: true });
  cpSync(join(LISTS, 'package.json'), join(FOLDER, 'package.json'));
  cpSync(join(LISTS, 'package-lock.json'), lock);
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund'], { cwd: FOLDER, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the peers could not be installed');
  writeFileSync(join(FOLDER, LOADER), 'export const load = (name) => import(name);\n');
  cpSync(lock, stamp);
}

const require = createRequire(join(FOLDER, 'package.json'));

/** A peer's exports. `Shape` is the little of them that is used here. */
export const peer = <Shape>(name: string): Shape => require(name) as Shape;
/** One that is a module and cannot be required: imported by a file that lies beside it. */
export async function peerModule<Shape>(name: string): Promise<Shape> {
  const { load } = (await import(pathToFileURL(join(FOLDER, LOADER)).href)) as { load: (name: string) => Promise<unknown> };
  return (await load(name)) as Shape;
}
export const peerVersion = (name: string): string =>
  (JSON.parse(readFileSync(join(FOLDER, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
