import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OutputChunk, rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** What lies between `import 'portolan'` and the first answer. The rest is published as it is compiled. */
const BUNDLED = ['core', 'ec2', 'memory', 'openstack', 'ovirt', 'portolan', 'smartdc'];
/** Libraries of many small files, which node reads one by one: 245 of inversify's alone. docs/decisions/0010 says what that costs. */
const INLINED = /^(?:inversify|axios|fast-xml-parser|@nodable\/entities|mrmime|aws4)$/;

/**
 * What axios brings and nobody can reach: its ways to send, of which the transport has its own, and the forms they would send. They load `undici` and
 * a table of all media types. Axios leaves them out of its builds for browsers in the same way.
 */
const UNREACHED: readonly (readonly [module: RegExp, instead: string])[] = [
  [/\/axios\/lib\/adapters\/(?:http|xhr)\.js$/, 'export default null;'],
  [/\/axios\/lib\/adapters\/fetch\.js$/, 'export const getFetch = () => null; export default null;'],
  [/\/node_modules\/form-data\//, 'export default null;'],
];

/** Axios looks whether there are forms in the world as it is loaded, and node loads all of `undici` to tell: 15 ms of the first request's. Ours sends none. */
const FORMS = { module: /\/axios\/lib\/utils\.js$/, asks: "typeof G.FormData !== 'undefined' ? G.FormData : undefined" } as const;

function withoutForms(code: string, id: string): string | null {
  if (!FORMS.module.test(id)) return null;
  if (!code.includes(FORMS.asks)) throw new Error(`${id} asks for FormData in another way than this build knows`);
  return code.replace(FORMS.asks, 'undefined');
}

/** Those that bundlers read. What is said to people stands in the sources, in the types and in `LICENSES.txt`; node would read it at every start. */
const COMMENTS = { annotation: true, jsdoc: false, legal: false } as const;

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly '@portolan/source': string }>>;
}

interface Library {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** Makes `bundle/` of a package: its own code in a few files, with what takes longest to load, cut where it is loaded late. */
export async function bundle(folder: string): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const input: Record<string, string> = {};
  for (const [face, target] of Object.entries(manifest.exports)) {
    if (typeof target === 'string') continue;
    input[face === '.' ? 'index' : basename(face)] = join(folder, target['@portolan/source']);
  }
  const build = await rolldown({
    input,
    platform: 'node',
    // What an inlined library imports goes with it.
    external: (id, importer) => !/^[./]/.test(id) && !INLINED.test(id) && importer?.includes('/node_modules/') !== true,
    // A driver takes `ContainerModule` of inversify and leaves the container, which is in core's bundle. `@inversifyjs/container` imports `reflect-metadata` first.
    treeshake: manifest.name === '@portolan/core' ? true : { moduleSideEffects: (id) => !/inversify/.test(id) || id.endsWith('/container/lib/index.js') },
    plugins: [{ name: 'unreached', load: (id) => UNREACHED.find(([module]) => module.test(id))?.[1] ?? null, transform: withoutForms }],
    logLevel: 'silent',
  });
  const out = join(folder, 'bundle');
  rmSync(out, { recursive: true, force: true });
  const { output } = await build.write({ dir: out, format: 'esm', sourcemap: true, comments: COMMENTS, chunkFileNames: '[name]-[hash].js' });
  await build.close();
  const modules = output.filter((file): file is OutputChunk => file.type === 'chunk').flatMap(({ moduleIds }) => moduleIds);
  writeFileSync(join(out, 'LICENSES.txt'), notices(modules));
}

/** The licences of the libraries whose code is in there, as they ask for. */
function notices(modules: readonly string[]): string {
  const folders = new Set(modules.map(packageOf).filter((folder) => folder !== undefined));
  const texts = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Library;
    const file = ['LICENSE', 'LICENSE.md', 'License', 'LICENSE.txt', 'license'].map((found) => join(folder, found)).find((path) => existsSync(path));
    return `${name} ${version} (${license})\n\n${file === undefined ? '' : readFileSync(file, 'utf8').trim()}\n`;
  });
  return texts.sort().join(`\n${'-'.repeat(80)}\n\n`);
}

function packageOf(module: string): string | undefined {
  const inside = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module)?.[1];
  return inside === undefined || !existsSync(join(inside, 'package.json')) ? undefined : inside;
}

// In a package's folder (its `prepack`): that one. Elsewhere: all.
const here = process.cwd();
const folders = dirname(here) === join(ROOT, 'packages') ? [here] : BUNDLED.map((name) => join(ROOT, 'packages', name));
for (const folder of folders) if (BUNDLED.includes(basename(folder))) await bundle(folder);
