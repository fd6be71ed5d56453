import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asEngineJson, asEngineXml, type ProjectModel } from './testing/engine-model.ts';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('../../generator/', import.meta.url));
const generate = (...options: readonly string[]): Promise<{ readonly stdout: string }> => run(process.execPath, [join(folder, 'generate.mjs'), ...options]);

// Each of them starts a few processes.
describe('the generator', { timeout: 60_000 }, () => {
  let temporary: string;
  beforeEach(async () => {
    temporary = await mkdtemp(join(tmpdir(), 'portolan-ovirt-'));
  });
  afterEach(() => rm(temporary, { recursive: true, force: true }));

  it('would write what is there: the generated code is not stale', async () => {
    await expect(generate('--check')).resolves.toBeDefined();
  });

  it('notices code that is stale, superfluous or missing', async () => {
    const out = join(temporary, 'generated');
    expect((await generate('--out', out)).stdout).toContain('220 types, 115 enums, 288 services, 686 methods');
    await generate('--out', out, '--check');
    await writeFile(join(out, 'services', 'vm.ts'), 'export const methods = {};\n');
    await writeFile(join(out, 'services', 'ghost.ts'), '');
    await rm(join(out, 'tree.ts'));
    await expect(generate('--out', out, '--check')).rejects.toMatchObject({
      stderr: expect.stringMatching(/stale: services\/ghost\.ts\nstale: services\/vm\.ts\nstale: tree\.ts/) as unknown,
    });
  });

  // The XML is parsed by core as it was built.
  const forms = existsSync(new URL('../../../core/dist/driver.js', import.meta.url)) ? ['json', 'xml'] : ['json'];

  it.each(forms)('makes the same runtime of the %s that an engine publishes about itself', async (form) => {
    const model = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as ProjectModel;
    const file = join(temporary, `model.${form}`);
    await writeFile(file, form === 'json' ? JSON.stringify(asEngineJson(model)) : asEngineXml(asEngineJson(model)));
    const out = join(temporary, form);
    await generate('--model', file, '--out', out);
    for (const path of [
      'structs.ts',
      'enums.ts',
      'tree.ts',
      'services/vm.ts',
      'services/vms.ts',
      'services/gluster-bricks.ts',
      'services/host.ts',
      'types/storage.ts',
    ]) {
      const committed = await readFile(new URL(`./generated/${path}`, import.meta.url), 'utf8');
      expect(plain(await readFile(join(out, path), 'utf8'))).toBe(plain(committed));
    }
  });
});

/** Without what engines do not publish: where the model is from, and what documents must hold. */
function plain(text: string): string {
  return text
    .replace(/^\/\/ Made by.*\n/, '')
    .replace(/^ {2}\/\*\* Required:.*\n/gm, '')
    .replace(/^ {3}\* Required:(?:.*\n {3}\* )*?.*\.\n(?= {3}\*[ /])/gm, '')
    .replace(/^ {2}\/\*\*\n {3}\*\/\n/gm, '')
    .replace(/^ {2}\/\*\*\n {3}\* (.*)\n {3}\*\/$/gm, '  /** $1 */');
}
