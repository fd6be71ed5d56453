import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import { EMULATED, startEmulator } from '@portolan/emulators';
import { type Cloud, connect, isCloudError } from 'portolan';
import { firstLight, type Step } from './first-light.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } } });

if (values.help) {
  console.log(`Runs one program on every provider: memory, and six clouds emulated in this process.

  --json   one line of JSON a provider, with its steps`);
  process.exit(0);
}

interface Result {
  readonly provider: string;
  readonly ok: boolean;
  readonly steps: readonly Step[];
  readonly requests: number;
  readonly error?: string;
}

/** Each provider's profile, and how many requests its server has seen. */
interface Back {
  readonly profile: Readonly<Record<string, unknown>> & { readonly provider: string };
  readonly requests: () => number;
  readonly close: () => Promise<void>;
}

async function backOf(provider: (typeof EMULATED)[number] | 'memory'): Promise<Back> {
  if (provider === 'memory') return { profile: { provider }, requests: () => 0, close: async () => undefined };
  const emulator = await startEmulator(provider);
  return { profile: { ...emulator.profile, provider }, requests: () => emulator.seen.length, close: () => emulator.close() };
}

async function runOn(provider: (typeof EMULATED)[number] | 'memory', file: string, onStep: (step: Step) => void): Promise<Result> {
  const back = await backOf(provider);
  const steps: Step[] = [];
  try {
    await using cloud: Cloud = await connect(back.profile as never);
    await firstLight(cloud, {
      file,
      onStep: (step) => {
        steps.push(step);
        onStep(step);
      },
    });
    return { provider, ok: true, steps, requests: back.requests() };
  } catch (error) {
    const text = isCloudError(error) ? `${error.code}: ${error.message}` : error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { provider, ok: false, steps, requests: back.requests(), error: text };
  } finally {
    await back.close();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'portolan-demo-'));
const results: Result[] = [];
try {
  const file = join(folder, 'db.tar');
  await writeFile(file, Buffer.alloc(1024 * 1024, 'portolan '));
  for (const provider of ['memory', ...EMULATED] as const) {
    if (!values.json) console.log(styleText('bold', `\n${provider}`));
    const result = await runOn(provider, file, ({ step, what, ms }) => {
      if (!values.json) console.log(`  ${styleText('green', '✓')} ${step.padEnd(20)} ${what.padEnd(44)} ${styleText('dim', `${ms} ms`)}`);
    });
    results.push(result);
    if (values.json) console.log(JSON.stringify(result));
    else if (result.error !== undefined) console.log(`  ${styleText('red', '✗')} ${result.error}`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

if (!values.json) {
  const bytes = (step: string, result: Result): string => result.steps.find((one) => one.step === step)?.what ?? '';
  console.log(`\n${styleText('bold', 'provider'.padEnd(12))} ${'steps'.padStart(6)} ${'requests'.padStart(9)} ${'ms'.padStart(7)}  stored`);
  for (const result of results) {
    const ms = result.steps.reduce((sum, step) => sum + step.ms, 0);
    const mark = result.ok ? styleText('green', 'ok') : styleText('red', 'failed');
    console.log(
      `${result.provider.padEnd(12)} ${String(result.steps.length).padStart(6)} ${String(result.requests).padStart(9)} ${String(ms).padStart(7)}  ${bytes('put a stream', result).padEnd(28)} ${mark}`,
    );
  }
  console.log('\nOne program, every cloud; only the profile changed. It is examples/src/first-light.ts.');
}
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
